"""Small drawings of pages: bullet bars and sparklines."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.laporan.charts.kecil import SUMBU, bullet, sparkline


@pytest.mark.parametrize(
    ("capaian", "panjang", "terpotong"),
    [
        (Fraction(100), "100", False),
        (Fraction(8195, 100), "81.95", False),
        (Fraction(0), "0", False),
        (Fraction(1, 100), "1.5", False),
        (Fraction(120), "120", False),
        (Fraction(12001, 100), "120", True),
        (None, "", False),
    ],
)
def test_a_bullet_bar_is_one_unit_a_percent_and_is_cut_where_the_axis_ends(capaian, panjang, terpotong):
    found = bullet(capaian, "ok")
    assert (found.panjang, found.terpotong, found.ada) == (panjang, terpotong, capaian is not None)


def test_a_missing_year_breaks_the_line_and_a_lone_year_is_a_point():
    found = sparkline([Fraction(1), None, Fraction(2), Fraction(3)])
    assert found.garis.count("M") == 1
    assert [(t.x, t.y) for t in found.titik] == [("4", "16")]
    assert (found.akhir.x, found.akhir.y) == ("60", "4")


def test_without_this_year_there_is_no_last_point():
    assert sparkline([Fraction(1), Fraction(2), None]).akhir is None
    assert sparkline([None, None]).garis == ""


def test_equal_values_lie_in_the_middle():
    assert {point.y for point in (sparkline([Fraction(7)]).akhir,)} == {"10"}
    assert sparkline([Fraction(5)] * 3).garis == "M4 10L32 10L60 10"


@given(st.lists(st.none() | st.fractions(-10_000, 10_000), max_size=12), st.fractions(0, 10**6))
def test_nothing_is_drawn_outside_its_box(nilai, capaian):
    found = sparkline(nilai)
    points = [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", found.garis)]
    points += [(float(t.x), float(t.y)) for t in (*found.titik, *filter(None, [found.akhir]))]
    assert all(4 <= x <= 60 and 4 <= y <= 16 for x, y in points)
    assert 0 <= float(bullet(capaian).panjang) <= SUMBU
