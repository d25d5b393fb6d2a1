"""The page of NKA and IKPA: both scales, the form of the keepers, what was typed is never lost."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from apps.anggaran.services import sidik_nilai
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Entitas
from tests.pengisian.reading import parse, words

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
URL = "/5371/2024/anggaran/nilai/"
IKPA = {"ukuran": "ikpa", "angka": "88,5", "sumber": "OM-SPAN", "tanggal": "2025-01-09", "catatan": ""}


@pytest.fixture
def nka(entitas: Entitas) -> AngkaKutipan:
    return AngkaKutipan.objects.get(entitas=entitas, tahun=2024, ukuran="nka")


def text_of(response: HttpResponse) -> str:
    return words(parse(response).find(".//main"))


def test_each_measure_has_its_own_scale(client_of: SignIn) -> None:
    text = text_of(client_of("auditor").get(URL))
    assert "di atas 80 sampai 90" in text
    assert "89 sampai di bawah 95" in text
    assert "93,71 Sangat baik" in text
    assert "3 Februari 2024" in text
    assert "Belum dicatat." in text
    assert "Catat nilai" not in text


def test_a_keeper_records_one(client_of: SignIn) -> None:
    client = client_of("operator_lain")
    assert client.post(URL, IKPA)["Location"] == URL
    assert "88,50 Cukup" in text_of(client.get(URL))


def test_what_was_typed_stays_with_its_faults(client_of: SignIn) -> None:
    response = client_of("administrator").post(URL, {**IKPA, "angka": "88.5", "tanggal": "besok"})
    text = text_of(response)
    assert "Titik tidak dipakai" in text
    assert "Tanggal ini tidak dapat dibaca" in text
    assert 'value="88.5"' in response.content.decode()
    assert not AngkaKutipan.objects.filter(ukuran="ikpa").exists()


def test_what_the_service_finds_stands_at_its_field(client_of: SignIn) -> None:
    response = client_of("administrator").post(URL, {**IKPA, "angka": "101"})
    assert "Nilai harus antara 0 dan 100." in text_of(response)


def test_a_correction_starts_from_what_stands_there(client_of: SignIn, nka: AngkaKutipan) -> None:
    client = client_of("administrator")
    page = client.get(f"{URL}{nka.pk}/").content.decode()
    assert 'value="93,71"' in page
    sent = {**IKPA, "ukuran": "nka", "sidik": sidik_nilai(nka)}
    assert client.post(f"{URL}{nka.pk}/", sent).status_code == 302
    nka.refresh_from_db()
    assert nka.nilai == "88,50"


def test_a_stale_correction_shows_both_and_can_be_sent_again(client_of: SignIn, nka: AngkaKutipan) -> None:
    client, url = client_of("administrator"), f"{URL}{nka.pk}/"
    sent = {**IKPA, "ukuran": "nka", "sidik": "lama"}
    response = client.post(url, sent)
    assert response.status_code == 409
    text = text_of(response)
    assert "sudah diubah orang lain" in text
    assert "93,71" in text
    assert "88,50" in text
    [sidik] = [field.get("value") for field in parse(response).iterfind(".//input[@name='sidik']")]
    assert client.post(url, {**sent, "sidik": sidik}).status_code == 302


def test_a_figure_of_another_kind_has_no_such_page(client_of: SignIn) -> None:
    pagu = AngkaKutipan.objects.filter(ukuran="pagu")[0]
    assert client_of("administrator").get(f"{URL}{pagu.pk}/").status_code == 404
