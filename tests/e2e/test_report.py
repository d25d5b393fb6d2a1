"""What people do with the report: find a table, change the year, trace a figure, copy."""

import csv
import re
from collections.abc import Callable
from io import StringIO

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE

pytestmark = pytest.mark.e2e

INDEX = "/5371/2024/tabel/"


def test_the_index_filters_while_typing(visit: Callable[..., Page]) -> None:
    page = visit(INDEX)
    items = page.locator("[data-filter-item]:visible")
    expect(items).to_have_count(33)
    box = page.get_by_role("searchbox", name="Cari tabel atau diagram")
    box.press_sequentially("opini bpk")
    expect(items).to_have_count(1)
    expect(page.locator("[data-filter-group]:visible")).to_have_count(1)
    expect(page.get_by_role("status")).to_have_text("1 dari 33 ditampilkan")
    box.press("Enter")
    expect(page).to_have_url(INDEX)
    box.fill("tidakada")
    expect(page.get_by_role("status")).to_have_text("Tidak ada yang cocok. Coba kata lain.")
    box.fill("")
    expect(items).to_have_count(33)
    page.get_by_role("link", name="Tabel 10 ").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tabel 10.")


def test_without_scripts_the_menu_is_open_and_the_search_asks_the_server(visit: Callable[..., Page]) -> None:
    page = visit(INDEX, viewport=PHONE, java_script_enabled=False)
    expect(page.get_by_role("navigation", name="Utama")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).to_be_hidden()
    page.get_by_role("searchbox").fill("opini bpk")
    page.get_by_role("searchbox").press("Enter")
    expect(page).to_have_url(f"{INDEX}?q=opini+bpk")
    expect(page.locator("[data-filter-item]")).to_have_count(1)
    page.goto("/5371/2024/tabel/10/")
    expect(page.get_by_role("button", name="Salin")).to_be_hidden()
    expect(page.get_by_role("link", name="Excel")).to_be_visible()


def test_the_year_switcher_stays_on_the_table(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/tabel/13/")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_contain_text("Tabel 13.")
    years = page.get_by_role("navigation", name="Tahun")
    expect(years.locator("[aria-current]")).to_have_text("2024")
    years.get_by_role("link", name="2023").click()
    expect(page).to_have_url("/5371/2023/tabel/perbandingan-indikator/1/")
    expect(heading).to_contain_text("Tabel 13.")
    expect(years.locator("[aria-current]")).to_have_text("2023")


def test_a_figure_leads_to_its_working(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/tabel/10/")
    row = page.get_by_role("row").filter(has_text="Indeks Reformasi Birokrasi")
    row.get_by_role("link", name="116,90%").click()
    expect(page).to_have_url("/5371/2024/indikator/2/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Indeks Reformasi Birokrasi")
    working = page.get_by_role("region", name="Perhitungan 2024")
    expect(working).to_contain_text("capaian = realisasi ÷ target × 100%")
    expect(working).to_contain_text(re.compile(r"93,52 ÷ 80 × 100% = 116,90?%"))
    history = page.get_by_role("region", name="Dari tahun ke tahun")
    expect(history.locator("tbody tr")).to_have_count(5)
    expect(history.locator("tr.current")).to_contain_text("93,52")
    page.get_by_role("link", name="Capaian indikator").last.click()
    expect(page).to_have_url("/5371/2024/indikator/")


def test_a_tile_leads_to_the_table_behind_it(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/", viewport=PHONE)
    page.get_by_role("link", name="99,85%").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Tabel 29.")


def test_the_note_of_a_cell_is_one_step_away(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/tabel/10/")
    page.get_by_role("link", name="keterangan a").first.click()
    expect(page.locator(".cell-notes li:target")).to_contain_text("sementara")


@pytest.mark.parametrize("plain", [False, True], ids=["https", "http-biasa"])
def test_copying_gives_tab_separated_cells(visit: Callable[..., Page], plain: bool) -> None:
    page = visit("/5371/2024/tabel/10/", permissions=["clipboard-read", "clipboard-write"])
    if plain:
        # As in an office that serves plain http on its LAN: the browser offers no clipboard to scripts.
        page.evaluate("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.evaluate("navigator.clipboard.writeText('belum')")
    page.get_by_role("button", name="Salin").click()
    expect(page.get_by_role("status")).to_have_text("Tabel disalin. Tempel di Excel atau Word.")
    copied = page.evaluate("navigator.clipboard.readText()")
    rows = list(csv.reader(StringIO(copied), dialect="excel-tab", strict=True))
    assert rows[0][:4] == ["Tujuan", "Sasaran Strategis", "No", "Indikator"]
    assert {len(row) for row in rows} == {len(rows[0])}
    # Twelve indicators below three sections and one heading, no letters of notes behind the figures.
    assert len(rows) == 16
    assert [row[4:] for row in rows if row[3].startswith("Indeks Reformasi")] == [["80", "93,52", "116,90%"]]


def test_a_refused_clipboard_is_said(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/tabel/10/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('ditolak')); }")
    page.get_by_role("button", name="Salin").click()
    expect(page.get_by_role("status")).to_contain_text("tidak dapat disalin")
