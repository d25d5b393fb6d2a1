"""Every address × everybody in the cast, and the number of queries of every page."""

import json
import os
from pathlib import Path

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.laporan.charts.svg import render_svg
from apps.laporan.outline import Outline
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import AdopsiIndikator, Indikator
from apps.siklus.models import Periode

QUERY_COUNTS = Path(__file__).parent / "query_counts.json"
READERS = ("operator", "operator_lain", "verifikator", "pimpinan", "administrator", "auditor")
STRANGERS = ("satker_lain", "tanpa_peran")
TABLES = [str(number) for number in range(1, 31)]
PAGES = {
    "dasbor": [],
    "daftar_tabel": [],
    **{f"tabel {number}": [number] for number in TABLES},
    **{f"diagram {number}": [number] for number in ("1", "2", "3")},
    "perbandingan kinerja": ["kinerja"],
    "perbandingan anggaran": ["anggaran"],
    "daftar_indikator": [],
    "kutipan": [],
    "daftar_data": [],
    "daftar_target": [],
    "daftar_realisasi": [],
    "daftar_anggaran": [],
    "daftar_bukti": [],
    "anggaran_pohon": [],
    "anggaran_revisi": [],
    "anggaran_efisiensi": [],
    "anggaran_sasaran": [],
    **{f"indikator {number}": [number] for number in range(1, 13)},
    "anggaran": [],
    "anggaran_bulanan": [],
    "daftar_sasaran": [],
    **{f"sasaran {number}": [number] for number in (1, 3)},
    "tujuan 2": [2],
    "pohon_kinerja": [],
    "daftar_unit": [],
    **{f"laporan_divisi {kode}": [kode] for kode in ("keuangan", "sosialisasi")},
    "subbagian teknis": ["teknis"],
}
# Pages of entry, checking and approval; some of them take a POST, which tests/permissions asks about.
WORK = {
    "tugas": [],
    "papan": [],
    "pemberitahuan": [],
    "periode": [],
    "periode_atur": [0],
    "pengesahan": [],
    "sahkan": [0],
    **{f"isi {number}": [number, 0] for number in (1, 3, 6)},
    "isi_periksa": [6, 0],
    "verifikasi": [6, 0],
    "pendukung": [1],
    "grid": ["teknis"],
    "anggaran_isi": [],
    "anggaran_rencana": [],
    "riwayat": [6, 0],
    "orang_daftar": [],
    "anggaran_keluaran": [],
    "anggaran_dukungan": [],
    "anggaran_rekonsiliasi": [],
    "anggaran_nilai": [],
    "anggaran_impor": [],
    "rapat_daftar": [],
    "rencana_indikator": [1],
    "data_masuk": [],
}
DOWNLOADS = {
    "unduh_tabel": ["capaian-kinerja", "xlsx"],
    "unduh_tabel csv": ["30", "csv"],
    "unduh_tabel json": ["perbandingan-indikator/6", "json"],
    "unduh_diagram": ["1", "svg"],
    "unduh_tren": [6, "svg"],
    "unduh_tren png": [3, "png"],
    "unduh_diagram png": ["serapan-komponen", "png"],
    "unduh_perbandingan": ["kinerja", "xlsx"],
    "unduh_perbandingan svg": ["kinerja", "svg"],
    "unduh_perbandingan anggaran": ["anggaran", "png"],
    "buku_kerja": [],
    "unduh_rekonsiliasi": ["xlsx"],
    "unduh_rekonsiliasi csv": ["csv"],
    "unduh_bulanan": ["bulanan", "xlsx"],
    "unduh_bulanan rincian": ["rincian-bulanan", "csv"],
    "unduh_anggaran": ["xlsx"],
    "anggaran_templat": [],
    "riwayat_unduh": [6, 0],
    "unduh_efisiensi": ["xlsx"],
    "unduh_sasaran": ["csv"],
    "unduh_pendukung": ["json"],
    "unduh_pohon_kinerja": ["xlsx"],
    "data_templat": ["target"],
    **{f"unduh_daftar_{nama}": ["xlsx"] for nama in ("indikator", "target", "realisasi", "anggaran", "bukti")},
    "unduh_kutipan": ["json"],
}


