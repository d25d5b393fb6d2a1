"""Facts for the rules of attention: what is known of every indicator in a period beside its figures."""

from datetime import date
from fractions import Fraction

from django.db.models import Count

from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja
from apps.pengukuran.formulas import Agregasi
from apps.pengukuran.isian import nilai_sebelumnya, temuan_nilai
from apps.pengukuran.models import Realisasi
from apps.pengukuran.perhatian import Amatan
from apps.perencanaan.models import Target
from apps.siklus.facts import SELURUH_TAHUN, FaktaPeriode


def fetch_amatan(kinerja: FaktaKinerja, periode: FaktaPeriode | None, hari: date) -> list[Amatan]:
    """Every indicator of a period as the rules see it: one query.

    periode is None for years that do not run through the workflow: nothing is owed there. A quarter is not compared
    with whole years.
    """
    triwulan = periode.triwulan if periode else SELURUH_TAHUN
    rows = (
        Realisasi.objects.filter(
            adopsi__in=[i.adopsi_id for i in kinerja.indikator], tahun=kinerja.tahun, triwulan=triwulan
        )
        .annotate(bukti_ada=Count("bukti"))
        .values_list("adopsi_id", "analisis__hambatan", "bukti_ada", "alasan_tanpa_bukti")
    )
    lengkap = {
        adopsi_id: (bool((hambatan or "").strip()), bool(bukti or alasan))
        for adopsi_id, hambatan, bukti, alasan in rows
    }
    return [
        _amatan(kinerja, indikator, periode, lengkap.get(indikator.adopsi_id, (False, False)), hari)
        for indikator in kinerja.indikator
    ]


def _amatan(
    kinerja: FaktaKinerja,
    indikator: FaktaIndikator,
    periode: FaktaPeriode | None,
    lengkap: tuple[bool, bool],
    hari: date,
) -> Amatan:
    realisasi = indikator.realisasi_tahun(kinerja.tahun)
    lalu: Fraction | None = None
    janggal: list[str] = []
    if periode is None or periode.triwulan == SELURUH_TAHUN:
        lalu = kinerja.capaian(indikator, kinerja.tahun - 1).nilai
        if realisasi.nilai.ada and not realisasi.diragukan:
            sebelumnya = nilai_sebelumnya(indikator, kinerja.tahun, SELURUH_TAHUN, ())
            janggal = temuan_nilai(realisasi.nilai, indikator.satuan, sebelumnya)
    return Amatan(
        nomor=indikator.nomor,
        nama=indikator.nama,
        subbagian_id=indikator.subbagian_id,
        capaian=kinerja.capaian(indikator),
        tahun_lalu=kinerja.tahun - 1,
        capaian_lalu=lalu,
        kejanggalan=tuple(janggal),
        dikerjakan=periode is not None,
        terisi=realisasi.terisi,
        terukur=realisasi.nilai.ada,
        ada_hambatan=lengkap[0],
        ada_bukti=lengkap[1],
        hari_terlambat=_terlambat(kinerja, indikator, periode, hari),
    )


def _terlambat(kinerja: FaktaKinerja, indikator: FaktaIndikator, periode: FaktaPeriode | None, hari: date) -> int:
    """Days since the deadline of what is owed and not handed in; 0 while there is time, or where nothing is owed."""
    if periode is None or not periode.dibuka or periode.disahkan:
        return 0
    if indikator.realisasi_tahun(kinerja.tahun).tahap not in ("", Realisasi.Tahap.DRAF):
        return 0
    ditarget = indikator.target(kinerja.tahun).sumber == Target.Sumber.TRIWULAN
    if periode.triwulan and indikator.agregasi is Agregasi.AKHIR_TAHUN and not ditarget:
        return 0
    batas = periode.keadaan(indikator.subbagian_id, None).batas
    return max((hari - batas).days, 0) if batas else 0
