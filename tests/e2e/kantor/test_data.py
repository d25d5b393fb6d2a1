"""Data out and in again: a template is taken, a cell changed, shown, applied and taken back, with the worker beside."""

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.e2e.conftest import PHONE, faults_of
from tests.e2e.kantor.conftest import Kantor
from tests.pertukaran.berkas import lembar

pytestmark = pytest.mark.e2e
DATA = "/5371/2024/data/"
NILAI = 40.25


def ubah_satu_sel(path: Path) -> None:
    buku = load_workbook(path)
    judul = [sel.value for sel in buku["Target PK"][1]]
    buku["Target PK"].cell(2, judul.index("Target") + 1).value = NILAI
    buku.save(path)


def test_a_template_comes_back_with_one_cell_changed(
    kantor: Kantor, visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(DATA, who="administrator")
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh templat Target").click()
    berkas = tmp_path / "target.xlsx"
    unduhan.value.save_as(berkas)
    ubah_satu_sel(berkas)
    with kantor.work():
        page.get_by_label("Berkas data").set_input_files(berkas)
        page.get_by_role("button", name="Unggah dan lihat perubahannya").click()
        # The progress asks by itself; nobody reloads.
        tombol = page.get_by_role("button", name="Terapkan 1 perubahan", exact=True)
        expect(tombol).to_be_visible(timeout=30_000)
        expect(page.get_by_role("row", name="Target 40% 40,25%")).to_be_visible()
        assert faults_of(page) == []
        tombol.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Yang diterapkan")).to_be_visible(timeout=30_000)
        page.get_by_role("link", name="Batalkan impor ini").click()
        expect(page.get_by_role("row", name="Target 40,25% 40%")).to_be_visible()
        assert faults_of(page) == []
        page.get_by_role("button", name="Kembalikan 1 baris").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Yang dibatalkan")).to_be_visible(timeout=30_000)
    page.goto(DATA)
    expect(page.get_by_role("row", name="target.xlsx")).to_contain_text("Sudah dibatalkan")


def test_a_refused_file_is_mended_on_a_phone(kantor: Kantor, visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit(DATA, who="administrator", viewport=PHONE)
    berkas = tmp_path / "pejabat.csv"
    berkas.write_bytes(lembar("pejabat", ("Ismael Manoe", "")))
    with kantor.work():
        page.get_by_label("Berkas data").set_input_files(berkas)
        page.get_by_role("button", name="Unggah dan lihat perubahannya").click()
        expect(page.get_by_role("heading", name="Berkas ini ditolak")).to_be_visible(timeout=30_000)
    assert faults_of(page) == []
    with page.expect_download() as unduhan:
        page.get_by_role("link", name="Unduh berkas dengan tanda").click()
    unduhan.value.save_as(tmp_path / "kesalahan.xlsx")
    assert "Kesalahan" in load_workbook(tmp_path / "kesalahan.xlsx").sheetnames


def test_without_scripts_a_reload_shows_how_far_it_is(
    kantor: Kantor, visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(DATA, who="administrator", java_script_enabled=False)
    berkas = tmp_path / "pejabat.csv"
    berkas.write_bytes(lembar("pejabat", tambah="5371;orang-baru;Orang Baru;\n"))
    page.get_by_label("Berkas data").set_input_files(berkas)
    page.get_by_role("button", name="Unggah dan lihat perubahannya").click()
    expect(page.locator("#kemajuan-kerja")).to_contain_text("Menunggu giliran diperiksa.")
    with kantor.work():
        for _ in range(60):
            page.get_by_role("link", name="Muat ulang").click()
            if page.get_by_role("button", name="Terapkan 1 baris baru").count():
                break
            page.wait_for_timeout(500)
    expect(page.get_by_role("button", name="Terapkan 1 baris baru")).to_be_visible()
