"""Drop-downs and limits of columns. They only warn: what counts is said by the import. Pure: no Django.

A column that names rows of another sheet of the same workbook offers what stands there now, so that a code typed there
can be picked at once. All other lists stand on a sheet of their own.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from apps.laporan.renderers.xlsx_layout import CHARACTER, text_width
from apps.pertukaran.templat.bentuk import IsiSel, Kolom, LembarTulis
from apps.pertukaran.templat.gaya import BARIS_TERAKHIR, REDUP, Buku
from apps.pertukaran.templat.sel import jenis_sel, tulis_sel

LEMBAR = "Daftar pilihan"
_PENJELASAN = "Daftar untuk memilih isi sel di lembar lain. Lembar ini tidak ikut dimuat; tidak perlu diubah."
# Excel's own limits, in characters.
_MAX_JUDUL, _MAX_PESAN = 32, 255
_KOSONGKAN = "Untuk KOSONGKAN, pilih Ya."
# The largest percentage that is no slip: more is a comma forgotten or a dot typed.
MAX_PERSEN = 1000
_BATAS: Mapping[str, dict[str, Any]] = {
    "tahun": {"validate": "integer", "criteria": "between", "minimum": 2000, "maximum": 2099},
    "bulat": {"validate": "integer", "criteria": ">=", "value": 0},
    "rupiah": {"validate": "integer", "criteria": ">=", "value": -(10**15)},
    "persen": {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": MAX_PERSEN},
    "angka": {"validate": "decimal", "criteria": ">=", "value": 0},
    "tanggal": {
        "validate": "date", "criteria": "between", "minimum": date(1900, 1, 1), "maximum": date(2199, 12, 31),
    },
}  # fmt: skip
_PESAN_BATAS: Mapping[str, str] = {
    "tahun": "Tulis tahun, empat angka, misalnya 2024.",
    "bulat": "Tulis bilangan bulat.",
    "rupiah": "Tulis rupiah bulat, tanpa sen.",
    "persen": "Tulis persen dengan koma tanpa titik, misalnya 72,55.",
    "angka": "Tulis angka dengan koma, misalnya 3,25.",
    "tanggal": "Tulis tanggal, misalnya 31/12/2024.",
}


class Pilihan:
    """All lists of a workbook."""

    def __init__(self, buku: Buku, lembar: Iterable[LembarTulis]) -> None:
        self._buku = buku
        self._lembar = {satu.nama: satu for satu in lembar}
        self._nama: dict[Sequence[IsiSel] | tuple[str, str], str] = {}
        self._tetap: list[tuple[str, Sequence[IsiSel]]] = []

    def aturan(self, kolom: Kolom) -> dict[str, Any] | None:
        """What the cells of a column may hold, for XlsxWriter; None where anything may stand."""
        if kolom.pilihan:
            return self.daftar(kolom.judul, kolom.pilihan)
        if nama := self._hidup(kolom):
            return _daftar(nama, kolom.judul, _pesan_kode(kolom))
        if kolom.daftar:
            return _daftar(self._nama_tetap(kolom.judul, kolom.daftar), kolom.judul, _pesan_kode(kolom))
        if kolom.jenis in _BATAS:
            return _peringatan(kolom.judul, f"{_PESAN_BATAS[kolom.jenis]} {_KOSONGKAN}") | _BATAS[kolom.jenis]
        return None

    def daftar(self, judul: str, pilihan: Sequence[str | int]) -> dict[str, Any]:
        """One of a few texts or numbers."""
        return _daftar(self._nama_tetap(judul, pilihan), judul, f"Pilih salah satu: {', '.join(map(str, pilihan))}.")

    def persen(self, judul: str, sel: str) -> dict[str, Any]:
        """A percentage or words, in a column that holds other values, too; sel is the first cell."""
        pesan = _peringatan(judul, _PESAN_BATAS["persen"])
        return pesan | {"validate": "custom", "value": f"=OR(ISTEXT({sel}),{sel}<={MAX_PERSEN})"}

    def _hidup(self, kolom: Kolom) -> str:
        """The name of the cells of another sheet that a column refers to; "" where they would be a poor list."""
        asal = self._lembar.get(kolom.acuan[0]) if kolom.acuan else None
        if kolom.acuan is None or asal is None:
            return ""
        nomor = next((i for i, satu in enumerate(asal.kolom) if satu.judul == kolom.acuan[1]), None)
        if nomor is None:
            return ""
        isi = [nilai for baris in asal.baris if (nilai := baris.get(nomor)) is not None]
        if len(set(isi)) < len(isi):
            return ""
        if kolom.acuan not in self._nama:
            huruf, lembar = xl_col_to_name(nomor), quote_sheetname(asal.nama)
            semua = f"{lembar}!${huruf}$2:${huruf}${BARIS_TERAKHIR}"
            rumus = f"={lembar}!${huruf}$2:INDEX({semua},MAX(1,COUNTA({semua})))"
            self._nama[kolom.acuan] = self._namai("_".join(kolom.acuan), rumus)
        return self._nama[kolom.acuan]

    def _nama_tetap(self, judul: str, isi: Sequence[IsiSel]) -> str:
        kunci = tuple(isi)
        if kunci not in self._nama:
            huruf = xl_col_to_name(len(self._tetap))
            rumus = f"='{LEMBAR}'!${huruf}$4:${huruf}${len(kunci) + 3}"
            self._nama[kunci] = self._namai(judul, rumus)
            self._tetap.append((judul, kunci))
        return self._nama[kunci]

    def _namai(self, judul: str, rumus: str) -> str:
        dasar = "pilihan_" + re.sub(r"\W+", "_", judul, flags=re.ASCII).strip("_").lower()
        nama, salinan = dasar, 2
        while nama in self._nama.values():
            nama, salinan = f"{dasar}_{salinan}", salinan + 1
        self._buku.buku.define_name(nama, rumus)
        return nama

    def tulis(self, kaki: str) -> None:
        """Write the lists on a sheet of their own, the last one; call it when all columns are written."""
        if not self._tetap:
            return
        lembar = self._buku.lembar(LEMBAR, kaki)
        lembar.write_string(0, 0, _PENJELASAN, self._buku.gaya(font_color=REDUP))
        for kolom, (judul, isi) in enumerate(self._tetap):
            terlebar = max(text_width(str(satu)) for satu in (judul + "  ", *isi)) / CHARACTER + 2
            lembar.set_column(kolom, kolom, min(40, max(10, terlebar)))
            lembar.write_string(2, kolom, judul, self._buku.gaya_judul(wajib=False))
            for nomor, satu in enumerate(isi, start=3):
                tulis_sel(self._buku, lembar, (nomor, kolom), satu, self._buku.gaya_sel(jenis_sel(satu)))
        lembar.freeze_panes(3, 0)
        lembar.fit_to_pages(1, 0)
        lembar.protect("", {"format_columns": True})


def _daftar(nama: str, judul: str, pesan: str) -> dict[str, Any]:
    return _peringatan(judul, pesan) | {"validate": "list", "source": f"={nama}"}


def _peringatan(judul: str, pesan: str) -> dict[str, Any]:
    pendek = pesan if len(pesan) <= _MAX_PESAN else pesan[: _MAX_PESAN - 1] + "…"
    return {"error_type": "warning", "error_title": judul[:_MAX_JUDUL], "error_message": pendek}


def _pesan_kode(kolom: Kolom) -> str:
    tempat = f"lembar {kolom.acuan[0]}" if kolom.acuan else "daftar pilihan"
    return f"Isi ini belum ada di {tempat}. Pilih dari daftar; bila memang baru, tambahkan dahulu di sana."
