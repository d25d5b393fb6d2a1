"""The numbers of the Excel renderer: real ones, shown as on the page, with live formulas that give our figures.

Formulas are read back from the file and worked out here from their own text (`calculate`), so that a formula is proved
by what it says and not by the code that wrote it.
"""

import re
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from apps.laporan.renderers.xlsx import render_table
from apps.laporan.renderers.xlsx_formulas import stored_number
from apps.laporan.table import Achievement, Cell, Column, Difference, Group, Ratio, Row, Sum, Table, cell_text
from apps.pengukuran.formulas import Arah, capaian_numerik
from apps.ui.numbers import round_guarded, round_half_up

SUBTITLE = "KPU Kota Kupang · keadaan 31 Desember 2024"


def opened(data: bytes, *, values: bool = False):
    return load_workbook(BytesIO(data), data_only=values, rich_text=True)


def sheet_of(table: Table, *, values: bool = False):
    return opened(render_table(table), values=values).active


def cached(data: bytes, sheet: str) -> dict[str, object]:
    """The values that stand in the file, by address, read by a second library."""
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return {f"{get_column_letter(c)}{r}": value for r, row in enumerate(rows, 1) for c, value in enumerate(row, 1)}


def body(sheet) -> int:
    """The row number of the first body row: below the last header row, which is repeated in print."""
    return int(sheet.print_title_rows.replace("$", "").split(":")[1]) + 1


def below(sheet, table: Table, key: str) -> list:
    """The body cells of a column."""
    position = [column.key for column in table.columns].index(key) + 1
    start = body(sheet)
    return [sheet.cell(start + i, position) for i in range(len(table.rows))]


def anggaran(*pairs: tuple[int, int], total: bool = True) -> Table:
    columns = [
        Column("uraian", "Uraian", width=40),
        Group("Anggaran", (Column("pagu", "Pagu", "rupiah", 16), Column("realisasi", "Realisasi", "rupiah", 16))),
        Column("sisa", "Sisa", "rupiah", 14),
        Column("persen", "Serapan", "persen", 9),
    ]

    def row(name, pagu, realisasi, style="isi", rows=()):
        total = Sum(rows) if rows else None
        return Row(
            {
                "uraian": Cell(name),
                "pagu": Cell(pagu, formula=total),
                "realisasi": Cell(realisasi, formula=total),
                "sisa": Cell(pagu - realisasi, formula=Difference("pagu", "realisasi")),
                "persen": Cell(
                    Fraction(realisasi, pagu) * 100 if pagu else None,
                    blank="-",
                    reason="" if pagu else "Pagu 0.",
                    formula=Ratio("realisasi", "pagu"),
                ),
            },
            style,
        )

    rows = [Row({"uraian": Cell("6709.QGE.001 Perencanaan")}, "bagian")]
    rows += [row(f"Komponen {i}", *pair) for i, pair in enumerate(pairs)]
    if total:
        leaves = tuple(range(1, len(rows)))
        rows.append(row("Jumlah", sum(p for p, _ in pairs), sum(r for _, r in pairs), "jumlah", leaves))
    return Table("anggaran", "Anggaran dan realisasi", columns, rows, number=30, subtitle=SUBTITLE, notes=["Catatan."])


def capaian(*cases: tuple) -> Table:
    """Rows of (arah, target, realisasi, batas); a text is a level."""
    columns = [Column("u", "Indikator", width=30)]
    columns += [Column(key, key.upper(), "persen", 10) for key in ("target", "realisasi", "capaian")]
    rows = []
    for arah, target, realisasi, cap in cases:
        kind = "tingkat" if isinstance(target, str) else None
        value = Fraction(100) if kind else capaian_numerik(realisasi, target, Arah(arah), cap).nilai
        rows.append(
            Row(
                {
                    "u": Cell(arah),
                    "target": Cell(target, kind=kind),
                    "realisasi": Cell(realisasi, kind=kind),
                    "capaian": Cell(value, blank="-", formula=Achievement(arah, "target", "realisasi", cap)),
                }
            )
        )
    return Table("capaian", "Capaian", columns, rows, number=10)


