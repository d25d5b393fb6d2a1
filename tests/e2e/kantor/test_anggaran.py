"""The money of a year: brought in from a file, refused, revised, corrected, traced, and reconciled before approval."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from apps.anggaran.importers.baris import IsiBerkas
from apps.anggaran.importers.contoh import buat_contoh, geser_rupiah
from apps.ui.numbers import format_bulat, format_rupiah
from tests.e2e.kantor.conftest import Kantor
from tests.e2e.kantor.isi import DASAR, KEUANGAN
from tests.e2e.kantor.langkah import button, file, notice, refused, sound
from tests.e2e.kantor.papan_tik import press, reach, write
from tests.penganggaran.berkas import revisi, xlsx
from tests.pengisian.selisih import PENJELASAN

pytestmark = pytest.mark.e2e
Visit = Callable[..., Page]
TAHUN, TAHUN_REVISI, TAHUN_KETIKAN = 2025, 2026, 2023
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Milliseconds that the work in the background may take on a busy machine.
SABAR = 30_000


@pytest.fixture(scope="module", autouse=True)
def pekerja(kantor: Kantor) -> Iterator[None]:
    """The worker that stands beside the server."""
    with kantor.work():
        yield


def anggaran(tahun: int) -> str:
    return f"/5371/{tahun}/anggaran/"


def unggah(page: Page, nama: str, isi: bytes) -> None:
    """Choose a file on the page of the import and wait until it was read."""
    page.locator("[name=unggahan]").set_input_files(file(nama, isi, XLSX))
    button(page, "Unggah dan lihat pratinjau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(nama)
    expect(page.locator("#kemajuan-kerja")).to_have_count(0, timeout=SABAR)


def muat(kantor: Kantor, folder: Path, isi: IsiBerkas) -> None:
    """Bring a file in with the command, as the beginning of a journey about something else."""
    berkas = folder / "fa-awal.xlsx"
    berkas.write_bytes(xlsx(isi))
    perintah = ["--satker", "5371", "--tahun", str(isi.kepala.tahun), "--terapkan"]
    kantor.manage("impor_fa_detail", str(berkas), *perintah, check=True)


def terapkan(page: Page, **isian: str) -> None:
    """Fill in the form below the preview and wait until the file is applied."""
    for nama, teks in isian.items():
        bidang = page.locator(f"[name={nama}]")
        bidang.select_option(teks) if nama == "basis" else bidang.fill(teks)
    button(page, "Terapkan berkas ini").click()
    expect(page.get_by_role("heading", name="Yang diterapkan")).to_be_visible(timeout=SABAR)


def baris(page: Page, judul: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader").filter(has_text=judul))


def koreksi(isi: IsiBerkas, rupiah: int) -> IsiBerkas:
    """One item spent so much more in the period, and so did every line above it."""
    jalur = isi.baris[-1].jalur

    def tambah(jumlah):  # type: ignore[no-untyped-def]
        return replace(jumlah, ini=jumlah.ini + rupiah, realisasi=jumlah.realisasi + rupiah, sisa=jumlah.sisa - rupiah)

    semua = [
        replace(b, jumlah=tambah(b.jumlah)) if jalur[: len(b.jalur)] == b.jalur and b.jumlah.pagu is not None else b
        for b in isi.baris
    ]
    return replace(isi, baris=semua, jumlah_seluruhnya=tambah(isi.jumlah_seluruhnya))


def test_a_file_with_one_rupiah_moved_is_refused_and_the_right_one_becomes_the_tree(visit: Visit) -> None:
    isi, impor = buat_contoh(60, tahun=TAHUN), f"{anggaran(TAHUN)}impor/"
    page = visit(impor, KEUANGAN)
    sound(page)
    button(page, "Unggah dan lihat pratinjau").click()
    refused(page, "unggahan", "Pilih berkasnya.")
    unggah(page, "fa-keliru.xlsx", xlsx(geser_rupiah(isi, 20, "pagu")))
    expect(page.get_by_role("heading", name="Berkas ini ditolak")).to_be_visible()
    expect(page.locator("main")).to_contain_text("selisih Rp1")
    sound(page)

    page.get_by_role("link", name="unggah lagi").click()
    unggah(page, "fa-desember.xlsx", xlsx(isi))
    total = isi.jumlah_seluruhnya
    assert total.pagu
    assert total.realisasi
    expect(page.locator(".tiles")).to_contain_text(format_rupiah(total.pagu))
    expect(page.locator(".tiles")).to_contain_text(format_rupiah(total.realisasi))
    notice(page, "sama dengan JUMLAH SELURUHNYA di berkas")
    sound(page)
    terapkan(page, nama="DIPA awal", alasan="DIPA petikan turun.", basis="sp2d")
    notice(page, "Dibuat versi “DIPA awal”.")
    sound(page)

    page.goto(f"{anggaran(TAHUN)}pohon/")
    jumlah = baris(page, "Jumlah seluruhnya").get_by_role("cell")
    expect(jumlah.filter(has_text=format_bulat(total.pagu))).to_have_count(1)
    expect(jumlah.filter(has_text=format_bulat(total.realisasi))).to_have_count(1)
    sound(page)
    page.goto(impor)
    unggah(page, "fa-lagi.xlsx", xlsx(isi))
    notice(page, "Tidak ada yang berubah:")


def test_a_revision_and_a_correction_are_kept_beside_what_they_replace_and_traced_to_their_files(
    visit: Visit, kantor: Kantor, tmp_path: Path
) -> None:
    awal = buat_contoh(60, tahun=TAHUN_REVISI)
    berubah = revisi(awal, 1_234_000)
    berkas, item = xlsx(berubah), awal.baris[-1]
    muat(kantor, tmp_path, awal)

    page = visit(f"{anggaran(TAHUN_REVISI)}impor/", KEUANGAN)
    unggah(page, "fa-revisi.xlsx", berkas)
    expect(baris(page, item.nama).first).to_contain_text("+1.234.000")
    terapkan(page, nama="Revisi 1", nomor="DIPA-01/REV", alasan="Pergeseran antarkomponen.")
    page.goto(f"{anggaran(TAHUN_REVISI)}revisi/")
    notice(page, "bertambah Rp1.234.000")
    notice(page, "Alasan: Pergeseran antarkomponen.")
    expect(baris(page, item.nama).first).to_contain_text("1.234.000")
    sound(page)

    page.goto(f"{anggaran(TAHUN_REVISI)}impor/")
    unggah(page, "fa-perbaikan.xlsx", xlsx(koreksi(berubah, 7)))
    page.locator("[name=alasan_perbaikan]").fill(" ")
    button(page, "Terapkan berkas ini").click()
    refused(page, "alasan_perbaikan", "Tuliskan mengapa diperbaiki")
    terapkan(page, alasan_perbaikan="Satu SPM terlambat dicatat.", basis="sp2d")
    telusuri(visit(f"{anggaran(TAHUN_REVISI)}pohon/", "auditor"), item.nama, berkas)


def telusuri(page: Page, nama: str, berkas: bytes) -> None:
    """From a line of the tree to its states, to the entry of the journal, and to the file itself."""
    page.get_by_role("searchbox").fill(nama)
    page.get_by_role("searchbox").press("Enter")
    page.get_by_role("link", name=nama).first.click()
    keadaan = page.get_by_role("region", name="Realisasi setiap keadaan")
    for kata in ("Sudah diperbaiki", "Perbaikan ke-1", "Satu SPM terlambat dicatat.", "SP2D"):
        expect(keadaan).to_contain_text(kata)
    versi = page.get_by_role("region", name="Pagu setiap versi DIPA").get_by_role("row").filter(has_text="Revisi 1")
    expect(versi).to_contain_text("+1.234.000")
    sound(page)
    versi.get_by_role("link").last.click()
    for kata in ("Operator Keuangan", "Revisi 1", "Pergeseran antarkomponen."):
        expect(page.locator("main")).to_contain_text(kata)
    sound(page)

    sidik = hashlib.sha256(berkas).hexdigest()
    page.goto(f"{anggaran(TAHUN_REVISI)}revisi/")
    expect(page.locator(".road")).to_contain_text(sidik)
    with page.expect_download() as download:
        page.get_by_role("link", name="fa-revisi.xlsx").click()
    assert download.value.path().read_bytes() == berkas


def test_a_month_is_typed_and_saved_without_a_mouse(visit: Visit, kantor: Kantor, tmp_path: Path) -> None:
    muat(kantor, tmp_path, buat_contoh(16, tahun=TAHUN_KETIKAN, bulan=1))
    page = visit(f"{anggaran(TAHUN_KETIKAN)}isi/", KEUANGAN)
    sel = page.locator("[data-lembar-baris]").first.locator("[data-sel]").first
    write(page, sel, "1.250")
    nol = page.get_by_role("button", name="Isi 0 pada sel kosong Februari")
    reach(page, nol, "Shift+Tab")
    press(page, nol)
    press(page, button(page, "Simpan lembar"))
    notice(page, "1 bulan disimpan.")
    expect(sel).to_have_value("1.250")
    sound(page)
    page.goto(f"{anggaran(TAHUN_KETIKAN)}bulanan/")
    expect(baris(page, "Februari").first).to_contain_text("1.250")


def test_the_year_is_approved_only_after_its_differences_are_explained(visit: Visit, kantor: Kantor) -> None:
    kantor.menuju("terverifikasi")
    ketua = visit(f"{DASAR}pengesahan/tahunan/", "pimpinan")
    notice(ketua, "Masih ada 7 selisih anggaran yang belum dijelaskan.")
    expect(button(ketua, "Sahkan Tahunan 2024")).to_have_count(0)
    sound(ketua)

    page = visit(f"{DASAR}anggaran/rekonsiliasi/", "verifikator")
    for kata in ("-Rp601.190", "+Rp2.997", "5,46%"):
        expect(page.locator("main")).to_contain_text(kata)
    belum = page.get_by_role("article").filter(has_text="Belum dijelaskan")
    for tersisa in range(7, 0, -1):
        expect(belum).to_have_count(tersisa)
        belum.first.locator("textarea").fill(PENJELASAN)
        belum.first.get_by_role("button", name="Simpan penjelasan").click()
    notice(page, "Tidak ada selisih yang menunggu")
    sound(page)

    ketua.reload()
    expect(ketua.locator("main")).not_to_contain_text("belum dijelaskan")
    ketua.get_by_label("Saya sudah memeriksa angka di atas").check()
    button(ketua, "Sahkan Tahunan 2024").click()
    notice(ketua, "Tahunan 2024 disahkan. Edisi 1 sudah terbit.")
    tertutup = visit(f"{DASAR}anggaran/impor/", KEUANGAN)
    notice(tertutup, "sudah disahkan")
    expect(tertutup.locator("[name=unggahan]")).to_have_count(0)
