"""Months: derived from cumulative states, never invented; beside the plan; always adding up to the last state."""

from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from apps.anggaran.facts import FaktaBulanan, fetch_anggaran, fetch_bulanan
from apps.anggaran.facts.bulanan import PENGEMBALIAN, TANPA_KEADAAN
from apps.anggaran.formulas import bulanan, hanya_setahun
from apps.anggaran.models import VersiDipa
from apps.laporan.renderers.xlsx import render_table
from apps.laporan.report import Fakta, Konteks
from apps.laporan.tables.anggaran_bulanan import RealisasiBulanan, RincianBulanan
from apps.organisasi.models import Entitas, Satker
from tests.anggaran.kantor import Kantor

CUMULATIVE = st.lists(st.none() | st.integers(-(10**12), 10**12), min_size=12, max_size=12)
TAHUN = 2023


@given(CUMULATIVE)
def test_months_add_up_to_the_last_state(kumulatif: list[int | None]) -> None:
    known = [value for value in kumulatif if value is not None]
    months = bulanan(kumulatif)
    assert sum(month.jumlah for month in months) == (known[-1] if known else 0)
    assert [month.kumulatif for month in months] == known


@given(CUMULATIVE)
def test_every_month_until_the_last_state_belongs_to_exactly_one_value(kumulatif: list[int | None]) -> None:
    months = bulanan(kumulatif)
    covered = [bulan for month in months for bulan in range(month.dari, month.sampai + 1)]
    assert covered == list(range(1, covered[-1] + 1 if covered else 1))
    assert all(before.sampai + 1 == after.dari for before, after in pairwise(months))


@pytest.mark.parametrize(
    ("kumulatif", "expected"),
    [
        ([100, None, 250, 240], [(1, 1, 100), (2, 3, 150), (4, 4, -10)]),
        ([None] * 11 + [500], [(1, 12, 500)]),
        ([0, 0], [(1, 1, 0), (2, 2, 0)]),
        ([], []),
    ],
)
def test_worked_months(kumulatif: list[int | None], expected: list[tuple[int, int, int]]) -> None:
    assert [(m.dari, m.sampai, m.jumlah) for m in bulanan(kumulatif)] == expected


def test_only_the_end_of_the_year_is_no_month() -> None:
    assert hanya_setahun([None] * 11 + [0])
    assert not hanya_setahun([None, 1, *[None] * 10])


@pytest.fixture
def kantor(satker: Satker) -> Kantor:
    return Kantor(satker, TAHUN)


def months(fakta: FaktaBulanan, jalur: str = "") -> list[tuple[str, int]]:
    deret = fakta.cari(jalur)
    assert deret is not None
    return [(b.nama, b.realisasi) for b in deret.bulan if b.realisasi is not None]


def test_the_last_counting_state_of_a_month_is_taken(kantor: Kantor) -> None:
    kantor.keadaan(date(TAHUN, 1, 15), 10, 0)
    kantor.keadaan(date(TAHUN, 1, 31), 30, 5)
    kantor.keadaan(date(TAHUN, 1, 31), 40, 5, urutan=1, alasan="Salah unggah.")
    kantor.keadaan(date(TAHUN, 1, 31), 99, 99, sistem_sumber="OM-SPAN", pembanding=True)
    kantor.keadaan(date(TAHUN, 3, 31), 90, 5)
    kantor.keadaan(date(TAHUN, 4, 30), 70, 5)
    fakta = kantor.fakta()
    assert months(fakta) == [("Januari", 45), ("Februari–Maret", 50), ("April", -20)]
    assert months(fakta, "076.01.CQ") == months(fakta)
    assert months(fakta, "076.01.CQ.6709") == [("Januari", 5), ("Februari–Maret", 0), ("April", 0)]
    alasan = [b.alasan for b in fakta.satker.bulan]
    assert alasan[1] == "Keadaan akhir Februari belum dimuat; termasuk dalam nilai Maret."
    assert alasan[2] == "Gabungan Februari–Maret."
    assert alasan[3] == PENGEMBALIAN
    assert alasan[4] == "Keadaan akhir Mei belum dimuat."
    assert [(k.per_tanggal.month, k.jumlah, k.dihitung) for k in fakta.keadaan] == [
        (4, 75, True), (3, 95, True), (1, 45, True), (1, 198, False), (1, 35, False), (1, 10, False),
    ]  # fmt: skip


def test_what_was_booked_after_the_year_belongs_to_december(kantor: Kantor) -> None:
    kantor.keadaan(date(TAHUN, 11, 30), 10, 0)
    kantor.keadaan(date(TAHUN, 12, 31), 20, 0)
    kantor.keadaan(date(TAHUN + 1, 1, 20), 25, 0)
    fakta = kantor.fakta()
    assert months(fakta) == [("Januari–November", 10), ("Desember", 15)]
    assert not fakta.keadaan[0].akhir_bulan


def test_a_line_that_comes_later_does_not_unsettle_the_sums(kantor: Kantor) -> None:
    kantor.keadaan(date(TAHUN, 1, 31), 10, None)
    kantor.keadaan(date(TAHUN, 2, 28), 15, 7)
    fakta = kantor.fakta()
    assert months(fakta) == [("Januari", 10), ("Februari", 12)]
    assert months(fakta, "076.01.CQ.6709") == [("Januari–Februari", 7)]