def _arguments(text: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for i, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append(text[start:i])
            start = i + 1
    return [*parts, text[start:]]


def _python(text: str) -> str:
    """Rewrite IF(a,b,c) as a Python conditional, so that the branch not taken is never worked out."""
    start = text.find("IF(")
    if start < 0:
        return text
    depth, end = 1, start + 3
    while depth:
        depth += (text[end] == "(") - (text[end] == ")")
        end += 1
    test, yes, no = (_python(part) for part in _arguments(text[start + 3 : end - 1]))
    return f"{text[:start]}(({yes}) if ({test}) else ({no})){_python(text[end:])}"


def calculate(formula: str, values: dict[str, object]) -> Fraction | str:
    """Work out a formula of ours exactly, as a spreadsheet does, from the values that stand in the cells."""

    def cell(address):
        value = values[address]
        return Fraction(repr(value)) if isinstance(value, int | float) else value

    def block(first, last):
        column, rows = first[0], range(int(first[1:]), int(last[1:]) + 1)
        return [cell(f"{column}{row}") for row in rows]

    def flat(items):
        found = [x for item in items for x in (item if isinstance(item, list) else [item])]
        return [x for x in found if isinstance(x, Fraction)]

    functions = {
        "ROUND": lambda x, places: Fraction(round_half_up(x, int(places))),
        "SIGN": lambda x: (x > 0) - (x < 0),
        "COUNT": lambda *items: len(flat(items)),
        "SUM": lambda *items: sum(flat(items), Fraction(0)),
        "MIN": min,
        "MAX": max,
    }
    text = re.sub(r"(?<![<>=])=(?!=)", "==", formula.removeprefix("="))
    text = re.sub(r"(?<![A-Z])([A-Z]\d+):([A-Z]\d+)", r"block('\1','\2')", text)
    text = re.sub(r"(?<![A-Z'])([A-Z]\d+)(?!['\d])", r"cell('\1')", text)
    text = re.sub(r"(?<![\w.'])(\d+\.\d+)", r"Fraction('\1')", text)
    names = {"cell": cell, "block": block, "Fraction": Fraction, **functions}
    return eval(_python(text), names)  # noqa: S307 - our own formulas, rewritten above


def check_formulas(table: Table) -> int:
    """Every formula gives the value stored beside it, and that is our figure. Return how many there were."""
    data = render_table(table)
    sheet, shown = opened(data).active, opened(data, values=True).active
    values, count = cached(data, sheet.title), 0
    start = body(sheet)
    for index, row in enumerate(table.rows):
        for position, column in enumerate(table.columns, 1):
            live = sheet.cell(start + index, position)
            if live.data_type != "f":
                continue
            count += 1
            ours = row.cell(column.key)
            value = values[live.coordinate]
            assert shown[live.coordinate].value == value
            result = calculate(live.value, values)
            assert result == (value if isinstance(value, str) else Fraction(repr(value))), live.value
            if ours.value is None:
                assert value == ours.blank == "-"
            elif (ours.kind or column.kind) == "persen":
                assert Fraction(repr(value)) == Fraction(round_guarded(ours.value)) / 100
            elif (ours.kind or column.kind) in ("indeks", "poin"):
                assert Fraction(repr(value)) == Fraction(round_half_up(ours.value, 10))
            else:
                assert value == float(ours.value)
    return count


# Numbers and formats


def test_percent_is_a_ratio_with_indonesian_format():
    columns = [Column("a", "A"), Column("p", "P", "persen"), Column("i", "I", "indeks"), Column("r", "R", "rupiah")]
    values = ((40, 80, 0), (Decimal("69.66"), Decimal("93.52"), 56_658_099_000), (Decimal("116.9"), 1617, -3000))
    rows = [Row({"a": Cell("x"), "p": Cell(p), "i": Cell(i), "r": Cell(r)}) for p, i, r in values]
    table = Table("uji", "Uji", columns, rows)
    sheet = sheet_of(table)
    assert [(c.value, c.number_format) for c in below(sheet, table, "p")] == [
        (0.4, "[$-421]0%"),
        (0.6966, "[$-421]0.00%"),
        (1.169, "[$-421]0.00%"),
    ]
    assert [(c.value, c.number_format) for c in below(sheet, table, "i")] == [
        (80, "[$-421]#,##0"),
        (93.52, "[$-421]#,##0.00"),
        (1617, "[$-421]#,##0"),
    ]
    assert [c.value for c in below(sheet, table, "r")] == [0, 56_658_099_000, -3000]
    assert {c.number_format for c in below(sheet, table, "r")} == {'[$-421]#,##0;-#,##0;"-"'}


def test_decimals_appear_and_go_with_an_edit():
    table = capaian(("maksimal", 85, Decimal("69.66"), None), ("maksimal", 85, 85, None))
    sheet = sheet_of(table)
    first, second = below(sheet, table, "capaian")
    rules = {
        str(area.sqref): [(rule.formula[0], rule.dxf.numFmt.formatCode) for rule in rules]
        for area, rules in sheet.conditional_formatting._cf_rules.items()
    }
    a, b = first.coordinate, second.coordinate
    assert rules[a] == [(f"ROUND({a},4)=ROUND({a},2)", "[$-421]0%")]
    assert rules[b] == [(f"ROUND({b},4)<>ROUND({b},2)", "[$-421]0.00%")]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("persen", Fraction(1, 3), float(Fraction(1, 300))),
        ("persen", Decimal("99.9999"), 0.9999),
        ("persen", Decimal("100.0001"), 1.0001),
        ("persen", Decimal("0.0001"), 0.0001),
        ("persen", Decimal("95.625"), 0.95625),
        ("indeks", Decimal("-0.004"), 0.0),
        ("indeks", Decimal("72.555"), 72.555),
        ("rupiah", 10**15 - 1, 10**15 - 1),
        ("rupiah", 10**15, None),
        ("nomor", 7, 7),
        ("nomor", "7a", None),
        ("persen", "BB", None),
        ("persen", None, None),
    ],
)
def test_number_in_the_cell(kind, value, expected):
    assert stored_number(Cell(value), Column("k", "K", kind)) == expected


