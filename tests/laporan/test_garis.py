"""Lines: gaps stay gaps, every value can be read, lines are told apart without colour, both widths hold."""

from xml.etree import ElementTree

import pytest

from apps.laporan.charts.chart import Chart, Series
from apps.laporan.charts.png import render_png
from apps.laporan.charts.svg import render_svg
from tests.laporan.test_charts import SVG, boxes, css, parse

MONTHS = ("Januari", "Februari", "Maret", "April")
SHORT = ("Jan", "Feb", "Mar", "Apr")


def lines(*series: Series, **extra: object) -> Chart:
    given = {"slug": "garis", "title": "Garis", "number": None, "kind": "garis", "categories": MONTHS, "short": SHORT}
    return Chart(**{**given, "series": series, **extra})


CHART = lines(
    Series("Realisasi", (1_000_000, None, 5_000_000, 4_000_000)),
    Series("Rencana", (2_000_000, 3_000_000, 4_000_000, 6_000_000)),
)


def drawn(chart: Chart, width: int = 880) -> ElementTree.Element:
    return parse(render_svg(chart, width=width))


def test_a_missing_month_breaks_the_line() -> None:
    first, second = css(drawn(CHART), "garis")
    assert [first.get("d", "").count(step) for step in "ML"] == [2, 1]
    assert [second.get("d", "").count(step) for step in "ML"] == [1, 3]


def test_every_value_that_is_there_has_a_point_that_says_it() -> None:
    titles = [point.findtext(f"{SVG}title") for point in css(drawn(CHART), "titik")]
    assert titles[:3] == [
        "Januari: Realisasi Rp1.000.000",
        "Maret: Realisasi Rp5.000.000",
        "April: Realisasi Rp4.000.000",
    ]
    assert len(titles) == 7


def test_lines_differ_in_dash_and_shape() -> None:
    root = drawn(CHART)
    assert [path.get("stroke-dasharray") for path in css(root, "garis")] == [None, "6 4"]
    assert {point.tag.removeprefix(SVG) for point in css(root, "titik")} == {"circle", "rect"}


def test_higher_values_stand_higher_and_negative_ones_below_zero() -> None:
    root = drawn(lines(Series("Realisasi", (-100, 0, 50, 100))))
    heights = [float(point.get("cy", "")) for point in css(root, "titik")]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize("width", [880, 390])
def test_words_stay_inside_and_apart(width: int) -> None:
    found = boxes(drawn(CHART, width))
    for box in found:
        # The axis has its names at the right end of their words.
        assert box.right <= width + 80
    below = [box for box in found if box.text in SHORT]
    assert below[0].text == "Jan"
    assert not any(a.overlaps(b) for a in below for b in below if a is not b)


def test_the_legend_names_the_last_value_and_its_month() -> None:
    words = [box.text for box in boxes(drawn(CHART))]
    assert "Realisasi · Rp4.000.000 (Apr)" in words
    assert "Rencana · Rp6.000.000 (Apr)" in words


def test_the_same_values_stand_in_the_data_table() -> None:
    table = CHART.data_table()
    assert [row.cell("kategori").value for row in table.rows] == list(MONTHS)
    assert [row.cell("seri_1").value for row in table.rows] == [1_000_000, None, 5_000_000, 4_000_000]


def test_nothing_known_says_so_and_draws_no_line() -> None:
    root = drawn(lines(Series("Realisasi", (None,) * 4)))
    assert css(root, "garis") == []
    empty = drawn(lines(categories=(), short=(), empty_reason="Belum ada."))
    assert "Belum ada." in [box.text for box in boxes(empty)]


def test_a_picture_is_made_of_it() -> None:
    assert render_png(CHART).startswith(b"\x89PNG")


def test_short_names_must_be_complete() -> None:
    with pytest.raises(ValueError, match="short name"):
        lines(Series("Realisasi", (1,) * 4), short=("Jan",))
