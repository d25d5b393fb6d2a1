"""Evidence: whose, when, frozen after verification, corrected beside."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.audit.models import Jejak
from apps.dokumen.models import Berkas
from apps.organisasi.models import Pengguna
from apps.pengukuran.models import Bukti, Realisasi
from apps.pengukuran.services import hapus_bukti, tambah_bukti
from apps.siklus.models import Periode
from tests.dokumen import samples

pytestmark = pytest.mark.django_db
Cast = dict[str, Pengguna]
Step = Callable[..., Realisasi]


def pdf(isi: bytes = b"", nama: str = "rekap.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nama, isi or samples.pdf(), content_type="application/pdf")


def catatan(pelaku: Pengguna, realisasi: Realisasi, **extra: object) -> Bukti:
    return tambah_bukti(
        pelaku=pelaku, realisasi_id=realisasi.pk, jenis="catatan", judul="Rekap", catatan="D.Hasil", **extra
    )


def test_a_file_is_kept_once_and_journalled(cast: Cast, periode: Periode, realisasi: Realisasi) -> None:
    bukti = tambah_bukti(
        pelaku=cast["operator"], realisasi_id=realisasi.pk, jenis="berkas", judul="Rekap", unggahan=pdf()
    )
    assert bukti.berkas is not None
    assert bukti.berkas.tipe == "application/pdf"
    assert Jejak.objects.filter(objek_jenis="pengukuran.bukti", objek_id=str(bukti.pk), tindakan="tambah").exists()
    with pytest.raises(ValidationError, match="sudah dilampirkan"):
        tambah_bukti(
            pelaku=cast["operator"], realisasi_id=realisasi.pk, jenis="berkas", judul="Lagi", unggahan=pdf(nama="b.pdf")
        )
    assert Berkas.objects.count() == 1


def test_a_picture_named_pdf_is_refused_and_nothing_is_kept(cast: Cast, periode: Periode, realisasi: Realisasi) -> None:
    with pytest.raises(ValidationError):
        tambah_bukti(
            pelaku=cast["operator"],
            realisasi_id=realisasi.pk,
            jenis="berkas",
            judul="Rekap",
            unggahan=pdf(samples.png()),
        )
    assert not Berkas.objects.exists()
    assert not Bukti.objects.exists()


@pytest.mark.parametrize("siapa", ["operator_lain", "pimpinan", "auditor"])
def test_others_add_none(cast: Cast, periode: Periode, realisasi: Realisasi, siapa: str) -> None:
    with pytest.raises(PermissionDenied):
        catatan(cast[siapa], realisasi)


def test_a_stranger_finds_no_realisasi(cast: Cast, periode: Periode, realisasi: Realisasi) -> None:
    with pytest.raises(Realisasi.DoesNotExist):
        catatan(cast["satker_lain"], realisasi)


def test_after_verification_evidence_is_corrected_beside(
    cast: Cast, periode: Periode, lengkap: Realisasi, langkah: Step
) -> None:
    lama = lengkap.bukti.get()
    langkah("operator", "ajukan", lengkap)
    with pytest.raises(PermissionDenied, match="sudah diajukan"):
        catatan(cast["operator"], lengkap)
    langkah("verifikator", "verifikasi", lengkap)
    with pytest.raises(PermissionDenied, match="sudah diverifikasi"):
        hapus_bukti(pelaku=cast["operator"], bukti=lama)
    with pytest.raises(ValidationError, match="Pilih bukti yang dikoreksi"):
        catatan(cast["operator"], lengkap)
    baru = catatan(cast["operator"], lengkap, mengoreksi=lama)
    assert (baru.mengoreksi, lengkap.bukti.count()) == (lama, 2)


def test_what_was_once_verified_is_never_taken_away(
    cast: Cast, periode: Periode, lengkap: Realisasi, langkah: Step
) -> None:
    lama = lengkap.bukti.get()
    langkah("operator", "ajukan", lengkap)
    langkah("verifikator", "verifikasi", lengkap)
    langkah("verifikator", "kembalikan", lengkap, "Perbaiki.")
    with pytest.raises(ValidationError, match="pernah diverifikasi"):
        hapus_bukti(pelaku=cast["operator"], bukti=lama)
    sesudah = catatan(cast["operator"], lengkap)
    hapus_bukti(pelaku=cast["operator"], bukti=sesudah)
    assert list(lengkap.bukti.all()) == [lama]


def test_a_correction_belongs_to_the_same_entry(
    cast: Cast, periode: Periode, lengkap: Realisasi, langkah: Step
) -> None:
    lain = Realisasi.objects.get(adopsi__nomor=7, tahun=2024, triwulan=0)
    milik_lain = Bukti.objects.create(
        realisasi=lain, jenis="catatan", judul="x", catatan="y", ditambahkan_oleh=cast["operator"]
    )
    with pytest.raises(ValidationError, match="isian lain"):
        catatan(cast["operator"], lengkap, mengoreksi=milik_lain)
