"""The page of output: typed, calculated while typing, saved all at once; refusals keep what was typed."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from apps.anggaran.models import CapaianRO, KemajuanRO, PosAnggaran
from apps.audit.models import Jejak
from tests.anggaran.test_keluaran import tutup
from tests.pengisian.reading import parse

pytestmark = pytest.mark.django_db
URL = reverse("anggaran_keluaran", args=["5371", 2024])
MARET = f"{URL}?bulan=3"


@pytest.fixture
def ro(satker: Any) -> int:
    return PosAnggaran.objects.get(dipa__tahun=2024, jalur="076.01.CQ.6639.BDB.001").pk


@pytest.fixture
def client(client_of: Any) -> Client:
    return client_of("operator_lain")


def form(response: HttpResponse) -> dict[str, str]:
    """Everything that the form would send."""
    [found] = [f for f in parse(response).forms if any(name.startswith("sidik-") for name in f.fields)]
    return {name: value for name, value in found.form_values() if name != "csrfmiddlewaretoken"}


def text(response: HttpResponse) -> str:
    return " ".join(parse(response).text_content().split())


def test_volumes_are_saved_and_replace_the_assumption(client: Client, ro: int) -> None:
    isian = form(client.get(MARET)) | {f"target-{ro}": "4", f"satuan-{ro}": "dokumen", f"volume-{ro}": "3"}
    response = client.post(MARET, isian, follow=True)
    assert response.redirect_chain == [(MARET, 302)]
    assert "1 rincian output disimpan. Capaian yang dinyatakan pada 1 RO dihapus" in text(response)
    assert "3 ÷ 4 dokumen × 100% = 75% (volume s.d. Maret)." in text(response)
    assert KemajuanRO.objects.get().bulan == 3
    assert (CapaianRO.objects.get(pos=ro).capaian, CapaianRO.objects.get(pos=ro).asumsi) == (None, False)


def test_sending_the_form_untouched_writes_nothing(client: Client, ro: int) -> None:
    client.post(
        MARET,
        form(client.get(MARET))
        | {f"target-{ro}": "1.234,5", f"satuan-{ro}": "ha", f"volume-{ro}": "0", f"keterangan-{ro}": "Satu\r\ndua"},
    )
    jejak = Jejak.objects.count()
    assert "Tidak ada yang berubah." in text(client.post(MARET, form(client.get(MARET)), follow=True))
    assert Jejak.objects.count() == jejak
    assert form(client.get(MARET))[f"target-{ro}"] == "1.234,5"


def test_what_cannot_be_read_stays_in_its_input(client: Client, ro: int) -> None:
    isian = form(client.get(MARET)) | {f"target-{ro}": "4", f"satuan-{ro}": "x", f"volume-{ro}": "tiga"}
    response = client.post(MARET, isian)
    assert response.status_code == 200
    assert "6639.BDB.001, volume: “tiga” bukan angka." in text(response)
    assert form(response)[f"volume-{ro}"] == "tiga"
    assert "Galat: " in parse(response).findtext(".//title")
    assert not KemajuanRO.objects.exists()


def test_a_falling_volume_is_refused_with_both_values(client: Client, ro: int) -> None:
    client.post(MARET, form(client.get(MARET)) | {f"target-{ro}": "4", f"satuan-{ro}": "x", f"volume-{ro}": "3"})
    mei = f"{URL}?bulan=5"
    response = client.post(mei, form(client.get(mei)) | {f"volume-{ro}": "2"})
    assert "Volume s.d. Mei (2) lebih kecil daripada s.d. Maret (3)." in text(response)
    assert "3 s.d. Maret" in text(response)


def test_a_stale_row_is_shown_and_saved_when_sent_again(client: Client, client_of: Any, ro: int) -> None:
    isian = form(client.get(MARET)) | {f"target-{ro}": "4", f"satuan-{ro}": "x", f"volume-{ro}": "3"}
    lain = client_of("administrator")
    lain.post(MARET, form(lain.get(MARET)) | {f"target-{ro}": "4", f"satuan-{ro}": "x", f"volume-{ro}": "1"})
    response = client.post(MARET, isian)
    assert "Sekarang: target 4 x, volume 1. Yang Anda ketik: target 4 x, volume 3" in text(response)
    assert client.post(MARET, form(response)).status_code == 302
    assert KemajuanRO.objects.get().volume == 3


def test_an_approved_year_keeps_what_was_typed_and_notes_the_refusal(
    client: Client, cast: Any, entitas: Any, ro: int
) -> None:
    isian = form(client.get(MARET)) | {f"target-{ro}": "4", f"satuan-{ro}": "x", f"volume-{ro}": "3"}
    tutup(entitas, cast["pimpinan"])
    response = client.post(MARET, isian)
    assert "sudah disahkan" in text(response)
    assert form(response)[f"volume-{ro}"] == "3"
    assert Jejak.objects.filter(tindakan="ditolak").count() == 1
    page = client.get(MARET)
    assert not [f for f in parse(page).forms if "sidik" in str(f.fields)]
    assert "sudah disahkan" in text(page)


def test_the_calculation_follows_the_typing_and_keeps_nothing(client: Client, ro: int) -> None:
    url = reverse("keluaran_hitung", args=["5371", 2024, ro])
    isian = {"bulan": 3, f"sidik-{ro}": "", f"target-{ro}": "3", f"satuan-{ro}": "unit"}
    assert "1 ÷ 3 unit × 100% = 33,333333%" in client.get(url, isian | {f"volume-{ro}": "1"}).content.decode()
    assert "Belum ada volume s.d. Maret." in client.get(url, isian).content.decode()
    assert "bukan angka" in client.get(url, isian | {f"volume-{ro}": "x"}).content.decode()
    assert client.get(reverse("keluaran_hitung", args=["5371", 2024, 999_999])).status_code == 404
    assert not KemajuanRO.objects.exists()


def test_the_page_opens_with_the_last_month_that_is_known(client: Client, ro: int) -> None:
    assert "Volume s.d. Desember" in text(client.get(URL))
    client.post(MARET, form(client.get(MARET)) | {f"target-{ro}": "4", f"satuan-{ro}": "x", f"volume-{ro}": "3"})
    assert "Volume s.d. Maret" in text(client.get(URL))
    assert "Volume s.d. Maret" in text(client.get(f"{URL}?bulan=13"))


def test_others_read_without_inputs(client_of: Any, ro: int) -> None:
    page = client_of("operator").get(URL)
    assert "Hanya baca. Anggaran dikelola operator subbagian keuangan" in text(page)
    assert f'name="target-{ro}"' not in page.content.decode()


def test_a_year_without_a_budget_says_what_to_do(client: Client) -> None:
    page = client.get(reverse("anggaran_keluaran", args=["5371", 2023]))
    assert "Belum ada rincian output" in text(page)
    assert client.post(reverse("anggaran_keluaran", args=["5371", 2023])).status_code == 404