def address(name: str, args: list, kunci: str = "5371", tahun: int = 2024) -> str:
    return reverse(name.split()[0], args=[kunci, tahun, *args])


READING = {name: address(name, args) for name, args in (PAGES | DOWNLOADS).items()}
EVERYTHING = READING | {name: address(name, args) for name, args in WORK.items()}


@pytest.mark.parametrize("who", READERS)
def test_everybody_of_the_satker_reads_every_page(client_of, who: str) -> None:
    client = client_of(who)
    assert {name: client.get(url).status_code for name, url in EVERYTHING.items()} == dict.fromkeys(EVERYTHING, 200)


@pytest.mark.parametrize("who", STRANGERS)
def test_for_strangers_the_satker_does_not_exist(client_of, who: str) -> None:
    client = client_of(who)
    urls = {**EVERYTHING, "jejak": address("jejak", [])}
    assert {name: client.get(url).status_code for name, url in urls.items()} == dict.fromkeys(urls, 404)


def test_without_login_every_address_leads_to_the_login_page(client_of) -> None:
    client = client_of("tanpa_masuk")
    for url in (*EVERYTHING.values(), address("jejak", []), reverse("beranda"), reverse("admin:index")):
        way = client.get(url, follow=True).redirect_chain
        assert way, url
        assert way[-1][0].startswith(reverse("masuk")), url


def test_without_login_an_office_that_does_not_exist_looks_the_same(client_of) -> None:
    response = client_of("tanpa_masuk").get(address("dasbor", [], kunci="123456"))
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("who", "status"),
    [("operator", 403), ("operator_lain", 403), *((who, 200) for who in READERS[2:])],
)
def test_the_journal_is_read_by_those_who_answer_for_all_data(client_of, who: str, status: int) -> None:
    response = client_of(who).get(address("jejak", []))
    assert response.status_code == status
    if status == 403:
        assert "Jejak audit dibaca oleh" in response.content.decode()


def test_nobody_writes_by_get_or_post_to_a_reading_page(client_of) -> None:
    client = client_of("administrator")
    for name, url in READING.items():
        assert client.post(url).status_code == 405, name


@pytest.mark.parametrize(
    "url",
    [
        "/5371/2024/tabel/31/",
        "/5371/2024/tabel/0/",
        "/5371/2024/tabel/tidak-ada/",
        "/5371/2024/diagram/4/",
        "/5371/2024/indikator/13/",
        "/5371/2024/unduh/tabel/1.pdf",
        "/5371/1999/",
        "/5371-lain/2024/",
    ],
)
def test_what_does_not_exist_is_a_page_in_indonesian(client_of, url: str) -> None:
    response = client_of("auditor").get(url)
    assert response.status_code == 404
    assert "tidak" in response.content.decode().lower()


def test_home_leads_to_the_last_report(client_of) -> None:
    assert client_of("pimpinan").get("/")["Location"] == "/5371/2024/"


def test_home_of_a_person_without_report_says_what_to_do(client_of) -> None:
    response = client_of("tanpa_peran").get("/")
    assert response.status_code == 200
    assert "Hubungi administrator" in response.content.decode()


def test_health_needs_no_login(client, db) -> None:
    assert client.get("/sehat/").content == b"sehat\n"


def test_every_answer_carries_the_strict_policy(client_of) -> None:
    response = client_of("auditor").get(address("tabel", ["10"]))
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("tahun", [2020, 2021, 2022, 2023, 2025])
def test_every_page_of_every_year_opens(client_of, entitas: Entitas, tahun: int) -> None:
    client = client_of("auditor")
    outline = Outline(entitas, tahun)
    urls = [reverse("tabel", args=["5371", tahun, entry.address]) for entry in outline.tables]
    urls += [reverse("diagram", args=["5371", tahun, entry.number]) for entry in outline.diagrams]
    urls += [address(name, args, tahun=tahun) for name, args in PAGES.items() if not args or not args[0]]
    urls += [reverse("perbandingan", args=["5371", tahun, topik]) for topik in ("kinerja", "anggaran")]
    assert {url for url in urls if client.get(url).status_code != 200} == set()


