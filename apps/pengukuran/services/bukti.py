"""Evidence of a realisasi: added with the draft, frozen once verified; a correction is put beside the old one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.dokumen.services import simpan_berkas, transaksi_berkas
from apps.organisasi.models import Pengguna
from apps.organisasi.scope import anggota_of, require
from apps.pengukuran.models import Bukti, Realisasi
from apps.pengukuran.models.realisasi import BUKTI_TETAP
from apps.pengukuran.situasi import situasi_of
from apps.pengukuran.workflow import Situasi
from apps.siklus.facts import fetch_satu_periode


@transaksi_berkas()
def tambah_bukti(
    *,
    pelaku: Pengguna,
    realisasi_id: int,
    jenis: str,
    judul: str,
    unggahan: File[Any] | None = None,
    tautan: str = "",
    catatan: str = "",
    mengoreksi: Bukti | None = None,
) -> Bukti:
    """Add a file, a link or a note. After verification it must say which piece of evidence it corrects.

    Raises PermissionDenied with the reason, ValidationError when something is missing or the file is refused.
    """
    realisasi, situasi = _kunci(pelaku, realisasi_id)
    require(situasi.boleh_menambah_bukti)
    if realisasi.tahap == Realisasi.Tahap.DIVERIFIKASI and mengoreksi is None and realisasi.bukti.exists():
        raise ValidationError({"mengoreksi": "Angka ini sudah diverifikasi. Pilih bukti yang dikoreksi."})
    if mengoreksi is not None and mengoreksi.realisasi_id != realisasi.pk:
        raise ValidationError({"mengoreksi": "Bukti itu milik isian lain. Pilih bukti dari isian ini."})
    satker = realisasi.adopsi.entitas.satker
    berkas = None
    if unggahan is not None:
        berkas = simpan_berkas(satker=satker, isi=unggahan, nama=unggahan.name or "", pelaku=pelaku)
        if realisasi.bukti.filter(berkas=berkas).exists():
            raise ValidationError({"unggahan": "Berkas dengan isi yang sama sudah dilampirkan pada isian ini."})
    bukti = Bukti(
        realisasi=realisasi,
        jenis=jenis,
        judul=judul,
        berkas=berkas,
        tautan=tautan,
        catatan=catatan,
        mengoreksi=mengoreksi,
        ditambahkan_oleh=pelaku,
    )
    save_recorded(bukti, rantai=satker.kode, pelaku=pelaku)
    return bukti


@transaction.atomic
def hapus_bukti(*, pelaku: Pengguna, bukti: Bukti) -> None:
    """Take evidence away from a draft; the file stays in the library. Raises PermissionDenied with the reason."""
    realisasi, situasi = _kunci(pelaku, bukti.realisasi_id)
    require(situasi.boleh_mengubah)
    if bukti.pernah_diverifikasi:
        raise ValidationError(BUKTI_TETAP)
    delete_recorded(bukti, rantai=realisasi.adopsi.entitas.satker.kode, pelaku=pelaku)


def _kunci(pelaku: Pengguna, realisasi_id: int) -> tuple[Realisasi, Situasi]:
    milik = Realisasi.objects.visible_to(pelaku).select_related("adopsi__entitas__satker").get(pk=realisasi_id)
    satker = milik.adopsi.entitas.satker
    lock_chain(satker.kode)
    realisasi = Realisasi.objects.select_related("adopsi__indikator", "adopsi__entitas__satker").get(pk=realisasi_id)
    periode = fetch_satu_periode(realisasi.adopsi.entitas, realisasi.tahun, realisasi.triwulan)
    return realisasi, situasi_of(pelaku, anggota_of(pelaku, satker), realisasi.adopsi, periode, realisasi)
