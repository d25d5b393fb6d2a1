"""The dashboard: its figures are those of the tables and of Excel, of the year and of a quarter."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import lxml.html
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from apps.anggaran.facts import fetch_anggaran
from apps.anggaran.facts.ringkas import fetch_ringkas
from apps.anggaran.models import Dipa, KeadaanRealisasi, NilaiRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.laporan.outline import Outline
from apps.organisasi.models import Entitas, Keanggotaan, Satker
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import AdopsiIndikator, Renstra
from apps.siklus.models import Periode, Perpanjangan

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
LABELS = ("Target", "Realisasi", "Capaian")


def at(tahun: int = 2024, query: str = "") -> str:
    return reverse("dasbor", args=["5371", tahun]) + query


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def page_of(client: Client, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content)


def tiles(page: Any) -> dict[str, list[str]]:
    return {words(tile.find("dt")): [words(dd) for dd in tile.iter("dd")] for tile in page.find_class("tile")}


def rows(page: Any) -> dict[int, dict[str, str]]:
    """The indicators by number with what a person reads of them."""
    found = {}
    for row in page.xpath("//table[contains(@class, 'indicators')]/tbody/tr[not(@class)]"):
        cells = row.findall("td")
        found[int(words(cells[0]))] = {
            cell.get("data-label"): words(cell) for cell in cells if cell.get("data-label")
        } | {"nama": words(row.find("th"))}
    return found


def sheet_of(client: Client, alamat: str, tahun: int = 2024) -> list[list[Any]]:
    """The rows of a table's Excel file, with what its live formulas come to."""
    url = reverse("unduh_tabel", args=["5371", tahun, alamat, "xlsx"])
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(url).content), data_only=True).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def number(text: str) -> Any:
    """A figure of the page as Excel keeps it: percentages as shares, levels as text, nothing as None."""
    bare = text.rstrip("*†‡§")
    if not bare or bare == "-":
        return None
    digits = bare.rstrip("%").replace(".", "").replace(",", ".")
    if not digits.replace(".", "").isdigit():
        return bare
    return pytest.approx(float(digits) / (100 if bare.endswith("%") else 1), abs=5e-7)


@pytest.mark.parametrize("tahun", [2020, 2021, 2022, 2023, 2024])
def test_every_figure_of_the_indicators_is_that_of_table_10_and_of_excel(
    client_of: SignIn, entitas: Entitas, tahun: int
) -> None:
    client = client_of("pimpinan")
    outline = Outline(entitas, tahun)
    table = outline.table(outline.find("tabel", "capaian-kinerja"))
    shown = [row for _, row in sorted(rows(page_of(client, at(tahun))).items())]
    printed = [row for row in table.texts() if row["indikator"]]
    sheet = [row for row in sheet_of(client, "capaian-kinerja", tahun) if isinstance(row[2], int)]
    assert len(shown) == len(printed) == len(sheet) == 12
    for page, row, cells in zip(shown, printed, sheet, strict=True):
        assert page["nama"] == row["indikator"] == cells[3]
        assert [page[k].rstrip("*†‡§") for k in LABELS] == [row[k.lower()] for k in LABELS]
        assert [number(page[k]) for k in LABELS] == [None if c == "-" else c for c in cells[4:7]]


def test_the_money_is_that_of_table_29_and_of_excel(client_of: SignIn, entitas: Entitas) -> None:
    client = client_of("pimpinan")
    page = page_of(client, at())
    outline = Outline(entitas, 2024)
    table = outline.table(outline.find("tabel", "realisasi-anggaran"))
    *programs, total = table.texts()
    said = tiles(page)
    assert said["Serapan anggaran"] == [
        total["persen"],
        f"Rp{total['realisasi']} dari Rp{total['pagu']}, per 31 Desember 2024",
    ]
    assert said["Sisa pagu"] == [
        f"Rp{total['sisa']}",
        "Pagu awal Rp29.794.345.000, setelah revisi naik 90,16%",
    ]
    shown = [words(p) for p in page.find_class("meter-row")]
    assert shown == [
        f"{row['program'].removeprefix('076.01.')} {row['persen']} Rp{row['realisasi']} dari Rp{row['pagu']}"
        for row in programs
    ]
    sheet = sheet_of(client, "realisasi-anggaran")
    amounts = [row[2:5] for row in sheet if isinstance(row[2], int | float)]
    assert amounts == [[number(row[k]) for k in ("pagu", "realisasi", "sisa")] for row in (*programs, total)]


