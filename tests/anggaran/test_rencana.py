"""The plan of withdrawals: only what changed is written, blanks delete, nothing negative, stale forms refused."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from apps.anggaran.facts.rencana import fetch_rencana, rencana_sebelumnya, versi_berisi
from apps.anggaran.models import RencanaPenarikan
from apps.anggaran.services import LembarBasi, LembarDitolak, simpan_rencana
from apps.audit.models import Jejak
from apps.organisasi.models import Pengguna
from tests.anggaran.conftest import A, C, Kecil

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]


@pytest.fixture
def simpan(cast: Cast, kecil: Kecil):  # type: ignore[no-untyped-def]
    def save(nilai: dict[int, dict[int, int | None]], **lain: object) -> int:
        given = {
            "pelaku": cast["operator_lain"],
            "versi": kecil.versi,
            "sidik": fetch_rencana(kecil.versi).sidik,
        }
        return simpan_rencana(nilai=nilai, **(given | lain))

    kecil.tambah("6639")
    kecil.tambah("3355")
    return save


def isi(kecil: Kecil) -> dict[str, dict[int, int]]:
    return {baris.kode: dict(baris.rencana) for baris in fetch_rencana(kecil.versi).baris}


def test_kegiatan_carry_the_pagu_of_their_leaves(kecil: Kecil) -> None:
    assert [(b.kode, b.pagu) for b in fetch_rencana(kecil.versi).baris] == [("3355", 300), ("6639", 1500)]


def test_only_what_changed_is_written_and_blanks_delete(simpan, kecil: Kecil) -> None:
    k = kecil.id
    jejak = Jejak.objects.count()
    assert simpan({k("6639"): {1: 500, 2: 700, 3: None}, k("3355"): {1: 0}}) == 3
    assert Jejak.objects.count() == jejak + 1
    assert isi(kecil) == {"6639": {1: 500, 2: 700}, "3355": {1: 0}}
    assert simpan({k("6639"): {1: 500, 2: None, 3: 9}}) == 2
    assert isi(kecil) == {"6639": {1: 500, 3: 9}, "3355": {1: 0}}
    assert simpan({k("6639"): {1: 501}}) == 1
    assert isi(kecil)["6639"] == {1: 501, 3: 9}
    assert Jejak.objects.count() == jejak + 4
    assert simpan({k("6639"): {1: 501}}) == 0
    assert Jejak.objects.count() == jejak + 4


def test_more_than_the_pagu_is_saved(simpan, kecil: Kecil) -> None:
    assert simpan({kecil.id("3355"): {12: 10**9}}) == 1


def test_negative_amounts_and_other_lines_are_refused_whole(simpan, kecil: Kecil) -> None:
    k = kecil.id
    with pytest.raises(LembarDitolak) as gagal:
        simpan({k("6639"): {1: -1, 2: 5}, k(A): {1: 1}})
    assert set(gagal.value.errors) == {(k("6639"), 1), (k(A), 1)}
    assert not RencanaPenarikan.objects.exists()


def test_a_stale_form_is_refused(simpan, kecil: Kecil) -> None:
    lama = fetch_rencana(kecil.versi).sidik
    simpan({kecil.id("6639"): {1: 1}})
    with pytest.raises(LembarBasi):
        simpan({kecil.id("6639"): {1: 2}}, sidik=lama)


@pytest.mark.parametrize("who", ["operator", "verifikator", "pimpinan", "auditor", "satker_lain"])
def test_only_the_keepers_of_the_budget_write(simpan, cast: Cast, kecil: Kecil, who: str) -> None:
    with pytest.raises(PermissionDenied):
        simpan({kecil.id("6639"): {1: 1}}, pelaku=cast[who])


def test_a_closed_year_refuses(simpan, kecil: Kecil, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.anggaran.models.dipa.alasan_anggaran_disahkan", lambda *_: "Sudah disahkan.")
    with pytest.raises(ValidationError, match=r"Sudah disahkan\."):
        simpan({kecil.id("6639"): {1: 1}})


def test_the_plan_before_is_that_of_the_nearest_version_with_one(simpan, kecil: Kecil) -> None:
    assert rencana_sebelumnya(kecil.versi) is None
    simpan({kecil.id("6639"): {1: 500}, kecil.id("3355"): {1: 7}})
    kecil.revisi("Revisi 2", {A: 900})
    kecil.revisi("Revisi 3", {A: 800})
    lama = rencana_sebelumnya(kecil.versi)
    assert lama
    assert lama.versi.nama == "Revisi 1"
    assert [v.nama for v in versi_berisi(kecil.dipa)] == ["Revisi 3", "Revisi 2", "Revisi 1"]
    # A kegiatan that the new version does not have is not in its sheet.
    assert [b.kode for b in fetch_rencana(kecil.versi).baris] == ["6639"]
    assert C not in isi(kecil)