def test_amount_too_long_for_excel_stays_readable_text():
    table = Table("uji", "Uji", [Column("r", "R", "rupiah")], [Row({"r": Cell(123_456_789_012_345_678)})])
    assert below(sheet_of(table), table, "r")[0].value == "123.456.789.012.345.678"


def test_mark_stands_in_the_format_and_the_number_stays_a_number():
    columns = [Column("a", "A"), Column("p", "P", "persen"), Column("r", "R", "rupiah")]
    rows = [
        Row({"a": Cell("Teks", mark="*"), "p": Cell(Decimal("53.05"), mark="**"), "r": Cell(0, mark="*")}),
        Row({"a": Cell("x"), "p": Cell(40, mark='"'), "r": Cell(None, blank="-", mark="*")}),
    ]
    table = Table("uji", "Uji", columns, rows)
    sheet = sheet_of(table)
    assert below(sheet, table, "a")[0].value == "Teks*"
    marked, quoted = below(sheet, table, "p")
    assert (marked.value, marked.number_format) == (0.5305, '[$-421]0.00%"**"')
    assert quoted.number_format == '[$-421]0%""\\"""'
    zero, blank = below(sheet, table, "r")
    assert (zero.value, zero.number_format) == (0, '[$-421]#,##0"*";-#,##0"*";"-""*"')
    assert blank.value == "-*"


