"""Excel from pure tables: one sheet, or one workbook with a linked contents sheet. Walks over a Table, decides nothing.

The sheets are made to be worked with (real numbers, live formulas, frozen header) and to be printed as they are
(A4 landscape, one page wide, header repeated). The same tables always give the same bytes.
"""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from apps.laporan.renderers import xlsx_formulas as formulas
from apps.laporan.renderers.xlsx_decimals import Decimals
from apps.laporan.renderers.xlsx_layout import MAX_ROW_HEIGHT, Layout, line_height, lines, printed, usable
from apps.laporan.renderers.xlsx_outline import RowOptions, row_options
from apps.laporan.table import Cell, Column, Row, Table, cell_text

CONTENTS = "Daftar isi"
# A constant, so that the same tables give the same bytes; the dates that matter stand in the subtitle.
CREATED = datetime(2024, 12, 31)
FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
MAROON, INK, QUIET, LINE = "8C1C13", "262626", "6B6460", "CFC7C4"
HEADER_FILL, SECTION_FILL, TOTAL_FILL = "F3E7E5", "FAF5F3", "F7F0EE"
ALIGN = {"kiri": "left", "tengah": "center", "kanan": "right"}
TOP = {"valign": "top", "text_wrap": True}
TITLE = {"bold": True, "font_size": 13, "font_color": MAROON, **TOP}
SUBTITLE = {"font_color": QUIET, **TOP}
INTRO = {"font_color": INK, **TOP}
NOTE = {"font_color": QUIET, "font_size": 9, **TOP}
LINK = {"font_color": MAROON, "underline": 1}
NOTHING = {"italic": True, "align": "center", "valign": "vcenter", "text_wrap": True, "font_color": QUIET}
GRID = {"border": 1, "border_color": LINE, "font_color": INK}
HEADER = {
    **GRID, "bold": True, "bg_color": HEADER_FILL, "align": "center", "valign": "vcenter", "text_wrap": True,
}  # fmt: skip
COLUMN_NUMBER = {**GRID, "font_size": 8, "font_color": QUIET, "align": "center", "valign": "vcenter"}
ROW_STYLES = {
    "isi": {},
    "bagian": {"bold": True, "bg_color": SECTION_FILL},
    "jumlah": {"bold": True, "bg_color": TOTAL_FILL, "top": 2, "top_color": MAROON},
}
MAX_TEXT, MAX_SHEET_NAME, MAX_FOOTER = 32_767, 31, 180
CONTENTS_ON_ONE_PAGE = 40
# Freezing more than this would leave too little of a small screen to scroll in.
MAX_FROZEN_HEIGHT, MAX_FROZEN_WIDTH, FREEZE_COLUMNS_FROM = 260, 45, 7


def render_table(table: Table, *, created: datetime = CREATED) -> bytes:
    """Return one table as an xlsx file with a single sheet."""
    book = _Book(table.caption, table.subtitle, created)
    [name] = sheet_names([table])
    _Sheet(book, name, table).write()
    return book.close()


def render_workbook(tables: Sequence[Table], title: str, subtitle: str, *, created: datetime = CREATED) -> bytes:
    """Return one xlsx file with all tables, a sheet each, behind a contents sheet that links to them.

    title and subtitle head the contents; a table without a subtitle of its own takes over the workbook's.
    """
    book = _Book(title, subtitle, created)
    names = sheet_names(tables)
    _write_contents(book, title, subtitle, list(zip(names, tables, strict=True)))
    for name, table in zip(names, tables, strict=True):
        _Sheet(book, name, table, subtitle=subtitle, linked=True).write()
    return book.close()


def sheet_names(tables: Sequence[Table]) -> list[str]:
    """Name the sheets ("Tabel 10", else the slug): unique, at most 31 characters, nothing that Excel forbids."""
    taken = {CONTENTS.casefold(), "history"}
    names = []
    for table in tables:
        wish = f"{table.label} {table.number}" if table.number else table.slug
        clean = "".join("-" if c in "[]:*?/\\" or not c.isprintable() else c for c in wish).strip("' ") or table.label
        name, copy = clean[:MAX_SHEET_NAME].strip("' "), 2
        while name.casefold() in taken:
            suffix = f" ({copy})"
            name, copy = clean[: MAX_SHEET_NAME - len(suffix)].strip("' ") + suffix, copy + 1
        taken.add(name.casefold())
        names.append(name)
    return names


