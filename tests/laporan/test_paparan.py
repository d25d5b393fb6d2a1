"""Slides say what the report says, hold native tables and charts, and never run over."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Pt

from apps.anggaran.models import KeadaanRealisasi, NilaiRealisasi, PosAnggaran
from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, target_cell
from apps.laporan.outline import Outline
from apps.laporan.paparan.bahan import BahanRapat, fetch_bahan, perlu_perhatian
from apps.laporan.paparan.rapat import paparan_rapat
from apps.laporan.paparan.slide import (
    BAWAH,
    LANJUTAN,
    TINGGI,
    Butir,
    Slide,
    column_widths,
    divide,
    header_height,
    ringkas,
    row_height,
    sentence_height,
)
from apps.laporan.paparan.uang import slide_uang
from apps.laporan.renderers.pptx import render_slides
from apps.laporan.table import Cell, Column, Row, Table, cell_text
from apps.organisasi.models import Satker
from apps.pengukuran.models import Analisis, Realisasi
from apps.perencanaan.models import SasaranStrategis, TingkatSkala
from apps.rapat.models import Rapat
from tests.anggaran.kantor import Kantor
from tests.rapat.conftest import gelar, putuskan, sahkan_triwulan, teknis

__all__ = ["gelar", "putuskan", "sahkan_triwulan", "teknis"]
pytestmark = pytest.mark.django_db
HARI = date(2025, 1, 20)
PERSEN = Column("capaian", "Capaian", "persen")


@pytest.fixture
def tahunan(gelar: Callable[..., Rapat]) -> Rapat:
    """The meeting about the year, for which the LKj has every figure."""
    return gelar(0, date(2025, 1, 15), tempat="Aula")


@pytest.fixture
def bahan(tahunan: Rapat) -> BahanRapat:
    return fetch_bahan(tahunan, HARI)


def opened(slides: list[Slide]):  # type: ignore[no-untyped-def]
    return Presentation(BytesIO(render_slides(slides, title="Rapat", author="KPU")))


def texts(page) -> str:  # type: ignore[no-untyped-def]
    found = [shape.text_frame.text for shape in page.shapes if shape.has_text_frame]
    for shape in page.shapes:
        if shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def test_the_message_of_each_slide_is_a_sentence_from_the_figures(bahan: BahanRapat) -> None:
    judul = [slide.judul for slide in paparan_rapat(bahan)]
    assert judul[0] == "Rapat Evaluasi Kinerja Tahun 2024"
    assert judul[1] == "9 dari 12 indikator mencapai target tahun 2024"
    assert judul[4] == "Sasaran 3: capaian 68,01% (Cukup), 0 dari 3 indikator mencapai target"
    assert judul[7] == "3 indikator di bawah target; terendah indikator 8 (59,66%)"
    assert judul[8] == "Serapan anggaran 2024 99,85%, sisa Rp82.970.688"
    assert judul[-1] == "Setiap keputusan ditanyakan lagi pada rapat berikutnya"


def test_a_sasaran_is_given_no_category_while_a_miss_is_left_out_of_its_mean(tahunan: Rapat) -> None:
    sakip = Realisasi.objects.get(adopsi__entitas=tahunan.entitas, adopsi__nomor=3, tahun=2024, triwulan=0)
    assert sakip.tingkat is not None
    terendah = TingkatSkala.objects.filter(skala=sakip.tingkat.skala).order_by("peringkat").last()
    Realisasi.objects.filter(pk=sakip.pk).update(tingkat=terendah, skor=None)
    judul = [slide.judul for slide in paparan_rapat(fetch_bahan(tahunan, HARI))]
    [ini] = [satu for satu in judul if "di luar rata-rata" in satu]
    assert "(1 tidak tercapai di luar rata-rata), " in ini and "Baik" not in ini
    assert any(satu.endswith("terendah indikator 3 (tidak tercapai)") for satu in judul)


def test_every_slide_has_a_title_its_source_and_no_empty_placeholder(bahan: BahanRapat) -> None:
    slides = paparan_rapat(bahan)
    presentation = opened(slides)
    assert len(presentation.slides) == len(slides)
    assert presentation.slide_width / presentation.slide_height == pytest.approx(16 / 9)
    for slide, page in zip(slides, presentation.slides, strict=True):
        assert page.shapes.title.text_frame.text == slide.judul
        assert [p.text_frame.text for p in page.placeholders] == [slide.judul]
        assert "Sumber: Kinerja KPU, KPU Kota Kupang, dibuat 20 Januari 2025." in texts(page)
        assert 'type="slidenum"' in page.part.blob.decode()


def test_figures_are_the_cells_of_the_report(bahan: BahanRapat) -> None:
    kinerja = bahan.kinerja
    tables = [
        shape.table
        for page in opened(paparan_rapat(bahan)).slides
        for shape in page.shapes
        if shape.has_table and shape.table.cell(0, 0).text == "No"
    ]
    shown = {
        row.cells[0].text: [cell.text for cell in row.cells][2:5] for table in tables for row in list(table.rows)[1:]
    }
    notes = Footnotes()
    for i in kinerja.indikator:
        cells = (
            target_cell(i, i.target(2024)),
            realisasi_cell(i, i.realisasi_tahun(2024), notes),
            capaian_cell(kinerja, i, 2024, "target", "realisasi"),
        )
        assert shown[str(i.nomor)] == [cell_text(cell, PERSEN) + cell.mark for cell in cells]
    assert len(shown) == 12


def test_charts_are_native_and_say_in_words_what_they_show(bahan: BahanRapat) -> None:
    presentation = opened(paparan_rapat(bahan))
    charts = [shape for page in presentation.slides for shape in page.shapes if shape.has_chart]
    assert [shape.chart.plots[0].series[0].name for shape in charts] == ["Jumlah indikator", "Pagu"]
    assert list(charts[0].chart.plots[0].series[0].values) == [2, 7, 3, 0]
    for shape in charts:
        assert shape.chart.part.chart_workbook.xlsx_part is not None
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr").endswith(".")
    label = charts[1].chart.plots[0].series[0].points[0].data_label.text_frame.text
    assert label == "53.198"


def test_indicators_below_target_come_with_cause_and_plan_the_lowest_first(tahunan: Rapat) -> None:
    realisasi = Realisasi.objects.get(adopsi__nomor=7, adopsi__entitas=tahunan.entitas, tahun=2024, triwulan=0)
    Analisis.objects.update_or_create(realisasi=realisasi, defaults={"hambatan": "Cuaca buruk pada hari pemungutan."})
    bahan = fetch_bahan(tahunan, HARI)
    assert [i.nomor for i in perlu_perhatian(bahan.kinerja)] == [8, 7, 6]
    [page] = [p for p in opened(paparan_rapat(bahan)).slides if "terendah indikator" in p.shapes.title.text_frame.text]
    assert "Cuaca buruk pada hari pemungutan." in texts(page)
    assert "Belum dijelaskan" in texts(page)


def test_a_quarter_without_figures_says_so_once(gelar: Callable[..., Rapat]) -> None:
    judul = [slide.judul for slide in paparan_rapat(fetch_bahan(gelar(3, date(2024, 10, 14)), HARI))]
    assert judul[1] == "Belum satu pun dari 12 indikator dapat dinilai pada Triwulan III 2024"
    assert not [teks for teks in judul if teks.startswith("Sasaran")]
    assert "Serapan sampai 30 September 2024 belum dapat dihitung" in judul


def test_money_of_a_quarter_is_held_against_its_plan(gelar: Callable[..., Rapat], satker: Satker) -> None:
    kantor = Kantor(satker, 2021)
    kantor.keadaan(date(2021, 1, 31), 100, 10, basis="sp2d")
    kantor.keadaan(date(2021, 3, 31), 500, 60, basis="sp2d")
    rapat = gelar(1, date(2021, 4, 15), tahun=2021)
    tanpa = slide_uang(fetch_bahan(rapat, HARI))
    assert tanpa.judul.startswith("Serapan sampai 31 Maret 2021 mencapai ")
    assert "rencana" not in tanpa.judul
    kantor.rencana(0, b1=200, b2=200, b3=400)
    slide = slide_uang(fetch_bahan(rapat, HARI))
    assert "di bawah rencana" in slide.judul
    [page] = opened(divide([slide])).slides
    [chart] = [shape.chart for shape in page.shapes if shape.has_chart]
    assert [series.name for series in chart.plots[0].series] == ["Realisasi", "Rencana (RPD)"]
    # A month that is not known is a gap, not a zero.
    assert chart.plots[0].series[0].values[1] is None


def test_earlier_decisions_and_what_must_be_decided(
    gelar: Callable[..., Rapat], putuskan: Callable, tahunan: Rapat
) -> None:
    putuskan(gelar(3, date(2024, 10, 14)), "Menyusun jadwal.", tenggat=date(2024, 11, 30))
    slides = paparan_rapat(fetch_bahan(tahunan, HARI))
    judul = [slide.judul for slide in slides]
    assert "0 dari 1 keputusan rapat terdahulu selesai; 1 terlambat" in judul
    assert "Rapat perlu memutuskan 4 hal" in judul
    [perlu] = [slide for slide in slides if slide.judul == "Rapat perlu memutuskan 4 hal"]
    assert "Keputusan 1 rapat Triwulan III 2024 terlambat" in perlu.isi[0].isi[0]  # type: ignore[union-attr]
    putuskan(tahunan, "Memperbaiki data.", tenggat=date(2025, 3, 1))
    assert "Rapat ini mengambil 1 keputusan" in [s.judul for s in paparan_rapat(fetch_bahan(tahunan, HARI))]


def test_the_foot_says_how_far_the_figures_are(
    bahan: BahanRapat, tahunan: Rapat, sahkan_triwulan: Callable[[int], object]
) -> None:
    assert bahan.keadaan.startswith("Angka belum disahkan. Memuat 12 angka")
    sahkan_triwulan(0)
    assert fetch_bahan(tahunan, HARI).keadaan == "Angka sudah disahkan."


def long_table(rows: int, text: str = "Kalimat yang cukup panjang untuk beberapa baris. " * 4) -> Table:
    return Table(
        "panjang",
        "Panjang",
        (Column("no", "No", "nomor", width=4), Column("isi", "Isi", width=60)),
        tuple(Row({"no": Cell(n), "isi": Cell(text)}) for n in range(rows)),
    )


def test_long_tables_go_on_and_lose_no_row() -> None:
    slides = divide([Slide("Banyak baris", (long_table(30),))])
    assert len(slides) > 2
    assert slides[0].judul == "Banyak baris"
    assert {slide.judul for slide in slides[1:]} == {f"Banyak baris{LANJUTAN}"}
    numbers = [row.cell("no").value for slide in slides for row in slide.isi[0].rows]  # type: ignore[union-attr]
    assert numbers == list(range(30))


@pytest.mark.parametrize("sub", ["", "Nama sasaran yang panjang sekali. " * 8])
def test_no_part_is_higher_than_its_slide(bahan: BahanRapat, sub: str) -> None:
    sentences = Butir(tuple(f"Kalimat {n}. " * 12 for n in range(14)))
    slides = divide([Slide("Judul", (long_table(25),), sub=sub), Slide("Judul", (sentences,), sub=sub)])
    for slide in [*slides, *paparan_rapat(bahan)]:
        for block, width in zip(slide.isi, slide.lebar, strict=False):
            if isinstance(block, Table):
                widths = column_widths(block, width)
                height = header_height(block, widths) + sum(row_height(row, block, widths) for row in block.rows)
            elif isinstance(block, Butir):
                height = sum(sentence_height(text, width) for text in block.isi)
            else:
                continue
            assert slide.atas + height <= BAWAH, slide.judul


def test_figures_are_never_broken_by_a_narrow_column() -> None:
    header = (Column("isi", "Isi", width=90), Column("rp", "Rupiah", "rupiah", width=1))
    table = replace(long_table(1), header=header, rows=(Row({"isi": Cell("x"), "rp": Cell(56_658_099_000)}),))
    widths = column_widths(table, 400)
    assert sum(widths) == pytest.approx(400)
    assert widths[1] > 100


def test_a_text_that_is_cut_says_where_the_rest_is() -> None:
    text = "kata " * 200
    assert ringkas("pendek") == "pendek"
    assert ringkas(text, "indikator 3").endswith("… (lengkapnya: indikator 3)")
    assert len(ringkas(text, "indikator 3")) < 400


def test_slides_take_the_reports_queries_and_a_few_more(tahunan: Rapat, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(22):
        paparan_rapat(fetch_bahan(tahunan, HARI))


def test_the_slides_are_sent_as_a_file(client_of, tahunan: Rapat) -> None:
    response = client_of("auditor").get(f"/5371/2024/rapat/{tahunan.pk}/paparan.pptx")
    assert 'filename="paparan-rapat-tahunan-5371-2024.pptx"' in response["Content-Disposition"]
    assert len(Presentation(BytesIO(response.content)).slides) > 8


def test_long_names_and_control_characters_neither_run_over_nor_break_the_file(tahunan: Rapat) -> None:
    panjang = "Nama\x01\x0b =1+1 & <b> " * 400
    SasaranStrategis.objects.filter(nomor=1).update(nama=panjang)
    PosAnggaran.objects.filter(jenis="program").update(nama=panjang)
    NilaiRealisasi.objects.all()._raw_delete("default")
    KeadaanRealisasi.objects.all()._raw_delete("default")
    slides = paparan_rapat(fetch_bahan(tahunan, HARI))
    tinggi = [shape.top + shape.height for page in opened(slides).slides for shape in page.shapes]
    assert max(tinggi) <= Pt(TINGGI)


def test_the_report_is_the_same_outline(bahan: BahanRapat, outline: Outline) -> None:
    assert [i.nomor for i in bahan.kinerja.indikator] == [i.nomor for i in outline.fakta.kinerja.indikator]
