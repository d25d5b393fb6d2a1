"""What is owed in a year, indicator by indicator and period by period, and how far each is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import Anggota, Keputusan, Peran, periode_terbuka
from apps.pengukuran.facts import (
    FaktaIndikator,
    FaktaKinerja,
    FaktaRealisasi,
    Nilai,
    fakta_realisasi,
    fetch_kinerja,
)
from apps.pengukuran.formulas import Agregasi
from apps.pengukuran.isian import nilai_sebelumnya, temuan_nilai, untuk_diperiksa
from apps.pengukuran.kelengkapan import kekurangan
from apps.pengukuran.models import DrafIsian, Realisasi, TransisiRealisasi
from apps.pengukuran.situasi import pengaju_of
from apps.perencanaan.models import AdopsiIndikator, Target
from apps.siklus.facts import SELURUH_TAHUN, FaktaPeriode, fetch_periode
from apps.siklus.models import Pengesahan, Periode


class Keadaan(StrEnum):
    """How far a task is, as people read it."""

    BELUM = "belum_diisi"
    SEBAGIAN = "sebagian"
    LENGKAP = "lengkap"
    DIKEMBALIKAN = "dikembalikan"
    DIAJUKAN = "diajukan"
    DIVERIFIKASI = "diverifikasi"
    DISAHKAN = "disahkan"


# The words on the chip and its tone.
KEADAAN: dict[Keadaan, tuple[str, str]] = {
    Keadaan.BELUM: ("Belum diisi", ""),
    Keadaan.SEBAGIAN: ("Sebagian", "warn"),
    Keadaan.LENGKAP: ("Lengkap, belum diajukan", "good"),
    Keadaan.DIKEMBALIKAN: ("Dikembalikan", "warn"),
    Keadaan.DIAJUKAN: ("Diajukan", "good"),
    Keadaan.DIVERIFIKASI: ("Diverifikasi", "ok"),
    Keadaan.DISAHKAN: ("Disahkan", "ok"),
}
MENUNGGU_PENGISI = frozenset({Keadaan.BELUM, Keadaan.SEBAGIAN, Keadaan.LENGKAP, Keadaan.DIKEMBALIKAN})
TERVERIFIKASI = frozenset({Keadaan.DIVERIFIKASI, Keadaan.DISAHKAN})
# Handed in and not yet approved: such work goes on even when its period takes no more entries.
BERJALAN = frozenset({Realisasi.Tahap.DIAJUKAN, Realisasi.Tahap.DIVERIFIKASI})


@dataclass(frozen=True)
class Tugas:
    """One indicator in one period that is opened, approved, or still being checked."""

    indikator: FaktaIndikator
    kinerja: FaktaKinerja
    periode: FaktaPeriode
    keadaan: Keadaan
    tenggat: date | None
    hari: date
    pengguna_id: int | None = None
    realisasi_id: int | None = None
    versi: int = 0
    pengaju_id: int | None = None
    diperiksa: bool = False
    pemeriksa: str = ""
    jumlah_bukti: int = 0
    kurang: tuple[str, ...] = ()
    sebelumnya: tuple[Nilai, ...] = ()
    pengajuan: TransisiRealisasi | None = None
    pengembalian: TransisiRealisasi | None = None
    terakhir: TransisiRealisasi | None = None

    @property
    def menunggu_pengisi(self) -> bool:
        """Whether it waits for the people who fill in; a period that is closed or approved waits for nobody."""
        return self.keadaan in MENUNGGU_PENGISI and self.periode.dibuka and not self.periode.disahkan

    @property
    def menunggu_pemeriksa(self) -> bool:
        """Whether it is handed in and can still be checked."""
        return self.keadaan is Keadaan.DIAJUKAN and not self.periode.disahkan

    @property
    def berjalan(self) -> bool:
        """Whether it is handed in and not yet approved."""
        return self.keadaan.value in BERJALAN

    @property
    def sisa_hari(self) -> int | None:
        """Days until the deadline, negative when it is past; None without a deadline or when nothing is owed."""
        if self.tenggat is None or not self.menunggu_pengisi:
            return None
        return (self.tenggat - self.hari).days

    @property
    def diperpanjang(self) -> bool:
        """Whether the deadline is later than the period's own."""
        return bool(self.tenggat and self.periode.tenggat and self.tenggat > self.periode.tenggat)

    @property
    def terbuka(self) -> Keputusan:
        """Whether its period takes entries from this person today; a refusal says why and who can help."""
        return periode_terbuka(self.periode.keadaan(self.indikator.subbagian_id, self.pengguna_id), self.hari)

    @property
    def realisasi(self) -> FaktaRealisasi:
        return self.indikator.realisasi_tahun(self.kinerja.tahun)

    @property
    def kejanggalan(self) -> list[str]:
        """What is unusual about the value, in sentences."""
        return temuan_nilai(self.realisasi.nilai, self.indikator.satuan, self.sebelumnya)


