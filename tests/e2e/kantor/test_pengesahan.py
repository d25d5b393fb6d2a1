"""A year that is approved: by the ketua on a phone, closed for every way of writing, traced, reopened, and watched."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import APIResponse, Locator, Page, expect

from tests.dokumen import samples
from tests.e2e.conftest import PHONE
from tests.e2e.kantor.conftest import Kantor
from tests.e2e.kantor.isi import BUKTI, DASAR, ISI, NAMA, NOMOR, TUGAS
from tests.e2e.kantor.langkah import button, notice, refused, sound

pytestmark = pytest.mark.e2e
Visit = Callable[..., Page]
DISAHKAN = "sudah disahkan"
PENGESAHAN = f"{DASAR}pengesahan/"
ALASAN = "Jumlah pemilih perempuan di satu kecamatan keliru disalin."


def approve(page: Page) -> None:
    """Approve the year from the tasks of a pimpinan."""
    page.get_by_role("link", name="Periksa dan sahkan Tahunan 2024").click()
    page.get_by_label("Saya sudah memeriksa angka di atas").check()
    button(page, "Sahkan Tahunan 2024").click()


def post(page: Page, path: str, **form: str) -> APIResponse:
    """Send a form past the page, which shows none."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    return page.request.post(path, form={"csrfmiddlewaretoken": cookies["csrftoken"], **form})


def taken(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=name).first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def pairs(part: Locator) -> list[tuple[str, str]]:
    """What a comparison of editions shows, cell by cell: before and after."""
    return list(zip(part.locator("del").all_inner_texts(), part.locator("ins").all_inner_texts(), strict=True))


def test_the_ketua_approves_the_year_on_a_phone(visit: Visit, kantor: Kantor) -> None:
    kantor.menuju("siap")
    page = visit(TUGAS, "pimpinan", viewport=PHONE)
    sound(page)
    page.get_by_role("link", name="Periksa dan sahkan Tahunan 2024").click()
    expect(page.get_by_role("row").filter(has_text=NAMA)).to_contain_text("58,82%")
    sound(page)
    button(page, "Sahkan Tahunan 2024").click()
    refused(page, "konfirmasi", "Centang pernyataan ini")
    page.get_by_label("Saya sudah memeriksa angka di atas").check()
    button(page, "Sahkan Tahunan 2024").click()
    notice(page, "Tahunan 2024 disahkan. Edisi 1 sudah terbit.")
    expect(page.locator("code.fingerprint").first).to_have_text(re.compile("^[0-9a-f]{64}$"))
    sound(page)


def test_the_edition_is_checked_elsewhere_with_the_checker_that_the_office_hands_out(
    visit: Visit, kantor: Kantor, tmp_path: Path
) -> None:
    kantor.menuju("disahkan")
    page = visit(PENGESAHAN, "auditor")
    sound(page)
    page.get_by_role("link", name="Edisi 1", exact=True).click()
    sidik = page.locator("code.fingerprint").first.inner_text()
    edisi = taken(page, "Unduh edisi (JSON)", tmp_path)
    page.goto(f"{DASAR}jejak/")
    sound(page)
    jejak = taken(page, "Seluruh rantai (JSONL)", tmp_path)
    pemeriksa = taken(page, "Pemeriksa mandiri", tmp_path)

    def check() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", pemeriksa, "--jejak", jejak, "--edisi", edisi]
        return subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)

    sound_one = check()
    assert (sound_one.returncode, sound_one.stderr) == (0, "")
    assert sidik in sound_one.stdout
    edisi.write_text(edisi.read_text("utf-8").replace(NAMA, f"{NAMA}."), "utf-8")
    forged = check()
    assert forged.returncode == 1
    assert "isinya tidak cocok dengan sidiknya" in forged.stderr


