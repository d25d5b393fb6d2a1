"""Comparisons 1 to 4 of a sasaran: means of the capaian of its indicators, never means of their figures.

Units differ within a sasaran, so only capaian are averaged (``rata_capaian``: each limited to 100).
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaSasaran
from apps.pengukuran.formulas import Capaian, Posisi, Rata, hitung_posisi, rata_capaian, tidak_terdefinisi
from apps.pengukuran.kalimat.hasil import (
    Perbandingan,
    belum_ada,
    deret,
    deret_tahun,
    gabung,
    kecil,
    terisi,
    tidak_berlaku,
)
from apps.pengukuran.kalimat.indikator import (
    SETAHUN,
    capaian_terhadap,
    sumber_nasional,
    tanpa_nasional,
    target_nasional,
)
from apps.pengukuran.kalimat.kata import POIN_PERSEN, gerak, periode, sejenis
from apps.pengukuran.kalimat.tahunan import per_kata
from apps.siklus.facts import SELURUH_TAHUN
from apps.ui.numbers import format_persen

TANPA_INDIKATOR = "sasaran ini tidak punya indikator"


def perbandingan_angka_sasaran(
    kinerja: FaktaKinerja, sasaran: FaktaSasaran, triwulan: int = SELURUH_TAHUN
) -> tuple[Perbandingan, ...]:
    """Comparisons 1 to 4 of a sasaran; a quarter has its own target only, as with indicators."""
    if not sasaran.indikator:
        return tuple(tidak_berlaku(n, TANPA_INDIKATOR) for n in (1, 2, 3, 4))
    satu = _dengan_target(kinerja, sasaran, periode(kinerja.tahun, triwulan))
    if triwulan:
        return (satu, *(tidak_berlaku(n, SETAHUN) for n in (2, 3, 4)))
    return (satu, _antartahun(kinerja, sasaran), _akhir_renstra(kinerja, sasaran), _nasional(kinerja, sasaran))


def _dari(rata: Rata) -> str:
    return f"{format_persen(rata.nilai or 0)} ({rata.terukur} dari {rata.seluruhnya} indikator)"


def _tanpa(indikator: Sequence[FaktaIndikator], capaian: Callable[[FaktaIndikator], Capaian]) -> str:
    """The indicators that stay out of a mean, each with its reason."""
    luar = [(i, capaian(i)) for i in indikator]
    alasan = [f"indikator {i.nomor} ({kecil(c.alasan)})" for i, c in luar if c.nilai is None]
    return f"Tidak ikut dirata-rata: {deret(alasan)}." if alasan else ""


def _kosong(
    nomor: int, indikator: Sequence[FaktaIndikator], capaian: Callable[[FaktaIndikator], Capaian]
) -> Perbandingan:
    return belum_ada(
        nomor,
        gabung("Belum ada capaian indikator yang dapat dirata-rata.", _tanpa(indikator, capaian)),
        "Lengkapi target dan realisasi indikatornya.",
    )


def _dengan_target(kinerja: FaktaKinerja, sasaran: FaktaSasaran, kini: str) -> Perbandingan:
    rata = rata_capaian(map(kinerja.capaian, sasaran.indikator))
    if rata.nilai is None:
        return _kosong(1, sasaran.indikator, kinerja.capaian)
    hitungan = hitung_posisi(map(kinerja.capaian, sasaran.indikator))
    bagian = [
        f"{jumlah} indikator {kata}"
        for jumlah, kata in (
            (hitungan.di_atas, "melampaui target"),
            (hitungan.tepat, "tepat sesuai target"),
            (hitungan.di_bawah, "di bawah target"),
        )
        if jumlah
    ]
    return terisi(
        1,
        f"Rata-rata capaian {kini} sebesar {_dari(rata)}: {deret(bagian)}.",
        _tanpa(sasaran.indikator, kinerja.capaian),
    )


def _antartahun(kinerja: FaktaKinerja, sasaran: FaktaSasaran) -> Perbandingan:
    """Means over the indicators that have a capaian in both years: others would move it without any performance."""
    if kinerja.renstra is None:
        return tidak_berlaku(2, f"tidak ada Renstra yang mencakup tahun {kinerja.tahun}")
    lalu = range(kinerja.tahun - 1, kinerja.renstra.tahun_awal - 1, -1)
    if not lalu:
        return tidak_berlaku(2, f"{kinerja.tahun} adalah tahun pertama {kinerja.renstra.nama}")
    if rata_capaian(map(kinerja.capaian, sasaran.indikator)).nilai is None:
        return _kosong(2, sasaran.indikator, kinerja.capaian)
    kata = {tahun: teks for tahun in lalu if (teks := _dari_tahun(kinerja, sasaran, tahun))}
    luar = [tahun for tahun in lalu if tahun not in kata]
    tanpa = (
        f"Tahun {deret_tahun(luar)} tidak dibandingkan karena tidak ada capaian yang dapat dibandingkan."
        if luar
        else ""
    )
    if not kata:
        return tidak_berlaku(2, "tidak ada tahun sebelumnya yang capaiannya dapat dibandingkan")
    return terisi(2, *per_kata(kata), tanpa)


def _dari_tahun(kinerja: FaktaKinerja, sasaran: FaktaSasaran, tahun: int) -> str:
    sama = [
        i
        for i in sasaran.indikator
        if kinerja.capaian(i).nilai is not None and kinerja.capaian(i, tahun).nilai is not None
    ]
    kini = rata_capaian(kinerja.capaian(i) for i in sama).nilai
    lalu = rata_capaian(kinerja.capaian(i, tahun) for i in sama).nilai
    if kini is None or lalu is None:
        return ""
    jumlah = len(sasaran.indikator)
    cakupan = "" if len(sama) == jumlah else f" menurut {len(sama)} dari {jumlah} indikator yang dapat dibandingkan"
    return f"rata-rata capaian{cakupan} {gerak(Fraction(kini) - Fraction(lalu), format_persen(lalu), POIN_PERSEN)}"


def _akhir_renstra(kinerja: FaktaKinerja, sasaran: FaktaSasaran) -> Perbandingan:
    if kinerja.renstra is None:
        return tidak_berlaku(3, f"tidak ada Renstra yang mencakup tahun {kinerja.tahun}")
    akhir = kinerja.renstra.tahun_akhir

    def terhadap_akhir(indikator: FaktaIndikator) -> Capaian:
        realisasi, target = indikator.realisasi_tahun(kinerja.tahun), indikator.target_renstra.get(akhir)
        if not realisasi.terisi or realisasi.diragukan or not realisasi.nilai.ada:
            return tidak_terdefinisi(kinerja.capaian(indikator).alasan)
        if target is None or not target.nilai.ada:
            return tidak_terdefinisi(f"Tidak ada target {akhir}." if target else f"Target {akhir} belum dimuat.")
        if not sejenis(realisasi.nilai, target.nilai):
            return tidak_terdefinisi("Target dan realisasi tidak sejenis.")
        return capaian_terhadap(indikator, realisasi.nilai, target.nilai, kinerja.batas)

    rata = rata_capaian(map(terhadap_akhir, sasaran.indikator))
    if rata.nilai is None:
        return _kosong(3, sasaran.indikator, terhadap_akhir)
    return terisi(
        3,
        f"Sampai dengan {kinerja.tahun} rata-rata capaian terhadap target akhir Renstra ({akhir}) sebesar "
        f"{_dari(rata)}.",
        _tanpa(sasaran.indikator, terhadap_akhir),
    )


def _nasional(kinerja: FaktaKinerja, sasaran: FaktaSasaran) -> Perbandingan:
    if kurang := tanpa_nasional(kinerja):
        return kurang
    ada, capai = 0, 0
    for indikator in sasaran.indikator:
        _, target = target_nasional(kinerja, indikator)
        realisasi = indikator.realisasi_tahun(kinerja.tahun)
        if realisasi.diragukan or target is None or not sejenis(realisasi.nilai, target.nilai):
            continue
        # Whether it is reached is asked of the same formula as with any target, without a cap.
        posisi = capaian_terhadap(indikator, realisasi.nilai, target.nilai, None).posisi
        if posisi is None:
            # A target of 0 where more is better says nothing about what is reached.
            continue
        ada += 1
        capai += posisi is not Posisi.DI_BAWAH
    if not ada:
        if all((t := target_nasional(kinerja, i)[1]) and t.tanpa_target for i in sasaran.indikator):
            return tidak_berlaku(4, "target nasional indikatornya ditetapkan tidak ada")
        return belum_ada(
            4,
            "Belum ada indikator yang dapat dibandingkan dengan target nasional.",
            "Lengkapi realisasi dan target nasional indikatornya.",
        )
    sumber = sumber_nasional(kinerja)
    luar = len(sasaran.indikator) - ada
    return terisi(
        4,
        f"{capai if capai else 'Tidak satu pun'} dari {ada} indikator mencapai target nasional.",
        f"{luar} indikator lain tidak dapat dibandingkan dengannya." if luar else "",
        f"Sumber target nasional: {sumber}." if sumber else "Sumber target nasional belum dicatat.",
    )
