"""A choice of a comparison and its address: whatever an address says, it leads to a choice and back to one address."""

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from apps.laporan.perbandingan.pilihan import (
    MAKS_INDIKATOR,
    MAKS_KOLOM,
    Acuan,
    Pilihan,
    Tersedia,
    Ukuran,
    alamat,
    baca,
)
from apps.laporan.perbandingan.pilihan_anggaran import (
    PilihanAnggaran,
    SudutAnggaran,
    Tingkat,
    alamat_anggaran,
    baca_anggaran,
)

TAHUN = (2020, 2021, 2022, 2023, 2024)
ADA = Tersedia(tuple(range(1, 13)), (*TAHUN, 2025), TAHUN)
SEMUA = Pilihan(ADA.indikator, TAHUN)


def parameter(query: str) -> dict[str, list[str]]:
    return dict(QueryDict(query).lists())


def read(query: str, ada: Tersedia = ADA) -> tuple[Pilihan, tuple[str, ...]]:
    return baca(parameter(query), ada)


def test_without_an_address_everything_stands_by_default() -> None:
    assert read("") == (SEMUA, ())
    assert alamat(SEMUA, ADA) == ""


def test_an_address_is_read_in_the_order_of_the_page() -> None:
    pilihan, pesan = read("u=selisih&u=capaian&i=6&i=1&t=2024&t=2022&garis=renstra&garis=nasional&sudut=realisasi")
    assert pesan == ()
    assert pilihan == Pilihan(
        (1, 6),
        (2022, 2024),
        (Ukuran.CAPAIAN, Ukuran.SELISIH),
        (Acuan.NASIONAL, Acuan.RENSTRA),
        Ukuran.REALISASI,
    )
    assert alamat(pilihan, ADA) == (
        "i=1&i=6&t=2022&t=2024&u=capaian&u=selisih&garis=nasional&garis=renstra&sudut=realisasi"
    )


@pytest.mark.parametrize(
    ("query", "shortest"),
    [
        ("i=6&i=6&i=6", "i=6"),
        ("&".join(f"i={n}" for n in ADA.indikator), ""),
        ("&".join(f"t={t}" for t in reversed(TAHUN)), ""),
        ("t=2025&t=2024", "t=2024&t=2025"),
        ("u=capaian&sudut=capaian", ""),
        ("u=realisasi&sudut=realisasi", "u=realisasi"),
        ("u=kategori&sudut=capaian", "u=kategori"),
        ("utm_source=surel&i=6", "i=6"),
    ],
)
def test_one_choice_has_one_address(query: str, shortest: str) -> None:
    pilihan, pesan = read(query)
    assert (alamat(pilihan, ADA), pesan) == (shortest, ())


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("i=99", "Indikator “99” tidak dikenal, jadi tidak ditampilkan."),
        ("i=6&i=06", "Indikator “06” tidak dikenal, jadi tidak ditampilkan."),
        ("i=٦", "Indikator “٦” tidak dikenal, jadi tidak ditampilkan."),
        ("i=", "Belum ada indikator yang dipilih; semua indikator ditampilkan."),
        ("t=1999", "Belum ada tahun yang dipilih; yang ditampilkan 2020-2024."),
        ("u=", "Belum ada ukuran yang dipilih; yang ditampilkan capaian."),
        ("garis=dunia", "Garis acuan “dunia” tidak dikenal, jadi tidak ditampilkan."),
        ("sudut=kategori", "Ukuran grafik “kategori” tidak dikenal, jadi tidak ditampilkan."),
        ("i=a&i=b&i=c&i=d&i=e", "Indikator “a”, “b”, “c” dan 2 lagi tidak dikenal, jadi tidak ditampilkan."),
        ("i=" + "9" * 500, f"Indikator “{'9' * 20}” tidak dikenal, jadi tidak ditampilkan."),
    ],
)
def test_what_is_not_known_is_said(query: str, message: str) -> None:
    assert message in read(query)[1]


