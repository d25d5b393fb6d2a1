"""What a file is, told from its content and never from its name. Pure: no Django.

Every check is bounded: a few reads, or one pass over a file of at most 20 MB.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from io import SEEK_END
from typing import IO

from apps.dokumen.archive import TANDA_ZIP, TERKUNCI, office_kind
from apps.dokumen.rules import (
    DITERIMA,
    JPEG,
    MAX_UKURAN,
    PDF,
    PNG,
    TERLALU_BESAR,
    XLSX,
    YANG_DITERIMA,
    Asing,
    ContentError,
    Isi,
    KindError,
    ending_of,
)

_KEPALA = 4096
_EKOR = 4096
_BAGIAN = 256 * 1024
_TANDA_PNG = b"\x89PNG\r\n\x1a\n"
_AKHIR_PNG = b"\0\0\0\0IEND\xaeB`\x82"
_TANDA_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAX_SEGMEN = 2_000

KOSONG = "Berkas ini kosong (0 bita). Periksa berkas itu di komputer Anda, lalu unggah lagi."
_TAK_UTUH = "Berkas ini {jenis} yang tidak utuh atau rusak. {saran}"
_SIMPAN_PDF = "Buka berkas itu, simpan atau cetak sebagai PDF, lalu unggah PDF-nya."
_SIMPAN_GAMBAR = "Simpan gambarnya sebagai JPEG atau PNG, lalu unggah hasilnya."
_KELUARKAN = f"Keluarkan isinya, lalu unggah satu per satu sebagai {YANG_DITERIMA}."
_PILIH_LAIN = f"Pilih berkas {YANG_DITERIMA}."

_OFFICE_LAMA = Asing(
    "dokumen Office lama (DOC, XLS, atau PPT)",
    "Buka berkas itu, simpan sebagai DOCX, XLSX, atau PDF, lalu unggah hasilnya.",
)
_TAK_DIKENAL = Asing("data yang tidak dikenal", _PILIH_LAIN)
_TEKS = Asing("teks biasa", f"Salin ke Word atau Excel, simpan sebagai {YANG_DITERIMA}, lalu unggah hasilnya.")
# By the bytes at a place; the first that fits.
_ASING = (
    (0, b"MZ", Asing("program Windows", f"Program tidak dapat diunggah. {_PILIH_LAIN}")),
    (0, b"\x7fELF", Asing("program Linux", f"Program tidak dapat diunggah. {_PILIH_LAIN}")),
    (0, b"#!", Asing("skrip program", f"Program tidak dapat diunggah. {_PILIH_LAIN}")),
    (0, b"PK\x05\x06", Asing("arsip ZIP kosong", _KELUARKAN)),
    (0, b"Rar!\x1a\x07", Asing("arsip RAR", _KELUARKAN)),
    (0, b"7z\xbc\xaf\x27\x1c", Asing("arsip 7z", _KELUARKAN)),
    (0, b"\x1f\x8b", Asing("arsip GZIP", _KELUARKAN)),
    (0, b"{\\rtf", Asing("dokumen RTF", "Buka di Word, simpan sebagai DOCX atau PDF, lalu unggah hasilnya.")),
    (0, b"GIF8", Asing("gambar GIF", _SIMPAN_GAMBAR)),
    (0, b"II*\0", Asing("gambar TIFF", f"{_SIMPAN_GAMBAR} Hasil pindaian dapat juga disimpan sebagai PDF.")),
    (0, b"MM\0*", Asing("gambar TIFF", f"{_SIMPAN_GAMBAR} Hasil pindaian dapat juga disimpan sebagai PDF.")),
    (8, b"WEBP", Asing("gambar WebP", _SIMPAN_GAMBAR)),
    (4, b"ftyphei", Asing("foto HEIC dari iPhone", _SIMPAN_GAMBAR)),
    (4, b"ftypmif1", Asing("foto HEIC dari iPhone", _SIMPAN_GAMBAR)),
    (4, b"ftypavif", Asing("gambar AVIF", _SIMPAN_GAMBAR)),
    (4, b"ftyp", Asing("video", f"Video tidak dapat diunggah; cantumkan sebagai tautan. {_PILIH_LAIN}")),
)
_MARKUP = (
    (re.compile(rb"<svg[\s>]", re.IGNORECASE), Asing("gambar SVG", _SIMPAN_GAMBAR)),
    (
        re.compile(rb"<(!doctype\s+html|html|head|body|script|iframe)\b", re.IGNORECASE),
        Asing("halaman web (HTML)", _SIMPAN_PDF),
    ),
)


def detect(file: IO[bytes], nama: str) -> Isi:
    """Say what a file is, and check that it is whole and that its name does not contradict it.

    `file` can be read and sought; it stands at its beginning afterwards. Raises ContentError with a sentence for the
    person who chose the file; no other error comes from what the file contains.
    """
    file.seek(0, SEEK_END)
    size = file.tell()
    if size == 0:
        raise ContentError(KOSONG)
    if size > MAX_UKURAN:
        raise ContentError(TERLALU_BESAR)
    try:
        found = _kind(file, size)
    finally:
        file.seek(0)
    ending = ending_of(nama)
    if isinstance(found, Asing):
        raise KindError(_refusal(found, ending), found.jenis)
    if ending and not found.bernama(ending):
        raise KindError(
            f"Berkas ini bernama .{ending} tetapi isinya {found.jenis}. Jika memang berkas itu yang dimaksud, ganti "
            f"akhiran namanya menjadi .{found.ekstensi}; jika bukan, pilih berkas yang benar.",
            found.jenis,
        )
    return found


def require_workbook(file: IO[bytes], nama: str, selain: str) -> Isi:
    """Return XLSX, or raise ContentError: `selain` says what to do about any other file, and {jenis} in it what it is.

    A workbook under another name, or a damaged one, is told what `detect` says of it.
    """
    try:
        found = detect(file, nama)
    except KindError as error:
        if error.jenis == XLSX.jenis:
            raise
        raise ContentError(selain.format(jenis=error.jenis)) from error
    if found is not XLSX:
        raise ContentError(selain.format(jenis=found.jenis))
    return found


def _refusal(found: Asing, ending: str) -> str:
    if any(isi.bernama(ending) for isi in DITERIMA):
        return f"Berkas ini bernama .{ending} tetapi isinya {found.jenis}. {found.saran}"
    return f"Berkas ini berisi {found.jenis}, yang tidak dapat diunggah di sini. {found.saran}"


def _kind(file: IO[bytes], size: int) -> Isi | Asing:
    head = _at(file, 0, _KEPALA)
    if head.startswith(TANDA_ZIP):
        return office_kind(file, size)
    if head.startswith(_TANDA_PNG):
        return _whole_png(file, size, head)
    if head.startswith(b"\xff\xd8\xff"):
        return _whole_jpeg(file, size)
    if head.startswith(_TANDA_OLE):
        return _ole(file)
    text = head.lstrip(b"\xef\xbb\xbf\0\t\n\r\f ")
    if text.startswith(b"%PDF-"):
        return _whole_pdf(file, size)
    for place, mark, found in _ASING:
        if head.startswith(mark, place):
            return found
    return _text_kind(head, text)


def _text_kind(head: bytes, text: bytes) -> Asing:
    # UTF-16 hides the angle brackets of a page behind zeros.
    plain = text.replace(b"\0", b"").lstrip(b"\xff\xfe")
    if plain.startswith(b"<"):
        for pattern, found in _MARKUP:
            if pattern.search(plain):
                return found
        return Asing("data XML", _PILIH_LAIN)
    return _TAK_DIKENAL if re.search(rb"[\0-\x08\x0e-\x1f]", head) else _TEKS


def _ole(file: IO[bytes]) -> Asing:
    if any("EncryptedPackage".encode("utf-16-le") in piece for piece in _pieces(file, 0, overlap=32)):
        raise ContentError(TERKUNCI)
    return _OFFICE_LAMA


def _whole_pdf(file: IO[bytes], size: int) -> Isi:
    tail = _at(file, max(0, size - _EKOR), _EKOR)
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise _broken("dokumen PDF", "Unduh atau pindai ulang dokumennya, lalu unggah lagi.")
    return PDF


def _whole_png(file: IO[bytes], size: int, head: bytes) -> Isi:
    header = head[8:33]
    if len(header) == 25 and header[:8] == b"\0\0\0\x0dIHDR":
        width, height = struct.unpack_from(">II", header, 8)
        sound = zlib.crc32(header[4:21]) == int.from_bytes(header[21:], "big")
        if width and height and sound and _AKHIR_PNG in _at(file, max(33, size - _EKOR), _EKOR):
            return PNG
    raise _broken("gambar PNG", "Buka gambarnya, simpan ulang, lalu unggah lagi.")


def _whole_jpeg(file: IO[bytes], size: int) -> Isi:
    """Walk the segments to the picture, then look for its end; phones append a video or other data after it."""
    place, framed = 2, False
    for _ in range(_MAX_SEGMEN):
        marker = _at(file, place, 4)
        if len(marker) < 4 or marker[0] != 0xFF:
            break
        code, length = marker[1], int.from_bytes(marker[2:], "big")
        if code == 0xFF:  # padding before a marker
            place += 1
            continue
        framed = framed or (0xC0 <= code <= 0xCF and code not in (0xC4, 0xC8, 0xCC))
        place += 2 + length
        if code == 0xDA:
            if framed and any(b"\xff\xd9" in piece for piece in _pieces(file, place, overlap=1)):
                return JPEG
            break
        if length < 2 or place >= size:
            break
    raise _broken("gambar JPEG", "Buka gambarnya, simpan ulang, lalu unggah lagi.")


def _broken(jenis: str, saran: str) -> ContentError:
    return ContentError(_TAK_UTUH.format(jenis=jenis, saran=saran))


def _at(file: IO[bytes], place: int, count: int) -> bytes:
    file.seek(place)
    return file.read(count)


def _pieces(file: IO[bytes], place: int, *, overlap: int) -> Iterator[bytes]:
    """Yield the rest of a file; each piece begins with the end of the one before, so nothing hides at a border."""
    file.seek(place)
    before = b""
    while piece := file.read(_BAGIAN):
        yield before + piece
        before = piece[-overlap:]
