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
    """The sheet with the year open for entry, opened by the administrator the way an office does."""

    def open_sheet(**options: object) -> Page:
        admin = visit("/admin/siklus/periode/?tahun=2024&triwulan__exact=0", who="administrator")
        admin.locator("#result_list tbody th a, #result_list tbody td a").first.click()
        admin.locator("[name=dibuka]").check()
        admin.locator("[name=tenggat]").fill((date.today() + timedelta(days=7)).isoformat())
        admin.locator("[name=_save]").click()
        expect(admin.locator(".success")).to_be_visible()
        return visit(URL, who="operator", **options)

    return open_sheet


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.id")


def test_arrows_and_enter_move_between_cells_and_tab_is_not_trapped(lembar: Callable[..., Page]) -> None:
    page = lembar()
    page.locator("#sel-5-0").focus()
    for key, expected in (
        ("ArrowDown", "sel-6-0"),
        ("Enter", "sel-7-0"),
        ("Shift+Enter", "sel-6-0"),
        ("ArrowUp", "sel-5-0"),
        ("ArrowUp", "sel-1-0"),
        ("ArrowUp", "sel-1-0"),
    ):
        page.keyboard.press(key)
        assert focused(page) == expected, key
    # Inside a text the arrows move the caret; Enter has sent nothing.
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "sel-1-0"
    assert page.url.endswith(URL)
    page.keyboard.press("Tab")
    assert focused(page) != "sel-1-0"


def test_a_block_from_excel_fills_down_and_says_what_did_not_fit(lembar: Callable[..., Page]) -> None:
    page = lembar()
    page.evaluate(PASTE, ["sel-6-0", '70,5\r\n"51\u00a0"\r\n\r\n99\r\n1\r\n'])
    expect(page.locator("[data-grid-status]")).to_have_text(
        "3 sel diisi dari tempelan. Tidak ditempel: 1 di luar lembar, 1 kosong. Belum disimpan."
    )
    values = {n: page.locator(f"#sel-{n}-0").input_value() for n in (6, 7, 8, 10)}
    assert values == {6: "70,5", 7: "51", 8: "50,71", 10: "99"}
    # The page is left before saving, and comes back as it was typed.
    page.goto("/5371/2024/")
    page.goto(URL)
    assert page.locator("#sel-6-0").input_value() == "70,5"
    expect(page.locator("[data-grid-status]")).to_contain_text("3 isian yang belum disimpan ditampilkan kembali.")
    page.get_by_role("button", name="Buang yang belum disimpan").click()
    expect(page.locator("#sel-6-0")).to_have_value("69,66")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["lebar", "ponsel"])
def test_errors_stand_on_the_cells_and_nothing_is_wrong_with_the_page(
    lembar: Callable[..., Page], viewport: dict[str, int]
) -> None:
    page = lembar(viewport=viewport)
    assert faults_of(page) == []
    page.locator("#sel-6-0").fill("98.765")
    page.locator("#sel-7-0").fill("54")
    page.get_by_role("button", name="Simpan lembar").click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Indikator 6, Tahunan").click()
    assert focused(page) == "sel-6-0"
    assert page.locator("#sel-7-0").input_value() == "54"
    assert faults_of(page) == []


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["lebar", "ponsel"])
def test_a_supporting_table_is_moved_and_pasted(lembar: Callable[..., Page], viewport: dict[str, int]) -> None:
    page = lembar(viewport=viewport)
    page.goto("/5371/2024/pendukung/1/")
    assert faults_of(page) == []
    page.get_by_role("button", name="Turunkan baris 1", exact=True).click()
    assert page.locator("#sel-1-0").input_value() == "Partai Kebangkitan Bangsa"
    expect(page.locator("#sel-1-0")).to_be_focused()
    page.get_by_text("Tempel dari Excel").click()
    page.locator("#tempelan").fill("Partai A\tya\nPartai B\ttidak")
    page.get_by_role("button", name="Lihat pratinjau").click()
    expect(page.locator("#pratinjau")).to_be_focused()
    assert faults_of(page) == []
    page.get_by_role("button", name="Ganti isi tabel dengan 2 baris ini").click()
    assert [page.locator(f"#sel-{i}-0").input_value() for i in range(3)] == ["Partai A", "Partai B", ""]
