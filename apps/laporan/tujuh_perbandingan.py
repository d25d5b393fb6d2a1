"""All seven comparisons of BAB III of an indicator or a sasaran: performance and money in one list.

Comparisons 1 to 5 come from ``apps.pengukuran.kalimat``; 6 and 7 need the budget, which only this layer sees beside
them.
"""

from collections.abc import Mapping

from apps.anggaran.facts.sasaran import Bagian, Dukungan, FaktaDukungan
from apps.anggaran.formulas import serapan
from apps.laporan.report import Fakta
from apps.laporan.sumber_daya import TANPA_KEGIATAN, kalimat_sumber_daya
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaSasaran
from apps.pengukuran.formulas import Capaian, rata_capaian
from apps.pengukuran.kalimat import (
    BahanSebab,
    Perbandingan,
    perbandingan_angka,
    perbandingan_angka_sasaran,
    perbandingan_sebab,
    perbandingan_sebab_sasaran,
)
from apps.pengukuran.kalimat.hasil import belum_ada, deret, terisi, tidak_berlaku
from apps.pengukuran.narasi import fetch_sebab
from apps.siklus.facts import SELURUH_TAHUN
from apps.ui.numbers import format_persen

TETAPKAN = "Pilih kegiatan pendukungnya pada isian indikator."
LENGKAPI = "Lengkapi porsi atau realisasi kegiatan pendukungnya."
SETAHUN = "uang dan hasil hanya dibandingkan untuk satu tahun penuh"


def perbandingan_indikator(
    kinerja: FaktaKinerja,
    indikator: FaktaIndikator,
    dukungan: FaktaDukungan | None,
    sebab: BahanSebab,
    triwulan: int = SELURUH_TAHUN,
) -> tuple[Perbandingan, ...]:
    """Comparisons 1 to 7 of an indicator; dukungan is None in a year without a budget."""
    return (
        *perbandingan_angka(kinerja, indikator, triwulan),
        perbandingan_sebab(kinerja, indikator, sebab, triwulan),
        *_uang(kinerja, dukungan, {indikator.adopsi_id}, kinerja.capaian(indikator), sebab.hambatan, triwulan),
    )


def perbandingan_sasaran(
    kinerja: FaktaKinerja,
    sasaran: FaktaSasaran,
    dukungan: FaktaDukungan | None,
    sebab: Mapping[int, BahanSebab],
    triwulan: int = SELURUH_TAHUN,
) -> tuple[Perbandingan, ...]:
    """Comparisons 1 to 7 of a sasaran; sebab by adoption (``fetch_sebab``). Its capaian is that of its indicators."""
    lima = [perbandingan_sebab(kinerja, i, sebab.get(i.adopsi_id, BahanSebab()), triwulan) for i in sasaran.indikator]
    rata = rata_capaian(map(kinerja.capaian, sasaran.indikator))
    capaian = Capaian(rata.nilai) if rata.nilai is not None else Capaian(alasan="Belum ada capaian indikatornya.")
    hambatan = "".join(b.hambatan for pk, b in sebab.items() if pk in {i.adopsi_id for i in sasaran.indikator})
    return (
        *perbandingan_angka_sasaran(kinerja, sasaran, triwulan),
        perbandingan_sebab_sasaran(kinerja, sasaran, lima, triwulan),
        *_uang(kinerja, dukungan, {i.adopsi_id for i in sasaran.indikator}, capaian, hambatan, triwulan),
    )


def fetch_perbandingan(fakta: Fakta, pokok: FaktaIndikator | FaktaSasaran) -> tuple[Perbandingan, ...]:
    """All seven comparisons of an indicator or a sasaran of the year: two queries beside those of the facts."""
    kinerja, dukungan = fakta.kinerja, fakta.dukungan
    if isinstance(pokok, FaktaSasaran):
        sebab = fetch_sebab([i.adopsi_id for i in pokok.indikator], fakta.tahun, fakta.triwulan)
        return perbandingan_sasaran(kinerja, pokok, dukungan, sebab, fakta.triwulan)
    sebab = fetch_sebab([pokok.adopsi_id], fakta.tahun, fakta.triwulan)
    return perbandingan_indikator(kinerja, pokok, dukungan, sebab[pokok.adopsi_id], fakta.triwulan)


def _uang(
    kinerja: FaktaKinerja,
    dukungan: FaktaDukungan | None,
    adopsi_ids: set[int],
    capaian: Capaian,
    hambatan: str,
    triwulan: int,
) -> tuple[Perbandingan, Perbandingan]:
    """Comparisons 6 and 7: what was achieved with what money, and by which kegiatan."""
    if triwulan:
        return tidak_berlaku(6, SETAHUN), tidak_berlaku(7, SETAHUN)
    if dukungan is None:
        kalimat = f"Anggaran {kinerja.tahun} belum dimuat atau belum disahkan."
        saran = "Mintalah pengelola anggaran mengimpor anggaran tahun itu."
        return belum_ada(6, kalimat, saran), belum_ada(7, kalimat, saran)
    bagian = dukungan.bagian(adopsi_ids)
    return _sumber_daya(capaian, bagian), _kegiatan(bagian, hambatan)


def _sumber_daya(capaian: Capaian, bagian: Bagian) -> Perbandingan:
    kalimat = kalimat_sumber_daya(capaian, bagian)
    if not bagian.dukungan:
        return belum_ada(6, kalimat, TETAPKAN)
    return terisi(6, kalimat) if bagian.serapan is not None else belum_ada(6, kalimat, LENGKAPI)


def _kegiatan(bagian: Bagian, hambatan: str) -> Perbandingan:
    if not bagian.dukungan:
        return belum_ada(7, TANPA_KEGIATAN, TETAPKAN)
    semua: dict[int, list[Dukungan]] = {}
    for d in bagian.dukungan:
        semua.setdefault(d.kegiatan.id, []).append(d)
    kata = [_satu_kegiatan(bagian_kegiatan) for bagian_kegiatan in semua.values()]
    return terisi(
        7,
        f"Ditunjang {len(kata)} kegiatan: {deret(kata)}.",
        "Hambatan yang dicatat ada pada perbandingan 5." if hambatan.strip() else "Tidak ada hambatan yang dicatat.",
    )


def _satu_kegiatan(dukungan: list[Dukungan]) -> str:
    """A kegiatan with the share of its money and how much of its own pagu was spent."""
    kegiatan = dukungan[0].kegiatan
    porsi = [d.porsi for d in dukungan if d.porsi is not None]
    kata = [f"porsi {format_persen(sum(porsi))}" if len(porsi) == len(dukungan) else "porsi belum ditetapkan"]
    persen = serapan(kegiatan.realisasi, kegiatan.pagu) if kegiatan.realisasi is not None else None
    kata.append("serapan belum diketahui" if persen is None else f"serapan {format_persen(persen)}")
    return f"{kegiatan.kode_program} {kegiatan.nama_tampil} ({', '.join(kata)})"
