"""How amounts and shares of the budget are written on its pages."""

from fractions import Fraction

from apps.anggaran.formulas import serapan
from apps.ui.numbers import format_bulat, format_persen, format_rupiah


def rupiah(jumlah: int | None) -> str:
    """An amount with "Rp"; "-" when it is not known."""
    return "-" if jumlah is None else format_rupiah(jumlah)


def uang(jumlah: int | None) -> str:
    """An amount in a table, whose heading says that it is rupiah."""
    return "-" if jumlah is None else format_bulat(jumlah)


def persen(nilai: Fraction | None) -> str:
    return "-" if nilai is None else format_persen(nilai)


def serapan_of(realisasi: int | None, pagu: int) -> Fraction | None:
    """Serapan in percent; None when it cannot be known."""
    return None if realisasi is None else serapan(realisasi, pagu)
