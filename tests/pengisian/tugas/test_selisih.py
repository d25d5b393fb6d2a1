"""A year that only waits for explanations of its budget is not offered for pengesahan."""

import pytest

from apps.pengukuran.models import Realisasi
from apps.siklus.models import Periode
from tests.pengisian.reading import parse, words
from tests.pengisian.selisih import jelaskan_semua

pytestmark = pytest.mark.django_db


def test_differences_are_named_before_a_year_is_offered(client_of, cast, entitas) -> None:
    Periode.objects.filter(entitas=entitas, tahun=2024, triwulan=0).update(dibuka=True)
    Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024).update(tahap=Realisasi.Tahap.DIVERIFIKASI)
    ketua = client_of("pimpinan")
    terlihat = words(parse(ketua.get("/5371/2024/tugas/")))
    assert "Masih ada 7 selisih anggaran yang belum dijelaskan." in terlihat
    assert "Periksa dan sahkan" not in terlihat
    jelaskan_semua(cast["verifikator"], entitas.satker)
    terlihat = words(parse(ketua.get("/5371/2024/tugas/")))
    assert "Periksa dan sahkan" in terlihat
    assert "selisih anggaran" not in terlihat
