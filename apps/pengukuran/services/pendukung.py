"""Saving the supporting table of an indicator: its titles, rows and note, each change journalled; all or nothing."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.organisasi.models import Pengguna
from apps.organisasi.scope import anggota_of, require
from apps.pengukuran.models import BarisTabelPendukung, TabelPendukung
from apps.pengukuran.pendukung import BarisPendukung, IsiPendukung, isi_pendukung, situasi_pendukung
from apps.perencanaan.models import AdopsiIndikator
from apps.ui.pasted import MAX_BARIS, clean_cell, control_character

MAX_KOLOM = 12
MAX_JUDUL, MAX_SEL, MAX_TANDA, MAX_CATATAN = 100, 500, 5, 2000


class PendukungBasi(Exception):
    """Somebody saved another table since the form was opened; ``tersimpan`` is what stands there now."""

    def __init__(self, tersimpan: IsiPendukung) -> None:
        self.tersimpan = tersimpan
        super().__init__("Tabel ini sudah diubah orang lain sejak Anda membukanya.")


@transaction.atomic
def simpan_tabel_pendukung(
    *,
    pelaku: Pengguna,
    adopsi: AdopsiIndikator,
    tahun: int,
    versi: str,
    kolom: Sequence[str],
    baris: Sequence[BarisPendukung],
    catatan: str,
) -> bool:
    """Save the table as a form shows it and return whether anything changed; rows without any text are left out.

    versi is the fingerprint that the form showed (:attr:`IsiPendukung.versi`). Raises PermissionDenied with the
    reason, PendukungBasi for a stale form, ValidationError by place ("kolom-0", "sel-2-1", "tanda-2", "catatan").
    """
    satker = adopsi.entitas.satker
    lock_chain(satker.kode)
    adopsi.refresh_from_db(fields=["subbagian"])
    require(situasi_pendukung(pelaku, anggota_of(pelaku, satker), adopsi, tahun).boleh_mengubah)
    tersimpan = isi_pendukung(adopsi, tahun)
    if versi != tersimpan.versi:
        raise PendukungBasi(tersimpan)
    baru = _periksa(adopsi, kolom, baris, catatan)
    tabel = TabelPendukung.objects.filter(adopsi=adopsi, tahun=tahun).first()
    tabel = tabel or TabelPendukung(adopsi=adopsi, tahun=tahun)
    tabel.kolom, tabel.catatan = list(baru.kolom), baru.catatan
    save_recorded(tabel, rantai=satker.kode, pelaku=pelaku)
    _simpan_baris(pelaku, satker.kode, tabel, baru.baris)
    return isi_pendukung(adopsi, tahun).versi != versi


def _periksa(
    adopsi: AdopsiIndikator, kolom: Sequence[str], baris: Sequence[BarisPendukung], catatan: str
) -> IsiPendukung:
    """The table cleaned. Raises ValidationError with every place that must be mended."""
    errors: dict[str, str] = {}
    if not adopsi.indikator.judul_tabel_pendukung:
        errors["__all__"] = "Indikator ini tidak memiliki tabel pendukung."
    judul = [clean_cell(text) for text in kolom]
    if not 2 <= len(judul) <= MAX_KOLOM:
        errors["__all__"] = f"Tabel pendukung punya 2 sampai {MAX_KOLOM} kolom, termasuk nomor."
    for j, text in enumerate(judul):
        if not text:
            errors[f"kolom-{j}"] = "Isi judul kolom ini."
        elif text.casefold() in [lain.casefold() for lain in judul[:j]]:
            errors[f"kolom-{j}"] = "Judul ini sudah dipakai kolom lain."
        elif galat := _galat(kolom[j], text, MAX_JUDUL):
            errors[f"kolom-{j}"] = galat
    bersih = []
    for i, row in enumerate(baris):
        isi, tanda = tuple(map(clean_cell, row.isi)), clean_cell(row.tanda)
        if not any((*isi, tanda)):
            continue
        if len(isi) != len(judul) - 1:
            errors[f"baris-{i}"] = f"Baris {i + 1} berisi {len(isi)} sel, seharusnya {len(judul) - 1}."
        for j, text in enumerate(isi):
            if galat := _galat(row.isi[j], text, MAX_SEL):
                errors[f"sel-{i}-{j}"] = galat
        if galat := _galat(row.tanda, tanda, MAX_TANDA):
            errors[f"tanda-{i}"] = galat
        bersih.append(BarisPendukung(isi, tanda, row.urutan))
    if len(bersih) > MAX_BARIS:
        errors["__all__"] = f"Tabel pendukung paling banyak {MAX_BARIS} baris."
    catatan = catatan.replace("\r\n", "\n").strip()
    if galat := _galat(catatan, catatan, MAX_CATATAN):
        errors["catatan"] = galat
    if errors:
        raise ValidationError(errors)
    return IsiPendukung(tuple(judul), tuple(bersih), catatan)


def _galat(mentah: str, bersih: str, paling_banyak: int) -> str:
    if control_character(mentah):
        return "Ada karakter yang tidak dapat dibaca. Ketik ulang isinya."
    return f"Paling banyak {paling_banyak} huruf." if len(bersih) > paling_banyak else ""


def _simpan_baris(pelaku: Pengguna, rantai: str, tabel: TabelPendukung, baris: Sequence[BarisPendukung]) -> None:
    """Bring the stored rows to what was typed, touching only those that differ.

    A row keeps the urutan that it was stored under, so that removing one leaves the others alone; those that
    changed places exchange their contents.
    """
    ada = {row.urutan: row for row in BarisTabelPendukung.objects.filter(tabel=tabel)}
    tetap = sorted({b.urutan for b in baris} & set(ada))
    awal = max(ada, default=0)
    urutan = [*tetap, *range(awal + 1, awal + 1 + len(baris) - len(tetap))]
    for nomor in sorted(set(ada) - set(urutan)):
        delete_recorded(ada[nomor], rantai=rantai, pelaku=pelaku)
    for nomor, isian in zip(urutan, baris, strict=True):
        row = ada.get(nomor) or BarisTabelPendukung(tabel=tabel, urutan=nomor)
        if row.pk is None or (row.isi, row.tanda) != (list(isian.isi), isian.tanda):
            row.isi, row.tanda = list(isian.isi), isian.tanda
            save_recorded(row, rantai=rantai, pelaku=pelaku)
