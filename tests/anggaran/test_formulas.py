"""Serapan, efisiensi and nilai efisiensi: the worked examples of the rules, and what must hold for every number."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.anggaran.formulas import RincianOutput, efisiensi, nilai_efisiensi, serapan
from apps.laporan.outline import Outline
from apps.ui.numbers import format_angka, format_persen

MILIAR = 10**9


def test_serapan_is_realisasi_over_pagu() -> None:
    assert serapan(50, 200) == 25
    assert serapan(0, 200) == 0
    assert serapan(0, 0) is None


def test_worked_example_of_the_rule() -> None:
    e = efisiensi(
        [
            RincianOutput(4 * MILIAR, 3_800_000_000, Decimal("1.22")),
            RincianOutput(1 * MILIAR, 975_000_000, Decimal("0.80")),
            RincianOutput(5 * MILIAR, 4_725_000_000, Decimal("1.42")),
        ]
    )
    assert e.nilai is not None
    assert round(e.nilai, 3) == Fraction("25.665")
    assert nilai_efisiensi(e.nilai) == 100


def test_2024_is_0_15_percent_and_ne_50_37(outline: Outline) -> None:
    anggaran = outline.fakta.anggaran
    assert anggaran is not None
    assert (anggaran.pagu, anggaran.realisasi) == (56_658_099_000, 56_575_128_312)
    assert format_persen(serapan(anggaran.realisasi, anggaran.pagu) or 0) == "99,85%"
    assert format_persen(anggaran.efisiensi.nilai or 0) == "0,15%"
    assert format_angka(anggaran.nilai_efisiensi or 0) == "50,37"
    assert anggaran.ada_asumsi


def test_a_missing_capaian_is_never_taken_as_full() -> None:
    e = efisiensi([RincianOutput(100, 50, Decimal(1)), RincianOutput(100, 50, None)])
    assert e.nilai is None
    assert "1 dari 2" in e.alasan


def test_spending_more_than_the_output_was_worth_is_negative() -> None:
    e = efisiensi([RincianOutput(100, 90, Fraction(1, 2))])
    assert (e.nilai, e.seharusnya, e.realisasi) == (-80, 50, 90)
    assert nilai_efisiensi(Fraction(-80)) == 0


def test_an_output_not_reached_at_all_still_costs_what_it_cost() -> None:
    assert efisiensi([RincianOutput(100, 100, Decimal(1)), RincianOutput(100, 25, Decimal(0))]).nilai == -25


@pytest.mark.parametrize("lines", [[], [RincianOutput(100, 50, Decimal(0))], [RincianOutput(0, 0, Decimal(1))]])
def test_nothing_to_compare_with_is_undefined_with_a_reason(lines: list[RincianOutput]) -> None:
    e = efisiensi(lines)
    assert e.nilai is None
    assert e.alasan


@pytest.mark.parametrize(("e", "expected"), [(0, 50), (20, 100), (-20, 0), (25, 100), (-99, 0), (10, 75)])
def test_ne_turns_twenty_percent_into_the_whole_scale(e: int, expected: int) -> None:
    assert nilai_efisiensi(Fraction(e)) == expected


@given(st.fractions(min_value=-1000, max_value=1000), st.fractions(min_value=-1000, max_value=1000))
def test_ne_lies_between_0_and_100_and_never_falls(a: Fraction, b: Fraction) -> None:
    low, high = sorted((a, b))
    assert 0 <= nilai_efisiensi(low) <= nilai_efisiensi(high) <= 100


@given(st.lists(st.tuples(st.integers(1, 10**12), st.integers(0, 10**12)), min_size=1, max_size=20))
def test_with_full_capaian_e_is_what_was_left(lines: list[tuple[int, int]]) -> None:
    pagu, realisasi = sum(p for p, _ in lines), sum(r for _, r in lines)
    e = efisiensi(RincianOutput(p, r, Decimal(1)) for p, r in lines)
    assert e.nilai == Fraction(pagu - realisasi, pagu) * 100
