"""Facts for the rules of attention: what is known of every indicator in a period beside its figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Exists, OuterRef

from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaRealisasi, Nilai
from apps.pengukuran.facts.kinerja import KOSONG_REALISASI
from apps.pengukuran.formulas import Agregasi, dari_triwulan
from apps.pengukuran.isian import nilai_sebelumnya, temuan_nilai
from apps.pengukuran.kalimat.kata import teks_nilai
from apps.pengukuran.models import Bukti, Realisasi, TransisiRealisasi
from apps.pengukuran.perhatian import Amatan
from apps.siklus.facts import SELURUH_TAHUN, FaktaPeriode


@dataclass(frozen=True, slots=True)
class Langkah:
    """A step that was taken with a realisasi: id rises with time."""

    id: int
    nama: str
    oleh: str
    waktu: datetime


@dataclass(slots=True)
class Pengerjaan:
    """What was done for a realisasi beside its value: whether causes and evidence are there, its stage ("" without
    one), and the steps.
    """

    ada_hambatan: bool
    ada_bukti: bool
    tahap: str = ""
    langkah: list[Langkah] = field(default_factory=list)


def fetch_pengerjaan(kinerja: FaktaKinerja, triwulan: int) -> dict[int, Pengerjaan]:
    """What was done in a period, by adoption: one query."""
    rows = (
        Realisasi.objects.filter(
            adopsi__in=[i.adopsi_id for i in kinerja.indikator], tahun=kinerja.tahun, triwulan=triwulan
        )
        .annotate(bukti_ada=Exists(Bukti.objects.filter(realisasi=OuterRef("pk"))))
        .values_list(
            *("adopsi_id", "tahap", "analisis__hambatan", "bukti_ada", "alasan_tanpa_bukti"),
            *("transisi", "transisi__langkah", "transisi__oleh__nama", "transisi__waktu"),
        )
    )
    hasil: dict[int, Pengerjaan] = {}
    for adopsi_id, tahap, hambatan, bukti, alasan, pk, langkah, oleh, waktu in rows:
        satu = hasil.setdefault(adopsi_id, Pengerjaan(bool((hambatan or "").strip()), bool(bukti or alasan), tahap))
        if pk:
            satu.langkah.append(Langkah(pk, TransisiRealisasi.Langkah(langkah).label, oleh, waktu))
    return hasil


def amati(
    kinerja: FaktaKinerja, periode: FaktaPeriode | None, pengerjaan: Mapping[int, Pengerjaan], hari: date
) -> list[Amatan]:
    """Every indicator of a period as the rules see it.

    periode is None for years that do not run through the workflow: nothing is owed there. A quarter is not compared
    with whole years.
    """
    kosong = Pengerjaan(False, False)
    return [
        _amatan(kinerja, indikator, periode, pengerjaan.get(indikator.adopsi_id, kosong), hari)
        for indikator in kinerja.indikator
    ]


def _amatan(
    kinerja: FaktaKinerja,
    indikator: FaktaIndikator,
    periode: FaktaPeriode | None,
    pengerjaan: Pengerjaan,
    hari: date,
) -> Amatan:
    realisasi = indikator.realisasi_tahun(kinerja.tahun)
    lalu: Fraction | None = None
    janggal: list[str] = []
    if periode is None or periode.triwulan == SELURUH_TAHUN:
        lalu = kinerja.capaian(indikator, kinerja.tahun - 1).nilai
        if realisasi.nilai.ada and not realisasi.diragukan:
            sebelumnya = nilai_sebelumnya(indikator, kinerja.tahun, SELURUH_TAHUN, ())
            janggal = temuan_nilai(indikator, realisasi.nilai, sebelumnya)
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
        ada_hambatan=pengerjaan.ada_hambatan,
        ada_bukti=pengerjaan.ada_bukti,
        hari_terlambat=_terlambat(kinerja, indikator, periode, pengerjaan.tahap, hari),
        setahun=teks_nilai(indikator, realisasi.nilai),
        dari_triwulan=_dari_triwulan(indikator, realisasi),
    )


def _dari_triwulan(indikator: FaktaIndikator, setahun: FaktaRealisasi) -> str:
    """What the four quarters make up, as it is printed; "" while one of the five is missing or doubted."""
    kuartal = [indikator.triwulan.get(t, KOSONG_REALISASI) for t in range(1, 5)]
    if any(f.nilai.angka is None or f.diragukan for f in (setahun, *kuartal)):
        return ""
    usulan = dari_triwulan([f.nilai.angka for f in kuartal if f.nilai.angka is not None], indikator.agregasi)
    return "" if usulan is None else teks_nilai(indikator, Nilai(usulan))


def _terlambat(
    kinerja: FaktaKinerja, indikator: FaktaIndikator, periode: FaktaPeriode | None, tahap: str, hari: date
) -> int:
    """Days since the deadline of what is owed and not handed in; 0 while there is time, or where nothing is owed.

    tahap is that of the stored realisasi: one whose figure is withheld as not approved has been handed in all the same.
    """
    if periode is None or not periode.dibuka or periode.disahkan:
        return 0
    if tahap not in ("", Realisasi.Tahap.DRAF):
        return 0
    ditarget = indikator.target(kinerja.tahun).dijanjikan_triwulan
    if periode.triwulan and indikator.agregasi is Agregasi.AKHIR_TAHUN and not ditarget:
        return 0
    batas = periode.keadaan(indikator.subbagian_id, None).batas
    return max((hari - batas).days, 0) if batas else 0
