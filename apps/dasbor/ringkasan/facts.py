"""What a dashboard shows beside figures: the last steps that were taken with them."""

from dataclasses import dataclass
from datetime import datetime

from apps.pengukuran.facts import FaktaKinerja
from apps.pengukuran.models import TransisiRealisasi


@dataclass(frozen=True, slots=True)
class LangkahTerakhir:
    """A step of a realisasi: which indicator, what was done, by whom, when, and why when it was said."""

    nomor: int
    nama: str
    langkah: str
    oleh: str
    waktu: datetime
    alasan: str


def fetch_langkah_terakhir(kinerja: FaktaKinerja, triwulan: int, jumlah: int = 5) -> list[LangkahTerakhir]:
    """The last steps of a period, newest first: one query."""
    indikator = {i.adopsi_id: i for i in kinerja.indikator}
    rows = (
        TransisiRealisasi.objects.filter(
            realisasi__adopsi__in=indikator, realisasi__tahun=kinerja.tahun, realisasi__triwulan=triwulan
        )
        .order_by("-pk")
        .values_list("realisasi__adopsi", "langkah", "oleh__nama", "waktu", "alasan")[:jumlah]
    )
    return [
        LangkahTerakhir(
            nomor=indikator[adopsi_id].nomor,
            nama=indikator[adopsi_id].nama,
            langkah=TransisiRealisasi.Langkah(langkah).label,
            oleh=oleh,
            waktu=waktu,
            alasan=alasan,
        )
        for adopsi_id, langkah, oleh, waktu, alasan in rows
    ]
