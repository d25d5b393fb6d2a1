"""The HTML of report tables, read with a parser: structure for people who listen, spans that add up, nothing raw."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from lxml import html

from apps.laporan.renderers.html import render_table, table_view
from apps.laporan.table import MERGED, Cell, Column, Group, Row, Table

GOLDEN = Path(__file__).parent.parent / "emas" / "lkj-2024"
DOUBT = "Diragukan: tidak ada pemungutan suara pada tahun itu."
MISSING = "Belum diukur pada tahun itu."


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Pages name static files without the manifest that collectstatic writes."""
    backend = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": backend}}


def achievement_table() -> Table:
    """A table with everything that occurs: groups, section rows, merged cells, marks, reasons, a total."""
    return Table(
        slug="capaian/6",
        title="Capaian <script>alert(1)</script>",
        number=10,
        subtitle="KPU Kota Kupang",
        header=[
            Column("tujuan", "Tujuan"),
            Column("sasaran", "Sasaran", width=30),
            Column("no", "No", "nomor", 5),
            Column("indikator", "Indikator", width=40),
            Group("Realisasi", (Column("r2023", "2023", "persen"), Column("r2024", "2024", "persen"))),
        ],
        rows=[
            Row({"tujuan": Cell("1. Mewujudkan lembaga")}, "bagian"),
            Row(
                {
                    "sasaran": Cell("Kesadaran pemilih"),
                    "no": Cell(1),
                    "indikator": Cell("Partisipasi\npemilih"),
                    "r2023": Cell(None, blank="-", reason=MISSING),
                    "r2024": Cell(Decimal("69.66"), mark="*", ref="indikator/6"),
                }
            ),
            Row(
                {
                    "sasaran": MERGED,
                    "no": Cell(2),
                    "indikator": Cell("=1+1 & <b>tebal</b>"),
                    "r2023": Cell(None, blank="-", reason=MISSING),
                    "r2024": Cell(Decimal(100), reason=DOUBT),
                }
            ),
            Row({"tujuan": Cell("2. Menyelenggarakan pemilu")}, "bagian"),
            Row({"sasaran": Cell("Aman"), "no": Cell(1), "indikator": Cell("Sengketa"), "r2024": Cell(Decimal(100))}),
            Row({"indikator": Cell("Jumlah"), "r2024": Cell(Decimal("89.89"))}, "jumlah"),
        ],
        intro=[("Sasaran Kegiatan", "Kesadaran")],
        notes=["* Realisasi menggunakan <i>Pemilihan</i>"],
    )


def page(table: Table, **context: object) -> html.HtmlElement:
    view = table_view(table, link=lambda ref: f"/rincian/{ref}/")
    return html.fromstring(render_to_string("ui/table.html", {"view": view, **context}))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def grid_width(rows: list[html.HtmlElement]) -> list[int]:
    """Return how many columns each row covers, cells reaching in from above included; refuse any overlap."""
    taken: dict[tuple[int, int], bool] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row.xpath("./th|./td"):
            while (y, x) in taken:
                x += 1
            for dy in range(int(cell.get("rowspan", 1))):
                for dx in range(int(cell.get("colspan", 1))):
                    assert (y + dy, x + dx) not in taken, "two cells in one place"
                    taken[y + dy, x + dx] = True
    return [sum(1 for place in taken if place[0] == y) for y in range(len(rows))]


def golden_table(number: int) -> Table:
    data = json.loads((GOLDEN / f"tabel-{number:02}.json").read_text(encoding="utf-8"))
    rows = [
        Row({key: Cell(value) for key, value in row["sel"].items() if value is not None}, row["gaya"])
        for row in data["baris"]
    ]
    return Table(f"tabel-{number}", data["judul"], [Column(key, key) for key in data["kolom"]], rows, number=number)


def test_caption_names_the_table_and_its_scroll_region():
    root = page(achievement_table())
    caption = root.find(".//caption")
    assert text(caption) == "Tabel 10. Capaian <script>alert(1)</script> KPU Kota Kupang"
    region = root.xpath("//div[@role='region']")[0]
    assert region.get("aria-labelledby") == caption.get("id") == "tabel-capaian-6-judul"
    assert region.get("tabindex") == "0"


def test_headings_have_scopes_and_group_headings_span():
    root = page(achievement_table())
    heads = root.xpath("//thead//th")
    assert {head.get("scope") for head in heads} == {"col", "colgroup"}
    group = next(head for head in heads if head.get("scope") == "colgroup")
    assert (text(group), group.get("colspan")) == ("Realisasi", "2")
    assert next(head for head in heads if text(head) == "Tujuan").get("rowspan") == "2"
    assert grid_width(root.xpath("//thead/tr")) == [6, 6]


def test_every_row_is_headed_by_its_name():
    root = page(achievement_table())
    names = [text(cell) for cell in root.xpath("//tbody//th[@scope='row']")]
    assert names == ["Partisipasipemilih", "=1+1 & <b>tebal</b>", "Sengketa", "Jumlah"]


def test_spans_of_each_row_add_up_to_the_number_of_columns():
    root = page(achievement_table())
    assert grid_width(root.xpath("//tbody/tr")) == [6] * 6


@pytest.mark.parametrize("number", range(1, 31))
def test_spans_add_up_for_the_tables_of_the_report(number: int):
    table = golden_table(number)
    root = page(table)
    assert set(grid_width(root.xpath("//tbody/tr"))) == {len(table.columns)}


