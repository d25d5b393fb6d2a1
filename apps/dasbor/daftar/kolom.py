"""A column of a list as it is declared: its kind alone decides how it reads on the page and what it is in a file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, Generic, TypeVar

from django.utils.html import format_html
from django.utils.safestring import SafeString

from apps.laporan.table import Cell, Column, Kind, Value, cell_text

B = TypeVar("B")


@dataclass(frozen=True)
class Kolom(Generic[B]):
    """What a column takes from a row. isi returns a value, or a cell with its reason, mark or own kind.

    urut is what rows are ordered by where that is not the value: a key of the row, or the field where the rows are a
    queryset. awal: shown unless somebody chooses otherwise; tetap: cannot be hidden, because it names the row. nada
    gives the tone of a chip. penuh: takes the whole width of a card on phones.
    """

    kunci: str
    label: str
    isi: Callable[[B], Cell | Value]
    jenis: Kind = "teks"
    lebar: int = 14
    urut: Callable[[B], Any] | str | None = None
    tautan: Callable[[B], str] | None = None
    nada: Callable[[B], str] | None = None
    awal: bool = True
    tetap: bool = False
    penuh: bool = False

    @property
    def kepala(self) -> Column:
        """The same column in a table of the report."""
        return Column(self.kunci, self.label, self.jenis, self.lebar)

    def cell(self, baris: B) -> Cell:
        """What stands in the row, without any formula: rows of a list are moved about."""
        isi = self.isi(baris)
        if not isinstance(isi, Cell):
            return Cell(None if isi == "" else isi)
        return replace(isi, formula=None, merged=False, ref="")

    def sel(self, baris: B) -> "Sel":
        """The same for the page."""
        return Sel(
            self.cell(baris),
            self.kepala,
            self.tautan(baris) if self.tautan else "",
            None if self.nada is None else self.nada(baris),
        )

    def kunci_urut(self, baris: B) -> Any:
        """What the row is ordered by in this column; what is missing comes before everything else."""
        if callable(self.urut):
            return self.urut(baris)
        return _comparable(self.cell(baris).value)


def _comparable(value: Value) -> tuple[int, Any]:
    if value is None:
        return 0, 0
    if isinstance(value, str):
        return 2, value.casefold()
    return (3, value.isoformat()) if isinstance(value, date) else (1, Fraction(value))


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell on the page: where it leads, and the tone of its chip if it is one."""

    cell: Cell
    kolom: Column
    url: str = ""
    nada: str | None = None

    def html(self) -> SafeString:
        """The cell as a person reads it; a missing one also tells readers of the screen why."""
        text = cell_text(self.cell, self.kolom) + self.cell.mark
        if self.cell.value is None:
            if not self.cell.reason:
                return format_html("{}", text)
            return format_html(
                '<span title="{0}">{1}<span class="visually-hidden"> ({0})</span></span>', self.cell.reason, text
            )
        if self.nada is not None:
            return format_html('<span class="chip {}">{}</span>', self.nada, text)
        if not self.url:
            return format_html("{}", text)
        if self.kolom.kind != "nomor":
            return format_html('<a href="{}">{}</a>', self.url, text)
        # A number alone does not say where it leads.
        return format_html('<a href="{}" aria-label="{} {}">{}</a>', self.url, self.kolom.label, text, text)