class _Worksheet(Worksheet):
    """A sheet that takes our formulas as they are."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        # XlsxWriter looks in every formula for thirty functions newer than ours: a third of a long table's time.
        return formula.removeprefix("=")


class _Book:
    """A workbook in memory with a cache of formats: making a format is what costs time in XlsxWriter."""

    def __init__(self, title: str, subject: str, created: datetime) -> None:
        self._buffer = BytesIO()
        # What people type is text: never a formula, a link or a number, whatever it looks like.
        options = {"in_memory": True, "default_format_properties": dict(FONT)}
        options |= {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        options |= {"remove_timezone": True}
        self.workbook = Workbook(self._buffer, options)
        self.workbook.set_properties(
            {"title": title[:250], "subject": subject[:250], "author": "Kinerja KPU", "created": created}
        )
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def format(self, *parts: dict[str, object], **more: object) -> Format:
        """The format with these properties; later parts win."""
        properties: dict[str, object] = {}
        for part in (*parts, more):
            properties |= part
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(properties)
        return self._formats[key]

    def sheet(self, name: str) -> Worksheet:
        """Add a sheet that prints on A4 landscape, one page wide, with the page number below."""
        sheet = self.workbook.add_worksheet(name, _Worksheet)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.55, bottom=0.65)
        return sheet

    def close(self) -> bytes:
        self.workbook.close()
        return self._buffer.getvalue()


def _footer(sheet: Worksheet, text: str) -> None:
    short = text if len(text) <= MAX_FOOTER else text[: MAX_FOOTER - 1] + "…"
    # "&" begins a code in Excel's footers; the space keeps a leading digit out of the font size.
    sheet.set_footer(f"&L&8 {short.replace('&', '&&')}&R&8 Halaman &P dari &N", {"margin": 0.3})


def _write_contents(book: _Book, title: str, subtitle: str, entries: Sequence[tuple[str, Table]]) -> None:
    sheet = book.sheet(CONTENTS)
    widths = (16, 118)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.merge_range(0, 0, 0, 1, "", book.format(TITLE))
    _write_text(sheet, 0, 0, title, book.format(TITLE))
    sheet.set_row(0, line_height(lines(title, sum(widths) * 7, bold=True, size=13), 13))
    sheet.merge_range(1, 0, 1, 1, "", book.format(SUBTITLE))
    _write_text(sheet, 1, 0, subtitle, book.format(SUBTITLE))
    for column, label in enumerate(("Lembar", "Judul")):
        sheet.write_string(3, column, label, book.format(HEADER, align="left", indent=1))
    sheet.set_row(3, 20)
    for row, (name, table) in enumerate(entries, 4):
        target = "internal:'" + name.replace("'", "''") + "'!A1"
        style = book.format(GRID, LINK, valign="vcenter", text_wrap=True, indent=1)
        sheet.write_url(row, 0, target, style, name)
        sheet.write_url(row, 1, target, style, table.title or name)
        sheet.set_row(row, line_height(lines(table.title, widths[1] * 7 - 9)) + 2)
    sheet.freeze_panes(4, 0)
    sheet.repeat_rows(3)
    if len(entries) <= CONTENTS_ON_ONE_PAGE:
        sheet.fit_to_pages(1, 1)
    _footer(sheet, title)


def _write_text(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write text as text, whatever it begins with; an empty one only gets the format."""
    text = text.replace("\r\n", "\n")
    if len(text) > MAX_TEXT:
        text = text[: MAX_TEXT - 1] + "…"
    if text:
        sheet.write_string(row, column, text, style)
    else:
        sheet.write_blank(row, column, None, style)


