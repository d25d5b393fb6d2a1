"""The charts of indicators say the same as the facts: years, targets, doubts, levels, capaian."""

from dataclasses import replace
from decimal import Decimal

import pytest

from apps.laporan.charts.svg import render_svg
from apps.laporan.diagrams.kinerja import tren_indikator
from apps.organisasi.models import Entitas
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaRealisasi, Nilai, fetch_kinerja
from tests.laporan.gambar import css, parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def kinerja(entitas: Entitas) -> FaktaKinerja:
    return fetch_kinerja(entitas, 2024)


def indikator(kinerja: FaktaKinerja, nomor: int) -> FaktaIndikator:
    return next(satu for satu in kinerja.indikator if satu.nomor == nomor)


def test_the_trend_has_realisasi_target_and_national_target_of_every_year(kinerja: FaktaKinerja) -> None:
    chart = tren_indikator(kinerja, indikator(kinerja, 2))
    assert chart.caption == "Target dan Realisasi Indeks Reformasi Birokrasi Tahun 2020–2024"
    assert chart.categories == ("2020", "2021", "2022", "2023", "2024")
    assert [(one.name, one.role) for one in chart.series] == [
        ("Realisasi", "realisasi"),
        ("Target", "target"),
        ("Target nasional", "nasional"),
    ]
    assert chart.series[0].texts[2:] == ("89,34", "90,12", "93,52")
    assert chart.series[1].texts == ("tanpa target", "tanpa target", "78", "79", "80")
    assert chart.series[2].values == (None, None, None, None, Decimal(80))
    assert "Realisasi 2024 masih sementara." in chart.notes
    assert "Sumbu nilai mulai dari" in chart.description


def test_levels_of_the_trend_run_from_the_worst_to_the_best(kinerja: FaktaKinerja) -> None:
    chart = tren_indikator(kinerja, indikator(kinerja, 3))
    assert chart.levels == ("B", "BB")
    assert chart.series[0].texts[1:] == ("B", "BB", "BB", "BB")
    assert chart.series[0].values == (None, 0, 1, 1, 1)
    assert chart.series[1].texts == ("B", "B", "B", "B", "BB")


def test_what_is_doubted_is_hollow_connected_to_nothing_and_explained(kinerja: FaktaKinerja) -> None:
    chart = tren_indikator(kinerja, indikator(kinerja, 6))
    assert [chart.series[0].doubted(n) for n in range(5)] == [False, False, True, True, False]
    root = parse(render_svg(chart))
    realisasi = next(path for path in css(root, "garis") if path.get("stroke") == "#8c1c13")
    assert "L" not in realisasi.get("d", "")
    assert sum(point.get("stroke-dasharray") is not None for point in css(root, "titik")) == 2
    assert any(note.startswith("† Realisasi 2022 dan 2023 diragukan: ") for note in chart.notes)


def test_a_doubted_value_far_beyond_the_others_does_not_flatten_them(kinerja: FaktaKinerja) -> None:
    # Indikator 9 has a target of 0,16% and doubted values of 100%.
    root = parse(render_svg(tren_indikator(kinerja, indikator(kinerja, 9))))
    assert sum(point.tag.endswith("path") for point in css(root, "titik")) == 2
    ticks = [text.text for text in root.iter() if text.get("text-anchor") == "end"]
    assert "0,15%" in ticks


def test_years_after_that_of_the_facts_show_no_realisasi(entitas: Entitas) -> None:
    awal = fetch_kinerja(entitas, 2022)
    realisasi = tren_indikator(awal, indikator(awal, 2)).series[0]
    assert realisasi.texts[2:] == ("89,34", "sesudah tahun laporan", "sesudah tahun laporan")


def test_an_indicator_without_any_figure_is_drawn_too(kinerja: FaktaKinerja) -> None:
    for nomor in (1, 3):
        kosong = replace(indikator(kinerja, nomor), target_renstra={}, target_pk={}, target_nasional={}, realisasi={})
        chart = tren_indikator(kinerja, kosong)
        assert len(chart.series) == 2
        assert "Realisasi 5 dari 5 tahun belum diisi." in chart.notes
        assert css(parse(render_svg(chart)), "titik") == []
        assert tren_indikator(replace(kinerja, renstra=None), kosong).categories == ("2024",)


def test_a_value_that_could_not_be_measured_says_why(kinerja: FaktaKinerja) -> None:
    satu = indikator(kinerja, 2)
    tanpa = replace(satu, realisasi={2024: FaktaRealisasi(Nilai(), terisi=True, alasan="Survei belum selesai.")})
    assert tren_indikator(kinerja, tanpa).series[0].text(4) == "Survei belum selesai"
    assert "Realisasi 2024: Survei belum selesai." in tren_indikator(kinerja, tanpa).notes
