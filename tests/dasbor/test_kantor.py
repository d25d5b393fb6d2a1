"""The offices below a satker: their own figures side by side, for those who answer for it and for nobody else."""

import json
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import lxml.html
import openpyxl
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.anggaran.facts.ringkas import fetch_ringkas, fetch_ringkas_banyak
from apps.dasbor.kantor.facts import fetch_bawahan
from apps.dasbor.kantor.tables import Judul, ringkasan_table
from apps.dasbor.kelompok import rata_view
from apps.dasbor.ringkasan.presenters import capaian_view, kelengkapan_view, uang_view
from apps.laporan.cells import capaian_cell
from apps.laporan.models import Laporan
from apps.laporan.outline import Outline
from apps.laporan.table import cell_text
from apps.organisasi.models import Entitas, Pengguna, Satker, Subbagian
from apps.organisasi.permissions import Peran
from apps.pengukuran.facts import fetch_kinerja, fetch_kinerja_banyak
from apps.pengukuran.models import Realisasi
from apps.siklus.models import Pengesahan, Periode
from tests.conftest import make_user
from tests.perencanaan.kantor import (
    Nasional,
    adopsi_nasional,
    entitas_provinsi,
    kantor_lain,
    renstra_nasional,
)

pytestmark = pytest.mark.django_db
URL = "/53/2025/kantor/"


@pytest.fixture
def nasional(satker: Satker) -> Nasional:
    return renstra_nasional(satker)


@pytest.fixture
def provinsi(nasional: Nasional, entitas: Entitas) -> Entitas:
    """A provinsi with two offices that adopted from the same plan, one that has no entitas, and another's office."""
    induk = entitas_provinsi(nasional)
    adopsi_nasional(
        entitas,
        nasional,
        Subbagian.objects.get(satker=entitas.satker, kode="teknis"),
        {"naik": "90", "tepat": "100", "bebas": None},
    )
    kantor_lain(nasional)
    Satker.objects.create(
        kode="5398", nama="KPU Baru", nama_singkat="KPU Kab. Baru", jenis="kabupaten_kota", induk=nasional.provinsi
    )
    return induk


def client_for(user: Pengguna) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def pimpinan(provinsi: Entitas) -> Client:
    return client_for(make_user(provinsi.satker, Peran.PIMPINAN))


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def offices(response: HttpResponse) -> dict[str, list[str]]:
    """The cells of each office as a person reads them."""
    page = lxml.html.fromstring(response.content)
    rows = page.xpath("//table[contains(@class, 'offices')]/tbody/tr")
    return {words(row.find("th")): [words(cell) for cell in row.findall("td")] for row in rows}


# Who may look.


@pytest.mark.parametrize(
    ("peran", "status"),
    [
        (Peran.PIMPINAN, 200),
        (Peran.ADMINISTRATOR, 200),
        (Peran.VERIFIKATOR, 200),
        (Peran.AUDITOR, 200),
        (Peran.OPERATOR, 403),
    ],
)
def test_those_who_answer_for_the_provinsi_look_at_its_offices(provinsi: Entitas, peran: Peran, status: int) -> None:
    Subbagian.objects.create(satker=provinsi.satker, kode="teknis", nama="Bagian Teknis", urutan=1)
    client = client_for(make_user(provinsi.satker, peran, "teknis" if peran == Peran.OPERATOR else ""))
    berkas = reverse("unduh_kantor", args=["53", 2025, "kantor-bawahan", "xlsx"])
    for url in (URL, berkas):
        response = client.get(url)
        assert response.status_code == status
        if status == 403:
            assert "pimpinan, administrator, verifikator, dan auditor" in response.content.decode()
    menu = client.get("/53/2025/").content.decode()
    assert (f'href="{URL}"' in menu) == (status == 200)


def test_nothing_is_posted_there(pimpinan: Client) -> None:
    assert pimpinan.post(URL).status_code == 405


@pytest.mark.parametrize("who", ["administrator", "pimpinan", "satker_lain", "tanpa_peran"])
def test_for_offices_below_and_strangers_the_page_does_not_exist(
    provinsi: Entitas, client_of: Callable[[str], Client], who: str
) -> None:
    assert client_of(who).get(URL).status_code == 404


def test_an_office_without_offices_below_has_neither_page_nor_menu(client_of: Callable[[str], Client]) -> None:
    client = client_of("pimpinan")
    assert client.get("/5371/2024/kantor/").status_code == 404
    assert "Kantor bawahan" not in client.get("/5371/2024/").content.decode()


