"""Serapan, efisiensi (E) and nilai efisiensi (NE). Pure functions over whole rupiah and exact ratios.

Rules: PMK 214/2017 and PMK 22/2021 for E and NE; domain notes §5.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

# What every table and diagram says when a year has no budget.
TANPA_ANGGARAN = "Anggaran tahun ini belum dimuat. Masukkan DIPA dan realisasinya."


def serapan(realisasi: int, pagu: int) -> Fraction | None:
    """realisasi ÷ pagu × 100 in percent; None when there is no pagu to spend from.

    >>> serapan(0, 3000)
    Fraction(0, 1)
    """
    return Fraction(realisasi, pagu) * 100 if pagu else None


@dataclass(frozen=True, slots=True)
class RincianOutput:
    """What efisiensi needs of one RO: pagu and realisasi in rupiah, capaian as a ratio (1 = 100%), None if missing."""

    pagu: int
    realisasi: int | None
    capaian: Fraction | Decimal | None


@dataclass(frozen=True, slots=True)
class Efisiensi:
    """E in percent with its working (seharusnya = Σ pagu × capaian, in rupiah), or the reason why it is undefined."""

    nilai: Fraction | None
    seharusnya: Fraction | None = None
    realisasi: int = 0
    alasan: str = ""


def efisiensi(ro: Iterable[RincianOutput]) -> Efisiensi:
    """E = Σ(pagu × capaian − realisasi) ÷ Σ(pagu × capaian) × 100.

    A missing capaian is never taken as 100%, a missing realisasi never as 0: E is then undefined. Worked: pagu 4/1/5
    bn, capaian 1,22/0,80/1,42, realisasi 3,8/0,975/4,725 bn → 25,665%.
    """
    semua = list(ro)
    if not semua:
        return Efisiensi(None, alasan="Belum ada rincian output.")
    realisasi = sum(r.realisasi for r in semua if r.realisasi is not None)
    if belum := sum(r.realisasi is None for r in semua):
        return Efisiensi(None, alasan=f"Realisasi {belum} dari {len(semua)} rincian output belum dimuat.")
    seharusnya = Fraction(0)
    tanpa = 0
    for r in semua:
        if r.capaian is None:
            tanpa += 1
        else:
            seharusnya += r.pagu * Fraction(r.capaian)
    if tanpa:
        return Efisiensi(None, alasan=f"Capaian {tanpa} dari {len(semua)} rincian output belum diisi.")
    if seharusnya == 0:
        return Efisiensi(None, seharusnya, realisasi, "Pagu atau capaian semua rincian output 0.")
    return Efisiensi((seharusnya - realisasi) / seharusnya * 100, seharusnya, realisasi)


def nilai_efisiensi(e: Fraction | Decimal) -> Fraction:
    """NE = 50 + E ÷ 20 × 50, E held between −20 and 20 percent, so NE lies between 0 and 100.

    >>> nilai_efisiensi(Fraction(25)), nilai_efisiensi(Fraction(0))
    (Fraction(100, 1), Fraction(50, 1))
    """
    terbatas = max(Fraction(-20), min(Fraction(20), Fraction(e)))
    return 50 + terbatas / 20 * 50
