"""Lines: gaps stay gaps, every value can be read, lines are told apart without colour, both widths hold."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from apps.laporan.charts.chart import Chart, Series
from apps.laporan.charts.png import render_png
from apps.laporan.charts.svg import render_svg
from tests.laporan.gambar import SVG, css, parse, words

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
    found = words(drawn(CHART, width))
    for box in found:
        assert box.left >= -0.01
        assert box.right <= width + 0.01
    below = [box for box in found if box.text in SHORT]
    assert below[0].text == "Jan"
    assert not any(a.overlaps(b) for a in below for b in below if a is not b)


def test_the_legend_names_the_last_value_and_its_month() -> None:
    shown = [word.text for word in words(drawn(CHART))]
    assert "Realisasi · Rp4.000.000 (Apr)" in shown
    assert "Rencana · Rp6.000.000 (Apr)" in shown


def test_the_same_values_stand_in_the_data_table() -> None:
    table = CHART.data_table()
    assert [row.cell("kategori").value for row in table.rows] == list(MONTHS)
    assert [row.cell("seri_1").value for row in table.rows] == [1_000_000, None, 5_000_000, 4_000_000]


def test_nothing_known_says_so_and_draws_no_line() -> None:
    root = drawn(lines(Series("Realisasi", (None,) * 4)))
    assert css(root, "garis") == []
    empty = drawn(lines(categories=(), short=(), empty_reason="Belum ada."))
    assert "Belum ada." in [box.text for box in words(empty)]


def test_a_picture_is_made_of_it() -> None:
    assert render_png(CHART).startswith(b"\x89PNG")


def test_short_names_must_be_complete() -> None:
    with pytest.raises(ValueError, match="short name"):
        lines(Series("Realisasi", (1,) * 4), short=("Jan",))


YEARS = ("2020", "2021", "2022", "2023", "2024")
LEVELS = ("CC", "B", "BB", "A")


def years(*series: Series, **extra: object) -> Chart:
    return lines(*series, categories=YEARS, short=(), **extra)


def beside(chart: Chart, width: int = 880) -> list[str]:
    return [word.text for word in words(drawn(chart, width)) if word.css == "nilai"]


def test_few_points_have_their_values_beside_them_without_overlap() -> None:
    chart = years(
        Series("Realisasi", (79, 85, 89, 90, 93), "indeks", role="realisasi"),
        Series("Target", (78, 78, 78, 79, 80), "indeks", role="target"),
    )
    for width in (880, 390):
        assert {"79", "85", "89", "90", "93"} <= set(beside(chart, width))
        found = [word for word in words(drawn(chart, width)) if word.css == "nilai"]
        assert not any(a.overlaps(b) for n, a in enumerate(found) for b in found[:n])
    assert {"Target 78", "Target 79", "Target 80"} <= set(beside(chart))


def test_many_points_have_only_their_last_value_beside_them() -> None:
    chart = lines(
        Series("Realisasi", tuple(range(24)), "indeks"), categories=tuple("abcdefghijklmnopqrstuvwx"), short=()
    )
    assert beside(chart) == ["23"]


def test_a_target_runs_in_steps_over_whole_years() -> None:
    root = drawn(years(Series("Target", (78, 78, None, 79, 80), "indeks", role="target")))
    (path,) = css(root, "garis")
    runs = [[float(n) for n in re.split("[ML ]", run) if n] for run in path.get("d", "").split("M")[1:]]
    assert [len(run) // 2 for run in runs] == [4, 4]
    assert path.get("stroke-dasharray") == "6 4"
    # Level from edge to edge of a year, then upright to the next.
    assert runs[1][1] == runs[1][3]
    assert runs[1][2] == runs[1][4]
    assert css(root, "titik") == []


def test_levels_stand_on_the_axis_and_are_joined_by_steps() -> None:
    chart = years(Series("SAKIP", (1, 1, 2, None, 3), "tingkat", role="realisasi", levels=LEVELS))
    root = drawn(chart)
    axis = [text.text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "end"]
    assert axis == list(LEVELS)
    heights = [float(point.get("cy", "")) for point in css(root, "titik")]
    assert heights[0] == heights[1] > heights[2] > heights[3]
    assert css(root, "garis")[0].get("d", "").count("M") == 2
    assert beside(chart) == ["A", "BB", "B", "B"]


def test_a_doubted_value_is_a_hollow_marked_point_that_nothing_connects() -> None:
    chart = years(Series("Realisasi", (1, 2, 9, 4, 5), "indeks", doubtful={2: "salah"}))
    root = drawn(chart)
    assert css(root, "garis")[0].get("d", "").count("M") == 2
    assert [point.get("fill") for point in css(root, "titik")].count("#ffffff") == 1
    assert "9†" in beside(chart)


def test_only_a_chart_that_may_begins_above_zero_and_says_so() -> None:
    series = Series("Realisasi", (89, 90, 91, 92, 93), "indeks")
    from_zero, zoomed = drawn(years(series)), drawn(years(series, zoom=True))
    assert not any("mulai dari" in word.text for word in words(from_zero))
    assert "Sumbu nilai mulai dari 86, bukan dari 0." in [word.text for word in words(zoomed)]
    spread = drawn(years(Series("Realisasi", (5, 90, 91, 92, 93), "indeks"), zoom=True))
    assert not any("mulai dari" in word.text for word in words(spread))


def test_small_percentages_get_an_axis_of_their_own() -> None:
    root = drawn(years(Series("Realisasi", tuple(Decimal(n) / 100 for n in (1, 5, 10, 16, 17)), "persen")))
    axis = [text.text for text in root.iter(f"{SVG}text") if text.get("text-anchor") == "end"]
    assert axis[-1] == "0,15%"
