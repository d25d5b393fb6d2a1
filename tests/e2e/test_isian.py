"""Entering a figure in the browser: the working follows, nothing typed is lost, the whole way by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.dokumen import samples
from tests.e2e.conftest import PHONE, WIDE, Watch, faults_of, fill_in

pytestmark = pytest.mark.e2e
ISI = "/5371/2024/isi/7/tahunan/"
SIMPAN = "Simpan draf"
Visit = Callable[..., Page]


def save(page: Page) -> None:
    page.locator(".card-footer").get_by_role("button", name=SIMPAN).click()


def discard(page: Page) -> None:
    page.get_by_role("button", name="Buang ketikan ini").click()
    expect(page.get_by_text("sudah dibuang")).to_be_visible()


def test_the_working_follows_the_typing_and_what_is_typed_is_kept(visit: Visit) -> None:
    page = visit(ISI, "operator")
    page.get_by_label("Pembilang dan penyebut").check()
    page.locator("[name=pembilang]").fill("120.500")
    page.locator("[name=penyebut]").fill("241.000")
    expect(page.locator("#hitung")).to_contain_text("120.500 ÷ 241.000 × 100% = 50%")
    page.locator("[name=penyebut]").fill("0")
    expect(page.locator("#hitung")).to_contain_text("Penyebut harus lebih besar dari nol")
    expect(page.locator("[data-otomatis]")).to_contain_text("Tersimpan otomatis pukul")
    page.locator("[name=uraian]").fill("Pergi tanpa menyimpan")
    page.goto("/5371/2024/")
    page.goto(ISI)
    expect(page.locator("[name=uraian]")).to_have_value("Pergi tanpa menyimpan")
    page.locator("[name=uraian]").fill("Dan masih mengetik")
    discard(page)
    page.goto(ISI)
    expect(page.locator(".isian-draf")).to_have_count(0)
    expect(page.locator("[name=uraian]")).to_have_value("")


def test_a_lost_session_loses_no_text(visit: Visit) -> None:
    page = visit(ISI, "operator")
    page.context.clear_cookies(name="sessionid")
    page.locator("[name=alternatif]").fill("Ditulis saat sesi sudah habis")
    expect(page.locator("[data-otomatis]")).to_contain_text("Sesi Anda berakhir")
    save(page)
    fill_in(page, "operator")
    expect(page.locator(".isian-draf")).to_contain_text("ketikan Anda masih ada di sini")
    expect(page.locator("[name=alternatif]")).to_have_value("Ditulis saat sesi sudah habis")
    discard(page)


def test_two_tabs_of_one_person_are_laid_side_by_side(visit: Visit) -> None:
    first = visit(ISI, "operator")
    second = first.context.new_page()
    second.goto(ISI)
    first.locator("[name=uraian]").fill("Dari tab pertama")
    save(first)
    expect(first.get_by_text("Draf disimpan. Belum diajukan")).to_be_visible()
    second.locator("[name=uraian]").fill("Dari tab kedua")
    save(second)
    row = second.get_by_role("row", name="Uraian capaian")
    expect(row).to_contain_text("Dari tab pertama")
    expect(row).to_contain_text("Dari tab kedua")
    assert faults_of(second) == []
    save(second)
    expect(second.get_by_text("Draf disimpan. Belum diajukan")).to_be_visible()
    second.locator("[name=uraian]").fill("")
    save(second)
    expect(second.locator("[name=uraian]")).to_have_value("")


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["lebar", "ponsel"])
def test_every_state_of_the_page_is_sound(visit: Visit, watch: Watch, viewport: dict[str, int]) -> None:
    page = visit(ISI, "operator", viewport=viewport)
    assert faults_of(page) == []
    page.locator("[name=nilai]").fill("seratus")
    page.locator("[name=hambatan]").fill("<script>alert(1)</script>")
    save(page)
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert faults_of(page) == []
    page.goto(ISI)
    assert faults_of(page) == []
    discard(page)
    page.locator("[name=nilai]").fill("140")
    save(page)
    expect(page.locator("[name=penjelasan]")).to_be_visible()
    assert faults_of(page) == []
    page.goto(ISI)
    discard(page)
    for path in ("periksa/", "bukti/"):
        page.goto(f"{ISI}{path}")
        assert faults_of(page) == []


def test_a_row_and_a_file_by_keyboard_and_handed_in_and_taken_back(visit: Visit) -> None:
    page = visit(ISI, "operator")
    page.locator("#direncanakan [data-tambah]").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Sosialisasi dari rumah ke rumah")
    page.locator("[name=hambatan]").fill("Hujan deras.")
    page.locator("[name=unggahan]").set_input_files(
        {"name": "Model D.Hasil.pdf", "mimeType": "application/pdf", "buffer": samples.pdf("tujuh")}
    )
    page.get_by_role("button", name="Periksa lalu ajukan").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Sosialisasi dari rumah ke rumah")).to_be_visible()
    page.get_by_role("button", name="Ajukan realisasi tahunan 2024").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("sudah diajukan. Verifikator akan memeriksanya")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh Model D.Hasil").click()
    assert download.value.suggested_filename == "Model D.Hasil.pdf"
    page.get_by_role("button", name="Tarik kembali").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("ditarik kembali")).to_be_visible()