def test_the_offices_own_pages_stay_closed_to_the_provinsi(provinsi: Entitas, pimpinan: Client) -> None:
    administrator = client_for(make_user(provinsi.satker, Peran.ADMINISTRATOR))
    for client in (pimpinan, administrator):
        for path in ("", "indikator/", "tabel/10/", "anggaran/", "papan/", "rencana/adopsi/", "unduh/buku-kerja.xlsx"):
            assert client.get(f"/5371/2024/{path}").status_code == 404, path
            assert client.get(f"/5399/2025/{path}").status_code == 404, path
    assert "/5371/" not in pimpinan.get(URL).content.decode()
    assert "/5399/" not in pimpinan.get(URL).content.decode()


def test_home_leads_a_provinsi_without_a_report_to_its_offices(provinsi: Entitas, pimpinan: Client) -> None:
    assert pimpinan.get("/")["Location"] == "/53/2025/kantor/", "the last year that has figures as a whole"
    Realisasi.objects.filter(tahun=2025).update(triwulan=3)
    assert pimpinan.get("/")["Location"] == "/53/2024/kantor/"
    Realisasi.objects.all().delete()
    assert pimpinan.get("/")["Location"] == "/53/2024/kantor/", "none has: that of the last report"
    Laporan.objects.all().delete()
    Periode.objects.filter(tahun__gt=2024).delete()
    assert pimpinan.get("/")["Location"] == "/53/2024/kantor/", "as set up, before there is a report"


def test_home_of_its_operator_says_what_to_do(provinsi: Entitas) -> None:
    Subbagian.objects.create(satker=provinsi.satker, kode="teknis", nama="Bagian Teknis", urutan=1)
    response = client_for(make_user(provinsi.satker, Peran.OPERATOR, "teknis")).get("/")
    assert response.status_code == 200
    assert "hubungi administrator satker Anda" in response.content.decode()


# What it shows.


def test_every_figure_is_that_of_the_offices_own_dashboard(
    provinsi: Entitas, pimpinan: Client, entitas: Entitas
) -> None:
    for tahun in (2024, 2025):
        shown = offices(pimpinan.get(f"/53/{tahun}/kantor/"))
        for kunci, nama in (("5371", "KPU Kota Kupang"), ("5399", "KPU Kab. Contoh 5399")):
            outline = Outline(Entitas.objects.select_related("satker").by_kunci(kunci).get(), tahun)
            kinerja, uang = outline.fakta.kinerja, outline.fakta.ringkas
            [cells] = [cells for judul, cells in shown.items() if judul.startswith(nama)]
            if not list(kinerja.indikator):
                assert cells[0] == "-Kantor ini belum mengadopsi indikator untuk tahun ini."
                continue
            isi, capaian = kelengkapan_view(kinerja, berjalan=outline.keadaan.berjalan), capaian_view(kinerja)
            rata = rata_view(kinerja)
            assert cells[0].startswith(f"{isi['terisi']} {isi['dari']}") and isi["kata"] in cells[0]
            assert cells[1].startswith(f"{capaian['tercapai']} {capaian['dari']}") and capaian["kata"] in cells[1]
            assert cells[2].startswith(rata["nilai"]) and rata["terukur"] in cells[2]
            serapan = uang_view(uang, None)["serapan"] if uang else "-"
            assert cells[3].startswith(serapan)


def test_literal_figures_of_two_offices(pimpinan: Client) -> None:
    shown = offices(pimpinan.get(URL))
    assert shown["KPU Kab. Contoh 5399"] == [
        "2 dari 3 terisi2 dari laporan yang sudah terbit · 1 belum diisi",
        "1 dari 3 indikator0 di atas · 1 tepat · 1 di bawah 100% · 1 belum dapat dinilai",
        "87,50% 2 dari 3 indikator terukur",
        "50%Rp100.000.000 dari Rp200.000.000, per 31 Desember 2025",
    ]
    # An excess does not hide a failure: 112,50 counts as 100.
    [kupang] = [cells for nama, cells in shown.items() if nama.startswith("KPU Kota Kupang")]
    assert kupang[2] == "100% 2 dari 3 indikator terukur"
    assert kupang[3] == "-Anggaran 2025 belum dimuat."
    assert shown["KPU Kab. Baru"] == [
        "-Kantor ini belum terdaftar dalam aplikasi.",
        "-Kantor ini belum terdaftar dalam aplikasi.",
    ]
    assert shown.keys() == {
        "KPU Kab. Baru",
        "KPU Kab. Contoh 5399",
        *(nama for nama in shown if nama.startswith("KPU Kota Kupang")),
    }


