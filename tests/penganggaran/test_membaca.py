"""Overview and months: the figures of the tables, what is missing said with its reason, nothing for strangers."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from apps.anggaran.facts.bulanan import PENGEMBALIAN
from apps.organisasi.models import Satker
from tests.anggaran.kantor import Kantor
from tests.pengisian.reading import parse, words

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]


@pytest.fixture
def kantor(satker: Satker) -> Kantor:
    """A year with months: a gap, a correction, a negative month, and a plan of one kegiatan."""
    kantor = Kantor(satker, 2023)
    kantor.keadaan(date(2023, 1, 31), 100, 10, basis="sp2d")
    kantor.keadaan(date(2023, 3, 31), 500, 60, basis="sp2d")
    kantor.keadaan(date(2023, 3, 31), 510, 60, basis="sp2d", urutan=1, alasan="Berkas terpotong.")
    kantor.keadaan(date(2023, 3, 31), 512, 60, sistem_sumber="OM-SPAN", pembanding=True)
    kantor.keadaan(date(2023, 4, 30), 470, 60, basis="sp2d")
    kantor.rencana(0, b1=200, b2=200, b3=200, b4=200)
    return kantor


def text_of(client_of: SignIn, path: str, who: str = "auditor") -> str:
    return words(parse(client_of(who).get(path)).find(".//main"))


def test_the_overview_shows_the_figures_of_the_tables(client_of: SignIn) -> None:
    text = text_of(client_of, "/5371/2024/anggaran/")
    for figure in ("Rp56.658.099.000", "Rp56.575.128.312", "Rp82.970.688", "99,85%", "0,15%", "50,37", "93,71"):
        assert figure in text
    for word in ("asumsi", "s.d. 31 Desember 2024", "basis tidak disebut", "tidak tersedia", "Sangat baik"):
        assert word in text


def test_a_year_without_budget_says_what_to_do(client_of: SignIn) -> None:
    for page in ("", "bulanan/"):
        text = text_of(client_of, f"/5371/2022/anggaran/{page}")
        assert "Anggaran tahun ini belum dimuat" in text
    assert "Impor berkas anggaran" in text_of(client_of, "/5371/2022/anggaran/", "operator_lain")
    assert "Mintalah operator subbagian keuangan" in text_of(client_of, "/5371/2022/anggaran/")


def test_the_overview_names_what_needs_a_look(client_of: SignIn, kantor: Kantor) -> None:
    text = text_of(client_of, "/5371/2023/anggaran/")
    assert "Realisasi April negatif" in text
    assert "Belum ada rencana untuk CQ.6709." in text
    # 530 spent of 800 planned.
    assert "-33,75%" in text
    assert "Rp270 di bawah rencana, s.d. April" in text


def test_spending_above_the_ceiling_is_named(client_of: SignIn, kantor: Kantor) -> None:
    kantor.keadaan(date(2023, 5, 31), 1200, 60)
    assert "CQ.6639 melebihi pagu Realisasi 120%" in text_of(client_of, "/5371/2023/anggaran/")


def test_blocked_money_is_named(client_of: SignIn, kantor: Kantor) -> None:
    kantor.versi.pagu.update(blokir=25)
    assert "diblokir Rp50" in text_of(client_of, "/5371/2023/anggaran/")


def test_the_months_show_gap_negative_and_states(client_of: SignIn, kantor: Kantor) -> None:
    text = text_of(client_of, "/5371/2023/anggaran/bulanan/")
    for word in (
        PENGEMBALIAN,
        "Februari–Maret",
        "Perbaikan ke-1: Berkas terpotong.",
        "Pembanding",
        "OM-SPAN",
        "Dihitung",
    ):
        assert word in text


def test_one_line_is_chosen_by_its_code(client_of: SignIn, kantor: Kantor) -> None:
    page = parse(client_of("auditor").get("/5371/2023/anggaran/bulanan/?pos=076.01.CQ.6639"))
    [chosen] = [option for option in page.iterfind(".//option") if option.get("selected") is not None]
    assert chosen.get("value") == "076.01.CQ.6639"
    assert "Rp330 di bawah rencana" in words(page.find(".//main"))


def test_an_unknown_line_is_not_found(client_of: SignIn, kantor: Kantor) -> None:
    for path in ("anggaran/bulanan/", "anggaran/unduh/bulanan.csv"):
        assert client_of("auditor").get(f"/5371/2023/{path}?pos=076.01.XX").status_code == 404


def test_the_total_of_2024_is_no_month(client_of: SignIn) -> None:
    text = text_of(client_of, "/5371/2024/anggaran/bulanan/")
    assert "Realisasi per bulan tidak tersedia" in text
    assert "Impor Laporan Fa Detail tiap bulan" in text


def test_downloads_carry_the_table_that_is_asked_for(client_of: SignIn, kantor: Kantor) -> None:
    client = client_of("auditor")
    semua = client.get("/5371/2023/anggaran/unduh/bulanan.csv")
    assert "realisasi-bulanan-5371-2023.csv" in semua["Content-Disposition"]
    assert "CQ.6709" in semua.content.decode()
    satu = client.get("/5371/2023/anggaran/unduh/rincian-bulanan.csv?pos=076.01.CQ.6639")
    assert "076.01.CQ.6639" in satu["Content-Disposition"]
    assert "Februari–Maret" in satu.content.decode()
    assert client.get("/5371/2023/anggaran/unduh/bulanan.pdf").status_code == 404


def test_more_lines_need_no_more_queries(client_of: SignIn, kantor: Kantor, django_assert_max_num_queries) -> None:
    client = client_of("auditor")
    for page in ("", "bulanan/"):
        with django_assert_max_num_queries(26):
            client.get(f"/5371/2023/anggaran/{page}")


def test_a_year_with_a_budget_but_no_plan_is_reached_from_the_others(client_of: SignIn, satker: Satker) -> None:
    Kantor(satker, 2026).keadaan(date(2026, 1, 31), 100, 10)
    for page in ("", "bulanan/", "rekonsiliasi/", "impor/"):
        doc = parse(client_of("operator").get(f"/5371/2024/anggaran/{page}"))
        assert f"/5371/2026/anggaran/{page}" in doc.xpath("//a/@href")
    assert "Belum ada angka" not in text_of(client_of, "/5371/2026/anggaran/bulanan/")


def test_empty_sheets_lead_the_keepers_to_the_import(client_of: SignIn) -> None:
    for page in ("isi", "rencana", "keluaran", "dukungan", "bulanan", "pohon"):
        path = f"/5371/2022/anggaran/{page}/"
        assert "Impor berkas anggaran" in text_of(client_of, path, "operator_lain")
        assert "Impor berkas anggaran" not in text_of(client_of, path)
