"""The administration, which Django draws: the same checks as on the pages of our own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, WIDE, Watch, faults_of, in_words, walk

pytestmark = pytest.mark.e2e


def hrefs(page: Page, selector: str) -> list[str]:
    return page.locator(selector).evaluate_all("links => links.map((link) => link.pathname)")


def first_row(page: Page) -> list[str]:
    """The address of the first row of a list, if it has any."""
    return [
        page.evaluate("path => new URL(path, location.href).pathname", path)
        for path in hrefs(page, "#result_list tbody th a")[:1]
    ]


@pytest.mark.parametrize("width", [WIDE, PHONE], ids=["lebar", "ponsel"])
def test_pages_around_the_data(visit: Callable[..., Page], watch: Watch, width: dict[str, int]) -> None:
    page = visit("/admin/", who="administrator", viewport=width)
    part, *_ = hrefs(page, "#content-main caption a")
    faults = walk(page, watch, ["/admin/", part, "/admin/password_change/"])
    page.goto("/admin/pengukuran/upayaumum/")
    (change,) = first_row(page)
    faults |= walk(page, watch, [change.replace("/change/", f"/{end}/") for end in ("history", "delete")])
    faults |= walk(page, watch, ["/admin/pengukuran/upayaumum/add/"])
    assert not faults, in_words(faults)


def test_every_list_and_every_form_of_the_administrator(visit: Callable[..., Page], watch: Watch) -> None:
    page = visit("/admin/", who="administrator", viewport=WIDE)
    lists = hrefs(page, "#content-main th a")
    assert len(lists) > 20
    faults, forms = {}, []
    for path in lists:
        faults |= walk(page, watch, [path])
        forms += first_row(page)
    # The narrow form is the harder one.
    page.set_viewport_size(PHONE)
    faults |= walk(page, watch, forms)
    assert not faults, in_words(faults)


def test_one_list_of_each_part_on_a_phone(visit: Callable[..., Page], watch: Watch) -> None:
    page = visit("/admin/", who="administrator", viewport=PHONE)
    faults = walk(page, watch, hrefs(page, "#content-main .module tr:first-child th a"))
    assert not faults, in_words(faults)


def test_a_form_tells_what_is_missing(visit: Callable[..., Page]) -> None:
    page = visit("/admin/pengukuran/upaya/add/", who="administrator")
    page.get_by_role("button", name="Simpan", exact=True).click()
    links = page.get_by_role("alert").get_by_role("link")
    expect(links.first).to_contain_text("Bidang ini tidak boleh kosong.")
    assert links.count() >= 2
    assert faults_of(page) == []
    links.first.press("Enter")
    expect(page.locator("[name=adopsi]")).to_be_focused()
