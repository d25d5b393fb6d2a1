"""What is owed, by whom and by when; what waits for a person, listed and counted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.organisasi.models import Entitas, Keanggotaan, Pengguna, Satker, Subbagian
from apps.organisasi.permissions import Anggota
from apps.organisasi.scope import anggota_of
from apps.pengukuran.amatan import amati
from apps.pengukuran.facts import fetch_kinerja
from apps.pengukuran.models import Realisasi
from apps.pengukuran.pemberitahuan import fetch_pemberitahuan
from apps.pengukuran.tugas import (
    Keadaan,
    Tugas,
    fetch_tugas,
    jumlah_menunggu,
    menunggu,
    milik,
    siap_disahkan,
    untuk_orang,
)
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.facts import fetch_satu_periode
from apps.siklus.models import Pengesahan, Periode, Perpanjangan

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]
Step = Callable[..., Realisasi]
HARI = timezone.localdate


def of(entitas: Entitas, nomor: int = 6) -> Tugas:
    return next(t for t in fetch_tugas(entitas, 2024) if t.indikator.nomor == nomor)


def counted_and_listed(entitas: Entitas, orang: Pengguna) -> tuple[int, int]:
    anggota = anggota_of(orang, entitas.satker)
    tugas = untuk_orang(fetch_tugas(entitas, 2024, termasuk_tertutup=True), orang.pk)
    boleh = entitas.satker.verifikasi_sendiri
    daftar = len(menunggu(tugas, anggota, orang.pk, sendiri_diizinkan=boleh))
    daftar += len(siap_disahkan(tugas)) if "pimpinan" in anggota.peran else 0
    with CaptureQueriesContext(connection) as queries:
        jumlah = jumlah_menunggu(entitas, 2024, orang, anggota)
    assert len(queries) <= 3
    return jumlah, daftar


def test_nothing_is_owed_while_no_period_is_open(entitas: Entitas) -> None:
    assert fetch_tugas(entitas, 2024) == []


def test_a_return_is_a_task_with_its_reason(entitas: Entitas, periode: Periode, lengkap: Realisasi, langkah: Step):
    langkah("operator", "ajukan", lengkap)
    langkah("verifikator", "kembalikan", lengkap, "Lampirkan D.Hasil.")
    t = of(entitas)
    assert t.keadaan is Keadaan.DIKEMBALIKAN
    assert t.pengembalian is not None
    assert t.pengembalian.alasan == "Lampirkan D.Hasil."


def test_what_is_handed_in_stays_with_the_verifikator_after_the_period_is_closed(
    entitas: Entitas, periode: Periode, lengkap: Realisasi, langkah: Step, cast: Cast
) -> None:
    langkah("operator", "ajukan", lengkap)
    periode.dibuka = False
    periode.save()
    tugas = fetch_tugas(entitas, 2024)
    verifikator = cast["verifikator"]
    antre = menunggu(tugas, anggota_of(verifikator, entitas.satker), verifikator.pk)
    assert [t.realisasi_id for t in antre] == [lengkap.pk]
    assert milik(tugas, anggota_of(cast["operator"], entitas.satker))
    assert menunggu(tugas, anggota_of(cast["operator"], entitas.satker), cast["operator"].pk) == []


def test_a_deadline_is_the_persons_own(entitas: Entitas, periode: Periode, cast: Cast) -> None:
    sampai = HARI() + timedelta(days=20)
    Perpanjangan.objects.create(
        periode=periode,
        pengguna=cast["operator"],
        sampai=sampai,
        alasan="Sakit",
        diberikan_oleh=cast["administrator"],
    )
    tugas = fetch_tugas(entitas, 2024)
    assert {t.sisa_hari for t in milik(untuk_orang(tugas, cast["operator"].pk), _teknis(entitas))} == {20}
    assert {t.sisa_hari for t in milik(untuk_orang(tugas, cast["operator_lain"].pk), _teknis(entitas))} == {7}


def _teknis(entitas: Entitas) -> Anggota:
    teknis = Subbagian.objects.get(satker=entitas.satker, kode="teknis")
    return Anggota.dari(entitas.satker_id, [("operator", teknis.pk)])


def test_a_jump_against_the_years_before_is_seen(entitas: Entitas, periode: Periode, realisasi: Realisasi) -> None:
    Realisasi.objects.filter(adopsi=realisasi.adopsi, tahun=2023).update(keandalan="sah", nilai=93)
    Realisasi.objects.filter(pk=realisasi.pk).update(nilai=60, pembilang=None, penyebut=None)
    assert of(entitas).kejanggalan == ["Nilai 60% turun 33 poin dari nilai sebelumnya, 93%."]


def test_the_badge_counts_what_the_page_lists(
    entitas: Entitas, periode: Periode, lengkap: Realisasi, langkah: Step, cast: Cast
) -> None:
    siapa = [cast[name] for name in ("operator", "operator_lain", "verifikator", "pimpinan", "auditor")]

    def agree() -> list[int]:
        pairs = [counted_and_listed(entitas, orang) for orang in siapa]
        assert [a for a, _ in pairs] == [b for _, b in pairs]
        return [a for a, _ in pairs]

    Periode.objects.update_or_create(entitas=entitas, tahun=2024, triwulan=1, defaults={"dibuka": True})
    awal = agree()
    assert awal[0] > 0
    langkah("operator", "ajukan", lengkap)
    assert agree() == [awal[0] - 1, awal[1], awal[2] + 1, 0, 0]
    langkah("verifikator", "verifikasi", lengkap)
    Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0).update(tahap="diverifikasi")
    assert agree()[3] == 1
    Pengesahan.objects.create(
        periode=periode, cara="aplikasi", tanggal=HARI(), penandatangan="Ketua", disahkan_oleh=cast["pimpinan"]
    )
    assert agree() == [0, 0, 0, 0, 0]


def test_the_year_waits_for_a_quarter_that_was_begun_even_when_it_is_closed(
    entitas: Entitas, periode: Periode, adopsi: AdopsiIndikator, cast: Cast
) -> None:
    Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0).update(tahap="diverifikasi")
    Periode.objects.update_or_create(entitas=entitas, tahun=2024, triwulan=1, defaults={"dibuka": False})
    assert counted_and_listed(entitas, cast["pimpinan"]) == (1, 1)
    mulai = Realisasi.objects.create(adopsi=adopsi, tahun=2024, triwulan=1, nilai=10)
    assert counted_and_listed(entitas, cast["pimpinan"]) == (0, 0)
    assert kunci_of(entitas, cast["pimpinan"]) == []
    Realisasi.objects.filter(pk=mulai.pk).update(tahap="diverifikasi")
    assert counted_and_listed(entitas, cast["pimpinan"])[0] >= 1
    assert "sahkan" in kunci_of(entitas, cast["pimpinan"])


def test_what_i_handed_in_myself_waits_for_a_colleague(
    entitas: Entitas, satker: Satker, periode: Periode, lengkap: Realisasi, langkah: Step, cast: Cast
) -> None:
    langkah("verifikator", "ajukan", lengkap)
    assert counted_and_listed(entitas, cast["verifikator"]) == (0, 0)
    satker.verifikasi_sendiri = True
    satker.save()
    entitas.refresh_from_db()
    assert counted_and_listed(entitas, cast["verifikator"]) == (1, 1)


def test_the_count_is_right_for_a_quarter_that_only_some_owe(entitas: Entitas, cast: Cast) -> None:
    Periode.objects.update_or_create(entitas=entitas, tahun=2024, triwulan=2, defaults={"dibuka": True})
    AdopsiIndikator.objects.get(entitas=entitas, nomor=6).target.create(
        sumber="triwulan", tahun=2024, triwulan=2, nilai=40
    )
    jumlah, daftar = counted_and_listed(entitas, cast["operator"])
    assert jumlah == daftar >= 1


def test_a_quarter_without_a_target_by_decision_is_not_owed(entitas: Entitas, cast: Cast) -> None:
    """An indicator of the year's end whose plan says "tanpa target" for a quarter waits for nothing there."""
    Periode.objects.update_or_create(
        entitas=entitas, tahun=2024, triwulan=2, defaults={"dibuka": True, "tenggat": HARI() - timedelta(days=1)}
    )
    AdopsiIndikator.objects.filter(entitas=entitas).exclude(nomor=6).update(sampai=2023)
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=6)
    assert adopsi.indikator.agregasi == "akhir_tahun"
    target = adopsi.target.create(sumber="triwulan", tahun=2024, triwulan=2, tanpa_target=True)

    def owed() -> tuple[int, ...]:
        kinerja = fetch_kinerja(entitas, 2024, triwulan=2)
        amatan = amati(kinerja, fetch_satu_periode(entitas, 2024, 2), {}, HARI())
        terlambat = sum(a.hari_terlambat > 0 for a in amatan)
        return len(fetch_tugas(entitas, 2024)), *counted_and_listed(entitas, cast["operator"]), terlambat

    assert owed() == (0, 0, 0, 0)
    target.tanpa_target, target.nilai = False, 40
    target.save()
    assert owed() == (1, 1, 1, 1)


