"""A year that only waits for its pengesahan, and the ways to approve it and to open it again."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from apps.laporan.pengesahan import buka_kembali, sahkan
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Realisasi
from apps.siklus.models import Edisi, Pengesahan, Periode
from tests.dokumen.samples import pdf
from tests.pengisian.selisih import jelaskan_semua

TANGGAL = date(2025, 2, 14)


def scan(name: str = "berita-acara.pdf") -> SimpleUploadedFile:
    """A PDF as a scanner makes it."""
    return SimpleUploadedFile(name, pdf(), content_type="application/pdf")


@pytest.fixture
def periode(entitas: Entitas) -> Periode:
    """The year 2024, open until next week."""
    periode = Periode.objects.get(entitas=entitas, tahun=2024, triwulan=0)
    periode.dibuka, periode.tenggat = True, timezone.localdate() + timedelta(days=7)
    periode.save()
    return periode


@pytest.fixture
def terverifikasi(entitas: Entitas, periode: Periode, cast: dict[str, Pengguna]) -> list[Realisasi]:
    """All figures of 2024, verified, and the differences of its budget explained."""
    jelaskan_semua(cast["verifikator"], entitas.satker)
    rows = Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0)
    rows.update(tahap=Realisasi.Tahap.DIVERIFIKASI)
    return list(rows.order_by("adopsi__nomor"))


@pytest.fixture
def setuju(entitas: Entitas, cast: dict[str, Pengguna]) -> Callable[..., Edisi]:
    """Approve 2024, by a pimpinan in the application unless told otherwise."""

    def approve(siapa: str = "pimpinan", **given: Any) -> Edisi:
        values: dict[str, Any] = {
            "entitas": entitas,
            "tahun": 2024,
            "triwulan": 0,
            "cara": Pengesahan.Cara.APLIKASI,
            "tanggal": TANGGAL,
            "penandatangan": "Ketua KPU Kota Kupang",
        }
        return sahkan(pelaku=cast[siapa], **{**values, **given})

    return approve


@pytest.fixture
def buka(cast: dict[str, Pengguna]) -> Callable[..., Periode]:
    """Open an approved period again for a week."""

    def reopen(edisi: Edisi, siapa: str = "pimpinan", **given: Any) -> Periode:
        values = {"alasan": "Salah ketik pada indikator 6.", "tenggat": timezone.localdate() + timedelta(days=7)}
        return buka_kembali(pelaku=cast[siapa], pengesahan=edisi.pengesahan, **{**values, **given})

    return reopen
