"""A file is what it contains: every kind that we accept, and a sentence for everything else."""

import io
import time
import tracemalloc

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from apps.dokumen import archive as limits
from apps.dokumen.content import detect
from apps.dokumen.rules import (
    DOCX,
    JPEG,
    MAX_NAMA,
    MAX_UKURAN,
    PDF,
    PNG,
    XLSX,
    ContentError,
    Isi,
    clean_name,
    ending_of,
)
from tests.dokumen import samples

KINDS = {"a.pdf": PDF, "a.png": PNG, "a.jpg": JPEG, "a.xlsx": XLSX, "a.docx": DOCX}


def kind(data: bytes, nama: str = "berkas") -> Isi:
    return detect(io.BytesIO(data), nama)


def refusal(data: bytes, nama: str = "berkas") -> str:
    with pytest.raises(ContentError) as caught:
        kind(data, nama)
    return str(caught.value)


@pytest.mark.parametrize("nama", samples.GOOD)
def test_a_real_file_of_every_kind_is_recognised(nama: str) -> None:
    assert kind(samples.GOOD[nama], nama) is KINDS[nama]
    assert kind(samples.GOOD[nama], "tanpa akhiran") is KINDS[nama]
    assert kind(samples.GOOD[nama], nama.upper()) is KINDS[nama]


def test_the_file_stands_at_its_beginning_afterwards() -> None:
    file = io.BytesIO(samples.xlsx())
    detect(file, "a.xlsx")
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("data", "nama", "expected"),
    [
        (samples.png(), "ba.pdf", "Berkas ini bernama .pdf tetapi isinya gambar PNG."),
        (samples.pdf(), "foto.png", "Berkas ini bernama .png tetapi isinya dokumen PDF."),
        (samples.docx(), "data.xlsx", "Berkas ini bernama .xlsx tetapi isinya dokumen Word (DOCX)."),
        (samples.xlsx(), "data.zip", "Berkas ini bernama .zip tetapi isinya buku kerja Excel (XLSX)."),
        (samples.png(), "gambar.png.exe", "Berkas ini bernama .exe tetapi isinya gambar PNG."),
        (samples.png(), "gambar\u202efdp.exe", "Berkas ini bernama .exe tetapi isinya gambar PNG."),
    ],
)
def test_a_name_that_contradicts_the_content_is_refused(data: bytes, nama: str, expected: str) -> None:
    assert refusal(data, nama).startswith(expected)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "kosong (0 bita)"),
        (samples.archive({"a.txt": b"x"}), "arsip ZIP"),
        (b"PK\x05\x06" + bytes(18), "arsip ZIP kosong"),
        (b"MZ\x90\0" + bytes(200), "program Windows"),
        (b"\x7fELF" + bytes(200), "program Linux"),
        (b"#!/bin/sh\nrm -rf /\n", "skrip program"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "halaman web (HTML)"),
        (b"\n <html><body>%PDF-1.4 %%EOF</body></html>", "halaman web (HTML)"),
        ("<html>".encode("utf-16"), "halaman web (HTML)"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "gambar SVG"),
        (b'<?xml version="1.0"?><data/>', "data XML"),
        (samples.OLE, "dokumen Office lama (DOC, XLS, atau PPT)"),
        (samples.OLE + "EncryptedPackage".encode("utf-16-le"), "dilindungi kata sandi"),
        (samples.locked(samples.xlsx()), "dilindungi kata sandi"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "arsip RAR"),
        (b"GIF89a" + bytes(50), "gambar GIF"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "gambar WebP"),
        (b"\0\0\0\x18ftypheic" + bytes(50), "foto HEIC dari iPhone"),
        (b"\0\0\0\x18ftypmp42" + bytes(50), "video"),
        (b"nama;nilai\nA;1\n", "teks biasa"),
        (bytes(range(256)), "data yang tidak dikenal"),
        (samples.archive({"mimetype": b"application/vnd.oasis", "content.xml": b"<a/>"}), "dokumen LibreOffice"),
        (samples.archive({"[Content_Types].xml": b"<T/>", "ppt/presentation.xml": b"<a/>"}), "presentasi PowerPoint"),
        (samples.archive({"[Content_Types].xml": b"<T/>", "xl/workbook.bin": b"1"}), "Excel biner"),
        (samples.docx({"word/vbaProject.bin": b"x"}), "memuat makro"),
        (samples.workbook_with({"xl/embeddings/a.xlsm": samples.docx({"xl/vbaProject.bin": b"x"})}), "memuat makro"),
        (samples.docx(types=samples.TYPES + "application/vnd.ms-word.document.macroEnabled.main+xml"), "memuat makro"),
    ],
)
def test_everything_else_gets_a_sentence_that_says_what_to_do(data: bytes, expected: str) -> None:
    sentence = refusal(data)
    assert expected in sentence
    assert sentence.count(". ") >= 1 and sentence.endswith(".")


