"""Writing which kegiatan support an indicator. Journalled, in one transaction, asking the permission inside."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models, transaction

from apps.anggaran.models import DukunganKegiatan, PosAnggaran
from apps.audit.services import delete_recorded, lock_chain, save_recorded
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import boleh_mengisi
from apps.organisasi.scope import anggota_of, require
from apps.perencanaan.models import AdopsiIndikator


def kegiatan_of(satker: Satker, tahun: int) -> models.QuerySet[PosAnggaran]:
    """The kegiatan of the satker's DIPA of a year: what an indicator can be supported by."""
    return PosAnggaran.objects.filter(
        dipa__satker=satker, dipa__tahun=tahun, jenis=PosAnggaran.Jenis.KEGIATAN
    ).order_by("jalur")


@transaction.atomic
def simpan_dukungan(*, pelaku: Pengguna, adopsi: AdopsiIndikator, tahun: int, pos_ids: Collection[int]) -> bool:
    """Let exactly these kegiatan of the year support the indicator; whether anything changed.

    A link that stays keeps its share. Raises PermissionDenied with the reason, ValidationError for a line that is no
    kegiatan of this satker and year.
    """
    satker = adopsi.entitas.satker
    lock_chain(satker.kode)
    adopsi.refresh_from_db(fields=["subbagian"])
    require(boleh_mengisi(anggota_of(pelaku, satker), adopsi.subbagian_id))
    kegiatan = {pos.pk: pos for pos in kegiatan_of(satker, tahun).select_related("dipa")}
    if not set(pos_ids) <= kegiatan.keys():
        raise ValidationError({"dukungan": f"Pilih kegiatan dari DIPA {satker} tahun {tahun}."})
    ada = {d.pos_id: d for d in DukunganKegiatan.objects.filter(adopsi=adopsi, pos__in=kegiatan)}
    baru = sorted(set(pos_ids) - ada.keys())
    lepas = sorted(ada.keys() - set(pos_ids))
    for pos_id in lepas:
        delete_recorded(ada[pos_id], rantai=satker.kode, pelaku=pelaku)
    for pos_id in baru:
        dukungan = DukunganKegiatan(pos=kegiatan[pos_id], adopsi=adopsi)
        save_recorded(dukungan, rantai=satker.kode, pelaku=pelaku)
    return bool(baru or lepas)
