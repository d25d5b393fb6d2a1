"""One fetch for several periods tells the same as a fetch for each."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.organisasi.models import Entitas
from apps.pengukuran.facts import Nilai, fetch_kinerja, fetch_kinerja_periode, fetch_renstra
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import AdopsiIndikator, PerjanjianKinerja, Target
from apps.siklus.models import Periode

pytestmark = pytest.mark.django_db
TAHUN = 2024


@pytest.fixture
def quarters(entitas: Entitas, adopsi: AdopsiIndikator) -> AdopsiIndikator:
    """Indicator 6 with figures in two quarters, a target in one of them, a national one, and a second agreement."""
    Realisasi.objects.create(adopsi=adopsi, tahun=TAHUN, triwulan=1, nilai=20, sumber="Laporan", tahap="disahkan")
    Realisasi.objects.create(
        adopsi=adopsi, tahun=TAHUN, triwulan=2, pembilang=2, penyebut=3, sumber="Laporan", keadaan="terukur"
    )
    # Of another year only the whole counts.
    Realisasi.objects.create(adopsi=adopsi, tahun=2023, triwulan=2, nilai=1, sumber="Laporan")
    Target.objects.create(adopsi=adopsi, sumber="triwulan", tahun=TAHUN, triwulan=2, nilai=40)
    Target.objects.filter(adopsi=adopsi, sumber="nasional", tahun=TAHUN).delete()
    Target.objects.create(adopsi=adopsi, sumber="nasional", tahun=TAHUN, nilai=77)
    baru = PerjanjianKinerja.objects.create(
        entitas=entitas, tahun=TAHUN, versi=9, nama="PK perubahan", tanggal=date(TAHUN, 9, 1)
    )
    Target.objects.create(adopsi=adopsi, sumber="pk", tahun=TAHUN, perjanjian=baru, nilai=81)
    Periode.objects.get_or_create(entitas=entitas, tahun=TAHUN, triwulan=2)
    return adopsi


@pytest.mark.parametrize("hanya_disahkan", [False, True])
def test_several_periods_at_once_equal_each_alone(
    entitas: Entitas, quarters: AdopsiIndikator, hanya_disahkan: bool
) -> None:
    semua = fetch_kinerja_periode(entitas, TAHUN, range(5), hanya_disahkan=hanya_disahkan)
    satu = {t: fetch_kinerja(entitas, TAHUN, triwulan=t, hanya_disahkan=hanya_disahkan) for t in range(5)}
    assert semua == satu
    assert fetch_kinerja_periode(entitas, TAHUN, [2, 0], hanya_disahkan=hanya_disahkan) == {2: satu[2], 0: satu[0]}


def test_each_period_sees_its_own_figures(entitas: Entitas, quarters: AdopsiIndikator) -> None:
    semua = fetch_kinerja_periode(entitas, TAHUN, range(5))
    enam = {t: next(i for i in k.indikator if i.adopsi_id == quarters.pk) for t, k in semua.items()}
    assert {t: i.realisasi_tahun(TAHUN).nilai for t, i in enam.items() if t in (1, 3)} == {1: Nilai(20), 3: Nilai()}
    assert {t: i.target(TAHUN).nilai.angka for t, i in enam.items()} == {0: 81, 1: None, 2: 40, 3: None, 4: None}
    assert {i.target_nasional[TAHUN].nilai.angka for i in enam.values()} == {77}
    assert len({i.realisasi_tahun(2023) for i in enam.values()}) == 1


def test_five_periods_take_as_many_queries_as_one(entitas: Entitas) -> None:
    def count(triwulan: list[int]) -> int:
        with CaptureQueriesContext(connection) as queries:
            fetch_kinerja_periode(entitas, TAHUN, triwulan)
        return len(queries)

    assert count([0]) == count([0, 1, 2, 3, 4]) == 3


@pytest.mark.parametrize("tahun", [2020, 2024, 2030])
def test_the_plan_alone_is_that_of_the_figures(entitas: Entitas, tahun: int) -> None:
    assert fetch_renstra(entitas, tahun) == fetch_kinerja(entitas, tahun).renstra
