"""A chart on a page: its two drawings, its numbers as a table and its files, for templates/laporan/bagan.html."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString

from apps.laporan.charts.chart import Chart
from apps.laporan.charts.svg import render_svg
from apps.laporan.exports import CHART_FORMATS
from apps.laporan.renderers.html import TableView, table_view

# The drawing for screens up to this width has its names above the bars.
LEBAR_SEMPIT = 390


@dataclass(frozen=True, slots=True)
class Unduhan:
    """A file of the chart and where it is."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class BaganView:
    """A chart ready for templates/laporan/bagan.html."""

    id: str
    chart: Chart
    svg: SafeString
    svg_sempit: SafeString
    view: TableView
    unduhan: tuple[Unduhan, ...]


def bagan_view(chart: Chart, alamat: Callable[[str], str] | None = None) -> BaganView:
    """Prepare a chart for a page; alamat answers where it is as "svg", "png" or "json", None offers no files."""
    # The notes stand below the picture; its table does not repeat them.
    table = replace(chart.data_table(), notes=())
    return BaganView(
        id=f"bagan-{chart.anchor}",
        chart=chart,
        svg=SafeString(render_svg(chart)),
        svg_sempit=SafeString(render_svg(chart, width=LEBAR_SEMPIT)),
        view=table_view(table),
        unduhan=tuple(Unduhan(kind.upper(), alamat(kind)) for kind in CHART_FORMATS) if alamat else (),
    )
