"""Values that deserve a second look: zero, above 100%, far from history. Pure; they ask, they never forbid.

The sentences say what is seen, not who erred.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from apps.ui.numbers import format_angka, format_persen

# A change by more than this share of the last reliable value is a jump, and by more than this many points for
# percentages. Choice: half is what an office would remark on; ten points are what elections differ by.
LOMPATAN_NISBI = Fraction(1, 2)
LOMPATAN_POIN = Fraction(10)

Exact = Decimal | Fraction


def kejanggalan(nilai: Exact, satuan: str, sebelumnya: Sequence[Exact]) -> list[str]:
    """What is unusual about a value of an indicator ("persen" or "indeks"), in sentences; empty when nothing is.

    sebelumnya are the reliable values of earlier years or quarters, the latest last.

    >>> kejanggalan(Decimal("69.66"), "persen", [Decimal("93")])
    ['Nilai 69,66% turun 23,34 poin dari nilai sebelumnya, 93%.']
    """
    tulis = format_persen if satuan == "persen" else format_angka
    temuan = []
    if nilai == 0:
        temuan.append("Nilainya 0.")
    if satuan == "persen" and nilai > 100:
        temuan.append(f"Nilai {tulis(nilai)} lebih dari 100%.")
    if sebelumnya and _lompat(Fraction(nilai), Fraction(sebelumnya[-1]), satuan):
        lalu = sebelumnya[-1]
        arah = "naik" if nilai > lalu else "turun"
        beda = format_angka(abs(Fraction(nilai) - Fraction(lalu)))
        temuan.append(f"Nilai {tulis(nilai)} {arah} {beda} poin dari nilai sebelumnya, {tulis(lalu)}.")
    return temuan


def _lompat(nilai: Fraction, lalu: Fraction, satuan: str) -> bool:
    beda = abs(nilai - lalu)
    if satuan == "persen":
        return beda > LOMPATAN_POIN
    return beda > abs(lalu) * LOMPATAN_NISBI


def lompatan_tingkat(kode: str, peringkat: int, kode_lalu: str, peringkat_lalu: int) -> list[str]:
    """The same question for levels of a scale: two steps or more at once.

    >>> lompatan_tingkat("C", 6, "BB", 3)
    ['Predikat C berjarak 3 tingkat dari nilai sebelumnya, BB.']
    """
    jarak = abs(peringkat - peringkat_lalu)
    if jarak < 2:
        return []
    return [f"Predikat {kode} berjarak {jarak} tingkat dari nilai sebelumnya, {kode_lalu}."]
