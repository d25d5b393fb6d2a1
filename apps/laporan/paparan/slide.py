"""A slide as pure data: one message as its title, one or two blocks below it, and where its figures come from.

Blocks are the tables and charts of the report, or a list of sentences. Nothing is shrunk to fit: what is too long for
one slide goes on the next (:func:`divide`). No Django in here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from apps.laporan.charts.chart import Chart
from apps.laporan.charts.text import clean, text_width, wrap
from apps.laporan.table import NUMERIC_KINDS, Column, Row, Table, cell_kind, cell_text

# Points; a slide of 16:9 is 960 × 540 of them.
LEBAR, TINGGI = 960, 540
TEPI = 44
# Where the title begins, and where the foot of the slide begins.
ATAS, BAWAH = 34.0, 492.0
SELA = 28
# The left one of two blocks takes this part of the width.
BAGIAN_KIRI = 0.56
HURUF_JUDUL, HURUF_SUB, HURUF, HURUF_KEPALA, HURUF_BUTIR = 22, 14, 14, 12, 18
BARIS = 1.25
SEL_SISI, SEL_ATAS = 7, 5
MAX_SEL = 330
LANJUTAN = " (lanjutan)"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Butir:
    """Sentences, one below the other."""

    isi: tuple[str, ...]


Blok = Table | Chart | Butir


@dataclass(frozen=True, slots=True)
class Slide:
    """judul is the message, a sentence generated from figures; sub stands small below it; sumber is the source and
    state of the figures; pembuka marks the first and last slide, which are set larger.
    """

    judul: str
    isi: tuple[Blok, ...] = ()
    sub: str = ""
    sumber: str = ""
    pembuka: bool = False

    @property
    def lebar(self) -> list[float]:
        """The widths of the blocks in points, from left to right."""
        penuh = LEBAR - 2 * TEPI
        if len(self.isi) < 2:
            return [penuh]
        kiri = (penuh - SELA) * BAGIAN_KIRI
        return [kiri, penuh - SELA - kiri]

    @property
    def baris_judul(self) -> list[str]:
        return lines_of(self.judul, LEBAR - 2 * TEPI, size=HURUF_JUDUL, bold=True)

    @property
    def baris_sub(self) -> list[str]:
        return lines_of(self.sub, LEBAR - 2 * TEPI, size=HURUF_SUB) if self.sub else []

    @property
    def tinggi_judul(self) -> float:
        """How high the message is, in points."""
        return len(self.baris_judul) * HURUF_JUDUL * BARIS + 8

    @property
    def atas(self) -> float:
        """Where the blocks begin, in points from the top: below the message and what stands below it."""
        return ATAS + self.tinggi_judul + len(self.baris_sub) * HURUF_SUB * BARIS + 14


def column_widths(table: Table, width: float) -> list[float]:
    """The width of each column in points: by what the table declares, figures never narrower than their longest."""
    columns = table.columns
    least = [max(_widest(table, column), 26.0) for column in columns]
    total = sum(column.width for column in columns)
    widths = [width * column.width / total for column in columns]
    short = sum(max(need - have, 0) for need, have in zip(least, widths, strict=True))
    spare = sum(max(have - need, 0) for need, have in zip(least, widths, strict=True))
    if not short or not spare:
        return widths
    return [
        need if have <= need else have - (have - need) / spare * min(short, spare)
        for need, have in zip(least, widths, strict=True)
    ]


def _widest(table: Table, column: Column) -> float:
    """What a column needs so that no figure and no word of its heading is broken."""
    words = max((text_width(word, HURUF_KEPALA, bold=True) for word in column.label.split()), default=0)
    figures = 0.0
    for row in table.rows:
        cell = row.cell(column.key)
        if cell_kind(cell, column) in NUMERIC_KINDS:
            figures = max(figures, text_width(cell_text(cell, column) + cell.mark, HURUF))
    return max(words, figures) + 2 * SEL_SISI + 1


def lines_of(text: str, width: float, *, size: float = HURUF, bold: bool = False) -> list[str]:
    """A text of a cell or a sentence in lines of a width."""
    return [line for part in text.split("\n") for line in wrap(part, width, size, bold=bold)]


def row_height(row: Row, table: Table, widths: Sequence[float]) -> float:
    """How high a row of a table is, in points."""
    if row.style == "bagian":
        text = next((cell_text(row.cell(c.key), c) for c in table.columns if row.cell(c.key).value), "")
        return _height(text, sum(widths), bold=True)
    return max(
        _height(cell_text(row.cell(column.key), column), width)
        for column, width in zip(table.columns, widths, strict=True)
    )


def header_height(table: Table, widths: Sequence[float]) -> float:
    """How high the heading of a table is, in points."""
    return max(
        _height(column.label, width, size=HURUF_KEPALA, bold=True)
        for column, width in zip(table.columns, widths, strict=True)
    )


def _height(text: str, width: float, *, size: float = HURUF, bold: bool = False) -> float:
    return len(lines_of(text, width - 2 * SEL_SISI, size=size, bold=bold)) * size * BARIS + 2 * SEL_ATAS


def sentence_height(text: str, width: float) -> float:
    """How high one sentence of a list is, with the room below it, in points."""
    return len(lines_of(text, width - HURUF_BUTIR * 1.4, size=HURUF_BUTIR)) * HURUF_BUTIR * BARIS + 10


def divide(slides: Sequence[Slide]) -> list[Slide]:
    """The same slides, none of them longer than a slide: tables and lists go on under the same message."""
    return [part for slide in slides for part in _parts(slide)]


def _parts(slide: Slide) -> Iterator[Slide]:
    if not slide.isi:
        yield slide
        return
    # The longer title of a slide that goes on is the one that must fit.
    room = BAWAH - replace(slide, judul=slide.judul + LANJUTAN).atas
    pages = [list(_pages(block, width, room)) for block, width in zip(slide.isi, slide.lebar, strict=True)]
    for n in range(max(map(len, pages))):
        # A chart, or a short table, stands beside every part of what is longer.
        blocks = tuple(parts[min(n, len(parts) - 1)] for parts in pages)
        yield replace(slide, judul=slide.judul + (LANJUTAN if n else ""), isi=blocks)


def _pages(block: Blok, width: float, room: float) -> Iterator[Blok]:
    if isinstance(block, Chart):
        yield block
    elif isinstance(block, Butir):
        for texts in _fill([(text, sentence_height(text, width)) for text in block.isi], room):
            yield Butir(tuple(texts))
    else:
        widths = column_widths(block, width)
        room -= header_height(block, widths) + _notes_height(block, width)
        for rows in _fill([(row, row_height(row, block, widths)) for row in block.rows], room):
            yield replace(block, rows=tuple(rows))


def _notes_height(table: Table, width: float) -> float:
    return sum(len(lines_of(note, width, size=HURUF_KEPALA)) * HURUF_KEPALA * BARIS for note in table.notes) + 6


def _fill(items: Sequence[tuple[T, float]], room: float) -> Iterator[list[T]]:
    """Divide items over pages by their heights; one that is too high for any page has a page of its own."""
    page: list[T] = []
    used = 0.0
    for item, height in items:
        if page and used + height > room:
            yield page
            page, used = [], 0.0
        page.append(item)
        used += height
    yield page


def ringkas(text: str, rujukan: str = "", batas: int = MAX_SEL) -> str:
    """A text for a cell of a slide: cut at a word where it is too long, and then it says where all of it stands.

    >>> ringkas("Data dukung belum lengkap.", "indikator 9", batas=20)
    'Data dukung belum … (lengkapnya: indikator 9)'
    """
    text = clean(text)
    if len(text) <= batas:
        return text
    kepala = text[:batas].rsplit(" ", 1)[0].rstrip(",;:. ")
    return f"{kepala} … (lengkapnya: {rujukan})" if rujukan else f"{kepala} …"