def test_after_that_page_post_and_administration_refuse_in_words(visit: Visit, kantor: Kantor) -> None:
    kantor.menuju("disahkan")
    page = visit(ISI, "operator")
    expect(page.locator(".notice").first).to_contain_text(DISAHKAN)
    expect(page.locator("form[data-isian]")).to_have_count(0)
    sound(page)
    answer = post(visit(ISI, "verifikator"), ISI, versi="1", cara="langsung", nilai="99")
    assert answer.status == 403
    assert DISAHKAN in answer.text()
    assert "Isian Anda tidak tersimpan." in answer.text()

    change = f"/admin/pengukuran/realisasi/{kantor.jalankan('realisasi_ke(NOMOR).pk')}/change/"
    admin = visit(change, "administrator")
    expect(admin.locator("body")).to_contain_text(DISAHKAN)
    expect(admin.get_by_role("button", name="Simpan")).to_have_count(0)
    sound(admin)
    answer = post(admin, change, nilai="99")
    assert answer.status == 403
    assert DISAHKAN in answer.text()
    expect(visit(ISI, "auditor").locator("main")).to_contain_text("150.000")


def test_after_that_import_and_service_refuse_in_words(visit: Visit, kantor: Kantor, tmp_path: Path) -> None:
    kantor.menuju("disahkan")
    lembar = (settings.BASE_DIR / "data" / "kota-kupang" / "realisasi.csv").read_text("utf-8-sig")
    assert ";53,05;" in lembar
    (tmp_path / "realisasi.csv").write_text(lembar.replace(";53,05;", ";60;"), "utf-8")
    imported = kantor.manage("muat_data", str(tmp_path))
    assert imported.returncode == 1
    assert "realisasi.csv" in imported.stderr
    assert DISAHKAN in imported.stderr
    assert "Tidak ada data yang dimuat." in imported.stderr
    assert DISAHKAN in kantor.jalankan("ubah_lewat_layanan()")
    expect(visit(ISI, "auditor").locator("main")).to_contain_text("150.000")