def test_the_sekretariat_has_its_own_empty_report(client_of) -> None:
    response = client_of("auditor").get("/5371-sekretariat/2024/tabel/")
    assert response.status_code == 200
    assert "Tabel 1" in response.content.decode()


def test_pages_show_the_same_figures_as_the_tables(client_of, outline: Outline) -> None:
    text = client_of("pimpinan").get(address("dasbor", [])).content.decode()
    figures = ["99,85%", "Rp56.575.128.312", "Rp56.658.099.000", "Rp82.970.688", "68,01%"]
    for figure in figures:
        assert figure in text
    overview = client_of("pimpinan").get(address("anggaran", [])).content.decode()
    assert "0,15%" in overview and "50,37" in overview
    assert "2 di atas · 7 tepat · 3 di bawah 100%" in " ".join(text.split())


def test_search_works_without_scripts(client_of) -> None:
    text = client_of("auditor").get(address("daftar_tabel", []) + "?q=opini").content.decode()
    assert "Opini BPK" in text
    assert "Koordinator Wilayah" not in text


def test_diagram_page_holds_the_drawing(client_of, outline: Outline) -> None:
    text = client_of("auditor").get(address("diagram", ["1"])).content.decode()
    assert render_svg(outline.chart(outline.diagrams[0])) in text


def count_queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


# Who else than the auditor is measured: the pages show them more.
WORKERS = {
    "operator": ("tugas", "pemberitahuan", "isi 6", "grid"),
    "verifikator": ("tugas", "pemberitahuan", "verifikasi", "anggaran_rekonsiliasi"),
    "pimpinan": ("dasbor", "tugas", "pemberitahuan", "sahkan"),
    "administrator": ("periode_atur", "anggaran_isi", "anggaran_rencana", "adopsi", "tahun_baru", "perjanjian_baru"),
}
# Pages that only some of the satker open; tests/permissions says who.
RESTRICTED = {"adopsi": [], "tahun_baru": [], "perjanjian_baru": []}


@pytest.fixture
def open_periods(entitas: Entitas) -> None:
    """An office at work: the year and two quarters take entries, one figure of the year waits for its verifikator."""
    for triwulan in (0, 1, 2):
        Periode.objects.update_or_create(
            entitas=entitas, tahun=2024, triwulan=triwulan, defaults={"dibuka": True, "tenggat": timezone.localdate()}
        )
    year = Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0)
    year.filter(adopsi__nomor=5).update(tahap=Realisasi.Tahap.DIAJUKAN)


@pytest.fixture
def measured(client_of, open_periods: None) -> dict[str, int]:
    client = client_of("auditor")
    names = {**PAGES, **WORK, "jejak": []}
    counts = {name: count_queries(client, address(name, args)) for name, args in names.items()}
    for who, pages in WORKERS.items():
        counts |= {
            f"{name}, {who}": count_queries(client_of(who), address(name, (PAGES | WORK | RESTRICTED)[name]))
            for name in pages
        }
    return counts


def test_query_counts_are_those_in_the_file(measured: dict[str, int]) -> None:
    """UPDATE_QUERY_COUNTS=1 rewrites the file; a rise needs a reason in the commit."""
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        QUERY_COUNTS.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    assert measured == json.loads(QUERY_COUNTS.read_text(encoding="utf-8"))


# The frame of a page: session, person, scope with its roles, two for the badge, two for the plan and its years.
FRAME = 7
# What every source says of a budget year: versions, states, quoted figures, lines, amounts, explanations.
REKONSILIASI = 6


def test_pages_need_no_more_queries_than_their_facts(measured: dict[str, int]) -> None:
    """No table above twelve, no page above fifteen; above that only with a reason.

    An entry page also fetches evidence, steps, plans, the typed draft and everything that its form offers. A year's
    approval holds what is owed in all its periods, and like the overview of the budget it asks the reconciliation,
    which holds every quoted figure and every other state against ours; that overview joins tree, months and quoted
    values.
    """
    limits = {
        **dict.fromkeys(("tabel", "diagram", "perbandingan"), 12),
        "pengesahan": 13 + REKONSILIASI,
        "sahkan": 19 + REKONSILIASI,
        "anggaran_rekonsiliasi": FRAME + REKONSILIASI + 4,
        "anggaran": FRAME + 9 + REKONSILIASI,
        "anggaran_bulanan": FRAME + 8,
        **dict.fromkeys(("isi", "isi_periksa"), FRAME + 16),
        **dict.fromkeys(("verifikasi", "grid"), FRAME + 11),
    }
    kinds = {name: name.partition(",")[0].partition(" ")[0] for name in measured}
    assert {name: n for name, n in measured.items() if n > limits.get(kinds[name], 15)} == {}