# Notices


def kunci_of(entitas: Entitas, orang: Pengguna) -> list[str]:
    anggota = anggota_of(orang, entitas.satker)
    return [p.kunci.split("/")[0] for p in fetch_pemberitahuan(entitas, 2024, orang, anggota)]


@pytest.mark.parametrize(
    ("sisa", "kunci"), [(8, []), (7, ["tenggat-7"]), (2, ["tenggat-7"]), (1, ["tenggat-1"]), (-1, ["tenggat-lewat"])]
)
def test_a_deadline_is_announced_a_week_and_a_day_before_and_when_it_has_passed(
    entitas: Entitas, periode: Periode, cast: Cast, sisa: int, kunci: list[str]
) -> None:
    periode.tenggat = HARI() + timedelta(days=sisa)
    periode.save()
    assert kunci_of(entitas, cast["operator"]) == kunci
    assert kunci_of(entitas, cast["pimpinan"]) == []


def test_notices_follow_the_work_from_hand_to_hand(
    entitas: Entitas, periode: Periode, lengkap: Realisasi, langkah: Step, cast: Cast
) -> None:
    periode.tenggat = None
    periode.save()
    langkah("operator", "ajukan", lengkap)
    assert kunci_of(entitas, cast["verifikator"]) == ["periksa"]
    assert kunci_of(entitas, cast["operator"]) == []
    langkah("verifikator", "kembalikan", lengkap, "Lampirkan D.Hasil.")
    assert kunci_of(entitas, cast["verifikator"]) == []
    assert kunci_of(entitas, cast["operator"]) == ["dikembalikan"]
    assert kunci_of(entitas, cast["operator_lain"]) == []
    Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0).update(tahap="diverifikasi")
    assert kunci_of(entitas, cast["pimpinan"]) == ["sahkan"]


def test_an_extension_is_told_to_those_who_got_it(entitas: Entitas, periode: Periode, cast: Cast) -> None:
    Perpanjangan.objects.create(
        periode=periode,
        subbagian=Subbagian.objects.get(satker=entitas.satker, kode="teknis"),
        sampai=HARI() + timedelta(days=30),
        alasan="Menunggu rekapitulasi",
        diberikan_oleh=cast["administrator"],
    )
    assert "perpanjangan" in kunci_of(entitas, cast["operator"])
    assert "perpanjangan" not in kunci_of(entitas, cast["operator_lain"])


def test_roles_add_up(entitas: Entitas, periode: Periode, lengkap: Realisasi, langkah: Step, cast: Cast) -> None:
    langkah("operator", "ajukan", lengkap)
    Keanggotaan.objects.create(
        pengguna=cast["verifikator"],
        satker=entitas.satker,
        peran="operator",
        subbagian=Subbagian.objects.get(satker=entitas.satker, kode="hukum"),
    )
    jenis = kunci_of(entitas, cast["verifikator"])
    assert {"periksa", "tenggat-7"} <= set(jenis)
