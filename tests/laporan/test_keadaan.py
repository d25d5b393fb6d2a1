"""Pages and files say how far their figures are, and hold approved ones only when they are asked to."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import lxml.html
import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.laporan.outline import Outline
from apps.organisasi.models import Entitas
from apps.pengukuran.models import Realisasi
from apps.siklus.models import Edisi, Pengesahan, Periode

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def angka(entitas: Entitas) -> Any:
    """The figures of 2024."""
    return Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0)


@pytest.fixture
def disahkan(angka: Any, entitas: Entitas, cast: dict[str, Any]) -> Pengesahan:
    """2024, approved as the service would leave it."""
    angka.update(tahap="disahkan")
    pengesahan = Pengesahan.objects.create(
        periode=Periode.objects.get(entitas=entitas, tahun=2024, triwulan=0),
        cara="aplikasi",
        tanggal=date(2025, 2, 14),
        penandatangan="Ketua",
        disahkan_oleh=cast["pimpinan"],
    )
    Edisi.objects.create(pengesahan=pengesahan, nomor=1, isi={}, sha256="0" * 64, versi_kode="uji")
    return pengesahan


def reopen(pengesahan: Pengesahan, orang: Any) -> None:
    pengesahan.dibuka_kembali, pengesahan.dibuka_oleh, pengesahan.alasan_dibuka = timezone.now(), orang, "Salah"
    pengesahan.save()
    Realisasi.objects.filter(tahap="disahkan").update(tahap="diverifikasi", direvisi=True)


def at(name: str, *args: Any, tahun: int = 2024) -> str:
    return reverse(name, args=["5371", tahun, *args])


def page_of(client: Client, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200, url
    return lxml.html.fromstring(response.content)


def said(page: Any) -> str:
    [state] = page.find_class("figure-state")
    return " ".join(state.find(".//p").text_content().split())


def test_a_mixture_is_counted_by_how_far_each_is(entitas: Entitas, angka: Any) -> None:
    angka.update(tahap="diverifikasi")
    angka.filter(adopsi__nomor__in=[1, 2]).update(tahap="draf")
    keadaan = Outline(entitas, 2024).keadaan
    assert keadaan.kalimat == "Memuat 12 angka: 10 diverifikasi, 2 draf."
    assert keadaan.label == ("Belum disahkan", "warn")
    angka.update(tahap="diverifikasi")
    assert Outline(entitas, 2024).keadaan.label == ("Diverifikasi", "good")


def test_an_approved_year_names_its_edition_and_a_reopened_one_since_when(
    entitas: Entitas, disahkan: Pengesahan, cast: dict[str, Any]
) -> None:
    assert Outline(entitas, 2024).keadaan.kalimat == "Edisi 1, disahkan 14 Februari 2025."
    reopen(disahkan, cast["pimpinan"])
    keadaan = Outline(entitas, 2024).keadaan
    assert keadaan.kalimat.startswith("Sedang direvisi sejak ")
    assert keadaan.kalimat.endswith(". Memuat 12 angka: 12 diverifikasi.")
    assert keadaan.dibuka == timezone.localdate()
    assert keadaan.label == ("Sedang direvisi", "warn")


def test_years_from_published_reports_need_no_word(entitas: Entitas, client_of: SignIn) -> None:
    assert not Periode.objects.filter(tahun=2022).exists()
    assert Outline(entitas, 2022).keadaan.kalimat == ""
    assert not page_of(client_of("auditor"), at("tabel", "10", tahun=2022)).find_class("figure-state")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("dasbor", ()),
        ("daftar_indikator", ()),
        ("indikator", (6,)),
        ("daftar_tabel", ()),
        ("tabel", ("10",)),
        ("tabel", ("29",)),
        ("diagram", ("1",)),
        ("perbandingan", ("kinerja",)),
    ],
)
def test_every_page_with_figures_says_it_and_leads_to_the_edition(
    disahkan: Pengesahan, client_of: SignIn, name: str, args: tuple[Any, ...]
) -> None:
    page = page_of(client_of("auditor"), at(name, *args))
    assert said(page) == "Disahkan Edisi 1, disahkan 14 Februari 2025. Buka edisi 1"
    assert at("edisi", disahkan.edisi.pk) in page.xpath("//div[@class='figure-state']//a/@href")


def test_the_page_of_an_indicator_says_how_far_its_own_figure_is(angka: Any, client_of: SignIn) -> None:
    angka.filter(adopsi__nomor=6).update(tahap="diajukan")
    page = page_of(client_of("auditor"), at("indikator", 6))
    assert "Diajukan" in [chip.text for chip in page.xpath("//span[@class='chips']/span")]
    angka.filter(adopsi__nomor=6).update(direvisi=True)
    page = page_of(client_of("auditor"), at("indikator", 6))
    assert "Sedang direvisi" in [chip.text for chip in page.xpath("//span[@class='chips']/span")]


def cells(page: Any, text: str) -> list[str]:
    [row] = page.xpath(f"//table[contains(@class, 'report')]//tr[th[contains(., '{text}')]]")
    return [" ".join(cell.text_content().split()) for cell in row]


def test_marks_stand_wherever_the_figure_stands(angka: Any, outline: Outline, client_of: SignIn) -> None:
    angka.filter(adopsi__nomor=6).update(direvisi=True, verifikasi_sendiri=True)
    client = client_of("auditor")
    for url in (at("tabel", "1"), at("tabel", "10"), at("tabel", "20"), at("perbandingan", "kinerja"), at("dasbor")):
        text = " ".join(page_of(client, url).text_content().split())
        assert "‡ : Angka ini sedang direvisi sejak edisi terakhir." in text, url
        assert "§ : Angka ini diverifikasi oleh pengajunya sendiri." in text, url
    assert "69,66%*‡§" in cells(page_of(client, at("tabel", "10")), "Partisipasi Pemilih dalam")


def test_only_approved_figures_can_be_asked_for(angka: Any, client_of: SignIn) -> None:
    angka.update(tahap="diverifikasi")
    angka.filter(adopsi__nomor=6).update(tahap="disahkan")
    page = page_of(client_of("auditor"), at("tabel", "10") + "?angka=disahkan")
    assert said(page) == "Belum disahkan Hanya angka yang sudah disahkan: 1."
    assert "69,66%*" in cells(page, "Partisipasi Pemilih dalam")
    # The target, the reasons' letters, and no figure.
    assert cells(page, "Keterbukaan Informasi Publik")[-2:] == ["keterangan a", "keterangan a"]
    assert "Realisasi belum disahkan." in page.text_content()


def test_the_choice_stands_in_the_address_and_goes_along(angka: Any, client_of: SignIn) -> None:
    client = client_of("auditor")
    page = page_of(client, at("tabel", "10"))
    [link] = page.xpath("//nav[contains(@class, 'figure-choice')]//a[text()='Hanya yang disahkan']/@href")
    page = page_of(client, link)
    [back] = page.xpath("//nav[contains(@class, 'figure-choice')]//a[text()='Semua angka']/@href")
    assert back == at("tabel", "10")
    assert page.xpath("//nav[contains(@class, 'figure-choice')]//a[@aria-current]/text()") == ["Hanya yang disahkan"]
    files = page.xpath("//a[@download]/@href")
    neighbours = page.xpath("//nav[contains(@class, 'neighbours')]//a/@href")
    years = page.xpath("//nav[@class='years']//a/@href")
    assert len(files) == 3
    for url in (*files, *neighbours, *years):
        assert url.endswith("?angka=disahkan"), url
        assert client.get(url).status_code == 200, url
    index = page_of(client, at("daftar_tabel") + "?angka=disahkan")
    assert all(url.endswith("?angka=disahkan") for url in index.xpath("//div[@class='index']//a/@href"))
    assert index.xpath("//form[@role='search']//input[@type='hidden']/@value") == ["disahkan"]


def sheets(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)


def test_files_say_it_too(angka: Any, client_of: SignIn) -> None:
    angka.update(tahap="diverifikasi")
    client = client_of("auditor")
    for url, nama in (
        (at("buku_kerja"), "tabel-lkj-5371-2024-hanya-disahkan.xlsx"),
        (at("unduh_tabel", "10", "xlsx"), "tabel-10-5371-2024-hanya-disahkan.xlsx"),
    ):
        assert "Memuat 12 angka: 12 diverifikasi" in sheets(client.get(url).content)
        only = client.get(url + "?angka=disahkan")
        assert f'filename="{nama}"' in only["Content-Disposition"]
        text = sheets(only.content)
        assert "Hanya angka yang sudah disahkan: belum ada" in text
        assert "69.66" not in text


def test_the_budget_and_supporting_tables_of_an_unapproved_year_are_left_out_too(
    entitas: Entitas, disahkan: Pengesahan, cast: dict[str, Any]
) -> None:
    def table(number: str) -> Any:
        outline = Outline(entitas, 2024, hanya_disahkan=True)
        return outline.table(outline.find("tabel", number))

    assert table("29").rows
    assert table("12").rows
    reopen(disahkan, cast["pimpinan"])
    for number in ("29", "12"):
        assert (list(table(number).rows), table(number).empty_reason) == ([], "Data tahun ini belum disahkan.")


def test_the_command_prints_approved_figures_only(angka: Any, capsys: pytest.CaptureFixture[str]) -> None:
    angka.update(tahap="diverifikasi")
    call_command("tabel", "10", satker="5371", tahun=2024)
    assert "69,66%" in capsys.readouterr().out
    call_command("tabel", "10", satker="5371", tahun=2024, hanya_disahkan=True)
    out = capsys.readouterr().out
    assert "69,66%" not in out
    assert "Realisasi belum disahkan." in out


def test_saying_it_costs_no_query(disahkan: Pengesahan, entitas: Entitas) -> None:
    with CaptureQueriesContext(connection) as queries:
        assert Outline(entitas, 2024).keadaan.berlaku
    # Adoptions, targets, realisasi, and the report with its cycle.
    assert len(queries) == 4


def test_a_quarter_says_how_far_its_own_figures_are(entitas: Entitas, angka: Any, cast: dict[str, Any]) -> None:
    angka.update(tahap="diverifikasi")
    adopsi = angka.get(adopsi__nomor=6).adopsi
    triwulan = Realisasi.objects.create(adopsi=adopsi, tahun=2024, triwulan=2, nilai=70, tahap="diajukan")
    keadaan = Outline(entitas, 2024, triwulan=2).keadaan
    assert (keadaan.label, keadaan.kalimat) == (("Belum disahkan", "warn"), "Memuat 1 angka: 1 diajukan.")
    Realisasi.objects.filter(pk=triwulan.pk).update(tahap="disahkan")
    # Closed with its year, without an edition of its own.
    assert Outline(entitas, 2024, triwulan=2).keadaan.label == ("Disahkan", "ok")
    Pengesahan.objects.create(
        periode=Periode.objects.get_or_create(entitas=entitas, tahun=2024, triwulan=2)[0],
        cara="aplikasi",
        tanggal=date(2024, 7, 20),
        penandatangan="Ketua",
        disahkan_oleh=cast["pimpinan"],
    )
    assert Outline(entitas, 2024, triwulan=2).keadaan.kalimat == "Disahkan 20 Juli 2024."
    assert Outline(entitas, 2024).keadaan.kalimat == "Memuat 12 angka: 12 diverifikasi."


def test_a_page_about_a_part_says_whose_state_it_tells(
    angka: Any, client_of: SignIn, entitas: Entitas, cast: dict[str, Any]
) -> None:
    angka.update(tahap="diverifikasi")
    client = client_of("auditor")
    assert said(page_of(client, at("dasbor"))) == "Diverifikasi Memuat 12 angka: 12 diverifikasi."
    for name, args in (("indikator", (6,)), ("sasaran", (3,)), ("laporan_divisi", ("hukum",))):
        assert said(page_of(client, at(name, *args))) == (
            "Diverifikasi Seluruh satker: memuat 12 angka: 12 diverifikasi."
        )
