"""The requests of a person about a budget file: keep it and read it, apply it, take up what was interrupted."""

from dataclasses import asdict
from typing import IO

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.anggaran.models import ImporAnggaran
from apps.anggaran.services.penerapan import Pilihan
from apps.anggaran.tasks import baca_di_latar, terapkan_di_latar
from apps.audit.origin import current_origin
from apps.audit.services import lock_chain
from apps.dokumen.pekerjaan import berhenti, gerakkan
from apps.dokumen.rules import CSV, Isi, ending_of
from apps.dokumen.services import simpan_berkas, transaksi_berkas
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import boleh_mengelola_anggaran
from apps.organisasi.scope import anggota_of, require
from apps.siklus.models import alasan_anggaran_disahkan

Status = ImporAnggaran.Status


@transaksi_berkas()
def unggah_impor(
    *, pelaku: Pengguna, satker: Satker, tahun: int, isi: IO[bytes], nama: str, jenis: Isi | None = None
) -> ImporAnggaran:
    """Keep an uploaded budget file and note that it waits to be read.

    jenis is given for CSV, which only its reader can know. Raises PermissionDenied with the reason, ValidationError
    when the file is not accepted or the year is closed; then nothing is kept.
    """
    lock_chain(satker.kode)
    require(boleh_mengelola_anggaran(anggota_of(pelaku, satker)))
    if alasan := alasan_anggaran_disahkan(satker.pk, tahun):
        raise ValidationError(alasan, code="terkunci")
    berkas = simpan_berkas(satker=satker, isi=isi, nama=nama, pelaku=pelaku, jenis=jenis)
    impor = ImporAnggaran.objects.create(satker=satker, tahun=tahun, berkas=berkas, oleh=pelaku)
    transaction.on_commit(lambda: baca_di_latar.enqueue(impor.pk))
    return impor


@transaction.atomic
def minta_penerapan(*, pelaku: Pengguna, impor_id: int, pilihan: Pilihan) -> None:
    """Have a preview applied in the background with the choices of the person who looked at it.

    Raises PermissionDenied with the reason; ValidationError, by field, when a choice is missing, or when the import
    is not one that waits for this.
    """
    impor = ImporAnggaran.objects.select_related("satker").get(pk=impor_id)
    lock_chain(impor.satker.kode)
    impor.refresh_from_db()
    require(boleh_mengelola_anggaran(anggota_of(pelaku, impor.satker)))
    if impor.status != Status.SIAP:
        raise ValidationError(f"Impor ini tidak menunggu penerapan: {impor.get_status_display().lower()}.")
    if alasan := alasan_anggaran_disahkan(impor.satker_id, impor.tahun):
        raise ValidationError(alasan, code="terkunci")
    hasil = impor.hasil or {}
    pilihan.periksa(
        keadaan_baru=hasil["keadaan_baru"],
        ada_realisasi=hasil["ada_realisasi"],
        perbaikan_ke=hasil["perbaikan_ke"],
    )
    data = asdict(pilihan) | {"tanggal": pilihan.tanggal.isoformat() if pilihan.tanggal else None}
    gerakkan(
        impor,
        status=Status.MENERAPKAN,
        pilihan={"isian": data, "pelaku": pelaku.pk, "asal": current_origin()},
        hasil={**hasil, "galat": ""},
    )
    transaction.on_commit(lambda: terapkan_di_latar.enqueue(impor_id))


def macet(impor: ImporAnggaran) -> bool:
    """Whether the work stands still although it should move."""
    bergerak = impor.status in (Status.MENUNGGU, Status.DIBACA, Status.MENERAPKAN)
    return bergerak and berhenti(impor.diubah)


@transaction.atomic
def ulangi_impor(*, pelaku: Pengguna, impor_id: int) -> None:
    """Put an interrupted work into the queue again. Raises PermissionDenied, ValidationError when it is moving."""
    impor = ImporAnggaran.objects.select_related("satker").get(pk=impor_id)
    lock_chain(impor.satker.kode)
    impor.refresh_from_db()
    require(boleh_mengelola_anggaran(anggota_of(pelaku, impor.satker)))
    if not macet(impor):
        raise ValidationError("Impor ini masih berjalan atau sudah selesai. Muat ulang halaman ini.")
    gerakkan(impor)
    work = terapkan_di_latar if impor.status == Status.MENERAPKAN else baca_di_latar
    transaction.on_commit(lambda: work.enqueue(impor_id))


def jenis_berkas(nama: str) -> Isi | None:
    """CSV when the name says so; None lets the content decide."""
    return CSV if ending_of(nama) == "csv" else None
