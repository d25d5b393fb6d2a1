"""Files that people download: the right name, and they open."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

pytestmark = pytest.mark.e2e


def download(page: Page, label: str, folder: Path) -> Path:
    """Click a download and return the file under the name that the server gave it."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=label, exact=True).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def read(path: Path) -> str:
    """Return enough of the content to recognise it, however it is packed; fails where the file does not open."""
    if path.suffix == ".xlsx":
        book = load_workbook(path)
        return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value)
    if path.suffix == ".json":
        return json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return "\n".join(cell for row in csv.reader(file, delimiter=";", strict=True) for cell in row)
    if path.suffix == ".png":
        content = path.read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        assert content.endswith(b"IEND\xaeB`\x82")
        return ""
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page_of", "stem", "content"),
    [
        ("tabel/10/", "tabel-10-5371-2024", "Persentase Keterbukaan Informasi Publik"),
        ("perbandingan/anggaran/", "perbandingan-anggaran-5371-2024", "Realisasi"),
    ],
)
def test_tables_download_as_excel_csv_and_json(
    visit: Callable[..., Page], tmp_path: Path, page_of: str, stem: str, content: str
) -> None:
    page = visit(f"/5371/2024/{page_of}", accept_downloads=True)
    for label, ending in (("Excel", "xlsx"), ("CSV", "csv"), ("JSON", "json")):
        path = download(page, label, tmp_path)
        assert path.name == f"{stem}.{ending}"
        assert content in read(path)


DIAGRAM = "Diagram 1. Anggaran dan Realisasi"


def test_diagrams_download_as_pictures_and_data(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("/5371/2024/diagram/1/", accept_downloads=True)
    for label in ("SVG", "PNG", "JSON"):
        path = download(page, f"{label} {DIAGRAM}", tmp_path)
        assert path.name == f"diagram-1-5371-2024.{label.lower()}"
        assert label == "PNG" or "Diagram 1" in read(path) or json.loads(path.read_text("utf-8"))["nomor"] == 1
        read(path)


def test_a_downloaded_picture_is_drawn_by_a_browser(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("/5371/2024/diagram/1/", accept_downloads=True)
    path = download(page, f"SVG {DIAGRAM}", tmp_path)
    page.route("**/gambar.svg", lambda route: route.fulfill(path=path, content_type="image/svg+xml"))
    page.goto("/gambar.svg")
    assert page.evaluate("document.documentElement.tagName") == "svg"
    assert page.evaluate("document.documentElement.getBoundingClientRect().width") > 300


def test_the_workbook_holds_every_table_and_a_linked_contents_sheet(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("/5371/2024/tabel/", accept_downloads=True)
    path = download(page, "Semua tabel (Excel)", tmp_path)
    assert path.name == "tabel-lkj-5371-2024.xlsx"
    book = load_workbook(path)
    assert len(book.sheetnames) == 31
    links = {cell.hyperlink.location for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink}
    assert len(links) >= 30
