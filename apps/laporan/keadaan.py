"""How far the figures of a year are: drafts, verified, approved, or under revision again. Said wherever they stand."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, QuerySet, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from apps.pengukuran.facts import FaktaKinerja, FaktaRealisasi
from apps.siklus.facts import SELURUH_TAHUN, FaktaPeriode, latest_extensions
from apps.siklus.models import Pengesahan, Periode, Perpanjangan
from apps.ui.numbers import format_tanggal

# From the end of the workflow to its beginning.
TAHAP = ("disahkan", "diverifikasi", "diajukan", "draf")


@dataclass(frozen=True, slots=True)
class KeadaanAngka:
    """Where the figures of a year stand. berjalan is false for years that were loaded from published reports.

    edisi is the latest edition, of a pengesahan that holds (dibuka is None) or that was opened again on a day.
    """

    berjalan: bool
    hitungan: Mapping[str, int]
    disahkan: date | None = None
    dibuka: date | None = None
    edisi_id: int | None = None
    edisi_nomor: int | None = None
    hanya_disahkan: bool = False
    triwulan: int = SELURUH_TAHUN

    @property
    def berlaku(self) -> bool:
        """Whether a pengesahan of the year holds."""
        return self.disahkan is not None and self.dibuka is None

    @property
    def tertahan(self) -> bool:
        """Whether what belongs to the period as a whole, such as edited texts, is left out as not approved."""
        return self.hanya_disahkan and self.berjalan and not self.berlaku

    @property
    def label(self) -> tuple[str, str]:
        """A word or two for a chip, and its tone; nothing for years outside the workflow."""
        if not self.berjalan:
            return "", ""
        if self.berlaku:
            return "Disahkan", "ok"
        if self.dibuka:
            return "Sedang direvisi", "warn"
        ada = [tahap for tahap in TAHAP if self.hitungan.get(tahap)]
        if self.triwulan and ada == ["disahkan"] and not self.hanya_disahkan:
            # A quarter without an edition of its own closes with its year.
            return "Disahkan", "ok"
        return ("Diverifikasi", "good") if ada == ["diverifikasi"] else ("Belum disahkan", "warn")

    @property
    def kalimat(self) -> str:
        """What a reader must know about the figures, in one or two sentences; "" outside the workflow."""
        if not self.berjalan:
            return ""
        if self.berlaku and self.disahkan:
            nomor = f"Edisi {self.edisi_nomor}, disahkan" if self.edisi_nomor else "Disahkan"
            return f"{nomor} {format_tanggal(self.disahkan)}."
        sejak = f"Sedang direvisi sejak {format_tanggal(self.dibuka)}. " if self.dibuka else ""
        return f"{sejak}{self._isi()}"

    @property
    def seluruh_satker(self) -> str:
        """The same on a page about a part of the office's figures; an edition holds that part too."""
        if self.berlaku or not self.kalimat:
            return self.kalimat
        return f"Seluruh satker: {self.kalimat[:1].lower()}{self.kalimat[1:]}"

    def _isi(self) -> str:
        jumlah = sum(self.hitungan.values())
        if self.hanya_disahkan:
            return f"Hanya angka yang sudah disahkan: {jumlah or 'belum ada'}."
        if not jumlah:
            return "Belum ada angka."
        rincian = ", ".join(f"{self.hitungan[tahap]} {tahap}" for tahap in TAHAP if self.hitungan.get(tahap))
        return f"Memuat {jumlah} angka: {rincian}."


CHIP_TAHAP = {
    "draf": ("Draf", "warn"),
    "diajukan": ("Diajukan", "warn"),
    "diverifikasi": ("Diverifikasi", "good"),
    "disahkan": ("Disahkan", "ok"),
}


def chip_angka(realisasi: FaktaRealisasi, keadaan: KeadaanAngka) -> tuple[str, str]:
    """The chip of one figure: its words and tone; nothing outside the workflow, or where nothing was entered."""
    if not keadaan.berjalan or not realisasi.terisi:
        return "", ""
    return ("Sedang direvisi", "warn") if realisasi.direvisi else CHIP_TAHAP[realisasi.tahap]


