"""Fetching the work of a year once, for every list that is made of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.organisasi.models import Entitas
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaRealisasi, fetch_kinerja_periode
from apps.pengukuran.isian import nilai_sebelumnya, untuk_diperiksa
from apps.pengukuran.kelengkapan import kekurangan
from apps.pengukuran.models import Bukti, DrafIsian, Realisasi, TransisiRealisasi
from apps.pengukuran.situasi import pengaju_of
from apps.pengukuran.tugas.antrean import yang_berjalan
from apps.pengukuran.tugas.butir import Tugas
from apps.pengukuran.tugas.keadaan import BERJALAN, Keadaan, keadaan_of, owed
from apps.siklus.facts import SELURUH_TAHUN, FaktaPeriode, fetch_periode

# An adoption and a triwulan: what one realisasi of a year is found by.
Kunci = tuple[int, int]


@dataclass(frozen=True)
class Pekerjaan:
    """The work of a year: its periods, the figures seen from each, and its tasks, those of closed periods too."""

    periode: Mapping[int, FaktaPeriode]
    kinerja: Mapping[int, FaktaKinerja]
    tugas: tuple[Tugas, ...]

    @property
    def setahun(self) -> FaktaKinerja:
        """The figures of the year as a whole."""
        return self.kinerja[SELURUH_TAHUN]

    @property
    def berjalan(self) -> list[Tugas]:
        """Only the tasks of periods that are opened, approved or still being checked."""
        return yang_berjalan(self.tugas)


def fetch_tugas(entitas: Entitas, tahun: int, *, termasuk_tertutup: bool = False) -> list[Tugas]:
    """All that is owed in the periods of a year that are opened, approved or still being checked, as in the report.

    termasuk_tertutup asks also about periods that are closed for entry, as a pengesahan does. Deadlines are those of
    the subbagian; :func:`untuk_orang` sees a person's own.
    """
    pekerjaan = fetch_pekerjaan(entitas, tahun)
    return list(pekerjaan.tugas) if termasuk_tertutup else pekerjaan.berjalan


def fetch_pekerjaan(entitas: Entitas, tahun: int) -> Pekerjaan:
    """Fetch the work of a year: nine queries, whatever the number of periods and indicators."""
    periode = fetch_periode(entitas, tahun)
    kinerja = fetch_kinerja_periode(entitas, tahun, periode)
    if not any(p.id for p in periode.values()):
        return Pekerjaan(periode, kinerja, ())
    isian = _fetch_isian(kinerja[SELURUH_TAHUN])
    berjalan = {triwulan for (_, triwulan), realisasi in isian.realisasi.items() if realisasi.tahap in BERJALAN}
    return Pekerjaan(
        periode,
        kinerja,
        tuple(
            tugas
            # The quarters first: the year is made of them.
            for p in sorted(periode.values(), key=lambda p: p.triwulan or 5)
            if p.dibuka or p.disahkan or p.id or p.triwulan in berjalan
            for tugas in _tugas_periode(p, kinerja, isian)
        ),
    )


@dataclass(frozen=True)
class _Isian:
    """What was entered in a year, whether saved or only typed."""

    realisasi: Mapping[Kunci, Realisasi]
    draf: frozenset[Kunci]
    hari: date


def _fetch_isian(kinerja: FaktaKinerja) -> _Isian:
    adopsi = [i.adopsi_id for i in kinerja.indikator]
    bukti = Bukti.objects.filter(realisasi=OuterRef("pk")).order_by().values("realisasi").annotate(n=Count("pk"))
    semua = (
        Realisasi.objects.filter(adopsi__in=adopsi, tahun=kinerja.tahun)
        .select_related("analisis", "diperiksa_oleh")
        .annotate(jumlah_bukti=Coalesce(Subquery(bukti.values("n")), 0))
        .prefetch_related(Prefetch("transisi", TransisiRealisasi.objects.select_related("oleh")))
    )
    draf = DrafIsian.objects.filter(adopsi__in=adopsi, tahun=kinerja.tahun).values_list("adopsi_id", "triwulan")
    return _Isian({(r.adopsi_id, r.triwulan): r for r in semua}, frozenset(draf), timezone.localdate())


def _tugas_periode(periode: FaktaPeriode, kinerja: Mapping[int, FaktaKinerja], isian: _Isian) -> Iterator[Tugas]:
    ini = kinerja[periode.triwulan]
    sebelum = [(t, _menurut_adopsi(kinerja[t])) for t in range(1, periode.triwulan)]
    for indikator in ini.indikator:
        kunci = (indikator.adopsi_id, periode.triwulan)
        ditarget = indikator.target(ini.tahun).dijanjikan_triwulan
        if not owed(indikator.agregasi, periode.triwulan, ditarget=ditarget) and kunci not in isian.realisasi:
            continue
        lain = [(t, realisasi[indikator.adopsi_id]) for t, realisasi in sebelum if indikator.adopsi_id in realisasi]
        lalu = nilai_sebelumnya(indikator, ini.tahun, periode.triwulan, lain)
        yield replace(_tugas(indikator, ini, periode, isian), sebelumnya=tuple(lalu))


def _menurut_adopsi(kinerja: FaktaKinerja) -> dict[int, FaktaRealisasi]:
    """The realisasi of the period that were entered."""
    semua = ((i.adopsi_id, i.realisasi_tahun(kinerja.tahun)) for i in kinerja.indikator)
    return {adopsi_id: realisasi for adopsi_id, realisasi in semua if realisasi.terisi}


def _tugas(indikator: FaktaIndikator, kinerja: FaktaKinerja, periode: FaktaPeriode, isian: _Isian) -> Tugas:
    kunci = (indikator.adopsi_id, periode.triwulan)
    realisasi = isian.realisasi.get(kunci)
    transisi = list(realisasi.transisi.all()) if realisasi else []
    ajukan = [t for t in transisi if t.langkah == TransisiRealisasi.Langkah.AJUKAN]
    bukti: int = realisasi.jumlah_bukti if realisasi else 0  # type: ignore[attr-defined]
    kurang = kekurangan(untuk_diperiksa(realisasi, indikator, kinerja.capaian(indikator), bukti))
    keadaan = keadaan_of(realisasi, transisi, kunci in isian.draf, bool(kurang))
    return Tugas(
        indikator=indikator,
        kinerja=kinerja,
        periode=periode,
        keadaan=keadaan,
        tenggat=periode.keadaan(indikator.subbagian_id, None).batas,
        hari=isian.hari,
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
