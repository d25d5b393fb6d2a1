"""Two people approve at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from apps.audit.verification import verify
from apps.laporan.pengesahan import sahkan
from apps.organisasi.models import Entitas, Satker
from apps.organisasi.permissions import Peran
from apps.pengukuran.models import Realisasi, TransisiRealisasi
from apps.siklus.models import Edisi, Pengesahan
from tests.conftest import make_user
from tests.pengisian.pengesahan.conftest import TANGGAL
from tests.pengisian.selisih import jelaskan_semua


@pytest.mark.usefixtures("own_database")
def test_of_two_approvals_at_once_the_second_is_refused_in_words() -> None:
    entitas = Entitas.objects.select_related("satker").by_kunci("5371").get()
    figures = Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0)
    figures.update(tahap="diverifikasi")
    pimpinan = make_user(Satker.objects.get(kode="5371"), Peran.PIMPINAN)
    jelaskan_semua(make_user(entitas.satker, Peran.VERIFIKATOR), entitas.satker)
    start = Barrier(2)

    def approve(_: int) -> str:
        try:
            start.wait(timeout=30)
            edisi = sahkan(
                pelaku=pimpinan,
                entitas=entitas,
                tahun=2024,
                triwulan=0,
                cara="aplikasi",
                tanggal=TANGGAL,
                penandatangan="Ketua",
            )
            return str(edisi)
        except ValidationError as refused:
            return refused.messages[0]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(approve, range(2)))
    assert answers[0] == "Edisi 1 Tahunan 2024"
    assert answers[1].startswith("Tahunan 2024 sudah disahkan pada 14 Februari 2025")
    assert (Pengesahan.objects.count(), Edisi.objects.count()) == (1, 1)
    assert TransisiRealisasi.objects.filter(langkah="sahkan").count() == figures.count()
    assert verify("5371").masalah == ()
