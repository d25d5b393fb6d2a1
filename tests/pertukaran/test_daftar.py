"""The lists of a preview: what of a row stands in the open, and what is folded."""

from typing import Any

import lxml.html
import pytest
from django.template.loader import render_to_string

from apps.pertukaran.halaman.presenters import Pilihan, daftar_view


def baru(banyak: int) -> dict[str, Any]:
    sel = [[f"Kolom {n}", "", f"isi-{n}"] for n in range(1, banyak + 1)]
    return {"lembar": "Indikator", "baris": 2, "kunci": "Nama (kode)", "tempat": "Renstra", "sel": sel}


def halaman(*baris: dict[str, Any], q: str = "") -> lxml.html.HtmlElement:
    hasil = {"baru": list(baris), "jumlah": {"baru": len(baris)}}
    daftar = daftar_view(hasil, Pilihan(daftar="baru", q=q), "/")
    return lxml.html.fromstring(render_to_string("pertukaran/baris.html", {"daftar": daftar}))


@pytest.mark.parametrize(("banyak", "terbuka", "judul"), [(4, 4, []), (5, 5, []), (20, 4, ["dan 16 kolom lain"])])
def test_a_new_row_shows_what_matters_and_folds_the_rest(banyak: int, terbuka: int, judul: list[str]) -> None:
    page = halaman(baru(banyak))
    assert len(page.xpath("//dl[not(ancestor::details)]/div")) == terbuka
    assert len(page.xpath("//dl/div")) == banyak
    assert page.xpath("//details[not(@open)]/summary/text()") == judul


def test_what_is_folded_is_found() -> None:
    assert len(halaman(baru(20), baru(3), q="isi-17").xpath("//tbody/tr")) == 1
