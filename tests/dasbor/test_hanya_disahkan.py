"""Pages that are asked for approved figures only: none of them shows what is not approved, nor says what is not so."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Analisis, Bukti, Narasi, Realisasi, Upaya
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import Pengesahan, Periode
from tests.dasbor.test_ringkasan import at, page_of, tiles, words
from tests.test_pages import address

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
RAHASIA, DISAHKAN = "KATA-YANG-BELUM-DISAHKAN", "?angka=disahkan"
HALAMAN = [
    *(address(nama, []) for nama in ("dasbor", "daftar_indikator", "daftar_sasaran", "daftar_unit", "pohon_kinerja")),
    *(address("indikator", [nomor]) for nomor in (6, 8)),
    *(address("sasaran", [nomor]) for nomor in (1, 3)),
    *(address("tujuan", [nomor]) for nomor in (1, 2)),
    address("laporan_divisi", ["teknis"]),
    address("subbagian", ["teknis"]),
    address("perbandingan", ["kinerja"]),
]


@pytest.fixture
def periode(entitas: Entitas) -> Periode:
    """The year 2024 at work, its deadline past."""
    kemarin = timezone.localdate() - timedelta(days=1)
    periode, _ = Periode.objects.update_or_create(
        entitas=entitas, tahun=2024, triwulan=0, defaults={"dibuka": True, "tenggat": kemarin}
    )
    return periode


@pytest.fixture
def tertulis(entitas: Entitas, periode: Periode, cast: dict[str, Pengguna]) -> None:
    """Words of every kind beside every figure of the year, all of it verified and not approved."""
    semua = Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0)
    semua.update(tahap="diverifikasi", catatan_kaki=RAHASIA, sumber=RAHASIA)
    for realisasi in semua:
        Analisis.objects.update_or_create(realisasi=realisasi, defaults={"hambatan": RAHASIA, "uraian": RAHASIA})
    for adopsi in AdopsiIndikator.objects.filter(entitas=entitas):
        milik = {"adopsi": adopsi, "tahun": 2024}
        Upaya.objects.create(**milik, triwulan=0, jenis="direncanakan", urutan=99, isi=RAHASIA)
        teks = {"isi": RAHASIA, "dasar": RAHASIA, "diubah_oleh": cast["verifikator"]}
        Narasi.objects.create(entitas=entitas, **milik, perbandingan=6, **teks)
        realisasi = semua.get(adopsi=adopsi)
        bukti = {"jenis": "catatan", "judul": RAHASIA, "catatan": RAHASIA, "ditambahkan_oleh": cast["verifikator"]}
        Bukti.objects.create(realisasi=realisasi, **bukti)
        langkah = {"langkah": "kembalikan", "dari": "diajukan", "ke": "draf", "alasan": RAHASIA}
        realisasi.transisi.create(oleh=cast["verifikator"], **langkah)


@pytest.mark.parametrize("url", HALAMAN)
def test_no_figure_and_no_word_that_is_not_approved_is_shown(client_of: SignIn, tertulis: None, url: str) -> None:
    said = words(page_of(client_of("verifikator"), url + DISAHKAN))
    for angka in (RAHASIA, "81,95", "69,66", "93,52", "62,41", "59,66", "56.658.099.000"):
        assert angka not in said


@pytest.mark.parametrize("url", HALAMAN)
def test_what_is_handed_in_is_not_called_late_or_empty(client_of: SignIn, tertulis: None, url: str) -> None:
    said = words(page_of(client_of("verifikator"), url + DISAHKAN).find(".//main"))
    assert "terlambat" not in said.lower()
    assert "tenggat lewat" not in said
    assert "12 belum diisi" not in said


def test_what_is_left_out_is_counted_as_not_approved(client_of: SignIn, tertulis: None) -> None:
    Realisasi.objects.filter(adopsi__nomor=3, tahun=2024, triwulan=0).delete()
    said = tiles(page_of(client_of("verifikator"), at(query=DISAHKAN)))["Kelengkapan data"]
    assert said == ["0 dari 12 terisi", "11 belum disahkan · 1 belum diisi"]


@pytest.mark.parametrize("url", HALAMAN)
def test_files_hold_what_the_page_shows(client_of: SignIn, tertulis: None, url: str) -> None:
    hrefs = page_of(client_of("verifikator"), url + DISAHKAN).xpath("//main//a[contains(@href, '/unduh/')]/@href")
    assert [href for href in hrefs if "angka=disahkan" not in href] == []


def test_a_list_keeps_the_choice_in_its_links_and_its_search(client_of: SignIn, tertulis: None) -> None:
    page = page_of(client_of("verifikator"), address("daftar_indikator", []) + DISAHKAN)
    assert page.xpath("//form[@role='search']//input[@name='angka']/@value") == ["disahkan"]
    assert address("indikator", [6]) + DISAHKAN in page.xpath("//main//a/@href")


def test_texts_edited_after_a_year_was_opened_again_wait_for_its_approval(
    client_of: SignIn, entitas: Entitas, periode: Periode, cast: dict[str, Pengguna]
) -> None:
    Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0).update(tahap="disahkan")
    pengesahan = Pengesahan.objects.create(
        periode=periode, cara="aplikasi", tanggal=timezone.localdate(), penandatangan="Ketua",
        disahkan_oleh=cast["pimpinan"],
    )  # fmt: skip
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=6)
    teks = {"perbandingan": 6, "isi": RAHASIA, "dasar": "", "diubah_oleh": cast["verifikator"]}
    Narasi.objects.create(entitas=entitas, tahun=2024, adopsi=adopsi, **teks)
    Narasi.objects.create(entitas=entitas, tahun=2024, sasaran=adopsi.indikator.sasaran, **teks)
    client, halaman = client_of("auditor"), [address("indikator", [6]), address("sasaran", [3])]
    assert all(RAHASIA in words(page_of(client, url + DISAHKAN)) for url in halaman)
    Pengesahan.objects.filter(pk=pengesahan.pk).update(
        dibuka_kembali=timezone.now(), dibuka_oleh=cast["pimpinan"], alasan_dibuka="Ralat."
    )
    for url in halaman:
        said = words(page_of(client, url + DISAHKAN))
        assert RAHASIA not in said
        assert "69,66" in said
