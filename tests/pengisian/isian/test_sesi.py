"""The session ends while somebody types: after signing in again the text is still there, for that person only."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from apps.organisasi.models import Pengguna
from apps.pengisian.titipan import penanda_of
from apps.pengukuran.models import DrafIsian, Realisasi
from tests.pengisian.isian.conftest import Peramban, alamat, halaman, isian, pdf, teks

pytestmark = pytest.mark.django_db
SANDI = "sandi-uji-kinerja"


def masuk(client: Client, pengguna: Pengguna, tujuan: str) -> str:
    """Sign in through the form, as a browser would after having been sent there; return where it leads."""
    response = client.post(tujuan.split("?")[0], {"username": pengguna.username, "password": SANDI, "next": alamat()})
    assert response.status_code == 302
    return response["Location"]


@pytest.fixture
def terputus(operator: Peramban) -> tuple[Client, str]:
    """A client whose session ended before it sent its form, and where it was led."""
    page = operator.buka()
    Session.objects.all().delete()
    response = operator.kirim(page, nilai="72,5", uraian="Setengah jam mengetik", dilakukan__70__isi="Baris baru")
    assert response.status_code == 302
    return operator.client, response["Location"]


def test_the_way_leads_to_the_login_and_back(terputus: tuple[Client, str], cast: dict[str, Pengguna]) -> None:
    client, tujuan = terputus
    assert tujuan == f"{reverse('masuk')}?next={alamat()}"
    assert masuk(client, cast["operator"], tujuan) == alamat()


def test_the_same_person_finds_the_text_again_and_saves_it(
    terputus: tuple[Client, str], cast: dict[str, Pengguna], realisasi: Realisasi
) -> None:
    client, tujuan = terputus
    peramban = Peramban(client)
    masuk(client, cast["operator"], tujuan)
    page = peramban.buka()
    assert "ketikan Anda masih ada di sini" in teks(page.find_class("isian-draf")[0])
    assert isian(page)["uraian"] == ["Setengah jam mengetik"]
    assert isian(page)["nilai"] == ["72,5"]
    assert "Baris baru" in [v for name, values in isian(page).items() if name.endswith("-isi") for v in values]
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == realisasi.nilai
    assert not DrafIsian.objects.exists()
    assert peramban.kirim(page).status_code == 302
    assert str(Realisasi.objects.get(pk=realisasi.pk).nilai) == "72.5000"
    assert not peramban.buka().find_class("isian-draf")


def test_the_text_can_be_thrown_away(terputus: tuple[Client, str], cast: dict[str, Pengguna]) -> None:
    client, tujuan = terputus
    masuk(client, cast["operator"], tujuan)
    client.post(alamat("isi_draf"), {"buang": "ya"})
    assert isian(Peramban(client).buka())["uraian"] == [""]


def test_another_person_never_sees_it_and_it_is_gone(terputus: tuple[Client, str], cast: dict[str, Pengguna]) -> None:
    client, tujuan = terputus
    masuk(client, cast["verifikator"], tujuan)
    assert "Setengah jam mengetik" not in client.get(alamat()).content.decode()
    assert "titipan_isian" not in client.session
    client.post(reverse("keluar"))
    masuk(client, cast["operator"], tujuan)
    assert "Setengah jam mengetik" not in client.get(alamat()).content.decode()


def test_it_shows_only_where_it_was_typed(terputus: tuple[Client, str], cast: dict[str, Pengguna]) -> None:
    client, tujuan = terputus
    masuk(client, cast["operator"], tujuan)
    assert "Setengah jam mengetik" not in client.get(alamat(nomor=7)).content.decode()
    assert "Setengah jam mengetik" in client.get(alamat()).content.decode()


def test_the_automatic_draft_is_kept_too(operator: Peramban, cast: dict[str, Pengguna]) -> None:
    data = isian(operator.buka()) | {"uraian": ["Terakhir diketik"]}
    Session.objects.all().delete()
    operator.client.post(alamat("isi_draf"), data)
    masuk(operator.client, cast["operator"], reverse("masuk"))
    assert isian(operator.buka())["uraian"] == ["Terakhir diketik"]


@pytest.mark.parametrize("penanda", ["", "1", "1:palsu"])
def test_without_a_signed_mark_nothing_is_kept(operator: Peramban, penanda: str) -> None:
    page = operator.buka()
    Session.objects.all().delete()
    operator.kirim(page, uraian="Dari orang asing", penanda=penanda)
    assert "titipan_isian" not in operator.client.session


def test_more_than_anybody_types_is_not_kept(operator: Peramban) -> None:
    page = operator.buka()
    Session.objects.all().delete()
    operator.kirim(page, uraian="x" * 200_001)
    assert "titipan_isian" not in operator.client.session


def test_other_pages_keep_nothing(operator: Peramban, cast: dict[str, Pengguna]) -> None:
    Session.objects.all().delete()
    operator.client.post(alamat("isi_periksa"), {"penanda": penanda_of(cast["operator"].pk), "teks": "x"})
    assert "titipan_isian" not in operator.client.session


def test_a_form_of_another_site_keeps_nothing(cast: dict[str, Pengguna]) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(alamat(), {"penanda": penanda_of(cast["operator"].pk), "uraian": "x"})
    assert response.status_code == 403
    assert "titipan_isian" not in client.session


def test_files_are_not_kept_but_the_text_is(operator: Peramban, cast: dict[str, Pengguna], periode) -> None:
    page = operator.buka()
    Session.objects.all().delete()
    operator.kirim(page, uraian="Dengan berkas", unggahan=pdf())
    masuk(operator.client, cast["operator"], reverse("masuk"))
    page = halaman(operator.client.get(alamat()))
    assert isian(page)["uraian"] == ["Dengan berkas"]
    assert "Berkas bukti perlu dipilih lagi" in teks(page.find_class("isian-draf")[0])
