"""How much room a table needs on an Excel sheet: column widths, row heights, page breaks. Pure.

Excel fits the height of a row by itself only for unmerged cells and only on screen, so everything is estimated here
from the widths of letters; estimates are on the generous side, because a cut-off line is worse than a little air.
"""

import math
from collections.abc import Iterable
from functools import lru_cache

from apps.laporan.table import Cell, Column, Row, Table, cell_text

# How wide letters are in Arial, in thousandths of the font size; a letter not named here is 556 wide.
_LETTERS = {
    letter: width
    for width, letters in {
        222: "ijl'|", 278: " !,./:;[]\\ftI", 333: "()-`r{}", 389: '*"', 500: "Jcksvxyz", 611: "FTZ",
        667: "ABEKPSVXY&", 722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 1000: "W@—",
    }.items()
    for letter in letters
}  # fmt: skip
# Screens and printers set letters a little differently; with this margin no wrapped line is ever cut off.
_SAFETY = 1.04
_BOLD = 1.07
CHARACTER, PADDING = 7, 5
# One step of indent; every body cell has one, as room between text and line.
INDENT = 9
# A4 landscape between its margins, in pixels and points at full size.
PAGE_WIDTH, PAGE_HEIGHT = 1026, 508
# Tables are widened up to the first (some programs make columns 6% wider than Excel does, and would shrink the print)
# and narrowed down to the second, where the print is still readable.
FULL_WIDTH, WIDEST = 960, 1250
# A table just over one page is printed smaller, down to this scale: a second page with three rows helps nobody.
SMALLEST_SCALE = 0.8
# Pages are filled up to here only, because printers and programs scale a little differently.
PAGE_FILL = 0.96
MAX_STRETCH, LONGEST_WORD = 1.5, 20
# Excel's own limits, in points and characters: text that needs a higher row would be cut off.
MAX_ROW_HEIGHT, MAX_COLUMN_WIDTH = 409, 255


@lru_cache(maxsize=20_000)
def _word_width(word: str) -> float:
    return sum(_LETTERS.get(letter, 556) for letter in word) / 1000 * 96 / 72 * _SAFETY


def text_width(text: str, *, bold: bool = False, size: float = 10) -> float:
    """Width of an unwrapped text in pixels."""
    return _word_width(text) * size * (_BOLD if bold else 1)


def lines(text: str, room: float, *, bold: bool = False, size: float = 10) -> int:
    """How many lines a text takes when it is wrapped to this many pixels."""
    count = 0
    space = text_width(" ", bold=bold, size=size)
    for paragraph in text.split("\n"):
        count, used = count + 1, 0.0
        for word in paragraph.split(" "):
            width = text_width(word, bold=bold, size=size)
            if used and used + space + width > room:
                count, used = count + 1, 0.0
            extra = max(0, math.ceil(width / room) - 1)
            count, used = count + extra, used + (space if used else 0) + width - extra * room
    return count


def line_height(count: int, size: float = 10) -> float:
    """Height in points of a row with this many lines."""
    return min(MAX_ROW_HEIGHT, round(count * size * 1.28 + 4.5, 1))


def usable(widths: Iterable[float]) -> float:
    """Pixels for text in a cell over columns of these widths (in characters)."""
    return sum(width * CHARACTER + PADDING for width in widths) - PADDING - 1


def printed(cell: Cell, column: Column) -> str:
    """What stands in the cell on paper: its text with the footnote mark."""
    return cell_text(cell, column) + cell.mark


