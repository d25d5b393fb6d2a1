"""The demonstration shows an office at work, and its journal is sound."""

import pytest
from django.core.management import CommandError, call_command

from apps.laporan.integritas import check_everything
from apps.organisasi.models import Entitas
from apps.pengukuran.tugas import Keadaan, fetch_tugas
from apps.rapat.facts import fetch_keputusan, fetch_sebelumnya
from apps.rapat.models import Rapat

pytestmark = pytest.mark.django_db


def test_the_example_goes_through_the_services(entitas: Entitas) -> None:
    call_command("buat_akun_contoh")
    call_command("buat_pengisian_contoh")
    tahunan = {t.indikator.nomor: t.keadaan for t in fetch_tugas(entitas, 2024) if t.periode.triwulan == 0}
    assert tahunan[1] is Keadaan.DIVERIFIKASI
    assert tahunan[5] is tahunan[10] is Keadaan.DIAJUKAN
    assert tahunan[6] is Keadaan.DIKEMBALIKAN
    rapat, tahunan_rapat = Rapat.objects.order_by("tanggal")
    assert [t.terbuka for t in fetch_keputusan(rapat)] == [False, True]
    # What is open, and what was done since, comes back when the year is evaluated.
    assert sorted(t.terbuka for t in fetch_sebelumnya(tahunan_rapat)) == [False, True]
    # What the example says of a meeting, it says of example accounts only.
    assert all("contoh" in nama for nama in rapat.peserta.filter(hadir=True).values_list("nama", flat=True))
    assert [temuan for hasil in check_everything() for temuan in hasil.temuan] == []


def test_the_example_needs_its_accounts() -> None:
    with pytest.raises(CommandError, match="buat_akun_contoh"):
        call_command("buat_pengisian_contoh")
