"""Decisions come back: in the next meeting, and on the list of those who owe them."""

from collections.abc import Callable
from datetime import date

import pytest

from apps.organisasi.models import Entitas, Pengguna
from apps.rapat.facts import fetch_keputusan, fetch_sebelumnya, fetch_terbuka, fetch_tugas_rapat
from apps.rapat.models import Keputusan, Rapat, TindakLanjut
from apps.rapat.services import lapor_tindak_lanjut

pytestmark = pytest.mark.django_db


@pytest.fixture
def lapor(cast: dict[str, Pengguna]) -> Callable[..., None]:
    def report(keputusan: Keputusan, status: str, pada: date | None = None) -> None:
        laporan = lapor_tindak_lanjut(
            pelaku=cast["verifikator"], keputusan_id=keputusan.pk, versi=0, status=status, keterangan="Laporan."
        )
        if pada:
            TindakLanjut.objects.filter(pk=laporan.pk).update(tanggal=pada)

    return report


def test_what_is_open_is_asked_about_until_it_is_closed_whatever_the_year(
    rapat: Rapat, gelar: Callable[..., Rapat], putuskan: Callable[..., Keputusan], lapor: Callable[..., None]
) -> None:
    terbuka, selesai, gagal = (putuskan(rapat, teks) for teks in ("Satu.", "Dua.", "Tiga."))
    lapor(selesai, "selesai", date(2024, 12, 1))
    lapor(gagal, "tidak_dilanjutkan", date(2024, 12, 2))
    berikut = gelar(4, date(2025, 1, 15))
    assert [(t.nomor, t.status) for t in fetch_sebelumnya(berikut)] == [
        (terbuka.nomor, "terbuka"),
        (selesai.nomor, "selesai"),
        (gagal.nomor, "tidak_dilanjutkan"),
    ]
    # Finished work is told once; open work again and again.
    tahun_depan = gelar(1, date(2025, 4, 14), tahun=2025)
    assert [t.nomor for t in fetch_sebelumnya(tahun_depan)] == [terbuka.nomor]
    assert fetch_sebelumnya(tahun_depan)[0].rapat == "Triwulan III 2024"


def test_a_report_without_an_end_leaves_a_decision_open(
    rapat: Rapat, gelar: Callable[..., Rapat], putuskan: Callable[..., Keputusan], lapor: Callable[..., None]
) -> None:
    lapor(putuskan(rapat), "terbuka")
    [fakta] = fetch_sebelumnya(gelar(4, date(2025, 1, 15)))
    assert fakta.terbuka
    assert fakta.keterangan == "Laporan."


def test_the_first_meeting_asks_about_nothing(rapat: Rapat) -> None:
    assert fetch_sebelumnya(rapat) == []


def test_a_deadline_counts_only_while_it_is_owed(
    rapat: Rapat, putuskan: Callable[..., Keputusan], lapor: Callable[..., None]
) -> None:
    keputusan = putuskan(rapat, tenggat=date(2024, 11, 30))
    [fakta] = fetch_keputusan(rapat)
    assert not fakta.terlambat(date(2024, 11, 30))
    assert fakta.terlambat(date(2024, 12, 1))
    assert fakta.sisa_hari(date(2024, 12, 2)) == -2
    lapor(keputusan, "selesai")
    [fakta] = fetch_keputusan(rapat)
    assert not fakta.terlambat(date(2024, 12, 1))
    assert fakta.sisa_hari(date(2024, 12, 2)) is None


def test_people_owe_what_is_theirs_or_their_subbagians(
    rapat: Rapat,
    entitas: Entitas,
    putuskan: Callable[..., Keputusan],
    cast: dict[str, Pengguna],
    lapor: Callable[..., None],
    django_assert_num_queries,
) -> None:
    lama = putuskan(rapat, "Nanti.", tenggat=date(2025, 2, 1))
    segera = putuskan(rapat, "Segera.", tenggat=date(2024, 11, 1))
    orang = putuskan(rapat, "Sendiri.", subbagian=None, pengguna=cast["pimpinan"])
    selesai = putuskan(rapat, "Selesai.")
    lapor(selesai, "selesai")
    teknis = segera.subbagian_id
    with django_assert_num_queries(1):
        milik = fetch_tugas_rapat(entitas, cast["operator"].pk, {teknis})
    assert [t.id for t in milik] == [segera.pk, lama.pk]
    assert [t.id for t in fetch_tugas_rapat(entitas, cast["pimpinan"].pk, frozenset())] == [orang.pk]
    assert fetch_tugas_rapat(entitas, cast["auditor"].pk, frozenset()) == []
    assert {t.id for t in fetch_terbuka(entitas)} == {lama.pk, segera.pk, orang.pk}


def test_both_owners_are_named(rapat: Rapat, putuskan: Callable[..., Keputusan], cast: dict[str, Pengguna]) -> None:
    keputusan = putuskan(rapat, pengguna=cast["operator"])
    [fakta] = fetch_keputusan(rapat)
    assert fakta.penanggung_jawab == f"{cast['operator'].nama} · {keputusan.subbagian.nama}"
