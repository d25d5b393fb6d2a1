"""A list as a table of django-tables2: ordered and paged as the address asks."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django_tables2.data import TableData

from apps.dasbor.daftar.dasar import Daftar, DaftarEntri
from apps.dasbor.daftar.kolom import Kolom, Sel
from apps.laporan.table import NUMERIC_KINDS, Cell

PER_PAGE = 50
SEKALIGUS = 500
SORT, PAGE = "sort", "page"


class SelData(TableData):
    """The rows of a list; what is asked of them comes as cells by column, made ready in one go."""

    data: Any

    def __init__(self, daftar: Daftar[Any], kolom: Sequence[Kolom[Any]], baris: Sequence[Any] | QuerySet[Any]) -> None:
        super().__init__(baris)
        self.daftar, self.kolom = daftar, kolom

    def __len__(self) -> int:
        return self._jumlah

    @cached_property
    def _jumlah(self) -> int:
        # The database counts, once; the rows would be fetched, all of them, to be counted.
        return self.data.count() if isinstance(self.data, QuerySet) else len(self.data)

    def __getitem__(self, key: slice) -> list[dict[str, Sel]]:
        rows = self.daftar.lengkapi(list(self.data[key]), self.kolom)
        return [{k.kunci: k.sel(row) for k in self.kolom} for row in rows]

    def order_by(self, aliases: Sequence[str]) -> None:
        """Order the rows; what the order does not tell apart keeps its natural order."""
        for alias in reversed(aliases):
            kolom, menurun = self.daftar.cari_kolom(alias), alias.startswith("-")
            if isinstance(self.data, QuerySet):
                self.data = self.data.order_by(f"{'-' if menurun else ''}{kolom.urut}", *self.data.query.order_by)
            else:
                self.data = sorted(self.data, key=kolom.kunci_urut, reverse=menurun)

    def cells(self, sampai: int) -> Iterator[dict[str, Cell]]:
        """The first rows as cells for a file, read and made ready in parts."""
        found = self.data[:sampai]
        stream = found.iterator(chunk_size=SEKALIGUS) if isinstance(found, QuerySet) else iter(found)
        while batch := list(islice(stream, SEKALIGUS)):
            for row in self.daftar.lengkapi(batch, self.kolom):
                yield {k.kunci: k.cell(row) for k in self.kolom}


class SelColumn(tables.Column):
    """A declared column in HTML; numbers stand to the right, and on phones its name stands above what it says."""

    def __init__(self, kolom: Kolom[Any], *, orderable: bool) -> None:
        classes = [
            *(["num"] if kolom.jenis in NUMERIC_KINDS else []),
            *(["full"] if kolom.penuh else []),
            *(["nowrap"] if kolom.jenis in ("nomor", "tanggal") else []),
            *(["wide"] if kolom.jenis in ("tanggal", "waktu") else []),
        ]
        td = {"class": " ".join(classes)} if classes else {}
        th = {"class": "num"} if "num" in classes else {}
        label = {} if kolom.tetap else {"data-label": kolom.label}
        super().__init__(
            kolom.label, orderable=orderable, order_by=kolom.kunci, empty_values=(), attrs={"td": td | label, "th": th}
        )

    def render(self, value: Sel) -> SafeString:
        return value.html()


def susun_tabel(daftar: Daftar[Any], request: HttpRequest) -> tables.Table:
    """The list with its chosen columns in the order of the address; what makes no sense there is ignored."""
    kolom = daftar.dipilih
    lega = daftar.kartu_lega or any(k.jenis == "rupiah" for k in kolom)
    return tables.Table(
        SelData(daftar, kolom, daftar.baris),
        extra_columns=[(k.kunci, SelColumn(k, orderable=dapat_diurut(daftar, k))) for k in kolom],
        order_by=(urutan(daftar, request),),
        empty_text=daftar.kosong,
        attrs={"class": "cards data pairs" if lega else "cards data", "caption": daftar.judul},
    )


def dapat_diurut(daftar: Daftar[Any], kolom: Kolom[Any]) -> bool:
    """Whether a list can be ordered by a column."""
    return kolom.urut is not None or not isinstance(daftar, DaftarEntri)


def urutan(daftar: Daftar[Any], request: HttpRequest) -> str:
    """The order that the address asks for, among the columns that are shown; else the one in which the list opens."""
    asked = request.GET.get(SORT, "")
    known = {k.kunci for k in daftar.dipilih if dapat_diurut(daftar, k)}
    return asked if asked.removeprefix("-") in known else daftar.urutan


def paginate(table: tables.Table, request: HttpRequest) -> None:
    """Cut the page out that the address asks for, the first or last one where there is no such page."""
    number = request.GET.get(PAGE, "1")
    valid = number.isascii() and number.isdigit() and len(number) < 7
    last = max(1, -(-len(table.data) // PER_PAGE))
    table.paginate(page=min(max(1, int(number) if valid else 1), last), per_page=PER_PAGE)