def test_blank_reason_and_level():
    columns = [Column("a", "A"), Column("t", "T", "persen"), Column("l", "L", "tingkat")]
    rows = [Row({"a": Cell("x"), "t": Cell(None, blank="-", reason="Tidak ada target."), "l": Cell("BB")}), Row({})]
    table = Table("uji", "Uji", columns, rows)
    sheet = sheet_of(table)
    dash, empty = below(sheet, table, "t")
    assert (dash.value, dash.comment.text) == ("-", "Tidak ada target.")
    assert (empty.value, empty.comment) == (None, None)
    level = below(sheet, table, "l")[0]
    assert (level.value, level.alignment.horizontal) == ("BB", "center")


# Live formulas


def test_budget_formulas():
    table = anggaran((3_366_050_000, 3_305_485_655), (94_524_000, 94_524_000), (2_000, 0), (0, 0))
    assert check_formulas(table) == 4 * 2 + 4
    sheet = sheet_of(table)
    start = body(sheet)
    assert below(sheet, table, "sisa")[1].value == f"=B{start + 1}-C{start + 1}"
    assert below(sheet, table, "pagu")[-1].value == f"=SUM(B{start + 1}:B{start + 4})"


@pytest.mark.parametrize(
    ("pagu", "realisasi", "ratio"),
    [
        (26_247_745_000, 26_247_720_174, 0.9999),
        (10**9, 1, 0.0001),
        (10**6, 1_000_001, 1.0001),
        (10**9, -1, -0.0001),
        (160, 153, 0.9563),
        (5, 5, 1),
        (5, 0, 0),
    ],
)
def test_ratio_never_crosses_a_line(pagu, realisasi, ratio):
    table = anggaran((pagu, realisasi), total=False)
    assert check_formulas(table) == 2
    cell = below(sheet_of(table, values=True), table, "persen")[1]
    assert cell.value == ratio


def test_achievement_formulas():
    pairs = (
        (85, Decimal("69.66")), (Decimal("0.16"), 0), (Decimal("0.16"), Decimal("0.5")), (0, 0), (0, 3), (100, 110),
        (80, Decimal("93.52")), (85, 85), (100, Decimal("199.9999")), (1000, Decimal("0.01")), (Decimal("0.07"),) * 2,
        (Decimal("33.33"), Fraction(100, 3)),
    )  # fmt: skip
    cases = [(arah, *pair, cap) for arah in Arah for cap in (None, 100, 120) for pair in pairs]
    assert check_formulas(capaian(*cases)) == len(cases)


def test_formula_survives_a_missing_value():
    table = capaian(("maksimal", 85, Decimal("69.66"), None), ("minimal", Decimal("0.16"), 0, None))
    data = render_table(table)
    sheet = opened(data).active
    values = cached(data, sheet.title)
    for cell in below(sheet, table, "capaian"):
        for missing in ("", "-"):
            assert calculate(cell.value, values | {f"C{cell.row}": missing}) == "-"
        assert calculate(cell.value, values | {f"B{cell.row}": 0, f"C{cell.row}": 3}) == "-"


def test_levels_have_no_formula():
    table = capaian(("maksimal", "BB", "BB", None))
    assert below(sheet_of(table), table, "capaian")[0].value == 1


def test_a_formula_that_would_not_give_our_figure_is_not_written():
    columns = [Column("u", "U"), *(Column(k, k, "persen") for k in "trc"), *(Column(k, k, "indeks") for k in "ij")]
    cells = {
        "t": Cell(85),
        "r": Cell(Decimal("53.05")),
        # Printed as published, doubtful: not what the formula gives.
        "c": Cell(100, formula=Achievement("maksimal", "t", "r")),
        # A percentage and an index do not share a scale.
        "i": Cell(Decimal("31.95"), formula=Difference("t", "r")),
        "j": Cell(Fraction(53, 85), formula=Ratio("r", "t")),
    }
    table = Table("uji", "Uji", columns, [Row(cells)])
    sheet = sheet_of(table)
    assert [below(sheet, table, key)[0].value for key in "ci"] == [1, 31.95]
    assert below(sheet, table, "j")[0].data_type == "n"


