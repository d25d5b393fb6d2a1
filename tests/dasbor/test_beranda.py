"""The first page: the last year with figures, and for whoever sets an office up the steps that begin a year."""

from collections.abc import Callable

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from apps.laporan.models import Laporan
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.organisasi.permissions import Peran
from apps.pengukuran.models import Realisasi
from apps.siklus.models import Periode
from tests.conftest import make_user
from tests.pengisian.reading import parse, words

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
LANGKAH = ("data/", "rencana/adopsi/", "rencana/tahun-baru/")


def masuk(user: Pengguna) -> Client:
    client = Client()
    client.force_login(user)
    return client


def langkah(page: lxml.html.HtmlElement) -> list[str]:
    return page.xpath("//main//*[@class='begin']//li/a/@href")


# Whoever sets an office up.


def test_the_administrator_of_a_new_office_is_shown_how_to_begin(satker_lain: Satker) -> None:
    client, tahun = masuk(make_user(satker_lain, Peran.ADMINISTRATOR, is_staff=True)), timezone.localdate().year
    response = client.get("/")
    assert response["Location"] == f"/9999/{tahun}/"
    page = parse(client.get(response["Location"]))
    assert langkah(page) == [f"/9999/{tahun}/{satu}" for satu in LANGKAH]
    assert "hubungi administrator" not in words(page)
    menu = page.xpath("//nav[@aria-label='Utama']//a/@href")
    assert set(langkah(page)) <= set(menu)
    for url in langkah(page):
        assert client.get(url).status_code == 200, url
    # The sekretariat is one click away, though it answers for nothing yet.
    assert f"/9999-sekretariat/{tahun}/" in page.xpath("//main//a/@href")


def test_the_year_is_the_last_one_that_has_a_period(satker_lain: Satker) -> None:
    Periode.objects.create(entitas=satker_lain.entitas.get(jenis="lembaga"), tahun=2031)
    assert masuk(make_user(satker_lain, Peran.ADMINISTRATOR)).get("/")["Location"] == "/9999/2031/"


@pytest.mark.parametrize("peran", [Peran.PIMPINAN, Peran.AUDITOR])
def test_others_are_told_whom_to_ask(satker_lain: Satker, peran: Peran) -> None:
    page = parse(masuk(make_user(satker_lain, peran)).get("/"))
    assert "hubungi administrator satker Anda" in words(page)
    assert not langkah(page)


@pytest.mark.parametrize("path", ["", "sasaran/", "pohon-kinerja/"])
def test_every_empty_year_shows_the_steps_to_the_administrator_alone(client_of: SignIn, path: str) -> None:
    for url in (f"/5371/2025/{path}", f"/5371-sekretariat/2025/{path}"):
        page = parse(client_of("administrator").get(url))
        assert langkah(page) == [url.removesuffix(path) + satu for satu in LANGKAH]
        assert "hubungi administrator" not in words(page)
        page = parse(client_of("pimpinan").get(url))
        assert not langkah(page) and "Pilih tahun lain, atau hubungi administrator." in words(page)


def test_a_year_with_indicators_shows_no_steps(client_of: SignIn) -> None:
    assert not langkah(parse(client_of("administrator").get("/5371/2024/")))


# The year that a leader lands on.


def test_a_report_without_figures_of_the_year_does_not_hide_the_last_one_that_has_some(
    client_of: SignIn, entitas: Entitas
) -> None:
    ada = Laporan.objects.get(entitas=entitas, tahun=2024)
    Laporan.objects.create(entitas=entitas, tahun=2025, kerangka=ada.kerangka)
    adopsi = Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024)[0].adopsi
    Realisasi.objects.create(adopsi=adopsi, tahun=2025, triwulan=3, nilai=50)
    assert client_of("pimpinan").get("/")["Location"] == "/5371/2024/", "a quarter is not the year"
    Realisasi.objects.create(adopsi=adopsi, tahun=2025, triwulan=0, nilai=50)
    assert client_of("pimpinan").get("/")["Location"] == "/5371/2025/"


def test_while_no_year_has_figures_the_last_report_is_opened(client_of: SignIn, entitas: Entitas) -> None:
    ada = Laporan.objects.get(entitas=entitas, tahun=2024)
    Laporan.objects.exclude(pk=ada.pk).delete()
    Laporan.objects.filter(pk=ada.pk).update(tahun=2027)
    assert client_of("pimpinan").get("/")["Location"] == "/5371/2027/"