class _Sheet:
    """One table on one sheet. self.row is the next free row while the sheet is written from top to bottom."""

    def __init__(self, book: _Book, name: str, table: Table, *, subtitle: str = "", linked: bool = False) -> None:
        self.book, self.table, self.linked = book, table, linked
        self.subtitle = table.subtitle or subtitle
        self.sheet = book.sheet(name)
        self.columns = table.columns
        self.layout = Layout(table)
        self.position = {column.key: index for index, column in enumerate(self.columns)}
        self.last = len(self.columns) - 1
        self.row = 0
        self.first_body_row = 0
        self.height = 0.0
        self.options = row_options(table)
        self.formulas = formulas.Formulas(table, self._address)
        self.decimals = Decimals()

    def write(self) -> None:
        """Write the sheet from top to bottom."""
        for column, width in enumerate(self.layout.widths):
            self.sheet.set_column(column, column, width)
        first = self._heading()
        above_header = self.height
        header = self._header()
        above_body = self.height
        self._freeze()
        if self.table.rows:
            self._body()
        else:
            self._line(self.table.empty_reason or "Belum ada data.", GRID, NOTHING, extra=8)
        above_notes = self.height
        self._notes()
        self.sheet.print_area(first, 0, self.row - 1, self.last)
        self.sheet.repeat_rows(*header)
        if any(self.options):
            # How long a folded table gets is up to its reader, so the program breaks its pages; groups open above.
            self.sheet.outline_settings(symbols_below=False)
        elif self.layout.fits_squeezed(self.height):
            self.sheet.fit_to_pages(1, 1)
        else:
            breaks = self.layout.breaks(above_body, above_body - above_header, self.height - above_notes)
            self.sheet.set_h_pagebreaks([self.first_body_row + index for index in breaks])
        _footer(self.sheet, self.table.caption)

    def _address(self, index: int, key: str) -> str:
        return xl_rowcol_to_cell(self.first_body_row + index, self.position[key])

    def _merge(self, row: int, column: int, last_row: int, last_column: int, style: Format) -> None:
        if (row, column) != (last_row, last_column):
            self.sheet.merge_range(row, column, last_row, last_column, "", style)

    def _line(self, text: str, *parts: dict[str, object], label: str = "", extra: float = 0) -> None:
        """Write one line over the whole width, as high as its wrapped text; label comes before it in bold."""
        style = self.book.format(*parts)
        size = style.font_size
        self._merge(self.row, 0, self.row, self.last, style)
        if label and text:
            bold = self.book.format({"bold": True, "font_color": MAROON})
            plain = self.book.format({"font_color": INK})
            self.sheet.write_rich_string(self.row, 0, bold, f"{label} : ", plain, text[:MAX_TEXT], style)
        else:
            _write_text(self.sheet, self.row, 0, label or text, style)
        whole = f"{label} : {text}" if label else text
        self._height(line_height(lines(whole, self.layout.total, bold=style.bold, size=size), size) + extra)

    def _height(self, height: float, options: RowOptions | None = None) -> None:
        """Close the current row with this height."""
        self.sheet.set_row(self.row, min(height, MAX_ROW_HEIGHT), None, options)
        self.height += height
        self.row += 1

    def _heading(self) -> int:
        """Write link, title, subtitle and intro lines; return the row where the printed page begins."""
        if self.linked:
            reach = next((i for i in range(self.last) if usable(self.layout.widths[: i + 1]) > 90), self.last)
            style = self.book.format(LINK, font_size=9)
            self._merge(0, 0, 0, reach, style)
            self.sheet.write_url(0, 0, f"internal:'{CONTENTS}'!A1", style, f"← {CONTENTS}")
            self._height(16)
        first = self.row
        self._line(self.table.caption, TITLE)
        if self.subtitle:
            self._line(self.subtitle, SUBTITLE)
        for label, text in self.table.intro:
            self._line(text, INTRO, label=label)
        self._height(7)
        return first

    def _header(self) -> tuple[int, int]:
        """Write the header; return its first and last row."""
        first = self.row
        style = self.book.format(HEADER)
        taken: set[tuple[int, int]] = set()
        for level, cells in enumerate(self.table.header_rows()):
            column = 0
            for cell in cells:
                while (level, column) in taken:
                    column += 1
                end, bottom = column + cell.colspan - 1, level + cell.rowspan - 1
                taken |= {(r, c) for r in range(level, bottom + 1) for c in range(column, end + 1)}
                self._merge(first + level, column, first + bottom, end, style)
                _write_text(self.sheet, first + level, column, cell.text, style)
        for height in self.layout.header_heights():
            self._height(height)
        if self.table.numbered_columns:
            style = self.book.format(COLUMN_NUMBER)
            for column in range(len(self.columns)):
                self.sheet.write_number(self.row, column, column + 1, style)
            self._height(13)
        self.first_body_row = self.row
        return first, self.row - 1

    def _freeze(self) -> None:
        """Keep the header in sight, and in wide tables the columns up to the first text, while there is room."""
        columns = next((i for i, column in enumerate(self.columns, 1) if column.kind == "teks"), 0)
        if len(self.columns) < FREEZE_COLUMNS_FROM or sum(self.layout.widths[:columns]) > MAX_FROZEN_WIDTH:
            columns = 0
        rows = self.row if self.height <= MAX_FROZEN_HEIGHT else 0
        if rows or columns:
            self.sheet.freeze_panes(rows, columns)

    def _body(self) -> None:
        """Write the rows; cells under a merged cell or beside a running section text are left to the merge."""
        spans = self.table.rowspans()
        covered = {(start + i, key) for (start, key), count in spans.items() for i in range(1, count)}
        for index, row in enumerate(self.table.rows):
            run = self.layout.run(index)
            for position, column in enumerate(self.columns):
                if (index, column.key) in covered or (run and run[0] < position <= run[1]):
                    continue
                style = self._style(index, row, column, spanned=(index, column.key) in spans)
                if run and position == run[0]:
                    self._merge(self.row, position, self.row, run[1], self.book.format(style, align="left"))
                    style["align"] = "left"
                elif (index, column.key) in spans:
                    bottom = self.row + spans[index, column.key] - 1
                    self._merge(self.row, position, bottom, position, self.book.format(style))
                self._cell(index, position, column, row.cell(column.key), style)
            self._height(self.layout.heights[index], self.options[index])
        self.decimals.write(self.sheet, lambda other: self.book.format(num_format=other))
        body = xl_range(self.first_body_row, 0, self.row - 1, self.last)
        if self.table.filterable:
            self.sheet.autofilter(self.first_body_row - 1, 0, self.row - 1, self.last)
        # Codes such as "076" are meant to be text, and totals to leave section rows out: no green corners for that.
        self.sheet.ignore_errors({"number_stored_as_text": body, "formula_differs": body, "formula_range": body})

    def _style(self, index: int, row: Row, column: Column, *, spanned: bool) -> dict[str, object]:
        """The look of a cell: its row's style, its column's alignment, the row's level as indent of its first text."""
        tall = row.style == "isi" and (spanned or self.layout.is_tall(index))
        look = ROW_STYLES["bagian"] if row.style == "isi" and self.layout.is_heavy(row) else ROW_STYLES[row.style]
        style = {**GRID, **look, "align": ALIGN[column.alignment], "text_wrap": True}
        style["valign"] = "top" if tall else "vcenter"
        if row.level and column.key == self.layout.text_key(index):
            style |= {"indent": 1 + row.level, "align": "left"}
        elif style["align"] == "left":
            # Only left: LibreOffice forgets the indent of right-aligned numbers now and then.
            style["indent"] = 1
        return style

    def _cell(self, index: int, position: int, column: Column, cell: Cell, style: dict[str, object]) -> None:
        if cell.reason and cell.reason not in self.table.notes:
            width = min(260, 60 + 5 * len(cell.reason))
            size = {"width": width, "height": 12 + 14 * lines(cell.reason, width - 16, size=8)}
            note = {**size, "author": "Kinerja KPU", "color": f"#{SECTION_FILL}", "font_name": "Arial", "font_size": 8}
            self.sheet.write_comment(self.row, position, cell.reason[:MAX_TEXT], note)
        number = self.formulas.numbers[index][column.key]
        formula = self.formulas.formula(index, column.key)
        if number is not None or formula:
            self._number(position, column, cell, style | {"text_wrap": False}, number, formula)
            return
        if isinstance(cell.value, date):
            look = self.book.format(style, num_format=formulas.date_format(cell.value), text_wrap=False)
            self.sheet.write_datetime(self.row, position, cell.value, look)
            return
        text = printed(cell, column)
        # Excel would turn such a text into a formula as soon as somebody opens the cell for editing.
        quote: dict[str, object] = {"quote_prefix": True} if text[:1] in tuple("=+-@\t\r\n") and len(text) > 1 else {}
        _write_text(self.sheet, self.row, position, text, self.book.format(style, quote))

    def _number(
        self,
        position: int,
        column: Column,
        cell: Cell,
        style: dict[str, object],
        number: formulas.Stored | None,
        formula: str | None,
    ) -> None:
        """Write a number or a live formula with its value, in the format that its present value needs."""
        decimals = "," in cell_text(cell, column)
        present = formulas.number_format(cell, column, decimals=decimals)
        look = self.book.format(style, num_format=present)
        if formula:
            self.sheet.write_formula(
                self.row, position, formula, look, formulas.UNDEFINED if number is None else number
            )
        else:
            self.sheet.write_number(self.row, position, number, look)
        test = formulas.decimals_test(cell, column, "{}")
        if test and decimals:
            test = test.replace("<>", "=")
        other = formulas.number_format(cell, column, decimals=not decimals)
        self.decimals.add(self.row, position, present, test, other)

    def _notes(self) -> None:
        if self.table.notes:
            self._height(7)
        for note in self.table.notes:
            self._line(note, NOTE)
