"""A year begins in the browser: what is carried is chosen, faults are mended, and the next version follows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, WIDE
from tests.e2e.kantor.conftest import Kantor
from tests.e2e.kantor.langkah import button, notice, sound
from tests.penyusunan.renstra_baru import tulis_renstra_baru

pytestmark = pytest.mark.e2e
MULAI = "/5371/2024/rencana/tahun-baru/"
RENCANA = "/5371/2025/rencana/tahun-baru/"


@pytest.fixture(scope="module", autouse=True)
def renstra(kantor: Kantor, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder: Path = tulis_renstra_baru(tmp_path_factory.mktemp("renstra") / "baru")
    kantor.manage("muat_data", str(folder), check=True)


def card(page: Page, nomor: int):  # type: ignore[no-untyped-def]
    return page.locator(".plan-card").nth(nomor - 1)


@pytest.mark.parametrize("ukuran", [WIDE, PHONE], ids=["lebar", "ponsel"])
def test_the_form_is_accessible_with_everything_open_and_with_faults(visit: Callable[..., Page], ukuran: dict) -> None:
    page = visit(RENCANA, "administrator", viewport=ukuran)
    sound(page)
    expect(card(page, 1).get_by_label("Target lain, indikator 1")).to_be_hidden()
    for rincian in page.locator("main details").all():
        rincian.locator("summary").press("Enter")
    card(page, 1).get_by_label("Nilai lain").check()
    card(page, 1).get_by_label("Target lain, indikator 1").fill("98.765")
    card(page, 1).get_by_label("Kegiatan 1 Triwulan I", exact=True).fill("")
    button(page, "Buat rencana 2025").click()
    ringkasan = page.get_by_role("alert")
    expect(ringkasan).to_be_focused()
    expect(ringkasan).to_contain_text("Indikator 1: Titik tidak dipakai")
    expect(ringkasan).to_contain_text("Tulis kegiatannya, atau hapus tandanya.")
    sound(page)
    ringkasan.get_by_role("link", name="Tulis kegiatannya").click()
    expect(card(page, 1).get_by_label("Kegiatan 1 Triwulan I", exact=True)).to_be_focused()
    assert card(page, 1).get_by_label("Target lain, indikator 1").input_value() == "98.765"


def test_a_year_is_made_and_changed_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit(MULAI, "administrator")
    page.get_by_role("link", name="Susun rencana 2025").press("Enter")
    expect(page).to_have_url(RENCANA)
    card(page, 2).get_by_label("Bawa").press("Space")
    # From the suggested value to the next choice, where another value is typed.
    card(page, 1).get_by_label("Renstra 2025").press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("47,5")
    page.keyboard.press("Enter")
    notice(page, "Perjanjian kinerja 2025 dibuat. Tersimpan untuk 2025: 9 target perjanjian kinerja")
    sound(page)
    expect(page.get_by_role("row").filter(has_text="1. Persentase informasi")).to_contain_text("47,50%")
    page.get_by_role("link", name="Ubah perjanjian (versi baru)").click()
    sound(page)
    page.get_by_label("Target baru, indikator 1", exact=True).fill("46")
    page.get_by_label("Alasan perubahan").fill("Pagu dipotong.")
    button(page, "Simpan versi 2").click()
    notice(page, "Perjanjian kinerja 2025 versi 2 disimpan.")
    expect(page.get_by_role("row").filter(has_text="1. Persentase informasi")).to_contain_text("46%")


def test_the_operator_completes_the_rencana_aksi_on_a_phone(visit: Callable[..., Page]) -> None:
    page = visit("/5371/2024/indikator/1/", "operator", viewport=PHONE, has_touch=True)
    page.get_by_role("link", name="Rencana aksi", exact=True).tap()
    expect(page).to_have_url("/5371/2024/rencana/indikator/1/")
    sound(page)
    page.get_by_label("Kegiatan 3 Triwulan IV").fill("Publikasi hasil.")
    page.get_by_label("Target Triwulan IV").fill("4.0")
    button(page, "Simpan rencana aksi").tap()
    expect(page.get_by_role("alert")).to_contain_text("Target Triwulan IV: Titik tidak dipakai")
    sound(page)
    page.get_by_label("Target Triwulan IV").fill("42")
    button(page, "Simpan rencana aksi").tap()
    notice(page, "Rencana aksi disimpan.")
    assert page.get_by_label("Kegiatan 3 Triwulan IV").input_value() == "Publikasi hasil."