def test_the_counts_and_means_are_those_of_the_lkj(client_of: SignIn) -> None:
    page = page_of(client_of("pimpinan"), at())
    assert tiles(page)["Indikator mencapai target"] == ["9 dari 12", "2 di atas · 7 tepat · 3 di bawah 100%"]
    means = [words(g) for g in page.find_class("group-more")]
    assert means[2] == "rata-rata 68,01% · 3 dari 3 indikator"
    assert len(means) == 5


def test_each_bar_and_each_line_shows_the_figure_beside_it(client_of: SignIn) -> None:
    page = page_of(client_of("pimpinan"), at())
    for row in page.xpath("//table[contains(@class, 'indicators')]/tbody/tr[not(@class)]"):
        capaian = words(row.xpath("./td[@data-label='Capaian']")[0])
        [bar] = row.xpath(".//*[contains(@class, 'bullet-bar')]")
        assert float(bar.get("width")) == pytest.approx(min(float(capaian.rstrip("%").replace(",", ".")), 120))
        realisasi = words(row.xpath("./td[@data-label='Realisasi']")[0]).rstrip("*")
        [line] = row.xpath("./td[@class='trend-cell']/span")
        assert f"2024 {realisasi}" in words(line)


def test_how_complete_and_how_far_checked_is_said(client_of: SignIn, entitas: Entitas) -> None:
    angka = Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0)
    angka.update(tahap="diverifikasi")
    angka.filter(adopsi__nomor__in=[1, 2]).update(tahap="diajukan")
    angka.filter(adopsi__nomor=3).delete()
    client = client_of("pimpinan")
    assert tiles(page_of(client, at()))["Kelengkapan data"] == [
        "11 dari 12 terisi",
        "9 terverifikasi · 2 menunggu verifikasi · 1 belum diisi · 2 sementara",
    ]
    assert tiles(page_of(client, at(2021)))["Kelengkapan data"][1].startswith("12 dari laporan yang sudah terbit")


def test_a_quarter_is_judged_by_its_own_figures_and_money(client_of: SignIn, entitas: Entitas) -> None:
    client = client_of("pimpinan")
    page = page_of(client, at(query="?triwulan=2"))
    assert words(page.find(".//h1")) == "Dasbor kinerja Triwulan II 2024"
    assert tiles(page)["Serapan anggaran"] == ["-", "Realisasi sampai 30 Juni 2024 belum dimuat."]
    assert "keadaan 31 Desember" not in words(page.find_class("sub")[0])
    keadaan = KeadaanRealisasi.objects.get(dipa__satker__kode="5371", dipa__tahun=2024)
    juni = KeadaanRealisasi.objects.create(dipa=keadaan.dipa, per_tanggal=date(2024, 6, 28), sistem_sumber="SAKTI")
    pos = NilaiRealisasi.objects.filter(keadaan=keadaan).first()
    assert pos is not None
    NilaiRealisasi.objects.create(keadaan=juni, pos=pos.pos, jumlah=5_665_809_900)
    said = tiles(page_of(client, at(query="?triwulan=2")))
    assert said["Serapan anggaran"] == ["10%", "Rp5.665.809.900 dari Rp56.658.099.000, per 28 Juni 2024"]
    assert tiles(page_of(client, at()))["Serapan anggaran"][0] == "99,85%"


