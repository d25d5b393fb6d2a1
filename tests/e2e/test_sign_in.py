"""Signing in and out, what a wrong password says, and the lock after too many of them."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.e2e.conftest import Watch, faults_of, fill_in, sign_in

pytestmark = pytest.mark.e2e


def test_signing_in_leads_to_the_asked_page_and_signing_out_back(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/tabel/10/", who=None)
    expect(page).to_have_url(f"/masuk/?next={quote('/5371/2024/tabel/10/')}")
    fill_in(page, "pimpinan")
    expect(page).to_have_url("/5371/2024/tabel/10/")
    page.get_by_role("button", name="Keluar").click()
    expect(page).to_have_url("/masuk/")
    page.goto("/5371/2024/tabel/10/")
    expect(page.get_by_role("button", name="Masuk")).to_be_visible()


def test_home_leads_to_the_last_report(visit: Callable[..., Page]) -> None:
    page = visit("/")
    expect(page).to_have_url("/5371/2024/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dasbor kinerja 2024")


def test_a_wrong_password_is_said_on_top_and_the_name_is_kept(visit: Callable[..., Page]) -> None:
    page = visit("/masuk/", who=None)
    sign_in(page, "auditor", "bukan-sandinya")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Nama pengguna atau kata sandi salah.")
    assert page.title().startswith("Galat: ")
    expect(page.locator("[name=username]")).to_have_value("auditor")
    expect(page.locator("[name=password]")).to_have_value("")
    assert faults_of(page) == []


def test_an_empty_form_leads_from_the_summary_to_the_field(visit: Callable[..., Page]) -> None:
    page = visit("/masuk/", who=None)
    page.get_by_role("button", name="Masuk").click()
    links = page.locator("[data-error-summary] a")
    expect(links).to_have_count(2)
    links.first.press("Enter")
    expect(page.locator("[name=username]")).to_be_focused()
    assert faults_of(page) == []


def test_too_many_wrong_passwords_lock_for_a_while(visit: Callable[..., Page], watch: Watch) -> None:
    watch.expected.add(429)
    page = visit("/masuk/", who=None)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
        sign_in(page, "orang-yang-lupa", "bukan-sandinya")
    expect(page.get_by_role("heading", level=1)).to_have_text("Akun dikunci sementara")
    expect(page.locator("main")).to_contain_text("orang-yang-lupa")
    expect(page.locator("main")).to_contain_text("15 menit")
    assert faults_of(page) == []
    # Somebody else at the same address still gets in.
    sign_in(page, "auditor")
    expect(page).to_have_url("/5371/2024/")
