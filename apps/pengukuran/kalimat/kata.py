"""Values and their differences in words. Differences are taken from exact values and rounded once, here."""

from fractions import Fraction

from apps.pengukuran.facts import FaktaIndikator, Nilai
from apps.pengukuran.formulas import Arah, Capaian, Exact
from apps.siklus.facts import SELURUH_TAHUN, nama_periode
from apps.ui.numbers import format_angka, format_nilai, format_persen, round_half_up, terbilang

POIN_PERSEN = "poin persen"
# What there is to do about a figure that waits for its approval.
TUNGGU = "Tunggu pengesahan, atau lihat semua angka."
_MINIMAL = "makin rendah makin baik"


def periode(tahun: int, triwulan: int = SELURUH_TAHUN) -> str:
    """The period in the middle of a sentence: "2024", "Triwulan III 2024"."""
    return nama_periode(tahun, triwulan) if triwulan else str(tahun)


def satuan_selisih(indikator: FaktaIndikator) -> str:
    """What differences are counted in: two percentages differ by percentage points, counts by what they count."""
    if indikator.satuan == "jumlah":
        return indikator.nama_satuan
    return POIN_PERSEN if indikator.satuan == "persen" else "poin"


def teks_nilai(indikator: FaktaIndikator, nilai: Nilai) -> str:
    """A value as every table prints it: "93,52", "69,66%", "BB"."""
    if nilai.tingkat:
        return nilai.tingkat.kode
    angka = nilai.angka if nilai.angka is not None else Fraction(0)
    return format_nilai(angka, indikator.satuan, indikator.nama_satuan)


def teks_selisih(selisih: Exact, satuan: str) -> str:
    """How far apart two values are: "13,52 poin"; what is there but rounds to nothing is said to be less than that."""
    bulat = abs(round_half_up(selisih))
    return f"kurang dari 0,01 {satuan}" if bulat == 0 and selisih else f"{format_angka(bulat)} {satuan}"


def sejenis(kita: Nilai, lain: Nilai) -> bool:
    """Whether two values can be compared: two numbers or two levels."""
    return (kita.angka is not None and lain.angka is not None) or bool(kita.tingkat and lain.tingkat)


def _tingkat(n: int) -> str:
    return f"{terbilang(abs(n))} tingkat"


def terhadap(indikator: FaktaIndikator, realisasi: Nilai, acuan: Nilai, label: str) -> str:
    """Where a realisasi stands beside a value of the same kind: "lebih tinggi 13,52 poin daripada target 80".

    Where lower is better it says which side is the good one.
    """
    sebutan = f"{label} {teks_nilai(indikator, acuan)}"
    if realisasi.tingkat and acuan.tingkat:
        naik = acuan.tingkat.peringkat - realisasi.tingkat.peringkat
        if not naik:
            return f"sama dengan {sebutan}"
        return f"{_tingkat(naik)} di {'atas' if naik > 0 else 'bawah'} {sebutan}"
    selisih = Fraction(realisasi.angka or 0) - Fraction(acuan.angka or 0)
    if not selisih:
        return f"sama dengan {sebutan}"
    arah = "lebih tinggi" if selisih > 0 else "lebih rendah"
    return (
        f"{arah} {teks_selisih(selisih, satuan_selisih(indikator))} daripada {sebutan}{_penilaian(indikator, selisih)}"
    )


def _penilaian(indikator: FaktaIndikator, selisih: Fraction) -> str:
    if indikator.arah is Arah.MINIMAL:
        return f" ({'kurang baik' if selisih > 0 else 'lebih baik'}, karena {_MINIMAL})"
    return " (makin dekat makin baik)" if indikator.arah is Arah.STABIL else ""


def dari(indikator: FaktaIndikator, kini: Nilai, lalu: Nilai) -> str:
    """How a value moved from an earlier one of the same kind: "naik 3,40 poin dari 90,12", "tetap BB"."""
    awal = teks_nilai(indikator, lalu)
    if kini.tingkat and lalu.tingkat:
        naik = lalu.tingkat.peringkat - kini.tingkat.peringkat
        return f"{'naik' if naik > 0 else 'turun'} {_tingkat(naik)} dari {awal}" if naik else f"tetap {awal}"
    selisih = Fraction(kini.angka or 0) - Fraction(lalu.angka or 0)
    penilaian = ""
    if selisih and indikator.arah is Arah.MINIMAL:
        penilaian = f" ({'memburuk' if selisih > 0 else 'membaik'}, karena {_MINIMAL})"
    return gerak(selisih, awal, satuan_selisih(indikator)) + penilaian


def gerak(selisih: Fraction, awal: str, satuan: str) -> str:
    """A move by an exact difference from a printed value: "turun 0,50 poin persen dari 100%", "tetap 100%"."""
    if not selisih:
        return f"tetap {awal}"
    return f"{'naik' if selisih > 0 else 'turun'} {teks_selisih(selisih, satuan)} dari {awal}"


def teks_capaian(capaian: Capaian) -> str:
    """A capaian as half a sentence; without one the reason."""
    if capaian.nilai is None:
        alasan = capaian.alasan.removesuffix(".")
        return alasan[:1].lower() + alasan[1:]
    tanpa_batas = capaian.tanpa_batas
    lebih = f" (tanpa batas {format_persen(tanpa_batas)})" if tanpa_batas not in (None, capaian.nilai) else ""
    return f"capaian {format_persen(capaian.nilai)}{lebih}"
