"""Returning work with more time: both in one transaction, or neither."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from apps.organisasi.models import Pengguna
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services import jalankan_langkah, kembalikan, simpan_isian
from apps.pengukuran.services.isian import NilaiIsian
from apps.siklus.models import Periode, Perpanjangan

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]


@pytest.fixture
def diajukan(periode: Periode, lengkap: Realisasi, langkah) -> Realisasi:  # type: ignore[no-untyped-def]
    return langkah("operator", "ajukan", lengkap)


def test_a_return_after_the_deadline_gives_the_subbagian_more_time(
    diajukan: Realisasi, periode: Periode, cast: Cast
) -> None:
    kemarin = timezone.localdate() - timedelta(days=1)
    Periode.objects.filter(pk=periode.pk).update(tenggat=kemarin)
    batas = timezone.localdate() + timedelta(days=3)
    kembali = kembalikan(
        pelaku=cast["verifikator"],
        realisasi_id=diajukan.pk,
        versi=diajukan.versi,
        alasan="Lampirkan D.Hasil.",
        batas=batas,
    )
    beri = Perpanjangan.objects.get(periode=periode)
    assert (beri.sampai, beri.subbagian_id, beri.diberikan_oleh) == (
        batas,
        diajukan.adopsi.subbagian_id,
        cast["verifikator"],
    )
    assert "Lampirkan D.Hasil." in beri.alasan
    nilai = NilaiIsian(nilai=71, sumber="Laporan", per_tanggal=kemarin)
    kunci = {"adopsi": diajukan.adopsi, "tahun": 2024, "triwulan": 0}
    assert simpan_isian(pelaku=cast["operator"], versi=kembali.versi, nilai=nilai, **kunci).nilai == 71


@pytest.mark.parametrize("hari", [-1, 3])
def test_a_limit_that_gives_no_more_time_returns_nothing(diajukan: Realisasi, cast: Cast, hari: int) -> None:
    with pytest.raises(ValidationError) as galat:
        kembalikan(
            pelaku=cast["verifikator"],
            realisasi_id=diajukan.pk,
            versi=diajukan.versi,
            alasan="Perbaiki.",
            batas=timezone.localdate() + timedelta(days=hari),
        )
    assert "batas" in galat.value.message_dict
    diajukan.refresh_from_db()
    assert diajukan.tahap == "diajukan"
    assert not Perpanjangan.objects.exists()


def test_an_operator_gives_nobody_more_time(diajukan: Realisasi, cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        kembalikan(
            pelaku=cast["operator"],
            realisasi_id=diajukan.pk,
            versi=diajukan.versi,
            alasan="Coba",
            batas=timezone.localdate() + timedelta(days=30),
        )
    assert not Perpanjangan.objects.exists()


def test_the_step_alone_still_works(diajukan: Realisasi, cast: Cast) -> None:
    kembalikan(pelaku=cast["verifikator"], realisasi_id=diajukan.pk, versi=diajukan.versi, alasan="Perbaiki.")
    diajukan.refresh_from_db()
    assert diajukan.tahap == "draf"
    with pytest.raises(PermissionDenied):
        jalankan_langkah(
            pelaku=cast["verifikator"], realisasi_id=diajukan.pk, versi=diajukan.versi, langkah="verifikasi"
        )
