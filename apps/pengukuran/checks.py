"""Values that deserve a second look: zero, above 100%, far from history. Pure; they ask, they never forbid.

The sentences say what is seen, not who erred.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from apps.ui.numbers import format_angka, format_nilai, format_persen

# A change by more than this share of the last reliable value is a jump, and by more than this many points for
# percentages. Choice: half is what an office would remark on; ten points are what elections differ by.
LOMPATAN_NISBI = Fraction(1, 2)
LOMPATAN_POIN = Fraction(10)

Exact = Decimal | Fraction


def kejanggalan(
    nilai: Exact, satuan: str, sebelumnya: Sequence[Exact], *, nama_satuan: str = "", nol_wajar: bool = False
) -> list[str]:
    """What is unusual about a value of an indicator ("persen", "indeks" or "jumlah"), in sentences; [] for nothing.

    sebelumnya are the reliable values of earlier years or quarters, the latest last. nol_wajar: 0 is what one hopes
    for, as where fewer is better.

    >>> kejanggalan(Decimal("69.66"), "persen", [Decimal("93")])
    ['Nilai 69,66% turun 23,34 poin dari nilai sebelumnya, 93%.']
    """
    temuan = []
    if nilai == 0 and not nol_wajar:
        temuan.append("Nilainya 0.")
    if satuan == "persen" and nilai > 100:
        temuan.append(f"Nilai {format_persen(nilai)} lebih dari 100%.")
    if sebelumnya and _lompat(Fraction(nilai), Fraction(sebelumnya[-1]), satuan):
        lalu = sebelumnya[-1]
        arah = "naik" if nilai > lalu else "turun"
        beda = format_angka(abs(Fraction(nilai) - Fraction(lalu)))
        kini, dulu = (format_nilai(satu, satuan, nama_satuan) for satu in (nilai, lalu))
        poin = nama_satuan if satuan == "jumlah" else "poin"
        temuan.append(f"Nilai {kini} {arah} {beda} {poin} dari nilai sebelumnya, {dulu}.")
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
