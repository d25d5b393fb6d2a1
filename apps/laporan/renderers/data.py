"""Tables for machines: JSON as the command-line contract says, and CSV for spreadsheets."""

import csv
import io
from datetime import date, datetime
from typing import Any

from apps.laporan.table import Cell, Column, Group, Row, Table, cell_text
from apps.ui.numbers import exact_text


def _exact(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else exact_text(value)  # type: ignore[arg-type]


def _row(row: Row, table: Table) -> dict[str, Any]:
    cells = {column.key: row.cell(column.key) for column in table.columns}
    return {
        "gaya": row.style,
        "tingkat": row.level,
        "nilai": {key: _exact(cell.value) for key, cell in cells.items()},
        "teks": {column.key: cell_text(cells[column.key], column) for column in table.columns},
        "tanda": {key: cell.mark for key, cell in cells.items() if cell.mark},
        "alasan": {key: cell.reason for key, cell in cells.items() if cell.reason},
    }


def to_dict(table: Table) -> dict[str, Any]:
    """The table as plain data: exact values as text beside what a person reads."""
    return {
        "nomor": table.number,
        "judul": table.title,
        "slug": table.slug,
        "pengantar": [list(line) for line in table.intro],
        "header": [
            [{"teks": cell.text, "colspan": cell.colspan, "rowspan": cell.rowspan} for cell in line]
            for line in table.header_rows()
        ],
        "kolom": [{"kunci": c.key, "label": c.label, "jenis": c.kind} for c in table.columns],
        "baris": [_row(row, table) for row in table.rows],
        "catatan": [*table.notes, *([table.empty_reason] if table.empty_reason else [])],
    }


def _csv_cell(cell: Cell, column: Column) -> str:
    """What a person reads, with its mark; text is kept from being read as a formula by a spreadsheet.

    Days and moments stand in the one order of figures that spreadsheets of every language take for a date.
    """
    if isinstance(cell.value, date):
        return f"{cell.value:%Y-%m-%d %H:%M:%S}" if isinstance(cell.value, datetime) else cell.value.isoformat()
    text = cell_text(cell, column) + cell.mark
    return _harmless(text) if isinstance(cell.value, str) else text


def _harmless(text: str) -> str:
    looks_like_formula = text[:1] in ("=", "+", "@", "\t", "\r") or (text[:1] == "-" and len(text) > 1)
    return f"'{text}" if looks_like_formula else text


def to_csv(table: Table) -> str:
    """The table as CSV with ";" and Indonesian numbers, as Excel in Indonesia opens it (write with a BOM)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    labels = [
        f"{part.label}: {column.label}" if isinstance(part, Group) else column.label
        for part in table.header
        for column in (part.columns if isinstance(part, Group) else (part,))
    ]
    writer.writerow(map(_harmless, labels))
    for row in table.rows:
        writer.writerow([_csv_cell(row.cell(column.key), column) for column in table.columns])
    return out.getvalue()
