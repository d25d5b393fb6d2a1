"""The budget of a year by program only: what a dashboard needs of it, added up by the database.

The figures are those of :func:`fetch_anggaran`; that a tree of thousands of lines need not be read for five of them is
all the difference, and a test holds the two together.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Concat, JSONObject

from apps.anggaran.facts.versi import PAGU_AWAL
from apps.anggaran.models import KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Satker


@dataclass(frozen=True, slots=True)
class RingkasProgram:
    """A program with what is below it; whole rupiah, realisasi None when nothing is known of it."""

    jalur: str
    kode: str
    nama: str
    pagu: int
    realisasi: int | None


@dataclass(frozen=True)
class RingkasAnggaran:
    """The year's budget in whole rupiah as of a day.

    pagu_awal is the pagu of DIPA awal, from its lines or as a document says (kutipan names it); None when unknown.
    """

    tahun: int
    versi: str
    per_tanggal: date | None
    pagu: int
    realisasi: int | None
    pagu_awal: int | None
    kutipan: str
    program: tuple[RingkasProgram, ...]

    @cached_property
    def sisa(self) -> int | None:
        return None if self.realisasi is None else self.pagu - self.realisasi


def fetch_ringkas(satker: Satker, tahun: int, sampai: date | None = None) -> RingkasAnggaran | None:
    """The budget of a year, or None when no version of it has lines: two queries.

    It takes the last version that has lines and the last state of realisasi that counts, of those up to a day if one
    is given.
    """
    versi = _versi([satker.pk], tahun, sampai).last()
    if versi is None:
        return None
    keadaan = _keadaan(versi)
    program = tuple(
        RingkasProgram(
            p.jalur, p.kode, p.nama, int(p.jumlah or 0), _realisasi(p.terpakai, p.jumlah, bool(keadaan["lengkap"]))
        )
        for p in _programs(versi, keadaan["id"])
    )
    return _ringkas(versi, tahun, program)


def fetch_ringkas_banyak(
    satker_ids: Collection[int], tahun: int, sampai: date | None = None
) -> dict[int, RingkasAnggaran]:
    """The same budgets of many satker, by satker and without their programs: one query."""
    # The last version of each takes the place of those before.
    terakhir = {versi.dipa.satker_id: versi for versi in _versi(satker_ids, tahun, sampai).select_related("dipa")}
    return {satker_id: _ringkas(versi, tahun) for satker_id, versi in terakhir.items()}


def _keadaan(versi: Any) -> dict[str, Any]:
    """The state of realisasi that counts; no state has the number 0."""
    return versi.keadaan or {"id": 0, "per_tanggal": None, "lengkap": False, "jumlah": None}


def _ringkas(versi: Any, tahun: int, program: tuple[RingkasProgram, ...] = ()) -> RingkasAnggaran:
    keadaan = _keadaan(versi)
    return RingkasAnggaran(
        tahun=tahun,
        versi=versi.nama,
        per_tanggal=date.fromisoformat(keadaan["per_tanggal"]) if keadaan["per_tanggal"] else None,
        pagu=int(versi.jumlah),
        realisasi=_realisasi(keadaan["jumlah"], versi.jumlah, bool(keadaan["lengkap"])),
        pagu_awal=versi.dikutip if versi.awal is None else int(versi.awal),
        kutipan=(versi.sumber_kutipan or "") if versi.awal is None else "",
        program=program,
    )


def _realisasi(jumlah: int | None, pagu: int | None, lengkap: bool) -> int | None:
    """A complete state says of what it leaves out that nothing was spent; any other leaves it unknown."""
    if jumlah is None:
        return 0 if lengkap and pagu is not None else None
    return int(jumlah)


def _sum(rows: QuerySet, key: str) -> Subquery:
    """The sum of jumlah over rows that all have the same key; NULL without any."""
    return Subquery(rows.order_by().values(key).annotate(total=Sum("jumlah")).values("total"))


def _versi(satker_ids: Collection[int], tahun: int, sampai: date | None) -> QuerySet:
    """The versions in their order, each with its pagu, the state that counts, and what is known of DIPA awal."""
    kutipan = AngkaKutipan.objects.filter(
        entitas__satker=OuterRef("dipa__satker"), tahun=tahun, ukuran=AngkaKutipan.Ukuran.PAGU, subjek=PAGU_AWAL
    )
    berlaku = KeadaanRealisasi.objects.berlaku().filter(dipa=OuterRef("dipa")).reverse()
    keadaan = berlaku.filter(per_tanggal__lte=sampai) if sampai else berlaku
    return (
        VersiDipa.objects.filter(
            Exists(Pagu.objects.filter(versi=OuterRef("pk"))), dipa__satker__in=satker_ids, dipa__tahun=tahun
        )
        .annotate(
            jumlah=_sum(Pagu.objects.filter(versi=OuterRef("pk")), "versi"),
            awal=_sum(Pagu.objects.filter(versi__dipa=OuterRef("dipa"), versi__urutan=0), "versi"),
            dikutip=Subquery(kutipan.values("rupiah")[:1]),
            sumber_kutipan=Subquery(kutipan.values("sumber")[:1]),
            keadaan=Subquery(
                keadaan.values(
                    satu=JSONObject(
                        id="pk",
                        per_tanggal="per_tanggal",
                        lengkap="lengkap",
                        jumlah=_sum(NilaiRealisasi.objects.filter(keadaan=OuterRef("pk")), "keadaan"),
                    )
                )[:1]
            ),
        )
        .order_by("urutan")
    )


def _programs(versi: Any, keadaan_id: int) -> QuerySet:
    """The programs in order of their code, with the amounts of every line at or below them."""
    di_bawah = Q(pos=OuterRef("pk")) | Q(pos__jalur__startswith=Concat(OuterRef("jalur"), Value(".")))
    pagu = Pagu.objects.filter(di_bawah, versi=versi.pk)
    nilai = NilaiRealisasi.objects.filter(di_bawah, keadaan=keadaan_id)
    return (
        PosAnggaran.objects.filter(dipa=versi.dipa_id, jenis=PosAnggaran.Jenis.PROGRAM)
        .annotate(jumlah=_sum(pagu, "versi"), terpakai=_sum(nilai, "keadaan"))
        .exclude(jumlah=None, terpakai=None)
        .order_by("kode", "jalur")
    )
