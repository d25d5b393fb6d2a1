"""Recording what Kemenkeu says about the satker's budget: NKA and IKPA, quoted with source and date."""

import hashlib
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from apps.audit.services import lock_chain, save_recorded
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Entitas, Pengguna
from apps.organisasi.permissions import boleh_mengelola_anggaran
from apps.organisasi.scope import anggota_of, require
from apps.siklus.models import alasan_anggaran_disahkan
from apps.ui.numbers import exact_text, format_tanggal

UKURAN_NILAI = (AngkaKutipan.Ukuran.NKA, AngkaKutipan.Ukuran.IKPA)
# Both are about the satker as a whole.
SUBJEK = "satker"


class NilaiBasi(Exception):
    """Somebody changed the value since the form was opened; ``tersimpan`` is what stands there now."""

    def __init__(self, tersimpan: AngkaKutipan) -> None:
        self.tersimpan = tersimpan
        super().__init__("Nilai ini sudah diubah orang lain sejak Anda membukanya.")


def sidik_nilai(kutipan: AngkaKutipan) -> str:
    """A short fingerprint of a value as it stands: a form posts the one that it showed."""
    angka = "" if kutipan.angka is None else exact_text(kutipan.angka)
    isi = (kutipan.ukuran, angka, kutipan.sumber, kutipan.tanggal, kutipan.catatan)
    return hashlib.sha256("|".join(map(str, isi)).encode()).hexdigest()[:16]


@transaction.atomic
def catat_nilai(
    *,
    pelaku: Pengguna,
    entitas: Entitas,
    tahun: int,
    ukuran: str,
    angka: Decimal,
    sumber: str,
    tanggal: date,
    catatan: str = "",
    kutipan_id: int | None = None,
    sidik: str | None = None,
) -> AngkaKutipan:
    """Record a NKA or IKPA of a year, or correct the one with this id; what stood there stays in the journal.

    sidik is the :func:`sidik_nilai` of what the form showed; None asks nothing. Raises PermissionDenied for people who
    do not keep the budget, ValidationError for a closed year or a wrong value, NilaiBasi for a stale form, and
    AngkaKutipan.DoesNotExist for another entitas' or year's value.
    """
    satker = entitas.satker
    lock_chain(satker.kode)
    require(boleh_mengelola_anggaran(anggota_of(pelaku, satker)))
    # Asked before the value is looked at: in a closed year nobody mends a field first.
    if alasan := alasan_anggaran_disahkan(satker.pk, tahun):
        raise ValidationError(alasan, code="terkunci")
    semua = AngkaKutipan.objects.filter(entitas__satker=satker, tahun=tahun, ukuran__in=UKURAN_NILAI)
    kutipan = (
        semua.get(pk=kutipan_id, entitas=entitas)
        if kutipan_id
        else AngkaKutipan(entitas=entitas, tahun=tahun, subjek=SUBJEK)
    )
    if kutipan.pk and sidik is not None and sidik != sidik_nilai(kutipan):
        raise NilaiBasi(kutipan)
    _periksa(tahun, ukuran, angka, tanggal)
    if semua.filter(ukuran=ukuran, sumber=sumber).exclude(pk=kutipan.pk).exists():
        raise ValidationError(
            {"sumber": "Nilai dari sumber ini sudah dicatat tahun ini. Perbaiki yang itu, atau tulis sumber yang lain."}
        )
    kutipan.ukuran, kutipan.angka, kutipan.sumber = ukuran, angka, sumber
    kutipan.tanggal, kutipan.catatan = tanggal, catatan
    save_recorded(kutipan, rantai=satker.kode, pelaku=pelaku)
    return kutipan


def _periksa(tahun: int, ukuran: str, angka: Decimal, tanggal: date) -> None:
    """Raise ValidationError for what cannot be."""
    galat: dict[str, str] = {}
    if ukuran not in UKURAN_NILAI:
        galat["ukuran"] = "Pilih NKA atau IKPA."
    if not 0 <= angka <= 100:
        galat["angka"] = "Nilai harus antara 0 dan 100."
    if tanggal > timezone.localdate():
        galat["tanggal"] = "Tanggal ini belum tiba. Tulis tanggal saat nilai itu dilihat."
    elif tanggal < date(tahun, 1, 1):
        galat["tanggal"] = f"Nilai tahun {tahun} tidak mungkin ada sebelum {format_tanggal(date(tahun, 1, 1))}."
    if galat:
        raise ValidationError(galat)