def test_an_unknown_content_under_an_accepted_name_names_both() -> None:
    assert refusal(b"MZ" + bytes(99), "ba.pdf").startswith("Berkas ini bernama .pdf tetapi isinya program Windows.")


@pytest.mark.parametrize("nama", samples.GOOD)
def test_a_file_cut_short_is_refused(nama: str) -> None:
    data = samples.GOOD[nama]
    for size in (len(data) // 2, len(data) - 8, 20):
        assert "tidak utuh" in refusal(data[:size], nama)


def test_a_broken_checksum_inside_a_workbook_is_found() -> None:
    data = samples.archive(
        {"[Content_Types].xml": samples.TYPES.encode(), "xl/workbook.xml": b"<workbook/>" * 9}, compression=0
    )
    assert "rusak" in refusal(data.replace(b"<workbook/>", b"<workbooc/>", 1), "a.xlsx")


def test_phone_pictures_with_data_after_their_end_are_whole_and_a_thumbnail_is_not_the_end() -> None:
    assert kind(samples.jpeg() + b"SEFT" * 5000) is JPEG
    whole = samples.jpeg(thumbnail=samples.jpeg())
    assert kind(whole) is JPEG
    assert "tidak utuh" in refusal(whole[:-2])


def test_a_scanner_may_write_blanks_before_and_after_a_pdf() -> None:
    assert kind(b"\xef\xbb\xbf\r\n" + samples.pdf() + bytes(1000)) is PDF


def test_a_chart_in_a_document_may_hold_a_workbook() -> None:
    assert kind(samples.docx({"word/embeddings/Microsoft_Excel_Sheet.xlsx": samples.xlsx()})) is DOCX


def test_repetitive_but_honest_workbooks_pass() -> None:
    assert kind(samples.xlsx(rows=30_000)) is XLSX


@pytest.mark.parametrize(
    "data",
    [
        samples.workbook_with({"xl/media/besar.bin": bytes(60 * 1024**2)}),
        samples.lying_bomb(60 * 1024**2),
        samples.nested_bomb(60 * 1024**2, depth=1),
        samples.nested_bomb(1_000, depth=limits.MAX_KEDALAMAN + 1),
        samples.archive({"xl/workbook.xml": b"", "[Content_Types].xml": b"", **{f"a/{n}": b"" for n in range(5_001)}}),
        samples.archive({"xl/workbook.xml": b"", "[Content_Types].xml": b"", **{f"a/{n}": b"" for n in range(30_000)}}),
    ],
    ids=["honest", "lying", "nested", "deep", "many", "long-list"],
)
def test_a_bomb_named_xlsx_is_refused_without_unpacking_it(data: bytes) -> None:
    tracemalloc.start()
    began = time.monotonic()
    sentence = refusal(data, "data.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "mengembang jauh melebihi ukurannya" in sentence
    assert peak < 16 * 1024**2
    assert time.monotonic() - began < 5


def test_the_budget_counts_over_all_members_whatever_they_declare(monkeypatch: pytest.MonkeyPatch) -> None:
    data = samples.workbook_with({f"xl/{n}.bin": samples.workbook_with({"a": bytes(50_000)}) for n in range(5)})
    assert kind(data) is XLSX
    monkeypatch.setattr(limits, "MAX_TERURAI", 200_000)
    assert "mengembang" in refusal(data)


@pytest.mark.parametrize("nama", [b"xl/workbook.xml", b"xl/workboo2.xml"], ids=["name-twice", "bytes-shared"])
def test_members_that_stand_twice_are_refused(nama: bytes) -> None:
    data = samples.archive({"[Content_Types].xml": b"<T/>", "xl/workbook.xml": b"x" * 40}, compression=0)
    end = data.find(b"PK\x05\x06")
    entry = data[data.rfind(b"PK\x01\x02") : end].replace(b"xl/workbook.xml", nama)
    tail = bytearray(data[end:])
    tail[8:12] = (3).to_bytes(2, "little") * 2
    tail[12:16] = (int.from_bytes(tail[12:16], "little") + len(entry)).to_bytes(4, "little")
    assert "rusak" in refusal(data[:end] + entry + bytes(tail), "a.xlsx")


def test_more_than_the_limit_is_refused_before_anything_else() -> None:
    class Large(io.BytesIO):
        def tell(self) -> int:
            return MAX_UKURAN + 1

    with pytest.raises(ContentError, match="lebih besar dari 20 MB"):
        detect(Large(b"x"), "a.pdf")


@given(
    nama=st.sampled_from(sorted(samples.GOOD)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 6)), max_size=6),
)
def test_mangled_files_raise_nothing_but_a_sentence(nama: str, cuts: list[tuple[float, bytes, int]]) -> None:
    data = samples.GOOD[nama]
    for place, put, drop in cuts:
        at = int(place * len(data))
        data = data[:at] + put + data[at + drop :]
    try:
        assert kind(data, nama) is KINDS[nama]
    except ContentError as error:
        assert str(error).endswith(".")


