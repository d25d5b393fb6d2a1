"""Files that are no budget file, and cells that are no amount."""

import io
import struct
import time
import zipfile
from datetime import date

import pytest

from apps.anggaran.importers.lembar import AngkaDitolak, buka, rupiah
from apps.dokumen.buku_kerja.pindai import huruf_kolom, nomor_kolom
from tests.anggaran.importers import berkas
from tests.anggaran.importers.berkas import ITEM_1, alasan, laporan
from tests.dokumen import samples


@pytest.mark.parametrize(
    ("sel", "nilai"),
    [
        (0.0, 0),
        (1234567.0, 1234567),
        (-500.0, -500),
        (2.0**53, 2**53),
        ("0", 0),
        ("1234567", 1234567),
        ("1.234.567", 1234567),
        ("98.765", 98765),
        ("-1.000", -1000),
        ("\u22121.000", -1000),
        ("(1.000)", -1000),
        ("( 1.000,00 )", -1000),
        ("1234567.0", 1234567),
        ("1234567.00", 1234567),
        ("1.234.567,0", 1234567),
        ("1.234.567,00", 1234567),
        ("\u00a01.000\u00a0", 1000),
        ("999999999999999999", 999999999999999999),
    ],
)
def test_a_cell_is_read_exactly(sel: float | str, nilai: int) -> None:
    assert rupiah(sel) == nilai


@pytest.mark.parametrize(
    "sel",
    [
        "12.5", "12,5", "1.5", "1.00.000", "1,234,567", "5,000", "5.0000", "0.000", "1.234.567.0", "12.50", "1 000",
        "Rp1.000", "12%", "-", "--5", "(-5)", "1e6", "1,23E+11", "=A1", "seribu", "1.2345.678", "1000000000000000000",
        0.5, 1234.01, 2.0**53 + 2, float("nan"), float("inf"), True,
    ],
)  # fmt: skip
def test_nothing_else_is_an_amount(sel: float | str) -> None:
    with pytest.raises(AngkaDitolak) as ditolak:
        rupiah(sel)
    assert str(ditolak.value).endswith(".")


def test_columns_are_counted_as_a_spreadsheet_does() -> None:
    assert [huruf_kolom(nomor) for nomor in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]
    assert all(nomor_kolom(huruf_kolom(nomor)) == nomor for nomor in range(1, 2000))


def test_an_empty_file_is_refused() -> None:
    for nama in ("fa.xlsx", "fa.csv"):
        assert alasan(b"", nama) == [
            "Berkas: Berkas ini kosong (0 bita). Periksa berkas itu di komputer Anda, lalu unggah lagi."
        ]
    [satu] = alasan(b"\xef\xbb\xbf", "fa.csv")
    assert "kosong" in satu


def test_a_workbook_with_a_password_is_refused() -> None:
    terkunci = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    [satu] = alasan(terkunci)
    assert "dilindungi kata sandi" in satu
    assert "Hapus kata sandinya" in satu


def test_an_old_workbook_under_a_new_name_is_refused() -> None:
    [satu] = alasan(samples.OLE)
    assert "dokumen Office lama (DOC, XLS, atau PPT), bukan berkas anggaran" in satu
    assert "buka di Excel dan simpan sebagai XLSX" in satu


def test_another_kind_of_document_is_refused() -> None:
    [satu] = alasan(samples.pdf(), "fa.pdf")
    assert satu.startswith("Berkas: Berkas ini dokumen PDF, bukan berkas anggaran. Unggah Laporan Fa Detail")
    [satu] = alasan(berkas.xlsx(laporan()), "fa.csv")
    assert "bernama .csv tetapi isinya buku kerja Excel (XLSX)" in satu


def test_a_zip_bomb_is_refused_without_unpacking_it() -> None:
    for bom in (samples.lying_bomb(50_000_000), samples.nested_bomb(50_000_000, 1)):
        [satu] = alasan(bom)
        assert "mengembang jauh melebihi ukurannya" in satu


def test_a_workbook_cut_short_is_refused() -> None:
    data = berkas.xlsx(laporan())
    for panjang in (100, len(data) // 2, len(data) - 10):
        [satu] = alasan(data[:panjang])
        assert "rusak atau tidak utuh" in satu


def sheet(isi: bytes, **lain: bytes) -> bytes:
    """A workbook whose only sheet is this XML; other members can be replaced, too."""
    asli = berkas.xlsx(laporan())
    hasil = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(asli)) as lama, zipfile.ZipFile(hasil, "w", zipfile.ZIP_DEFLATED) as baru:
        for anggota in lama.namelist():
            data = lama.read(anggota)
            if anggota == "xl/worksheets/sheet1.xml":
                data = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + isi
            data = lain.get(anggota, data)
            baru.writestr(anggota, data)
    return hasil.getvalue()


