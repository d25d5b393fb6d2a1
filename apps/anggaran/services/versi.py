"""Writing what is known about a version of the DIPA beside its lines. Journalled, in one transaction."""

import hashlib
from dataclasses import astuple, dataclass
from datetime import date

from django.db import transaction

from apps.anggaran.models import VersiDipa
from apps.audit.services import lock_chain, save_recorded
from apps.organisasi.models import Pengguna
from apps.organisasi.permissions import boleh_mengelola_anggaran
from apps.organisasi.scope import anggota_of, require


@dataclass(frozen=True, slots=True)
class KeteranganVersi:
    """What the keepers of the budget say about a version; its lines come from its file alone."""

    nomor: str = ""
    tanggal: date | None = None
    jenis: str = ""
    alasan: str = ""
    sumber: str = ""

    @classmethod
    def dari(cls, versi: VersiDipa) -> "KeteranganVersi":
        return cls(versi.nomor, versi.tanggal, versi.jenis, versi.alasan, versi.sumber)

    @property
    def sidik(self) -> str:
        """A short fingerprint of how it stands: a form posts the one that it showed."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()[:16]


class VersiBasi(Exception):
    """Somebody changed the version since the form was opened; ``tersimpan`` is what stands there now."""

    def __init__(self, tersimpan: KeteranganVersi) -> None:
        self.tersimpan = tersimpan
        super().__init__("Keterangan versi ini sudah diubah orang lain sejak Anda membukanya.")


@transaction.atomic
def ubah_versi(*, pelaku: Pengguna, versi: VersiDipa, keterangan: KeteranganVersi, sidik: str) -> bool:
    """Set number, date, kind, reason and source of a version; whether anything changed.

    Raises PermissionDenied with the reason, ValidationError when the year is approved or a field is not valid,
    VersiBasi when ``sidik`` is not that of what is stored.
    """
    satker = versi.dipa.satker
    lock_chain(satker.kode)
    require(boleh_mengelola_anggaran(anggota_of(pelaku, satker)))
    versi.refresh_from_db()
    tersimpan = KeteranganVersi.dari(versi)
    if sidik != tersimpan.sidik:
        raise VersiBasi(tersimpan)
    versi.nomor, versi.tanggal, versi.jenis, versi.alasan, versi.sumber = astuple(keterangan)
    return save_recorded(versi, rantai=satker.kode, pelaku=pelaku)
