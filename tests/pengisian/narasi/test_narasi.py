"""The page at which a comparison is edited: what it shows, writes and gives back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.organisasi.models import Pengguna
from apps.pengukuran.models import Narasi, Realisasi
from apps.siklus.models import Periode
from tests.pengisian.reading import parse, words
from tests.pengukuran.test_narasi import approve

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
AWAL = "Realisasi 2024 sebesar 69,66%, lebih rendah 15,34 poin persen daripada target 85%; capaian 81,95%."


def at(nomor: int = 6, perbandingan: int = 1, name: str = "narasi") -> str:
    return reverse(name, args=["5371", 2024, nomor, perbandingan])


HALAMAN = reverse("indikator", args=["5371", 2024, 6])


def filled(client: Client, url: str, **given: Any) -> dict[str, Any]:
    """The form as a browser would send it."""
    form = parse(client.get(url)).xpath("//main//form[@method='post']")[0]
    values = {field.get("name"): field.get("value") or "" for field in form.xpath(".//input[@name]")}
    return {**values, "isi": form.xpath(".//textarea")[0].text.lstrip("\n"), "aksi": "simpan", **given}


def main(response: Any) -> str:
    return words(parse(response).xpath("//main")[0])


def test_the_form_begins_with_the_generated_sentence_and_shows_it_beside(client_of: SignIn) -> None:
    client = client_of("operator")
    assert filled(client, at())["isi"] == AWAL
    assert f"Kalimat dari angka {AWAL}" in main(client.get(at()))
    assert "Kembalikan ke kalimat awal" not in main(client.get(at()))


def test_a_text_is_saved_shown_in_its_place_and_taken_back(client_of: SignIn) -> None:
    client = client_of("operator")
    response = client.post(at(), filled(client, at(), isi="Partisipasi <belum> 85%.\n\nAlasan."), follow=True)
    assert response.redirect_chain[0][0] == f"{HALAMAN}#perbandingan-1"
    page = parse(response)
    section = words(page.get_element_by_id("perbandingan-1"))
    assert "Partisipasi <belum> 85%. Alasan." in section
    assert f"Kalimat dari angka: {AWAL}" in section
    assert "Disunting " in section
    assert len(page.xpath("//*[@id='perbandingan-1']//div[@class='comparison-text']/p")) == 2
    response = client.post(at(), filled(client, at(), aksi="kembalikan"), follow=True)
    assert "Kalimat awal dipakai lagi." in main(response)
    assert not Narasi.objects.exists()


def test_nothing_changed_is_said(client_of: SignIn) -> None:
    client = client_of("operator")
    client.post(at(), filled(client, at(), isi="Kami."))
    response = client.post(at(), filled(client, at()), follow=True)
    assert "Tidak ada yang berubah pada teks ini." in main(response)
    assert Narasi.objects.get().versi == 1


def test_figures_that_change_later_are_told_with_both_sentences(client_of: SignIn) -> None:
    client = client_of("operator")
    client.post(at(), filled(client, at(), isi="Kami."))
    Realisasi.objects.filter(adopsi__nomor=6, tahun=2024, triwulan=0).update(nilai=70)
    section = words(parse(client.get(HALAMAN)).get_element_by_id("perbandingan-1"))
    assert "Angka berubah sejak kalimat ini disunting." in section
    assert "Kalimat sekarang: Realisasi 2024 sebesar 70%," in section
    assert f"Kalimat ketika disunting: {AWAL}" in section
    page = main(client.get(at()))
    assert "Angka berubah sejak kalimat ini disunting" in page
    assert AWAL in page
    # Saved again, it stands beside the figures as they are now.
    client.post(at(), filled(client, at()))
    assert Narasi.objects.get().dasar.startswith("Realisasi 2024 sebesar 70%,")
    assert "Angka berubah" not in main(client.get(HALAMAN))


def test_two_people_at_once_see_both_texts_and_nothing_typed_is_lost(client_of: SignIn) -> None:
    one, two = client_of("operator"), client_of("verifikator")
    stale = filled(one, at(), isi="Ketikan operator.")
    two.post(at(), filled(two, at(), isi="Teks verifikator."))
    response = one.post(at(), stale)
    assert response.status_code == 409
    page = main(response)
    assert "Teks ini sudah diubah orang lain sejak Anda membukanya." in page
    assert "Yang tersimpan sekarang Teks verifikator." in page
    form = parse(response).xpath("//main//form[@method='post']")[0]
    assert form.xpath(".//textarea")[0].text.strip() == "Ketikan operator."
    values = {field.get("name"): field.get("value") or "" for field in form.xpath(".//input[@name]")}
    again = one.post(at(), {**values, "isi": "Ketikan operator.", "aksi": "simpan"})
    assert again.status_code == 302
    assert Narasi.objects.get().isi == "Ketikan operator."


def test_figures_that_moved_while_typing_are_shown_first(client_of: SignIn) -> None:
    client = client_of("operator")
    stale = filled(client, at(), isi="Ketikan.")
    Realisasi.objects.filter(adopsi__nomor=6, tahun=2024, triwulan=0).update(nilai=70)
    response = client.post(at(), stale)
    assert response.status_code == 409
    assert "Angkanya berubah sejak Anda membuka halaman ini" in main(response)
    assert "Realisasi 2024 sebesar 70%" in main(response)
    assert "Ketikan." in main(response)


def test_a_sentence_of_several_lines_comes_back_as_a_browser_sends_it(client_of: SignIn) -> None:
    belum = {"keadaan": "belum_terukur", "nilai": None, "pembilang": None, "penyebut": None}
    angka = Realisasi.objects.filter(adopsi__nomor=6, tahun=2024, triwulan=0)
    angka.update(**belum, alasan="Survei ditunda.\nMenunggu pusat.")
    client = client_of("operator")
    sent = filled(client, at(), isi="Kami.")
    assert "\n" in sent["dasar"]
    assert client.post(at(), {**sent, "dasar": sent["dasar"].replace("\n", "\r\n")}).status_code == 302
    assert "\r" not in Narasi.objects.get().dasar


def test_an_empty_text_says_what_to_do(client_of: SignIn) -> None:
    client = client_of("operator")
    response = client.post(at(), filled(client, at(), isi="  "))
    assert response.status_code == 200
    assert "Tuliskan isinya, atau kembalikan ke kalimat awal." in main(response)
    assert parse(response).xpath("//title")[0].text_content().startswith("Galat: ")


def test_a_year_approved_meanwhile_keeps_what_was_typed(
    client_of: SignIn, periode: Periode, cast: dict[str, Pengguna]
) -> None:
    client = client_of("operator")
    typed = filled(client, at(), isi="Ketikan panjang.")
    approve(periode, cast["pimpinan"])
    response = client.post(at(), typed)
    assert "Yang Anda ketik belum disimpan." in main(response)
    assert "Ketikan panjang." in main(response)
    assert client.get(at()).status_code == 403
    assert "perbandingan/1" not in client.get(HALAMAN).content.decode()


def test_typed_text_survives_the_end_of_a_session(client_of: SignIn, client: Client, cast: dict[str, Pengguna]) -> None:
    typed = filled(client_of("operator"), at(), isi="Ketikan sebelum sesi berakhir.")
    response = client.post(at(), typed)
    assert response.status_code == 302
    client.force_login(cast["operator"])
    page = main(client.get(at()))
    assert "Ketikan sebelum sesi berakhir." in page
    assert "belum disimpan" in page


@pytest.mark.parametrize("url", [at(13), at(6, 8), at(6, 0), at(6, 1, "narasi_sasaran")])
def test_what_does_not_exist_is_not_found(client_of: SignIn, url: str) -> None:
    assert client_of("administrator").get(url).status_code == 404


@pytest.mark.parametrize("nomor", range(1, 8))
def test_every_comparison_of_indicator_and_sasaran_can_be_edited(client_of: SignIn, nomor: int) -> None:
    client = client_of("administrator")
    for url in (at(3, nomor), at(3, nomor, "narasi_sasaran")):
        assert client.post(url, filled(client, url, isi="Kami.")).status_code == 302
    assert Narasi.objects.filter(perbandingan=nomor).count() == 2