def test_a_million_rows_are_counted_and_refused_before_the_sheet_is_opened() -> None:
    baris = b"".join(b'<row r="%d"/>' % nomor for nomor in range(1, 1_000_001))
    mulai = time.monotonic()
    [satu] = alasan(sheet(b"<sheetData>" + baris + b"</sheetData></worksheet>"))
    assert "berisi 1.000.000 baris; paling banyak 200.000" in satu
    assert time.monotonic() - mulai < 30


def test_a_cell_far_out_claims_no_memory() -> None:
    sel = b'<row r="%d"><c r="%s"><v>1</v></c></row>'
    dekat = sel % (1, b"A1")
    [satu] = alasan(sheet(b"<sheetData>" + dekat + sel % (1_048_576, b"XFD1048576") + b"</sheetData></worksheet>"))
    assert "berisi 1.048.576 baris" in satu
    [satu] = alasan(sheet(b"<sheetData>" + dekat + sel % (100_000, b"XFD100000") + b"</sheetData></worksheet>"))
    assert "tidak ditemukan" in satu


@pytest.mark.parametrize(
    "isi",
    [
        b'<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData></worksheet>',
        b'<sheetData><row r="2"/><row r="1"/></sheetData></worksheet>',
        b'<sheetData><row r="1"><c r="A1"><v>satu</v></c></row></sheetData></worksheet>',
        b'<sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData></worksheet>',
        b'<sheetData><row r="1"><c r="A1"><v>1</v></row></sheetData></worksheet>',
        b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
        b"<sheetData>" + b"x" * 2_000_000 + b"</sheetData></worksheet>",
        "<sheetData></sheetData></worksheet>".encode("utf-16"),
    ],
)
def test_xml_that_no_program_writes_is_refused(isi: bytes) -> None:
    [satu] = alasan(sheet(isi))
    assert "rusak" in satu


def test_xml_that_explodes_is_refused() -> None:
    isi = berkas.xlsx(laporan())
    with zipfile.ZipFile(io.BytesIO(isi)) as buku:
        gaya = buku.read("xl/styles.xml").replace(
            b"<styleSheet", b'<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><styleSheet', 1
        )
    [satu] = alasan(sheet(b"<sheetData/></worksheet>", **{"xl/styles.xml": gaya}))
    assert "rusak" in satu


def test_an_encoding_that_nobody_knows_changes_nothing() -> None:
    with zipfile.ZipFile(io.BytesIO(berkas.xlsx(laporan()))) as buku:
        isi = {nama: buku.read(nama).replace(b'encoding="UTF-8"', b'encoding="GTF-8"') for nama in buku.namelist()}
    assert berkas.buka(samples.archive(isi)) == berkas.buka(berkas.xlsx(laporan()))


def test_a_cell_without_an_address_stands_beside_the_one_before_it() -> None:
    isi = b'<sheetData><row><c r="B1"><v>1</v></c><c t="b"><v>1</v></c></row><row><c><v>2</v></c></row></sheetData>'
    buku = buka(io.BytesIO(sheet(isi + b"</worksheet>")), "fa.xlsx")
    assert list(buku.baris(buku.lembar[0])) == [(1, {2: 1.0, 3: True}), (2, {1: 2.0})]


def test_texts_numbers_and_dates_of_cells_are_told_apart() -> None:
    baris = [{"A": "satu", "B": 2.5, "C": date(2024, 2, 29), "D": "  ", "E": "<&>"}, {}, {"AD": -1}]
    for data in (berkas.xlsx(baris), berkas.xlsx(baris, constant_memory=False)):
        buku = buka(io.BytesIO(data), "fa.xlsx")
        assert list(buku.baris(buku.lembar[0])) == [
            (1, {1: "satu", 2: 2.5, 3: date(2024, 2, 29), 5: "<&>"}),
            (3, {30: -1.0}),
        ]


def test_a_workbook_that_names_a_sheet_it_does_not_hold_is_refused() -> None:
    buku = b'<workbook><sheets><sheet name="A" r:id="x"/></sheets></workbook>'
    [satu] = alasan(sheet(b"<sheetData/></worksheet>", **{"xl/workbook.xml": buku}))
    assert "rusak" in satu


def test_a_formula_is_refused_by_its_cell() -> None:
    baris = laporan()
    baris[ITEM_1 - 1]["Q"] = "=300+300"
    [satu] = alasan(berkas.xlsx(baris))
    assert satu == (
        "Baris 17, kolom Q: Sel Q17 berisi rumus. Salin sebagai nilai (Tempel Khusus → Nilai), simpan, lalu unggah "
        "lagi."
    )