def fetch_tugas(entitas: Entitas, tahun: int, *, termasuk_tertutup: bool = False) -> list[Tugas]:
    """All that is owed in the periods of a year that are opened, approved or still being checked, as in the report.

    termasuk_tertutup asks also about periods that are closed for entry, as a pengesahan does. Deadlines are those of
    the subbagian; :func:`untuk_orang` sees a person's own. Some ten queries and four for each such period, whatever
    the number of indicators.
    """
    semua_periode = fetch_periode(entitas, tahun).values()
    if not any(p.id for p in semua_periode):
        return []
    adopsi = {
        a.pk: a for a in AdopsiIndikator.objects.berlaku(tahun).filter(entitas=entitas).select_related("indikator")
    }
    semua = {
        (r.adopsi_id, r.triwulan): r
        for r in Realisasi.objects.filter(adopsi__in=adopsi, tahun=tahun)
        .select_related("analisis", "tingkat", "diperiksa_oleh")
        .prefetch_related("bukti", "transisi__oleh")
    }
    berjalan = {triwulan for (_, triwulan), r in semua.items() if r.tahap in BERJALAN}
    periode = [
        p for p in semua_periode if p.dibuka or p.disahkan or p.triwulan in berjalan or (termasuk_tertutup and p.id)
    ]
    ditarget = set(
        Target.objects.filter(adopsi__in=adopsi, sumber=Target.Sumber.TRIWULAN, tahun=tahun).values_list(
            "adopsi_id", "triwulan"
        )
    )
    draf = set(DrafIsian.objects.filter(adopsi__in=adopsi, tahun=tahun).values_list("adopsi_id", "triwulan"))
    fakta = {kunci: fakta_realisasi(r) for kunci, r in semua.items()}
    hari = timezone.localdate()
    tugas = []
    for p in sorted(periode, key=lambda p: p.triwulan or 5):
        kinerja = fetch_kinerja(entitas, tahun, triwulan=p.triwulan)
        for indikator in kinerja.indikator:
            kunci = (indikator.adopsi_id, p.triwulan)
            if _owed(adopsi[indikator.adopsi_id], p.triwulan, ditarget) or kunci in semua:
                satu = _tugas(indikator, kinerja, p, adopsi[kunci[0]], semua.get(kunci), kunci in draf, hari)
                lain = [(t, fakta[kunci[0], t]) for t in range(1, p.triwulan) if (kunci[0], t) in fakta]
                lalu = nilai_sebelumnya(indikator, tahun, p.triwulan, lain)
                tugas.append(replace(satu, sebelumnya=tuple(lalu)))
    return tugas


def untuk_orang(tugas: Iterable[Tugas], pengguna_id: int) -> list[Tugas]:
    """The same tasks with the deadlines that count for one person, who may have an extension of their own."""
    return [
        replace(t, pengguna_id=pengguna_id, tenggat=t.periode.keadaan(t.indikator.subbagian_id, pengguna_id).batas)
        for t in tugas
    ]


def _owed(adopsi: AdopsiIndikator, triwulan: int, ditarget: set[tuple[int, int]]) -> bool:
    """A year is always owed; a quarter unless the indicator is measured only at year end and has no target there."""
    if not triwulan or adopsi.indikator.agregasi != Agregasi.AKHIR_TAHUN:
        return True
    return (adopsi.pk, triwulan) in ditarget