def test_the_plan_is_that_of_the_last_version_that_has_one(kantor: Kantor) -> None:
    kantor.keadaan(date(TAHUN, 1, 31), 90, 0)
    kantor.keadaan(date(TAHUN, 3, 31), 150, 0)
    kantor.rencana(0, b1=1, b2=1)
    revisi = VersiDipa.objects.create(dipa=kantor.dipa, urutan=1, nama="Revisi 1")
    kantor.rencana(0, revisi, b1=100, b2=20, b3=60)
    VersiDipa.objects.create(dipa=kantor.dipa, urutan=2, nama="Revisi 2")
    fakta = kantor.fakta()
    assert fakta.versi_rencana == "Revisi 1"
    kegiatan = fakta.cari("076.01.CQ.6639")
    assert kegiatan is not None
    januari, februari, maret = kegiatan.bulan[:3]
    assert (januari.rencana, januari.deviasi, januari.deviasi_persen) == (100, -10, -10)
    assert (maret.nama, maret.rencana, maret.deviasi, maret.deviasi_persen) == ("Februari–Maret", 80, -20, -25)
    assert (februari.rencana, februari.rencana_kumulatif) == (None, 120)
    assert (maret.rencana_kumulatif, maret.deviasi_kumulatif) == (180, -30)
    assert [k.kode for k in fakta.tanpa_rencana] == ["CQ.6709"]
    assert fakta.satker.rencana[:4] == (100, 20, 60, 0)


def test_without_plan_there_is_no_deviation(kantor: Kantor) -> None:
    kantor.keadaan(date(TAHUN, 1, 31), 90, 0)
    januari = kantor.fakta().satker.bulan[0]
    assert (januari.rencana, januari.deviasi, januari.deviasi_persen, januari.deviasi_kumulatif) == (None,) * 4


def test_a_year_without_states_says_what_to_do(kantor: Kantor) -> None:
    fakta = kantor.fakta()
    assert not fakta.tersedia
    assert fakta.alasan == TANPA_KEADAAN


def test_the_lkj_knows_only_the_total_of_2024(entitas: Entitas) -> None:
    fakta = Fakta(entitas, 2024)
    assert fakta.bulanan is not None
    assert fakta.bulanan.satker.realisasi == 56_575_128_312
    assert not fakta.bulanan.tersedia
    for word in ("tidak tersedia", "31 Desember 2024", "Impor Laporan Fa Detail tiap bulan"):
        assert word in fakta.bulanan.alasan
    for report in (RealisasiBulanan(), RincianBulanan()):
        table = report.build(fakta, Konteks("KPU", "5371", 2024, 2020, 2024))
        assert not table.rows
        assert table.empty_reason == fakta.bulanan.alasan


def test_more_lines_and_states_need_no_more_queries(kantor: Kantor) -> None:
    def queries() -> int:
        anggaran = fetch_anggaran(kantor.dipa.satker, TAHUN, TAHUN)[TAHUN]
        with CaptureQueriesContext(connection) as captured:
            fetch_bulanan(anggaran)
        return len(captured)

    kantor.keadaan(date(TAHUN, 1, 31), 1, 1)
    assert queries() == 4
    for bulan in range(2, 13):
        kantor.keadaan(date(TAHUN, bulan, 28), bulan, bulan)
    kantor.rencana(0, b1=100, b2=20)
    assert queries() == 4


def test_a_negative_month_and_a_gap_stay_live_in_excel(kantor: Kantor, entitas: Entitas) -> None:
    kantor.keadaan(date(TAHUN, 1, 31), 10, 4)
    kantor.keadaan(date(TAHUN, 3, 31), 8, 4)
    kantor.rencana(0, b1=5, b2=7, b3=1)
    fakta, ctx = Fakta(entitas, TAHUN), Konteks("KPU", "5371", TAHUN, 2020, 2024)
    for report in (RealisasiBulanan(), RincianBulanan(), RincianBulanan("076.01.CQ.6639")):
        content = render_table(report.build(fakta, ctx))
        live, kept = (load_workbook(BytesIO(content), data_only=values).active for values in (False, True))
        formulas = [cell for row in live.iter_rows() for cell in row if str(cell.value).startswith("=")]
        assert formulas
        assert all(isinstance(kept[cell.coordinate].value, int | float) for cell in formulas)


def test_tables_carry_live_sums(kantor: Kantor, entitas: Entitas) -> None:
    kantor.keadaan(date(TAHUN, 1, 31), 10, 4)
    kantor.keadaan(date(TAHUN, 2, 28), 8, 4)
    kantor.rencana(0, b1=5)
    fakta, ctx = Fakta(entitas, TAHUN), Konteks("KPU", "5371", TAHUN, 2020, 2024)
    table = RealisasiBulanan().build(fakta, ctx)
    assert [row.cell("b1").value for row in table.rows] == [14, 10, 4, 14]
    assert table.rows[0].cell("b1").formula is not None
    assert table.rows[1].cell("b2").reason == PENGEMBALIAN
    assert [row.cell("jumlah").value for row in table.rows] == [12, 8, 4, 12]
    rincian = RincianBulanan("076.01.CQ.6639").build(fakta, ctx)
    assert [rincian.rows[0].cell(key).value for key in ("realisasi", "rencana", "deviasi", "persen")] == [10, 5, 5, 100]
    assert rincian.rows[-1].cell("realisasi").value == 8
    assert "Belum ada rencana penarikan untuk CQ.6709." in rincian.notes