def test_an_unknown_quarter_is_the_year(client_of: SignIn) -> None:
    for asked in ("0", "5", "x", "", "-1", "²"):
        page = page_of(client_of("auditor"), at(query=f"?triwulan={asked}"))
        assert words(page.find(".//h1")) == "Dasbor kinerja 2024"


def test_the_choice_of_period_and_figures_is_kept_by_every_link_that_knows_it(client_of: SignIn) -> None:
    page = page_of(client_of("auditor"), at(query="?triwulan=3&angka=disahkan"))
    years = page.xpath("//nav[@class='years']//a/@href")
    assert years and all(href.endswith("?triwulan=3&angka=disahkan") for href in years)
    choices = page.xpath("//nav[contains(@class, 'figure-choice')]//a/@href")
    assert at() + "?angka=disahkan" in choices and at() + "?triwulan=3" in choices


def test_only_approved_figures_hold_back_the_money_of_an_open_year(client_of: SignIn) -> None:
    page = page_of(client_of("auditor"), at(query="?angka=disahkan"))
    # Nothing to judge is not the same as nothing that stands out.
    assert "Belum ada angka pada pilihan ini, jadi belum ada yang dapat dinilai." in words(page)
    said = tiles(page)
    assert said["Serapan anggaran"][0] == said["Sisa pagu"][0] == "-"
    assert said["Indikator mencapai target"][0] == "0 dari 12"


@pytest.mark.parametrize(
    ("siapa", "tujuan"),
    [
        ("operator", "/5371/2024/isi/8/tahunan/#id_hambatan"),
        ("verifikator", "/5371/2024/verifikasi/8/tahunan/"),
        ("pimpinan", "/5371/2024/indikator/8/"),
        ("auditor", "/5371/2024/indikator/8/"),
    ],
)
def test_attention_leads_to_where_this_person_can_act(client_of: SignIn, siapa: str, tujuan: str) -> None:
    page = page_of(client_of(siapa), at())
    sentences = {words(a): a.get("href") for a in page.xpath("//li[starts-with(normalize-space(b), '8.')]//a")}
    assert sentences["Di bawah target, hambatannya belum dijelaskan."] == tujuan
    assert sentences["Capaian 59,66%, di bawah 70%."] == "/5371/2024/indikator/8/"


def test_another_plan_is_one_click_away(client_of: SignIn, satker: Satker) -> None:
    client = client_of("auditor")
    assert not page_of(client, at()).find_class("other-plans")
    Renstra.objects.create(pemilik=satker, nama="Renstra 2025-2029", tahun_awal=2025, tahun_akhir=2029)
    [plans] = page_of(client, at()).find_class("other-plans")
    [link] = plans.iter("a")
    assert words(link) == "2025–2029"
    # The next plan has no indicators yet, and says what to do.
    page = page_of(client, link.get("href"))
    assert "Belum ada indikator tahun ini" in words(page)
    assert [words(a) for a in page.find_class("other-plans")[0].iter("a")] == ["2020–2024"]


def test_the_steps_that_were_taken_last_lead_to_their_history(client_of: SignIn, entitas: Entitas) -> None:
    client = client_of("pimpinan")
    assert "Belum ada langkah pengisian pada periode ini." in words(page_of(client, at()))
    r = Realisasi.objects.get(adopsi__entitas=entitas, adopsi__nomor=6, tahun=2024, triwulan=0)
    orang = Keanggotaan.objects.filter(satker=entitas.satker).first().pengguna  # type: ignore[union-attr]
    r.transisi.create(langkah="ajukan", dari="draf", ke="diajukan", oleh=orang)
    [step] = page_of(client, at()).xpath("//ul[contains(@class, 'steps-list')]/li")
    assert words(step).startswith("Diajukan: Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan")
    assert step.find("a").get("href") == "/5371/2024/riwayat/6/tahunan/"


def test_the_journal_is_offered_to_those_who_may_read_it(client_of: SignIn) -> None:
    assert page_of(client_of("auditor"), at()).xpath("//section//a[@href='/5371/2024/jejak/']")
    assert not page_of(client_of("operator"), at()).xpath("//section//a[@href='/5371/2024/jejak/']")


