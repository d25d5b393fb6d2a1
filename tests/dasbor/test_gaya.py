"""The living page of the design system: who opens it, what it shows, that its colours can be read."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.dasbor.gaya.bagan import komponen_bagan
from apps.dasbor.gaya.contoh import KOMPONEN
from apps.dasbor.gaya.komponen import kontrak
from apps.dasbor.gaya.tokens import daftar_kontras, kontras, tokens, warna
from apps.laporan.charts.chart import ChartKind
from tests.pengisian.reading import css, parse, words

KOMPONEN_DIR = Path("templates/ui/komponen")
# Shown by other means: the search that needs a list to filter beside it.
TANPA_CONTOH = {"cari.html"}
ClientOf = Callable[[str], Client]


@pytest.mark.django_db
class TestPage:
    def test_an_administrator_sees_every_component_with_its_contract(self, client_of: ClientOf) -> None:
        page = parse(client_of("administrator").get("/gaya/"))
        shown = {words(code) for code in css(page, "gaya-komponen", "code")}
        semua = (*KOMPONEN, komponen_bagan())
        assert {satu.templat for satu in semua} <= shown
        assert len(css(page, "gaya-contoh")) == sum(len(satu.contoh) for satu in semua)
        assert "One headline figure" in words(css(page, "gaya-kontrak")[0])

    @pytest.mark.parametrize("who", ["operator", "verifikator", "pimpinan", "auditor", "tanpa_peran"])
    def test_others_are_told_why_not(self, client_of: ClientOf, who: str) -> None:
        response = client_of(who).get("/gaya/")
        assert response.status_code == 403
        assert "Panduan gaya dibuka administrator" in response.content.decode()

    def test_the_menu_of_an_office_leaves_it_out(self, client_of: ClientOf) -> None:
        """It is for those who build pages, who know its address from CONTRIBUTING."""
        for who in ("administrator", "auditor"):
            assert 'href="/gaya/"' not in client_of(who).get("/5371/2024/").content.decode()

    def test_it_asks_for_nothing_but_the_person(self, client_of: ClientOf) -> None:
        client = client_of("administrator")
        with CaptureQueriesContext(connection) as queries:
            client.get("/gaya/")
        assert len(queries) <= 4

    def test_ids_are_used_once(self, client_of: ClientOf) -> None:
        ids = re.findall(r'\sid="([^"]+)"', client_of("administrator").get("/gaya/").content.decode())
        assert sorted(ids) == sorted(set(ids))


def test_every_component_says_what_it_needs_and_is_shown() -> None:
    files = {path.name for path in (settings.BASE_DIR / KOMPONEN_DIR).glob("*.html")}
    assert all("Context: " in kontrak(f"ui/komponen/{name}") for name in files)
    assert files - {satu.templat.rpartition("/")[2] for satu in KOMPONEN} == TANPA_CONTOH


def test_every_kind_of_chart_is_shown() -> None:
    charts = [c.konteks["bagan"].chart for c in komponen_bagan().contoh]
    assert {chart.kind for chart in charts} == set(get_args(ChartKind))
    assert [chart.title for chart in charts if chart.empty_reason]


def test_contrast_is_that_of_wcag() -> None:
    assert kontras("#000000", "#ffffff") == 21
    assert round(kontras("#777777", "#ffffff"), 2) == 4.48
    assert kontras("#8c1c13", "#8c1c13") == 1


def test_every_pair_of_colours_can_be_read() -> None:
    assert [k for k in daftar_kontras(warna(tokens())) if not k.cukup] == []
