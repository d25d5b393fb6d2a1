"""A figure on its way from the operator to the verifikator: mistakes, two people at once, a lost session, a return."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.dokumen import samples
from tests.e2e.conftest import fill_in
from tests.e2e.kantor.conftest import Kantor
from tests.e2e.kantor.isi import BUKTI, DASAR, HAMBATAN, ISI, NAMA, TUGAS
from tests.e2e.kantor.langkah import button, file, notice, refused, sound

pytestmark = pytest.mark.e2e
Visit = Callable[..., Page]
DISIMPAN = "Draf disimpan. Belum diajukan"
DIAJUKAN = "sudah diajukan. Verifikator akan memeriksanya"
ALASAN = "Rekapitulasi belum ditandatangani. Mohon unggah yang sudah ditandatangani."


def save(page: Page) -> None:
    button(page, "Simpan draf").click()


def test_wrong_numbers_are_refused_in_words_and_everything_typed_stays(visit: Visit) -> None:
    page = visit(TUGAS, "operator")
    sound(page)
    page.locator("main").get_by_role("link", name=NAMA, exact=True).click()
    expect(page).to_have_url(ISI)
    page.locator("[name=hambatan]").fill(HAMBATAN)
    for wrong, words in (("53.05", "Tulis 53,05 atau 5305"), ("lima puluh", "“lima puluh” bukan angka")):
        page.locator("[name=nilai]").fill(wrong)
        save(page)
        refused(page, "nilai", words)
        expect(page.locator("[name=nilai]")).to_have_value(wrong)
    page.get_by_label("Pembilang dan penyebut").check()
    page.locator("[name=pembilang]").fill("300.000")
    page.locator("[name=penyebut]").fill("150.000")
    page.locator("[name=catatan_kaki]").fill("Lihat <script>alert(1)</script>")
    save(page)
    refused(page, "pembilang", "Pembilang tidak boleh lebih besar daripada penyebut")
    expect(page.locator("#id_catatan_kaki_error")).to_contain_text("Teks tidak boleh memuat kode HTML")
    for name, typed in (("pembilang", "300.000"), ("penyebut", "150.000"), ("hambatan", HAMBATAN)):
        expect(page.locator(f"[name={name}]")).to_have_value(typed)
    expect(page.locator("[name=catatan_kaki]")).to_have_value("Lihat <script>alert(1)</script>")
    # Nobody else sees anything of it: the figure is still what it was.
    other = visit(ISI, "auditor")
    expect(other.locator("main")).to_contain_text("53,05%")
    expect(other.locator("main")).not_to_contain_text(HAMBATAN)


@pytest.mark.parametrize(
    ("isi", "words"),
    [
        (samples.png(), "Berkas ini bernama .pdf tetapi isinya gambar PNG"),
        (samples.pdf() + b"\0" * 21 * 1024**2, "Berkas ini lebih besar dari 20 MB"),
    ],
    ids=["gambar bernama pdf", "21 MB"],
)
def test_a_file_that_is_not_accepted_is_refused_in_words_and_the_text_stays(
    visit: Visit, tmp_path: Path, isi: bytes, words: str
) -> None:
    berkas = tmp_path / "rekap.pdf"
    berkas.write_bytes(isi)
    page = visit(ISI, "operator")
    page.get_by_label("Nilai persen langsung").check()
    page.locator("[name=nilai]").fill("52")
    page.locator("[name=catatan_kaki]").fill("Menurut D.Hasil")
    page.locator("[name=judul_bukti]").fill("Rekapitulasi")
    page.locator("[name=unggahan]").set_input_files(berkas)
    save(page)
    refused(page, "unggahan", words)
    for name, typed in (("nilai", "52"), ("catatan_kaki", "Menurut D.Hasil"), ("judul_bukti", "Rekapitulasi")):
        expect(page.locator(f"[name={name}]")).to_have_value(typed)
    expect(visit(ISI, "auditor").locator("main")).to_contain_text("Belum ada bukti dukung.")


def test_a_value_far_from_its_history_asks_once_for_a_reason_and_never_forbids(visit: Visit) -> None:
    page = visit(f"{DASAR}isi/1/triwulan-4/", "operator")
    page.get_by_label("Nilai persen langsung").check()
    page.locator("[name=nilai]").fill("90")
    save(page)
    expect(page.locator("[data-error-summary]")).to_contain_text("Nilai 90% naik 55 poin dari nilai sebelumnya, 35%.")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    sound(page)
    page.locator("[name=penjelasan]").fill("Semua partai memperbarui datanya menjelang pemilihan.")
    save(page)
    notice(page, DISIMPAN)
    expect(page.locator("[name=penjelasan]")).to_have_value("Semua partai memperbarui datanya menjelang pemilihan.")


def test_a_right_value_shows_its_working_while_it_is_typed_and_is_saved_with_its_evidence(visit: Visit) -> None:
    page = visit(ISI, "operator")
    page.get_by_label("Pembilang dan penyebut").check()
    page.locator("[name=pembilang]").fill("150.000")
    page.locator("[name=penyebut]").fill("300.000")
    expect(page.locator("#hitung")).to_contain_text("150.000 ÷ 300.000 × 100% = 50%")
    expect(page.locator("#hitung .figure")).to_have_text("Capaian 58,82%")
    page.locator("[name=catatan_kaki]").fill("")
    page.locator("[name=hambatan]").fill(HAMBATAN)
    page.locator("[name=judul_bukti]").fill("")
    page.locator("[name=unggahan]").set_input_files(file(f"{BUKTI}.pdf", samples.pdf(BUKTI)))
    save(page)
    notice(page, DISIMPAN)
    expect(page.locator("#bukti")).to_contain_text(BUKTI)
    sound(page)


def test_a_stale_version_shows_both_values_and_goes_on_only_deliberately(visit: Visit, kantor: Kantor) -> None:
    kantor.menuju("terisi")
    page = visit(ISI, "operator")
    page.locator("[name=pembilang]").fill("150.300")
    page.locator("[name=uraian]").fill("Ditulis operator.")
    other = visit(ISI, "verifikator")
    other.locator("[name=pembilang]").fill("150.600")
    save(other)
    notice(other, DISIMPAN)
    save(page)
    clash = page.get_by_role("alert")
    expect(clash).to_be_focused()
    expect(clash).to_contain_text("Verifikator Perencanaan (contoh)")
    for cell in ("150.600", "150.300", "Ditulis operator."):
        expect(clash.get_by_role("cell").filter(has_text=cell)).to_be_visible()
    sound(page)
    expect(visit(ISI, "auditor").locator("main")).to_contain_text("150.600")
    expect(page.locator("[name=pembilang]")).to_have_value("150.300")
    expect(page.locator("[name=uraian]")).to_have_value("Ditulis operator.")
    save(page)
    notice(page, DISIMPAN)
    expect(page.locator("[name=pembilang]")).to_have_value("150.300")


def test_after_a_lost_session_the_text_is_there_for_its_writer_and_for_nobody_else(
    visit: Visit, kantor: Kantor
) -> None:
    kantor.menuju("terisi")
    typed = "Ditulis sesaat sebelum sesi berakhir."
    for who, value in (("verifikator", ""), ("operator", typed)):
        page = visit(ISI, "operator")
        page.context.clear_cookies(name="sessionid")
        page.locator("[name=alternatif]").fill(typed)
        save(page)
        expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
        fill_in(page, who)
        expect(page).to_have_url(ISI)
        expect(page.locator("[name=alternatif]")).to_have_value(value)
        sound(page)
    save(page)
    notice(page, DISIMPAN)
    expect(page.locator("[name=alternatif]")).to_have_value(typed)


def test_answers_are_checked_before_they_are_handed_in(visit: Visit, kantor: Kantor) -> None:
    kantor.menuju("terisi")
    page = visit(ISI, "operator")
    button(page, "Periksa lalu ajukan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa jawaban")
    expect(page.locator("main")).to_contain_text(HAMBATAN)
    sound(page)
    button(page, "Ajukan realisasi tahunan 2024").click()
    notice(page, DIAJUKAN)
    expect(page.locator("form[data-isian]")).to_have_count(0)
    sound(page)


def test_the_verifikator_returns_it_with_a_reason_and_the_operator_mends_it(visit: Visit, kantor: Kantor) -> None:
    kantor.menuju("diajukan")
    checker = visit(TUGAS, "verifikator")
    sound(checker)
    checker.get_by_role("button", name=f"Periksa {NAMA}").click()
    expect(checker.get_by_role("heading", level=1)).to_have_text(NAMA)
    sound(checker)
    checker.get_by_text("Kembalikan untuk diperbaiki").click()
    button(checker, "Kembalikan").click()
    refused(checker, "alasan", "Tuliskan alasannya")
    checker.locator("[name=alasan]").fill(ALASAN)
    button(checker, "Kembalikan").click()
    notice(checker, "sudah dikembalikan kepada pengisinya")

    page = visit(TUGAS, "operator")
    task = page.get_by_role("listitem").filter(has_text=NAMA)
    expect(task).to_contain_text("Dikembalikan oleh Verifikator Perencanaan (contoh)")
    expect(task).to_contain_text(ALASAN)
    sound(page)
    task.get_by_role("link", name=f"Perbaiki {NAMA}").click()
    expect(page.locator(".notice")).to_contain_text([ALASAN])
    page.locator("[name=unggahan]").set_input_files(file("Rekapitulasi bertanda tangan.pdf", samples.pdf("tanda")))
    button(page, "Periksa lalu ajukan").click()
    button(page, "Ajukan realisasi tahunan 2024").click()
    notice(page, DIAJUKAN)


def test_the_verifikator_verifies_and_then_nobody_fills_it_in(visit: Visit, kantor: Kantor) -> None:
    kantor.menuju("diajukan")
    checker = visit(TUGAS, "verifikator")
    checker.get_by_role("button", name=f"Periksa {NAMA}").click()
    button(checker, "Verifikasi").click()
    notice(checker, "sudah diverifikasi.")
    page = visit(ISI, "operator")
    expect(page.locator(".notice").first).to_contain_text("Hanya dapat dibaca.")
    expect(page.locator("form[data-isian]")).to_have_count(0)
    sound(page)
