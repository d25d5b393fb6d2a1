"""The sheet of a subbagian under the hands of a person: arrows, Enter, a block from Excel, a page left too early."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, WIDE, faults_of

pytestmark = pytest.mark.e2e
URL = "/5371/2024/grid/teknis/"
PASTE = """([id, text]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    const input = document.getElementById(id);
    input.focus();
    input.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def lembar(visit: Callable[..., Page]) -> Callable[..., Page]:
    """The sheet with triwulan III open for entry: no other journey works in it, and none of these saves anything."""

    def open_sheet(**options: object) -> Page:
        admin = visit("/5371/2024/periode/triwulan-3/", who="administrator")
        admin.locator("[name=dibuka][value=ya]").check()
        admin.locator("[name=tenggat]").fill((date.today() + timedelta(days=7)).isoformat())
        admin.get_by_role("button", name="Simpan periode").click()
        expect(admin.locator(".notice-success")).to_be_visible()
        return visit(URL, who="operator", **options)

    return open_sheet


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def test_arrows_and_enter_move_between_cells_and_tab_is_not_trapped(lembar: Callable[..., Page]) -> None:
    page = lembar()
    page.locator("#sel-5-3").focus()
    for key, expected in (
        ("ArrowDown", "sel-6-3"),
        ("Enter", "sel-7-3"),
        ("Shift+Enter", "sel-6-3"),
        ("ArrowUp", "sel-5-3"),
        ("ArrowUp", "sel-1-3"),
        ("ArrowUp", "sel-1-3"),
    ):
        page.keyboard.press(key)
        assert focused(page) == expected, key
    # Inside a text the arrows move the caret, at its end they leave it; Enter has sent nothing.
    page.keyboard.type("12")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "sel-1-3"
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    assert focused(page) == "sel-1-4"
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "sel-1-3"
    assert page.url.endswith(URL)
    page.keyboard.press("Tab")
    assert focused(page) != "sel-1-3"


def test_a_block_from_excel_fills_down_and_says_what_did_not_fit(lembar: Callable[..., Page]) -> None:
    page = lembar()
    page.evaluate(PASTE, ["sel-6-3", '70,5\r\n"51\u00a0"\r\n\r\n99\r\n1\r\n'])
    expect(page.locator("[data-grid-status]")).to_have_text(
        "3 sel diisi dari tempelan. Tidak ditempel: 1 di luar lembar, 1 kosong. Belum disimpan."
    )
    values = {n: page.locator(f"#sel-{n}-3").input_value() for n in (6, 7, 8, 10)}
    assert values == {6: "70,5", 7: "51", 8: "", 10: "99"}
    # The page is left before saving, and comes back as it was typed.
    page.goto("/5371/2024/")
    page.goto(URL)
    assert page.locator("#sel-6-3").input_value() == "70,5"
    expect(page.locator("[data-grid-status]")).to_contain_text("3 isian yang belum disimpan ditampilkan kembali.")
    page.get_by_role("button", name="Buang yang belum disimpan").click()
    expect(page.locator("#sel-6-3")).to_have_value("")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["lebar", "ponsel"])
def test_errors_stand_on_the_cells_and_nothing_is_wrong_with_the_page(
    lembar: Callable[..., Page], viewport: dict[str, int]
) -> None:
    page = lembar(viewport=viewport)
    assert faults_of(page) == []
    page.locator("#sel-6-3").fill("98.765")
    page.locator("#sel-7-3").fill("54")
    page.get_by_role("button", name="Simpan lembar").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Indikator 6, Triwulan III").click()
    assert focused(page) == "sel-6-3"
    assert page.locator("#sel-7-3").input_value() == "54"
    assert faults_of(page) == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["lebar", "ponsel"])
def test_a_supporting_table_that_is_closed_is_read_and_says_why(
    visit: Callable[..., Page], viewport: dict[str, int]
) -> None:
    page = visit("/5371/2024/pendukung/1/", who="operator", viewport=viewport)
    expect(page.locator(".notice").first).to_contain_text("Tidak dapat diubah.")
    expect(page.get_by_role("cell", name="Partai Golkar")).to_be_visible()
    assert faults_of(page) == []
