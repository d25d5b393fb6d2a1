"""Turn a finished table or diagram into a file of the asked format; nothing is calculated here."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from apps.laporan.charts.chart import Chart
from apps.laporan.charts.chart import to_dict as chart_to_dict
from apps.laporan.charts.png import render_png
from apps.laporan.charts.svg import render_svg
from apps.laporan.renderers.data import to_csv, to_dict
from apps.laporan.renderers.html import render_table as render_html
from apps.laporan.renderers.xlsx import render_table as render_xlsx
from apps.laporan.table import Table


class Format(NamedTuple):
    """A file format of tables: how a table becomes bytes, and its MIME type."""

    render: Callable[[Table], bytes]
    mime: str


class ChartFormat(NamedTuple):
    """A file format of diagrams: how a chart becomes bytes, and its MIME type."""

    render: Callable[[Chart], bytes]
    mime: str


def to_json(data: Any) -> bytes:
    """Write data as readable UTF-8 JSON that ends in a line break."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS: dict[str, Format] = {
    "json": Format(lambda table: to_json(to_dict(table)), "application/json"),
    # With a byte order mark, so that Excel reads it as UTF-8.
    "csv": Format(lambda table: to_csv(table).encode("utf-8-sig"), "text/csv; charset=utf-8"),
    "xlsx": Format(render_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "html": Format(lambda table: render_html(table).encode(), "text/html; charset=utf-8"),
}


# What people call the formats that they are offered.
NAMA_BENTUK = {"xlsx": "Excel", "csv": "CSV", "json": "JSON"}


def render(table: Table, format_name: str) -> bytes:
    """Render a table in one of FORMATS."""
    return FORMATS[format_name].render(table)


CHART_FORMATS: dict[str, ChartFormat] = {
    "svg": ChartFormat(lambda chart: render_svg(chart, heading=True).encode(), "image/svg+xml"),
    "png": ChartFormat(render_png, "image/png"),
    "json": ChartFormat(lambda chart: to_json(chart_to_dict(chart)), "application/json"),
}


def render_chart(chart: Chart, format_name: str) -> bytes:
    """Render a diagram in one of CHART_FORMATS."""
    return CHART_FORMATS[format_name].render(chart)
