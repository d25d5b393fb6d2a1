"""Which kegiatan support an indicator: for those who fill it in, from this satker's DIPA of the year, journalled."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from apps.anggaran.models import DukunganKegiatan, PosAnggaran
from apps.anggaran.services import kegiatan_of, simpan_dukungan
from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.perencanaan.models import AdopsiIndikator

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]


@pytest.fixture
def adopsi(entitas: Entitas) -> AdopsiIndikator:
    return AdopsiIndikator.objects.select_related("entitas__satker").get(entitas=entitas, nomor=6)


def test_only_kegiatan_of_the_year_can_be_chosen(satker: Satker) -> None:
    assert {pos.jenis for pos in kegiatan_of(satker, 2024)} == {"kegiatan"}
    assert not kegiatan_of(satker, 2019).exists()


def test_links_come_and_go_with_an_entry_each(cast: Cast, adopsi: AdopsiIndikator, satker: Satker) -> None:
    satu, dua = kegiatan_of(satker, 2024)[:2]
    jejak = Jejak.objects.count()
    assert simpan_dukungan(pelaku=cast["operator"], adopsi=adopsi, tahun=2024, pos_ids={satu.pk, dua.pk})
    assert not simpan_dukungan(pelaku=cast["operator"], adopsi=adopsi, tahun=2024, pos_ids={satu.pk, dua.pk})
    assert simpan_dukungan(pelaku=cast["operator"], adopsi=adopsi, tahun=2024, pos_ids={dua.pk})
    assert [d.pos_id for d in DukunganKegiatan.objects.filter(adopsi=adopsi)] == [dua.pk]
    assert Jejak.objects.count() == jejak + 3


def test_a_link_with_a_share_is_released_by_keepers_of_the_budget(
    cast: Cast, adopsi: AdopsiIndikator, satker: Satker
) -> None:
    kegiatan = kegiatan_of(satker, 2024)[0]
    DukunganKegiatan.objects.create(pos=kegiatan, adopsi=adopsi, porsi=40)
    with pytest.raises(ValidationError, match="sudah ditetapkan"):
        simpan_dukungan(pelaku=cast["operator"], adopsi=adopsi, tahun=2024, pos_ids=set())
    assert DukunganKegiatan.objects.filter(adopsi=adopsi).exists()
    assert simpan_dukungan(pelaku=cast["administrator"], adopsi=adopsi, tahun=2024, pos_ids=set())


@pytest.mark.parametrize("who", ["operator_lain", "pimpinan", "auditor", "satker_lain"])
def test_others_link_nothing(cast: Cast, adopsi: AdopsiIndikator, satker: Satker, who: str) -> None:
    pos = kegiatan_of(satker, 2024)[0]
    with pytest.raises(PermissionDenied):
        simpan_dukungan(pelaku=cast[who], adopsi=adopsi, tahun=2024, pos_ids={pos.pk})
    assert not DukunganKegiatan.objects.exists()


def test_another_line_of_the_budget_is_refused_whole(cast: Cast, adopsi: AdopsiIndikator, satker: Satker) -> None:
    kegiatan = kegiatan_of(satker, 2024)[0]
    program = PosAnggaran.objects.filter(dipa__tahun=2024, jenis="program")[0]
    with pytest.raises(ValidationError, match="Pilih kegiatan dari DIPA"):
        simpan_dukungan(pelaku=cast["operator"], adopsi=adopsi, tahun=2024, pos_ids={kegiatan.pk, program.pk})
    assert not DukunganKegiatan.objects.exists()