def test_the_auditor_follows_the_figure_of_table_10_to_its_evidence_and_its_history(
    visit: Visit, kantor: Kantor, tmp_path: Path
) -> None:
    kantor.menuju("disahkan")
    page = visit(f"{DASAR}tabel/10/", "auditor")
    page.get_by_role("row").filter(has_text=NAMA).get_by_role("link").last.click()
    expect(page).to_have_url(f"{DASAR}indikator/{NOMOR}/")
    working = page.get_by_role("region", name="Perhitungan 2024")
    expect(working).to_contain_text("150.000 ÷ 300.000 × 100% = 50%")
    sound(page)
    assert taken(page, BUKTI, tmp_path).read_bytes() == samples.pdf(BUKTI)
    page.get_by_role("link", name="Riwayat Tahunan 2024").click()
    told = page.locator(".timeline")
    for sentence in ("diubah dari 53,05% menjadi 50%", BUKTI, "diajukan", "diverifikasi", "disahkan"):
        expect(told).to_contain_text(sentence)
    sound(page)
    page.goto(f"{DASAR}jejak/pemeriksaan/")
    button(page, "Periksa sekarang").click()
    expect(page.get_by_role("region", name="Hasil")).to_contain_text("Tidak ada temuan")
    sound(page)
    checked = kantor.manage("verifikasi_jejak")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_year_opened_again_is_marked_until_its_next_edition_which_differs_in_the_mended_cells_alone(
    visit: Visit, kantor: Kantor
) -> None:
    kantor.menuju("disahkan")
    ketua = visit(PENGESAHAN, "pimpinan")
    ketua.get_by_role("link", name="Buka kembali Tahunan 2024").click()
    button(ketua, "Buka kembali Tahunan 2024").click()
    refused(ketua, "alasan", "Tuliskan alasannya.")
    ketua.locator("[name=alasan]").fill(ALASAN)
    button(ketua, "Buka kembali Tahunan 2024").click()
    notice(ketua, "Tahunan 2024 dibuka kembali. Edisi yang sudah terbit tetap tersimpan.")
    expect(ketua.locator("main")).to_contain_text(ALASAN)
    sound(ketua)
    reader = visit(f"{DASAR}tabel/10/", "auditor")
    expect(reader.locator(".figure-state")).to_contain_text("direvisi")
    sound(reader)

    checker = visit(f"{DASAR}verifikasi/{NOMOR}/tahunan/", "verifikator")
    expect(checker.locator("main")).to_contain_text("Direvisi sejak edisi terakhir.")
    checker.get_by_text("Kembalikan untuk diperbaiki").click()
    checker.locator("[name=alasan]").fill(ALASAN)
    button(checker, "Kembalikan").click()
    page = visit(ISI, "operator")
    page.locator("[name=pembilang]").fill("153.000")
    button(page, "Periksa lalu ajukan").click()
    button(page, "Ajukan realisasi tahunan 2024").click()
    checker.goto(f"{DASAR}verifikasi/{NOMOR}/tahunan/")
    button(checker, "Verifikasi").click()
    notice(checker, "sudah diverifikasi.")

    ketua.goto(TUGAS)
    approve(ketua)
    notice(ketua, "Tahunan 2024 disahkan. Edisi 2 sudah terbit.")
    ketua.get_by_role("link", name="Bandingkan dengan edisi 1").click()
    table = ketua.get_by_role("region", name="Tabel 10. ").get_by_role("table")
    assert pairs(table) == [("50%*", "51%*"), ("58,82%", "60%")]
    expect(table.get_by_role("rowheader").filter(has_text=NAMA)).to_have_count(2)
    # The sentences that are made of the figures say them, and the mean of their sasaran.
    told = pairs(ketua.get_by_role("region", name="Kalimat perbandingan").get_by_role("table"))
    assert any("sebesar 50%" in lama and "sebesar 51%" in baru for lama, baru in told)
    # The same two figures wherever else they stand, and what they were computed from.
    assert set(pairs(ketua.locator("main"))) - set(told) == {
        ("50%*", "51%*"),
        ("50", "51"),
        ("58,82%", "60%"),
        ("150000", "153000"),
    }
    sound(ketua)


def test_what_is_changed_past_the_application_is_named(kantor: Kantor) -> None:
    kantor.menuju("disahkan")
    (berkas,) = (path for path in kantor.data.rglob("*") if path.is_file() and path.read_bytes() == samples.pdf(BUKTI))
    berkas.chmod(0o600)
    berkas.write_bytes(samples.pdf(BUKTI).replace(b"Rekap", b"Recap", 1))
    with sqlite3.connect(kantor.database) as database:
        (pk,) = database.execute(
            "SELECT id FROM pengukuran_realisasi WHERE tahun = 2024 AND nilai = 100 ORDER BY id LIMIT 1"
        ).fetchone()
        database.execute("UPDATE pengukuran_realisasi SET nilai = 99 WHERE id = ?", [pk])
        triggers = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_jejak'"
        )
        for (name,) in triggers.fetchall():
            database.execute(f"DROP TRIGGER {name}")
        (nomor,) = database.execute("SELECT nomor FROM audit_jejak WHERE tindakan = 'kembalikan' LIMIT 1").fetchone()
        database.execute("UPDATE audit_jejak SET alasan = 'lain' WHERE rantai = '5371' AND nomor = ?", [nomor])
    checked = kantor.manage("verifikasi_jejak")
    assert checked.returncode == 1
    findings = checked.stderr.splitlines()
    for named in (
        "Pemicu basis data yang menolak perubahan jejak tidak terpasang lengkap.",
        f"Jejak nomor {nomor} tidak cocok dengan sidiknya.",
        "Keterbukaan Informasi Publik: nilai di basis data 99,0000, padahal jejak",
        f"Berkas “{BUKTI}.pdf” sudah berubah sejak diunggah",
    ):
        assert len([line for line in findings if named in line]) == 1, named
    assert len(findings) == 4
