"""Everything can be reached and seen with the keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, WIDE

pytestmark = pytest.mark.e2e

# Where the focus is: what it is called, and whether a sighted person can tell.
FOCUS = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const box = here.getClientRects()[0];
    const ring = (pseudo) => getComputedStyle(here, pseudo).outlineStyle !== "none";
    const x = Math.max(0, Math.min(innerWidth - 1, box.x + box.width / 2));
    const y = Math.max(0, Math.min(innerHeight - 1, box.y + box.height / 2));
    const top = document.elementFromPoint(x, y);
    return {
        name: (here.getAttribute("aria-label") || here.textContent || here.name || here.id).trim().slice(0, 40),
        seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
        ring: ring(null) || ring("::after"),
        covered: !(here.contains(top) || (top && top.contains(here))),
    };
}"""


def tab_through(page: Page, most: int = 300) -> list[dict]:
    """Press Tab until the focus leaves the page; return its stops."""
    stops: list[dict] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"Tab does not leave the page: {stops[-5:]}")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["lebar", "ponsel"])
@pytest.mark.parametrize(
    ("path", "who"),
    [
        ("", "auditor"),
        ("tabel/10/", "auditor"),
        ("tabel/", "auditor"),
        ("indikator/6/", "auditor"),
        ("indikator/6/perbandingan/5/", "verifikator"),
        ("jejak/", "auditor"),
        ("tugas/", "operator"),
        ("isi/8/tahunan/", "operator"),
        ("isi/8/tahunan/periksa/", "operator"),
        ("grid/teknis/", "operator"),
        ("pendukung/1/", "operator"),
        ("tugas/", "verifikator"),
        ("verifikasi/5/tahunan/", "verifikator"),
        ("pengesahan/tahunan/", "pimpinan"),
        ("periode/tahunan/", "administrator"),
    ],
)
def test_every_stop_of_the_tab_key_is_seen(
    visit: Callable[..., Page], path: str, who: str, viewport: dict[str, int]
) -> None:
    # Without motion, because a place is judged at once.
    page = visit(f"/5371/2024/{path}", who=who, viewport=viewport, reduced_motion="reduce")
    stops = tab_through(page)
    assert len(stops) >= 8
    assert [stop for stop in stops if not stop["seen"] or not stop["ring"] or stop["covered"]] == []


def test_the_first_stop_skips_the_menu(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/tabel/10/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Langsung ke isi")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_of_a_phone_opens_and_closes(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/", viewport=PHONE)
    button, menu = page.get_by_role("button", name="Menu"), page.get_by_role("navigation", name="Utama")
    expect(menu).to_be_hidden()
    for _ in range(5):
        page.keyboard.press("Tab")
        if button.evaluate("node => node === document.activeElement"):
            break
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(menu.get_by_role("link", name="Dasbor")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    menu.get_by_role("link", name="Tabel LKj").press("Enter")
    expect(page).to_have_url("/5371/2024/tabel/")


def test_a_table_that_is_too_wide_scrolls_with_the_arrow_keys(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/tabel/9/", viewport=PHONE)
    region = page.locator(".report-scroll")
    expect(page.get_by_text("Geser ke samping untuk kolom lain.")).to_be_visible()
    expect(region).to_have_attribute("tabindex", "0")
    expect(page.get_by_role("region", name="Indikator Kinerja Utama")).to_have_count(1)
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.report-scroll').scrollLeft > 0")


def test_a_table_that_fits_is_no_stop_of_its_own(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/tabel/10/")
    expect(page.locator(".report-scroll")).not_to_have_attribute("tabindex", "0")
    page.set_viewport_size(PHONE)
    expect(page.locator(".report-scroll")).to_have_attribute("tabindex", "0")