def test_the_form_with_nothing_ticked_is_told_from_no_choice() -> None:
    pilihan, pesan = read("tampil=1")
    assert pilihan == SEMUA
    assert [satu.split(";")[0] for satu in pesan] == [
        "Belum ada indikator yang dipilih",
        "Belum ada tahun yang dipilih",
        "Belum ada ukuran yang dipilih",
    ]


def test_a_table_too_wide_to_be_read_keeps_its_last_years() -> None:
    semua = "&".join(f"u={ukuran}" for ukuran in Ukuran)
    pilihan, pesan = read(semua)
    assert pilihan.tahun == (2021, 2022, 2023, 2024)
    assert pesan == (
        "5 ukuran selama 5 tahun terlalu lebar untuk dibaca; yang ditampilkan 4 tahun terakhir. "
        "Kurangi ukurannya untuk melihat semua tahun.",
    )
    assert read(alamat(pilihan, ADA)) == (pilihan, ())


def test_too_many_indicators_are_cut_with_a_message() -> None:
    banyak = Tersedia(tuple(range(1, 101)), TAHUN, TAHUN)
    pilihan, pesan = read("", banyak)
    assert len(pilihan.indikator) == MAKS_INDIKATOR
    assert pesan == ("100 indikator terlalu banyak untuk satu halaman; yang ditampilkan 60 yang pertama.",)
    assert read(alamat(pilihan, banyak), banyak) == (pilihan, ())


def test_an_office_without_indicators_has_nothing_to_choose() -> None:
    kosong = Tersedia((), (2024,), (2024,))
    assert read("", kosong) == (Pilihan((), (2024,)), ())
    assert read("i=1", kosong)[1] == ("Indikator “1” tidak dikenal, jadi tidak ditampilkan.",)


NAMES = st.sampled_from(["i", "t", "u", "garis", "sudut", "tampil", "angka", "lain"])
KNOWN = [str(n) for n in (*ADA.indikator, *ADA.tahun)] + [*Ukuran, *Acuan]
VALUES = st.one_of(st.sampled_from(KNOWN), st.text(max_size=30))
PARAMETERS = st.dictionaries(NAMES, st.lists(VALUES, max_size=8))


@given(PARAMETERS)
def test_any_parameters_lead_to_a_choice_and_back(asked: dict[str, list[str]]) -> None:
    pilihan, _ = baca(asked, ADA)
    address = alamat(pilihan, ADA)
    assert read(address) == (pilihan, ())
    assert alamat(read(address)[0], ADA) == address
    assert len(pilihan.tahun) * len(pilihan.ukuran) <= MAKS_KOLOM
    assert set(pilihan.indikator) <= set(ADA.indikator)
    assert pilihan.tahun


@given(st.text(max_size=200))
def test_any_query_string_is_read(query: str) -> None:
    asked = parameter(query)
    pilihan, _ = baca(asked, ADA)
    anggaran, _ = baca_anggaran(asked, TAHUN)
    assert read(alamat(pilihan, ADA)) == (pilihan, ())
    assert baca_anggaran(parameter(alamat_anggaran(anggaran, TAHUN)), TAHUN) == (anggaran, ())


@given(st.dictionaries(st.sampled_from(["t", "tingkat", "sudut", "tampil"]), st.lists(VALUES, max_size=5)))
def test_any_choice_of_the_budget_leads_back(asked: dict[str, Any]) -> None:
    pilihan, _ = baca_anggaran(asked, TAHUN)
    assert baca_anggaran(parameter(alamat_anggaran(pilihan, TAHUN)), TAHUN) == (pilihan, ())


def test_the_budget_is_chosen_by_years_and_depth() -> None:
    assert baca_anggaran(parameter("t=2024&tingkat=program&sudut=serapan"), TAHUN) == (
        PilihanAnggaran((2024,), Tingkat.PROGRAM, SudutAnggaran.SERAPAN),
        (),
    )
    assert baca_anggaran(parameter(""), ()) == (PilihanAnggaran(()), ())
    assert baca_anggaran(parameter("tingkat=akun"), TAHUN)[1] == (
        "Tingkat “akun” tidak dikenal, jadi tidak ditampilkan.",
    )