def test_the_budget_by_program_is_that_of_the_tree(satker: Satker) -> None:
    tree = fetch_anggaran(satker, 2024, 2024)[2024]
    found = fetch_ringkas(satker, 2024)
    assert found is not None
    assert (found.pagu, found.realisasi, found.versi, found.per_tanggal) == (
        tree.pagu,
        tree.realisasi,
        tree.versi,
        tree.per_tanggal,
    )
    assert [(p.jalur, p.pagu, p.realisasi) for p in found.program] == [
        (p.jalur, p.pagu, p.realisasi) for p in sorted(tree.pos("program"), key=lambda p: p.kode)
    ]
    assert fetch_ringkas(satker, 2019) is None


@pytest.mark.parametrize("lengkap", [True, False])
def test_what_a_state_leaves_out_is_nothing_or_unknown_as_in_the_tree(satker: Satker, lengkap: bool) -> None:
    dipa = Dipa.objects.create(satker=satker, tahun=2030)
    versi = VersiDipa.objects.create(dipa=dipa, urutan=0, nama="DIPA awal")
    for kode, jumlah in (("AA", 100), ("AAB", 50)):
        program = PosAnggaran.objects.create(dipa=dipa, jenis="program", kode=kode, jalur=kode, nama=kode)
        for anak in ("1111", "2222"):
            pos = PosAnggaran.objects.create(
                dipa=dipa, induk=program, jenis="kegiatan", kode=anak, jalur=f"{kode}.{anak}", nama=anak
            )
            Pagu.objects.create(versi=versi, pos=pos, jumlah=jumlah)
    keadaan = KeadaanRealisasi.objects.create(
        dipa=dipa, per_tanggal=date(2030, 3, 31), sistem_sumber="SAKTI", lengkap=lengkap
    )
    NilaiRealisasi.objects.create(keadaan=keadaan, pos=PosAnggaran.objects.get(jalur="AA.1111"), jumlah=40)
    tree, found = fetch_anggaran(satker, 2030, 2030)[2030], fetch_ringkas(satker, 2030)
    assert found is not None
    assert [(p.kode, p.pagu, p.realisasi) for p in found.program] == [
        ("AA", 200, 40),
        ("AAB", 100, 0 if lengkap else None),
    ]
    assert [(p.kode, p.pagu, p.realisasi) for p in tree.pos("program")] == [
        (p.kode, p.pagu, p.realisasi) for p in found.program
    ]
    assert (found.pagu_awal, found.kutipan) == (300, "")


def test_a_late_figure_says_so_unless_its_subbagian_has_more_time(client_of: SignIn, entitas: Entitas) -> None:
    Realisasi.objects.filter(adopsi__entitas=entitas, adopsi__nomor=6, tahun=2024, triwulan=0).update(tahap="draf")
    periode = Periode.objects.get(entitas=entitas, tahun=2024, triwulan=0)
    Periode.objects.filter(pk=periode.pk).update(dibuka=True, tenggat=date(2025, 1, 20))
    client = client_of("pimpinan")
    assert "Belum diajukan, tenggat lewat" in words(page_of(client, at()).find_class("dash-attention")[0])
    subbagian = AdopsiIndikator.objects.get(entitas=entitas, nomor=6).subbagian
    Perpanjangan.objects.create(
        periode=periode,
        subbagian=subbagian,
        sampai=date(2099, 1, 1),
        alasan="Menunggu rekapitulasi",
        diberikan_oleh=Keanggotaan.objects.filter(satker=entitas.satker).first().pengguna,  # type: ignore[union-attr]
    )
    [attention] = page_of(client, at()).find_class("dash-attention")
    mine = [words(li) for li in attention.xpath(".//li[starts-with(normalize-space(b), '6.')]")]
    assert not any("tenggat lewat" in text for text in mine)
