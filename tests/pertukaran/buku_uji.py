"""A workbook of an office as the export gives it, made wrong cell by cell, and written as Excel would hold it."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from apps.organisasi.models import Satker
from apps.pertukaran.buku import Lembar, baca
from apps.pertukaran.ekspor import isi_satker

Rumus = type("Rumus", (str,), {})
Galat = type("Galat", (str,), {})
Persen = type("Persen", (float,), {})


class BukuUji:
    """Sheets of rows that can be changed; row 1 holds the headings, as a spreadsheet counts."""

    def __init__(self, satker: Satker, tahun: int | None = None) -> None:
        self.lembar: dict[str, list[list[Any]]] = {}
        self.digabung: list[tuple[str, str]] = []
        self.baris_tersembunyi: list[tuple[str, int]] = []
        self.kolom_tersembunyi: list[tuple[str, str]] = []
        for isi in isi_satker(satker, tahun):
            judul = isi.resource.headings()
            self.lembar[isi.resource.sheet_title] = [judul, *([sel[nama] for nama in judul] for sel in isi.baris)]

    def kolom(self, lembar: str, judul: str) -> int:
        return self.lembar[lembar][0].index(judul)

    def isi(self, lembar: str, baris: int, judul: str, nilai: Any) -> None:
        """Put a value into a cell."""
        self.lembar[lembar][baris - 1][self.kolom(lembar, judul)] = nilai

    def tambah(self, lembar: str, isi: Mapping[str, Any]) -> int:
        """Add a row by headings; returns its number."""
        self.lembar[lembar].append([isi.get(nama, "") for nama in self.lembar[lembar][0]])
        return len(self.lembar[lembar])

    def baris(self, lembar: str, **kunci: Any) -> int:
        """The number of the row whose cells are these (headings in lower case with _ for a space)."""
        judul = [str(nama).lower().replace(" ", "_") for nama in self.lembar[lembar][0]]
        for nomor, sel in enumerate(self.lembar[lembar][1:], start=2):
            if all(str(sel[judul.index(nama)]) == str(nilai) for nama, nilai in kunci.items()):
                return nomor
        raise LookupError((lembar, kunci))

    def xlsx(self) -> bytes:
        isi = BytesIO()
        aman = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
        with Workbook(isi, aman) as buku:
            tanggal, persen = buku.add_format({"num_format": "dd/mm/yyyy"}), buku.add_format({"num_format": "0.00%"})
            for nama, baris in self.lembar.items():
                lembar = buku.add_worksheet(nama)
                for nomor, sel in enumerate(baris):
                    for kolom, nilai in enumerate(sel):
                        _tulis(lembar, nomor, kolom, nilai, tanggal, persen)
                for satu, daerah in self.digabung:
                    if satu == nama:
                        lembar.merge_range(daerah, "gabung")
                for satu, nomor in self.baris_tersembunyi:
                    if satu == nama:
                        lembar.set_row(nomor - 1, None, None, {"hidden": True})
                for satu, judul in self.kolom_tersembunyi:
                    if satu == nama:
                        kolom = self.kolom(nama, judul)
                        lembar.set_column(kolom, kolom, 10, None, {"hidden": True})
        return isi.getvalue()

    def baca(self) -> list[Lembar]:
        return baca(BytesIO(self.xlsx()), "uji.xlsx")


def _tulis(lembar: Worksheet, baris: int, kolom: int, nilai: Any, tanggal: Any, persen: Any) -> None:
    if nilai is None or nilai == "":
        return
    if isinstance(nilai, Rumus):
        lembar.write_formula(baris, kolom, nilai, None, 1)
    elif isinstance(nilai, Galat):
        lembar.write_formula(baris, kolom, "=NA()", None, "#N/A")
    elif isinstance(nilai, Persen):
        lembar.write_number(baris, kolom, float(nilai), persen)
    elif isinstance(nilai, bool):
        lembar.write_boolean(baris, kolom, nilai)
    elif isinstance(nilai, int | float | Decimal):
        lembar.write_number(baris, kolom, nilai)
    elif isinstance(nilai, date):
        lembar.write_datetime(baris, kolom, datetime(nilai.year, nilai.month, nilai.day), tanggal)
    else:
        lembar.write_string(baris, kolom, nilai)
