"""The sheet of months under the hands of a person: a pasted block, sums that follow, zeros into the month typed in."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_grid import PASTE

pytestmark = pytest.mark.e2e
URL = "/5371/2024/anggaran/isi/"


def test_sums_follow_what_is_pasted_and_the_file_month_is_the_rest(visit: Callable[..., Page]) -> None:
    page = visit(URL, who="administrator")
    baris = page.locator("[data-lembar-baris]")
    kepala = page.locator("[data-lembar-kepala]")
    # From the first line of one kegiatan into that of the next: sums between them are skipped.
    page.evaluate(PASTE, [baris.nth(0).locator("[data-sel]").first.get_attribute("id"), "20.174\t1\n500\t-2"])
    expect(page.locator("[data-grid-status]")).to_contain_text("4 sel diisi dari tempelan.")
    expect(baris.nth(0).locator("[data-kumulatif]")).to_have_text("26.247.699.999")
    expect(kepala.nth(1).locator("td").first).to_have_text("500")
    expect(page.locator("[data-lembar-semua] td").nth(0)).to_have_text("20.674")
    expect(page.locator("[data-lembar-semua] td").nth(12)).to_contain_text("56.575.128.312")
    baris.nth(0).locator("[data-sel]").nth(1).fill("12.5")
    expect(page.locator("[data-lembar-semua] td").nth(1)).to_have_text("?")


def test_zeros_go_into_the_month_of_the_cell_in_hand(visit: Callable[..., Page]) -> None:
    page = visit(URL, who="administrator")
    sel = page.locator("[data-lembar-baris]").nth(0).locator("[data-sel]")
    sel.nth(1).focus()
    page.get_by_role("button", name="Isi 0 pada sel kosong Februari").click()
    expect(sel.nth(1)).to_have_value("0")
    expect(sel.nth(0)).to_have_value("")
    expect(page.locator("[data-grid-status]")).to_have_text("25 sel diisi 0. Belum disimpan.")
