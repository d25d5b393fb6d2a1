"""A report table as pure data: columns, rows and typed values. Renderers only walk over it. No Django in here.

A cell keeps its exact value; its kind alone decides how the value is written (:func:`cell_text`). Where a figure is
calculated from other cells of the same table, the cell also declares how, so that a spreadsheet can carry a live
formula whose result equals the value that stands here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from apps.ui.numbers import format_bulat, format_nilai, format_persen, format_selisih, format_tanggal, format_waktu

# A date is a day; a moment is one of the office's own clock.
Value = str | int | Decimal | Fraction | date | None
Kind = Literal["teks", "nomor", "persen", "indeks", "jumlah", "bulat", "rupiah", "tingkat", "poin", "tanggal", "waktu"]
Style = Literal["isi", "bagian", "jumlah"]
Align = Literal["kiri", "tengah", "kanan"]

NUMERIC_KINDS = frozenset({"persen", "indeks", "jumlah", "bulat", "rupiah", "poin"})


@dataclass(frozen=True, slots=True)
class Difference:
    """minuend − subtrahend, two columns of the same row; percentages give points in a cell of kind "poin"."""

    minuend: str
    subtrahend: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """numerator ÷ denominator × 100 in percent, two columns of the same row, rounded with the guard at 0 and 100."""

    numerator: str
    denominator: str


@dataclass(frozen=True, slots=True)
class Product:
    """amount × percentage, two columns of the same row, rounded to a whole amount."""

    amount: str
    percentage: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of the same column over other rows, named by their index in ``Table.rows``."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Achievement:
    """Capaian from the columns target and realisasi of the same row.

    direction is "maksimal", "minimal" or "stabil"; cap is the highest percentage that counts, None for no cap.
    """

    direction: str
    target: str
    realisasi: str
    cap: int | None = None


@dataclass(frozen=True, slots=True)
class EfficiencyScore:
    """NE (0–100) from what was left over and what should have been spent, two columns of the same row."""

    left_over: str
    due: str


Formula = Difference | Ratio | Product | Sum | Achievement | EfficiencyScore


@dataclass(frozen=True, slots=True)
class Cell:
    """One value and what a reader must know about it.

    kind overrides the column's kind (a target may be a percentage in one row and an index in the next); blank is what
    is printed when there is no value ("-" for "no target"); mark is a footnote mark; reason says in Indonesian why a
    cell is empty or doubtful; merged marks a cell that continues the one above; ref names the place that shows how
    the figure came about ("indikator/6"); unit says what a cell of kind "jumlah" counts ("Laporan").
    """

    value: Value = None
    kind: Kind | None = None
    blank: str = ""
    mark: str = ""
    reason: str = ""
    formula: Formula | None = None
    merged: bool = False
    ref: str = ""
    unit: str = ""


MERGED = Cell(merged=True)
EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key (declared, never derived from the label), printed label, kind and relative width."""

    key: str
    label: str
    kind: Kind = "teks"
    width: int = 12
    align: Align | None = None

    @property
    def alignment(self) -> Align:
        """Numbers stand right, levels and row numbers in the middle, text left, unless the column says otherwise."""
        if self.align:
            return self.align
        if self.kind in NUMERIC_KINDS:
            return "kanan"
        return "tengah" if self.kind in ("tingkat", "nomor") else "kiri"


@dataclass(frozen=True, slots=True)
class Group:
    """A label over several columns."""

    label: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """Cells by column key; a key left out is an empty cell. A section row ("bagian") has one text that runs on."""

    cells: Mapping[str, Cell]
    style: Style = "isi"
    level: int = 0

    def cell(self, key: str) -> Cell:
        return self.cells.get(key, EMPTY)


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One cell of the printed header."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A finished table. number is None for a table that is not part of an outline."""

    slug: str
    title: str
    header: Sequence[Column | Group]
    rows: Sequence[Row]
    number: int | None = None
    intro: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    empty_reason: str = ""
    # Some tables print a row of column numbers (1, 2, 3) below the header.
    numbered_columns: bool = False
    subtitle: str = ""
    label: str = field(default="Tabel")
    # Spreadsheets group the rows by their level, and rows deeper than this begin folded away. None: no groups.
    fold_below: int | None = None
    # Whether a spreadsheet offers to filter and sort by each column: for lists, whose rows stand alone.
    filterable: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns from left to right."""
        return tuple(
            column for part in self.header for column in (part.columns if isinstance(part, Group) else (part,))
        )

    @property
    def caption(self) -> str:
        """The full caption: "Tabel 10. Capaian Kinerja …"."""
        return f"{self.label} {self.number}. {self.title}" if self.number else self.title

    def header_rows(self) -> list[list[HeaderCell]]:
        """Return the printed header: one row, or two when columns are grouped."""
        grouped = any(isinstance(part, Group) for part in self.header)
        first: list[HeaderCell] = []
        second: list[HeaderCell] = []
        for part in self.header:
            if isinstance(part, Group):
                first.append(HeaderCell(part.label, colspan=len(part.columns)))
                second.extend(HeaderCell(column.label, column=column) for column in part.columns)
            else:
                first.append(HeaderCell(part.label, rowspan=2 if grouped else 1, column=part))
        return [first, second] if grouped else [first]

    def rowspans(self) -> dict[tuple[int, str], int]:
        """Return how many rows each merged cell covers, by (row index, column key)."""
        spans: dict[tuple[int, str], int] = {}
        for key in (column.key for column in self.columns):
            start = 0
            for index, row in enumerate(self.rows):
                if row.cell(key).merged:
                    spans[start, key] = index - start + 1
                else:
                    start = index
        return spans

    def texts(self) -> Iterator[dict[str, str]]:
        """Yield what a person reads in each row, by column key."""
        for row in self.rows:
            yield {column.key: cell_text(row.cell(column.key), column) for column in self.columns}


def cell_kind(cell: Cell, column: Column) -> Kind:
    """The kind that decides how this cell is written."""
    return cell.kind or column.kind


def cell_text(cell: Cell, column: Column) -> str:
    """Write the value of a cell as a person reads it; the footnote mark stands beside it in ``Cell.mark``.

    In tables a rupiah amount has no "Rp" (the heading says it) and an amount of 0 is "-".
    """
    if cell.value is None:
        return cell.blank
    kind = cell_kind(cell, column)
    if isinstance(cell.value, str):
        return cell.value
    if isinstance(cell.value, date):
        return format_waktu(cell.value) if isinstance(cell.value, datetime) else format_tanggal(cell.value)
    if kind == "persen":
        return format_persen(cell.value)
    if kind == "rupiah":
        return format_bulat(int(cell.value)) if cell.value else "-"
    if kind == "bulat":
        return format_bulat(int(cell.value))
    if kind == "poin":
        return format_selisih(cell.value)
    return str(cell.value) if kind == "nomor" else format_nilai(cell.value, kind, cell.unit)
