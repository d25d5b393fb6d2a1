"""The cells of a worksheet out of its XML, a row at a time. Pure: no Django.

Readers that open a sheet as a rectangle claim the memory of all the cells between the first and the last; a single cell
far out then claims terabytes. Here a row is what its cells are.
"""

import math
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from xml.parsers import expat

from apps.dokumen.archive import BOM, RUSAK
from apps.dokumen.buku_kerja.pindai import mulai_1904, nomor_kolom
from apps.dokumen.rules import ContentError


@dataclass(frozen=True)
class Persen:
    """A number that its cell shows as a percentage: 85 for 85%."""

    angka: Decimal


SelXml = str | float | bool | date | Persen
BarisXml = tuple[int, dict[int, SelXml]]

_BAGIAN = 64 * 1024
# Excel knows no more columns than this.
MAX_KOLOM = 16_384
# All texts of a workbook together; 200,000 lines need a third of it.
_MAX_HURUF_BERSAMA = 40_000_000
_HARI_NOL, _HARI_NOL_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_MAX_HARI = 2_958_465
_PERSEN_BAWAAN = frozenset({9, 10})
_TANGGAL_BAWAAN = frozenset({*range(14, 23), 45, 46, 47})
_BUKAN_TANGGAL = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]|General", re.IGNORECASE)

# How a text carries what XML cannot: "_x000D_" is a carriage return, "_x005F_x000D_" those seven characters.
_SANDI = re.compile("_x([0-9A-Fa-f]{4})_")

Atribut = dict[str, str]


def teks_bersama(arsip: zipfile.ZipFile) -> list[str]:
    """The texts that cells refer to by number; most files of SAKTI have none."""
    hasil: list[str] = []
    potongan: list[str] = []
    keadaan = {"teks": 0, "bunyi": 0, "huruf": 0}

    def mulai(nama: str, _: Atribut) -> None:
        nama = _lokal(nama)
        keadaan["teks"] += nama == "t"
        keadaan["bunyi"] += nama == "rPh"

    def isi(data: str) -> None:
        if keadaan["teks"] and not keadaan["bunyi"]:
            keadaan["huruf"] += len(data)
            potongan.append(data)

    def akhir(nama: str) -> None:
        nama = _lokal(nama)
        keadaan["teks"] -= nama == "t"
        keadaan["bunyi"] -= nama == "rPh"
        if nama == "si":
            hasil.append(buka_sandi("".join(potongan)))
            potongan.clear()

    for anggota in _bernama(arsip, "xl/sharedstrings.xml"):
        for _ in _urai(arsip, anggota, mulai, isi, akhir):
            if keadaan["huruf"] > _MAX_HURUF_BERSAMA:
                raise ContentError(BOM)
    return hasil


def buka_sandi(teks: str) -> str:
    """The text as it was typed, out of the form in which a workbook keeps it.

    >>> buka_sandi("satu_x000D_dua"), buka_sandi("_x005F_x000D_")
    ('satu\\rdua', '_x000D_')
    """
    return _SANDI.sub(_huruf, teks) if "_x" in teks else teks


def _huruf(sandi: re.Match[str]) -> str:
    nomor = int(sandi[1], 16)
    # No text that can be stored holds these.
    return sandi[0] if nomor == 0 or 0xD800 <= nomor <= 0xDFFF else chr(nomor)


@dataclass(frozen=True)
class Gaya:
    """The numbers of the cell styles that show a number as a date, and as a percentage; the day that is number 0."""

    tanggal: frozenset[int] = frozenset()
    persen: frozenset[int] = frozenset()
    hari_nol: datetime = _HARI_NOL


def baca_gaya(arsip: zipfile.ZipFile) -> Gaya:
    """Which styles of a workbook change what a number means to its reader."""
    format_sendiri: dict[int, str] = {}
    gaya: list[int] = []
    dalam = {"cellXfs": False}

    def mulai(nama: str, atribut: Atribut) -> None:
        nama = _lokal(nama)
        if nama == "numFmt":
            format_sendiri[_bulat(atribut.get("numFmtId", ""))] = atribut.get("formatCode", "")
        elif nama == "cellXfs":
            dalam["cellXfs"] = True
        elif nama == "xf" and dalam["cellXfs"]:
            gaya.append(_bulat(atribut.get("numFmtId", "0")))

    def akhir(nama: str) -> None:
        if _lokal(nama) == "cellXfs":
            dalam["cellXfs"] = False

    for anggota in _bernama(arsip, "xl/styles.xml"):
        for _ in _urai(arsip, anggota, mulai, None, akhir):
            pass
    polos = {nomor: _BUKAN_TANGGAL.sub("", kode) for nomor, kode in format_sendiri.items()}
    tanggal = _TANGGAL_BAWAAN | {nomor for nomor, kode in polos.items() if re.search("[dmyhs]", kode, re.I)}
    persen = _PERSEN_BAWAAN | {nomor for nomor, kode in polos.items() if "%" in kode}
    return Gaya(
        frozenset(nomor for nomor, satu in enumerate(gaya) if satu in tanggal),
        frozenset(nomor for nomor, satu in enumerate(gaya) if satu in persen),
        _HARI_NOL_1904 if mulai_1904(arsip) else _HARI_NOL,
    )


