"""Approving and reopening as services: who, when, what is refused and in which words, and what stands afterwards."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from apps.audit.models import Jejak
from apps.audit.rows import check_model
from apps.audit.verification import verify
from apps.dokumen.models import Berkas
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Realisasi, TransisiRealisasi
from apps.perencanaan.models import AdopsiIndikator, Indikator
from apps.siklus.facts import fetch_periode
from apps.siklus.models import Edisi, Pengesahan, Periode
from tests.pengisian.pengesahan.conftest import scan

pytestmark = pytest.mark.django_db
Setuju = Callable[..., Edisi]
Buka = Callable[..., Periode]
Cast = dict[str, Pengguna]
BERITA_ACARA: dict[str, Any] = {"cara": "berita_acara", "nomor_berita_acara": "12/BA/2025"}


def test_an_approval_takes_all_figures_along_closes_the_period_and_makes_an_edition(
    terverifikasi: list[Realisasi], setuju: Setuju, entitas: Entitas
) -> None:
    edisi = setuju()
    assert edisi.nomor == 1
    assert set(Realisasi.objects.filter(pk__in=[r.pk for r in terverifikasi]).values_list("tahap", "direvisi")) == {
        ("disahkan", False)
    }
    assert "14 Februari 2025" in fetch_periode(entitas, 2024)[0].disahkan
    steps = TransisiRealisasi.objects.filter(langkah="sahkan")
    assert steps.count() == len(terverifikasi)
    assert {(s.dari, s.ke) for s in steps} == {("diverifikasi", "disahkan")}


def test_an_approval_is_told_in_the_journal_and_every_row_equals_what_it_says(
    terverifikasi: list[Realisasi], setuju: Setuju, cast: Cast
) -> None:
    sebelum = Jejak.objects.order_by("-pk")[0].pk
    edisi = setuju()
    acts = Jejak.objects.filter(pk__gt=sebelum)
    assert set(acts.values_list("tindakan", flat=True)) == {"sahkan", "terbitkan_edisi"}
    assert {e.pelaku for e in acts} == {cast["pimpinan"].nama}
    terbit = acts.get(tindakan="terbitkan_edisi")
    assert terbit.sesudah["sha256"] == edisi.sha256
    assert terbit.pokok == edisi.pokok_jejak()
    assert "isi" not in terbit.sesudah
    assert not verify("5371").masalah
    for model in (Edisi, Pengesahan, TransisiRealisasi):
        assert check_model(model).temuan == ()


@pytest.mark.parametrize(
    ("siapa", "given", "kalimat"),
    [
        ("operator", {}, "Pengesahan dilakukan pimpinan"),
        ("verifikator", {}, "Pengesahan dilakukan pimpinan"),
        ("administrator", {}, "Pengesahan dilakukan pimpinan"),
        ("auditor", {}, "Pengesahan dilakukan pimpinan"),
        ("satker_lain", {}, "Pengesahan dilakukan pimpinan"),
        ("pimpinan", BERITA_ACARA, "Berita acara pleno dicatat oleh verifikator"),
        ("administrator", BERITA_ACARA, "Berita acara pleno dicatat oleh verifikator"),
    ],
)
def test_others_may_not_approve(
    terverifikasi: list[Realisasi], setuju: Setuju, siapa: str, given: dict[str, Any], kalimat: str
) -> None:
    if given:
        given = {**given, "unggahan": scan()}
    with pytest.raises(PermissionDenied, match=kalimat):
        setuju(siapa, **given)
    assert not Pengesahan.objects.exists()


def test_a_verifikator_records_the_signed_berita_acara(terverifikasi: list[Realisasi], setuju: Setuju) -> None:
    edisi = setuju("verifikator", **BERITA_ACARA, unggahan=scan())
    berkas = edisi.pengesahan.berita_acara
    assert berkas.nama == "berita-acara.pdf"
    assert edisi.isi["pengesahan"]["berita_acara"] == {"nama": berkas.nama, "sha256": berkas.sha256}
    assert edisi.pengesahan.dasar == "berita acara nomor 12/BA/2025"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"unggahan": None}, "unggahan"),
        ({"nomor_berita_acara": " "}, "nomor_berita_acara"),
        ({"penandatangan": ""}, "penandatangan"),
        ({"tanggal": timezone.localdate() + timedelta(days=1)}, "tanggal"),
        ({"unggahan": SimpleUploadedFile("ba.pdf", b"MZ bukan pdf")}, "unggahan"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_its_field_and_nothing_is_kept(
    terverifikasi: list[Realisasi], setuju: Setuju, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        setuju("verifikator", **{**BERITA_ACARA, "unggahan": scan(), **given})
    assert set(refused.value.message_dict) == {field}
    assert not Berkas.objects.exists()
    assert not Pengesahan.objects.exists()
    assert set(Realisasi.objects.filter(pk__in=[r.pk for r in terverifikasi]).values_list("tahap", flat=True)) == {
        "diverifikasi"
    }


def test_unfinished_work_is_named(terverifikasi: list[Realisasi], setuju: Setuju) -> None:
    Realisasi.objects.filter(pk=terverifikasi[5].pk).update(tahap="diajukan")
    Realisasi.objects.filter(pk=terverifikasi[2].pk).delete()
    with pytest.raises(ValidationError) as refused:
        setuju()
    first, second = refused.value.messages
    assert first.startswith("Tahunan 2024, indikator 3 (")
    assert first.endswith("belum diisi.")
    assert second.startswith("Tahunan 2024, indikator 6 (")
    assert second.endswith("diajukan.")


def test_a_period_that_does_not_exist_is_refused(terverifikasi: list[Realisasi], setuju: Setuju) -> None:
    with pytest.raises(ValidationError, match="Triwulan II 2024 belum dibuat"):
        setuju(triwulan=2)


def test_a_period_closed_for_entry_still_has_to_be_complete(terverifikasi: list[Realisasi], setuju: Setuju) -> None:
    Periode.objects.filter(tahun=2024, triwulan=0).update(dibuka=False)
    Realisasi.objects.filter(pk=terverifikasi[0].pk).update(tahap="draf")
    with pytest.raises(ValidationError, match="indikator 1"):
        setuju()


def test_a_second_approval_is_refused_in_words(terverifikasi: list[Realisasi], setuju: Setuju) -> None:
    setuju()
    with pytest.raises(ValidationError, match="Tahunan 2024 sudah disahkan pada 14 Februari 2025"):
        setuju()
    assert Edisi.objects.count() == 1


@pytest.fixture
def kuartal(entitas: Entitas, terverifikasi: list[Realisasi]) -> Realisasi:
    """A verified figure of quarter II, the only one that is owed there."""
    Indikator.objects.update(agregasi="akhir_tahun")
    Periode.objects.create(entitas=entitas, tahun=2024, triwulan=2, dibuka=False)
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=6)
    return Realisasi.objects.create(adopsi=adopsi, tahun=2024, triwulan=2, nilai=60, tahap="diverifikasi")


def test_the_year_takes_the_verified_figures_of_its_quarters_along(kuartal: Realisasi, setuju: Setuju) -> None:
    setuju()
    kuartal.refresh_from_db()
    assert kuartal.tahap == "disahkan"
    with pytest.raises(ValidationError, match="Tahunan 2024 sudah disahkan"):
        setuju(triwulan=2)


def test_a_quarter_that_was_begun_and_not_verified_holds_up_the_year(kuartal: Realisasi, setuju: Setuju) -> None:
    Realisasi.objects.filter(pk=kuartal.pk).update(tahap="draf")
    with pytest.raises(ValidationError, match="Triwulan II 2024, indikator 6"):
        setuju()


def test_a_quarter_is_approved_by_itself(kuartal: Realisasi, setuju: Setuju, entitas: Entitas) -> None:
    edisi = setuju(triwulan=2)
    kuartal.refresh_from_db()
    assert kuartal.tahap == "disahkan"
    assert [t["slug"] for t in edisi.isi["tabel"]] == ["capaian-triwulan"]
    assert edisi.isi["tabel"][0]["judul"] == "Capaian Kinerja KPU Kota Kupang Triwulan II 2024"
    assert set(Realisasi.objects.filter(tahun=2024, triwulan=0).values_list("tahap", flat=True)) == {"diverifikasi"}
    # Its own approval outlives a reopening of the year.
    tahunan = setuju()
    kuartal.refresh_from_db()
    assert (tahunan.nomor, kuartal.tahap) == (1, "disahkan")


def test_reopening_gives_the_figures_back_marked_until_the_next_edition(
    terverifikasi: list[Realisasi], setuju: Setuju, buka: Buka, cast: Cast, entitas: Entitas
) -> None:
    edisi = setuju()
    periode = buka(edisi)
    assert periode.dibuka
    assert periode.tenggat == timezone.localdate() + timedelta(days=7)
    assert set(Realisasi.objects.filter(pk__in=[r.pk for r in terverifikasi]).values_list("tahap", "direvisi")) == {
        ("diverifikasi", True)
    }
    lama = Pengesahan.objects.get()
    assert (lama.dibuka_oleh, lama.alasan_dibuka) == (cast["pimpinan"], "Salah ketik pada indikator 6.")
    assert fetch_periode(entitas, 2024)[0].direvisi
    entries = Jejak.objects.filter(tindakan="buka_kembali")
    assert set(entries.values_list("alasan", flat=True)) == {"Salah ketik pada indikator 6."}
    assert check_model(Pengesahan).temuan == ()
    baru = setuju()
    assert baru.nomor == 2
    assert Edisi.objects.get(pk=edisi.pk).isi == edisi.isi
    assert not Realisasi.objects.filter(direvisi=True).exists()


@pytest.mark.parametrize("siapa", ["operator", "verifikator", "auditor", "satker_lain"])
def test_others_may_not_reopen(terverifikasi: list[Realisasi], setuju: Setuju, buka: Buka, siapa: str) -> None:
    edisi = setuju()
    with pytest.raises(PermissionDenied, match="pimpinan atau administrator"):
        buka(edisi, siapa)


def test_an_administrator_reopens_too(terverifikasi: list[Realisasi], setuju: Setuju, buka: Buka) -> None:
    assert buka(setuju(), "administrator").dibuka


def test_reopening_needs_a_reason_and_a_day_to_come(terverifikasi: list[Realisasi], setuju: Setuju, buka: Buka) -> None:
    edisi = setuju()
    with pytest.raises(ValidationError) as refused:
        buka(edisi, alasan=" ", tenggat=timezone.localdate() - timedelta(days=1))
    assert set(refused.value.message_dict) == {"alasan", "tenggat"}
    assert Pengesahan.objects.get().dibuka_kembali is None
    buka(edisi)
    with pytest.raises(ValidationError, match="sudah dibuka kembali"):
        buka(edisi)


def test_a_quarter_cannot_be_reopened_under_an_approved_year(
    kuartal: Realisasi, setuju: Setuju, buka: Buka, entitas: Entitas
) -> None:
    triwulan = setuju(triwulan=2)
    tahunan = setuju()
    with pytest.raises(ValidationError, match="Buka kembali Tahunan 2024 dahulu"):
        buka(triwulan)
    buka(tahunan)
    kuartal.refresh_from_db()
    assert kuartal.tahap == "disahkan"
    buka(triwulan)
    kuartal.refresh_from_db()
    assert (kuartal.tahap, kuartal.direvisi) == ("diverifikasi", True)
