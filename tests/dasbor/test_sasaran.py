"""Pages of sasaran and tujuan and the tree of performance: figures of the tables, of the chosen period."""

from collections.abc import Callable

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from apps.laporan.outline import Outline
from apps.laporan.tujuh_perbandingan import fetch_perbandingan
from apps.organisasi.models import Entitas
from apps.pengukuran.models import Realisasi, Upaya
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import Periode
from tests.dasbor.test_ringkasan import page_of, rows, tiles, words
from tests.laporan.test_anggaran_sasaran import link
from tests.test_pages import address

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
POHON = address("pohon_kinerja", [])


def card(page: lxml.html.HtmlElement, judul: str) -> lxml.html.HtmlElement:
    [found] = page.xpath("//section[./header/h2[normalize-space() = $judul]]", judul=judul)
    return found


@pytest.mark.parametrize("tahun", [2020, 2022, 2024])
def test_the_figures_of_all_sasaran_and_tujuan_are_those_of_the_tables(
    client_of: SignIn, entitas: Entitas, tahun: int
) -> None:
    client, outline = client_of("auditor"), Outline(entitas, tahun)
    for sasaran in outline.fakta.kinerja.sasaran:
        page = page_of(client, address("sasaran", [sasaran.nomor], tahun=tahun))
        table = outline.table(outline.find("tabel", f"indikator-sasaran/{sasaran.nomor}"))
        printed = list(table.texts())
        shown = list(rows(page).values())
        assert [row["nama"] for row in shown] == [i.nama for i in sasaran.indikator]
        for row, texts in zip(shown, printed, strict=True):
            assert [row[k].rstrip("*†‡§") for k in ("Target", "Realisasi", "Capaian")] == [
                texts[k] for k in ("target", "realisasi", "capaian")
            ]
    for tujuan in outline.fakta.kinerja.tujuan:
        page = page_of(client, address("tujuan", [tujuan.nomor], tahun=tahun))
        nomor = [i.nomor for s in tujuan.sasaran for i in s.indikator]
        assert list(rows(page_of(client, address("tujuan", [tujuan.nomor], tahun=tahun))))[-len(nomor) :] == nomor


def test_the_mean_says_over_how_many_indicators_and_in_which_category(client_of: SignIn) -> None:
    said = tiles(page_of(client_of("auditor"), address("sasaran", [3])))
    assert said["Rata-rata capaian"] == [
        "68,01% Cukup",
        "3 dari 3 indikator; tiap indikator dihitung paling tinggi 100%",
    ]
    assert said["Indikator mencapai target"] == ["0 dari 3", "0 di atas · 0 tepat · 3 di bawah 100%"]
    page = page_of(client_of("auditor"), address("daftar_sasaran", []))
    assert [words(satu) for satu in page.find_class("group-mean")] == [
        "rata-rata 100% · 5 dari 5 indikator",
        "rata-rata 80,80% · 5 dari 5 indikator",
        "rata-rata 100% · 2 dari 2 indikator",
    ]


def test_only_its_own_indicators_need_attention_on_its_page(client_of: SignIn) -> None:
    page = page_of(client_of("auditor"), address("sasaran", [3]))
    names = [words(b) for b in card(page, "Perlu perhatian").iter("b")]
    assert [name.partition(".")[0] for name in names] == ["8", "7", "6"]


def test_money_without_and_with_shares(client_of: SignIn) -> None:
    client = client_of("operator_lain")
    uang = card(page_of(client, address("sasaran", [3])), "Anggaran kegiatan pendukung")
    assert "porsinya ditetapkan pengelola anggaran" in words(uang)
    assert address("anggaran_dukungan", []) in [a.get("href") for a in uang.iter("a")]
    link("6639", 6, None)
    uang = card(page_of(client_of("auditor"), address("sasaran", [3])), "Anggaran kegiatan pendukung")
    assert "porsinya belum ditetapkan" in words(uang)
    assert "Rp" not in words(uang)
    assert address("anggaran_dukungan", []) not in [a.get("href") for a in uang.iter("a")]
    link("6639", 7, "40")
    link("6709", 8, "50")
    uang = card(page_of(client, address("sasaran", [3])), "Anggaran kegiatan pendukung")
    assert "Pagu Rp11.179.408.000" in words(uang)
    assert "Serapan -" in words(uang)
    assert "Belum termasuk bagian dari kegiatan CQ.6639" in words(uang)
    assert "porsi 40% · pagu Rp10.499.098.000" in words(uang)


