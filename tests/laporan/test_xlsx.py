"""The sheets of the Excel renderer: text stays text, nothing is cut, pages print well, links lead home. No database."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from apps.laporan.renderers.xlsx import render_table, render_workbook, sheet_names
from apps.laporan.renderers.xlsx_layout import MAX_ROW_HEIGHT, lines
from apps.laporan.table import MERGED, Cell, Column, Group, Row, Table

SUBTITLE = "KPU Kota Kupang · keadaan 31 Desember 2024"


def opened(data: bytes, *, values: bool = False):
    return load_workbook(BytesIO(data), data_only=values, rich_text=True)


def sheet_of(table: Table, *, values: bool = False):
    return opened(render_table(table), values=values).active


def find(sheet, text: str):
    """The first cell with this text."""
    return next(cell for row in sheet.iter_rows() for cell in row if str(cell.value) == text)


def body(sheet) -> int:
    """The row number of the first body row: below the last header row, which is repeated in print."""
    return int(sheet.print_title_rows.replace("$", "").split(":")[1]) + 1


def below(sheet, table: Table, key: str) -> list:
    """The body cells of a column."""
    position = [column.key for column in table.columns].index(key) + 1
    start = body(sheet)
    return [sheet.cell(start + i, position) for i in range(len(table.rows))]


def anggaran() -> Table:
    columns = [
        Column("uraian", "Uraian", width=40),
        Group("Anggaran", (Column("pagu", "Pagu", "rupiah", 16), Column("realisasi", "Realisasi", "rupiah", 16))),
        Column("sisa", "Sisa", "rupiah", 14),
        Column("persen", "Serapan", "persen", 9),
    ]
    cells = {"uraian": Cell("Jumlah"), "pagu": Cell(10), "realisasi": Cell(5), "sisa": Cell(5), "persen": Cell(50)}
    rows = [Row({"uraian": Cell("6709.QGE.001 Perencanaan")}, "bagian"), Row(cells), Row(cells, "jumlah")]
    return Table("anggaran", "Anggaran dan realisasi", columns, rows, number=30, subtitle=SUBTITLE, notes=["Catatan."])


# Text


@pytest.mark.parametrize(
    "text", ["=1+1", "+62 812", "-5", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "http://x.go.id"]
)
def test_text_stays_text(text):
    table = Table(
        "uji", text, [Column("a", text)], [Row({"a": Cell(text)})], intro=[(text, text)], notes=[text], subtitle=text
    )
    data = render_workbook([table], text, text)
    for sheet in opened(data):
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
            assert all(cell.hyperlink is None or cell.hyperlink.location for cell in row)
    cell = below(opened(data)[opened(data).sheetnames[1]], table, "a")[0]
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == (not text.startswith("http"))


def test_code_with_leading_zero_stays_text():
    table = Table("uji", "Uji", [Column("a", "A")], [Row({"a": Cell("076")})])
    assert below(sheet_of(table), table, "a")[0].value == "076"


def test_very_long_text_is_kept_in_a_row_that_excel_accepts():
    table = Table(
        "uji", "Uji", [Column("a", "A"), Column("b", "B")], [Row({"a": Cell("kata " * 1200), "b": Cell("x")})]
    )
    sheet = sheet_of(table)
    assert below(sheet, table, "a")[0].value == "kata " * 1200
    assert sheet.row_dimensions[body(sheet)].height <= MAX_ROW_HEIGHT


# Layout and print


def merged(sheet) -> set[str]:
    return {str(area) for area in sheet.merged_cells.ranges}


def test_two_level_header_merges_repeats_and_stays_in_sight():
    table = anggaran()
    sheet = sheet_of(table)
    assert {"A4:A5", "B4:C4", "D4:D5", "E4:E5"} <= merged(sheet)
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.freeze_panes == "A6"
    assert sheet["A4"].font.bold
    assert sheet["A4"].fill.fgColor.rgb == "FFF3E7E5"


def test_wide_table_keeps_its_first_text_column():
    columns = [Column("no", "No", "nomor", 4), Column("u", "Uraian", width=20)]
    columns += [Column(f"k{i}", str(2020 + i), "persen", 20) for i in range(5)]
    table = Table("uji", "Uji", columns, [Row({"no": Cell(1), "u": Cell("x")})])
    assert sheet_of(table).freeze_panes == "C4"


def test_page_setup():
    sheet = sheet_of(anggaran())
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_area == "'Tabel 30'!$A$1:$E$10"
    assert sheet.oddFooter.right.text.strip() == "Halaman &P dari &N"
    assert sheet.oddFooter.left.text.strip() == "Tabel 30. Anggaran dan realisasi"


def test_heading_and_notes():
    table = Table(
        "uji",
        "Capaian",
        [Column("a", "A"), Column("b", "B")],
        [Row({"a": Cell("x")})],
        number=13,
        subtitle=SUBTITLE,
        intro=[("Sasaran Kegiatan", "Terwujudnya …")],
        notes=["* Catatan."],
        numbered_columns=True,
    )
    sheet = sheet_of(table)
    assert [str(sheet.cell(row, 1).value) for row in (1, 2, 3)] == [
        "Tabel 13. Capaian",
        SUBTITLE,
        "Sasaran Kegiatan : Terwujudnya …",
    ]
    assert sheet["A1"].font.color.rgb == "FF8C1C13"
    assert [c.value for c in sheet[6]] == [1, 2]
    assert sheet.print_title_rows == "$5:$6"
    assert find(sheet, "* Catatan.").row == 9


def test_section_total_level_and_merged_cells():
    columns = [Column("t", "Tujuan"), Column("u", "Uraian"), Column("n", "N", "bulat")]
    rows = [
        Row({"u": Cell("Bagian satu")}, "bagian"),
        Row({"t": Cell("Bersama"), "u": Cell("a"), "n": Cell(1)}, level=1),
        Row({"t": MERGED, "u": Cell("b"), "n": Cell(2)}),
        Row({"u": Cell("Bagian dengan angka"), "n": Cell(3)}, "bagian"),
        Row({"u": Cell("Jumlah"), "n": Cell(3)}, "jumlah"),
    ]
    table = Table("uji", "Uji", columns, rows)
    sheet = sheet_of(table)
    assert {"B4:C4", "A5:A6"} <= merged(sheet)
    assert not any(area.startswith("B7") for area in merged(sheet))
    assert (sheet["A5"].value, sheet["A5"].alignment.vertical) == ("Bersama", "top")
    assert sheet["A5"].alignment.indent > sheet["B6"].alignment.indent
    assert sheet["B4"].font.bold
    assert sheet["B4"].fill.fgColor.rgb != "00000000"
    assert sheet["C8"].font.bold
    assert sheet["C8"].border.top.style == "medium"


def test_merge_that_begins_in_a_section_row_does_not_collide():
    rows = [Row({"a": Cell("Bagian")}, "bagian"), Row({"a": MERGED, "b": MERGED})]
    table = Table("uji", "Uji", [Column("a", "A"), Column("b", "B")], rows)
    assert {"A4:A5", "B4:B5"} <= merged(sheet_of(table))


def test_empty_table_says_why():
    columns = [Column("a", "A"), Column("b", "B")]
    table = Table("uji", "Uji", columns, [], number=14, empty_reason="Belum ada data tahun 2023.")
    sheet = sheet_of(table)
    assert sheet["A4"].value == "Belum ada data tahun 2023."
    assert "A4:B4" in merged(sheet)


def test_nothing_is_cut_off():
    text = "Terwujudnya koordinasi penyelenggaraan kepemiluan yang sesuai dengan standar pelayanan publik " * 4
    columns = [Column("a", "A", width=20), Column("r", "R", "rupiah", 3)]
    rows = [Row({"a": Cell(text), "r": Cell(56_658_099_000)}), Row({"a": MERGED, "r": Cell(1)})]
    table = Table("uji", text, columns, rows)
    sheet = sheet_of(table)
    needed = lines(text, sheet.column_dimensions["A"].width * 7)
    assert needed > 3
    assert sum(sheet.row_dimensions[row].height for row in (4, 5)) >= needed * 12.75
    assert sheet.row_dimensions[1].height >= 2 * 16.5
    assert sheet.column_dimensions["B"].width > len("56.658.099.000")


def test_pages_end_where_nothing_is_torn():
    columns = [Column("s", "Sasaran", width=40), Column("n", "N", "bulat")]
    rows = []
    for group in range(30):
        rows.append(Row({"s": Cell(f"Bagian {group}")}, "bagian"))
        rows += [Row({"s": Cell(f"Sasaran {group}"), "n": Cell(1)})] + [Row({"s": MERGED, "n": Cell(1)})] * 3
    table = Table("uji", "Uji", columns, rows)
    sheet = sheet_of(table)
    start = body(sheet)
    breaks = [brk.id + 1 - start for brk in sheet.row_breaks.brk]
    assert len(breaks) >= 4
    assert all(rows[index].style == "bagian" for index in breaks)


def test_a_little_too_long_is_squeezed_onto_one_page():
    columns = [Column("s", "Sasaran", width=40), Column("n", "N", "bulat")]
    sheet = sheet_of(Table("uji", "Uji", columns, [Row({"s": Cell("x")})] * 28))
    assert sheet.page_setup.fitToHeight in (None, 1)
    assert sheet.row_breaks.brk == []


# The workbook


def test_workbook_links_contents_and_sheets():
    tables = [anggaran(), Table("perbandingan/6", "Perbandingan", [Column("a", "A")], [Row({"a": Cell("x")})])]
    book = opened(render_workbook(tables, "Tabel LKj 2024", SUBTITLE))
    assert book.sheetnames == ["Daftar isi", "Tabel 30", "perbandingan-6"]
    contents = book["Daftar isi"]
    assert [contents["A1"].value, contents["A2"].value] == ["Tabel LKj 2024", SUBTITLE]
    for row, name in ((5, "Tabel 30"), (6, "perbandingan-6")):
        assert contents.cell(row, 1).hyperlink.location == f"'{name}'!A1"
        assert contents.cell(row, 2).hyperlink.location == f"'{name}'!A1"
        back = book[name]["A1"]
        assert (back.value, back.hyperlink.location) == ("← Daftar isi", "'Daftar isi'!A1")
    # The link is not printed; a table without a subtitle takes the workbook's.
    assert book["Tabel 30"].print_area.startswith("'Tabel 30'!$A$2")
    assert book["perbandingan-6"]["A3"].value == SUBTITLE


def test_sheet_names_are_valid_and_unique():
    def named(slug, number=None):
        return Table(slug, "Judul", [Column("a", "A")], [], number=number)

    long = "perbandingan-indikator-yang-sangat-panjang"
    names = sheet_names(
        [named("a", 1), named("b", 1), named(long), named(long), named("Daftar isi"), named("x[1]:*?/\\"), named("''")]
    )
    assert names[:2] == ["Tabel 1", "Tabel 1 (2)"]
    assert names[4:] == ["Daftar isi (2)", "x-1------", "Tabel"]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 for name in names)


def test_same_tables_same_bytes():
    def made():
        return render_workbook([anggaran(), anggaran()], "Tabel", SUBTITLE)

    assert made() == made()


def test_font_is_not_replaced_by_the_theme():
    book = opened(render_table(anggaran()))
    assert {(font.name, font.scheme) for font in book._fonts} == {("Arial", None)}
