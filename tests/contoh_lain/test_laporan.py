"""The report of the fictional offices: its numbers, its tables in every format, what stands where there is nothing."""

import json
import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from apps.laporan.exports import FORMATS, render, render_chart
from apps.laporan.renderers.stored import from_stored, to_stored
from apps.laporan.renderers.xlsx import render_table
from tests.contoh_lain.conftest import outline_of

pytestmark = pytest.mark.django_db
EVERYTHING = [
    *((kunci, tahun) for kunci in ("9901", "9901-sekretariat", "99") for tahun in (2023, 2024, 2025)),
    *((kunci, 2025) for kunci in ("9902", "9902-sekretariat")),
]
# What only the offices beside it are called.
LAIN = {"9901": "Rekaan|9902", "9902": "Kabupaten|9901", "99": "Rekaan|990"}


@pytest.mark.parametrize(
    ("kunci", "tahun", "tabel"),
    [
        # Ten that every report has, then one per sasaran, one per indicator, the supporting table, and two of money.
        ("9901", 2024, 10 + 3 + 7 + 1 + 2),
        ("9901-sekretariat", 2024, 10 + 2 + 11 + 2),
        ("9901", 2025, 10 + 2 + 4 + 2),
        ("9901-sekretariat", 2025, 10 + 1 + 2 + 2),
        ("9902", 2025, 10 + 2 + 3 + 2),
        ("9902-sekretariat", 2025, 10 + 1 + 2 + 2),
        ("99", 2024, 10 + 2),
    ],
)
def test_every_report_has_its_own_numbers(kunci: str, tahun: int, tabel: int) -> None:
    outline = outline_of(kunci, tahun)
    assert [entry.number for entry in outline.tables] == list(range(1, tabel + 1))
    assert [entry.number for entry in outline.diagrams] == [1, 2, 3]


def test_a_number_leads_to_the_table_that_has_it() -> None:
    lembaga, sekretariat = outline_of("9901", 2024), outline_of("9901-sekretariat", 2024)
    assert lembaga.find("tabel", "14").address == "tabel-pendukung/3"
    assert lembaga.find("tabel", "20").address == "perbandingan-indikator/6"
    assert sekretariat.find("tabel", "20").address == "perbandingan-indikator/8"
    assert sekretariat.find("tabel", "24").address == "realisasi-anggaran"


@pytest.mark.parametrize(("kunci", "tahun"), EVERYTHING)
def test_every_table_and_diagram_comes_out_in_every_format(kunci: str, tahun: int) -> None:
    outline = outline_of(kunci, tahun)
    for entry in outline.tables:
        table = outline.table(entry)
        assert table.rows or table.empty_reason, entry.address
        for name in FORMATS:
            assert render(table, name), (entry.address, name)
        stored = from_stored(json.loads(json.dumps(to_stored(table))))
        assert list(stored.texts()) == list(table.texts())
    for entry in outline.diagrams:
        chart = outline.chart(entry)
        assert render_chart(chart, "svg")
        assert chart.categories or chart.empty_reason


def test_nothing_speaks_of_another_office() -> None:
    for kunci, tahun in EVERYTHING:
        outline = outline_of(kunci, tahun)
        for entry in outline.tables:
            text = render(outline.table(entry), "html").decode()
            lain = rf"Kupang|Wali Kota|KPU Kota(?! Rekaan)|5371|{LAIN[kunci.partition('-')[0]]}"
            assert not re.search(lain, text), (kunci, tahun, entry.address)


def test_counts_are_numbers_in_excel_with_their_unit_in_the_format() -> None:
    outline = outline_of("9901-sekretariat", 2024)
    [sheet] = load_workbook(BytesIO(render_table(outline.table(outline.find("tabel", "10"))))).worksheets
    cells = {cell.coordinate: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    hari = next(cell for cell in cells.values() if cell.value == 4.85)
    assert hari.number_format == '[$-421]#,##0.00" Hari"'
    laporan = [cell for cell in cells.values() if cell.number_format == '[$-421]#,##0" Laporan"']
    assert [cell.value for cell in laporan] == [2, 2]
    assert str(cells[f"G{hari.row}"].value).startswith("=IF(")


def test_a_cell_says_what_the_printed_figure_does_not() -> None:
    outline = outline_of("9901-sekretariat", 2024)
    rows = [row for row in outline.table(outline.find("tabel", "10")).rows if row.style == "isi"]
    assert rows[1].cell("capaian").reason == "Dibatasi 100% menurut Renstra."
    assert rows[1].cell("realisasi").reason == "Nilai sementara."
    assert rows[2].cell("realisasi").reason == "Skor 72,55."
    assert rows[4].cell("capaian").reason == "Target 0 tercapai."


def test_a_year_without_a_perjanjian_says_so() -> None:
    outline = outline_of("9901", 2022)
    pk = outline.table(outline.find("tabel", "perjanjian-kinerja"))
    assert not pk.rows
    assert pk.empty_reason.startswith("Perjanjian kinerja tahun ini belum dicatat")
    catatan = outline.table(outline.find("tabel", "capaian-kinerja")).notes
    assert "Target diambil dari Renstra karena perjanjian kinerja 2022 belum dicatat." in catatan
