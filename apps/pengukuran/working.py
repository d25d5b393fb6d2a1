"""How a capaian came about, in lines that a person can follow with a calculator."""

from fractions import Fraction

from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja
from apps.pengukuran.formulas import Arah
from apps.ui.numbers import format_angka, format_persen, format_rinci

FORMULAS = {
    Arah.MAKSIMAL: "capaian = realisasi ÷ target × 100%",
    Arah.MINIMAL: "capaian = (target − (realisasi − target)) ÷ target × 100%",
    Arah.STABIL: "capaian = realisasi ÷ target × 100%, atau 200% dikurangi itu bila melampaui target",
}


def working(kinerja: FaktaKinerja, indikator: FaktaIndikator) -> list[str]:
    """The formula with this year's numbers put in, line by line; the reason when there is no capaian."""
    target = indikator.target(kinerja.tahun).nilai
    realisasi = indikator.realisasi_tahun(kinerja.tahun)
    capaian = kinerja.capaian(indikator)
    parts = []
    if realisasi.pembilang is not None and realisasi.penyebut and realisasi.nilai.angka is not None:
        parts = [
            f"realisasi = {format_angka(realisasi.pembilang)} ÷ {format_angka(realisasi.penyebut)} × 100% "
            f"= {format_rinci(realisasi.nilai.angka)}%"
        ]
    if capaian.nilai is None:
        return [*parts, capaian.alasan]
    if target.angka is None or realisasi.nilai.angka is None:
        tingkat = realisasi.nilai.tingkat
        skor = tingkat.skor if tingkat else None
        dasar = [] if skor is None else [f"Skor di balik tingkat ini: {format_angka(skor)}."]
        return [*dasar, "Tingkat pada skala mencapai target: 100%."]
    if target.angka == 0:
        # Nothing can be divided by it: it was reached or there is no capaian.
        return [*parts, f"{capaian.catatan} Capaian {format_persen(capaian.nilai)}."]
    mentah, inserted = _inserted(Fraction(realisasi.nilai.angka), Fraction(target.angka), indikator.arah)
    lines = [*parts, FORMULAS[indikator.arah], f"{inserted} = {format_rinci(mentah)}%"]
    return [*lines, capaian.catatan] if capaian.catatan else lines


def _inserted(realisasi: Fraction, target: Fraction, arah: Arah) -> tuple[Fraction, str]:
    """What the formula gives before any limit, and the formula with these numbers in it."""
    r, t, rasio = format_rinci(realisasi), format_rinci(target), realisasi / target * 100
    if arah is Arah.MINIMAL:
        return 200 - rasio, f"({t} − ({r} − {t})) ÷ {t} × 100%"
    if arah is Arah.STABIL and realisasi > target:
        return 200 - rasio, f"200% − {r} ÷ {t} × 100%"
    return rasio, f"{r} ÷ {t} × 100%"