ZIP_ENDS = [b"PK\x05\x06" + bytes(18), b"PK\x06\x07" + bytes(16) + b"PK\x05\x06" + b"\xff" * 16 + b"\0\0"]


@given(
    start=st.sampled_from([b"", b"PK\x03\x04", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-"]),
    data=st.binary(max_size=200),
    end=st.sampled_from([b"", *ZIP_ENDS]),
)
def test_rubbish_raises_nothing_but_a_sentence(start: bytes, data: bytes, end: bytes) -> None:
    try:
        kind(start + data + end)
    except ContentError as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize(
    ("nama", "expected"),
    [
        ("Berita Acara.pdf", "Berita Acara.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("..\\..\\windows\\SK.PDF", "SK.PDF"),
        ("<script>alert('x')</script>.pdf", "script_.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a_b Set-Cookie_ x.pdf"),
        ("laporan\u202efdp.exe", "laporanfdp.exe.pdf"),
        ("nol\0bita.pdf", "nolbita.pdf"),
        ("SK No.12", "SK No.12.pdf"),
        ("", "berkas.pdf"),
        (".pdf", "pdf.pdf"),
        ("....", "berkas.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("Zaïre e\u0301.pdf", "Zaïre é.pdf"),
    ],
)
def test_names_are_cleaned_and_keep_their_ending(nama: str, expected: str) -> None:
    assert clean_name(nama, PDF) == expected


@given(nama=st.text(max_size=400), ending=st.sampled_from(["", ".pdf", ".PDF", ".exe", "/", "."]))
@example(nama="0\r\x1b 0", ending="")
def test_any_name_becomes_a_harmless_one(nama: str, ending: str) -> None:
    cleaned = clean_name(nama + ending, PDF)
    assert 5 <= len(cleaned) <= MAX_NAMA
    assert ending_of(cleaned) == "pdf"
    assert not set('/\\<>:"|?*') & set(cleaned)
    assert cleaned.isprintable() or all(char.isprintable() or not char.isascii() for char in cleaned)
    assert cleaned == cleaned.strip(" .")
    assert clean_name(cleaned, PDF) == cleaned
