"""Shares of kegiatan: at most 100 together, undecided ones stay so, by the keepers of the budget, in an open year."""

from decimal import Decimal as D

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from apps.anggaran.models import Dipa, DukunganKegiatan, PosAnggaran
from apps.anggaran.services import kegiatan_of, simpan_dukungan
from apps.anggaran.services.dukungan import Porsi, PorsiDitolak, PorsiKegiatan, periksa_porsi, sidik_porsi, simpan_porsi
from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.perencanaan.models import AdopsiIndikator
from tests.anggaran.test_keluaran import tutup

Cast = dict[str, Pengguna]


@pytest.fixture
def dipa(satker: Satker) -> Dipa:
    return Dipa.objects.select_related("satker").get(satker=satker, tahun=2024)


@pytest.fixture
def pos(satker: Satker) -> PosAnggaran:
    return kegiatan_of(satker, 2024)[0]


@pytest.fixture
def adopsi(entitas: Entitas) -> list[int]:
    return list(AdopsiIndikator.objects.filter(entitas=entitas).order_by("nomor").values_list("pk", flat=True))


def links(pos: PosAnggaran) -> dict[int, D | None]:
    return dict(DukunganKegiatan.objects.filter(pos=pos).values_list("adopsi_id", "porsi"))


def simpan(cast: Cast, dipa: Dipa, entitas: Entitas, pos: PosAnggaran, porsi: Porsi, who: str = "operator_lain") -> int:
    satu = PorsiKegiatan(pos.pk, porsi, sidik_porsi(links(pos)))
    return simpan_porsi(pelaku=cast[who], entitas=entitas, dipa=dipa, kegiatan=[satu])


def test_shares_are_at_most_the_whole() -> None:
    assert periksa_porsi({1: D("60"), 2: D("40"), 3: None}) == {}
    assert periksa_porsi({1: D("60.01"), 2: D("40")})[None].startswith("Jumlah porsi 100,01% melebihi 100%.")
    assert list(periksa_porsi({1: D("100.5"), 2: D("1.005")})) == [1, 2]


@pytest.mark.django_db
def test_links_and_shares_come_and_go(cast: Cast, dipa: Dipa, entitas: Entitas, pos: PosAnggaran, adopsi: list) -> None:
    satu, dua, tiga = adopsi[:3]
    jejak = Jejak.objects.count()
    assert simpan(cast, dipa, entitas, pos, {satu: D(60), dua: None}) == 2
    # What gets less goes first: 60/40 may become 30/70 although 60 + 70 is too much.
    assert simpan(cast, dipa, entitas, pos, {satu: D(60), dua: D(40)}) == 1
    assert simpan(cast, dipa, entitas, pos, {dua: D(70), satu: D(30)}) == 2
    assert simpan(cast, dipa, entitas, pos, {dua: D(70), tiga: D(30)}) == 2
    assert links(pos) == {dua: D(70), tiga: D(30)}
    assert Jejak.objects.count() == jejak + 7
    assert simpan(cast, dipa, entitas, pos, {dua: D("70.00"), tiga: D(30)}) == 0


@pytest.mark.django_db
def test_more_than_the_whole_saves_nothing(
    cast: Cast, dipa: Dipa, entitas: Entitas, pos: PosAnggaran, adopsi: list
) -> None:
    with pytest.raises(PorsiDitolak) as error:
        simpan(cast, dipa, entitas, pos, {adopsi[0]: D(60), adopsi[1]: D(50)})
    assert "Kurangi 10%" in error.value.galat[pos.pk, None]
    assert links(pos) == {}


@pytest.mark.django_db
def test_every_other_way_of_writing_is_held_to_the_whole(
    dipa: Dipa, entitas: Entitas, pos: PosAnggaran, adopsi: list
) -> None:
    DukunganKegiatan.objects.create(pos=pos, adopsi_id=adopsi[0], porsi=D(60))
    with pytest.raises(ValidationError, match="110%"):
        DukunganKegiatan(pos=pos, adopsi_id=adopsi[1], porsi=D(50)).full_clean()
    DukunganKegiatan(pos=pos, adopsi_id=adopsi[1], porsi=D(40)).full_clean()


@pytest.mark.django_db
def test_a_stale_kegiatan_shows_both_states(
    cast: Cast, dipa: Dipa, entitas: Entitas, pos: PosAnggaran, adopsi: list
) -> None:
    lama = PorsiKegiatan(pos.pk, {adopsi[0]: D(10)}, sidik_porsi({}))
    adopsi_6 = AdopsiIndikator.objects.select_related("entitas__satker").get(pk=adopsi[5])
    simpan_dukungan(pelaku=cast["operator"], adopsi=adopsi_6, tahun=2024, pos_ids={pos.pk})
    with pytest.raises(PorsiDitolak) as error:
        simpan_porsi(pelaku=cast["administrator"], entitas=entitas, dipa=dipa, kegiatan=[lama])
    kalimat = error.value.galat[pos.pk, None]
    assert "Sekarang: indikator 6 belum ditetapkan. Yang Anda isi: indikator 1 10%." in kalimat
    assert error.value.basi == {pos.pk}


@pytest.mark.django_db
def test_a_share_stays_when_its_subbagian_links_another_kegiatan(
    cast: Cast, dipa: Dipa, entitas: Entitas, pos: PosAnggaran, adopsi: list, satker: Satker
) -> None:
    simpan(cast, dipa, entitas, pos, {adopsi[5]: D(45)})
    lain = kegiatan_of(satker, 2024)[1]
    adopsi_6 = AdopsiIndikator.objects.select_related("entitas__satker").get(pk=adopsi[5])
    simpan_dukungan(pelaku=cast["operator"], adopsi=adopsi_6, tahun=2024, pos_ids={pos.pk, lain.pk})
    assert (links(pos), links(lain)) == ({adopsi[5]: D(45)}, {adopsi[5]: None})


@pytest.mark.django_db
def test_only_kegiatan_and_indicators_of_this_office_and_year(
    cast: Cast, dipa: Dipa, entitas: Entitas, pos: PosAnggaran, adopsi: list
) -> None:
    ro = PosAnggaran.objects.filter(dipa=dipa, jenis="ro")[0]
    for satu in (PorsiKegiatan(ro.pk, {adopsi[0]: D(1)}, ""), PorsiKegiatan(pos.pk, {0: D(1)}, "")):
        with pytest.raises(ValidationError, match="bukan dari satker"):
            simpan_porsi(pelaku=cast["administrator"], entitas=entitas, dipa=dipa, kegiatan=[satu])


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["operator", "verifikator", "pimpinan", "auditor", "satker_lain"])
def test_others_share_nothing(
    cast: Cast, dipa: Dipa, entitas: Entitas, pos: PosAnggaran, adopsi: list, who: str
) -> None:
    with pytest.raises(PermissionDenied):
        simpan(cast, dipa, entitas, pos, {adopsi[0]: D(1)}, who)


@pytest.mark.django_db
def test_an_approved_year_is_closed(cast: Cast, dipa: Dipa, entitas: Entitas, pos: PosAnggaran, adopsi: list) -> None:
    tutup(entitas, cast["pimpinan"])
    with pytest.raises(ValidationError, match="sudah disahkan"):
        simpan(cast, dipa, entitas, pos, {adopsi[0]: D(1)})
