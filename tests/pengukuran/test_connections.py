"""Two people at once, on real connections that commit: nobody's change is lost, no step is taken twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from apps.audit.verification import verify
from apps.organisasi.models import Entitas, Satker
from apps.organisasi.permissions import Peran
from apps.pengukuran.models import Analisis, Bukti, Realisasi, TransisiRealisasi
from apps.pengukuran.services import Basi, NilaiIsian, jalankan_langkah, simpan_isian
from apps.siklus.models import Periode
from tests.conftest import make_user

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def realisasi(own_database) -> Realisasi:  # type: ignore[no-untyped-def]
    entitas = Entitas.objects.by_kunci("5371").get()
    Periode.objects.filter(entitas=entitas, tahun=2024, triwulan=0).update(
        dibuka=True, tenggat=timezone.localdate() + timedelta(days=7)
    )
    return Realisasi.objects.select_related("adopsi__indikator", "adopsi__entitas__satker").get(
        adopsi__entitas=entitas, adopsi__nomor=6, tahun=2024, triwulan=0
    )


def at_once(*work) -> list:  # type: ignore[no-untyped-def, type-arg]
    """Run all at the same moment, each on its own connection; an exception is an outcome like any other."""
    start = Barrier(len(work))

    def one(task):  # type: ignore[no-untyped-def]
        try:
            start.wait()
            return task()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(one, work))


def test_of_two_who_save_the_same_version_one_is_told(realisasi: Realisasi) -> None:
    satker = Satker.objects.get(kode="5371")
    people = [make_user(satker, Peran.OPERATOR, "teknis"), make_user(satker, Peran.VERIFIKATOR)]

    def save(number: int):  # type: ignore[no-untyped-def]
        return lambda: simpan_isian(
            pelaku=people[number],
            adopsi=realisasi.adopsi,
            tahun=2024,
            triwulan=0,
            versi=realisasi.versi,
            nilai=NilaiIsian(nilai=Decimal(60 + number)),
        )

    outcomes = at_once(save(0), save(1))
    saved = [o for o in outcomes if isinstance(o, Realisasi)]
    told = [o for o in outcomes if isinstance(o, Basi)]
    assert (len(saved), len(told)) == (1, 1), outcomes
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == saved[0].nilai
    assert told[0].tersimpan.nilai == saved[0].nilai
    assert not verify("5371").masalah


def test_the_first_entry_of_a_quarter_is_made_once(realisasi: Realisasi) -> None:
    satker = Satker.objects.get(kode="5371")
    people = [make_user(satker, Peran.OPERATOR, "teknis"), make_user(satker, Peran.VERIFIKATOR)]
    Periode.objects.create(entitas=realisasi.adopsi.entitas, tahun=2024, triwulan=2, dibuka=True)

    def save(number: int):  # type: ignore[no-untyped-def]
        return lambda: simpan_isian(
            pelaku=people[number],
            adopsi=realisasi.adopsi,
            tahun=2024,
            triwulan=2,
            versi=0,
            nilai=NilaiIsian(nilai=Decimal(60 + number)),
        )

    outcomes = at_once(save(0), save(1))
    assert sorted(type(o).__name__ for o in outcomes) == ["Basi", "Realisasi"]
    assert Realisasi.objects.filter(adopsi=realisasi.adopsi, tahun=2024, triwulan=2).count() == 1


def test_a_step_is_taken_once(realisasi: Realisasi) -> None:
    satker = Satker.objects.get(kode="5371")
    operator = make_user(satker, Peran.OPERATOR, "teknis")
    verifikator = make_user(satker, Peran.VERIFIKATOR)
    Analisis.objects.create(realisasi=realisasi, hambatan="Cuaca.")
    Bukti.objects.create(realisasi=realisasi, jenis="catatan", judul="a", catatan="b", ditambahkan_oleh=operator)
    diajukan = jalankan_langkah(pelaku=operator, realisasi_id=realisasi.pk, versi=realisasi.versi, langkah="ajukan")

    def step(nama: str):  # type: ignore[no-untyped-def]
        return lambda: jalankan_langkah(
            pelaku=verifikator, realisasi_id=realisasi.pk, versi=diajukan.versi, langkah=nama, alasan="Perbaiki."
        )

    outcomes = at_once(step("verifikasi"), step("verifikasi"), step("kembalikan"))
    assert len([o for o in outcomes if isinstance(o, Realisasi)]) == 1, outcomes
    assert TransisiRealisasi.objects.filter(realisasi=realisasi).count() == 2
    assert not verify("5371").masalah
