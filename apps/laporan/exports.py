"""Turn a finished table into a file of the asked format. Renderers only iterate; nothing is calculated here."""

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from apps.laporan.renderers.data import to_csv, to_dict
from apps.laporan.renderers.html import render_table as render_html
from apps.laporan.renderers.xlsx import render_table as render_xlsx
from apps.laporan.table import Table


class Format(NamedTuple):
    """A file format: how a table becomes bytes, and its MIME type."""

    render: Callable[[Table], bytes]
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


def render(table: Table, format_name: str) -> bytes:
    """Render a table in one of FORMATS."""
    return FORMATS[format_name].render(table)
