"""Comparisons that the reader puts together: the same figures as everywhere, live in Excel, one address per choice."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from apps.laporan.charts.svg import render_svg
from apps.laporan.outline import Outline
from apps.laporan.perbandingan.pilihan import Acuan, Pilihan, Ukuran
from apps.laporan.perbandingan.pilihan_anggaran import PilihanAnggaran, SudutAnggaran, Tingkat
from apps.laporan.perbandingan.topik import TopikAnggaran, TopikKinerja
from apps.laporan.renderers.data import to_dict
from apps.laporan.table import Cell, Table
from apps.laporan.tables.perbandingan import PerbandinganAnggaran, PerbandinganKinerja
from apps.organisasi.models import Entitas
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import Indikator, Target
from apps.siklus.models import Periode
from tests.laporan.test_xlsx_formulas import check_formulas

TAHUN = (2020, 2021, 2022, 2023, 2024)
SEMUA = tuple(range(1, 13))
KINERJA = "/5371/2024/perbandingan/kinerja/"
ANGGARAN = "/5371/2024/perbandingan/anggaran/"


def rows_of(table: Table) -> dict[Any, Any]:
    """The rows of indicators by their number."""
    return {row.cell("no").value: row for row in table.rows if row.style == "isi"}


def compared(outline: Outline, **chosen: Any) -> Table:
    pilihan = Pilihan(**{"indikator": SEMUA, "tahun": TAHUN, "ukuran": tuple(Ukuran)} | chosen)
    return outline.build(PerbandinganKinerja(pilihan))


def same(cell: Cell) -> tuple[Any, ...]:
    """What a cell says, without the mark, which depends on what else has a footnote."""
    return cell.value, cell.kind, cell.blank, cell.reason, cell.ref


def test_every_cell_is_that_of_the_report(entitas: Entitas, outline: Outline) -> None:
    table = rows_of(compared(outline))
    walked = 0
    for tahun in TAHUN:
        year = Outline(entitas, tahun)
        kinerja = year.table(year.find("tabel", "capaian-kinerja"))
        printed = [row for row in kinerja.rows if row.style == "isi"]
        for nomor, row in enumerate(printed, start=1):
            for key, letter in (("target", "t"), ("realisasi", "r"), ("capaian", "c")):
                assert same(table[nomor].cell(f"{letter}{tahun}")) == same(row.cell(key)), (nomor, tahun, key)
                walked += 1
    assert walked == len(TAHUN) * 12 * 3


def test_every_doubtful_figure_keeps_its_footnote(outline: Outline) -> None:
    table = compared(outline)
    notes = dict(line.split(" : ", 1) for line in table.notes if " : " in line)
    for indikator in outline.fakta.kinerja.indikator:
        for tahun in TAHUN:
            realisasi = indikator.realisasi_tahun(tahun)
            if realisasi.diragukan:
                mark = rows_of(table)[indikator.nomor].cell(f"r{tahun}").mark
                assert notes[mark] == f"Diragukan: {realisasi.alasan_keandalan}"


def test_without_the_realisasi_its_marks_stand_at_what_comes_of_it(outline: Outline) -> None:
    table = compared(outline, ukuran=(Ukuran.CAPAIAN,))
    assert [line for line in table.notes if " : " in line] == [
        "* : Realisasi menggunakan realisasi Pemilihan Walikota dan Wakil Walikota Kupang Tahun 2024"
    ]
    cell = rows_of(table)[6].cell("c2024")
    assert (cell.mark, rows_of(table)[2].cell("c2024").reason) == ("*", "Nilai sementara.")
    beside = rows_of(compared(outline))
    assert (beside[6].cell("c2024").mark, beside[6].cell("r2024").mark) == ("", "*")


def texts(table: Table, nomor: int) -> dict[str, str]:
    return next(row["teks"] for row in to_dict(table)["baris"] if row["nilai"]["no"] == str(nomor))


def test_differences_are_points_with_their_sign(outline: Outline) -> None:
    table = compared(outline, tahun=(2024,))
    assert texts(table, 2)["s2024"] == "+13,52"
    assert texts(table, 6)["s2024"] == "-15,34"
    assert texts(table, 9)["s2024"] == "-0,16"
    assert texts(table, 5)["s2024"] == "0"
    levels = rows_of(table)[3].cell("s2024")
    assert (levels.value, levels.blank, levels.reason) == (None, "-", "Tingkat tidak punya selisih angka.")


def test_below_the_target_is_better_where_less_is_better(outline: Outline) -> None:
    assert "Indikator 9 makin rendah makin baik: selisih negatif melampaui target." in compared(outline).notes
    assert not [note for note in compared(outline, indikator=(6,)).notes if "makin rendah" in note]


def test_categories_stand_as_words(outline: Outline) -> None:
    table = compared(outline, tahun=(2023, 2024))
    assert [texts(table, nomor)["k2024"] for nomor in (2, 6, 7, 8)] == ["Baik Sekali", "Baik", "Cukup", "Cukup"]
    doubtful = rows_of(table)[6].cell("k2023")
    assert (doubtful.blank, doubtful.reason) == ("-", "Realisasi diragukan.")


def test_national_and_own_targets_stand_beside_the_years(outline: Outline) -> None:
    table = compared(outline, ukuran=(Ukuran.REALISASI,), acuan=tuple(Acuan))
    assert [cell.text for cell in table.header_rows()[0]] == ["No", "Indikator", "Realisasi", "Target acuan"]
    assert [cell.text for cell in table.header_rows()[1]][-2:] == ["Nasional 2024", "Renstra 2024"]
    assert (texts(table, 6)["nasional"], texts(table, 6)["renstra"]) == ("77,50%", "85%")
    assert "Target nasional: Renstra KPU 2020-2024 (PKPU 197/2020)." in table.notes


def test_several_measures_stand_below_their_year(outline: Outline) -> None:
    table = compared(outline, tahun=(2022, 2024), ukuran=(Ukuran.CAPAIAN, Ukuran.SELISIH))
    assert [cell.text for cell in table.header_rows()[0]] == ["No", "Indikator", "2022", "2024"]
    assert table.title == "Perbandingan Kinerja KPU Kota Kupang Tahun 2022 dan 2024"


def test_only_sasaran_with_a_chosen_indicator_are_named(outline: Outline) -> None:
    sections = [
        row.cell("indikator").value for row in compared(outline, indikator=(6, 8)).rows if row.style == "bagian"
    ]
    assert [str(section)[:5] for section in sections] == ["SS 3."]


# Excel


def test_excel_calculates_the_same_figures(outline: Outline) -> None:
    table = compared(outline, tahun=TAHUN[1:])
    # Every defined difference, and every defined capaian of a number.
    kinerja = outline.fakta.kinerja
    live = sum(
        (indikator.selisih(t).nilai is not None)
        + (indikator.satuan != "tingkat" and kinerja.capaian(indikator, t).nilai is not None)
        for indikator in kinerja.indikator
        for t in TAHUN[1:]
    )
    assert check_formulas(table) == live > 40


def test_without_its_columns_nothing_is_live(outline: Outline) -> None:
    assert check_formulas(compared(outline, ukuran=(Ukuran.CAPAIAN, Ukuran.SELISIH))) == 0


def test_the_budget_is_live_at_both_depths(outline: Outline) -> None:
    for tingkat in Tingkat:
        table = outline.build(PerbandinganAnggaran(PilihanAnggaran((2024,), tingkat)))
        # A percentage in every line, the sums and their percentage.
        assert check_formulas(table) == len(table.rows) + 2
    assert [row.level for row in table.rows[:3]] == [0, 1, 1]


def test_programs_alone_sum_up_to_the_same_total(outline: Outline) -> None:
    table = outline.build(PerbandinganAnggaran(PilihanAnggaran((2024,), Tingkat.PROGRAM)))
    assert [row.cell("program").value for row in table.rows] == [
        "WA Program Dukungan Manajemen",
        "CQ Penyelenggaraan Pemilu dalam Proses Konsolidasi Demokrasi",
        "TOTAL",
    ]
    assert table.rows[-1].cell("r2024").value == 56_575_128_312


# Diagrams


def charts(outline: Outline, query: dict[str, list[str]]) -> Any:
    return TopikKinerja(outline, query).grafik()


def test_few_indicators_are_lines_over_the_years(outline: Outline) -> None:
    [chart] = charts(outline, {"i": ["2", "5"]})
    assert (chart.kind, chart.categories) == ("garis", tuple(map(str, TAHUN)))
    assert [series.name for series in chart.series] == ["Indikator 2", "Indikator 5"]
    assert chart.series[0].texts[2:] == ("114,54%", "114,08%", "116,90%")
    assert chart.notes[0] == 'Indikator 2: Indeks Reformasi Birokrasi KPU Provinsi/Kabupaten/Kota "Baik"'


def test_many_indicators_are_bars_of_the_last_years(outline: Outline) -> None:
    [chart] = charts(outline, {})
    assert (chart.kind, len(chart.categories)) == ("batang-berkelompok", 12)
    assert [series.name for series in chart.series] == ["2022", "2023", "2024"]
    assert chart.notes[0] == "Diagram memuat 2022-2024; tahun lain yang dipilih ada di tabel."


def test_one_year_is_bars_however_few(outline: Outline) -> None:
    assert charts(outline, {"i": ["6"], "t": ["2024"]})[0].kind == "batang-berkelompok"


def test_units_never_share_an_axis_and_levels_have_none(outline: Outline) -> None:
    topik = TopikKinerja(outline, {"u": ["realisasi"]})
    persen, indeks = topik.grafik()
    assert {series.kind for series in persen.series} == {"persen"}
    assert {series.kind for series in indeks.series} == {"indeks"}
    assert persen.slug != indeks.slug
    assert persen.title == "Realisasi Tahun 2022-2024 (persen)"
    assert (indeks.title, indeks.kind) == ("Realisasi Indikator 2 Tahun 2020-2024 (Indeks Reformasi)", "garis")
    assert (
        topik.catatan_grafik() == "Indikator 3 dan 4 bernilai tingkat (predikat atau opini), jadi hanya ada di tabel."
    )
    assert TopikKinerja(outline, {}).catatan_grafik() == ""


def test_doubtful_figures_stand_apart_and_nothing_comes_of_them(outline: Outline) -> None:
    [chart] = charts(outline, {"i": ["6"], "u": ["realisasi"]})
    [series] = chart.series
    assert series.texts == ("belum terukur", "belum terukur", "100%", "100%", "69,66%")
    assert [series.doubted(index) for index in range(5)] == [False, False, True, True, False]
    for measure in ("capaian", "selisih"):
        [chart] = charts(outline, {"i": ["6"], "u": [measure]})
        assert chart.series[0].texts[2:4] == ("diragukan", "diragukan")


def test_references_are_drawn_beside_one_indicator(outline: Outline) -> None:
    [chart] = charts(outline, {"i": ["6"], "u": ["realisasi"], "garis": ["nasional", "renstra"]})
    assert [series.name for series in chart.series][1:] == ["Target nasional 2024", "Target Renstra 2024"]
    assert set(chart.series[1].texts) == {"77,50%"}
    assert [series.role for series in chart.series] == ["realisasi", "nasional", "target"]
    [chart] = charts(outline, {"i": ["6", "7"], "u": ["realisasi"], "garis": ["nasional"]})
    assert len(chart.series) == 2
    assert "Target acuan hanya digambar pada diagram satu indikator; nilainya ada di tabel." in chart.notes
    # A target is no share of itself: capaian has no such line.
    assert len(charts(outline, {"i": ["6"], "garis": ["nasional"]})[0].series) == 1


def test_bars_take_the_references_of_every_indicator(outline: Outline) -> None:
    [chart, _] = charts(outline, {"u": ["realisasi"], "garis": ["nasional"]})
    assert [series.name for series in chart.series] == ["Target nasional 2024", "2023", "2024"]


def test_only_levels_leave_no_diagram(outline: Outline) -> None:
    topik = TopikKinerja(outline, {"i": ["3", "4"], "u": ["realisasi"]})
    assert topik.grafik() == []
    assert topik.catatan_grafik()


@pytest.mark.parametrize("sudut", SudutAnggaran)
def test_the_budget_is_drawn_as_asked(outline: Outline, sudut: str) -> None:
    [chart] = TopikAnggaran(outline, {"sudut": [sudut], "tingkat": ["program"]}).grafik()
    shown = {
        "pagu": "Rp53.197.525.000",
        "realisasi": "Rp53.175.118.657",
        "serapan": "99,96%",
    }
    assert chart.series[0].text(1) == shown[sudut]
    assert chart.title.endswith("per Program Tahun 2024")


# Pages


def content(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


def test_the_form_leads_to_the_one_address_of_its_choice(client_of: Any) -> None:
    client = client_of("auditor")
    ticked = "&".join([*(f"t={t}" for t in TAHUN), "i=7", "i=6", "u=capaian", "sudut=capaian"])
    response = client.get(f"{KINERJA}?tampil=1&{ticked}")
    assert (response.status_code, response["Location"]) == (302, f"{KINERJA}?i=6&i=7")
    page = content(client, f"{KINERJA}?i=6&i=7")
    assert "2 indikator · 2020-2024 · capaian" in page
    assert f'data-copy-link="{KINERJA}?i=6&amp;i=7"' in page
    assert "/5371/2024/unduh/perbandingan/kinerja.xlsx?i=6&amp;i=7" in page
    assert "/5371/2024/unduh/perbandingan/kinerja.svg?i=6&amp;i=7&amp;diagram=1" in page


def test_a_choice_keeps_to_the_approved_figures(client_of: Any, entitas: Entitas) -> None:
    opened = {"dibuka": True, "tenggat": timezone.localdate()}
    Periode.objects.update_or_create(entitas=entitas, tahun=2024, triwulan=0, defaults=opened)
    client = client_of("auditor")
    response = client.get(f"{KINERJA}?angka=disahkan&u=capaian&i=6")
    assert response["Location"] == f"{KINERJA}?i=6&angka=disahkan"
    page = content(client, response["Location"])
    for part in (
        "kinerja.csv?i=6&amp;angka=disahkan",
        '<input type="hidden" name="angka" value="disahkan">',
        f'href="{KINERJA}?i=6"',
        f'href="{ANGGARAN}?angka=disahkan"',
        "Realisasi belum disahkan.",
    ):
        assert part in page, part
    assert f'href="{KINERJA}?i=6&amp;angka=disahkan"' in content(client, f"{KINERJA}?i=6")


@pytest.mark.parametrize(
    "query", ["i=%00&t=%FF", "u=%F0%9F%98%80", "i=1;DROP", "&&==&t", "t=2024&t=٢٠٢٤", "%", "sudut=&garis="]
)
def test_a_broken_address_is_a_page_with_a_message_or_another_address(client_of: Any, query: str) -> None:
    client = client_of("auditor")
    for url in (KINERJA, ANGGARAN):
        assert client.get(f"{url}?{query}", follow=True).status_code == 200, (url, query)
    page = content(client, f"{KINERJA}?i=abc")
    assert "Indikator “abc” tidak dikenal, jadi tidak ditampilkan." in page
    assert '<details class="card compare no-print" open>' in page


def test_every_ready_made_choice_opens_as_it_stands(client_of: Any) -> None:
    client = client_of("auditor")
    for url in (KINERJA, ANGGARAN, "/5371/2025/perbandingan/kinerja/", "/5371-sekretariat/2024/perbandingan/kinerja/"):
        page = client.get(url)
        ready = page.context["siap_pakai"]
        assert len(ready) >= 3
        assert [satu["label"] for satu in ready if satu["aktif"]]
        for satu in ready:
            answer = client.get(satu["url"])
            assert (answer.status_code, answer.context["pesan"]) == (200, ()), satu
    below = client.get(KINERJA).context["siap_pakai"][1]
    assert (below["label"], below["url"]) == ("Hanya di bawah 100% pada 2024", f"{KINERJA}?i=6&i=7&i=8")


def test_a_file_holds_the_choice(client_of: Any, outline: Outline) -> None:
    client = client_of("auditor")
    at = "/5371/2024/unduh/perbandingan/"
    csv = client.get(f"{at}kinerja.csv?i=6&t=2024&u=selisih").content.decode("utf-8-sig")
    assert csv.splitlines()[0] == "No;Indikator;Selisih (poin): 2024"
    assert csv.splitlines()[2].endswith(";-15,34*")
    sheet = load_workbook(BytesIO(client.get(f"{at}kinerja.xlsx?i=6&t=2024&u=target&u=realisasi&u=selisih").content))
    [formula] = [cell.value for row in sheet.active.iter_rows() for cell in row if cell.data_type == "f"]
    assert formula.startswith("=ROUND((")
    svg = client.get(f"{at}kinerja.svg?u=realisasi&diagram=2")
    assert svg["Content-Type"] == "image/svg+xml"
    assert svg["Content-Disposition"].endswith(
        'filename="perbandingan-kinerja-realisasi-indeks-indeks-reformasi-5371-2024.svg"'
    )
    assert render_svg(charts(outline, {"u": ["realisasi"]})[1], heading=True) == svg.content.decode()
    data = client.get(f"{at}kinerja.json?u=realisasi&diagram=2").json()
    assert (data["jenis"], data["seri"][0]["teks"][-1]) == ("garis", "93,52")
    assert "baris" in client.get(f"{at}kinerja.json?u=realisasi").json()
    assert client.get(f"{at}anggaran.png?tingkat=program").content.startswith(b"\x89PNG")
    for missing in (
        "kinerja.svg?u=realisasi&diagram=3",
        "kinerja.svg?diagram=x",
        "kinerja.doc",
        "kinerja.csv?diagram=1",
    ):
        assert client.get(at + missing).status_code == 404, missing


def test_years_outside_the_plan_can_be_chosen_when_they_have_figures(entitas: Entitas) -> None:
    baris = Realisasi.objects.get(adopsi__entitas=entitas, adopsi__nomor=6, tahun=2024, triwulan=0)
    baris.pk, baris.tahun, baris._state.adding = None, 2019, True
    baris.save()
    topik = TopikKinerja(Outline(entitas, 2024), {"t": ["2019", "2024"]})
    assert topik.pilihan.tahun == (2019, 2024)
    assert topik.tersedia.bawaan == TAHUN


def test_an_indicator_without_a_national_target_says_so(entitas: Entitas) -> None:
    Target.objects.filter(adopsi__entitas=entitas, adopsi__nomor=6, sumber="nasional").delete()
    cell = rows_of(compared(Outline(entitas, 2024), acuan=(Acuan.NASIONAL,)))[6].cell("nasional")
    assert (cell.value, cell.reason) == (None, "Target nasional indikator ini belum dicatat.")


def test_what_should_be_hit_exactly_is_said(entitas: Entitas) -> None:
    Indikator.objects.filter(adopsi__entitas=entitas, adopsi__nomor=6).update(arah="stabil")
    notes = compared(Outline(entitas, 2024)).notes
    assert "Indikator 6 diharapkan tepat pada target: selisih ke mana pun menjauhinya." in notes


def test_the_old_address_is_the_new_page(client_of: Any) -> None:
    assert reverse("perbandingan", args=["5371", 2024, "kinerja"]) == KINERJA
    assert 'aria-current="page"' in content(client_of("auditor"), KINERJA)
