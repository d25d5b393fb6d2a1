"""Report tables as HTML: everything a template needs is decided here, the template only iterates.

:func:`table_view` turns a :class:`~apps.laporan.table.Table` into frozen records with tags, scopes, spans, classes,
footnote letters and links. ``templates/ui/table.html`` shows them on a page; :func:`render_table` writes a file that
stands alone and prints well.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import count

from django.template.loader import render_to_string

from apps.laporan.table import NUMERIC_KINDS, Column, Group, Row, Table, cell_text

# A table wider than this (sum of relative column widths, in characters) is printed across the page.
WIDE = 120
# A text up to this many characters is kept on one line with its footnote letter.
SHORT = 16
_ALIGN_CSS = {"kiri": "", "tengah": "mid", "kanan": "num"}
# Smallest relative width of each width class "cw-1" … "cw-5".
_WIDTH_STEPS = (0, 8, 15, 25, 40)


@dataclass(frozen=True, slots=True)
class HeadView:
    """One header cell."""

    lines: tuple[str, ...]
    scope: str
    colspan: int
    rowspan: int
    css: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """Why some cells are empty or doubtful: a letter, its sentence and the id that the cells link to."""

    letter: str
    text: str
    id: str


@dataclass(frozen=True, slots=True)
class CellView:
    """One body cell. tag is "th" (with scope) or "td"; lines hold the text without its mark."""

    tag: str
    lines: tuple[str, ...]
    css: str = ""
    scope: str = ""
    rowspan: int = 1
    colspan: int = 1
    mark: str = ""
    note: NoteView | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class RowView:
    """One body row; cells covered by a merged cell above or beside are left out."""

    css: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table ready for ``templates/ui/table.html``. Each of bodies is one <tbody>: a section with its rows."""

    id: str
    label: str
    title: str
    caption: str
    subtitle: str
    intro: tuple[tuple[str, str], ...]
    css: str
    width: int
    head: tuple[tuple[HeadView, ...], ...]
    column_numbers: tuple[int, ...]
    bodies: tuple[tuple[RowView, ...], ...]
    notes: tuple[str, ...]
    cell_notes: tuple[NoteView, ...]
    empty_reason: str
    landscape: bool


def table_view(table: Table, link: Callable[[str], str] = lambda ref: "") -> TableView:
    """Prepare a table for a template.

    link turns a cell's ``ref`` into the address of its working; without an answer the cell stays plain text.
    """
    columns = table.columns
    rows = _Rows(table, link)
    bodies = _bodies(table, rows)
    even = not any(column.kind == "teks" for column in columns)
    return TableView(
        id=rows.id,
        label=f"{table.label} {table.number}" if table.number else "",
        title=table.title,
        caption=table.caption,
        subtitle=table.subtitle,
        intro=tuple(table.intro),
        css=_css("report", "even" if even else "", "noted" if rows.notes else ""),
        width=len(columns),
        head=_head(table, rows.spines),
        column_numbers=tuple(range(1, len(columns) + 1)) if table.numbered_columns else (),
        bodies=bodies,
        notes=tuple(table.notes),
        cell_notes=tuple(rows.notes.values()),
        empty_reason=table.empty_reason or ("" if table.rows else "Belum ada data untuk tabel ini."),
        landscape=sum(column.width for column in columns) > WIDE,
    )


def render_table(table: Table, dateline: str = "") -> str:
    """Return a complete HTML file that needs nothing from outside; dateline names satker and date below the title."""
    context = {"view": table_view(table), "dateline": dateline}
    return render_to_string("laporan/berkas_tabel.html", context).strip() + "\n"


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines()) or ("",)


def _edges(table: Table) -> set[str]:
    """Return the columns with a line on their left: where a group begins, and after one ends."""
    edges, after_group = set(), False
    for part in table.header:
        columns = part.columns if isinstance(part, Group) else (part,)
        if after_group or isinstance(part, Group):
            edges.add(columns[0].key)
        after_group = isinstance(part, Group)
    return edges


def _css(*names: str) -> str:
    return " ".join(name for name in names if name)


