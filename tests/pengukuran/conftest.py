"""An office at work: the year 2024 opened, its people, and a realisasi that can be handed in."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Analisis, Bukti, Realisasi
from apps.pengukuran.services import NilaiIsian, jalankan_langkah, simpan_isian
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import Periode


@pytest.fixture
def periode(entitas: Entitas) -> Periode:
    """The year 2024, open until next week."""
    periode = Periode.objects.get(entitas=entitas, tahun=2024, triwulan=0)
    periode.dibuka, periode.tenggat = True, timezone.localdate() + timedelta(days=7)
    periode.save()
    return periode


@pytest.fixture
def adopsi(entitas: Entitas) -> AdopsiIndikator:
    """Indicator 6, partisipasi pemilih, of subbagian Teknis."""
    return AdopsiIndikator.objects.select_related("indikator", "entitas__satker").get(entitas=entitas, nomor=6)


@pytest.fixture
def realisasi(adopsi: AdopsiIndikator) -> Realisasi:
    return Realisasi.objects.get(adopsi=adopsi, tahun=2024, triwulan=0)


@pytest.fixture
def isi(adopsi: AdopsiIndikator) -> Callable[..., Realisasi]:
    """Save an entry of 2024 as somebody, with what differs from a plain value of 70."""

    def save(pelaku: Pengguna, versi: int, **values: Any) -> Realisasi:
        values = {"nilai": 70, "sumber": "Laporan", "per_tanggal": timezone.localdate(), **values}
        extra = {key: values.pop(key) for key in ("analisis", "rencana") if key in values}
        return simpan_isian(
            pelaku=pelaku, adopsi=adopsi, tahun=2024, triwulan=0, versi=versi, nilai=NilaiIsian(**values), **extra
        )

    return save


@pytest.fixture
def lengkap(realisasi: Realisasi, cast: dict[str, Pengguna]) -> Realisasi:
    """The realisasi of 2024 with evidence and a cause: it can be handed in."""
    Bukti.objects.create(
        realisasi=realisasi, jenis="catatan", judul="Rekap", catatan="D.Hasil", ditambahkan_oleh=cast["operator"]
    )
    Analisis.objects.create(realisasi=realisasi, hambatan="Cuaca.")
    return realisasi


@pytest.fixture
def langkah(cast: dict[str, Pengguna]) -> Callable[..., Realisasi]:
    """Take a step as a member of the cast, with the version that stands."""

    def take(siapa: str, nama: str, realisasi: Realisasi, alasan: str = "") -> Realisasi:
        versi = Realisasi.objects.get(pk=realisasi.pk).versi
        return jalankan_langkah(pelaku=cast[siapa], realisasi_id=realisasi.pk, versi=versi, langkah=nama, alasan=alasan)

    return take
