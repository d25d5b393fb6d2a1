"""How a capaian came about, in lines that a person can follow with a calculator."""

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
        return ["Tingkat pada skala mencapai target: 100%."]
    t, r = format_rinci(target.angka), format_rinci(realisasi.nilai.angka)
    inserted = f"({t} − ({r} − {t})) ÷ {t} × 100%" if indikator.arah is Arah.MINIMAL else f"{r} ÷ {t} × 100%"
    lines = [*parts, FORMULAS[indikator.arah], f"{inserted} = {format_rinci(capaian.nilai)}%"]
    if capaian.tanpa_batas != capaian.nilai and capaian.tanpa_batas is not None:
        lines.append(f"Tanpa batas: {format_persen(capaian.tanpa_batas)}")
    return [*lines, capaian.catatan] if capaian.catatan else lines
