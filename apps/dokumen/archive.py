"""Excel and Word files are ZIP archives: recognise them and refuse bombs, macros and locks. Pure: no Django.

Nothing is unpacked to look at it: members stream through a budget, because the sizes that an archive declares may lie.
"""

import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from io import SEEK_CUR, SEEK_END, SEEK_SET
from typing import IO

from apps.dokumen.rules import DOCX, MAX_UKURAN, XLSX, YANG_DITERIMA, Asing, ContentError, Isi

TANDA_ZIP = b"PK\x03\x04"
MAX_ANGGOTA = 5_000
# What all members together may unpack to. A workbook of 20 MB holds 100 to 200 MB of XML.
MAX_TERURAI = 256 * 1024 * 1024
# Deflate reaches 1032 : 1; the XML of real workbooks stays far below 100 : 1. Small files are harmless at any ratio.
MAX_RASIO = 100
TANPA_RASIO = 10 * 1024 * 1024
# A chart in a Word document is a workbook inside; a third level has no honest use.
MAX_KEDALAMAN = 2
_BAGIAN = 64 * 1024
# zipfile reads the whole list of members at once: 5,000 of them need half a megabyte.
_MAX_BACA = 1024 * 1024
_KEPALA_ANGGOTA = 30
_TERENKRIPSI = 0x01 | 0x40
_LEMBAR_JENIS = "[content_types].xml"
_UTAMA = {XLSX: re.compile(r"xl/workbook\d*\.xml"), DOCX: re.compile(r"word/document\d*\.xml")}
_MAKRO = re.compile(rb"macroenabled|vbaproject|macrosheet", re.IGNORECASE)

RUSAK = (
    "Berkas ini rusak atau tidak utuh, sehingga tidak dapat dibaca. Buka di Excel atau Word, simpan ulang, lalu "
    "unggah lagi."
)
BOM = (
    "Berkas ini tidak diterima: isinya mengembang jauh melebihi ukurannya, seperti arsip yang dibuat untuk melumpuhkan "
    "komputer. Simpan ulang dokumennya dari Excel atau Word, atau unggah sebagai PDF."
)
BERMAKRO = (
    "Berkas ini memuat makro. Simpan ulang sebagai buku kerja Excel (.xlsx) atau dokumen Word (.docx) tanpa makro, "
    "lalu unggah lagi."
)
TERKUNCI = (
    "Berkas ini dilindungi kata sandi, sehingga tidak dapat diperiksa maupun dibaca orang lain. Hapus kata sandinya, "
    "simpan, lalu unggah lagi."
)

_LIBRE_OFFICE = Asing(
    "dokumen LibreOffice (OpenDocument)", "Simpan sebagai XLSX, DOCX, atau PDF, lalu unggah hasilnya."
)
_POWERPOINT = Asing("presentasi PowerPoint", "Simpan sebagai PDF, lalu unggah hasilnya.")
_EXCEL_BINER = Asing("buku kerja Excel biner (XLSB)", "Simpan sebagai XLSX, lalu unggah hasilnya.")
_ARSIP = Asing("arsip ZIP", f"Keluarkan isinya, lalu unggah satu per satu sebagai {YANG_DITERIMA}.")


def office_kind(file: IO[bytes], size: int) -> Isi | Asing:
    """Say what a ZIP archive is, after checking all of it when it is an Excel or Word file.

    Raises ContentError with a sentence for the person when it is damaged, locked, a bomb, or holds macros.
    """
    members = _members(_Reader(file, size))
    names = {_name(member) for member in members}
    kind = next((isi for isi, part in _UTAMA.items() if any(part.fullmatch(name) for name in names)), None)
    if kind is None or _LEMBAR_JENIS not in names:
        return _foreign(names)
    _check(file, size, _Budget(MAX_TERURAI), depth=0)
    return kind


def _foreign(names: set[str]) -> Asing:
    if {"mimetype", "content.xml"} <= names:
        return _LIBRE_OFFICE
    if "ppt/presentation.xml" in names:
        return _POWERPOINT
    return _EXCEL_BINER if "xl/workbook.bin" in names else _ARSIP


class _Budget:
    """How many more bytes may come out of an archive and of the archives inside it."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self, count: int) -> None:
        self.left -= count
        if self.left < 0:
            raise ContentError(BOM)


class _Reader:
    """The file as zipfile sees it: no read is large, whatever the archive claims, and no jump leaves the file."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self._file = file
        self._size = size

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        start = {SEEK_SET: 0, SEEK_CUR: self._file.tell(), SEEK_END: self._size}[whence]
        if not 0 <= start + offset <= self._size:
            raise ContentError(RUSAK)
        self._file.seek(start + offset)
        return start + offset

    def read(self, count: int = -1) -> bytes:
        wanted = self._size - self._file.tell() if count < 0 else count
        if wanted > _MAX_BACA:
            raise ContentError(BOM)
        return self._file.read(wanted)