MEASURED_AGAIN = (
    *("dasbor", "tabel 1", "tabel 10", "tabel 9", "perbandingan kinerja", "daftar_indikator"),
    *("daftar_target", "daftar_realisasi", "daftar_bukti"),
    *("tugas", "papan", "pengesahan", "sahkan", "grid", "isi 6", "verifikasi", "pemberitahuan"),
    *("daftar_sasaran", "sasaran 1", "tujuan 2", "pohon_kinerja", "daftar_unit", "laporan_divisi sosialisasi"),
)


def test_more_indicators_need_no_more_queries(
    cast: dict[str, Pengguna], entitas: Entitas, measured: dict[str, int]
) -> None:
    first = AdopsiIndikator.objects.filter(entitas=entitas).select_related("indikator__sasaran").order_by("nomor")[0]
    for n in range(13, 43):
        indikator = Indikator.objects.create(
            sasaran=first.indikator.sasaran, kode=f"tambahan-{n}", nomor=n, nama=f"Indikator {n}", satuan="persen"
        )
        AdopsiIndikator.objects.create(
            entitas=entitas, indikator=indikator, dari=2020, sampai=2024, subbagian=first.subbagian, nomor=n
        )
    asked = [(name, "auditor") for name in MEASURED_AGAIN]
    for name, who in asked + [(name, who) for who, pages in WORKERS.items() for name in pages]:
        client = Client()
        client.force_login(cast[who])
        before = measured[name if who == "auditor" else f"{name}, {who}"]
        assert count_queries(client, address(name, (PAGES | WORK | RESTRICTED)[name])) == before, (name, who)


LISTS = (
    *("kutipan", "jejak", "daftar_indikator", "daftar_target", "daftar_realisasi", "daftar_anggaran"),
    *("daftar_bukti", "daftar_pengguna"),
)


def test_a_flood_of_search_words_is_cut(client_of) -> None:
    client = client_of("administrator")
    for name in (*LISTS, "daftar_tabel"):
        assert client.get(address(name, []), {"q": "a " * 1500}).status_code == 200, name


@pytest.mark.parametrize(
    "query",
    ["per_page=-1", "page=-1", "page=abc", "page=99999", "page=٣", "sort=tidak-ada", "sort=-", "kolom=tidak-ada"],
)
def test_a_senseless_address_of_a_list_is_ignored(client_of, query: str) -> None:
    client = client_of("administrator")
    for name in LISTS:
        assert client.get(f"{address(name, [])}?{query}").status_code == 200, name


@pytest.mark.parametrize("q", ["tabel 20", "20", "Tabel 20."])
def test_a_number_finds_that_very_table(client_of, q: str) -> None:
    page = lxml.html.fromstring(client_of("auditor").get(address("daftar_tabel", []), {"q": q}).content)
    found = [" ".join(item.text_content().split()) for item in page.iterfind(".//li[@data-filter-item]")]
    assert [text.split(" Capaian")[0] for text in found] == ["Tabel 20"]


def test_answers_to_signed_in_people_stay_out_of_caches(client_of) -> None:
    for url in (address("dasbor", []), address("unduh_tabel", ["10", "xlsx"])):
        assert "no-store" in client_of("auditor").get(url)["Cache-Control"]


def test_a_bookmarked_sign_out_leads_home(client_of) -> None:
    assert client_of("auditor").get(reverse("keluar"))["Location"] == reverse("beranda")


def test_a_year_without_a_plan_leads_back_to_the_years_with_a_report(client_of) -> None:
    text = client_of("auditor").get(address("dasbor", [], tahun=2030)).content.decode()
    assert address("dasbor", []) in text
    assert "Renstra 2030" not in text
    assert "Semua tabel (Excel)" not in text
