"""Putting a comparison together in the browser, with and without scripts."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e

PAGE = "/5371/2024/perbandingan/kinerja/"


def test_a_choice_is_ticked_shown_and_sent_on(visit: Callable[..., Page]) -> None:
    page = visit(PAGE, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_text("Ubah pilihan").click()
    # Everything is ticked: the button of a sasaran clears its own, then offers to tick them again.
    sasaran = page.get_by_role("group", name="SS 3.")
    sasaran.get_by_role("button", name="Kosongkan").click()
    expect(sasaran.get_by_role("checkbox", name="Partisipasi Pemilih dalam")).not_to_be_checked()
    sasaran.get_by_role("button", name="Pilih semua").click()
    for other in ("SS 1.", "SS 2.", "SS 4.", "SS 5."):
        page.get_by_role("group", name=other).get_by_role("button", name="Kosongkan").click()
    page.get_by_role("group", name="Ukuran", exact=True).get_by_role("checkbox", name="Realisasi", exact=True).check()
    page.get_by_role("button", name="Tampilkan").click()
    expect(page).to_have_url(f"{PAGE}?i=6&i=7&i=8&u=realisasi&u=capaian")
    page.get_by_role("button", name="Salin tautan").click()
    expect(page.locator("[data-copy-link-status]")).to_have_text("Tautan disalin.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_form_works_without_scripts(visit: Callable[..., Page]) -> None:
    page = visit(PAGE, java_script_enabled=False)
    expect(page.get_by_role("button", name="Salin tautan")).to_be_hidden()
    page.get_by_text("Ubah pilihan").click()
    page.get_by_role("checkbox", name="2020").uncheck()
    page.get_by_role("button", name="Tampilkan").click()
    expect(page).to_have_url(f"{PAGE}?t=2021&t=2022&t=2023&t=2024")
    expect(page.get_by_role("heading", level=1)).to_have_text("Perbandingan Kinerja KPU Kota Kupang Tahun 2021-2024")
