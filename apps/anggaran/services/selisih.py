"""Writing why two sources differ. Journalled, in one transaction, asking the permission inside."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.anggaran.models import Dipa, PenjelasanSelisih
from apps.anggaran.rekonsiliasi import Selisih, fetch_rekonsiliasi
from apps.anggaran.rekonsiliasi.hasil import versi_penjelasan
from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import boleh_menjelaskan_selisih
from apps.organisasi.scope import anggota_of, require
from apps.ui.closing import refuse_locked

PENJELASAN_WAJIB = "Tuliskan mengapa kedua angka ini berbeda."
SUDAH_TIDAK_ADA = "Selisih ini sudah tidak ada: kedua angkanya kini sama, atau sumbernya dihapus."
ANGKA_BERUBAH = "Angkanya sudah berubah sejak Anda membuka halaman ini."
DIJELASKAN_LAIN = "Penjelasan selisih ini sudah diubah orang lain sejak Anda membuka halaman ini."


class SelisihBasi(Exception):
    """The difference is not as the form showed it; ``kini`` are its rows as they stand, without those that are gone."""

    def __init__(self, kalimat: str, kini: Sequence[Selisih]) -> None:
        self.kini = tuple(kini)
        super().__init__(kalimat)


@transaction.atomic
def jelaskan_selisih(
    *,
    pelaku: Pengguna,
    satker: Satker,
    tahun: int,
    kunci: Collection[str],
    nilai_kita: str,
    nilai_lain: str,
    penjelasan: str,
    versi: str | None = None,
) -> int:
    """Explain one difference in all of its prints (kunci); how many rows were written.

    nilai_kita and nilai_lain are the two amounts as exact texts (``Selisih.pasangan``), versi the fingerprint of the
    explanations as the form showed them (``Kelompok.versi``). Raises PermissionDenied with the reason; ValidationError
    for an empty text or a closed year; SelisihBasi when amounts or explanations have moved.
    """
    dipa, rows = _open(pelaku, satker, tahun, kunci)
    if moved := [s for s in rows if s.pasangan != (nilai_kita, nilai_lain)]:
        raise SelisihBasi(ANGKA_BERUBAH, moved)
    _check_version(rows, versi)
    teks = penjelasan.strip()
    if not teks:
        raise ValidationError({"penjelasan": PENJELASAN_WAJIB})
    ditulis = 0
    for s in rows:
        if s.penjelasan and s.penjelasan.teks == teks:
            continue
        lama = s.penjelasan or s.penjelasan_lama
        baris = PenjelasanSelisih.objects.get(pk=lama.id) if lama else PenjelasanSelisih(dipa=dipa, kunci=s.kunci)
        baris.nilai_kita, baris.nilai_lain = s.pasangan
        baris.penjelasan, baris.oleh = teks, pelaku
        ditulis += save_recorded(baris, rantai=satker.kode, pelaku=pelaku)
    return ditulis


@transaction.atomic
def tarik_penjelasan(
    *, pelaku: Pengguna, satker: Satker, tahun: int, kunci: Collection[str], versi: str | None = None
) -> int:
    """Take back the explanation of these differences, which are open again; how many rows were removed.

    The journal keeps the words. Raises as :func:`jelaskan_selisih` does.
    """
    _, rows = _open(pelaku, satker, tahun, kunci)
    _check_version(rows, versi)
    pks = [s.penjelasan.id for s in rows if s.penjelasan]
    for baris in PenjelasanSelisih.objects.filter(pk__in=pks).select_related("dipa").order_by("pk"):
        delete_recorded(baris, rantai=satker.kode, pelaku=pelaku)
    return len(pks)


def _open(pelaku: Pengguna, satker: Satker, tahun: int, kunci: Collection[str]) -> tuple[Dipa, list[Selisih]]:
    """The differences as they stand, for somebody who may write about them in a year that is not closed."""
    lock_chain(satker.kode)
    require(boleh_menjelaskan_selisih(anggota_of(pelaku, satker)))
    dipa = Dipa.objects.filter(satker=satker, tahun=tahun).first()
    if dipa is None:
        raise SelisihBasi(SUDAH_TIDAK_ADA, [])
    refuse_locked(PenjelasanSelisih(dipa=dipa))
    ada = {s.kunci: s for s in fetch_rekonsiliasi(satker, tahun).selisih}
    rows = [ada[k] for k in dict.fromkeys(kunci) if k in ada]
    if not rows or len(rows) != len(set(kunci)):
        raise SelisihBasi(SUDAH_TIDAK_ADA, rows)
    return dipa, rows


def _check_version(rows: Sequence[Selisih], versi: str | None) -> None:
    if versi is not None and versi != versi_penjelasan(rows):
        raise SelisihBasi(DIJELASKAN_LAIN, rows)
