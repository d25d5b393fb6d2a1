"""The requests of a person about a file of data: keep it and read it, apply it, take it back, take up what stopped."""

from typing import IO, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.audit.origin import current_origin
from apps.audit.services import lock_chain
from apps.dokumen.pekerjaan import berhenti, gerakkan
from apps.dokumen.rules import ContentError, clean_name
from apps.dokumen.services import simpan_berkas, transaksi_berkas
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import boleh_mengimpor_data, boleh_mengurus_impor_data
from apps.organisasi.scope import require
from apps.pertukaran.jenis import kenali
from apps.pertukaran.kemajuan import terakhir_bergerak
from apps.pertukaran.models import ImporData
from apps.pertukaran.services.pengolahan import anggota_impor, kunci_impor
from apps.pertukaran.tasks import baca_di_latar, batalkan_di_latar, terapkan_di_latar

Status = ImporData.Status
BERGERAK = (Status.MENUNGGU, Status.DIBACA, Status.MENERAPKAN, Status.MEMBATALKAN)
BERUBAH = "Pratinjau impor ini sudah dibuat ulang. Periksa lagi, lalu terapkan."
TAK_BERUBAH = "Tidak ada yang perlu diterapkan: isi berkas ini sama dengan yang tersimpan."


@transaksi_berkas()
def unggah_data(*, pelaku: Pengguna, satker: Satker | None, tahun: int | None, isi: IO[bytes], nama: str) -> ImporData:
    """Keep an uploaded file of data and note that it waits to be read; satker None is the whole application.

    Raises PermissionDenied with the reason, ValidationError when the file is not accepted; then nothing is kept.
    """
    lock_chain(satker.kode if satker else "")
    require(boleh_mengimpor_data(anggota_impor(pelaku, satker)))
    try:
        jenis = kenali(isi, nama)
    except ContentError as error:
        raise ValidationError(str(error), code="content") from error
    berkas = simpan_berkas(satker=satker, isi=isi, nama=nama, pelaku=pelaku, jenis=jenis)
    impor = ImporData.objects.create(
        satker=satker, tahun=tahun, berkas=berkas, nama=clean_name(nama, jenis), oleh=pelaku
    )
    transaction.on_commit(lambda: baca_di_latar.enqueue(impor.pk))
    return impor


def _terkunci(pelaku: Pengguna, impor_id: int) -> ImporData:
    """The import as it is now, and as it stays until the transaction ends; the person may apply and take it back."""
    impor = kunci_impor(impor_id)
    require(boleh_mengurus_impor_data(anggota_impor(pelaku, impor.satker), pelaku.pk, impor.oleh_id))
    return impor


@transaction.atomic
def minta_penerapan(*, pelaku: Pengguna, impor_id: int, sidik: str) -> None:
    """Have a preview applied in the background; sidik is that of the preview that the person looked at.

    Raises PermissionDenied with the reason, ValidationError when there is nothing to apply or another preview.
    """
    impor = _terkunci(pelaku, impor_id)
    if impor.status != Status.SIAP:
        raise ValidationError(f"Impor ini tidak menunggu penerapan: {impor.get_status_display().lower()}.")
    if sidik != impor.sidik:
        raise ValidationError(BERUBAH, code="basi")
    hasil: dict[str, Any] = impor.hasil or {}
    if not (hasil["jumlah"]["baru"] or hasil["jumlah"]["berubah"]):
        raise ValidationError(TAK_BERUBAH, code="sama")
    gerakkan(
        impor,
        status=Status.MENERAPKAN,
        diterapkan_oleh=pelaku,
        asal=current_origin(),
        hasil={**hasil, "galat": "", "halangan": []},
    )
    transaction.on_commit(lambda: terapkan_di_latar.enqueue(impor_id))


@transaction.atomic
def minta_pembatalan(*, pelaku: Pengguna, impor_id: int) -> None:
    """Have an applied import taken back as a whole, in the background, where it is told when that cannot be.

    Raises PermissionDenied with the reason, ValidationError when the import was not applied.
    """
    impor = _terkunci(pelaku, impor_id)
    if impor.status != Status.DITERAPKAN:
        raise ValidationError(f"Impor ini tidak dapat dibatalkan: {impor.get_status_display().lower()}.")
    gerakkan(
        impor,
        status=Status.MEMBATALKAN,
        dibatalkan_oleh=pelaku,
        asal=current_origin(),
        hasil={**(impor.hasil or {}), "galat": "", "halangan": []},
    )
    transaction.on_commit(lambda: batalkan_di_latar.enqueue(impor_id))


def macet(impor: ImporData) -> bool:
    """Whether the work stands still although it should move."""
    return impor.status in BERGERAK and berhenti(terakhir_bergerak(impor))


@transaction.atomic
def ulangi_impor(*, pelaku: Pengguna, impor_id: int) -> None:
    """Put an interrupted work into the queue again. Raises PermissionDenied, ValidationError when it is moving."""
    impor = _terkunci(pelaku, impor_id)
    if not macet(impor):
        raise ValidationError("Impor ini masih berjalan atau sudah selesai. Muat ulang halaman ini.")
    gerakkan(impor)
    work = {Status.MENERAPKAN: terapkan_di_latar, Status.MEMBATALKAN: batalkan_di_latar}
    transaction.on_commit(lambda: work.get(Status(impor.status), baca_di_latar).enqueue(impor_id))
