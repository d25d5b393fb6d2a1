"""The menu: grouped, one item for what one page switches between, and always telling where one is."""

from collections.abc import Callable

import lxml.html
import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


def menu(client: Client, url: str) -> lxml.html.HtmlElement:
    page = lxml.html.fromstring(client.get(url).content)
    return page.xpath("//nav[@aria-label='Utama']")[0]


def test_planning_is_a_group_of_those_who_plan(client_of: ClientOf) -> None:
    groups = ["Analisis", "Anggaran", "Laporan dan data", "Perencanaan", "Tata kelola"]
    assert menu(client_of("administrator"), "/5371/2024/").xpath(".//h2/text()") == groups
    assert "Perencanaan" not in menu(client_of("operator"), "/5371/2024/").xpath(".//h2/text()")


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("kutipan/", "Daftar data"),
        ("daftar/target/", "Daftar data"),
        ("perbandingan/anggaran/", "Perbandingan"),
        ("rencana/perjanjian-baru/", "Rencana tahunan"),
        ("data/", "Data masuk dan keluar"),
    ],
)
def test_one_item_says_where_one_is(client_of: ClientOf, path: str, label: str) -> None:
    items = menu(client_of("administrator"), f"/5371/2024/{path}").xpath(".//a[@aria-current='page']/span/text()")
    assert items == [label]
