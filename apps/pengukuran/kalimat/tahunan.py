"""Comparison 2: realisasi and capaian beside last year and every earlier year of the plan that can be compared with."""

from fractions import Fraction

from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja
from apps.pengukuran.kalimat.hasil import Perbandingan, belum_ada, deret_tahun, kecil, terisi, tidak_berlaku
from apps.pengukuran.kalimat.kata import POIN_PERSEN, dari, gerak, sejenis
from apps.ui.numbers import format_persen

DIRAGUKAN, BELUM_TERUKUR, BELUM_DIISI, TAK_SEJENIS, BELUM_DISAHKAN = (
    "diragukan",
    "belum terukur",
    "belum diisi",
    "tidak sejenis",
    "belum disahkan",
)


def perbandingan_tahun(kinerja: FaktaKinerja, indikator: FaktaIndikator) -> Perbandingan:
    """The comparison with earlier years, the latest first; years with equal words share a sentence.

    What cannot be compared is said, by year and reason.
    """
    if kinerja.renstra is None:
        return tidak_berlaku(2, f"tidak ada Renstra yang mencakup tahun {kinerja.tahun}")
    lalu = range(kinerja.tahun - 1, kinerja.renstra.tahun_awal - 1, -1)
    if not lalu:
        return tidak_berlaku(2, f"{kinerja.tahun} adalah tahun pertama {kinerja.renstra.nama}")
    alasan = {tahun: alasan_dilewati(kinerja, indikator, tahun) for tahun in lalu}
    terpakai = [tahun for tahun in lalu if not alasan[tahun]]
    dilewati = kalimat_dilewati(alasan)
    if terpakai:
        kata = {tahun: _dari_tahun(kinerja, indikator, tahun) for tahun in terpakai}
        return terisi(2, *per_kata(kata), _sementara(indikator, [kinerja.tahun, *terpakai]), *dilewati)
    if isi := [tahun for tahun in lalu if alasan[tahun] == BELUM_DIISI]:
        return belum_ada(2, " ".join(dilewati), f"Mintalah administrator memuat realisasi {deret_tahun(isi)}.")
    return tidak_berlaku(2, "tidak ada tahun sebelumnya yang dapat dibandingkan", *dilewati)


def alasan_dilewati(kinerja: FaktaKinerja, indikator: FaktaIndikator, tahun: int) -> str:
    """Why a year is not compared with; "" when it is."""
    realisasi = indikator.realisasi_tahun(tahun)
    if not realisasi.terisi:
        return BELUM_DISAHKAN if realisasi.alasan else BELUM_DIISI
    if realisasi.diragukan:
        return DIRAGUKAN
    if not realisasi.nilai.ada:
        return BELUM_TERUKUR
    return "" if sejenis(indikator.realisasi_tahun(kinerja.tahun).nilai, realisasi.nilai) else TAK_SEJENIS


def kalimat_dilewati(alasan: dict[int, str]) -> list[str]:
    """The years that are left out, in order, a sentence for each reason."""
    menurut: dict[str, list[int]] = {}
    for tahun in sorted(alasan):
        if alasan[tahun]:
            menurut.setdefault(alasan[tahun], []).append(tahun)
    return [f"Tahun {deret_tahun(tahun)} tidak dibandingkan karena {sebab}." for sebab, tahun in menurut.items()]


def _dari_tahun(kinerja: FaktaKinerja, indikator: FaktaIndikator, tahun: int) -> str:
    realisasi = dari(indikator, indikator.realisasi_tahun(kinerja.tahun).nilai, indikator.realisasi_tahun(tahun).nilai)
    return f"realisasi {realisasi}{_capaian(kinerja, indikator, tahun)}"


def _capaian(kinerja: FaktaKinerja, indikator: FaktaIndikator, tahun: int) -> str:
    kini, lalu = kinerja.capaian(indikator), kinerja.capaian(indikator, tahun)
    if kini.nilai is None or lalu.nilai is None:
        tanpa, alasan = (kinerja.tahun, kini.alasan) if kini.nilai is None else (tahun, lalu.alasan)
        return f"; capaiannya tidak dibandingkan karena capaian {tanpa} tidak ada ({kecil(alasan)})"
    selisih = Fraction(kini.nilai) - Fraction(lalu.nilai)
    return f" dan capaian {gerak(selisih, format_persen(lalu.nilai), POIN_PERSEN)}"


def per_kata(kata: dict[int, str]) -> list[str]:
    """A sentence for each wording, with all the years that it holds for."""
    menurut: dict[str, list[int]] = {}
    for tahun, teks in kata.items():
        menurut.setdefault(teks, []).append(tahun)
    return [f"Dibandingkan {deret_tahun(tahun)}, {teks}." for teks, tahun in menurut.items()]


def _sementara(indikator: FaktaIndikator, tahun: list[int]) -> str:
    ada = [t for t in tahun if indikator.realisasi_tahun(t).sementara]
    return f"Nilai realisasi {deret_tahun(ada)} masih sementara." if ada else ""