def test_indicators_of_a_shared_plan_stand_beside_each_other(provinsi: Entitas, pimpinan: Client) -> None:
    page = lxml.html.fromstring(pimpinan.get(URL).content)
    [table] = page.xpath("//table[contains(@class, 'report')]")
    assert [words(th) for th in table.xpath(".//thead//th")] == [
        "No",
        "Indikator",
        "KPU Kota Kupang",
        "KPU Kab. Contoh 5399",
    ]
    isi = {}
    for row in table.xpath(".//tbody/tr"):
        cells = [words(cell) for cell in row.iterchildren() if words(cell)]
        if cells[0].isdigit():
            isi[cells[1]] = cells[2:]
    assert isi["Indikator naik"] == ["112,50%", "75%"]
    assert isi["Indikator tepat"][0] == "100%" and isi["Indikator tepat"][1].startswith("-")
    assert "Indikator ini tidak diadopsi kantor tersebut." in words(page)
    assert "Realisasi belum diisi." in words(page)
    # 2024 was worked by plans of their own: no figures of one stand below another's names.
    halaman = lxml.html.fromstring(pimpinan.get("/53/2024/kantor/").content)
    assert not halaman.xpath("//table[contains(@class, 'report')]")


def test_the_matrix_holds_the_cells_of_the_offices_own_tables(provinsi: Entitas) -> None:
    bawahan = fetch_bawahan(provinsi, 2025)
    for kantor in bawahan.kantor:
        if not kantor.ada:
            continue
        kinerja = fetch_kinerja(Entitas.objects.get(satker=kantor.satker_id, jenis="lembaga"), 2025)
        for indikator in kinerja.indikator:
            sendiri = capaian_cell(kinerja, indikator, 2025, "target", "realisasi")
            sama = kantor.indikator(indikator.indikator_id)
            assert sama is not None
            assert capaian_cell(kantor.kinerja, sama, 2025, "target", "realisasi") == sendiri


@pytest.mark.parametrize("hanya_disahkan", [False, True])
@pytest.mark.parametrize("triwulan", [0, 4])
def test_many_are_fetched_as_one_is(provinsi: Entitas, entitas: Entitas, triwulan: int, hanya_disahkan: bool) -> None:
    dua = [entitas, Entitas.objects.by_kunci("5399").get()]
    for tahun in (2023, 2024, 2025):
        banyak = fetch_kinerja_banyak([e.pk for e in dua], tahun, triwulan=triwulan, hanya_disahkan=hanya_disahkan)
        for satu in dua:
            sendiri = fetch_kinerja(satu, tahun, triwulan=triwulan, hanya_disahkan=hanya_disahkan)
            if list(sendiri.indikator):
                assert banyak[satu.pk] == sendiri
                assert banyak[satu.pk].skala_kategori == sendiri.skala_kategori
            else:
                assert satu.pk not in banyak


@pytest.mark.parametrize("sampai", [None, date(2024, 6, 30)])
def test_budgets_of_many_are_those_of_one(provinsi: Entitas, entitas: Entitas, sampai: date | None) -> None:
    semua = list(Satker.objects.filter(entitas__isnull=False).distinct())
    for tahun in (2022, 2024, 2025):
        banyak = fetch_ringkas_banyak([s.pk for s in semua], tahun, sampai)
        for satu in semua:
            sendiri = fetch_ringkas(satu, tahun, sampai)
            assert (satu.pk in banyak) == (sendiri is not None)
            if sendiri:
                for name in ("versi", "per_tanggal", "pagu", "realisasi", "pagu_awal", "kutipan"):
                    assert getattr(banyak[satu.pk], name) == getattr(sendiri, name), (tahun, name)


def test_only_what_is_approved(provinsi: Entitas, pimpinan: Client, cast: dict[str, Pengguna]) -> None:
    lain = Entitas.objects.by_kunci("5399").get()
    periode = Periode.objects.create(entitas=lain, tahun=2025, triwulan=0, dibuka=True)
    semua = offices(pimpinan.get(URL))
    disahkan = offices(pimpinan.get(f"{URL}?angka=disahkan"))
    [cells] = [c for nama, c in disahkan.items() if nama.startswith("KPU Kab. Contoh 5399")]
    assert semua["KPU Kab. Contoh 5399 Belum disahkan"][3].startswith("50%")
    assert cells[0].startswith("0 dari 3 terisi") and "2 belum disahkan" in cells[0]
    assert cells[2].startswith("-")
    assert cells[3] == "-Anggaran 2025 belum disahkan."
    Pengesahan.objects.create(
        periode=periode,
        cara="aplikasi",
        tanggal=date(2026, 2, 1),
        penandatangan="-",
        disahkan_oleh=cast["administrator"],
    )
    Realisasi.objects.filter(adopsi__entitas=lain).update(tahap="disahkan")
    [cells] = [
        c for n, c in offices(pimpinan.get(f"{URL}?angka=disahkan")).items() if n.startswith("KPU Kab. Contoh 5399")
    ]
    assert cells[0].startswith("2 dari 3 terisi") and cells[3].startswith("50%")


