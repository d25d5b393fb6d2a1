"""A block of cells copied from a spreadsheet, as text: tabs between cells, line breaks between rows. Pure: no Django.

A cell that holds a tab, a line break or a quote stands in quotes, with its own quotes doubled. Formulas arrive as
what they show; a text that begins with "=" stays text.
"""

import re
from collections.abc import Sequence

MAX_BARIS = 500
# Controls, and the marks that turn the direction of a text: nobody types them, and they hide what stands there.
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
_CELL = re.compile(r'(?:"((?:[^"]|"")*)"(?=\t|\r\n|\n|\r|\Z)|([^\t\r\n]*))(\t|\r\n|\n|\r|\Z)')
_SPACE = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")


class PastedError(ValueError):
    """A pasted block cannot be used; the message says in Indonesian where and what to do. baris counts from 1."""

    def __init__(self, message: str, baris: int = 0) -> None:
        self.baris = baris
        super().__init__(message)


def clean_cell(text: str) -> str:
    """A cell as one line: every kind of space becomes one plain space, none at the ends.

    >>> clean_cell("  Partai\\u00a0Aceh \\n (lokal) ")
    'Partai Aceh (lokal)'
    """
    return _SPACE.sub(" ", text).strip()


def control_character(text: str) -> bool:
    """Whether a text holds characters that nobody can read; tabs and line breaks are none."""
    return bool(_CONTROL.search(text))


def parse_block(text: str, *, max_rows: int = MAX_BARIS) -> list[list[str]]:
    """Read a pasted block into rows of clean cells; rows may differ in length. Nothing pasted gives no rows.

    Line breaks at the end are dropped, empty rows between others are not. Raises PastedError for control characters
    and for more than max_rows rows.

    >>> parse_block('1\\tA\\r\\n2\\t"B\\nC"\\r\\n')
    [['1', 'A'], ['2', 'B C']]
    """
    body = text.removeprefix("\ufeff").rstrip("\r\n")
    if not body:
        return []
    rows: list[list[str]] = [[]]
    for match in _CELL.finditer(body):
        quoted, plain, end = match.groups()
        raw = plain if quoted is None else quoted.replace('""', '"')
        if control_character(raw):
            raise PastedError(
                f"Baris {len(rows)} memuat karakter yang tidak dapat dibaca. Ketik ulang sel itu di Excel.", len(rows)
            )
        rows[-1].append(clean_cell(raw))
        if end == "":
            break
        if end != "\t":
            if len(rows) == max_rows:
                raise PastedError(f"Tempelan lebih dari {max_rows} baris. Kurangi dahulu.", max_rows + 1)
            rows.append([])
    return rows


def check_width(rows: Sequence[Sequence[str]]) -> int:
    """The number of cells that every row has. Raises PastedError naming the first row that differs.

    >>> check_width([["a", "b"], ["c", "d"]])
    2
    """
    width = len(rows[0]) if rows else 0
    for number, row in enumerate(rows, start=1):
        if len(row) != width:
            raise PastedError(
                f"Baris {number} berisi {len(row)} sel, padahal baris pertama {width}. "
                "Salin lagi blok yang persegi dari Excel.",
                number,
            )
    return width


def without_header(rows: Sequence[Sequence[str]], titles: Sequence[str]) -> list[list[str]]:
    """The rows without a first one that only repeats the column titles, in whatever case.

    >>> without_header([["Partai Politik"], ["A"]], ["PARTAI  POLITIK"])
    [['A']]
    """
    wanted = [clean_cell(title).casefold() for title in titles]
    repeated = bool(rows) and [cell.casefold() for cell in rows[0]] == wanted
    return [list(row) for row in rows[1 if repeated else 0 :]]
