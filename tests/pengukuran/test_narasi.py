"""The words of a comparison: written beside a sentence, kept with it, refused where they are stale or closed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.audit.models import Jejak
from apps.audit.rows import check_model
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Narasi
from apps.pengukuran.narasi import PokokNarasi, fakta_narasi
from apps.pengukuran.riwayat import kalimat_semua
from apps.pengukuran.services import NarasiBasi, kembalikan_ke_kalimat_awal, simpan_narasi
from apps.perencanaan.models import AdopsiIndikator, SasaranStrategis
from apps.siklus.models import Pengesahan, Periode

pytestmark = pytest.mark.django_db
Tulis = Callable[..., bool]
AWAL = "Realisasi 2024 sebesar 69,66%."


@pytest.fixture
def pokok(adopsi: AdopsiIndikator, entitas: Entitas) -> PokokNarasi:
    return PokokNarasi(entitas, 2024, adopsi=adopsi)


@pytest.fixture
def tulis(pokok: PokokNarasi, cast: dict[str, Pengguna]) -> Tulis:
    """Save a text as the operator would, with what differs."""

    def save(**values: Any) -> bool:
        plain: dict[str, Any] = {
            "pelaku": cast["operator"],
            "pokok": pokok,
            "perbandingan": 1,
            "versi": 0,
            "isi": "Kata kami.",
            "dasar": AWAL,
            "kalimat_kini": lambda: AWAL,
        }
        return simpan_narasi(**(plain | values))

    return save


def test_a_text_is_kept_with_the_sentence_that_it_replaced(tulis: Tulis, cast: dict[str, Pengguna]) -> None:
    assert tulis(isi="  Kata kami.\r\n\r\nDua.  ")
    satu = fakta_narasi(Narasi.objects.get())
    assert (satu.isi, satu.dasar, satu.versi, satu.oleh) == (
        "Kata kami.\n\nDua.",
        AWAL,
        1,
        cast["operator"].nama,
    )
    assert not tulis(versi=1, isi="Kata kami.\n\nDua.")
    assert tulis(versi=1, isi="Lain.")
    assert Narasi.objects.get().versi == 2
    assert check_model(Narasi).temuan == ()


def test_a_text_that_stays_is_written_anew_beside_other_figures(tulis: Tulis) -> None:
    tulis()
    assert tulis(versi=1, dasar="Baru.", kalimat_kini=lambda: "Baru.")
    assert Narasi.objects.get().dasar == "Baru."


def test_somebody_elses_text_is_not_overwritten(tulis: Tulis, cast: dict[str, Pengguna]) -> None:
    tulis(pelaku=cast["verifikator"], isi="Yang pertama.")
    with pytest.raises(NarasiBasi) as caught:
        tulis(isi="Yang kedua.")
    assert caught.value.tersimpan is not None
    assert caught.value.tersimpan.isi == "Yang pertama."
    assert Narasi.objects.get().isi == "Yang pertama."


def test_figures_that_moved_meanwhile_are_read_first(tulis: Tulis) -> None:
    with pytest.raises(NarasiBasi, match="Angkanya berubah") as caught:
        tulis(kalimat_kini=lambda: "Realisasi 2024 sebesar 70%.")
    assert (caught.value.tersimpan, caught.value.kini) == (None, "Realisasi 2024 sebesar 70%.")
    assert not Narasi.objects.exists()


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [("  ", "Tuliskan isinya"), ("a\x00b", "tidak dapat dibaca"), ("a" * 5001, "Paling banyak 5.000")],
)
def test_what_is_no_text_is_refused(tulis: Tulis, isi: str, kalimat: str) -> None:
    with pytest.raises(ValidationError, match=kalimat):
        tulis(isi=isi)


@pytest.mark.parametrize("siapa", ["operator_lain", "pimpinan", "auditor", "satker_lain"])
def test_others_do_not_write(tulis: Tulis, cast: dict[str, Pengguna], siapa: str) -> None:
    with pytest.raises(PermissionDenied):
        tulis(pelaku=cast[siapa])
    assert not Narasi.objects.exists()


def approve(periode: Periode, oleh: Pengguna) -> None:
    Pengesahan.objects.create(
        periode=periode, cara="aplikasi", tanggal=timezone.localdate(), penandatangan="Ketua", disahkan_oleh=oleh
    )


def test_an_approved_year_takes_no_words_and_gives_none_back(
    tulis: Tulis, periode: Periode, pokok: PokokNarasi, cast: dict[str, Pengguna]
) -> None:
    tulis()
    approve(periode, cast["pimpinan"])
    with pytest.raises(PermissionDenied, match="disahkan"):
        tulis(versi=1, isi="Lain.")
    with pytest.raises(PermissionDenied, match="disahkan"):
        kembalikan_ke_kalimat_awal(
            pelaku=cast["administrator"], pokok=pokok, perbandingan=1, versi=1, kalimat_kini=lambda: AWAL
        )
    assert Narasi.objects.get().isi == "Kata kami."


def test_the_generated_sentence_stands_again(tulis: Tulis, pokok: PokokNarasi, cast: dict[str, Pengguna]) -> None:
    which: dict[str, Any] = {
        "pelaku": cast["operator"],
        "pokok": pokok,
        "perbandingan": 1,
        "kalimat_kini": lambda: AWAL,
    }
    assert not kembalikan_ke_kalimat_awal(**which, versi=0)
    tulis()
    with pytest.raises(NarasiBasi):
        kembalikan_ke_kalimat_awal(**which, versi=2)
    assert kembalikan_ke_kalimat_awal(**which, versi=1)
    assert not Narasi.objects.exists()


def test_the_journal_tells_of_it_in_sentences(tulis: Tulis, pokok: PokokNarasi, cast: dict[str, Pengguna]) -> None:
    tulis()
    tulis(versi=1, isi="Lain.")
    kembalikan_ke_kalimat_awal(pelaku=cast["operator"], pokok=pokok, perbandingan=1, versi=2, kalimat_kini=lambda: AWAL)
    entries = Jejak.objects.filter(objek_jenis="pengukuran.narasi").order_by("pk")
    assert pokok.adopsi is not None
    assert {e.pokok for e in entries} == {f"realisasi/{pokok.adopsi.pk}/2024/0"}
    told = [(k.utama, k.rincian) for k in kalimat_semua(entries)]
    assert told == [
        (
            "Narasi perbandingan 1 tahun 2024 (indikator 6) ditulis: “Kata kami.”",
            (f"Menggantikan kalimat awal “{AWAL}”",),
        ),
        ("Narasi perbandingan 1 tahun 2024 (indikator 6): isi diubah dari “Kata kami.” menjadi “Lain.”", ()),
        (
            "Narasi perbandingan 1 tahun 2024 (indikator 6) dikembalikan ke kalimat awal",
            ("Sebelumnya berbunyi “Lain.”",),
        ),
    ]


def test_a_sasaran_is_written_about_by_those_of_its_indicators(
    tulis: Tulis, entitas: Entitas, cast: dict[str, Pengguna]
) -> None:
    def milik(nomor: int) -> PokokNarasi:
        sasaran = SasaranStrategis.objects.filter(indikator__adopsi__entitas=entitas, nomor=nomor).distinct().get()
        return PokokNarasi(entitas, 2024, sasaran=sasaran)

    with pytest.raises(PermissionDenied, match="subbagian lain"):
        tulis(pokok=milik(3), pelaku=cast["operator_lain"])
    assert tulis(pokok=milik(3))
    assert milik(3).baris(1) is not None
    assert milik(4).baris(1) is None
    [entry] = Jejak.objects.filter(objek_jenis="pengukuran.narasi")
    [told] = kalimat_semua([entry])
    assert told.utama.startswith("Narasi perbandingan 1 ")
    assert told.utama.endswith(" tahun 2024 ditulis: “Kata kami.”")


@pytest.mark.parametrize(
    "values",
    [{"adopsi": None}, {"perbandingan": 8}, {"perbandingan": 0}, {"isi": ""}, {"perbandingan": 1}],
)
def test_the_database_refuses_what_no_form_sends(
    tulis: Tulis, pokok: PokokNarasi, cast: dict[str, Pengguna], values: dict[str, Any]
) -> None:
    tulis()
    row = {**pokok.kunci, "perbandingan": 2, "isi": "x", "dasar": "y", "diubah_oleh": cast["operator"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        Narasi.objects.create(**(row | values))


def test_a_text_belongs_to_the_entitas_of_its_indicator(pokok: PokokNarasi, satker_lain: Any) -> None:
    lain = satker_lain.entitas.get(jenis="lembaga")
    with pytest.raises(ValidationError, match="bukan milik entitas"):
        Narasi(entitas=lain, tahun=2024, adopsi=pokok.adopsi, perbandingan=1, isi="x", dasar="y").clean()
