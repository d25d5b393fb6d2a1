"""The same way of a figure on a phone: filled in, returned, mended, verified, read."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.dokumen import samples
from tests.e2e.conftest import PHONE
from tests.e2e.kantor.isi import BUKTI, HAMBATAN, ISI, NAMA, RIWAYAT, TUGAS
from tests.e2e.kantor.langkah import button, file, notice, refused, sound

pytestmark = pytest.mark.e2e
ALASAN = "Mohon lampirkan rekapitulasi yang ditandatangani."
DIAJUKAN = "sudah diajukan. Verifikator akan memeriksanya"


def hand_in(page: Page) -> None:
    button(page, "Periksa lalu ajukan").click()
    # The page that the click leads to, and not the one that it leaves.
    expect(button(page, "Ajukan realisasi tahunan 2024")).to_be_visible()
    sound(page)
    button(page, "Ajukan realisasi tahunan 2024").click()
    notice(page, DIAJUKAN)
    sound(page)


def test_a_figure_goes_from_the_operator_to_the_verifikator_and_back_on_phones(visit: Callable[..., Page]) -> None:
    page = visit(TUGAS, "operator", viewport=PHONE, has_touch=True)
    sound(page)
    page.locator("main").get_by_role("link", name=NAMA, exact=True).tap()
    expect(page).to_have_url(ISI)
    page.get_by_label("Pembilang dan penyebut").check()
    page.locator("[name=pembilang]").fill("300.000")
    page.locator("[name=penyebut]").fill("150.000")
    button(page, "Simpan draf").tap()
    refused(page, "pembilang", "Pembilang tidak boleh lebih besar daripada penyebut")
    page.locator("[name=pembilang]").fill("150.000")
    page.locator("[name=penyebut]").fill("300.000")
    expect(page.locator("#hitung")).to_contain_text("150.000 ÷ 300.000 × 100% = 50%")
    page.locator("[name=hambatan]").fill(HAMBATAN)
    page.locator("[name=unggahan]").set_input_files(file(f"{BUKTI}.pdf", samples.pdf(BUKTI)))
    hand_in(page)

    checker = visit(TUGAS, "verifikator", viewport=PHONE, has_touch=True)
    sound(checker)
    checker.get_by_role("button", name=f"Periksa {NAMA}").tap()
    checker.get_by_text("Kembalikan untuk diperbaiki").tap()
    button(checker, "Kembalikan").tap()
    refused(checker, "alasan", "Tuliskan alasannya")
    checker.locator("[name=alasan]").fill(ALASAN)
    button(checker, "Kembalikan").tap()
    notice(checker, "sudah dikembalikan kepada pengisinya")

    page.goto(TUGAS)
    expect(page.get_by_role("listitem").filter(has_text=NAMA)).to_contain_text(ALASAN)
    page.get_by_role("link", name=f"Perbaiki {NAMA}").tap()
    # Two people at once, on a phone.
    checker.goto(ISI)
    checker.locator("[name=uraian]").fill("Ditambahkan verifikator.")
    button(checker, "Simpan draf").tap()
    notice(checker, "Draf disimpan. Belum diajukan")
    page.locator("[name=uraian]").fill("Ditulis operator.")
    button(page, "Simpan draf").tap()
    expect(page.get_by_role("alert")).to_contain_text("Ditambahkan verifikator.")
    sound(page)
    hand_in(page)

    checker.goto(TUGAS)
    checker.get_by_role("button", name=f"Periksa {NAMA}").tap()
    button(checker, "Verifikasi").tap()
    notice(checker, "sudah diverifikasi.")
    sound(visit(RIWAYAT, "auditor", viewport=PHONE))
