"""A year that has no figure yet says which quarter has some, and the way there; every other page keeps still."""

from collections.abc import Callable

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.organisasi.models import Entitas, Satker, Subbagian
from apps.organisasi.permissions import Peran
from apps.pengukuran.facts import fetch_kinerja, fetch_triwulan_berisi
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import Periode
from tests.conftest import make_user
from tests.perencanaan.kantor import adopsi_nasional, entitas_provinsi, kantor_lain, renstra_nasional

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
PAGES = ("dasbor", "daftar_sasaran")


@pytest.fixture
def berjalan(entitas: Entitas) -> list[AdopsiIndikator]:
    """2024 as it was on its way: nothing for the year, four indicators in the first quarter and two in the second."""
    Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024).delete()
    Periode.objects.get_or_create(entitas=entitas, tahun=2024, triwulan=2, defaults={"dibuka": True})
    adopsi = list(AdopsiIndikator.objects.berlaku(2024).filter(entitas=entitas, indikator__skala=None).order_by("pk"))
    for satu in adopsi[:4]:
        Realisasi.objects.create(adopsi=satu, tahun=2024, triwulan=1, nilai=1, tahap="disahkan")
    for satu in adopsi[:2]:
        Realisasi.objects.create(adopsi=satu, tahun=2024, triwulan=2, nilai=1)
    return adopsi


def said(client: Client, url: str) -> tuple[str, list[str]]:
    """What the page says of the year, and where it leads."""
    response = client.get(url)
    assert response.status_code == 200
    found = lxml.html.fromstring(response.content).find_class("notice-info")
    notices = [n for n in found if "Angka setahun" in n.text_content()]
    text = " ".join(" ".join(n.text_content().split()) for n in notices)
    return text, [str(a.get("href")) for n in notices for a in n.iter("a")]


@pytest.mark.parametrize("name", PAGES)
def test_it_leads_to_the_latest_quarter_with_figures(
    berjalan: list[AdopsiIndikator], client_of: SignIn, name: str
) -> None:
    url = reverse(name, args=["5371", 2024])
    text = "Angka setahun belum ada. Triwulan II sudah memuat angka untuk 2 dari 12 indikator. Lihat Triwulan II"
    assert said(client_of("pimpinan"), url) == (text, [f"{url}?triwulan=2"])


def test_of_approved_figures_it_speaks_of_those(berjalan: list[AdopsiIndikator], client_of: SignIn) -> None:
    url = reverse("dasbor", args=["5371", 2024])
    # A draft of the year is none of them.
    Realisasi.objects.create(adopsi=berjalan[0], tahun=2024, triwulan=0, nilai=1)
    text, [alamat] = said(client_of("pimpinan"), f"{url}?angka=disahkan")
    assert text == (
        "Angka setahun belum ada yang disahkan. "
        "Triwulan I sudah memuat angka yang disahkan untuk 4 dari 12 indikator. Lihat Triwulan I"
    )
    assert alamat == f"{url}?triwulan=1&angka=disahkan"


@pytest.mark.parametrize("name", PAGES)
def test_a_quarter_and_a_year_with_figures_say_nothing(
    berjalan: list[AdopsiIndikator], client_of: SignIn, name: str
) -> None:
    client, url = client_of("pimpinan"), reverse(name, args=["5371", 2024])
    assert said(client, f"{url}?triwulan=4") == ("", [])
    Realisasi.objects.create(adopsi=berjalan[0], tahun=2024, triwulan=0, nilai=1)
    assert said(client, url) == ("", [])


def test_a_year_without_any_figure_says_nothing(berjalan: list[AdopsiIndikator], client_of: SignIn) -> None:
    Realisasi.objects.filter(adopsi__in=berjalan, tahun=2024).delete()
    assert said(client_of("pimpinan"), reverse("dasbor", args=["5371", 2024])) == ("", [])


def test_it_asks_once_and_only_where_the_year_is_empty(berjalan: list[AdopsiIndikator], entitas: Entitas) -> None:
    def queries(kinerja: object) -> int:
        with CaptureQueriesContext(connection) as asked:
            fetch_triwulan_berisi([kinerja], hanya_disahkan=True)  # type: ignore[list-item]
        return len(asked)

    assert queries(fetch_kinerja(entitas, 2024)) == 1
    assert queries(fetch_kinerja(entitas, 2023)) == 0
    assert queries(fetch_kinerja(entitas, 2019)) == 0


def test_offices_below_are_counted_as_offices(satker: Satker, entitas: Entitas) -> None:
    nasional = renstra_nasional(satker)
    induk = entitas_provinsi(nasional)
    teknis = Subbagian.objects.get(satker=satker, kode="teknis")
    adopsi_nasional(entitas, nasional, teknis, {"naik": None, "tepat": None})
    lain = kantor_lain(nasional)
    Realisasi.objects.filter(adopsi__entitas=lain).delete()
    for adopsi in AdopsiIndikator.objects.berlaku(2025).filter(entitas=entitas):
        Realisasi.objects.create(adopsi=adopsi, tahun=2025, triwulan=3, nilai=1)
    client = Client()
    client.force_login(make_user(induk.satker, Peran.PIMPINAN))
    text = "Angka setahun belum ada. Triwulan III sudah memuat angka untuk 1 dari 2 kantor. Lihat Triwulan III"
    assert said(client, "/53/2025/kantor/") == (text, ["/53/2025/kantor/?triwulan=3"])
    assert said(client, "/53/2025/kantor/?triwulan=3") == ("", [])
