"""The state of a list stands in its address, and survives order, pages, columns, and the way to its files."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client

from apps.organisasi.models import Entitas
from apps.perencanaan.models import AdopsiIndikator, Target
from tests.dasbor.daftar.baca import baris, data, di, halaman, kepala

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
DAFTAR = (
    *("daftar_indikator", "daftar_target", "daftar_realisasi", "daftar_anggaran", "daftar_bukti"),
    *("daftar_pengguna", "kutipan", "jejak"),
)


def alamat(url: str) -> set[tuple[str, str]]:
    return set(parse_qsl(urlsplit(url).query))


@pytest.fixture
def banyak(entitas: Entitas) -> None:
    """More quarterly targets than a page holds."""
    for adopsi in AdopsiIndikator.objects.filter(entitas=entitas).select_related("indikator"):
        tingkat = adopsi.indikator.skala.tingkat.first() if adopsi.indikator.skala else None
        nilai = None if tingkat else adopsi.nomor
        for triwulan in (1, 2, 3, 4):
            given = {"sumber": "triwulan", "tahun": 2024, "triwulan": triwulan, "nilai": nilai, "tingkat": tingkat}
            Target.objects.create(adopsi=adopsi, **given)


def test_order_pages_and_files_keep_what_was_asked(client_of: SignIn, banyak: None) -> None:
    asked = {"q": "e", "sumber": "Rencana aksi triwulan", "kolom": ["periode", "target"], "sort": "-nomor"}
    # Some texts are in the state four times over.
    state = {(k, v) for k, vs in asked.items() for v in (vs if isinstance(vs, list) else [vs])}
    page = halaman(client_of("auditor"), di("daftar_target"), asked)
    assert kepala(page) == ["No", "Indikator", "Periode", "Target"]
    files = page.xpath("//main//a[@download]/@href")
    assert [urlsplit(url).path.rpartition(".")[2] for url in files] == ["xlsx", "csv", "json"]
    assert all(alamat(url) == state for url in files)
    (order,) = page.xpath("//th[2]/a/@href")
    assert alamat(order) == (state - {("sort", "-nomor")}) | {("sort", "nama")}
    saringan, pengaturan = page.xpath("//main//form[@method='get']")
    assert set(saringan.form_values()) >= state
    assert set(pengaturan.form_values()) >= state


def test_a_second_page_keeps_the_state_and_files_hold_all_pages(client_of: SignIn, banyak: None) -> None:
    client, asked = client_of("auditor"), {"sort": "-nomor"}
    first = halaman(client, di("daftar_target"), asked)
    (following,) = first.xpath("//a[@rel='next']/@href")
    assert ("sort", "-nomor") in alamat(following)
    second = halaman(client, di("daftar_target") + following)
    rows = baris(first) + baris(second)
    assert len(baris(first)) == 50
    numbers = [int(row[0]) for row in rows]
    assert numbers == sorted(numbers, reverse=True)
    stored = data(client, di("unduh_daftar_target", "json"), asked)["baris"]
    assert [row["teks"]["nomor"] for row in stored] == [row[0] for row in rows]


def test_a_file_holds_exactly_the_rows_columns_and_order_of_the_page(client_of: SignIn) -> None:
    client = client_of("auditor")
    asked = {"jenis": "Kegiatan", "sort": "-sisa", "kolom": ["sisa", "prioritas"]}
    page = halaman(client, di("daftar_anggaran"), asked)
    stored = data(client, di("unduh_daftar_anggaran", "json"), asked)
    assert (
        [k["label"] for k in stored["kolom"]] == kepala(page) == ["Kode", "Uraian", "Sisa (Rp)", "Prioritas nasional"]
    )
    assert [list(row["teks"].values()) for row in stored["baris"]] == baris(page)
    amounts = [int(row["nilai"]["sisa"]) for row in stored["baris"]]
    assert len(amounts) == 10
    assert amounts == sorted(amounts, reverse=True)
    assert stored["pengantar"] == [["Saringan", "Jenis pos: Kegiatan"], ["Urutan", "Sisa (Rp), menurun"]]


@pytest.mark.parametrize("nama", DAFTAR)
def test_every_list_is_searched_and_opens_with_its_own_columns(client_of: SignIn, nama: str) -> None:
    client = client_of("administrator")
    page = halaman(client, di(nama))
    assert page.xpath("//main//form[@role='search']//input[@name='q']")
    assert page.xpath("//main//details//input[@type='checkbox'][@checked]")
    assert baris(halaman(client, di(nama), {"q": "tidak-ada-kata-ini"})) == []


@pytest.mark.parametrize("nama", DAFTAR)
def test_every_column_can_be_shown_and_orders_where_it_is_offered(client_of: SignIn, nama: str) -> None:
    client = client_of("administrator")
    page = halaman(client, di(nama))
    kolom = page.xpath("//main//details//input[@type='checkbox']/@value")
    semua = halaman(client, di(nama), {"kolom": kolom})
    assert len(kepala(semua)) > len(kolom)
    for urutan in semua.xpath("//main//select[@name='sort']/option/@value"):
        ordered = halaman(client, di(nama), {"kolom": kolom, "sort": urutan})
        arah = "descending" if urutan.startswith("-") else "ascending"
        assert len(ordered.xpath(f"//th[@aria-sort='{arah}']")) == 1, urutan
        assert len(baris(ordered)) == len(baris(page))


def test_unknown_columns_and_orders_are_ignored(client_of: SignIn) -> None:
    client = client_of("auditor")
    asked = {"kolom": ["tidak_ada", "sandi"], "sort": "catatan_kaki", "page": "x", "apa": "saja"}
    page = halaman(client, di("daftar_realisasi"), asked)
    assert baris(page) == baris(halaman(client, di("daftar_realisasi")))
    assert all(alamat(url) == set() for url in page.xpath("//main//a[@download]/@href"))


def test_a_choice_that_is_not_there_is_told_and_hides_nothing(client_of: SignIn) -> None:
    client = client_of("auditor")
    page = halaman(client, di("daftar_target"), {"sumber": "tidak-ada"})
    assert len(page.xpath("//*[contains(@class, 'field-bad')]")) == 1
    assert len(baris(page)) == len(baris(halaman(client, di("daftar_target"))))


def test_approved_figures_stay_chosen_where_a_list_knows_them(client_of: SignIn, open_year: None) -> None:
    client = client_of("auditor")
    page = halaman(client, di("daftar_indikator"), {"angka": "disahkan", "q": "indeks"})
    assert all(("angka", "disahkan") in alamat(url) for url in page.xpath("//main//a[@download]/@href"))
    assert {row[5] for row in baris(page)} == {""}
    semua = page.xpath("//nav[@aria-label='Angka yang ditampilkan']//a[text()='Semua angka']/@href")
    assert [alamat(url) for url in semua] == [{("q", "indeks")}]
    # A list of raw work is about all of it, whatever is asked.
    rows = baris(halaman(client, di("daftar_realisasi"), {"angka": "disahkan"}))
    assert rows == baris(halaman(client, di("daftar_realisasi")))