def _head(table: Table, spines: set[str]) -> tuple[tuple[HeadView, ...], ...]:
    edges = _edges(table)

    def css(column: Column | None) -> str:
        if column is None:
            return "group edge"
        width = 1 if column.key in spines else sum(column.width >= step for step in _WIDTH_STEPS)
        return _css(
            _ALIGN_CSS[column.alignment],
            f"cw-{width}",
            "spine" if column.key in spines else "",
            "edge" if column.key in edges else "",
        )

    return tuple(
        tuple(
            HeadView(
                lines=_lines(cell.text),
                scope="col" if cell.column else "colgroup",
                colspan=cell.colspan,
                rowspan=cell.rowspan,
                css=css(cell.column),
            )
            for cell in row
        )
        for row in table.header_rows()
    )


def _bodies(table: Table, rows: "_Rows") -> tuple[tuple[RowView, ...], ...]:
    """Group the rows: a section row opens a <tbody>, and the totals at the end have their own."""
    total = len(table.rows)
    while total and table.rows[total - 1].style == "jumlah":
        total -= 1
    bodies: list[list[RowView]] = []
    for index, row in enumerate(table.rows):
        opens = index == 0 or row.style == "bagian" or index == total
        # A merged cell cannot reach into another row group.
        if opens and (not bodies or not rows.is_covered(index)):
            bodies.append([])
        bodies[-1].append(rows.view(index))
    return tuple(tuple(body) for body in bodies)


