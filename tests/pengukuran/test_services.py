"""Entry and workflow as services: who, when, in which state; everything journalled, nothing half-saved."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from apps.audit.models import Jejak
from apps.organisasi.models import Pengguna, Satker, Subbagian
from apps.pengukuran.models import Analisis, DrafIsian, Realisasi, TransisiRealisasi, Upaya
from apps.pengukuran.services import (
    AnalisisIsian,
    Basi,
    BelumLengkap,
    NilaiIsian,
    RencanaIsian,
    jalankan_langkah,
    simpan_draf,
    simpan_isian,
)
from apps.perencanaan.models import AdopsiIndikator, TingkatSkala
from apps.siklus.models import Periode
from apps.siklus.services import atur_periode, beri_perpanjangan

pytestmark = pytest.mark.django_db
Isi = Callable[..., Realisasi]
Cast = dict[str, Pengguna]
Step = Callable[..., Realisasi]


def test_an_entry_is_saved_with_all_its_parts_and_journalled(
    isi: Isi, cast: Cast, periode: Periode, realisasi: Realisasi
) -> None:
    awal = Jejak.objects.count()
    saved = isi(
        cast["operator"],
        realisasi.versi,
        nilai=Decimal("71.5"),
        analisis=AnalisisIsian(hambatan="Hujan."),
        rencana=[RencanaIsian("direncanakan", "Sosialisasi", "Ani", timezone.localdate())],
    )
    assert (saved.nilai, saved.versi) == (Decimal("71.5"), realisasi.versi + 1)
    assert Analisis.objects.get(realisasi=saved).hambatan == "Hujan."
    assert [u.isi for u in Upaya.objects.filter(adopsi=saved.adopsi, tahun=2024, jenis="direncanakan")] == [
        "Sosialisasi"
    ]
    baru = Jejak.objects.filter(pk__gt=0).order_by("id")[awal:]
    assert {e.objek_jenis for e in baru} >= {"pengukuran.realisasi", "pengukuran.analisis", "pengukuran.upaya"}
    assert {e.pelaku for e in baru} == {cast["operator"].nama}


def test_saving_the_same_again_changes_no_version(isi: Isi, cast: Cast, periode: Periode, realisasi: Realisasi) -> None:
    versi = isi(cast["operator"], realisasi.versi).versi
    jejak = Jejak.objects.count()
    assert isi(cast["operator"], versi).versi == versi
    assert Jejak.objects.count() == jejak


def test_a_stale_version_is_refused_and_says_what_stands_there(
    isi: Isi, cast: Cast, periode: Periode, realisasi: Realisasi
) -> None:
    isi(cast["operator"], realisasi.versi, nilai=Decimal(71))
    with pytest.raises(Basi) as refused:
        isi(cast["operator"], realisasi.versi, nilai=Decimal(72))
    assert refused.value.tersimpan.nilai == 71
    assert Realisasi.objects.get(pk=realisasi.pk).nilai == 71


@pytest.mark.parametrize(
    ("siapa", "kalimat"),
    [
        ("operator_lain", "subbagian lain"),
        ("pimpinan", "hanya membaca"),
        ("auditor", "hanya membaca"),
    ],
)
def test_others_may_not_write(
    isi: Isi, cast: Cast, periode: Periode, realisasi: Realisasi, siapa: str, kalimat: str
) -> None:
    with pytest.raises(PermissionDenied, match=kalimat):
        isi(cast[siapa], realisasi.versi)


def test_people_of_another_satker_may_not_write(isi: Isi, cast: Cast, periode: Periode, realisasi: Realisasi) -> None:
    with pytest.raises(PermissionDenied):
        isi(cast["satker_lain"], realisasi.versi)


def test_a_period_that_is_not_open_says_who_can_help(isi: Isi, cast: Cast, realisasi: Realisasi) -> None:
    with pytest.raises(PermissionDenied, match="Administrator satker Anda dapat membukanya"):
        isi(cast["operator"], realisasi.versi)


def test_an_extension_opens_a_past_deadline_for_one_subbagian(
    isi: Isi, cast: Cast, satker: Satker, periode: Periode, realisasi: Realisasi
) -> None:
    hari = timezone.localdate()
    periode.tenggat = hari - timedelta(days=3)
    periode.save()
    with pytest.raises(PermissionDenied, match="sudah lewat"):
        isi(cast["operator"], realisasi.versi)
    with pytest.raises(PermissionDenied):
        beri_perpanjangan(pelaku=cast["operator"], periode=periode, sampai=hari, alasan="x", pengguna=cast["operator"])
    beri_perpanjangan(
        pelaku=cast["administrator"],
        periode=periode,
        sampai=hari,
        alasan="Listrik padam.",
        subbagian=Subbagian.objects.get(satker=satker, kode="teknis"),
    )
    assert isi(cast["operator"], realisasi.versi).versi == realisasi.versi + 1
    assert Jejak.objects.filter(objek_jenis="siklus.perpanjangan", alasan="Listrik padam.").exists()


def test_a_period_is_set_by_the_administrator_only(cast: Cast, periode: Periode) -> None:
    with pytest.raises(PermissionDenied, match="Hanya administrator"):
        atur_periode(
            pelaku=cast["verifikator"], entitas=periode.entitas, tahun=2024, triwulan=1, dibuka=True, tenggat=None
        )
    baru = atur_periode(
        pelaku=cast["administrator"], entitas=periode.entitas, tahun=2024, triwulan=1, dibuka=True, tenggat=None
    )
    assert (baru.triwulan, baru.dibuka) == (1, True)


def test_bad_values_are_refused_whole(isi: Isi, cast: Cast, periode: Periode, adopsi: AdopsiIndikator) -> None:
    versi = Realisasi.objects.get(adopsi=adopsi, tahun=2024).versi
    jejak = Jejak.objects.count()
    for salah, kalimat in (
        ({"nilai": None, "pembilang": Decimal(3), "penyebut": Decimal(2)}, "lebih besar daripada penyebut"),
        ({"nilai": None, "pembilang": Decimal(3), "penyebut": Decimal(0)}, "lebih besar dari nol"),
        ({"nilai": None}, "salah satu saja"),
        ({"nilai": None, "tingkat": TingkatSkala.objects.first()}, "bukan dari skala"),
        ({"nilai": None, "keadaan": "belum_terukur"}, "alasan"),
    ):
        with pytest.raises(ValidationError, match=kalimat):
            isi(cast["operator"], versi, **salah, analisis=AnalisisIsian(hambatan="Tidak jadi."))
    assert Jejak.objects.count() == jejak
    assert not Analisis.objects.filter(hambatan="Tidak jadi.").exists()


def test_a_year_outside_the_plan_is_refused(cast: Cast, periode: Periode, adopsi: AdopsiIndikator) -> None:
    Periode.objects.create(entitas=adopsi.entitas, tahun=2031, dibuka=True)
    with pytest.raises(ValidationError, match="2020–2024"):
        simpan_isian(
            pelaku=cast["operator"], adopsi=adopsi, tahun=2031, triwulan=0, versi=0, nilai=NilaiIsian(nilai=Decimal(1))
        )


def test_a_draft_goes_when_the_entry_is_saved(
    isi: Isi, cast: Cast, periode: Periode, adopsi: AdopsiIndikator, realisasi: Realisasi
) -> None:
    draf = simpan_draf(pengguna=cast["operator"], adopsi=adopsi, tahun=2024, triwulan=0, isi={"nilai": ["seratus"]})
    assert draf is not None
    isi(cast["operator"], realisasi.versi)
    assert not DrafIsian.objects.exists()


def test_the_whole_road_of_a_realisasi(lengkap: Realisasi, periode: Periode, langkah: Step) -> None:
    langkah("operator", "ajukan", lengkap)
    langkah("verifikator", "periksa", lengkap)
    langkah("verifikator", "kembalikan", lengkap, "Lampirkan Model D.Hasil.")
    langkah("operator", "ajukan", lengkap)
    done = langkah("verifikator", "verifikasi", lengkap)
    assert (done.tahap, done.verifikasi_sendiri) == ("diverifikasi", False)
    assert [t.langkah for t in lengkap.transisi.all()] == ["ajukan", "periksa", "kembalikan", "ajukan", "verifikasi"]
    assert TransisiRealisasi.objects.get(langkah="kembalikan").alasan == "Lampirkan Model D.Hasil."


def test_returning_needs_a_reason(lengkap: Realisasi, periode: Periode, langkah: Step) -> None:
    langkah("operator", "ajukan", lengkap)
    with pytest.raises(ValidationError, match="Tuliskan alasannya"):
        langkah("verifikator", "kembalikan", lengkap, "  ")


def test_handing_in_says_what_is_missing(realisasi: Realisasi, periode: Periode, langkah: Step) -> None:
    with pytest.raises(BelumLengkap) as refused:
        langkah("operator", "ajukan", realisasi)
    assert {k.jangkar for k in refused.value.kekurangan} == {"hambatan", "bukti"}


def test_taking_back_until_somebody_has_begun(lengkap: Realisasi, periode: Periode, langkah: Step) -> None:
    langkah("operator", "ajukan", lengkap)
    assert langkah("operator", "tarik", lengkap).tahap == "draf"
    langkah("operator", "ajukan", lengkap)
    langkah("verifikator", "periksa", lengkap)
    with pytest.raises(PermissionDenied, match="sudah mulai memeriksa"):
        langkah("operator", "tarik", lengkap)


def test_nobody_verifies_what_they_handed_in(
    lengkap: Realisasi, periode: Periode, satker: Satker, langkah: Step
) -> None:
    langkah("verifikator", "ajukan", lengkap)
    with pytest.raises(PermissionDenied, match="Anda sendiri yang mengajukan"):
        langkah("verifikator", "verifikasi", lengkap)
    Satker.objects.filter(pk=satker.pk).update(verifikasi_sendiri=True)
    assert langkah("verifikator", "verifikasi", lengkap).verifikasi_sendiri


def test_a_step_on_a_stale_page_is_refused(
    lengkap: Realisasi, periode: Periode, cast: Cast, isi: Isi, langkah: Step
) -> None:
    langkah("operator", "ajukan", lengkap)
    with pytest.raises(Basi):
        jalankan_langkah(pelaku=cast["verifikator"], realisasi_id=lengkap.pk, versi=1, langkah="verifikasi")


@pytest.mark.parametrize("siapa", ["operator", "pimpinan", "auditor", "administrator"])
def test_only_the_verifikator_checks(lengkap: Realisasi, periode: Periode, langkah: Step, siapa: str) -> None:
    langkah("operator", "ajukan", lengkap)
    for nama in ("periksa", "verifikasi", "kembalikan"):
        with pytest.raises(PermissionDenied):
            langkah(siapa, nama, lengkap, "x")


def test_a_draft_keeps_what_the_database_can_keep(cast: dict[str, Pengguna], adopsi: AdopsiIndikator) -> None:
    tempat = {"pengguna": cast["operator"], "adopsi": adopsi, "tahun": 2024, "triwulan": 0}
    draf = simpan_draf(**tempat, isi={"nil\0ai": ["se\0ratus", "\0"]})
    assert draf is not None
    draf.refresh_from_db()
    assert draf.isi == {"nilai": ["seratus", ""]}
    assert simpan_draf(**tempat, isi={"n" * 200_001: [""]}) is None


def test_who_answers_for_the_indicator_is_asked_again(
    cast: dict[str, Pengguna], periode: Periode, realisasi: Realisasi, adopsi: AdopsiIndikator, isi: Isi
) -> None:
    hukum = Subbagian.objects.get(satker__kode="5371", kode="hukum")
    AdopsiIndikator.objects.filter(pk=adopsi.pk).update(subbagian=hukum)
    # The page had fetched the indicator before that.
    with pytest.raises(PermissionDenied, match="subbagian lain"):
        isi(cast["operator"], realisasi.versi)
