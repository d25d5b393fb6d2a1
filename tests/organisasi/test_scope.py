"""The scope of an address and what a person is there, found in one query, agree with asking for each."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from apps.organisasi.models import Keanggotaan, Pengguna, Satker, Subbagian
from apps.organisasi.permissions import Peran
from apps.organisasi.scope import anggota_of, scope_or_404

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]


@pytest.fixture
def banyak(satker: Satker, satker_lain: Satker, cast: Cast) -> Pengguna:
    """Two roles here, one that ended and one that begins tomorrow, and another role in another satker."""
    orang = cast["operator"]
    hari = timezone.localdate()
    keuangan = Subbagian.objects.get(satker=satker, kode="keuangan")
    Keanggotaan.objects.create(pengguna=orang, satker=satker, peran=Peran.OPERATOR, subbagian=keuangan)
    Keanggotaan.objects.create(
        pengguna=orang,
        satker=satker,
        peran=Peran.PIMPINAN,
        mulai=hari - timedelta(days=9),
        selesai=hari - timedelta(days=1),
    )
    besok = hari + timedelta(days=1)
    Keanggotaan.objects.create(pengguna=orang, satker=satker, peran=Peran.VERIFIKATOR, mulai=besok)
    Keanggotaan.objects.create(pengguna=orang, satker=satker_lain, peran=Peran.ADMINISTRATOR)
    return orang


def test_only_memberships_of_this_satker_that_count_today(
    satker: Satker,
    banyak: Pengguna,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    with django_assert_num_queries(1):
        scope = scope_or_404(banyak, satker.kode, 2024)
    assert scope.anggota == anggota_of(banyak, satker)
    assert scope.anggota.peran == {Peran.OPERATOR}
    assert len(scope.anggota.subbagian) == 2
    assert scope.entitas.satker == satker


@pytest.mark.parametrize("siapa", ["operator_lain", "verifikator", "pimpinan", "administrator", "auditor"])
def test_each_role_is_what_it_is_elsewhere(satker: Satker, cast: Cast, siapa: str) -> None:
    assert scope_or_404(cast[siapa], f"{satker.kode}-sekretariat", 2024).anggota == anggota_of(cast[siapa], satker)


def test_a_superuser_who_is_no_member_enters_without_a_role(satker: Satker, cast: Cast) -> None:
    orang = cast["tanpa_peran"]
    with pytest.raises(Http404):
        scope_or_404(orang, satker.kode, 2024)
    orang.is_superuser = True
    scope = scope_or_404(orang, satker.kode, 2024)
    assert scope.anggota.superuser
    assert not scope.anggota.peran


def test_who_left_is_a_stranger(satker: Satker, cast: Cast) -> None:
    kemarin = timezone.localdate() - timedelta(days=1)
    Keanggotaan.objects.filter(pengguna=cast["auditor"]).update(mulai=kemarin, selesai=kemarin)
    with pytest.raises(Http404):
        scope_or_404(cast["auditor"], satker.kode, 2024)
