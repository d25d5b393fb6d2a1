"""The page of the next version: a copy to change, with a reason; what was promised cannot silently drop out."""

from collections.abc import Callable

import pytest
from django.test import Client

from apps.organisasi.models import Entitas, Pengguna
from apps.perencanaan.models import AdopsiIndikator, PerjanjianKinerja, Target
from tests.pengisian.reading import css, parse, words
from tests.penyusunan.test_tahun_baru import fields
from tests.penyusunan.test_tahun_baru_services import sahkan

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
URL = "/5371/2024/rencana/perjanjian-baru/"


@pytest.fixture
def adopsi(entitas: Entitas) -> dict[int, AdopsiIndikator]:
    return {a.nomor: a for a in AdopsiIndikator.objects.berlaku(2024).filter(entitas=entitas)}


def test_a_version_is_made_from_the_last_one(client_of: ClientOf, adopsi: dict[int, AdopsiIndikator]) -> None:
    client = client_of("administrator")
    sent = fields(client.get(URL), alasan="Pagu dipotong.", tanggal="2024-08-01")
    assert sent[f"target-{adopsi[3].pk}"] == "BB"
    sent |= {f"target-{adopsi[1].pk}": "35", f"target-{adopsi[3].pk}": "tanpa target"}
    response = client.post(URL, sent, follow=True)
    text = words(parse(response))
    assert "Perjanjian kinerja 2024 versi 2 disimpan." in text and "1 Agustus 2024, Ismael Manoe" in text
    tabel = client.get("/5371/2024/tabel/perjanjian-kinerja/")
    assert "35%" in words(parse(tabel))
    assert PerjanjianKinerja.objects.filter(tahun=2024).count() == 2


def test_faults_are_told_together_and_what_was_typed_stays(
    client_of: ClientOf, adopsi: dict[int, AdopsiIndikator]
) -> None:
    client = client_of("administrator")
    sent = fields(client.get(URL))
    sent |= {f"target-{adopsi[1].pk}": "3.5", f"target-{adopsi[2].pk}": ""}
    response = client.post(URL, sent)
    text = words(css(parse(response), "error-summary")[0])
    assert "Tuliskan alasan perubahannya." in text
    assert "Indikator 1: Titik tidak dipakai" in text and "Indikator 2: Target ini sudah dijanjikan." in text
    again = fields(response)
    assert (again[f"target-{adopsi[1].pk}"], again[f"target-{adopsi[2].pk}"]) == ("3.5", "")
    assert PerjanjianKinerja.objects.filter(tahun=2024).count() == 1


def test_a_version_that_changes_nothing_and_a_stale_form_are_not_saved(client_of: ClientOf) -> None:
    client = client_of("administrator")
    sent = fields(client.get(URL), alasan="Coba.")
    assert "Tidak ada yang berubah dari versi 1." in words(parse(client.post(URL, sent)))
    stale = client.post(URL, sent | {"sidik": "lama"})
    assert stale.status_code == 409 and fields(stale)["alasan"].strip() == "Coba."
    assert Target.objects.filter(tahun=2024, sumber="pk").count() == 12


def test_an_approved_year_and_a_year_without_perjanjian_have_no_version(
    client_of: ClientOf, cast: dict[str, Pengguna], entitas: Entitas
) -> None:
    client = client_of("administrator")
    assert client.get("/5371/2023/rencana/perjanjian-baru/").status_code == 404
    sent = fields(client.get(URL), alasan="Coba.")
    sahkan(entitas, cast, 2024)
    page = parse(client.get(URL))
    assert "sudah disahkan" in words(page) and not page.xpath("//main//form")
    assert client.post(URL, sent).status_code == 403