def siklus_periode(entitas: Any, tahun: Any, triwulan: int = SELURUH_TAHUN) -> QuerySet:
    """A period with its last pengesahan and edition as one JSON value, so that it rides along in a query.

    Where the asked period does not exist another one of the year stands in, which says that the year is at work.
    """
    return (
        Periode.objects.filter(entitas=entitas, tahun=tahun)
        .order_by(
            Case(When(triwulan=triwulan, then=0), default=1),
            "triwulan",
            F("pengesahan__pk").desc(nulls_last=True),
        )
        .values_list(
            JSONObject(
                id="pk",
                triwulan="triwulan",
                terbuka="dibuka",
                tenggat="tenggat",
                tahun_disahkan=Exists(
                    Pengesahan.objects.filter(
                        periode__entitas=OuterRef("entitas"),
                        periode__tahun=OuterRef("tahun"),
                        periode__triwulan=SELURUH_TAHUN,
                        dibuka_kembali__isnull=True,
                    )
                ),
                tanggal="pengesahan__tanggal",
                dibuka="pengesahan__dibuka_kembali",
                edisi="pengesahan__edisi__pk",
                nomor="pengesahan__edisi__nomor",
            ),
            flat=True,
        )[:1]
    )


def keadaan_angka(
    kinerja: FaktaKinerja, siklus: Mapping[str, Any] | None, *, hanya_disahkan: bool, triwulan: int = SELURUH_TAHUN
) -> KeadaanAngka:
    """Put facts of performance and of the period's cycle (:func:`siklus_periode`) together."""
    realisasi = [indikator.realisasi_tahun(kinerja.tahun) for indikator in kinerja.indikator]
    hitungan = Counter(r.tahap for r in realisasi if r.terisi)
    if siklus is None or siklus["triwulan"] != triwulan or not siklus["tanggal"]:
        return KeadaanAngka(siklus is not None, hitungan, hanya_disahkan=hanya_disahkan, triwulan=triwulan)
    return KeadaanAngka(
        berjalan=True,
        hitungan=hitungan,
        disahkan=date.fromisoformat(siklus["tanggal"]),
        dibuka=_day(siklus["dibuka"]),
        edisi_id=siklus["edisi"],
        edisi_nomor=siklus["nomor"],
        hanya_disahkan=hanya_disahkan,
        triwulan=triwulan,
    )


def periode_siklus(tahun: int, siklus: Mapping[str, Any] | None, triwulan: int, hari: date) -> FaktaPeriode | None:
    """The period that the figures belong to, as the rules see it; None for years outside the workflow.

    Extensions are only asked for where the deadline is past and entry is still open: one query then, none otherwise.
    """
    if siklus is None:
        return None
    if siklus["triwulan"] != triwulan:
        return FaktaPeriode(None, tahun, triwulan, False, None, "", False, {}, {})
    tenggat = date.fromisoformat(siklus["tenggat"]) if siklus["tenggat"] else None
    ditutup = bool(siklus["tahun_disahkan"] or (siklus["tanggal"] and not siklus["dibuka"]))
    lewat = bool(siklus["terbuka"] and tenggat and tenggat < hari and not ditutup)
    perpanjangan = list(Perpanjangan.objects.filter(periode=siklus["id"])) if lewat else []
    return FaktaPeriode(
        id=siklus["id"],
        tahun=tahun,
        triwulan=triwulan,
        dibuka=bool(siklus["terbuka"]),
        tenggat=tenggat,
        disahkan="Periode ini sudah disahkan." if ditutup else "",
        direvisi=bool(siklus["dibuka"]),
        untuk_subbagian=latest_extensions(perpanjangan, "subbagian_id"),
        untuk_pengguna=latest_extensions(perpanjangan, "pengguna_id"),
    )


def _day(text: str | None) -> date | None:
    """The office's day of a moment as the database writes it into JSON: SQLite without a zone, in UTC."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return timezone.localtime(moment if moment.tzinfo else moment.replace(tzinfo=UTC)).date()