def test_choices_stay_in_the_address(provinsi: Entitas, pimpinan: Client, entitas: Entitas) -> None:
    page = lxml.html.fromstring(pimpinan.get(f"{URL}?triwulan=2&angka=disahkan").content)
    alamat = page.xpath("//a[@download]/@href")
    assert alamat and all("triwulan=2" in a and "angka=disahkan" in a for a in alamat)
    assert "Kantor bawahan Triwulan II 2025" in words(page)


@pytest.mark.parametrize("tahun", [2019, 2024, 2025, 2040])
def test_every_year_opens(pimpinan: Client, tahun: int) -> None:
    for query in ("", "?triwulan=1", "?triwulan=9&angka=x", "?angka=disahkan"):
        assert pimpinan.get(f"/53/{tahun}/kantor/{query}").status_code == 200


# Files.


def test_files_hold_what_the_page_shows(provinsi: Entitas, pimpinan: Client) -> None:
    def berkas(tabel: str, bentuk: str) -> bytes:
        response = pimpinan.get(reverse("unduh_kantor", args=["53", 2025, tabel, bentuk]))
        assert response.status_code == 200
        assert f"{tabel}-53-2025.{bentuk}" in response["Content-Disposition"]
        return response.content

    data = json.loads(berkas("kantor-bawahan", "json"))
    assert "KPU Kab. Contoh 5399" in json.dumps(data)
    assert "87,50%" in berkas("kantor-bawahan", "csv").decode("utf-8-sig")
    sheet = openpyxl.load_workbook(BytesIO(berkas("kantor-bawahan", "xlsx"))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    [row] = [row for row in rows if "KPU Kab. Contoh 5399" in row]
    assert 200_000_000 in row and 100_000_000 in row
    assert any(isinstance(cell, str) and cell.startswith("=") for cell in row)  # serapan is live
    assert datetime(2025, 12, 31) in row, "the day of the serapan"
    [slug] = [t for t in _tables(pimpinan) if t.startswith("capaian-kantor")]
    assert "112,50%" in berkas(slug, "csv").decode("utf-8-sig")
    assert pimpinan.get(reverse("unduh_kantor", args=["53", 2025, "tidak-ada", "xlsx"])).status_code == 404
    assert pimpinan.get(reverse("unduh_kantor", args=["53", 2025, "kantor-bawahan", "pdf"])).status_code == 404


@pytest.mark.parametrize(
    ("query", "kalimat"),
    [("", "Semua angka, termasuk yang belum disahkan."), ("?angka=disahkan", "Hanya angka yang disahkan.")],
)
def test_every_file_says_inside_which_figures_it_holds(
    provinsi: Entitas, pimpinan: Client, query: str, kalimat: str
) -> None:
    for tabel in _tables(pimpinan):
        xlsx, data = (
            pimpinan.get(reverse("unduh_kantor", args=["53", 2025, tabel, bentuk]) + query).content
            for bentuk in ("xlsx", "json")
        )
        sheet = openpyxl.load_workbook(BytesIO(xlsx)).worksheets[0]
        assert kalimat in {cell for [cell, *_] in sheet.iter_rows(values_only=True)}, tabel
        assert kalimat in json.loads(data)["catatan"], tabel


def _tables(client: Client) -> set[str]:
    page = lxml.html.fromstring(client.get(URL).content)
    return {href.split("/")[-1].partition(".")[0] for href in page.xpath("//a[@download]/@href")}


def test_the_summary_table_says_what_the_page_says(provinsi: Entitas) -> None:
    bawahan = fetch_bawahan(provinsi, 2024)
    table = ringkasan_table(bawahan, Judul("KPU Provinsi", 2024))
    columns = {column.key: column for column in table.columns}
    [kupang] = [row for row in table.rows if row.cell("kantor").value == "KPU Kota Kupang"]
    teks = {key: cell_text(kupang.cell(key), column) for key, column in columns.items()}
    assert (teks["terisi"], teks["jumlah"]) == ("12", "12")
    assert (teks["di_atas"], teks["tepat"], teks["di_bawah"], teks["tak_dinilai"]) == ("2", "7", "3", "0")
    assert (teks["pagu"], teks["realisasi"], teks["serapan"]) == ("56.658.099.000", "56.575.128.312", "99,85%")


# However many offices.


def test_more_offices_need_no_more_queries(provinsi: Entitas, pimpinan: Client, nasional: Nasional) -> None:
    def count(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert pimpinan.get(f"{URL}{query}").status_code == 200
        return len(queries)

    before = [count(query) for query in ("", "?angka=disahkan", "?triwulan=3")]
    for n in range(12):
        kantor_lain(nasional, f"54{n:02}")
    assert [count(query) for query in ("", "?angka=disahkan", "?triwulan=3")] == before
    # Session, person, scope, two for the badge; offices and their entitas; what they adopted, targets, the nation's,
    # realisasi, scales; budgets; shared plans; years. With only approved figures: which years and budgets are not.
    assert before == [14, 16, 14]
