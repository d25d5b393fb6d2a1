"""Two people at imports at once, on real connections that commit: done once, the other is told, nothing is half."""

import io
from collections.abc import Callable

import pytest

from apps.audit.verification import verify
from apps.organisasi.models import Pejabat, Pengguna, Satker
from apps.organisasi.permissions import Peran
from apps.pertukaran.models import ImporData
from apps.pertukaran.services import antrean
from apps.pertukaran.services.pembatalan import batalkan_impor
from apps.pertukaran.services.pengolahan import BASI, terapkan_data
from tests.conftest import make_user
from tests.pengukuran.test_connections import at_once
from tests.pertukaran.berkas import PEJABAT, lembar, segar

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def kantor(own_database) -> Satker:  # type: ignore[no-untyped-def]
    return Satker.objects.get(kode="5371")


@pytest.fixture
def pelaku(kantor: Satker) -> list[Pengguna]:
    return [make_user(kantor, Peran.ADMINISTRATOR), make_user(kantor, Peran.ADMINISTRATOR, "teknis")]


def unggah(kantor: Satker, pelaku: Pengguna, nama: str) -> ImporData:
    isi = lembar("pejabat", (PEJABAT, f"5371;ismael-manoe;{nama};"), tambah="5371;orang-baru;Orang Baru;\n")
    impor = antrean.unggah_data(pelaku=pelaku, satker=kantor, tahun=2024, isi=io.BytesIO(isi), nama="pejabat.csv")
    assert segar(impor).status == "siap"
    return segar(impor)


def minta(impor: ImporData, pelaku: Pengguna) -> Callable[[], None]:
    return lambda: antrean.minta_penerapan(pelaku=pelaku, impor_id=impor.pk, sidik=impor.sidik)


def test_two_who_apply_the_same_import_apply_it_once(kantor: Satker, pelaku: list[Pengguna]) -> None:
    impor = unggah(kantor, pelaku[0], "A")
    hasil = at_once(*(minta(impor, satu) for satu in pelaku))
    assert len([satu for satu in hasil if satu is not None]) == 1
    assert segar(impor).status == "diterapkan"
    assert Pejabat.objects.filter(satker=kantor, kode="orang-baru").count() == 1
    assert not verify("5371").masalah


def test_of_two_imports_that_touch_the_same_row_one_is_shown_anew(kantor: Satker, pelaku: list[Pengguna]) -> None:
    kedua = [unggah(kantor, satu, nama) for satu, nama in zip(pelaku, ("A", "B"), strict=True)]
    at_once(*(minta(impor, satu) for impor, satu in zip(kedua, pelaku, strict=True)))
    kedua = [segar(impor) for impor in kedua]
    assert sorted(impor.status for impor in kedua) == ["diterapkan", "siap"]
    [tertinggal] = [impor for impor in kedua if impor.status == "siap"]
    assert (tertinggal.hasil or {})["galat"] == BASI
    assert Pejabat.objects.filter(satker=kantor, kode="orang-baru").count() == 1
    assert not verify("5371").masalah


def test_three_workers_do_a_work_once(kantor: Satker, pelaku: list[Pengguna]) -> None:
    impor = unggah(kantor, pelaku[0], "A")
    ImporData.objects.filter(pk=impor.pk).update(status="menerapkan", diterapkan_oleh=pelaku[0])
    assert at_once(*[lambda: terapkan_data(impor.pk)] * 3) == [None] * 3
    assert segar(impor).status == "diterapkan"
    ImporData.objects.filter(pk=impor.pk).update(status="membatalkan", dibatalkan_oleh=pelaku[0])
    assert at_once(*[lambda: batalkan_impor(impor.pk)] * 3) == [None] * 3
    assert segar(impor).status == "dibatalkan"
    assert not Pejabat.objects.filter(satker=kantor, kode="orang-baru").exists()
    assert not verify("5371").masalah
