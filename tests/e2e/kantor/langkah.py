"""What people of the office do in the browser, and what every state of a page must be."""

import re
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import faults_of


def sound(page: Page) -> None:
    """One heading, Indonesian, no sideways scrolling, nothing for axe."""
    assert faults_of(page) == []


def button(page: Page, name: str) -> Locator:
    """The button that people see; the entry form has a hidden twin for the Enter key."""
    return page.locator("main").get_by_role("button", name=name, exact=True)


def notice(page: Page, words: str) -> None:
    expect(page.locator("main").get_by_text(words).first).to_be_visible()


def refused(page: Page, field: str, words: str) -> None:
    """The summary has the focus, says what is wrong in words, and leads to the field, which says so too."""
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    link = summary.get_by_role("link").filter(has_text=words)
    expect(link).to_have_attribute("href", re.compile(rf"^#id_{field}"))
    sound(page)
    link.press("Enter")
    expect(page.locator(f"[name={field}]")).to_be_focused()
    expect(page.locator(f"#id_{field}_error")).to_contain_text(words)


def file(name: str, content: bytes, mime: str = "application/pdf") -> Any:
    return {"name": name, "mimeType": mime, "buffer": content}
