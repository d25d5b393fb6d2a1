"""Tables as an edition keeps them, and back: the JSON of the command line, and what the layout needs besides.

A table that is read back prints the very texts that were stored, whatever later versions would make of the values.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from apps.laporan.renderers.data import to_dict
from apps.laporan.table import NUMERIC_KINDS, Cell, Column, Group, Row, Table, cell_kind, cell_text

_NUMBERS = NUMERIC_KINDS | {"nomor"}


def to_stored(table: Table) -> dict[str, Any]:
    """The table as plain data that :func:`from_stored` reads. Formulas are not kept: an edition holds results."""
    data = to_dict(table)
    for row, stored in zip(table.rows, data["baris"], strict=True):
        stored["sel"] = {
            column.key: extra for column in table.columns if (extra := _cell_extra(row.cell(column.key), column))
        }
    return {
        **data,
        "susunan": {
            "label": table.label,
            "subjudul": table.subtitle,
            "kepala": [_header_part(part) for part in table.header],
            "kolom_bernomor": table.numbered_columns,
            "catatan": list(table.notes),
            "alasan_kosong": table.empty_reason,
        },
    }


def _cell_extra(cell: Cell, column: Column) -> dict[str, Any]:
    is_text = isinstance(cell.value, str)
    extra = {
        "jenis": cell.kind if cell.kind and cell.kind != column.kind else None,
        "kosong": cell.blank or None,
        "gabung": cell.merged or None,
        "rujukan": cell.ref or None,
        "satuan": cell.unit or None,
        # Only where it is not what the kind lets expect.
        "teks": is_text if cell.value is not None and is_text == (cell_kind(cell, column) in _NUMBERS) else None,
    }
    return {name: value for name, value in extra.items() if value is not None}


def _header_part(part: Column | Group) -> dict[str, Any]:
    if isinstance(part, Group):
        return {"label": part.label, "kolom": [_column(column) for column in part.columns]}
    return _column(part)


def _column(column: Column) -> dict[str, Any]:
    return {
        "kunci": column.key,
        "label": column.label,
        "jenis": column.kind,
        "lebar": column.width,
        "rata": column.align,
    }


def from_stored(data: Mapping[str, Any]) -> Table:
    """The table that :func:`to_stored` wrote, ready for every renderer."""
    layout = data["susunan"]
    header = tuple(_read_part(part) for part in layout["kepala"])
    table = Table(
        slug=data["slug"],
        title=data["judul"],
        header=header,
        rows=(),
        number=data["nomor"],
        intro=tuple((label, text) for label, text in data["pengantar"]),
        notes=tuple(layout["catatan"]),
        empty_reason=layout["alasan_kosong"],
        numbered_columns=layout["kolom_bernomor"],
        subtitle=layout["subjudul"],
        label=layout["label"],
    )
    return replace(table, rows=tuple(_read_row(row, table.columns) for row in data["baris"]))


def _read_part(part: Mapping[str, Any]) -> Column | Group:
    if "kunci" in part:
        return _read_column(part)
    return Group(part["label"], tuple(_read_column(column) for column in part["kolom"]))


def _read_column(data: Mapping[str, Any]) -> Column:
    return Column(data["kunci"], data["label"], data["jenis"], data["lebar"], data["rata"])


def _read_row(data: Mapping[str, Any], columns: tuple[Column, ...]) -> Row:
    return Row({column.key: _read_cell(data, column) for column in columns}, data["gaya"], data["tingkat"])


def _read_cell(row: Mapping[str, Any], column: Column) -> Cell:
    key = column.key
    extra = row["sel"].get(key, {})
    cell = Cell(
        kind=extra.get("jenis"),
        blank=extra.get("kosong", ""),
        mark=row["tanda"].get(key, ""),
        reason=row["alasan"].get(key, ""),
        merged=extra.get("gabung", False),
        ref=extra.get("rujukan", ""),
        unit=extra.get("satuan", ""),
    )
    stored = row["nilai"][key]
    if stored is None:
        return cell
    is_text = extra.get("teks", cell_kind(cell, column) not in _NUMBERS)
    found = replace(cell, value=stored if is_text else Decimal(stored))
    return found if cell_text(found, column) == row["teks"][key] else replace(cell, value=row["teks"][key])
