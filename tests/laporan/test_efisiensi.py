"""E and NE per RO with their working: the rule is applied to the RO together, never to a mean."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.anggaran.formulas import TANPA_ANGGARAN, nilai_efisiensi
from apps.laporan.outline import Outline
from apps.laporan.table import Row, Table
from apps.laporan.tables.anggaran import TANPA_REALISASI
from apps.laporan.tables.efisiensi import ASUMSI, DI_LUAR_RO, DIBULATKAN, TANPA_CAPAIAN, EfisiensiRO
from tests.laporan.anggaran_uji import anggaran, pohon, pos, tabel
from tests.laporan.test_xlsx_formulas import below, body, check_formulas, sheet_of

BN = 1_000_000_000
SATU = Fraction(1)


def satu_kegiatan(*ro: tuple[int, int | None, Fraction | None], **lain: bool):  # type: ignore[no-untyped-def]
    """A budget with one kegiatan and these RO of (pagu, realisasi, capaian)."""
    lines = [
        pos("ro", f"076.01.CQ.6639.QGE.{i:03d}", pagu=p, realisasi=r, capaian=c, **lain)
        for i, (p, r, c) in enumerate(ro, 1)
    ]
    kro = pos("kro", "076.01.CQ.6639.QGE", *lines)
    return anggaran(pos("program", "076.01.CQ", pos("kegiatan", "076.01.CQ.6639", kro)))


def contoh():  # type: ignore[no-untyped-def]
    """The worked example of the rule: E 25,665%, NE 100."""
    return satu_kegiatan(
        (4 * BN, 3_800_000_000, Fraction("1.22")),
        (1 * BN, 975_000_000, Fraction("0.80")),
        (5 * BN, 4_725_000_000, Fraction("1.42")),
    )


def row(table: Table, kode: str) -> Row:
    return next(r for r in table.rows if r.cell("kode").value == kode)


def text(table: Table, kode: str) -> dict[str, str]:
    return next(t for t in table.texts() if t["kode"] == kode)


def test_the_worked_example_at_every_level() -> None:
    table = tabel(EfisiensiRO, contoh())
    assert [r.cell("kode").value for r in table.rows] == [
        *("076.01.CQ", "CQ.6639", "6639.QGE.001", "6639.QGE.002", "6639.QGE.003", None)
    ]
    assert [r.level for r in table.rows] == [0, 1, 2, 2, 2, 0]
    for kode in ("076.01.CQ", "CQ.6639", ""):
        line = text(table, kode)
        assert (line["e"], line["ne"], line["capaian"]) == ("25,67%", "100", "")
        assert (line["seharusnya"], line["selisih"]) == ("12.780.000.000", "3.280.000.000")
    assert table.rows[-1].cell("e").value == Fraction("12780") / 12780 * 100 * Fraction(3280, 12780)
    first = text(table, "6639.QGE.001")
    assert (first["capaian"], first["seharusnya"], first["selisih"]) == ("122%", "4.880.000.000", "1.080.000.000")
    assert text(table, "6639.QGE.002")["ne"] == "0"
    # Not the mean of the three.
    assert Fraction(sum(Fraction(r.cell("e").value) for r in table.rows[2:5]), 3) != table.rows[-1].cell("e").value


def test_the_working_is_live_in_excel() -> None:
    table = tabel(EfisiensiRO, contoh())
    assert check_formulas(table) == 3 * 4 + 3 * 6
    sheet = sheet_of(table)
    start = body(sheet)
    ro = start + 2
    assert below(sheet, table, "seharusnya")[2].value == f"=ROUND(C{ro}*D{ro},0)"
    assert below(sheet, table, "seharusnya")[1].value == f"=SUM(E{ro}:E{ro + 2})"
    assert below(sheet, table, "selisih")[2].value == f"=E{ro}-F{ro}"
    assert below(sheet, table, "ne")[2].value.startswith("=IF(COUNT(")
    assert [sheet.row_dimensions[start + i].outlineLevel for i in range(6)] == [0, 1, 2, 2, 2, 0]
    assert not any(sheet.row_dimensions[start + i].hidden for i in range(6))


def test_a_missing_capaian_is_never_taken_as_full() -> None:
    table = tabel(EfisiensiRO, satu_kegiatan((100, 90, SATU), (100, 90, None)))
    assert text(table, "6639.QGE.001")["e"] == "10%"
    line = row(table, "6639.QGE.002")
    assert (line.cell("capaian").value, line.cell("capaian").reason) == (None, TANPA_CAPAIAN)
    for kode in ("6639.QGE.002", "CQ.6639", "076.01.CQ", None):
        cells = row(table, kode)  # type: ignore[arg-type]
        assert [(cells.cell(key).value, cells.cell(key).blank) for key in ("selisih", "e", "ne")] == [(None, "-")] * 3
    assert row(table, "CQ.6639").cell("e").reason == "Capaian 1 dari 2 rincian output belum diisi."


def test_a_missing_realisasi_is_never_zero() -> None:
    table = tabel(EfisiensiRO, satu_kegiatan((100, 90, SATU), (100, None, SATU)))
    assert row(table, "6639.QGE.002").cell("e").reason == TANPA_REALISASI
    kegiatan = row(table, "CQ.6639")
    assert (kegiatan.cell("realisasi").value, kegiatan.cell("e").value) == (None, None)
    assert kegiatan.cell("e").reason == "Realisasi 1 dari 2 rincian output belum dimuat."
    check_formulas(table)


def test_nothing_to_spend_leaves_e_undefined() -> None:
    table = tabel(EfisiensiRO, satu_kegiatan((0, 0, SATU)))
    assert row(table, "6639.QGE.001").cell("ne").reason == "Pagu atau capaian semua rincian output 0."
    assert text(table, "6639.QGE.001")["e"] == "-"
    check_formulas(table)


def test_what_is_assumed_is_marked_wherever_it_counts() -> None:
    table = tabel(EfisiensiRO, satu_kegiatan((100, 90, SATU), asumsi=True))
    assert table.notes[0] == f"* : {ASUMSI}"
    assert row(table, "6639.QGE.001").cell("capaian").mark == "*"
    assert all(r.cell(key).mark == "*" for r in table.rows for key in ("e", "ne"))
    assert not any(r.cell("e").mark for r in tabel(EfisiensiRO, contoh()).rows)


def test_half_a_rupiah_is_printed_whole_and_counted_exactly() -> None:
    table = tabel(EfisiensiRO, satu_kegiatan((101, 50, Fraction(1, 2)), (101, 50, Fraction(1, 2))))
    assert text(table, "6639.QGE.001")["seharusnya"] == "51"
    # 50,5 + 50,5, not 51 + 51: a live sum would lie, so there is none.
    assert text(table, "CQ.6639")["seharusnya"] == "101"
    assert below(sheet_of(table), table, "seharusnya")[1].value == 101
    assert row(table, "CQ.6639").cell("e").value == Fraction(100, 101)
    assert DIBULATKAN in table.notes
    check_formulas(table)


def test_lines_outside_any_ro_do_not_count_and_that_is_said() -> None:
    ro = pos("ro", "076.01.CQ.6639.QGE.001", pagu=100, realisasi=90, capaian=SATU)
    kegiatan = pos("kegiatan", "076.01.CQ.6639", ro, pos("kegiatan", "076.01.CQ.6640", pagu=5, realisasi=5))
    table = tabel(EfisiensiRO, anggaran(pos("program", "076.01.CQ", kegiatan)))
    assert table.rows[-1].cell("pagu").value == 100
    assert DI_LUAR_RO in table.notes


def test_a_year_without_a_budget_says_why() -> None:
    table = tabel(EfisiensiRO, None)
    assert (table.rows, table.empty_reason) == ((), TANPA_ANGGARAN)


@settings(max_examples=60)
@given(st.lists(pohon(luas=2), max_size=2))
def test_the_total_is_the_rule_over_all_ro(programs) -> None:  # type: ignore[no-untyped-def]
    fakta = anggaran(*programs)
    table = tabel(EfisiensiRO, fakta)
    ro = fakta.pos("ro")
    if not ro:
        assert not table.rows
        return
    expected = fakta.efisiensi
    total = table.rows[-1]
    assert total.cell("e").value == expected.nilai
    if expected.nilai is None:
        assert total.cell("e").reason == expected.alasan
    else:
        assert total.cell("ne").value == nilai_efisiensi(expected.nilai)
    check_formulas(table)


@pytest.mark.django_db
def test_2024_is_0_15_percent_and_not_5_46(outline: Outline) -> None:
    table = outline.comparison("efisiensi-ro")
    line = text(table, "")
    assert (line["pagu"], line["seharusnya"], line["realisasi"]) == (
        *("56.658.099.000", "56.658.099.000", "56.575.128.312"),
    )
    assert (line["selisih"], line["e"], line["ne"]) == ("82.970.688", "0,15%", "50,37")
    assert table.rows[-1].cell("e").mark == "*"
    assert sum(r.level == 2 for r in table.rows) == 24
    check_formulas(table)