def _members(reader: _Reader) -> list[zipfile.ZipInfo]:
    try:
        return zipfile.ZipFile(reader).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error) as error:
        raise ContentError(RUSAK) from error


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").lstrip("/").lower()


def _check(file: IO[bytes], size: int, budget: _Budget, *, depth: int) -> None:
    """Check one archive and the archives in it; raise ContentError at the first fault."""
    reader = _Reader(file, size)
    members = _members(reader)
    _check_declared(members, size)
    for member in members:
        pieces = _unpacked(reader, member, budget)
        first = next(pieces, b"")
        if first.startswith(TANDA_ZIP):
            _check_nested(first, pieces, budget, depth=depth + 1)
        elif _name(member) == _LEMBAR_JENIS:
            # A part may bear any name; what it is stands here. UTF-16 is allowed, hence without zeros.
            if _MAKRO.search(b"".join([first, *pieces]).replace(b"\0", b"")):
                raise ContentError(BERMAKRO)
        else:
            for _ in pieces:
                pass


def _check_declared(members: list[zipfile.ZipInfo], size: int) -> None:
    total = sum(member.file_size for member in members)
    if len(members) > MAX_ANGGOTA or total > MAX_TERURAI or (total > TANPA_RASIO and total > size * MAX_RASIO):
        raise ContentError(BOM)
    if any(member.flag_bits & _TERENKRIPSI for member in members):
        raise ContentError(TERKUNCI)
    names = [_name(member) for member in members]
    if any(name.endswith("vbaproject.bin") for name in names):
        raise ContentError(BERMAKRO)
    # Members that share their bytes, or names that stand twice, mean different things to different programs.
    places = sorted((member.header_offset, member.compress_size) for member in members)
    ends = [offset + _KEPALA_ANGGOTA + length for offset, length in places]
    overlapping = any(end > offset for end, (offset, _) in zip(ends, [*places[1:], (size, 0)], strict=True))
    types = {_name(member): member.file_size for member in members}
    if overlapping or len(set(names)) < len(names) or types.get(_LEMBAR_JENIS, 0) > _MAX_BACA:
        raise ContentError(RUSAK)


def _check_nested(first: bytes, pieces: Iterator[bytes], budget: _Budget, *, depth: int) -> None:
    if depth > MAX_KEDALAMAN:
        raise ContentError(BOM)
    with tempfile.SpooledTemporaryFile(max_size=_MAX_BACA) as inner:
        size = inner.write(first)
        for piece in pieces:
            size += inner.write(piece)
            if size > MAX_UKURAN:
                raise ContentError(BOM)
        _check(inner, size, budget, depth=depth)


def _unpacked(reader: _Reader, member: zipfile.ZipInfo, budget: _Budget) -> Iterator[bytes]:
    """Yield the content of a member in small pieces, and hold it to what it declares.

    zipfile itself stops at the declared size without a word, so a member that lies would look well.
    """
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ContentError(RUSAK)
    reader.seek(member.header_offset)
    header = reader.read(_KEPALA_ANGGOTA)
    if len(header) < _KEPALA_ANGGOTA or not header.startswith(TANDA_ZIP):
        raise ContentError(RUSAK)
    at = member.header_offset + _KEPALA_ANGGOTA + sum(struct.unpack_from("<HH", header, 26))
    size = check = 0
    for piece in _inflated(reader, at, member):
        size += len(piece)
        if size > member.file_size:
            raise ContentError(BOM)
        budget.spend(len(piece))
        check = zlib.crc32(piece, check)
        if piece:
            yield piece
    if size != member.file_size or check != member.CRC:
        raise ContentError(RUSAK)


def _inflated(reader: _Reader, at: int, member: zipfile.ZipInfo) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS) if member.compress_type == zipfile.ZIP_DEFLATED else None
    end = at + member.compress_size
    try:
        while at < end:
            # The caller may read elsewhere between two pieces.
            reader.seek(at)
            data = reader.read(min(end - at, _BAGIAN))
            if not data:
                raise ContentError(RUSAK)
            at += len(data)
            if inflate is None:
                yield data
                continue
            while data:
                yield inflate.decompress(data, _BAGIAN)
                data = inflate.unconsumed_tail
                if inflate.eof and (inflate.unused_data or at < end):
                    raise ContentError(RUSAK)
        if inflate is not None:
            yield inflate.flush()
            if not inflate.eof:
                raise ContentError(RUSAK)
    except zlib.error as error:
        raise ContentError(RUSAK) from error