def test_the_tables_of_a_sasaran_are_linked(client_of: SignIn) -> None:
    links = card(page_of(client_of("auditor"), address("sasaran", [3])), "Tabel LKj sasaran ini").iter("a")
    assert [words(a)[:8] for a in links] == ["Tabel 19", "Tabel 20", "Tabel 21", "Tabel 22"]


def test_period_and_choice_of_figures_go_along(client_of: SignIn, open_quarter: int) -> None:
    page = page_of(client_of("auditor"), address("tujuan", [2]) + "?triwulan=1&angka=disahkan")
    links = {a.get("href") for a in page.iter("a")}
    assert address("sasaran", [3]) + "?triwulan=1&angka=disahkan" in links
    assert address("tujuan", [2], tahun=2023) + "?triwulan=1&angka=disahkan" in links
    assert rows(page)[6]["Realisasi"] == ""
    page = page_of(client_of("auditor"), address("tujuan", [2]) + "?triwulan=1")
    assert rows(page)[6]["Realisasi"] == "12,50%"


@pytest.fixture
def open_quarter(entitas: Entitas) -> int:
    """A value of the first quarter that nobody has approved."""
    Periode.objects.update_or_create(entitas=entitas, tahun=2024, triwulan=1, defaults={"dibuka": True})
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=6)
    return Realisasi.objects.create(adopsi=adopsi, tahun=2024, triwulan=1, nilai="12.5").pk


def test_what_does_not_exist_is_not_found(client_of: SignIn) -> None:
    client = client_of("auditor")
    for name, args in (("sasaran", [6]), ("sasaran", [0]), ("tujuan", [4])):
        assert client.get(address(name, args)).status_code == 404
    assert client.get(address("sasaran", [1], tahun=2025)).status_code == 404


def test_an_empty_year_says_what_to_do(client_of: SignIn) -> None:
    for name in ("daftar_sasaran", "pohon_kinerja"):
        text = client_of("auditor").get(address(name, [], tahun=2025)).content.decode()
        assert "Pilih tahun lain, atau hubungi administrator." in text


# The tree of performance.


def lines(page: lxml.html.HtmlElement) -> list[str]:
    return [words(th) for th in page.xpath("//table[contains(@class, 'tree')]/tbody/tr/th")]


def test_the_tree_shows_the_lines_of_its_table(client_of: SignIn, entitas: Entitas) -> None:
    link("6639", 6, "60")
    table = Outline(entitas, 2024).comparison("pohon-kinerja")
    shown = page_of(client_of("auditor"), POHON + "?sampai=kegiatan").xpath(
        "//table[contains(@class, 'tree')]/tbody/tr"
    )
    keys = ("target", "realisasi", "capaian", "kategori", "porsi", "pagu", "terpakai", "serapan")
    assert len(shown) == len(table.rows)
    for tr, row, cells in zip(shown, table.rows, table.texts(), strict=True):
        assert words(tr.find("th")).lower() == cells["uraian"].lower()
        expected = [cells[key] + row.cell(key).mark for key in keys]
        found = [words(td) for td in tr.findall("td")]
        assert [f for k, f in zip(keys, found, strict=True) if k != "kategori"] == [
            e for k, e in zip(keys, expected, strict=True) if k != "kategori"
        ]


