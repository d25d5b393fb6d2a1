"""Whether what a figure is calculated by was changed after it was handed in, as the journal tells it.

An approved year keeps its basis (``refuse_other_basis``). Between handing in and approval the basis may be mended, but
not unseen: whoever checks the figure is told.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from apps.audit.models import Jejak
from apps.pengukuran.models import Realisasi, TransisiRealisasi
from apps.perencanaan.models import Indikator

MENUNGGU = (Realisasi.Tahap.DIAJUKAN, Realisasi.Tahap.DIVERIFIKASI)
PEMILIK = "pemilik Renstranya"
_CATATAN = ("waktu", "pelaku", "rantai", "sebelum", "sesudah")


@dataclass(frozen=True, slots=True)
class DasarDiubah:
    """A column of the indicator that is no longer what it was when the figure was handed in.

    dari and menjadi are the words of a choice, "" for what refers to another row. oleh is the person who changed it
    last; of another office only that it owns the plan.
    """

    nama: str
    dari: str
    menjadi: str
    waktu: datetime
    oleh: str


def fetch_dasar_diubah(realisasi: Realisasi | None) -> list[DasarDiubah]:
    """What was changed of a figure that waits for verification or approval; nothing of others.

    The steps of the realisasi and its adopsi with entitas and satker must be at hand: one query then.
    """
    if realisasi is None or realisasi.tahap not in MENUNGGU:
        return []
    diajukan = [t.waktu for t in realisasi.transisi.all() if t.langkah == TransisiRealisasi.Langkah.AJUKAN]
    if not diajukan:
        return []
    rows = Jejak.objects.filter(
        objek_jenis=Indikator._meta.label_lower,
        objek_id=str(realisasi.adopsi.indikator_id),
        waktu__gt=max(diajukan),
    ).order_by("id")
    # An entry about many new rows keeps no state of them.
    entri = [satu for satu in rows.values(*_CATATAN) if satu["sebelum"] and satu["sesudah"]]
    sini = realisasi.adopsi.entitas.satker.kode
    dasar = (field for field in Indikator._meta.concrete_fields if field.attname in Indikator.DASAR)
    return [satu for field in dasar if (satu := _perubahan(field, entri, sini))]


def _perubahan(field: models.Field, entri: list[dict[str, Any]], sini: str) -> DasarDiubah | None:
    """How a column differs from before the first of these entries; None where it does not, or not any more."""
    kolom = field.attname
    diubah = [satu for satu in entri if satu["sebelum"].get(kolom) != satu["sesudah"].get(kolom)]
    if not diubah:
        return None
    terakhir, kata = diubah[-1], dict(field.flatchoices)
    dari, menjadi = diubah[0]["sebelum"].get(kolom), terakhir["sesudah"].get(kolom)
    if dari == menjadi:
        return None
    return DasarDiubah(
        nama=str(field.verbose_name),
        dari=str(kata.get(dari, "")),
        menjadi=str(kata.get(menjadi, "")),
        waktu=terakhir["waktu"],
        oleh=terakhir["pelaku"] if terakhir["rantai"] == sini else PEMILIK,
    )