def test_section_row_runs_on_and_opens_a_row_group():
    root = page(achievement_table())
    bodies = root.xpath("//tbody")
    sections = root.xpath("//th[@scope='rowgroup']")
    assert [text(cell) for cell in sections] == ["1. Mewujudkan lembaga", "2. Menyelenggarakan pemilu"]
    assert [cell.get("colspan") for cell in sections] == ["6", "6"]
    assert [len(body.xpath("./tr")) for body in bodies] == [3, 2, 1]


def test_section_text_in_a_later_column_runs_to_the_end_and_stops_at_a_figure():
    columns = [
        Column("no", "No", "nomor"),
        Column("nama", "Nama"),
        Column("a", "A", "rupiah"),
        Column("b", "B", "rupiah"),
    ]
    rows = [
        Row({"nama": Cell("Program")}, "bagian"),
        Row({"nama": Cell("Kegiatan"), "b": Cell(5)}, "bagian"),
    ]
    root = page(Table("x", "X", columns, rows))
    assert [cell.get("colspan") for cell in root.xpath("//th[@scope='rowgroup']")] == ["3", "2"]
    assert grid_width(root.xpath("//tbody/tr")) == [4, 4]


def test_label_of_a_total_starts_at_the_left_edge():
    total = page(achievement_table()).xpath("//tr[@class='jumlah']")[0]
    assert [(cell.tag, cell.get("colspan")) for cell in total.xpath("./*")][:2] == [("th", "4"), ("td", None)]


def test_merged_cell_stands_once():
    root = page(achievement_table())
    merged = root.xpath("//tbody//*[@rowspan]")
    assert [(text(cell), cell.get("rowspan")) for cell in merged] == [("Kesadaran pemilih", "2")]


def test_merged_cell_across_a_section_row_keeps_the_table_whole():
    columns = [Column("a", "A"), Column("b", "B")]
    rows = [
        Row({"a": Cell("satu"), "b": Cell("x")}),
        Row({"a": MERGED, "b": Cell("bagian")}, "bagian"),
        Row({"a": MERGED, "b": Cell("y")}),
    ]
    root = page(Table("x", "X", columns, rows))
    assert len(root.xpath("//tbody")) == 1
    assert grid_width(root.xpath("//tbody/tr")) == [2, 2, 2]


def test_merged_cell_below_a_running_text_or_below_nothing_is_empty():
    columns = [Column("a", "A"), Column("b", "B")]
    rows = [
        Row({"a": MERGED, "b": Cell("x")}),
        Row({"a": Cell("Bagian")}, "bagian"),
        Row({"a": MERGED, "b": Cell("y")}),
    ]
    root = page(Table("x", "X", columns, rows))
    assert not root.xpath("//tbody//*[@rowspan]")
    assert grid_width(root.xpath("//tbody/tr")) == [2, 2, 2]


def test_texts_are_escaped_and_lines_kept():
    root = page(achievement_table())
    assert not root.xpath("//script")
    assert not root.xpath("//tbody//b | //div[@class='report-notes']//i")
    name = root.xpath("//tbody//th[@scope='row']")[0]
    assert len(name.xpath("./br")) == 1


def test_notes_stand_below():
    root = page(achievement_table())
    assert text(root.xpath("//div[@class='report-notes']/p")[0]) == "* Realisasi menggunakan <i>Pemilihan</i>"


def test_each_reason_has_one_letter_that_its_cells_link_to():
    root = page(achievement_table())
    notes = {item.get("id"): text(item) for item in root.xpath("//ol[@class='cell-notes']/li")}
    assert list(notes.values()) == [f"a {MISSING}", f"b {DOUBT}"]
    links = root.xpath("//a[@class='note-ref']")
    assert [text(link) for link in links] == ["keterangan a", "keterangan a", "keterangan b"]
    assert {link.get("href").removeprefix("#") for link in links} == set(notes)


def test_figures_are_right_aligned_marked_and_linked_to_their_working():
    root = page(achievement_table())
    cell = root.xpath("//a[@class='working']")[0].getparent()
    assert text(cell) == "69,66%*"
    assert "num" in cell.get("class").split()
    assert cell.xpath("./a/@href") == ["/rincian/indikator/6/"]
    assert text(cell.xpath("./span[@class='cell-mark']")[0]) == "*"


def test_empty_table_says_why():
    root = page(Table("x", "X", [Column("a", "A"), Column("b", "B")], [], empty_reason="Belum diisi operator."))
    cell = root.xpath("//tbody/tr/td")[0]
    assert (text(cell), cell.get("colspan")) == ("Belum diisi operator.", "2")


def test_downloads_are_offered():
    root = page(achievement_table(), unduhan=[{"label": "Excel", "url": "/x.xlsx"}])
    assert [(text(link), link.get("href")) for link in root.xpath("//a[@download]")] == [("Excel", "/x.xlsx")]


def test_nothing_inline_that_the_content_policy_forbids():
    root = page(achievement_table())
    assert not root.xpath("//@style")
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on")]


def test_file_stands_alone():
    text_of_file = render_table(achievement_table(), "KPU Kota Kupang · 31 Desember 2024")
    root = html.fromstring(text_of_file)
    assert text_of_file.startswith("<!DOCTYPE html>")
    assert not root.xpath("//@src | //link | //script | //button")
    assert text(root.xpath("//p[@class='dateline']")[0]) == "KPU Kota Kupang · 31 Desember 2024"
    assert all(link.get("href").startswith("#") for link in root.xpath("//a"))
    assert root.find(".//caption") is not None