def baris_lembar(arsip: zipfile.ZipFile, anggota: str, bersama: list[str], gaya: Gaya) -> Iterator[BarisXml]:
    """The rows of a worksheet from the top down, with their cells that are not empty by column (1 = A).

    Raises ContentError for XML that is no sheet.
    """
    pembaca = _PembacaLembar(bersama, gaya)
    for _ in _urai(arsip, anggota, pembaca.mulai, pembaca.isi, pembaca.akhir):
        yield from pembaca.selesai
        pembaca.selesai.clear()


class _PembacaLembar:
    """Gathers the cells of one row after the other."""

    def __init__(self, bersama: list[str], gaya: Gaya) -> None:
        self.selesai: list[BarisXml] = []
        self._bersama = bersama
        self._gaya = gaya
        self._nomor = 0
        self._kolom = 0
        self._baris: dict[int, SelXml] = {}
        self._atribut: Atribut = {}
        self._teks: list[str] = []
        self._mencatat = False

    def mulai(self, nama: str, atribut: Atribut) -> None:
        nama = _lokal(nama)
        if nama == "c":
            alamat = atribut.get("r", "")
            self._kolom = _kolom(alamat.rstrip("0123456789")) if alamat else self._kolom + 1
            if not 1 <= self._kolom <= MAX_KOLOM:
                raise ContentError(RUSAK)
            self._atribut = atribut
            self._teks.clear()
        elif nama in ("v", "t"):
            self._mencatat = True
        elif nama == "row":
            nomor = _bulat(atribut["r"]) if "r" in atribut else self._nomor + 1
            if nomor <= self._nomor:
                raise ContentError(RUSAK)
            self._nomor, self._kolom, self._baris = nomor, 0, {}

    def isi(self, data: str) -> None:
        if self._mencatat:
            self._teks.append(data)

    def akhir(self, nama: str) -> None:
        nama = _lokal(nama)
        if nama in ("v", "t"):
            self._mencatat = False
        elif nama == "c":
            if teks := "".join(self._teks):
                self._baris[self._kolom] = self._nilai(teks)
        elif nama == "row" and self._baris:
            self.selesai.append((self._nomor, self._baris))

    def _nilai(self, teks: str) -> SelXml:
        jenis = self._atribut.get("t", "n")
        try:
            if jenis == "s":
                return self._bersama[_bulat(teks)]
            if jenis == "b":
                return teks.strip() == "1"
            if jenis != "n":
                return buka_sandi(teks)
            nilai = float(teks)
        except (ValueError, IndexError) as error:
            raise ContentError(RUSAK) from error
        gaya = _bulat(self._atribut.get("s", "0"))
        hari_nol = self._gaya.hari_nol
        if gaya in self._gaya.tanggal and 0 <= nilai <= _MAX_HARI - (hari_nol - _HARI_NOL).days:
            return (hari_nol + timedelta(days=nilai)).date()
        if gaya in self._gaya.persen and math.isfinite(nilai):
            # What the reader of the sheet sees: a cell that holds 0.85 and shows 85%.
            return Persen(Decimal(repr(nilai)) * 100)
        return nilai


def _urai(
    arsip: zipfile.ZipFile,
    anggota: str,
    mulai: Callable[[str, Atribut], None],
    isi: Callable[[str], None] | None,
    akhir: Callable[[str], None],
) -> Iterator[None]:
    """Send a member through the parser in small pieces, and stop after each of them."""
    pengurai = expat.ParserCreate("UTF-8")
    pengurai.buffer_text = True
    pengurai.StartElementHandler = mulai
    pengurai.CharacterDataHandler = isi
    pengurai.EndElementHandler = akhir
    pengurai.StartDoctypeDeclHandler = _tolak_doctype
    try:
        with arsip.open(anggota) as data:
            while bagian := data.read(_BAGIAN):
                pengurai.Parse(bagian, False)
                yield
        pengurai.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        raise ContentError(RUSAK) from error


def _tolak_doctype(*_: object) -> None:
    """No program writes one into a sheet; entities are how XML is made to explode."""
    raise ContentError(RUSAK)


def _bernama(arsip: zipfile.ZipFile, nama: str) -> list[str]:
    return [satu for satu in arsip.namelist() if satu.lower() == nama]


def _lokal(nama: str) -> str:
    return nama.rpartition(":")[2]


@lru_cache(maxsize=MAX_KOLOM)
def _kolom(huruf: str) -> int:
    return nomor_kolom(huruf) if re.fullmatch("[A-Z]{1,3}", huruf) else 0


def _bulat(teks: str) -> int:
    if not re.fullmatch(r"\d{1,9}", teks, re.ASCII):
        raise ContentError(RUSAK)
    return int(teks)
