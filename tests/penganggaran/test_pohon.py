"""The tree page, the page of a line and the tree as a file."""

import json
from collections.abc import Callable
from datetime import date

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.anggaran.models import KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.audit.services import Sistem, save_recorded
from apps.organisasi.models import Satker
from tests.bench.pohon import buat_pohon

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
POHON = reverse("anggaran_pohon", args=["5371", 2024])


def buka(client: Client, query: str = "", url: str = POHON) -> lxml.html.HtmlElement:
    response = client.get(url + query)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content)


def teks(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def kode(halaman: lxml.html.HtmlElement) -> list[str]:
    return [teks(satu) for satu in halaman.xpath("//table//span[@class='code']")]


def baris(halaman: lxml.html.HtmlElement, judul: str) -> list[str]:
    [tr] = [tr for tr in halaman.xpath("//tr") if judul in teks(tr.xpath("./th")[0])]
    return [teks(td) for td in tr.xpath("./td")]


def tombol(halaman: lxml.html.HtmlElement, jalur: str) -> lxml.html.HtmlElement:
    [satu] = halaman.xpath(f"//button[@name='balik'][@value='{jalur}']")
    return satu


def tekan(client: Client, halaman: lxml.html.HtmlElement, jalur: str) -> lxml.html.HtmlElement:
    """Press a button as a browser without scripts does."""
    [form] = halaman.xpath("//form[@id='pohon']")
    return buka(client, "?" + "&".join(f"{n}={v}" for n, v in [*form.form_values(), ("balik", jalur)]))


def test_the_tree_opens_down_to_ro_with_totals_and_says_which_figures_stand_there(client_of: ClientOf) -> None:
    halaman = buka(client_of("pimpinan"))
    assert "Pagu menurut Revisi terakhir. Realisasi sampai dengan 31 Desember 2024" in teks(halaman)
    total = ["56.658.099.000", "56.575.128.312", "82.970.688", "99,85%"]
    assert baris(halaman, "Jumlah seluruhnya") == total
    assert baris(halaman, "076.01.WA")[:2] == ["3.460.574.000", "3.400.009.655"]
    assert baris(halaman, "6639.BDB.001")[3] == "99,99%"
    assert "051" not in kode(halaman)
    assert not halaman.xpath("//th[contains(., 'Blokir')]")


def test_every_line_of_the_deepest_level_shows(client_of: ClientOf) -> None:
    halaman = buka(client_of("auditor"), "?sampai=komponen")
    assert kode(halaman).count("051") == PosAnggaran.objects.filter(dipa__tahun=2024, kode="051").count()
    assert not halaman.xpath("//button[@name='balik'][@aria-expanded='false']")
    ringkas = buka(client_of("auditor"), "?sampai=program")
    assert kode(ringkas) == ["076.01.CQ", "076.01.WA"]
    assert ringkas.xpath("//nav[contains(@class,'levels')]//a[@aria-current]")[0].text == "Program"


def test_a_line_is_opened_and_closed_without_scripts(client_of: ClientOf) -> None:
    client, jalur = client_of("auditor"), "076.01.CQ.6639.BDB.001"
    halaman = buka(client)
    assert tombol(halaman, jalur).get("aria-expanded") == "false"
    terbuka = tekan(client, halaman, jalur)
    assert tombol(terbuka, jalur).get("aria-expanded") == "true"
    assert "051" in kode(terbuka)
    tertutup = tekan(client, terbuka, "076.01.CQ")
    assert tombol(tertutup, "076.01.CQ").get("aria-expanded") == "false"
    assert jalur not in [b.get("value") for b in tertutup.xpath("//button[@name='balik']")]
    # Opened again, what was opened below it still is; and a second press undoes the first.
    kembali = tekan(client, tertutup, "076.01.CQ")
    assert tombol(kembali, jalur).get("aria-expanded") == "true"
    assert [i.get("value") for i in kembali.xpath("//form[@id='pohon']//input[@name='ubah']")] == [jalur]


def test_search_shows_matching_lines_with_those_above_them(client_of: ClientOf) -> None:
    client = client_of("auditor")
    halaman = buka(client, "?q=sumpah")
    assert {"076.01.CQ", "CQ.6981", "6981.QGE", "6981.QGE.001"} <= set(kode(halaman))
    assert "076.01.WA" not in kode(halaman)
    assert "pos cocok dengan “sumpah”" in teks(halaman)
    # A found line opens to all that it holds.
    satu = buka(client, "?q=3360.EBA.994&sampai=ro")
    induk = satu.xpath("//button[@name='balik'][@aria-expanded='false']")[0]
    terbuka = tekan(client, satu, induk.get("value"))
    assert len(kode(terbuka)) > len(kode(satu))
    assert kode(buka(client, "?q=076.01.wa.3360.eba.994"))[-1] == "3360.EBA.994"
    kosong = buka(client, "?q=tidakada")
    assert kode(kosong) == []
    assert "Tidak ada pos yang cocok" in teks(kosong)


@pytest.mark.parametrize("query", ["?sampai=aneh", "?ubah=tidak.ada", "?q=%3Cscript%3E", f"?q={'a+' * 900}"])
def test_a_senseless_address_shows_the_tree(client_of: ClientOf, query: str) -> None:
    assert "<script>" not in lxml.html.tostring(
        buka(client_of("auditor"), query).xpath("//main")[0], encoding="unicode"
    )


def test_names_are_text_not_markup(client_of: ClientOf) -> None:
    PosAnggaran.objects.filter(dipa__tahun=2024, jenis="program").update(nama="<b>Program</b> & lain")
    assert "<b>Program</b> & lain" in teks(buka(client_of("auditor")))


def test_blocked_money_gets_a_column(client_of: ClientOf) -> None:
    Pagu.objects.filter(pos__jalur="076.01.WA.3355.EBA.994.001").update(blokir=1_234_567)
    halaman = buka(client_of("auditor"))
    assert baris(halaman, "Jumlah seluruhnya")[1] == "1.234.567"
    assert baris(halaman, "076.01.CQ")[1] == "0"


def test_missing_realisasi_is_no_zero(client_of: ClientOf) -> None:
    KeadaanRealisasi.objects.all().delete()
    halaman = buka(client_of("auditor"))
    assert "Realisasi belum dimuat." in teks(halaman)
    assert baris(halaman, "Jumlah seluruhnya") == ["56.658.099.000", "-", "-", "-"]


def test_a_year_without_a_budget_says_what_to_do(client_of: ClientOf) -> None:
    halaman = buka(client_of("auditor"), url=reverse("anggaran_pohon", args=["5371", 2022]))
    assert "Belum ada rincian anggaran tahun ini" in teks(halaman)
    assert [teks(a) for a in halaman.xpath("//nav[@aria-label='Tahun']//a")] == ["2022", "2024"]


def test_two_thousand_lines_need_eight_queries(client_of: ClientOf, satker: Satker) -> None:
    buat_pohon(satker, 2023, 2000)
    client, url = client_of("auditor"), reverse("anggaran_pohon", args=["5371", 2023])
    with CaptureQueriesContext(connection) as queries:
        halaman = buka(client, "?sampai=item", url)
    assert len(queries) <= 8
    # Bagian anggaran and unit are part of the program's code.
    assert len(halaman.xpath("//table//tbody/tr")) == 2000 - 2 + 1


def pos(jalur: str) -> str:
    return reverse("anggaran_pos", args=["5371", 2024, PosAnggaran.objects.get(dipa__tahun=2024, jalur=jalur).pk])


def test_a_line_shows_its_working_and_what_stands_below(client_of: ClientOf) -> None:
    halaman = buka(client_of("auditor"), url=pos("076.01.CQ.6709.QGE"))
    isi = teks(halaman)
    assert "Pagu dan realisasi: jumlah 3 pos di bawahnya." in isi
    assert "Sisa = pagu − realisasi = 1.310.059.000 − 1.295.568.243 = 14.490.757" in isi
    assert "× 100% = 98,893885%, ditulis 98,89%" in isi
    assert baris(halaman, "6709.QGE.003") == ["83.980.000", "83.977.470", "99,99%"]
    assert [teks(li) for li in halaman.xpath("//nav[@aria-label='Remah roti']//li")] == [
        "Rincian anggaran",
        "076.01.CQ",
        "CQ.6709",
        "6709.QGE",
    ]


def test_a_line_shows_its_versions_and_states_with_who_brought_them(client_of: ClientOf, satker: Satker) -> None:
    line = PosAnggaran.objects.get(dipa__tahun=2024, jalur="076.01.WA.3355.EBA.994.001")
    lama = Pagu.objects.get(pos=line).jumlah
    baru = VersiDipa(dipa=line.dipa, urutan=9, nama="Revisi ke-9", tanggal=date(2025, 1, 2))
    save_recorded(baru, rantai=satker.kode, pelaku=Sistem("Petugas impor"))
    Pagu.objects.create(versi=baru, pos=line, jumlah=lama - 1_000, sumber_dana="RM")
    state = KeadaanRealisasi.objects.create(
        dipa=line.dipa,
        per_tanggal=date(2024, 12, 31),
        urutan=1,
        sistem_sumber="SAKTI",
        alasan="Salah SPM.",
        basis="sp2d",
    )
    NilaiRealisasi.objects.create(keadaan=state, pos=line, jumlah=5)
    halaman = buka(client_of("auditor"), url=pos(line.jalur))
    revisi = baris(halaman, "Revisi ke-9")
    assert revisi[1] == "-1.000"
    assert "Petugas impor" in revisi[-1]
    assert halaman.xpath("//td//a[contains(@href, '/jejak/')]")
    assert not buka(client_of("operator"), url=pos(line.jalur)).xpath("//td//a[contains(@href, '/jejak/')]")
    keadaan = [teks(tr) for tr in halaman.xpath("//section[@aria-labelledby='judul-realisasi']//tbody/tr")]
    assert "Sudah diperbaiki" in keadaan[0]
    assert "Perbaikan ke-1" in keadaan[1]
    assert "Salah SPM." in keadaan[1]


def test_a_line_that_vanished_still_has_its_page(client_of: ClientOf) -> None:
    line = PosAnggaran.objects.get(dipa__tahun=2024, jalur="076.01.WA.3355.EBA.994.001")
    Pagu.objects.filter(pos=line).delete()
    NilaiRealisasi.objects.filter(pos=line).delete()
    assert "Pos ini tidak ada pada versi DIPA yang berlaku." in teks(buka(client_of("auditor"), url=pos(line.jalur)))


def test_lines_of_another_year_or_office_are_not_found(client_of: ClientOf) -> None:
    url = pos("076.01.CQ")
    assert client_of("auditor").get(url.replace("/2024/", "/2023/")).status_code == 404
    assert client_of("satker_lain").get(url.replace("/5371/", "/9999/")).status_code == 404


@pytest.mark.parametrize("bentuk", ["xlsx", "csv", "json"])
def test_the_whole_tree_as_a_file(client_of: ClientOf, bentuk: str) -> None:
    response = client_of("auditor").get(reverse("unduh_anggaran", args=["5371", 2024, bentuk]))
    assert f'filename="pohon-anggaran-5371-2024.{bentuk}"' in response["Content-Disposition"]
    if bentuk == "json":
        assert "56658099000" in json.dumps(json.loads(response.content))


def test_an_unknown_kind_of_file_does_not_exist(client_of: ClientOf) -> None:
    assert client_of("auditor").get(reverse("unduh_anggaran", args=["5371", 2024, "pdf"])).status_code == 404


def test_tabel_30_leads_to_the_page_of_each_line(client_of: ClientOf) -> None:
    client = client_of("auditor")
    tabel = lxml.html.fromstring(client.get("/5371/2024/tabel/30/").content)
    [tautan] = tabel.xpath("//table//a[.='001 Gaji dan Tunjangan']/@href")
    pos = PosAnggaran.objects.get(dipa__tahun=2024, jalur="076.01.WA.3355.EBA.994.001")
    assert client.get(tautan).headers["Location"] == reverse("anggaran_pos", args=["5371", 2024, pos.pk])
    assert client.get(reverse("anggaran_pohon", args=["5371", 2024]), {"pos": "076.01.XX"}).status_code == 404
