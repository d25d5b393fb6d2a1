"""Whatever a cell holds: written to a workbook and read again it is the same value."""

import datetime
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.dokumen.buku_kerja.lembar_xml import buka_sandi
from apps.organisasi.models import Entitas
from apps.pengukuran.resources import CellsWidget
from apps.pertukaran.buku import baca
from apps.pertukaran.templat.bentuk import JenisKolom, Kolom, LembarTulis
from apps.pertukaran.templat.gaya import Buku
from apps.pertukaran.templat.tulis import tulis_semua_lembar
from apps.ui.numbers import MAX_DECIMALS, MAX_INTEGER_DIGITS, NumberKind
from apps.ui.widgets import (
    BooleanWidget,
    ChoiceWidget,
    CodeWidget,
    DateWidget,
    NumberWidget,
    SheetWidget,
    TextWidget,
    YearWidget,
)

_TAK_TERLIHAT = [chr(n) for n in (*range(9), 11, 12, *range(14, 32), 127)]
# Texts that a program might take for something else, beside any others.
_JEBAKAN = [
    "001", "076.01", "=1+1", "+62", "-", "@x", "1e5", "31/12/2024", "TRUE", "<r>x</r>", "_x0041_", "_x005F_", "a\nb",
    "a\r\nb", "https://kpu.go.id", "internal:Petunjuk!A1", "'5371", "{=A1}", "&amp;", "]]>", "😀", "\ufffe", "nan",
    "198501012010011001",
]  # fmt: skip
_TEKS = st.one_of(
    st.sampled_from(_JEBAKAN),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters=_TAK_TERLIHAT), max_size=60),
)


def _angka(kind: NumberKind) -> st.SearchStrategy[Any]:
    batas = 10 ** MAX_INTEGER_DIGITS[kind] - 1
    bulat = st.integers(0, batas)
    if kind in ("rupiah", "bulat"):
        return bulat
    desimal = MAX_DECIMALS[kind]
    return st.builds(lambda n, d: Decimal(n) + Decimal(d).scaleb(-desimal), bulat, st.integers(0, 10**desimal - 1))


def _bersih(teks: str) -> str:
    return teks.replace("\r\n", "\n").replace("\r", "\n").strip()


RAGAM: dict[str, tuple[SheetWidget, JenisKolom, st.SearchStrategy[Any]]] = {
    "teks": (TextWidget(), "teks", _TEKS.map(_bersih)),
    "kode": (CodeWidget(), "kode", st.text("abcz019-.", max_size=12)),
    "sel-sel": (
        CellsWidget(), "teks",
        st.lists(st.one_of(_TEKS, st.text(r"a\| ", max_size=6)).map(_bersih), min_size=1, max_size=4),
    ),
    "tanggal": (
        DateWidget(), "tanggal", st.none() | st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)),
    ),
    "ya-tidak": (BooleanWidget(), "teks", st.booleans()),
    "pilihan": (ChoiceWidget(Entitas.Jenis), "teks", st.sampled_from(Entitas.Jenis.values)),
    "tahun": (YearWidget(), "tahun", st.integers(2000, 2099)),
    **{kind: (NumberWidget(kind), jenis, st.none() | _angka(kind)) for kind, jenis in (
        ("rupiah", "rupiah"), ("bulat", "bulat"), ("jumlah", "angka"), ("persen", "persen"), ("indeks", "angka"),
    )},
}  # fmt: skip


def bolak_balik(jenis: JenisKolom, sel: list[Any]) -> list[str]:
    """The cells of a column as text, after a workbook. A second column keeps rows that are empty."""
    kolom = [Kolom("Isi", jenis), Kolom("Nomor", "bulat")]
    baris = [{0: satu, 1: nomor} for nomor, satu in enumerate(sel)]
    buku = Buku("Uji", "Uji")
    tulis_semua_lembar(buku, [LembarTulis("Uji", kolom, baris)], "Uji")
    [lembar] = baca(io.BytesIO(buku.tutup()), "uji.xlsx")
    assert [(t.kolom, t.pesan) for t in lembar.temuan] == []
    return [satu["Isi"] for _, satu in lembar.baris]


@pytest.mark.parametrize("ragam", RAGAM)
@settings(max_examples=25)
@given(data=st.data())
def test_a_cell_is_the_same_after_a_workbook(ragam: str, data: st.DataObject) -> None:
    widget, jenis, nilai = RAGAM[ragam]
    isi = data.draw(st.lists(nilai, min_size=1, max_size=30))
    assert [widget.clean(teks) for teks in bolak_balik(jenis, [widget.render(satu) for satu in isi])] == isi


@pytest.mark.parametrize(
    ("tertulis", "dibaca"),
    [(r"a\|b|c", ["a|b", "c"]), (r"a\\|b", ["a\\", "b"]), (r"D:\data|b", [r"D:\data", "b"]), ("a | b ", ["a", "b"])],
)
def test_the_sign_between_cells_can_stand_in_a_cell(tertulis: str, dibaca: list[str]) -> None:
    assert CellsWidget().clean(tertulis) == dibaca


@pytest.mark.parametrize("teks", _JEBAKAN)
def test_text_that_looks_like_something_else_stays_text(teks: str) -> None:
    widget: Callable[[str], Any] = TextWidget().clean
    assert [widget(satu) for satu in bolak_balik("teks", [teks])] == [_bersih(teks)]


def test_a_text_too_long_for_a_cell_is_not_shortened() -> None:
    assert bolak_balik("teks", ["a" * 32_767, "😀" * 20_000, "b" * 32_768]) == ["a" * 32_767, "", ""]


@pytest.mark.parametrize(
    ("tertulis", "dibaca"),
    [("satu_x000D_dua", "satu\rdua"), ("_x005F_x000D_", "_x000D_"), ("_xD800_", "_xD800_"), ("_x0000_", "_x0000_")],
)
def test_signs_that_xml_cannot_carry_are_read(tertulis: str, dibaca: str) -> None:
    assert buka_sandi(tertulis) == dibaca
