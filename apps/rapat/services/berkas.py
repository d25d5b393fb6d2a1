"""The signed papers of a meeting: stored with their fingerprint, taken away only while its period is open."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from apps.audit.services import delete_recorded, save_recorded
from apps.dokumen.services import simpan_berkas, transaksi_berkas
from apps.organisasi.models import Pengguna
from apps.rapat.models import BerkasRapat
from apps.rapat.services.rapat import kunci_rapat


@transaksi_berkas()
def tambah_berkas(*, pelaku: Pengguna, rapat_id: int, jenis: str, unggahan: File[Any]) -> BerkasRapat:
    """Keep a paper of the meeting. Raises as :func:`apps.rapat.services.rapat.kunci_rapat`, ValidationError when the
    file is refused or already there.
    """
    rapat = kunci_rapat(pelaku, rapat_id)
    satker = rapat.entitas.satker
    berkas = simpan_berkas(satker=satker, isi=unggahan, nama=unggahan.name or "", pelaku=pelaku)
    if rapat.berkas.filter(berkas=berkas).exists():
        raise ValidationError({"unggahan": "Berkas dengan isi yang sama sudah disimpan pada rapat ini."})
    baris = BerkasRapat(rapat=rapat, berkas=berkas, jenis=jenis, ditambahkan_oleh=pelaku)
    save_recorded(baris, rantai=satker.kode, pelaku=pelaku)
    return baris


@transaction.atomic
def hapus_berkas(*, pelaku: Pengguna, rapat_id: int, berkas_id: int) -> None:
    """Take a paper away from the meeting; the journal tells which, and the file itself stays in the library."""
    rapat = kunci_rapat(pelaku, rapat_id)
    delete_recorded(rapat.berkas.get(pk=berkas_id), rantai=rapat.entitas.satker.kode, pelaku=pelaku)