def _tugas(
    indikator: FaktaIndikator,
    kinerja: FaktaKinerja,
    periode: FaktaPeriode,
    adopsi: AdopsiIndikator,
    realisasi: Realisasi | None,
    ada_draf: bool,
    hari: date,
) -> Tugas:
    transisi = list(realisasi.transisi.all()) if realisasi else []
    ajukan = [t for t in transisi if t.langkah == TransisiRealisasi.Langkah.AJUKAN]
    bukti = len(realisasi.bukti.all()) if realisasi else 0
    kurang = kekurangan(untuk_diperiksa(realisasi, adopsi.indikator, kinerja.capaian(indikator), bukti))
    keadaan = keadaan_of(realisasi, transisi, ada_draf, bool(kurang))
    return Tugas(
        indikator=indikator,
        kinerja=kinerja,
        periode=periode,
        keadaan=keadaan,
        tenggat=periode.keadaan(adopsi.subbagian_id, None).batas,
        hari=hari,
        realisasi_id=realisasi.pk if realisasi else None,
        versi=realisasi.versi if realisasi else 0,
        pengaju_id=pengaju_of(transisi),
        diperiksa=bool(realisasi and realisasi.diperiksa_oleh_id),
        pemeriksa=str(realisasi.diperiksa_oleh or "") if realisasi else "",
        pengajuan=ajukan[-1] if ajukan else None,
        jumlah_bukti=bukti,
        kurang=tuple(k.kalimat for k in kurang) if realisasi else (),
        pengembalian=transisi[-1] if keadaan is Keadaan.DIKEMBALIKAN else None,
        terakhir=transisi[-1] if transisi else None,
    )


def keadaan_of(realisasi: Realisasi | None, transisi: list[TransisiRealisasi], ada_draf: bool, kurang: bool) -> Keadaan:
    """How far one realisasi is; ada_draf: somebody typed something that is not saved, kurang: something is missing."""
    if realisasi is None:
        return Keadaan.SEBAGIAN if ada_draf else Keadaan.BELUM
    if realisasi.tahap != Realisasi.Tahap.DRAF:
        return Keadaan(realisasi.tahap)
    if transisi and transisi[-1].langkah == TransisiRealisasi.Langkah.KEMBALIKAN:
        return Keadaan.DIKEMBALIKAN
    return Keadaan.SEBAGIAN if kurang else Keadaan.LENGKAP


def milik(tugas: Iterable[Tugas], anggota: Anggota) -> list[Tugas]:
    """The tasks of the subbagian that a person fills in for."""
    return [t for t in tugas if t.indikator.subbagian_id in anggota.subbagian]


def antrean(tugas: Iterable[Tugas], anggota: Anggota) -> list[Tugas]:
    """What is handed in and waits for a verifikator, own hand-ins included; empty for everybody else."""
    return [t for t in tugas if t.menunggu_pemeriksa] if Peran.VERIFIKATOR in anggota.peran else []


def boleh_diperiksa(pengaju_id: int | None, pengguna_id: int, sendiri_diizinkan: bool) -> bool:
    """Whether this verifikator can verify what that person handed in, or a colleague must."""
    return sendiri_diizinkan or pengaju_id != pengguna_id


def menunggu(
    tugas: Iterable[Tugas], anggota: Anggota, pengguna_id: int, *, sendiri_diizinkan: bool = False
) -> list[Tugas]:
    """What waits for this person: own entries that are open, and, for a verifikator, what others handed in."""
    semua = list(tugas)
    pengisian = [t for t in milik(semua, anggota) if t.menunggu_pengisi]
    periksa = [t for t in antrean(semua, anggota) if boleh_diperiksa(t.pengaju_id, pengguna_id, sendiri_diizinkan)]
    return [*pengisian, *periksa]


def penghalang(tugas: Iterable[Tugas], triwulan: int) -> list[Tugas]:
    """What a pengesahan of a period waits for, of all tasks of the year, closed periods included.

    A quarter waits for what is owed in it and not verified. The year closes its quarters, so it also waits for every
    quarter's figure that was begun and is not verified; one that nobody began stays empty and does not hold it up.
    """

    def counts(t: Tugas) -> bool:
        return t.periode.triwulan == triwulan or (not triwulan and t.realisasi_id is not None)

    belum = [t for t in tugas if t.keadaan not in TERVERIFIKASI and counts(t)]
    return sorted(belum, key=lambda t: t.periode.triwulan != triwulan)


def siap_disahkan(tugas: Iterable[Tugas]) -> list[FaktaPeriode]:
    """The periods that only wait for their pengesahan; ask with the tasks of closed periods too."""
    semua = list(tugas)
    return [
        milik_periode[0].periode
        for triwulan, milik_periode in per_periode(semua).items()
        if not milik_periode[0].periode.disahkan and not penghalang(semua, triwulan)
    ]


def yang_berjalan(tugas: Iterable[Tugas]) -> list[Tugas]:
    """Only the tasks of periods that are opened, approved or still being checked."""
    kelompok = per_periode(tugas).values()
    tampil = (k for k in kelompok if k[0].periode.dibuka or k[0].periode.disahkan or any(t.berjalan for t in k))
    return [t for k in tampil for t in k]


