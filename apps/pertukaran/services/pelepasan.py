"""What was only tried in an office that goes again with the import that made it: kept, as the application's own.

A refused or never applied file wrote nothing, so it is no use of the office; but it was uploaded, and stays to be read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import models

from apps.audit.services import Pelaku, delete_recorded, record
from apps.dokumen.models import Berkas
from apps.dokumen.pekerjaan import gerakkan
from apps.dokumen.services import alihkan_ke_aplikasi
from apps.pertukaran.hasil import data_gagal
from apps.pertukaran.models import ImporData

Status = ImporData.Status
_SELESAI = (Status.DITOLAK, Status.DIBATALKAN)
_TAK_MENULIS = (*_SELESAI, Status.MENUNGGU, Status.DIBACA, Status.SIAP)
TANPA_KANTOR = "Kantor yang dituju berkas ini tidak ada lagi: impor yang membuatnya dibatalkan."


@dataclass(frozen=True)
class Lepasan:
    """Imports that left nothing in these offices, and the files that nothing else uses."""

    impor: tuple[ImporData, ...] = ()
    berkas: tuple[Berkas, ...] = ()

    def memuat(self, baris: models.Model) -> bool:
        return baris in self.impor or baris in self.berkas

    def lepaskan(self, pelaku: Pelaku, alasan: str) -> None:
        """Take them out of their offices, journalled there. Within the transaction in which the offices go."""
        for berkas in self.berkas:
            kini = alihkan_ke_aplikasi(berkas=berkas, pelaku=pelaku, alasan=alasan)
            if kini.pk != berkas.pk:
                berkas.impor_data.update(berkas=kini)
                rantai = berkas.satker.kode if berkas.satker else ""
                delete_recorded(berkas, rantai=rantai, pelaku=pelaku, alasan=alasan)
        for impor in self.impor:
            self._lepaskan_impor(impor, pelaku, alasan)

    def _lepaskan_impor(self, impor: ImporData, pelaku: Pelaku, alasan: str) -> None:
        # What was prepared for the office alone must not be applied to the whole application by mistake.
        mati = {} if impor.status in _SELESAI else {"status": Status.DITOLAK, "hasil": data_gagal(TANPA_KANTOR)}
        sebelum = {"satker_id": impor.satker_id, "status": impor.status}
        gerakkan(impor, satker=None, sidik="", **mati)
        record(
            rantai=impor.satker.kode if impor.satker else "",
            pelaku=pelaku,
            tindakan="ubah",
            objek=impor,
            sebelum=sebelum,
            sesudah={"satker_id": None, "status": mati.get("status", impor.status)},
            alasan=alasan,
        )


def fetch_lepasan(satker: Collection[Any]) -> Lepasan:
    """What could be taken out of these offices: a fixed number of queries."""
    if not satker:
        return Lepasan()
    impor = ImporData.objects.filter(satker__in=satker, status__in=_TAK_MENULIS).select_related("satker")
    ids = [satu.pk for satu in impor]
    berkas = Berkas.objects.filter(satker__in=satker, impor_data__in=ids).select_related("satker").distinct()
    dipakai: set[Any] = set()
    for relasi in Berkas._meta.related_objects:
        pemakai = relasi.related_model._base_manager.filter(**{f"{relasi.field.name}__in": berkas.values("pk")})
        if relasi.related_model is ImporData:
            pemakai = pemakai.exclude(pk__in=ids)
        dipakai.update(pemakai.values_list(relasi.field.name, flat=True))
    return Lepasan(tuple(impor), tuple(satu for satu in berkas if satu.pk not in dipakai))
