"""What is owed in a year, indicator by indicator and period by period, and how far each is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone

from apps.organisasi.models import Entitas
from apps.organisasi.permissions import Anggota, Peran
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, fetch_kinerja
from apps.pengukuran.formulas import Agregasi
from apps.pengukuran.isian import untuk_diperiksa
from apps.pengukuran.kelengkapan import kekurangan
from apps.pengukuran.models import DrafIsian, Realisasi, TransisiRealisasi
from apps.pengukuran.situasi import pengaju_of
from apps.perencanaan.models import AdopsiIndikator, Target
from apps.siklus.facts import FaktaPeriode, fetch_periode


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


@dataclass(frozen=True)
class Tugas:
    """One indicator in one opened period."""

    indikator: FaktaIndikator
    kinerja: FaktaKinerja
    periode: FaktaPeriode
    keadaan: Keadaan
    tenggat: date | None
    hari: date
    realisasi_id: int | None = None
    versi: int = 0
    pengaju_id: int | None = None
    diperiksa: bool = False
    jumlah_bukti: int = 0
    kurang: tuple[str, ...] = ()
    pengembalian: TransisiRealisasi | None = None
    terakhir: TransisiRealisasi | None = None

    @property
    def menunggu_pengisi(self) -> bool:
        """Whether it waits for the people who fill in."""
        return self.keadaan in MENUNGGU_PENGISI

    @property
    def sisa_hari(self) -> int | None:
        """Days until the deadline, negative when it is past; None without a deadline or when nothing is owed."""
        if self.tenggat is None or not self.menunggu_pengisi:
            return None
        return (self.tenggat - self.hari).days


def fetch_tugas(entitas: Entitas, tahun: int, *, semua_periode: bool = False) -> list[Tugas]:
    """All that is owed in the opened periods of a year, and in the approved ones, in the order of the report.

    semua_periode asks also about periods that are closed for entry again, as a pengesahan does.

    Some ten queries and four for each opened period, whatever the number of indicators.
    """
    periode = [p for p in fetch_periode(entitas, tahun).values() if p.dibuka or p.disahkan or (semua_periode and p.id)]
    if not periode:
        return []
    adopsi = {
        a.pk: a for a in AdopsiIndikator.objects.berlaku(tahun).filter(entitas=entitas).select_related("indikator")
    }
    ditarget = set(
        Target.objects.filter(adopsi__in=adopsi, sumber=Target.Sumber.TRIWULAN, tahun=tahun).values_list(
            "adopsi_id", "triwulan"
        )
    )
    draf = set(DrafIsian.objects.filter(adopsi__in=adopsi, tahun=tahun).values_list("adopsi_id", "triwulan"))
    semua = {
        (r.adopsi_id, r.triwulan): r
        for r in Realisasi.objects.filter(adopsi__in=adopsi, tahun=tahun)
        .select_related("analisis")
        .prefetch_related("bukti", "transisi__oleh")
    }
    hari = timezone.localdate()
    tugas = []
    for p in sorted(periode, key=lambda p: p.triwulan or 5):
        kinerja = fetch_kinerja(entitas, tahun, triwulan=p.triwulan)
        for indikator in kinerja.indikator:
            kunci = (indikator.adopsi_id, p.triwulan)
            if _owed(adopsi[indikator.adopsi_id], p.triwulan, ditarget) or kunci in semua:
                tugas.append(_tugas(indikator, kinerja, p, adopsi[kunci[0]], semua.get(kunci), kunci in draf, hari))
    return tugas


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


def menunggu(tugas: Iterable[Tugas], anggota: Anggota) -> list[Tugas]:
    """What waits for this person: own entries that are open, and, for a verifikator, what is handed in."""
    semua = list(tugas)
    pengisian = [t for t in milik(semua, anggota) if t.menunggu_pengisi]
    periksa = [t for t in semua if t.keadaan is Keadaan.DIAJUKAN] if Peran.VERIFIKATOR in anggota.peran else []
    return [*pengisian, *periksa]


def siap_disahkan(tugas: Iterable[Tugas]) -> list[FaktaPeriode]:
    """The periods in which everything owed is verified and nothing is approved yet."""
    per_periode: dict[int, list[Tugas]] = {}
    for t in tugas:
        per_periode.setdefault(t.periode.triwulan, []).append(t)
    return [
        milik_periode[0].periode
        for milik_periode in per_periode.values()
        if all(t.keadaan is Keadaan.DIVERIFIKASI for t in milik_periode)
    ]
