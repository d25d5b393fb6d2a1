"""Calling a meeting and changing when, where and about what it is."""

from dataclasses import dataclass, fields
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import Denied, boleh_mengelola_rapat
from apps.organisasi.scope import anggota_of, require
from apps.rapat.facts import fetch_calon_peserta
from apps.rapat.models import Peserta, Rapat

BASI = "Rapat ini sudah diubah orang lain sejak Anda membukanya."


class RapatBasi(Exception):
    """Somebody changed the meeting since the form was opened; ``tersimpan`` is what stands there now."""

    def __init__(self, tersimpan: Rapat) -> None:
        self.tersimpan = tersimpan
        super().__init__(BASI)


@dataclass(frozen=True, slots=True)
class IsiRapat:
    """What is settled before a meeting."""

    triwulan: int
    tanggal: date
    mulai: time | None = None
    tempat: str = ""
    pimpinan_rapat: str = ""
    jabatan_pimpinan: str = ""
    notulis: str = ""
    acara: str = ""

    @classmethod
    def dari(cls, rapat: Rapat) -> "IsiRapat":
        return cls(**{field.name: getattr(rapat, field.name) for field in fields(cls)})

    def salin_ke(self, rapat: Rapat) -> None:
        """Put everything into a row."""
        for field in fields(self):
            setattr(rapat, field.name, getattr(self, field.name))


def kunci_rapat(pelaku: Pengguna, rapat_id: int, versi: int | None = None) -> Rapat:
    """The meeting as it is stored, locked for whoever keeps it; the first line of every service on one.

    versi is the one that the form showed; None asks nothing. Raises PermissionDenied with the reason, also when its
    period is approved, RapatBasi for a stale form.
    """
    awal = Rapat.objects.visible_to(pelaku).select_related("entitas__satker").get(pk=rapat_id)
    lock_chain(awal.entitas.satker.kode)
    rapat = Rapat.objects.select_related("entitas__satker").get(pk=rapat_id)
    require(boleh_mengelola_rapat(anggota_of(pelaku, rapat.entitas.satker)))
    if alasan := rapat.alasan_terkunci():
        require(Denied(alasan))
    if versi is not None and versi != rapat.versi:
        raise RapatBasi(rapat)
    return rapat


def simpan_rapat(rapat: Rapat, pelaku: Pengguna) -> None:
    """Store a changed meeting under its next version."""
    rapat.versi += 1
    save_recorded(rapat, rantai=rapat.entitas.satker.kode, pelaku=pelaku)


@transaction.atomic
def buat_rapat(*, pelaku: Pengguna, entitas: Entitas, tahun: int, isi: IsiRapat) -> Rapat:
    """Call a meeting about a period; who is in office on its day is put on its attendance sheet.

    Raises PermissionDenied with the reason, ValidationError when the same meeting exists or the period is approved.
    """
    satker = entitas.satker
    lock_chain(satker.kode)
    require(boleh_mengelola_rapat(anggota_of(pelaku, satker)))
    rapat = Rapat(entitas=entitas, tahun=tahun)
    isi.salin_ke(rapat)
    save_recorded(rapat, rantai=satker.kode, pelaku=pelaku)
    for urutan, calon in enumerate(fetch_calon_peserta(satker, rapat.tanggal), 1):
        peserta = Peserta(rapat=rapat, urutan=urutan, nama=calon.nama, jabatan=calon.jabatan, unit=calon.unit)
        save_recorded(peserta, rantai=satker.kode, pelaku=pelaku)
    return rapat


@transaction.atomic
def ubah_rapat(*, pelaku: Pengguna, rapat_id: int, versi: int, isi: IsiRapat) -> Rapat:
    """Change day, place, people or agenda. Raises as :func:`kunci_rapat`, and ValidationError for what is not valid."""
    rapat = kunci_rapat(pelaku, rapat_id, versi)
    if IsiRapat.dari(rapat) == isi:
        return rapat
    if rapat.keputusan.filter(tenggat__lt=isi.tanggal).exists():
        raise ValidationError({"tanggal": "Ada keputusan rapat ini yang tenggatnya sebelum tanggal itu."})
    isi.salin_ke(rapat)
    simpan_rapat(rapat, pelaku)
    return rapat


@transaction.atomic
def hapus_rapat(*, pelaku: Pengguna, rapat_id: int) -> None:
    """Take away a meeting that was called by mistake. One that decided something or has papers stays.

    Raises PermissionDenied with the reason, ValidationError for a meeting that stays.
    """
    rapat = kunci_rapat(pelaku, rapat_id)
    if rapat.keputusan.exists() or rapat.berkas.exists():
        raise ValidationError("Rapat ini sudah punya keputusan atau berkas, jadi tetap disimpan.")
    delete_recorded(rapat, rantai=rapat.entitas.satker.kode, pelaku=pelaku)
