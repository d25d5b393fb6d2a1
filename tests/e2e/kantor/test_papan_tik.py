"""The whole way of a figure by keyboard alone: signed in, filled in, returned, mended, verified, approved."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from apps.organisasi.management.commands.buat_akun_contoh import SANDI
from tests.dokumen import samples
from tests.e2e.kantor.conftest import Kantor
from tests.e2e.kantor.isi import BUKTI, HAMBATAN, ISI, NAMA
from tests.e2e.kantor.langkah import button, file, notice
from tests.e2e.kantor.papan_tik import attach, choose, press, reach, sign_in, write

pytestmark = pytest.mark.e2e
Visit = Callable[..., Page]
ALASAN = "Sebutkan juga hasil dari rumah sakit dan lapas."
DIAJUKAN = "sudah diajukan. Verifikator akan memeriksanya"


def enter(visit: Visit, who: str) -> Page:
    """Sign somebody in and go to the tasks through the menu, past the link that skips it."""
    page = visit("/masuk/", who=None)
    sign_in(page, who, SANDI)
    reach(page, page.get_by_role("link", name="Langsung ke isi"))
    open_tasks(page)
    return page


def open_tasks(page: Page) -> None:
    press(page, page.get_by_role("navigation", name="Utama").get_by_role("link", name="Tugas saya"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tugas saya")


def hand_in(page: Page) -> None:
    press(page, button(page, "Periksa lalu ajukan"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa jawaban")
    press(page, button(page, "Ajukan realisasi tahunan 2024"))
    notice(page, DIAJUKAN)


def test_a_figure_goes_from_the_operator_to_the_ketua_without_a_mouse(visit: Visit, kantor: Kantor) -> None:
    page = enter(visit, "operator")
    press(page, page.locator("main").get_by_role("link", name=NAMA, exact=True))
    expect(page).to_have_url(ISI)
    choose(page, page.get_by_role("group", name="Bagaimana nilai ini diisi?"), "Pembilang dan penyebut")
    write(page, page.locator("[name=pembilang]"), "banyak")
    write(page, page.locator("[name=penyebut]"), "300.000")
    press(page, button(page, "Simpan draf"), "Space")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    press(page, summary.get_by_role("link").first)
    expect(page.locator("[name=pembilang]")).to_be_focused()
    write(page, page.locator("[name=pembilang]"), "150.000")
    expect(page.locator("#hitung")).to_contain_text("150.000 ÷ 300.000 × 100% = 50%")
    write(page, page.locator("[name=hambatan]"), HAMBATAN)
    attach(page, page.locator("[name=unggahan]"), file(f"{BUKTI}.pdf", samples.pdf(BUKTI)))
    hand_in(page)

    checker = enter(visit, "verifikator")
    press(checker, checker.get_by_role("button", name=f"Periksa {NAMA}"))
    press(checker, checker.locator("summary", has_text="Kembalikan untuk diperbaiki"))
    write(checker, checker.locator("[name=alasan]"), ALASAN)
    press(checker, button(checker, "Kembalikan"))
    notice(checker, "sudah dikembalikan kepada pengisinya")

    open_tasks(page)
    press(page, page.get_by_role("link", name=f"Perbaiki {NAMA}"))
    expect(page.locator(".notice").filter(has_text=ALASAN)).to_be_visible()
    write(page, page.locator("[name=uraian]"), "Termasuk rumah sakit dan lapas.")
    hand_in(page)

    open_tasks(checker)
    press(checker, checker.get_by_role("button", name=f"Periksa {NAMA}"))
    press(checker, button(checker, "Verifikasi"))
    notice(checker, "sudah diverifikasi.")

    kantor.menuju("siap")
    ketua = enter(visit, "pimpinan")
    press(ketua, ketua.get_by_role("link", name="Periksa dan sahkan Tahunan 2024"))
    press(ketua, ketua.get_by_label("Saya sudah memeriksa angka di atas"), "Space")
    press(ketua, button(ketua, "Sahkan Tahunan 2024"))
    notice(ketua, "Tahunan 2024 disahkan. Edisi 1 sudah terbit.")


def test_an_auditor_traces_a_figure_to_its_evidence_without_a_mouse(visit: Visit, kantor: Kantor) -> None:
    kantor.menuju("disahkan")
    page = visit("/masuk/", who=None)
    sign_in(page, "auditor", SANDI)
    press(page, page.get_by_role("navigation", name="Utama").get_by_role("link", name="Tabel LKj"))
    press(page, page.get_by_role("link", name="Tabel 10 "))
    press(page, page.get_by_role("row").filter(has_text=NAMA).get_by_role("link").last)
    evidence = page.get_by_role("link", name=BUKTI, exact=True)
    reach(page, evidence)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.path().read_bytes() == samples.pdf(BUKTI)
    press(page, page.get_by_role("link", name="Riwayat Tahunan 2024"))
    expect(page.locator(".timeline")).to_contain_text("disahkan")
