"""The whole tree of the budget: its rows, its sums level by level, and its outline in Excel."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.anggaran.formulas import TANPA_ANGGARAN
from apps.laporan.outline import Outline
from apps.laporan.renderers.html import table_view
from apps.laporan.renderers.xlsx import render_table
from apps.laporan.renderers.xlsx_outline import row_options
from apps.laporan.table import Cell, Column, Row, Sum, Table
from apps.laporan.tables.anggaran_pohon import ANGKA_SENDIRI, REALISASI_KOSONG, TANPA_NAMA, PohonAnggaran
from apps.organisasi.models import Entitas
from tests.laporan.anggaran_uji import anggaran, pohon, pos, tabel
from tests.laporan.test_xlsx_formulas import below, body, check_formulas, sheet_of


def texts(table: Table, key: str) -> list[str]:
    return [row[key] for row in table.texts()]


def kecil():  # type: ignore[no-untyped-def]
    """Two programs; one reaches down to an item."""
    item = pos("item", "076.01.CQ.6639.BDB.001.051.0A.521211.ab12cd34", pagu=70, realisasi=50, nomor="000017")
    akun = pos("akun", "076.01.CQ.6639.BDB.001.051.0A.521211", item)
    sub = pos("subkomponen", "076.01.CQ.6639.BDB.001.051.0A", akun)
    komponen = pos("komponen", "076.01.CQ.6639.BDB.001.051", sub)
    lain = pos("komponen", "076.01.CQ.6639.BDB.001.052", pagu=30, realisasi=30)
    ro = pos("ro", "076.01.CQ.6639.BDB.001", komponen, lain)
    kro = pos("kro", "076.01.CQ.6639.BDB", ro, nama="")
    cq = pos("program", "076.01.CQ", pos("kegiatan", "076.01.CQ.6639", kro))
    wa = pos("program", "076.01.WA", pagu=900, realisasi=0)
    unit = pos("unit", "076.01", cq, wa)
    return anggaran(pos("bagian_anggaran", "076", unit))


# Rows


def test_every_line_has_its_code_as_it_is_read_and_its_level() -> None:
    table = tabel(PohonAnggaran, kecil())
    assert texts(table, "kode") == [
        *("076.01.CQ", "CQ.6639", "6639.BDB", "6639.BDB.001", "051", "0A", "521211", "000017", "052"),
        *("076.01.WA", ""),
    ]
    assert [row.level for row in table.rows] == [0, 1, 2, 3, 4, 5, 6, 7, 4, 0, 0]
    assert texts(table, "pagu") == ["100"] * 4 + ["70"] * 4 + ["30", "900", "1.000"]
    assert texts(table, "sisa") == ["20"] * 4 + ["20"] * 4 + ["-", "900", "920"]
    assert texts(table, "persen")[-1] == "8%"


def test_a_line_adds_up_the_rows_right_below_it_and_the_total_the_programs() -> None:
    rows = tabel(PohonAnggaran, kecil()).rows
    sums = [row.cell("pagu").formula for row in rows]
    assert [s.rows if isinstance(s, Sum) else None for s in sums] == [
        *((1,), (2,), (3,), (4, 8), (5,), (6,), (7,), None, None, None, (0, 9))
    ]
    assert [row.cell("realisasi").formula for row in rows] == sums
    assert rows[-1].style == "jumlah"


def test_a_line_without_a_name_says_what_it_is() -> None:
    table = tabel(PohonAnggaran, kecil())
    assert texts(table, "uraian")[2] == "Klasifikasi rincian output (KRO)"
    assert TANPA_NAMA in table.notes


def test_notes_say_which_version_and_state() -> None:
    table = tabel(PohonAnggaran, anggaran(pos("program", "076.01.CQ", pagu=1, realisasi=1)))
    assert list(table.notes) == [
        "Pagu menurut Revisi 3.",
        "Realisasi sampai dengan 31 Desember 2024. Basis: SP2D.",
    ]


def test_amounts_of_its_own_above_others_are_never_called_a_sum() -> None:
    anak = pos("kegiatan", "076.01.CQ.1", pagu=10, realisasi=4)
    table = tabel(PohonAnggaran, anggaran(pos("program", "076.01.CQ", anak, pagu=5, realisasi=1)))
    pagu = table.rows[0].cell("pagu")
    assert (pagu.value, pagu.formula, pagu.reason) == (15, None, ANGKA_SENDIRI)
    assert (table.rows[0].cell("realisasi").value, table.rows[0].cell("realisasi").formula) == (5, None)
    assert table.rows[-1].cell("pagu").formula == Sum((0,))


def test_amounts_above_the_programs_keep_the_total_from_being_their_sum() -> None:
    program = pos("program", "076.01.CQ", pagu=10, realisasi=4)
    table = tabel(PohonAnggaran, anggaran(pos("unit", "076.01", program, pagu=5, realisasi=1)))
    total = table.rows[-1].cell("pagu")
    assert (total.value, total.formula, total.reason) == (15, None, ANGKA_SENDIRI)


def test_missing_realisasi_is_never_zero() -> None:
    known = pos("kegiatan", "076.01.CQ.1", pagu=10, realisasi=4)
    unknown = pos("kegiatan", "076.01.CQ.2", pagu=10)
    some = tabel(PohonAnggaran, anggaran(pos("program", "076.01.CQ", known, unknown)))
    assert texts(some, "realisasi") == ["4", "4", "", "4"]
    assert some.rows[2].cell("sisa").reason == REALISASI_KOSONG
    check_formulas(some)
    none = tabel(PohonAnggaran, anggaran(pos("program", "076.01.CQ", unknown)))
    assert texts(none, "realisasi") == ["", "", ""]
    # Said once below the table, not in every cell.
    assert list(none.notes).count(REALISASI_KOSONG) == list(some.notes).count(REALISASI_KOSONG) == 1
    for key in ("realisasi", "sisa", "persen"):
        assert all(cell.comment is None for cell in below(sheet_of(none), none, key))
    view = table_view(none)
    assert not view.cell_notes


def test_a_line_without_pagu_has_no_percentage_and_the_note_says_why() -> None:
    table = tabel(PohonAnggaran, anggaran(pos("program", "076.01.CQ", pagu=0, realisasi=0)))
    assert texts(table, "persen") == ["-", "-"]
    assert table.notes[-1] == "Pagu 0: persentase tidak dapat dihitung."


def test_a_year_without_a_budget_says_why() -> None:
    table = tabel(PohonAnggaran, None)
    assert (table.rows, table.empty_reason) == ((), TANPA_ANGGARAN)


@settings(max_examples=60)
@given(st.lists(pohon(), max_size=3))
def test_at_every_level_the_sum_of_the_children_is_the_parent(programs) -> None:  # type: ignore[no-untyped-def]
    table = tabel(PohonAnggaran, anggaran(*programs))
    for index, row in enumerate(table.rows):
        formula = row.cell("pagu").formula
        following = table.rows[index + 1].level if index + 1 < len(table.rows) else 0
        assert (formula is not None) == (following > row.level or (row.style == "jumlah" and bool(programs)))
        if not isinstance(formula, Sum):
            continue
        for key in ("pagu", "realisasi", "sisa"):
            values = [table.rows[i].cell(key).value for i in formula.rows]
            known = [value for value in values if value is not None]
            if key != "sisa" or len(known) == len(values):
                assert row.cell(key).value == (sum(known) if known else None)  # type: ignore[arg-type]
    assert all(later.level <= earlier.level + 1 for earlier, later in pairwise(table.rows))


@settings(max_examples=15)
@given(pohon(luas=2))
def test_every_formula_in_the_file_gives_the_figure(program) -> None:  # type: ignore[no-untyped-def]
    check_formulas(tabel(PohonAnggaran, anggaran(program)))


# The outline in Excel


def test_komponen_and_deeper_begin_folded_below_their_ro() -> None:
    sheet = sheet_of(tabel(PohonAnggaran, kecil()))
    start = body(sheet)
    rows = [sheet.row_dimensions[start + i] for i in range(11)]
    assert [row.outlineLevel for row in rows] == [0, 1, 2, 3, 4, 5, 6, 7, 4, 0, 0]
    assert [bool(row.hidden) for row in rows] == [False] * 4 + [True] * 5 + [False] * 2
    # Each opens one level: the RO, and below it every line that has lines of its own.
    assert [bool(row.collapsed) for row in rows] == [False] * 3 + [True] * 4 + [False] * 4
    assert sheet.sheet_properties.outlinePr.summaryBelow is False


def test_the_sheet_prints_and_scrolls_as_every_other() -> None:
    sheet = sheet_of(tabel(PohonAnggaran, kecil()))
    start = body(sheet)
    assert sheet.freeze_panes == f"A{start}"
    assert sheet.print_title_rows == f"${start - 1}:${start - 1}"
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    # Unfolded it may be a hundred pages long: neither squeezed onto one nor broken where the folded one would be.
    assert sheet.row_breaks.brk == []


def test_deeper_than_excel_groups_stays_in_the_deepest_group() -> None:
    rows = [Row({"a": Cell(f"baris {level}")}, level=level) for level in range(10)]
    table = Table("uji", "Uji", [Column("a", "A")], rows, fold_below=3)
    options = row_options(table)
    assert [option.get("level", 0) for option in options] == [0, 1, 2, 3, 4, 5, 6, 7, 7, 7]
    assert [index for index, option in enumerate(options) if option.get("collapsed")] == [3, 4, 5, 6]


def test_a_table_that_is_not_grouped_has_no_outline() -> None:
    table = Table("uji", "Uji", [Column("a", "A")], [Row({"a": Cell("x")}), Row({"a": Cell("y")}, level=1)])
    sheet = sheet_of(table)
    assert [sheet.row_dimensions[body(sheet) + i].outlineLevel for i in range(2)] == [0, 0]


def banyak(jumlah: int) -> Table:
    """A program of many kegiatan that each have one KRO, so that no two rows to be added are neighbours."""
    kegiatan = [
        pos("kegiatan", f"076.01.CQ.{i:04d}", pos("kro", f"076.01.CQ.{i:04d}.QGE", pagu=i, realisasi=i // 2))
        for i in range(jumlah)
    ]
    return tabel(PohonAnggaran, anggaran(pos("program", "076.01.CQ", *kegiatan)))


@pytest.mark.parametrize("jumlah", [255, 256, 600])
def test_more_rows_than_a_function_takes_are_added_in_groups(jumlah: int) -> None:
    table = banyak(jumlah)
    sheet = sheet_of(table)
    formula = below(sheet, table, "pagu")[0].value
    assert formula.count("SUM(") == 1 + (0 if jumlah <= 255 else -(-jumlah // 255))
    assert len(formula) < 8192
    check_formulas(table)


def test_a_formula_too_long_for_excel_is_left_out_and_the_figure_stays() -> None:
    table = banyak(1500)
    cell = below(sheet_of(table), table, "pagu")[0]
    assert (cell.data_type, cell.value) == ("n", sum(range(1500)))


def test_neighbouring_leaves_are_one_range() -> None:
    anak = [pos("kegiatan", f"076.01.CQ.{i:04d}", pagu=i) for i in range(3000)]
    table = tabel(PohonAnggaran, anggaran(pos("program", "076.01.CQ", *anak)))
    sheet = sheet_of(table)
    start = body(sheet)
    assert below(sheet, table, "pagu")[0].value == f"=SUM(C{start + 1}:C{start + 3000})"


def test_one_rule_for_decimals_covers_a_long_column() -> None:
    anak = [pos("kegiatan", f"076.01.CQ.{i:04d}", pagu=3, realisasi=3 if i % 2 else 1) for i in range(900)]
    table = tabel(PohonAnggaran, anggaran(pos("program", "076.01.CQ", *anak)))
    sheet = sheet_of(table)
    ranges = [str(area.sqref) for area in sheet.conditional_formatting]
    assert len(ranges) == 2
    assert all(" " not in area for area in ranges)


def test_two_thousand_lines_are_written_in_no_time() -> None:
    """A generous bound: only a cost that grows faster than the table would reach it."""
    ro = [
        pos(
            "ro",
            f"076.01.CQ.1.A.{i:03d}",
            *(pos("komponen", f"076.01.CQ.1.A.{i:03d}.{j:03d}", pagu=j + 1, realisasi=j) for j in range(40)),
        )
        for i in range(50)
    ]
    table = tabel(PohonAnggaran, anggaran(pos("program", "076.01.CQ", *ro)))
    begin = time.process_time()
    render_table(table)
    assert time.process_time() - begin < 10


# The LKj 2024


@pytest.mark.django_db
def test_the_budget_of_2024_adds_up_to_the_rupiah(outline: Outline) -> None:
    table = outline.comparison("pohon-anggaran")
    total = table.rows[-1]
    assert [total.cell(key).value for key in ("pagu", "realisasi", "sisa")] == [
        *(56_658_099_000, 56_575_128_312, 82_970_688)
    ]
    assert check_formulas(table) == 242
    assert texts(table, "kode")[:5] == ["076.01.CQ", "CQ.6639", "6639.BDB", "6639.BDB.001", "051"]


@pytest.mark.django_db
def test_a_year_that_is_not_loaded_says_what_to_do(entitas: Entitas) -> None:
    table = Outline(entitas, 2023).comparison("pohon-anggaran")
    assert (table.rows, table.empty_reason) == ((), TANPA_ANGGARAN)
