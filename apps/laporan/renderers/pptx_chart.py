"""Charts of a PowerPoint file: native, over the values of the report, in our own colours and words."""

from fractions import Fraction
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from apps.laporan.charts.chart import Chart, Series
from apps.laporan.charts.text import clean
from apps.laporan.paparan.slide import BAWAH, HURUF_SUB
from apps.laporan.renderers.pptx_text import INK, INK_2, LINE, write
from apps.ui.numbers import format_bulat, round_half_up

# Told apart by brightness too, and in the pattern of their lines.
SERIES = ("8C1C13", "9AA0A6", "235E78")
JUTA = 1_000_000
HURUF_GRAFIK = 12


def draw_chart(page: Any, chart: Chart, left: float, top: float, width: float) -> None:
    """A native chart over the values of the report; its alternative text says what the picture shows."""
    data = CategoryChartData(number_format=_format(chart))
    data.categories = [clean(name) for name in chart.short or chart.categories]
    for series in chart.series:
        data.add_series(clean(series.name), [_number(series, value) for value in series.values])
    kind = XL_CHART_TYPE.LINE_MARKERS if chart.kind == "garis" else XL_CHART_TYPE.BAR_CLUSTERED
    frame = page.shapes.add_chart(kind, Pt(left), Pt(top), Pt(width), Pt(BAWAH - top), data)
    properties = frame._element.nvGraphicFramePr.cNvPr
    properties.set("descr", clean(chart.description or chart.title))
    properties.set("title", clean(chart.title))
    _dress(frame.chart, chart)


def _number(series: Series, value: Any) -> float | None:
    """A value as the axis shows it: rupiah in millions."""
    if value is None:
        return None
    return float(value) / JUTA if series.kind == "rupiah" else float(value)


def _format(chart: Chart) -> str:
    kind = chart.series[0].kind if chart.series else "bulat"
    return {"persen": '0.00"%"', "rupiah": "#,##0"}.get(kind, "0")


def _dress(drawn: Any, chart: Chart) -> None:
    drawn.font.size, drawn.font.color.rgb = Pt(HURUF_GRAFIK), RGBColor.from_string(INK_2)
    drawn.has_title = True
    rupiah = bool(chart.series) and chart.series[0].kind == "rupiah"
    drawn.chart_title.include_in_layout = False
    title = drawn.chart_title.text_frame
    write(title.paragraphs[0], chart.title + (" (juta rupiah)" if rupiah else ""), size=HURUF_SUB, color=INK, bold=True)
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    values, categories = drawn.value_axis, drawn.category_axis
    values.major_gridlines.format.line.color.rgb = RGBColor.from_string("E4E5E4")
    values.format.line.fill.background()
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = _format(chart), False
    values.minimum_scale = 0
    categories.format.line.color.rgb = RGBColor.from_string(LINE)
    line = chart.kind == "garis"
    if not line:
        # A bar chart of PowerPoint begins at the bottom; people read from the top.
        categories.reverse_order = True
        drawn.plots[0].gap_width, drawn.plots[0].overlap = 60, 0
        values.visible = False
        values.has_major_gridlines = False
    for n, series in enumerate(drawn.plots[0].series):
        if not line:
            _labels(series, chart.series[n])
        _colour(series, SERIES[n % len(SERIES)], line=line, dashed=n > 0)


def _labels(drawn: Any, series: Series) -> None:
    """Each value beside its bar in our own words: PowerPoint would write it as the computer's language does."""
    for index, value in enumerate(series.values):
        if value is None:
            continue
        in_words = _in_millions(value) if series.kind == "rupiah" else series.text(index)
        label = drawn.points[index].data_label
        label.position = XL_LABEL_POSITION.OUTSIDE_END
        write(label.text_frame.paragraphs[0], in_words, size=HURUF_GRAFIK, color=INK)


def _in_millions(value: Any) -> str:
    return format_bulat(int(round_half_up(Fraction(value) / JUTA, 0)))


def _colour(series: Any, colour: str, *, line: bool, dashed: bool) -> None:
    rgb = RGBColor.from_string(colour)
    if not line:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = rgb
        return
    series.smooth = False
    series.format.line.color.rgb, series.format.line.width = rgb, Pt(2.25)
    if dashed:
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 6
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb
    series.marker.format.line.color.rgb = rgb