def test_formulas_of_another_sheet_and_of_rules_do_no_harm() -> None:
    assert berkas.buka(berkas.xlsx(laporan(), Rekap=[{"A": "=1+1"}])).jumlah_seluruhnya.pagu == 1000
    data = berkas.xlsx(laporan())
    with zipfile.ZipFile(io.BytesIO(data)) as buku:
        isi = buku.read("xl/worksheets/sheet1.xml")
    data = isi[isi.index(b"<sheetData>") :].replace(b"</sheetData>", b"</sheetData><extLst><xm:f>A1</xm:f></extLst>")
    assert berkas.buka(sheet(data)).jumlah_seluruhnya.pagu == 1000


def test_an_error_value_is_not_taken_for_an_empty_cell() -> None:
    isi = b'<sheetData><row r="1"><c r="B1" t="e"><v>#REF!</v></c></row></sheetData></worksheet>'
    buku = buka(io.BytesIO(sheet(isi)), "fa.xlsx")
    with pytest.raises(Exception, match=r"Sel B1 berisi galat Excel"):
        list(buku.baris(buku.lembar[0]))


def test_the_sheet_is_found_by_its_rows_and_a_workbook_without_it_names_its_sheets() -> None:
    assert berkas.buka(berkas.xlsx(laporan(), "Sheet1", Lain=[{"A": "catatan"}])).jumlah_seluruhnya.pagu == 1000
    assert alasan(berkas.xlsx([{"A": "catatan"}], "Rekap", Lain=[])) == [
        "Berkas: Lembar “GLP039_LAPORAN REALISASI SUPER” tidak ditemukan. Lembar yang ada: “Rekap”, “Lain”. Unggah "
        "Laporan Fa Detail (16 Segmen) dari SAKTI apa adanya, atau templat anggaran."
    ]
    [satu] = alasan(berkas.xlsx(laporan(), Salinan=laporan()))
    assert "Lebih dari satu lembar tampak seperti laporan" in satu


@pytest.mark.parametrize(
    ("data", "sebab"),
    [
        ("Kementerian;Ä".encode("cp1252"), "Simpan sebagai “CSV UTF-8”"),
        (b'a;"b\r\nc;d', "tanda kutipnya tidak berpasangan"),
        (b"a;" + b"x" * 1_000_001, "satu barisnya terlalu panjang"),
        (b"Kementerian,076\r\nUnit,01\r\n", "tidak dipisahkan dengan titik koma"),
        (b"Kementerian;076\r\n", "Kepala kolom Laporan Fa Detail (Pagu Revisi, Periode Lalu, Periode Ini)"),
        (b"a;b\n" * 200_001, "berisi 200.001 baris; paling banyak 200.000"),
    ],
)
def test_a_csv_file_that_cannot_be_read_says_what_to_do(data: bytes, sebab: str) -> None:
    [satu] = alasan(data, "fa.csv")
    assert sebab in satu


def test_the_file_stays_open_and_can_be_read_again() -> None:
    for data, nama in ((berkas.xlsx(laporan()), "fa.xlsx"), (berkas.csv(laporan()), "fa.csv")):
        file = io.BytesIO(data)
        assert berkas.baca(file, nama) == berkas.baca(file, nama)
        assert file.seek(0) == 0


def test_mangled_workbooks_raise_nothing_but_refusals() -> None:
    data = berkas.xlsx(laporan())
    with zipfile.ZipFile(io.BytesIO(data)) as buku:
        isi = buku.read("xl/worksheets/sheet1.xml")
    for tempat in range(0, len(isi), 37):
        rusak = bytearray(isi[isi.index(b"<sheetData>") :])
        struct.pack_into("B", rusak, tempat % len(rusak), 0x3C)
        try:
            berkas.buka(sheet(bytes(rusak)))
        except berkas.BerkasDitolak as ditolak:
            assert ditolak.penolakan


def test_a_csv_file_wider_than_a_sheet_is_refused_before_its_rows_are_kept() -> None:
    [satu] = alasan(b";" * 16_384, "fa.csv")
    assert "lebih dari 16.384 sel" in satu


@pytest.mark.parametrize("teks", ["a;b\n1;2\n".encode("utf-16"), b"a;b\0\n1;2\n", "caf\u00e9;1\n".encode("latin-1")])
def test_a_csv_file_that_is_no_utf8_text_says_how_to_save_it(teks: bytes) -> None:
    [satu] = alasan(teks, "fa.csv")
    assert "Simpan sebagai “CSV UTF-8”" in satu
