"""The page of the reconciliation: what it shows, what its forms write, and what comes back when they do not."""

import csv
import io
from collections.abc import Callable
from typing import Any

import lxml.html
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.anggaran.models import PenjelasanSelisih
from apps.anggaran.rekonsiliasi import fetch_rekonsiliasi
from apps.audit.models import Jejak
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.siklus.models import Pengesahan, Periode
from tests.pengisian.selisih import PENJELASAN, jelaskan_semua

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
KETIKAN = "Tabel 30 <memakai> pagu sebelum revisi."


def at(name: str = "anggaran_rekonsiliasi", *args: Any, tahun: int = 2024) -> str:
    return reverse(name, args=["5371", tahun, *args])


def page_of(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, response.status_code
    return lxml.html.fromstring(response.content)


def text_of(node: Any) -> str:
    return " ".join(node.text_content().split())


def cards(page: Any) -> dict[str, Any]:
    """The differences by their headings."""
    return {text_of(card.find(".//h3")): card for card in page.xpath("//article[contains(@class, 'recon')]")}


def filled(page: Any, judul: str, **given: Any) -> dict[str, Any]:
    """The form of one difference as it would be sent."""
    [form] = [card.find(".//form") for name, card in cards(page).items() if name.startswith(judul)]
    values: dict[str, Any] = {"kunci": form.xpath(".//input[@name='kunci']/@value")}
    for name in ("nilai_kita", "nilai_lain", "versi"):
        [values[name]] = form.xpath(f".//input[@name='{name}']/@value")
    return {**values, "aksi": "simpan", "penjelasan": KETIKAN, **given}


PAGU = "Pagu 076.01.CQ.6639.BDB.001.051"


def test_the_differences_of_2024_stand_with_both_amounts_and_their_prints(client_of: SignIn) -> None:
    page = page_of(client_of("auditor").get(at()))
    found = cards(page)
    assert [name[:28] for name in found] == [
        "Realisasi Total",
        "Sisa pagu Total",
        "Efisiensi Total",
        "Pagu 076.01.CQ.6639.BDB.001.",
        "Realisasi 076.01.WA Program ",
        "Sisa pagu 076.01.WA Program ",
        "Persentase serapan 076.01.WA",
    ]
    wa = text_of(found["Realisasi 076.01.WA Program Dukungan Manajemen"])
    for said in ("Rp3.400.009.655", "Rp3.399.408.465", "-Rp601.190", "LKj 2024, Tabel 29, halaman 44"):
        assert said in wa
    assert "0,15%" in text_of(found["Efisiensi Total"])
    assert "+5,31 poin persen" in text_of(found["Efisiensi Total"])
    assert "+Rp2.997" in next(text_of(card) for name, card in found.items() if name.startswith(PAGU))
    tiles = [text_of(tile) for tile in page.xpath("//div[@class='tile']")]
    assert tiles == ["Belum dijelaskan 7", "Sudah dijelaskan 0", "Angka yang sama 20", "Tidak dapat dibandingkan 1"]
    assert "DIPA awal dicatat tanpa rincian" in text_of(page.find(".//main"))


def test_every_figure_of_ours_leads_to_where_it_comes_about(client_of: SignIn) -> None:
    client = client_of("auditor")
    for name, card in cards(page_of(client.get(at()))).items():
        [link] = card.xpath(".//dl//a")
        assert text_of(link).removeprefix("Rp") in client.get(link.get("href")).content.decode(), name


@pytest.mark.parametrize(
    ("who", "forms"),
    [("operator_lain", 7), ("verifikator", 7), ("administrator", 7), ("operator", 0), ("pimpinan", 0), ("auditor", 0)],
)
def test_only_those_who_explain_get_forms(client_of: SignIn, who: str, forms: int) -> None:
    page = page_of(client_of(who).get(at()))
    assert len(page.xpath("//article//form")) == forms
    assert ("Selisih dijelaskan pengelola anggaran" in text_of(page)) == (forms == 0)


def test_an_explanation_moves_its_difference_down_and_can_be_mended_and_withdrawn(client_of: SignIn) -> None:
    client = client_of("verifikator")
    page = page_of(client.post(at(), filled(page_of(client.get(at())), PAGU), follow=True))
    assert "Penjelasan disimpan." in text_of(page)
    assert list(cards(page))[-1].startswith(PAGU)
    card = list(cards(page).values())[-1]
    assert KETIKAN in text_of(card)
    assert card.find(".//details").get("open") is None
    page = page_of(client.post(at(), filled(page, PAGU, penjelasan="Lebih jelas."), follow=True))
    assert PenjelasanSelisih.objects.get().penjelasan == "Lebih jelas."
    page = page_of(client.post(at(), filled(page, PAGU, aksi="tarik"), follow=True))
    assert "Penjelasan ditarik kembali." in text_of(page)
    assert not PenjelasanSelisih.objects.exists()


def test_one_form_explains_all_prints_of_the_same_difference(client_of: SignIn) -> None:
    client = client_of("operator_lain")
    page = page_of(client.post(at(), filled(page_of(client.get(at())), "Realisasi Total"), follow=True))
    assert "Penjelasan disimpan untuk 4 cetakan yang sama." in text_of(page)
    assert PenjelasanSelisih.objects.count() == 4


def test_an_empty_explanation_comes_back_at_its_field(client_of: SignIn) -> None:
    client = client_of("verifikator")
    page = page_of(client.post(at(), filled(page_of(client.get(at())), PAGU, penjelasan=" ")))
    assert page.find(".//title").text_content().strip().startswith("Galat")
    [link] = page.xpath("//div[@data-error-summary]//a")
    [field] = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
    assert field.tag == "textarea"
    assert "Tuliskan mengapa kedua angka ini berbeda." in text_of(link)
    assert len(page.xpath("//*[@aria-invalid='true']")) == 1


def test_amounts_that_moved_meanwhile_are_shown_with_what_was_typed(client_of: SignIn) -> None:
    client = client_of("verifikator")
    form = filled(page_of(client.get(at())), PAGU)
    AngkaKutipan.objects.filter(subjek="6639.BDB.001.051").update(rupiah=26_247_745_001)
    page = page_of(client.post(at(), form), 409)
    card = next(card for name, card in cards(page).items() if name.startswith(PAGU))
    assert "+Rp1" in text_of(card)
    assert card.find(".//textarea").value.strip() == KETIKAN
    assert "Angkanya sudah berubah" in text_of(card)
    again = page_of(client.post(at(), filled(page, PAGU), follow=True))
    assert "Penjelasan disimpan." in text_of(again)


def test_words_of_somebody_else_are_shown_beside_what_was_typed(client_of: SignIn) -> None:
    client, other = client_of("verifikator"), client_of("operator_lain")
    page = page_of(client.get(at()))
    other.post(at(), filled(page, PAGU, penjelasan="Yang pertama."))
    page = page_of(client.post(at(), filled(page, PAGU)), 409)
    card = next(card for name, card in cards(page).items() if name.startswith(PAGU))
    assert card.find(".//details").get("open") is not None
    assert "Yang pertama." in text_of(card)
    assert card.find(".//textarea").value.strip() == KETIKAN
    assert PenjelasanSelisih.objects.get().penjelasan == "Yang pertama."


def test_what_was_typed_about_a_difference_that_is_gone_is_not_lost(client_of: SignIn) -> None:
    client = client_of("verifikator")
    form = filled(page_of(client.get(at())), PAGU)
    AngkaKutipan.objects.filter(subjek="6639.BDB.001.051").delete()
    page = page_of(client.post(at(), form), 409)
    [link] = page.xpath("//div[@data-error-summary]//a")
    [kept] = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
    assert text_of(kept) == KETIKAN
    assert "Selisih ini sudah tidak ada" in text_of(link)


def test_former_words_about_other_amounts_are_shown(
    client_of: SignIn, cast: dict[str, Pengguna], satker: Satker
) -> None:
    jelaskan_semua(cast["verifikator"], satker)
    AngkaKutipan.objects.filter(subjek="6639.BDB.001.051").update(rupiah=5)
    page = page_of(client_of("auditor").get(at()))
    [card] = [c for c in cards(page).values() if "Belum dijelaskan" in text_of(c)]
    assert f"Penjelasan lama, tentang Rp26.247.745.000 dan Rp26.247.747.997: {PENJELASAN}" in text_of(card)


def test_an_approved_year_says_so_and_notes_the_attempt(
    client_of: SignIn, cast: dict[str, Pengguna], entitas: Entitas
) -> None:
    client = client_of("verifikator")
    form = filled(page_of(client.get(at())), PAGU)
    Pengesahan.objects.create(
        periode=Periode.objects.get(entitas=entitas, tahun=2024, triwulan=0),
        cara="aplikasi",
        tanggal=timezone.localdate(),
        penandatangan="Ketua",
        disahkan_oleh=cast["pimpinan"],
    )
    page = page_of(client.post(at(), form))
    assert "Yang Anda ketik belum disimpan." in text_of(page.xpath("//div[@data-error-summary]")[0])
    assert Jejak.objects.latest("pk").tindakan == "ditolak"
    page = page_of(client.get(at()))
    assert "sudah disahkan" in text_of(page.xpath("//div[contains(@class, 'notice')]")[0])
    assert not page.xpath("//article//form")


def test_a_year_without_a_budget_says_what_to_do(client_of: SignIn) -> None:
    text = text_of(page_of(client_of("auditor").get(at(tahun=2023))))
    assert "Anggaran tahun ini belum dimuat" in text
    assert client_of("auditor").get(at("unduh_rekonsiliasi", "xlsx", tahun=2023)).status_code == 200


def test_the_list_goes_to_excel_and_csv_with_its_explanations(
    client_of: SignIn, cast: dict[str, Pengguna], satker: Satker
) -> None:
    jelaskan_semua(cast["verifikator"], satker)
    client = client_of("auditor")
    response = client.get(at("unduh_rekonsiliasi", "csv"))
    assert response["Content-Disposition"] == 'attachment; filename="rekonsiliasi-anggaran-5371-2024.csv"'
    text = response.content.decode("utf-8-sig")
    assert "601190" in text.replace(".", "")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert sum(PENJELASAN in row for row in rows) == len(fetch_rekonsiliasi(satker, 2024).selisih)
    assert any("DIPA awal dicatat tanpa rincian" in cell for row in rows for cell in row)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(at("unduh_rekonsiliasi", "xlsx")).content)).active
    assert sheet is not None
    formulas = [c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str) and c.value[0:1] == "="]
    assert len(formulas) == sum(not s.persen for s in fetch_rekonsiliasi(satker, 2024).selisih)
    assert client.get(at("unduh_rekonsiliasi", "pdf")).status_code == 404
