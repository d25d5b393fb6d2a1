"""A look through the sheets of a workbook before any of them is opened: rows, cells, formulas. Pure: no Django.

The XML streams by once in small pieces, so a sheet that would fill the memory is refused before it does.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from apps.dokumen.archive import RUSAK
from apps.dokumen.rules import ContentError

_BAGIAN = 256 * 1024
# A cell holds at most 32,767 characters, each of them at most some bytes: a longer stretch without a tag is no sheet.
_MAX_TANPA_TAG = 1024 * 1024
_BUKU = re.compile(r"xl/workbook\d*\.xml", re.IGNORECASE)
# A tag ends before the next begins: else a file of nothing but "<c " would be read from each of them to the end.
_TAG_LEMBAR = re.compile(r"<(?:\w+:)?sheet\s([^<>]*)>")
_TAG_BUKU = re.compile(r"<(?:\w+:)?workbookPr\s([^<>]*)>")
_TAG_HUBUNGAN = re.compile(r"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATRIBUT = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_BARIS = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ALAMAT = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_RUMUS = re.compile(rb"<(?:\w+:)?f[\s/>]")
_AKHIR_DATA = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_GALAT = re.compile(rb"""<(?:\w+:)?c\s(?:[^<>]*?\s)?t\s*=\s*["']e["']""")


@dataclass
class Pindaian:
    """What stands in a sheet: how many rows, its first formula and its first error value (their cells)."""

    baris: int = 0
    rumus: str = ""
    galat: str = ""


def pindai_lembar(buku: zipfile.ZipFile, anggota: str) -> Pindaian:
    """Stream one worksheet. The archive was checked before, so every member is as large as it says."""
    hasil = Pindaian()
    banyak, terakhir, dalam_data = 0, "", True
    for bagian in bagian_utuh(buku, anggota):
        alamat = _ALAMAT.findall(bagian)
        banyak += len(_BARIS.findall(bagian))
        if alamat:
            hasil.baris = max(hasil.baris, max(map(int, {angka for _, angka in alamat})))
        # Behind the data stand rules and sparklines, whose formulas compute no cell.
        akhir = _AKHIR_DATA.search(bagian)
        data = (bagian[: akhir.start()] if akhir else bagian) if dalam_data else b""
        dalam_data = dalam_data and akhir is None
        hasil.rumus = hasil.rumus or _alamat_pertama(_RUMUS, data, terakhir)
        hasil.galat = hasil.galat or _alamat_pertama(_GALAT, bagian, terakhir, sesudah=True)
        if alamat:
            terakhir = b"".join(alamat[-1]).decode()
    hasil.baris = max(hasil.baris, banyak)
    return hasil


def nomor_kolom(huruf: str) -> int:
    """The number of a column: A is 1, Q is 17.

    >>> nomor_kolom("A"), nomor_kolom("AD")
    (1, 30)
    """
    nomor = 0
    for satu in huruf:
        nomor = nomor * 26 + ord(satu) - ord("A") + 1
    return nomor


def huruf_kolom(nomor: int) -> str:
    """The letters of a column, counted from 1.

    >>> huruf_kolom(17), huruf_kolom(30)
    ('Q', 'AD')
    """
    huruf = ""
    while nomor:
        nomor, sisa = divmod(nomor - 1, 26)
        huruf = chr(ord("A") + sisa) + huruf
    return huruf


def _alamat_pertama(pola: re.Pattern[bytes], bagian: bytes, terakhir: str, *, sesudah: bool = False) -> str:
    """The cell in which the pattern is found first: the last one opened before it, or the one that it opens itself."""
    temuan = pola.search(bagian)
    if temuan is None:
        return ""
    sampai = bagian.find(b">", temuan.start()) if sesudah else temuan.start()
    alamat = _ALAMAT.findall(bagian, 0, sampai)
    return b"".join(alamat[-1]).decode() if alamat else terakhir


def bagian_utuh(buku: zipfile.ZipFile, anggota: str) -> Iterator[bytes]:
    """The content in pieces that each end behind a tag, so that no tag is cut in two."""
    sisa = b""
    with buku.open(anggota) as isi:
        while data := isi.read(_BAGIAN):
            if b"\0" in data:  # UTF-16: no program that people use writes it
                raise ContentError(RUSAK)
            data = sisa + data
            batas = data.rfind(b">") + 1
            sisa = data[batas:]
            if len(sisa) > _MAX_TANPA_TAG:
                raise ContentError(RUSAK)
            yield data[:batas]


def anggota_lembar(buku: zipfile.ZipFile) -> dict[str, str]:
    """Which member of the archive holds the sheet of each name. Raises ContentError when the workbook has no such."""
    ada = {nama.lower(): nama for nama in buku.namelist()}
    utama = _utama(buku)
    folder, berkas = posixpath.split(utama)
    hubungan = ada.get(f"{folder}/_rels/{berkas}.rels".lower())
    if hubungan is None:
        raise ContentError(RUSAK)
    tujuan = {
        atribut.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, atribut.get("Target", ""))).lstrip("/")
        for atribut in _atribut(_TAG_HUBUNGAN, buku, hubungan)
    }
    lembar = {}
    for atribut in _atribut(_TAG_LEMBAR, buku, utama):
        pengenal = next((nilai for nama, nilai in atribut.items() if nama.endswith(":id")), "")
        anggota = ada.get(tujuan.get(pengenal, "").lower())
        if anggota is None:
            raise ContentError(RUSAK)
        lembar[atribut.get("name", "")] = anggota
    return lembar


def lembar_tersembunyi(buku: zipfile.ZipFile) -> set[str]:
    """The names of the sheets that the reader of the workbook does not see."""
    semua = _atribut(_TAG_LEMBAR, buku, _utama(buku))
    return {satu.get("name", "") for satu in semua if satu.get("state", "visible") != "visible"}


def mulai_1904(buku: zipfile.ZipFile) -> bool:
    """Whether its days are counted from 1904, as Excel for the Mac did for long."""
    utama = _utama(buku)
    return any(
        satu.get("date1904") in ("1", "true", "on") for satu in (_atribut(_TAG_BUKU, buku, utama) if utama else ())
    )


def _utama(buku: zipfile.ZipFile) -> str:
    return next((nama for nama in buku.namelist() if _BUKU.fullmatch(nama)), "")


def _atribut(pola: re.Pattern[str], buku: zipfile.ZipFile, anggota: str) -> Iterator[dict[str, str]]:
    if buku.getinfo(anggota).file_size > _MAX_TANPA_TAG:
        raise ContentError(RUSAK)
    teks = buku.read(anggota).decode("utf-8", errors="replace")
    for tag in pola.findall(teks):
        yield {nama: unescape(satu or dua) for nama, satu, dua in _ATRIBUT.findall(tag)}