def test_differences_and_sums_of_percentages_and_indices():
    columns = [Column("u", "U")]
    columns += [Column(k, k, "persen") for k in "abc"] + [Column(k, k, "indeks") for k in "ijk"]
    pairs = [(Decimal("0.123"), Decimal("0.0585")), (Decimal("85"), Decimal("84.999")), (40, 40), (Fraction(200, 3), 1)]
    rows = [
        Row(
            {
                "u": Cell("x"),
                "a": Cell(x),
                "b": Cell(y),
                "c": Cell(Fraction(x) - Fraction(y), formula=Difference("a", "b")),
                "i": Cell(x),
                "j": Cell(y),
                "k": Cell(round_half_up(Fraction(x) - Fraction(y), 10), formula=Difference("i", "j")),
            }
        )
        for x, y in pairs
    ]
    total = sum((Fraction(x) for x, _ in pairs), Fraction(0))
    rows.append(Row({"u": Cell("Jumlah"), "a": Cell(total, formula=Sum((0, 1, 2, 3)))}, "jumlah"))
    assert check_formulas(Table("uji", "Uji", columns, rows)) == 2 * len(pairs) + 1


@pytest.mark.parametrize("kind", ["persen", "indeks"])
def test_points_have_a_sign_and_never_round_to_none(kind):
    pairs = [(Decimal("93.52"), 80), (Decimal("69.66"), 85), (40, 40), (Fraction(200, 3), 60), (Decimal("85.001"), 85)]
    columns = [Column("u", "U"), Column("r", "R", kind), Column("t", "T", kind), Column("s", "S", "poin")]
    rows = [
        Row(
            {
                "u": Cell("x"),
                "r": Cell(realisasi),
                "t": Cell(target),
                "s": Cell(Fraction(realisasi) - target, formula=Difference("r", "t")),
            }
        )
        for realisasi, target in pairs
    ]
    table = Table("uji", "Uji", columns, rows)
    # The last one would show as none: it is held as it is printed, without a formula.
    assert check_formulas(table) == len(pairs) - 1
    assert [cell_text(row.cell("s"), columns[-1]) for row in rows] == ["+13,52", "-15,34", "0", "+6,67", "+0,01"]
    cells = below(sheet_of(table), table, "s")
    start = body(sheet_of(table))
    expected = {"persen": f"=ROUND((B{start}-C{start})*100,10)", "indeks": f"=ROUND(B{start}-C{start},10)"}
    assert cells[0].value == expected[kind]
    assert cells[-1].value == 0.01
    assert cells[0].number_format == "[$-421]+#,##0.00;-#,##0.00;0"


def test_sum_leaves_out_what_is_no_number_and_joins_neighbours():
    values = [1, 2, None, 4, 5]
    rows = [Row({"u": Cell("x"), "n": Cell(v, blank="-")}) for v in values]
    rows.append(Row({"u": Cell("Jumlah"), "n": Cell(8, formula=Sum((0, 1, 2, 4)))}, "jumlah"))
    table = Table("uji", "Uji", [Column("u", "U"), Column("n", "N", "bulat")], rows)
    assert check_formulas(table) == 1
    assert below(sheet_of(table), table, "n")[-1].value == "=SUM(B4:B6,B8)"


def test_shown_text_matches_the_page():
    """What the number format makes of the stored number is what the page prints."""
    values = [Decimal(n) / 10_000 for n in (0, 1, 49, 50, 9_999_949, 999_999, 1_000_001, 850_000, 696_600, 956_250)]
    column = Column("p", "P", "persen")
    table = Table("uji", "Uji", [Column("a", "A"), column], [Row({"a": Cell("x"), "p": Cell(v)}) for v in values])
    for cell, value in zip(below(sheet_of(table), table, "p"), values, strict=True):
        places = 2 if ".00" in cell.number_format else 0
        shown = round_half_up(Fraction(repr(cell.value)) * 100, places)
        text = f"{shown:,}".replace(",", " ").replace(".", ",").replace(" ", ".") + "%"
        assert text == cell_text(Cell(value), column)
