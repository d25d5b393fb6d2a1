"""The administration, which Django draws: the same checks as on the pages of our own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import PHONE, WIDE, Watch, in_words, walk

pytestmark = pytest.mark.e2e


def hrefs(page: Page, selector: str) -> list[str]:
    return page.locator(selector).evaluate_all("links => links.map((link) => link.pathname)")


def first_row(page: Page) -> list[str]:
    """The address of the first row of a list, if it has any."""
    return [
        page.evaluate("path => new URL(path, location.href).pathname", path)
        for path in hrefs(page, "#result_list tbody th a")[:1]
    ]


def test_every_list_and_form_of_the_administrator(visit: Callable[..., Page], watch: Watch) -> None:
    page = visit("/admin/", who="administrator", viewport=WIDE)
    lists = hrefs(page, "#content-main th a")
    assert len(lists) > 20
    faults = walk(page, watch, ["/admin/"])
    for path in lists:
        faults |= walk(page, watch, [path])
        faults |= walk(page, watch, first_row(page))
    assert not faults, in_words(faults)


def test_one_list_and_form_of_each_part_on_a_phone(visit: Callable[..., Page], watch: Watch) -> None:
    page = visit("/admin/", who="administrator", viewport=PHONE)
    lists = hrefs(page, "#content-main .module tr:first-child th a")
    faults = walk(page, watch, ["/admin/"])
    for path in lists:
        faults |= walk(page, watch, [path])
        faults |= walk(page, watch, first_row(page))
    assert not faults, in_words(faults)
