"""Small, real files of every kind, and the files that somebody makes to break in."""

import io
import struct
import zipfile
import zlib

import xlsxwriter

TYPES = '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def pdf(text: str = "Berita acara") -> bytes:
    body = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    body += f"% {text}\n".encode()
    table = len(body)
    return body + f"xref\n0 1\n0000000000 65535 f \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n".encode()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 2, height: int = 2) -> bytes:
    pixels = zlib.compress((b"\0" + b"\xff\0\0" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def jpeg(thumbnail: bytes = b"") -> bytes:
    def segment(code: int, data: bytes) -> bytes:
        return bytes([0xFF, code]) + struct.pack(">H", len(data) + 2) + data

    frame = struct.pack(">BHHB", 8, 1, 1, 1) + b"\x01\x11\x00"
    return b"".join(
        [
            b"\xff\xd8",
            segment(0xE1, b"Exif\0\0" + thumbnail),
            segment(0xDB, b"\0" + b"\x01" * 64),
            segment(0xC0, frame),
            segment(0xC4, b"\0" + b"\0" * 16),
            segment(0xDA, b"\x01\x01\0\0\x3f\0"),
            b"\x12\x34\xff\x00\x56",
            b"\xff\xd9",
        ]
    )


def xlsx(rows: int = 3) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Data")
    for row in range(rows):
        sheet.write_row(row, 0, [row, f"Kecamatan {row}", row * 1.5])
    book.close()
    return out.getvalue()


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def docx(extra: dict[str, bytes] | None = None, types: str = TYPES) -> bytes:
    members = {"[Content_Types].xml": types.encode(), "word/document.xml": b"<document>Isi</document>"}
    return archive({**members, **(extra or {})})


def workbook_with(extra: dict[str, bytes]) -> bytes:
    return archive({"[Content_Types].xml": TYPES.encode(), "xl/workbook.xml": b"<workbook/>", **extra})


def lying_bomb(real: int, declared: int = 100) -> bytes:
    """A workbook one member of which unpacks to `real` bytes and declares few, with the CRC of what it declares."""
    zeros = bytes(real)
    data = bytearray(workbook_with({"xl/media/besar.bin": zeros}))
    for mark, crc_at, size_at in ((b"PK\x03\x04", 14, 22), (b"PK\x01\x02", 16, 24)):
        at = data.rfind(mark)
        struct.pack_into("<I", data, at + crc_at, zlib.crc32(bytes(declared)))
        struct.pack_into("<I", data, at + size_at, declared)
    return bytes(data)


def nested_bomb(size: int, depth: int) -> bytes:
    inner = workbook_with({"xl/media/besar.bin": bytes(size)})
    for _ in range(depth):
        inner = workbook_with({"xl/embeddings/dalam.xlsx": inner})
    return inner


def locked(data: bytes) -> bytes:
    """The same archive with the flag that says its members are encrypted."""
    changed = bytearray(data)
    for mark, flag_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            changed[at + flag_at] |= 1
            at = changed.find(mark, at + 4)
    return bytes(changed)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GOOD = {"a.pdf": pdf(), "a.png": png(), "a.jpg": jpeg(), "a.xlsx": xlsx(), "a.docx": docx()}
