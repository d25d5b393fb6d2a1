"""Rows of cells out of a workbook or a CSV file, in bounded memory. Pure: no Django.

What the rows mean is the business of ``fa_detail`` and ``templat``. Here stand the limits, and the one way in which a
cell becomes an amount in whole rupiah: exactly, or not at all.
"""

import csv
import io
import re
import zipfile
from codecs import getincrementaldecoder
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import IO, Protocol

from apps.anggaran.importers.baris import BerkasDitolak, Penolakan
from apps.dokumen.archive import RUSAK, TANDA_ZIP
from apps.dokumen.buku_kerja.lembar_xml import MAX_KOLOM, Persen, SelXml, baca_gaya, baris_lembar, teks_bersama
from apps.dokumen.buku_kerja.pindai import Pindaian, anggota_lembar, huruf_kolom, nomor_kolom, pindai_lembar
from apps.dokumen.content import KOSONG, require_workbook
from apps.dokumen.rules import CSV, MAX_UKURAN, TERLALU_BESAR, ContentError, Isi, ending_of
from apps.ui.numbers import format_bulat

Sel = str | int | float | bool | date
# The number of the row as a spreadsheet counts it, and its cells that are not empty by the number of their column.
Baris = tuple[int, Mapping[int, Sel]]

MAX_BARIS = 200_000
MAX_DIGIT = 18
_MAX_PANJANG_BARIS = 1_000_000
_AWAL = 64 * 1024
_BUKAN_TEKS = re.compile("[\0-\x08\x0e-\x1f]")
_TEPAT = 2**53
_POLOS = re.compile(r"(-?)(\d+)(?:[.,]0{1,2})?", re.ASCII)
_BERKELOMPOK = re.compile(r"(-?)([1-9]\d{0,2}(?:\.\d{3})+)(?:,0{1,2})?", re.ASCII)
# Signs that nobody sees, some of which no database keeps.
_TAK_TAMPAK = re.compile("[\0-\x08\x0e-\x1b\x7f\u200b\u200e\u200f\u2060\ufeff]")

JENIS_BERKAS = (
    "Berkas ini {jenis}, bukan berkas anggaran. Unggah Laporan Fa Detail dari SAKTI sebagai XLSX atau CSV, atau "
    "templat anggaran. Bila laporannya tersimpan dalam bentuk lain, buka di Excel dan simpan sebagai XLSX."
)
BUKAN_UTF8 = (
    "Teks berkas CSV ini tidak dapat dibaca. Buka di Excel, pilih Simpan sebagai “CSV UTF-8”, lalu unggah lagi; atau "
    "unggah XLSX-nya."
)
CSV_RUSAK = (
    "Berkas CSV ini tidak utuh: tanda kutipnya tidak berpasangan atau satu barisnya terlalu panjang. Unduh ulang dari "
    "SAKTI, atau unggah XLSX-nya."
)
TERLALU_LEBAR = (
    f"Satu baris berkas CSV ini berisi lebih dari {format_bulat(MAX_KOLOM)} sel. Unduh ulang dari SAKTI, atau unggah "
    "XLSX-nya."
)
BUKAN_TITIK_KOMA = (
    "Kolom berkas CSV ini tidak dipisahkan dengan titik koma (;). Simpan ulang dengan pemisah titik koma, atau unggah "
    "XLSX-nya."
)


class Buku(Protocol):
    """A file as sheets of rows."""

    @property
    def lembar(self) -> Sequence[str]:
        """The names of its sheets."""

    def jumlah_baris(self, nama: str) -> int:
        """How many rows a sheet holds."""

    def baris(self, nama: str, *, hanya_nilai: bool = True) -> Iterator[Baris]:
        """Its rows from the top down. Raises BerkasDitolak beyond a limit, and for formulas where hanya_nilai asks."""


class AngkaDitolak(ValueError):
    """A cell that is no exact amount; the message says in Indonesian what to write instead."""


def buka(file: IO[bytes], nama: str) -> Buku:
    """Open a file that can be read and sought. Raises BerkasDitolak for one that is no whole workbook or CSV file."""
    try:
        return BukuCsv(file) if kenali(file, nama) is CSV else BukuExcel(file)
    except ContentError as error:
        raise tolak(str(error)) from error