def test_lines_are_turned_one_by_one_without_scripts(client_of: SignIn) -> None:
    client = client_of("auditor")
    assert len(lines(page_of(client, POHON))) == 3 + 5 + 12 + 1 + 10 + 1
    tujuan = page_of(client, POHON + "?sampai=tujuan")
    assert [line[:8] for line in lines(tujuan)] == ["Tujuan 1", "Tujuan 2", "Tujuan 3", "Belum di", "Jumlah p"]
    dibuka = page_of(client, POHON + "?sampai=tujuan&balik=2")
    assert [line[:9] for line in lines(dibuka)][1:4] == ["Tujuan 2.", "Sasaran 3", "Sasaran 4"]
    [hidden] = dibuka.xpath("//input[@name='ubah']/@value")
    assert hidden == "2"
    assert dibuka.get_element_by_id("buka-2").get("aria-expanded") == "true"
    assert lines(page_of(client, POHON + "?sampai=tujuan&ubah=2&balik=2")) == lines(tujuan)
    assert lines(page_of(client, POHON + "?sampai=entah&balik=../x")) == lines(page_of(client, POHON))


def test_every_line_leads_to_its_page(client_of: SignIn) -> None:
    client = client_of("auditor")
    links = page_of(client, POHON).xpath("//table[contains(@class, 'tree')]//th//a/@href")
    assert len(links) == 3 + 5 + 12 + 10
    assert {client.get(url, follow=True).status_code for url in links} == {200}


def test_approved_figures_only_are_kept_by_the_buttons(client_of: SignIn, entitas: Entitas) -> None:
    Periode.objects.update_or_create(entitas=entitas, tahun=2024, triwulan=0, defaults={"dibuka": True})
    page = page_of(client_of("auditor"), POHON + "?angka=disahkan")
    assert page.xpath("//form[@id='pohon']//input[@name='angka']/@value") == ["disahkan"]
    assert "Anggaran 2024 belum disahkan." in words(page)
    downloads = [a.get("href") for a in page.iter("a") if a.get("download") is not None]
    assert reverse("unduh_pohon_kinerja", args=["5371", 2024, "xlsx"]) + "?angka=disahkan" in downloads


def test_an_unknown_ending_is_not_found(client_of: SignIn) -> None:
    assert client_of("auditor").get(reverse("unduh_pohon_kinerja", args=["5371", 2024, "pdf"])).status_code == 404


# The seven comparisons.


def test_the_comparisons_are_those_that_the_tables_layer_makes(client_of: SignIn, entitas: Entitas) -> None:
    fakta = Outline(entitas, 2024).fakta
    for sasaran in fakta.kinerja.sasaran:
        page = page_of(client_of("auditor"), address("sasaran", [sasaran.nomor]))
        said = [words(satu) for satu in page.find_class("comparison-text")]
        assert said == [" ".join(p.kalimat.split()) for p in fetch_perbandingan(fakta, sasaran)]


def test_an_edited_text_stands_there_and_only_who_may_edits(client_of: SignIn, entitas: Entitas) -> None:
    url = address("narasi_sasaran", [3, 1])
    page = page_of(client_of("verifikator"), address("sasaran", [3]))
    assert url in [a.get("href") for a in page.find_class("comparison-edit")]
    form = page_of(client_of("verifikator"), url)
    shown = {name: form.xpath(f"//input[@name='{name}']/@value")[0] for name in ("versi", "dasar")}
    assert client_of("verifikator").post(url, {"isi": "Partisipasi turun.", **shown}).status_code == 302
    page = page_of(client_of("auditor"), address("sasaran", [3]))
    assert words(page.find_class("comparison-text")[0]) == "Partisipasi turun."
    assert not page.find_class("comparison-edit")


def test_words_of_figures_that_are_withheld_are_withheld(client_of: SignIn, entitas: Entitas) -> None:
    hambatan = "Jarak ke TPS."
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=6)
    Periode.objects.update_or_create(entitas=entitas, tahun=2024, triwulan=0, defaults={"dibuka": True})
    Upaya.objects.create(adopsi=adopsi, tahun=2024, triwulan=0, jenis="dilakukan", urutan=9, isi=hambatan)
    url = address("sasaran", [3])
    assert hambatan in words(page_of(client_of("auditor"), url))
    assert hambatan not in words(page_of(client_of("auditor"), url + "?angka=disahkan"))
