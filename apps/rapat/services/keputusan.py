"""Decisions of a meeting, and the reports on what became of them."""

from dataclasses import astuple, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.organisasi.models import Keanggotaan, Pengguna, Subbagian
from apps.organisasi.permissions import PemilikTugas, boleh_menutup_tindak_lanjut
from apps.organisasi.scope import anggota_of, require
from apps.perencanaan.models import AdopsiIndikator
from apps.rapat.models import Keputusan, TindakLanjut
from apps.rapat.services.rapat import kunci_rapat

DILAPORKAN = "Tindak lanjut keputusan ini sudah dilaporkan, jadi keputusannya tetap disimpan."


class KeputusanBasi(Exception):
    """Somebody changed the decision since the form was opened; ``tersimpan`` is what stands there now."""

    def __init__(self, tersimpan: Keputusan) -> None:
        self.tersimpan = tersimpan
        super().__init__("Keputusan ini sudah diubah orang lain sejak Anda membukanya.")


class TindakLanjutBasi(Exception):
    """Somebody reported since the form was opened; ``tersimpan`` is that report."""

    def __init__(self, tersimpan: TindakLanjut) -> None:
        self.tersimpan = tersimpan
        super().__init__("Tindak lanjut ini sudah dilaporkan orang lain sejak Anda membukanya.")


@dataclass(frozen=True, slots=True)
class IsiKeputusan:
    """A decision as it is typed."""

    uraian: str
    tenggat: date
    subbagian: Subbagian | None = None
    pengguna: Pengguna | None = None
    adopsi: AdopsiIndikator | None = None


@transaction.atomic
def simpan_keputusan(
    *, pelaku: Pengguna, rapat_id: int, isi: IsiKeputusan, keputusan_id: int | None = None, versi: int = 0
) -> Keputusan:
    """Add a decision, or change one under the version that the form showed.

    Raises as :func:`apps.rapat.services.rapat.kunci_rapat`, ValidationError when owner or deadline is missing or not
    of this office, KeputusanBasi for a stale form.
    """
    rapat = kunci_rapat(pelaku, rapat_id)
    if keputusan_id is None:
        terakhir = rapat.keputusan.order_by("-nomor").values_list("nomor", flat=True).first() or 0
        keputusan = Keputusan(rapat=rapat, nomor=terakhir + 1)
    else:
        keputusan = rapat.keputusan.get(pk=keputusan_id)
        if versi != keputusan.versi:
            raise KeputusanBasi(keputusan)
        if astuple_of(keputusan) == astuple(isi):
            return keputusan
        keputusan.versi += 1
    satker = rapat.entitas.satker
    if isi.pengguna and not Keanggotaan.objects.filter(satker=satker, pengguna=isi.pengguna).exists():
        raise ValidationError({"pengguna": "Pengguna ini bukan dari satker Anda. Pilih pengguna satker sendiri."})
    keputusan.uraian, keputusan.tenggat = isi.uraian, isi.tenggat
    keputusan.subbagian, keputusan.pengguna, keputusan.adopsi = isi.subbagian, isi.pengguna, isi.adopsi
    save_recorded(keputusan, rantai=satker.kode, pelaku=pelaku)
    return keputusan


def astuple_of(keputusan: Keputusan) -> tuple[object, ...]:
    """A stored decision in the order of :class:`IsiKeputusan`."""
    return keputusan.uraian, keputusan.tenggat, keputusan.subbagian, keputusan.pengguna, keputusan.adopsi


@transaction.atomic
def hapus_keputusan(*, pelaku: Pengguna, rapat_id: int, keputusan_id: int, versi: int) -> None:
    """Take a decision out of the minutes; one whose follow-up was reported stays. The others keep their numbers.

    versi is that of the decision that the person saw. Raises as :func:`apps.rapat.services.rapat.kunci_rapat`,
    KeputusanBasi when it was changed meanwhile, ValidationError for a decision that stays.
    """
    rapat = kunci_rapat(pelaku, rapat_id)
    keputusan = rapat.keputusan.get(pk=keputusan_id)
    if versi != keputusan.versi:
        raise KeputusanBasi(keputusan)
    if TindakLanjut.objects.filter(keputusan=keputusan).exists():
        raise ValidationError(DILAPORKAN)
    delete_recorded(keputusan, rantai=rapat.entitas.satker.kode, pelaku=pelaku)


@transaction.atomic
def lapor_tindak_lanjut(
    *, pelaku: Pengguna, keputusan_id: int, versi: int, status: str, keterangan: str
) -> TindakLanjut:
    """Report what became of a decision, today, also after the period of its meeting was approved.

    versi is that of the report which the form showed, 0 where there was none. Raises PermissionDenied with the
    reason, ValidationError without an explanation, TindakLanjutBasi for a stale form.
    """
    awal = Keputusan.objects.visible_to(pelaku).select_related("rapat__entitas__satker").get(pk=keputusan_id)
    satker = awal.rapat.entitas.satker
    lock_chain(satker.kode)
    keputusan = Keputusan.objects.select_related("rapat__entitas").get(pk=keputusan_id)
    pemilik = PemilikTugas(keputusan.subbagian_id, keputusan.pengguna_id)
    require(boleh_menutup_tindak_lanjut(anggota_of(pelaku, satker), pelaku.pk, pemilik))
    laporan = TindakLanjut.objects.filter(keputusan=keputusan).first()
    if laporan is None:
        laporan = TindakLanjut(keputusan=keputusan)
    elif versi != laporan.versi:
        raise TindakLanjutBasi(laporan)
    else:
        laporan.versi += 1
    laporan.status, laporan.keterangan = status, keterangan.strip()
    laporan.tanggal, laporan.oleh = timezone.localdate(), pelaku
    save_recorded(laporan, rantai=satker.kode, pelaku=pelaku)
    return laporan