def kenali(file: IO[bytes], nama: str) -> Isi:
    """Whether a file is XLSX or CSV, told from its name and the least of its content; it is read as a whole later.

    `file` stands at its beginning afterwards. Raises ContentError with what to do about any other file.
    """
    file.seek(0)
    awal = file.read(_AWAL)
    file.seek(0)
    if ending_of(nama) == "csv" and not awal.startswith(TANDA_ZIP):
        _periksa_teks(awal)
        return CSV
    return require_workbook(file, nama, JENIS_BERKAS)


def tolak(alasan: str, baris: int = 0, kolom: int = 0) -> BerkasDitolak:
    """A refusal with a single reason."""
    return BerkasDitolak([Penolakan(baris, alasan, huruf_kolom(kolom))])


def rapikan(sel: Sel) -> str:
    """A cell as text without blanks around it, invisible signs and double spaces; a whole number without ".0"."""
    if isinstance(sel, float) and sel.is_integer():
        return str(int(sel))
    teks = str(sel)
    return " ".join((teks if teks.isprintable() else _TAK_TAMPAK.sub("", teks)).split())


def rupiah(sel: Sel) -> int:
    """The exact amount in a cell, in whole rupiah. Nothing is rounded, and no sign is guessed at.

    A text may carry dots between groups of three, a minus or parentheses, and an ending of one or two zeros (".0",
    ",00"). Raises AngkaDitolak for everything else: "12.5" could be 12,5 or a slip for 125.

    >>> rupiah("1.234.567"), rupiah("(500)"), rupiah(7.0), rupiah("7.0")
    (1234567, -500, 7, 7)
    """
    if isinstance(sel, bool):
        raise AngkaDitolak("Sel ini berisi BENAR/SALAH, bukan angka. Tulis angkanya.")
    if isinstance(sel, int | float):
        return _dari_bilangan(sel)
    if not isinstance(sel, str):
        raise AngkaDitolak("Sel ini berisi tanggal atau waktu, bukan angka. Ubah format selnya menjadi angka.")
    teks = rapikan(sel).replace("\u2212", "-")
    polos = f"-{teks[1:-1].strip()}" if teks.startswith("(") and teks.endswith(")") else teks
    cocok = _POLOS.fullmatch(polos) or _BERKELOMPOK.fullmatch(polos)
    if cocok is None:
        raise AngkaDitolak(
            f"“{teks}” bukan jumlah rupiah yang jelas. Tulis bilangan bulat, misalnya 1234567 atau 1.234.567."
        )
    digit = cocok[2].replace(".", "")
    if len(digit.lstrip("0")) > MAX_DIGIT:
        raise AngkaDitolak(f"“{teks}” terlalu besar. Paling banyak {MAX_DIGIT} angka.")
    return int(cocok[1] + digit)


def _dari_bilangan(nilai: int | float) -> int:
    if not -_TEPAT <= nilai <= _TEPAT:
        raise AngkaDitolak("Angka ini terlalu besar, sehingga Excel tidak menyimpannya dengan tepat. Periksa angkanya.")
    if nilai != int(nilai):
        tertulis = f"{nilai:f}".rstrip("0").replace(".", ",")
        raise AngkaDitolak(f"{tertulis} bukan rupiah bulat. Perbaiki angkanya; angka tidak dibulatkan saat diimpor.")
    return int(nilai)


def _periksa_teks(awal: bytes) -> None:
    """Raise ContentError when a file that begins so is no text in UTF-8 with semicolons."""
    try:
        teks = getincrementaldecoder("utf-8-sig")().decode(awal)
    except UnicodeDecodeError as error:
        raise ContentError(BUKAN_UTF8) from error
    if not teks.strip():
        raise ContentError(KOSONG)
    if _BUKAN_TEKS.search(teks):
        raise ContentError(BUKAN_UTF8)
    if ";" not in teks:
        raise ContentError(BUKAN_TITIK_KOMA)


