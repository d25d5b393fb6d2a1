"""Opening, closing and extending periods: for the administrator, every change journalled."""

import hashlib
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.audit.services import lock_chain, save_recorded
from apps.organisasi.models import Entitas, Pengguna, Subbagian
from apps.organisasi.permissions import boleh_mengelola
from apps.organisasi.scope import anggota_of, require
from apps.siklus.models import Periode, Perpanjangan


class PeriodeBasi(Exception):
    """Somebody changed the period since the form was opened; ``tersimpan`` is what stands there now."""

    def __init__(self, tersimpan: Periode) -> None:
        self.tersimpan = tersimpan
        super().__init__("Periode ini sudah diubah orang lain sejak Anda membukanya.")


def sidik_periode(dibuka: bool, tenggat: date | None) -> str:
    """A short fingerprint of how a period stands: a form posts the one that it showed."""
    return hashlib.sha256(f"{dibuka}|{tenggat}".encode()).hexdigest()[:16]


@transaction.atomic
def atur_periode(
    *,
    pelaku: Pengguna,
    entitas: Entitas,
    tahun: int,
    triwulan: int,
    dibuka: bool,
    tenggat: date | None,
    sidik: str | None = None,
) -> Periode:
    """Open or close a period and set its deadline; the period is made when it did not exist.

    sidik is the :func:`sidik_periode` of the state that the form showed; None asks nothing. Raises PermissionDenied
    for people who are not administrator, ValidationError when the period is approved, PeriodeBasi for a stale form.
    """
    lock_chain(entitas.satker.kode)
    require(boleh_mengelola(anggota_of(pelaku, entitas.satker)))
    kunci = {"entitas": entitas, "tahun": tahun, "triwulan": triwulan}
    periode = Periode.objects.filter(**kunci).first() or Periode(**kunci)
    if sidik is not None and sidik != sidik_periode(periode.dibuka, periode.tenggat):
        raise PeriodeBasi(periode)
    periode.dibuka, periode.tenggat = dibuka, tenggat
    save_recorded(periode, rantai=entitas.satker.kode, pelaku=pelaku)
    return periode


@transaction.atomic
def beri_perpanjangan(
    *,
    pelaku: Pengguna,
    periode: Periode,
    sampai: date,
    alasan: str,
    subbagian: Subbagian | None = None,
    pengguna: Pengguna | None = None,
) -> Perpanjangan:
    """Give one subbagian or one person more time, until a day, with the reason. Raises as :func:`atur_periode`."""
    satker = periode.entitas.satker
    lock_chain(satker.kode)
    require(boleh_mengelola(anggota_of(pelaku, satker)))
    if pengguna and not pengguna.keanggotaan.filter(satker=satker).exists():
        raise ValidationError({"pengguna": "Pengguna ini bukan dari satker Anda. Pilih pengguna satker sendiri."})
    return catat_perpanjangan(
        pelaku=pelaku, periode=periode, sampai=sampai, alasan=alasan, subbagian=subbagian, pengguna=pengguna
    )


def catat_perpanjangan(
    *,
    pelaku: Pengguna,
    periode: Periode,
    sampai: date,
    alasan: str,
    subbagian: Subbagian | None = None,
    pengguna: Pengguna | None = None,
) -> Perpanjangan:
    """Write an extension inside somebody else's transaction, whose rule has already been asked."""
    if periode.tenggat and sampai <= periode.tenggat:
        raise ValidationError({"sampai": "Pilih tanggal sesudah tenggat periode ini."})
    perpanjangan = Perpanjangan(
        periode=periode,
        subbagian=subbagian,
        pengguna=pengguna,
        sampai=sampai,
        alasan=alasan,
        diberikan_oleh=pelaku,
    )
    save_recorded(perpanjangan, rantai=periode.entitas.satker.kode, pelaku=pelaku, alasan=alasan)
    return perpanjangan
