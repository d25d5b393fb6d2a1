"""Putting people's words in the place of a generated sentence, and taking them back. Journalled, one transaction."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.organisasi.models import Pengguna
from apps.organisasi.scope import anggota_of, require
from apps.pengukuran.models import Narasi
from apps.pengukuran.narasi import FaktaNarasi, PokokNarasi, fakta_narasi
from apps.ui.pasted import control_character

MAX_ISI = 5000
ISI_WAJIB = "Tuliskan isinya, atau kembalikan ke kalimat awal."
DISUNTING_LAIN = "Teks ini sudah diubah orang lain sejak Anda membukanya."
ANGKA_BERUBAH = "Angkanya berubah sejak Anda membuka halaman ini, sehingga kalimat awalnya lain."


class NarasiBasi(Exception):
    """Another text or other figures stand there now: ``tersimpan`` (None: no text) and the sentence ``kini``."""

    def __init__(self, kalimat: str, tersimpan: FaktaNarasi | None, kini: str) -> None:
        self.tersimpan, self.kini = tersimpan, kini
        super().__init__(kalimat)


@transaction.atomic
def simpan_narasi(
    *,
    pelaku: Pengguna,
    pokok: PokokNarasi,
    perbandingan: int,
    versi: int,
    isi: str,
    dasar: str,
    kalimat_kini: Callable[[], str],
) -> bool:
    """Save the text of one comparison and return whether anything changed.

    versi and dasar are the version and the generated sentence that the form showed (versi 0: no text yet);
    kalimat_kini gives the sentence as the figures now make it and is asked once nobody else writes. Raises
    PermissionDenied with the reason, NarasiBasi when text or figures have moved, ValidationError for an empty text.
    """
    ada = _open(pelaku, pokok, perbandingan)
    kini = kalimat_kini()
    _check(ada, versi, kini)
    if dasar != kini:
        raise NarasiBasi(ANGKA_BERUBAH, fakta_narasi(ada) if ada else None, kini)
    teks = _bersih(isi)
    if ada and (ada.isi, ada.dasar) == (teks, kini):
        return False
    baris = ada or Narasi(**pokok.kunci, perbandingan=perbandingan, versi=0)
    baris.isi, baris.dasar, baris.diubah_oleh = teks, kini, pelaku
    baris.versi += 1
    return save_recorded(baris, rantai=pokok.entitas.satker.kode, pelaku=pelaku)


@transaction.atomic
def kembalikan_ke_kalimat_awal(
    *, pelaku: Pengguna, pokok: PokokNarasi, perbandingan: int, versi: int, kalimat_kini: Callable[[], str]
) -> bool:
    """Let the generated sentence stand again; whether there was another text. The journal keeps the words.

    Raises PermissionDenied with the reason, NarasiBasi when somebody else has changed the text meanwhile.
    """
    ada = _open(pelaku, pokok, perbandingan)
    if ada is None:
        return False
    _check(ada, versi, kalimat_kini())
    delete_recorded(ada, rantai=pokok.entitas.satker.kode, pelaku=pelaku)
    return True


def _open(pelaku: Pengguna, pokok: PokokNarasi, perbandingan: int) -> Narasi | None:
    """The text as it stands, for somebody who may change it."""
    satker = pokok.entitas.satker
    lock_chain(satker.kode)
    if pokok.adopsi:
        # Who answers for the indicator may have changed since the page was fetched.
        pokok.adopsi.refresh_from_db(fields=["subbagian"])
    require(pokok.izin(anggota_of(pelaku, satker)))
    return pokok.baris(perbandingan)


def _check(ada: Narasi | None, versi: int, kini: str) -> None:
    if versi != (ada.versi if ada else 0):
        raise NarasiBasi(DISUNTING_LAIN, fakta_narasi(ada) if ada else None, kini)


def _bersih(isi: str) -> str:
    teks = isi.replace("\r\n", "\n").strip()
    if not teks:
        raise ValidationError({"isi": ISI_WAJIB})
    if control_character(teks):
        raise ValidationError({"isi": "Ada karakter yang tidak dapat dibaca. Ketik ulang isinya."})
    if len(teks) > MAX_ISI:
        raise ValidationError({"isi": "Paling banyak 5.000 huruf. Ringkaskan."})
    return teks
