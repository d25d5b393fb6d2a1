"""The page of shares: links added, shared and released at once; refusals keep what was typed."""

from decimal import Decimal as D
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from apps.anggaran.models import DukunganKegiatan, PosAnggaran
from apps.perencanaan.models import AdopsiIndikator
from tests.anggaran.test_keluaran import tutup
from tests.penganggaran.test_keluaran import form, text

pytestmark = pytest.mark.django_db
URL = reverse("anggaran_dukungan", args=["5371", 2024])


@pytest.fixture
def pos(satker: Any) -> int:
    return PosAnggaran.objects.get(dipa__tahun=2024, jenis="kegiatan", kode="3355").pk


@pytest.fixture
def adopsi(entitas: Any) -> dict[int, int]:
    return dict(AdopsiIndikator.objects.filter(entitas=entitas).values_list("nomor", "pk"))


@pytest.fixture
def client(client_of: Any) -> Client:
    return client_of("operator_lain")


def links(pos: int) -> dict[int, D | None]:
    return dict(DukunganKegiatan.objects.filter(pos=pos).values_list("adopsi__nomor", "porsi"))


def test_a_link_is_added_shared_and_released(client: Client, pos: int, adopsi: dict[int, int]) -> None:
    assert "Belum ada kegiatan yang dihubungkan." in text(client.get(URL))
    tambah = {f"tambah-{pos}": str(adopsi[2]), f"porsi-{pos}-0": ""}
    page = client.post(URL, form(client.get(URL)) | tambah, follow=True)
    assert "1 kaitan disimpan." in text(page)
    assert links(pos) == {2: None}
    assert "1 kaitan belum memiliki porsi." in text(page)
    assert "Porsi belum ditetapkan. Isi bagiannya dalam persen." in text(page)
    page = client.post(URL, form(page) | {f"porsi-{pos}-{adopsi[2]}": "40"}, follow=True)
    assert links(pos) == {2: D(40)}
    assert "Rp1.346.420.000" in text(page)
    assert "Tidak dibagi 60% Rp2.019.630.000" in text(page)
    client.post(URL, form(page) | {f"lepas-{pos}-{adopsi[2]}": "on"})
    assert links(pos) == {}


def test_more_than_the_whole_is_refused_and_stays_typed(client: Client, pos: int, adopsi: dict[int, int]) -> None:
    client.post(URL, form(client.get(URL)) | {f"tambah-{pos}": str(adopsi[2]), f"porsi-{pos}-0": "60"})
    isian = form(client.get(URL)) | {f"tambah-{pos}": str(adopsi[3]), f"porsi-{pos}-0": "50,5"}
    page = client.post(URL, isian)
    assert "WA.3355: Jumlah porsi 110,50% melebihi 100%. Kurangi 10,50%" in text(page)
    assert (form(page)[f"tambah-{pos}"], form(page)[f"porsi-{pos}-0"]) == (str(adopsi[3]), "50,5")
    assert links(pos) == {2: D(60)}


@pytest.mark.parametrize(
    ("porsi", "kalimat"),
    [
        ("12.5", "Titik tidak dipakai di isian ini."),
        ("101", "Porsi harus antara 0 dan 100 persen."),
        ("1,005", "Porsi paling banyak dua angka di belakang koma."),
    ],
)
def test_a_share_that_cannot_stand_is_named(
    client: Client, pos: int, adopsi: dict[int, int], porsi: str, kalimat: str
) -> None:
    page = client.post(URL, form(client.get(URL)) | {f"tambah-{pos}": str(adopsi[2]), f"porsi-{pos}-0": porsi})
    assert text(page).count(kalimat) == 2
    assert links(pos) == {}


def test_a_share_without_an_indicator_asks_for_it(client: Client, pos: int) -> None:
    page = client.post(URL, form(client.get(URL)) | {f"porsi-{pos}-0": "10"})
    assert "Pilih indikatornya, atau kosongkan porsi ini." in text(page)


def test_a_stale_kegiatan_is_shown_and_saved_when_sent_again(
    client: Client, client_of: Any, pos: int, adopsi: dict[int, int]
) -> None:
    isian = form(client.get(URL)) | {f"tambah-{pos}": str(adopsi[2]), f"porsi-{pos}-0": "40"}
    lain = client_of("administrator")
    lain.post(URL, form(lain.get(URL)) | {f"tambah-{pos}": str(adopsi[3]), f"porsi-{pos}-0": "70"})
    page = client.post(URL, isian)
    assert "Sekarang: indikator 3 70%. Yang Anda isi: indikator 2 40%." in text(page)
    assert client.post(URL, form(page)).status_code == 302
    assert links(pos) == {2: D(40)}


def test_an_approved_year_is_closed(client: Client, cast: Any, entitas: Any, pos: int, adopsi: dict[int, int]) -> None:
    isian = form(client.get(URL)) | {f"tambah-{pos}": str(adopsi[2]), f"porsi-{pos}-0": "40"}
    tutup(entitas, cast["pimpinan"])
    page = client.post(URL, isian)
    assert "sudah disahkan" in text(page)
    assert form(page)[f"porsi-{pos}-0"] == "40"
    assert f'name="sidik-{pos}"' not in client.get(URL).content.decode()


def test_others_read_without_inputs(client_of: Any, pos: int) -> None:
    page = client_of("operator").get(URL)
    assert "Hanya baca." in text(page)
    assert f'name="tambah-{pos}"' not in page.content.decode()


def test_a_year_without_a_budget_says_what_to_do(client: Client) -> None:
    assert "Belum ada kegiatan" in text(client.get(reverse("anggaran_dukungan", args=["5371", 2023])))