class _Rows:
    """Lays out the body rows: which cells stand, how far they reach, which one names the row."""

    def __init__(self, table: Table, link: Callable[[str], str]) -> None:
        self.table = table
        self.columns = table.columns
        self.link = link
        self.id = "tabel-" + (re.sub(r"[^a-z0-9]+", "-", table.slug.lower()).strip("-") or "laporan")
        self.notes: dict[str, NoteView] = {}
        self._letters = (_letter(number) for number in count())
        # What a person reads in each cell, footnote mark left out.
        self.texts = [[cell_text(row.cell(column.key), column) for column in self.columns] for row in table.rows]
        self.runs = [self._run(index, row) for index, row in enumerate(table.rows)]
        self.rowspans, self.covered = self._merge()
        self.spines = self._spines()
        self.edges = _edges(table)
        self.name_column = self._name_column()

    def _spines(self) -> set[str]:
        """Return the columns that only hold the start of section texts: they need no width of their own."""
        bodies = [index for index, row in enumerate(self.table.rows) if row.style != "bagian"]
        return {
            column.key
            for position, column in enumerate(self.columns)
            if len(bodies) < len(self.table.rows) and all(self._is_blank(index, position) for index in bodies)
        }

    def is_covered(self, index: int) -> bool:
        """Whether a cell from an earlier row reaches into this one."""
        return any((index, position) in self.covered for position in range(len(self.columns)))

    def view(self, index: int) -> RowView:
        """Return the cells that stand in this row."""
        row = self.table.rows[index]
        start, span = self.runs[index]
        name = self._row_name(index)
        cells = []
        for position, column in enumerate(self.columns):
            if (index, position) in self.covered or start < position < start + span:
                continue
            colspan = span if position == start else 1
            source = self._run_source(index) if position == start and span > 1 else position
            scope = ""
            if source == name:
                scope = "rowgroup" if row.style == "bagian" else "row"
            cells.append(self._cell(index, source, column, scope, colspan, self.rowspans.get((index, position), 1)))
        css = _css(row.style if row.style != "isi" else "", f"level-{row.level}" if row.level else "")
        return RowView(css, tuple(cells))

    def _cell(self, index: int, source: int, column: Column, scope: str, colspan: int, rowspan: int) -> CellView:
        cell = self.table.rows[index].cell(self.columns[source].key)
        lines = _lines(self.texts[index][source])
        numeric = (cell.kind or column.kind) in NUMERIC_KINDS and isinstance(cell.value, int | Decimal | Fraction)
        # Figures, and short texts with a footnote letter, stay on one line.
        single = numeric or (cell.reason and len(lines) == 1 and len(lines[0]) <= SHORT)
        css = _css(
            "" if colspan > 1 else _ALIGN_CSS[column.alignment],
            "fig" if single else "",
            "spine" if column.key in self.spines and colspan == 1 else "",
            "edge" if column.key in self.edges else "",
        )
        return CellView(
            tag="th" if scope else "td",
            lines=lines,
            css=css,
            scope=scope,
            rowspan=rowspan,
            colspan=colspan,
            mark=cell.mark,
            note=self._note(cell.reason),
            href=self.link(cell.ref) if cell.ref and any(lines) else "",
        )

    def _note(self, reason: str) -> NoteView | None:
        # A reason that already stands below the table, by itself or behind a mark, needs no letter as well.
        if not reason or any(note == reason or note.endswith(f" : {reason}") for note in self.table.notes):
            return None
        if reason not in self.notes:
            letter = next(self._letters)
            self.notes[reason] = NoteView(letter, reason, f"{self.id}-keterangan-{letter}")
        return self.notes[reason]

    def _is_blank(self, index: int, position: int) -> bool:
        cell = self.table.rows[index].cell(self.columns[position].key)
        return not (self.texts[index][position] or cell.merged or cell.reason)

    def _first_text(self, index: int) -> int | None:
        """Return the first cell with a text, in a text column if there is one ("No" may hold a text too)."""
        row = self.table.rows[index]
        texts = [
            position
            for position, column in enumerate(self.columns)
            if isinstance(row.cell(column.key).value, str) and self.texts[index][position]
        ]
        return next(
            (position for position in texts if self.columns[position].kind == "teks"), texts[0] if texts else None
        )

    def _run(self, index: int, row: Row) -> tuple[int, int]:
        """Return first column and width of the text that runs over blank neighbours.

        The text of a section runs on to the right; the label of a total starts at the left edge.
        """
        text = self._first_text(index)
        if text is None or row.style == "isi":
            return 0, 1
        if row.style == "jumlah":
            return (0, text + 1) if all(self._is_blank(index, position) for position in range(text)) else (text, 1)
        end = text + 1
        while end < len(self.columns) and self._is_blank(index, end):
            end += 1
        return text, end - text

    def _run_source(self, index: int) -> int:
        """Return the column that holds the text of a run."""
        text = self._first_text(index)
        return 0 if text is None else text

    def _merge(self) -> tuple[dict[tuple[int, int], int], set[tuple[int, int]]]:
        """Return rowspans by (row, column position), and the positions that they cover.

        A merged cell below nothing, or below a text that runs over several columns, stays an empty cell of its own.
        """
        positions = {column.key: position for position, column in enumerate(self.columns)}
        rowspans: dict[tuple[int, int], int] = {}
        covered: set[tuple[int, int]] = set()
        for (start, key), length in self.table.rowspans().items():
            position = positions[key]
            first, span = self.runs[start]
            inside_run = span > 1 and first <= position < first + span
            if length > 1 and not inside_run and not self.table.rows[start].cell(key).merged:
                rowspans[start, position] = length
                covered.update((index, position) for index in range(start + 1, start + length))
        return rowspans, covered

    def _name_column(self) -> int | None:
        """Return the text column that names the rows: the first one that is filled in at least three of four."""
        rows = [index for index, row in enumerate(self.table.rows) if row.style == "isi"]
        best, most = None, 0
        for position, column in enumerate(self.columns):
            if column.kind != "teks":
                continue
            filled = sum(1 for index in rows if self._names(index, position))
            if filled * 4 >= len(rows) * 3 and filled:
                return position
            if filled > most:
                best, most = position, filled
        return best

    def _names(self, index: int, position: int) -> bool:
        return bool(self.texts[index][position]) and (index, position) not in self.rowspans

    def _row_name(self, index: int) -> int | None:
        """Return the column of the cell that heads this row."""
        row = self.table.rows[index]
        if row.style == "isi" and self.name_column is not None and self.texts[index][self.name_column]:
            return self.name_column
        text = self._first_text(index)
        return text if text is not None and self.columns[text].kind == "teks" else None


def _letter(number: int) -> str:
    """Return "a" … "z", "aa", "ab" … for 0, 1, 2 …"""
    head, rest = divmod(number, 26)
    return (_letter(head - 1) if head else "") + chr(ord("a") + rest)
