"""Whatever the values and names are, every kind of chart is drawn, inside its frame, and hides no number."""

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.laporan.charts.chart import MAX_PARTS, MAX_SERIES, WHOLES, Chart, ChartKind, Series
from apps.laporan.charts.svg import DRAWINGS, render_svg
from apps.laporan.charts.uraian import complete
from apps.laporan.table import Kind
from tests.laporan.gambar import parse, places, words

LEVELS = ("CC", "B", "BB", "A")
NAMES = st.text(min_size=1, max_size=60)
# What can be typed: 18 digits of rupiah, 11 before the comma of a percentage.
RUPIAH, PERSEN = 10**18 - 1, 10**11


@st.composite
def series(draw: st.DrawFn, kind: Kind, count: int, low: int, role: str) -> Series:
    if kind == "tingkat":
        value = st.integers(0, len(LEVELS) - 1)
    elif kind == "rupiah":
        value = st.integers(low * RUPIAH, RUPIAH)
    else:
        value = st.decimals(low * PERSEN, PERSEN, places=4) | st.decimals(max(low * 5, -5), 5, places=2)
    values = draw(st.lists(st.none() | value, min_size=count, max_size=count))
    places_ = st.dictionaries(st.integers(0, count - 1), NAMES, max_size=2)
    levels = LEVELS if kind == "tingkat" else ()
    return Series(draw(NAMES), tuple(values), kind, draw(places_), role, draw(places_), levels)  # type: ignore[arg-type]


@st.composite
def charts(draw: st.DrawFn, jenis: ChartKind) -> Chart:
    count = draw(st.integers(1, MAX_PARTS if jenis == "donat" else 9))
    kinds: list[Kind] = ["rupiah", "persen", "indeks", *(["tingkat"] if jenis == "garis" else [])]  # type: ignore[list-item]
    kind = draw(st.sampled_from(kinds))
    low = 0 if jenis in WHOLES else -1
    most = MAX_SERIES[jenis]
    roles = {
        "bullet": ["realisasi", "target"],
        "garis": draw(st.sampled_from([["", "", ""], ["realisasi", "target", "nasional"]])),
    }
    used = roles.get(jenis, [""] * most)[: draw(st.integers(1, most))]
    return complete(
        Chart(
            slug="uji",
            title=draw(NAMES),
            number=None,
            kind=jenis,
            categories=tuple(draw(st.lists(NAMES, min_size=count, max_size=count))),
            series=tuple(draw(series(kind, count, low, role)) for role in used),
            limit=draw(st.none() | st.integers(1, 200)) if jenis == "bullet" else None,
            zoom=jenis == "garis" and draw(st.booleans()),
        )
    )


def _read(chart: Chart, svg_words: str) -> str:
    """All that can be read of a chart: its picture, its table with what stands below it, its notes."""
    table = chart.data_table()
    cells = " ".join(" ".join(texts.values()) for texts in table.texts())
    reasons = " ".join(row.cell(column.key).reason for row in table.rows for column in table.columns)
    return " ".join([svg_words, cells, reasons, *chart.notes])


@pytest.mark.parametrize("jenis", list(DRAWINGS))
@pytest.mark.parametrize("width", [880, 390])
@settings(max_examples=40)
@given(data=st.data())
def test_any_chart_is_drawn_inside_its_frame_and_hides_no_number(
    jenis: ChartKind, width: int, data: st.DataObject
) -> None:
    chart = data.draw(charts(jenis))
    root = parse(render_svg(chart, width=width, heading=data.draw(st.booleans())))
    height = float(root.get("height", ""))
    for x, y in places(root):
        assert math.isfinite(x)
        assert math.isfinite(y)
        assert -1 <= x <= width + 1, (x, width)
        assert -1 <= y <= height + 1, (y, height)
    found = words(root)
    for word in found:
        assert word.left >= -1, word
        assert word.right <= width + 1, word
        assert -1 <= word.top < word.bottom <= height + 1, word
    readable = _read(chart, " ".join(word.text for word in found))
    for one in chart.series:
        for index, value in enumerate(one.values):
            assert value is None or one.text(index).replace("Rp", "") in readable.replace("Rp", "")
    beside = [word for word in found if word.css in ("nilai", "bagian-persen")]
    assert not any(a.overlaps(b) for n, a in enumerate(beside) for b in beside[:n]), beside


@given(st.decimals(Decimal("0.01"), 100, places=2), st.decimals(Decimal("0.01"), 100, places=2))
def test_a_higher_value_never_has_a_shorter_bar(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    chart = Chart("s", "S", None, "bullet", ("a", "b"), (Series("S", (low, high), "persen"),))
    first, second = [box for box in parse(render_svg(chart)).iter() if box.get("class") == "batang"]
    assert float(first.get("width", "")) <= float(second.get("width", ""))
