"""Charts as SVG: the one place where a kind of chart finds its drawing. No Django in here.

The picture carries presentation attributes only (a strict CSP blocks inline styles), needs no script and no request,
and is the same for the same chart. On a page it scales through CSS (``width: 100%; height: auto``); since text
scales with it, a page gives phones a drawing of their own (``width=390``), where names stand above the bars.
"""

from apps.laporan.charts.batang import Bars
from apps.laporan.charts.bertumpuk import Stacks
from apps.laporan.charts.bullet import Bullets
from apps.laporan.charts.chart import Chart, ChartKind
from apps.laporan.charts.donat import Ring
from apps.laporan.charts.drawing import Drawing
from apps.laporan.charts.garis import Lines

DRAWINGS: dict[ChartKind, type[Drawing]] = {
    "batang": Bars,
    "batang-berkelompok": Bars,
    "batang-bertumpuk": Stacks,
    "bullet": Bullets,
    "donat": Ring,
    "garis": Lines,
}


def render_svg(chart: Chart, *, width: int = 880, heading: bool = False) -> str:
    """Draw a chart as an <svg> element.

    heading adds caption, subtitle, notes and a margin, for a file that stands alone; in a page they belong to the
    figure around it.
    """
    return DRAWINGS[chart.kind](chart, width, heading).svg()