class Layout:
    """Column widths (characters) and row heights (points) of one table, so that nothing is cut off in print.

    Excel does not fit the height of merged cells by itself, hence the estimate. Text columns give way: they widen when
    the page has room and narrow when the print would become too small to read.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.columns = table.columns
        self._position = {column.key: i for i, column in enumerate(self.columns)}
        self._spans = table.rowspans()
        # Cells that continue a merged one: the text that they continue.
        self._covered = {
            (start + i, key): printed(table.rows[start].cell(key), self.columns[self._position[key]])
            for (start, key), count in self._spans.items()
            for i in range(1, count)
        }
        self._text_keys = [self._first_text(row) for row in table.rows]
        self._flexible = self._flexible_columns()
        self.widths = self._fitted_widths()
        self.heights, self._tall = self._row_heights()
        for _ in range(8):
            if max(self.heights, default=0) < MAX_ROW_HEIGHT:
                break
            self.widths = [
                min(MAX_COLUMN_WIDTH, round(width * 1.2, 1)) if i in self._flexible else width
                for i, width in enumerate(self.widths)
            ]
            self.heights, self._tall = self._row_heights()
        self.total = usable(self.widths)

    def is_heavy(self, row: Row) -> bool:
        """Tell whether a row is set in bold: sections, totals, and the top of a grouped tree."""
        return row.style != "isi" or (self.table.fold_below is not None and not row.level)

    def is_tall(self, index: int) -> bool:
        """Tell whether some cell of this row takes more than one line."""
        return self._tall[index]

    def text_key(self, index: int) -> str | None:
        """The column of the row's first text: there a section begins and the level is shown."""
        return self._text_keys[index]

    def _first_text(self, row: Row) -> str | None:
        texts = [c for c in self.columns if isinstance(row.cell(c.key).value, str) and row.cell(c.key).value]
        return next((c.key for c in texts if c.kind != "nomor"), texts[0].key if texts else None)

    def run(self, index: int) -> tuple[int, int] | None:
        """The columns over which a section's text runs: up to the end, or to the next cell that holds something."""
        row = self.table.rows[index]
        key = self.text_key(index)
        if row.style != "bagian" or key is None or (index, key) in self._spans:
            return None
        start = end = self._position[key]
        while end + 1 < len(self.columns):
            following = self.columns[end + 1].key
            cell = row.cell(following)
            if cell.merged or (index, following) in self._spans or cell.blank or cell.value is not None:
                break
            end += 1
        return start, end

    def header_heights(self) -> list[float]:
        """Heights of the one or two header rows."""
        counts = [1] * len(self.table.header_rows())
        tallest, position = 1, 0
        for part in self.table.header:
            columns = getattr(part, "columns", (part,))
            widths = self.widths[position : position + len(columns)]
            own = [lines(c.label, usable([w]) - 4, bold=True) for c, w in zip(columns, widths, strict=True)]
            position += len(columns)
            if part is columns[0]:
                tallest = max(tallest, own[0])
            else:
                counts[0] = max(counts[0], lines(part.label, usable(widths), bold=True))
                counts[1] = max(counts[1], *own)
        counts[-1] = max(counts[-1], tallest - sum(counts[:-1]))
        return [line_height(count) + 3 for count in counts]

    def fits_squeezed(self, height: float) -> bool:
        """Tell whether a table of this height overflows its page by so little that it had better be squeezed."""
        return PAGE_HEIGHT * PAGE_FILL * max(1, self.total / PAGE_WIDTH) < height <= PAGE_HEIGHT / SMALLEST_SCALE

    def breaks(self, above: float, repeated: float, below: float) -> list[int]:
        """Return the row indexes at which a new printed page begins, so that nothing is torn apart.

        A merged text stays whole, a section's title and its first row together, a total with the row above it, the
        notes with the last row. above is the height before the body on the first page, repeated that of the header on
        later pages, below that of the notes.
        """
        page = PAGE_HEIGHT * PAGE_FILL * max(1, self.total / PAGE_WIDTH)
        torn = {index for (index, _), text in self._covered.items() if text}
        rows, result = self.table.rows, []
        start, used = 0, above
        for index, height in enumerate(self.heights):
            used += height
            if used + (below if index == len(rows) - 1 else 0) <= page:
                continue
            whole = (
                i
                for i in range(index, start, -1)
                if i not in torn and rows[i].style != "jumlah" and rows[i - 1].style != "bagian"
            )
            start = next(whole, index)
            if start:
                result.append(start)
            used = repeated + sum(self.heights[start : index + 1])
        return result

    def _need(self, column: Column) -> float:
        """The narrowest width in characters: no number may become "###", no ordinary word may break."""
        widest = max((text_width(word, bold=True) for word in column.label.split()), default=0)
        limit = text_width("n" * LONGEST_WORD)
        for row in self.table.rows:
            cell = row.cell(column.key)
            text = printed(cell, column)
            if cell.value is not None and not isinstance(cell.value, str):
                widest = max(widest, text_width(text, bold=True) + 2 * INDENT)
            elif row.style != "bagian":
                longest = max((text_width(word, bold=row.style == "jumlah") for word in text.split()), default=0)
                widest = max(widest, min(limit, longest) + INDENT)
        return widest / CHARACTER + 0.8

    def _flexible_columns(self) -> set[int]:
        """The text columns; a table without any stretches its figures instead, but never its row numbers."""
        texts = {i for i, column in enumerate(self.columns) if column.kind == "teks"}
        return texts or {i for i, column in enumerate(self.columns) if column.kind != "nomor"}

    def _fitted_widths(self) -> list[float]:
        needs = [self._need(column) for column in self.columns]
        natural = [max(column.width, need) for column, need in zip(self.columns, needs, strict=True)]
        total = usable(natural)
        goal = min(max(total, FULL_WIDTH), WIDEST)
        flexible = sum(natural[i] for i in self._flexible) or 1
        factor = min(MAX_STRETCH, 1 + (goal - total) / CHARACTER / flexible)
        return [
            min(MAX_COLUMN_WIDTH, round(max(needs[i], width * factor) if i in self._flexible else width, 1))
            for i, width in enumerate(natural)
        ]

    def _row_heights(self) -> tuple[list[float], list[bool]]:
        counts = []
        for index, row in enumerate(self.table.rows):
            run = self.run(index)
            counts.append(max((self._lines(index, row, i, run) for i in range(len(self.columns))), default=1))
        tall = [count > 1 for count in counts]
        for (start, key), span in self._spans.items():
            column, width = self.columns[self._position[key]], self.widths[self._position[key]]
            needed = lines(printed(self.table.rows[start].cell(key), column), usable([width]) - INDENT)
            for i in range(max(0, needed - sum(counts[start : start + span]))):
                counts[start + i % span] += 1
        return [line_height(count) for count in counts], tall

    def _lines(self, index: int, row: Row, position: int, run: tuple[int, int] | None) -> int:
        """Lines of one cell that has its row to itself; a spanned cell counts over all its rows."""
        column = self.columns[position]
        spanned = (index, column.key) in self._covered or (index, column.key) in self._spans
        if spanned or (run and run[0] < position <= run[1]):
            return 1
        cell = row.cell(column.key)
        # A number is never wrapped: its column is as wide as it needs.
        if cell.value is not None and not isinstance(cell.value, str):
            return 1
        last = run[1] if run and run[0] == position else position
        indent = 1 + (row.level if column.key == self.text_key(index) else 0)
        room = max(CHARACTER, usable(self.widths[position : last + 1]) - INDENT * indent)
        return lines(printed(cell, column), room, bold=self.is_heavy(row))