def per_periode(tugas: Iterable[Tugas]) -> dict[int, list[Tugas]]:
    """The tasks by triwulan (0 = the year), in the order in which they come."""
    kelompok: dict[int, list[Tugas]] = {}
    for t in tugas:
        kelompok.setdefault(t.periode.triwulan, []).append(t)
    return kelompok


def jumlah_menunggu(entitas: Entitas, tahun: int, pengguna: Pengguna, anggota: Anggota) -> int:
    """How many things wait for this person on the tasks page, for the badge of the menu: three queries at most.

    Counts what :func:`menunggu` lists and, for a pimpinan, the periods of :func:`siap_disahkan`.
    """
    if not anggota.peran & {Peran.OPERATOR, Peran.VERIFIKATOR, Peran.PIMPINAN}:
        return 0
    disahkan = Pengesahan.objects.filter(
        Q(periode__triwulan=SELURUH_TAHUN) | Q(periode__triwulan=OuterRef("triwulan")),
        periode__entitas=entitas,
        periode__tahun=tahun,
        dibuka_kembali__isnull=True,
    )
    baris = Periode.objects.filter(~Exists(disahkan), entitas=entitas, tahun=tahun).values_list("triwulan", "dibuka")
    if not (periode := dict(baris)):
        return 0
    ditarget = Target.objects.filter(adopsi=OuterRef("pk"), sumber=Target.Sumber.TRIWULAN, tahun=tahun)
    adopsi = list(
        AdopsiIndikator.objects.berlaku(tahun)
        .filter(entitas=entitas)
        .annotate(**{f"target_{t}": Exists(ditarget.filter(triwulan=t)) for t in range(1, 5)})
        .select_related("indikator")
    )
    pengaju = TransisiRealisasi.objects.filter(realisasi=OuterRef("pk"), langkah=TransisiRealisasi.Langkah.AJUKAN)
    isian = {
        (adopsi_id, triwulan): (tahap, pengaju_id)
        for adopsi_id, triwulan, tahap, pengaju_id in Realisasi.objects.filter(adopsi__entitas=entitas, tahun=tahun)
        .annotate(pengaju=Subquery(pengaju.order_by("-pk").values("oleh")[:1]))
        .values_list("adopsi_id", "triwulan", "tahap", "pengaju")
    }
    hitung = _Hitung(pengguna.pk, anggota, entitas.satker.verifikasi_sendiri)
    berlaku = {a.pk for a in adopsi}
    belum = {
        triwulan
        for (adopsi_id, triwulan), (tahap, _) in isian.items()
        if adopsi_id in berlaku and triwulan in periode and tahap in (Realisasi.Tahap.DRAF, Realisasi.Tahap.DIAJUKAN)
    }
    return sum(
        # The year waits for its quarters too, as penghalang says.
        hitung.satu_periode(triwulan, dibuka, adopsi, isian, tertahan=bool(belum) if not triwulan else False)
        for triwulan, dibuka in periode.items()
    )


@dataclass(frozen=True)
class _Hitung:
    """Counts for one person without building the tasks."""

    pengguna_id: int
    anggota: Anggota
    sendiri_diizinkan: bool

    def satu_periode(
        self,
        triwulan: int,
        dibuka: bool,
        adopsi: list[AdopsiIndikator],
        isian: dict[tuple[int, int], tuple[str, int | None]],
        *,
        tertahan: bool,
    ) -> int:
        tahap = {}
        for a in adopsi:
            ditarget = {(a.pk, triwulan)} if triwulan and getattr(a, f"target_{triwulan}") else set()
            if (a.pk, triwulan) in isian or _owed(a, triwulan, ditarget):
                tahap[a] = isian.get((a.pk, triwulan), (Realisasi.Tahap.DRAF, None))
        if not dibuka and not any(t in BERJALAN for t, _ in tahap.values()):
            return 0
        jumlah = 0
        for a, (t, pengaju_id) in tahap.items():
            mengisi = dibuka and t == Realisasi.Tahap.DRAF and a.subbagian_id in self.anggota.subbagian
            memeriksa = t == Realisasi.Tahap.DIAJUKAN and Peran.VERIFIKATOR in self.anggota.peran
            if mengisi or (memeriksa and boleh_diperiksa(pengaju_id, self.pengguna_id, self.sendiri_diizinkan)):
                jumlah += 1
        siap = bool(tahap) and not tertahan and all(t == Realisasi.Tahap.DIVERIFIKASI for t, _ in tahap.values())
        return jumlah + (siap and Peran.PIMPINAN in self.anggota.peran)
