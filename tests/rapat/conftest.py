"""A meeting about the third quarter of 2024, and how to hold another one."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from apps.organisasi.models import Entitas, Pengguna, Satker, Subbagian
from apps.rapat.models import Keputusan, Rapat
from apps.rapat.services import IsiKeputusan, IsiRapat, buat_rapat, simpan_keputusan
from apps.siklus.models import Pengesahan, Periode

TAHUN = 2024


@pytest.fixture
def gelar(entitas: Entitas, cast: dict[str, Pengguna]) -> Callable[..., Rapat]:
    """Call a meeting as the verifikator."""

    def hold(triwulan: int, tanggal: date, tahun: int = TAHUN, **values: Any) -> Rapat:
        isi = IsiRapat(triwulan=triwulan, tanggal=tanggal, **values)
        return buat_rapat(pelaku=cast["verifikator"], entitas=entitas, tahun=tahun, isi=isi)

    return hold


@pytest.fixture
def rapat(gelar: Callable[..., Rapat]) -> Rapat:
    return gelar(3, date(2024, 10, 14), tempat="Ruang rapat", acara="Pembukaan\n\nPenutup")


@pytest.fixture
def teknis(satker: Satker) -> Subbagian:
    return Subbagian.objects.get(satker=satker, kode="teknis")


@pytest.fixture
def putuskan(cast: dict[str, Pengguna], teknis: Subbagian) -> Callable[..., Keputusan]:
    """Decide something in a meeting as the verifikator; it is the operator's subbagian that answers."""

    def decide(rapat: Rapat, uraian: str = "Melengkapi bukti dukung.", **values: Any) -> Keputusan:
        values = {"tenggat": date(2024, 11, 30), "subbagian": teknis, **values}
        return simpan_keputusan(
            pelaku=cast["verifikator"], rapat_id=rapat.pk, isi=IsiKeputusan(uraian=uraian, **values)
        )

    return decide


@pytest.fixture
def sahkan_triwulan(entitas: Entitas, cast: dict[str, Pengguna]) -> Callable[[int], Pengesahan]:
    """Approve a period, as far as whatever asks about it can tell."""

    def approve(triwulan: int) -> Pengesahan:
        periode, _ = Periode.objects.get_or_create(entitas=entitas, tahun=TAHUN, triwulan=triwulan)
        return Pengesahan.objects.create(
            periode=periode,
            cara=Pengesahan.Cara.APLIKASI,
            tanggal=timezone.localdate(),
            penandatangan="Ketua",
            disahkan_oleh=cast["pimpinan"],
        )

    return approve