class BukuExcel:
    """A workbook whose archive was checked (``detect``) and whose sheets were looked through before any is opened."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self._arsip = zipfile.ZipFile(file)
            self._anggota = anggota_lembar(self._arsip)
            self._pindaian = {nama: pindai_lembar(self._arsip, satu) for nama, satu in self._anggota.items()}
            self._bersama = teks_bersama(self._arsip)
            # An amount is what is stored, however its cell shows it; a date is one only because its cell shows it so.
            self._gaya = replace(baca_gaya(self._arsip), persen=frozenset())
        except zipfile.BadZipFile as error:
            raise ContentError(RUSAK) from error
        self.lembar = list(self._anggota)

    def jumlah_baris(self, nama: str) -> int:
        return self._pindaian[nama].baris

    def baris(self, nama: str, *, hanya_nilai: bool = True) -> Iterator[Baris]:
        pindaian = self._pindaian[nama]
        if pindaian.baris > MAX_BARIS:
            raise _terlalu_panjang(pindaian.baris)
        if hanya_nilai:
            _periksa_nilai(pindaian)
        try:
            for nomor, sel in baris_lembar(self._arsip, self._anggota[nama], self._bersama, self._gaya):
                if nomor > MAX_BARIS:
                    raise _terlalu_panjang(nomor)
                yield (
                    nomor,
                    {k: nilai for k, nilai in sel.items() if not isinstance(nilai, Persen) and not _kosong(nilai)},
                )
        except ContentError as error:
            raise tolak(str(error)) from error


def _kosong(nilai: SelXml) -> bool:
    return isinstance(nilai, str) and not rapikan(nilai)


def _periksa_nilai(pindaian: Pindaian) -> None:
    if pindaian.rumus:
        raise _di_sel(
            pindaian.rumus, "berisi rumus. Salin sebagai nilai (Tempel Khusus → Nilai), simpan, lalu unggah lagi."
        )
    if pindaian.galat:
        raise _di_sel(pindaian.galat, "berisi galat Excel (seperti #REF!). Tulis angkanya, lalu unggah lagi.")


def _di_sel(alamat: str, alasan: str) -> BerkasDitolak:
    """A refusal at an address like "Q17"."""
    huruf = alamat.rstrip("0123456789")
    baris = alamat.removeprefix(huruf)
    return tolak(f"Sel {alamat} {alasan}", int(baris or 0), nomor_kolom(huruf))


def _terlalu_panjang(banyak: int) -> BerkasDitolak:
    return tolak(
        f"Berkas ini berisi {format_bulat(banyak)} baris; paling banyak {format_bulat(MAX_BARIS)}. Unggah laporan satu "
        "satker saja, tanpa baris kosong di bawahnya."
    )


class BukuCsv:
    """A CSV file with semicolons in UTF-8: a single sheet without a name."""

    lembar = ("",)

    def __init__(self, file: IO[bytes]) -> None:
        if file.seek(0, io.SEEK_END) > MAX_UKURAN:
            raise ContentError(TERLALU_BESAR)
        self._file = file
        self._banyak, terbanyak = 0, 0
        try:
            for nilai in self._pembaca():
                self._banyak += 1
                terbanyak = max(terbanyak, len(nilai))
                if terbanyak > MAX_KOLOM:
                    raise ContentError(TERLALU_LEBAR)
        except UnicodeDecodeError as error:
            raise ContentError(BUKAN_UTF8) from error
        except csv.Error as error:
            raise ContentError(CSV_RUSAK) from error
        if not self._banyak:
            raise ContentError(KOSONG)
        if terbanyak < 2:
            raise ContentError(BUKAN_TITIK_KOMA)

    def jumlah_baris(self, nama: str) -> int:
        return self._banyak

    def baris(self, nama: str, *, hanya_nilai: bool = True) -> Iterator[Baris]:
        if self._banyak > MAX_BARIS:
            raise _terlalu_panjang(self._banyak)
        for nomor, nilai in enumerate(self._pembaca(), 1):
            yield nomor, {kolom: satu for kolom, satu in enumerate(nilai, 1) if rapikan(satu)}

    def _pembaca(self) -> Iterator[list[str]]:
        self._file.seek(0)
        teks = io.TextIOWrapper(self._file, encoding="utf-8-sig", newline="")
        try:
            yield from csv.reader(_baris_wajar(teks), delimiter=";", strict=True)
        finally:
            teks.detach()


def _baris_wajar(teks: io.TextIOWrapper) -> Iterator[str]:
    while baris := teks.readline(_MAX_PANJANG_BARIS):
        if len(baris) >= _MAX_PANJANG_BARIS:
            raise csv.Error
        yield baris
