"""What the slides of a meeting are made of: the report's facts of the period, its causes, and the decisions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from apps.laporan.outline import Outline
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja
from apps.pengukuran.formulas import Posisi
from apps.pengukuran.models import Analisis, Upaya
from apps.pengukuran.models.analisis import JenisUpaya
from apps.rapat.facts import FaktaTindakLanjut, fetch_keputusan, fetch_sebelumnya
from apps.rapat.models import Rapat
from apps.siklus.models import alasan_disahkan


@dataclass(frozen=True, slots=True)
class Penjelasan:
    """Why an indicator came out as it did, and what is planned about it; "" where nobody has said."""

    hambatan: str = ""
    rencana: str = ""


@dataclass(frozen=True)
class BahanRapat:
    """Everything that the slides of one meeting say; hari is the day on which they are made."""

    outline: Outline
    rapat: Rapat
    penjelasan: dict[int, Penjelasan]
    sebelumnya: Sequence[FaktaTindakLanjut]
    keputusan: Sequence[FaktaTindakLanjut]
    disahkan: bool
    hari: date

    @property
    def kinerja(self) -> FaktaKinerja:
        return self.outline.fakta.kinerja

    @property
    def periode(self) -> str:
        """The period within a sentence."""
        return self.rapat.sebutan

    @property
    def terisi(self) -> bool:
        """Whether any indicator has a figure for the period."""
        return any(i.realisasi_tahun(self.kinerja.tahun).terisi for i in self.kinerja.indikator)

    @property
    def keadaan(self) -> str:
        """How far the figures are, for the foot of every slide."""
        if self.disahkan:
            return "Angka sudah disahkan."
        if not self.terisi:
            return "Belum ada angka untuk periode ini."
        if not self.outline.keadaan.berjalan:
            return "Angka dari laporan yang sudah terbit."
        return f"Angka belum disahkan. {self.outline.keadaan.kalimat}"


def fetch_bahan(rapat: Rapat, hari: date) -> BahanRapat:
    """Fetch it for a meeting: the report's facts, and four queries for the rest."""
    outline = Outline(rapat.entitas, rapat.tahun, triwulan=rapat.triwulan)
    return BahanRapat(
        outline=outline,
        rapat=rapat,
        penjelasan=_penjelasan([i.adopsi_id for i in outline.fakta.kinerja.indikator], rapat.tahun, rapat.triwulan),
        sebelumnya=fetch_sebelumnya(rapat),
        keputusan=fetch_keputusan(rapat),
        disahkan=bool(alasan_disahkan(rapat.entitas_id, rapat.tahun, rapat.triwulan)),
        hari=hari,
    )


def _penjelasan(adopsi: Sequence[int], tahun: int, triwulan: int) -> dict[int, Penjelasan]:
    """Causes and plans of a period by adoption: two queries."""
    tempat = {"tahun": tahun, "triwulan": triwulan}
    sebab = dict(
        Analisis.objects.filter(
            realisasi__adopsi__in=adopsi, **{f"realisasi__{nama}": nilai for nama, nilai in tempat.items()}
        ).values_list("realisasi__adopsi", "hambatan")
    )
    rencana: dict[int, list[str]] = {}
    upaya = Upaya.objects.filter(adopsi__in=adopsi, jenis=JenisUpaya.DIRENCANAKAN, **tempat).order_by("urutan")
    for adopsi_id, isi in upaya.values_list("adopsi", "isi"):
        rencana.setdefault(adopsi_id, []).append(isi)
    return {pk: Penjelasan(sebab.get(pk, ""), "; ".join(rencana.get(pk, ()))) for pk in adopsi}


def perlu_perhatian(kinerja: FaktaKinerja) -> list[FaktaIndikator]:
    """The indicators that a meeting must talk about, the lowest capaian first: those below 100 percent, and those
    that count as not reached without a percentage.
    """
    return sorted(
        (i for i in kinerja.indikator if kinerja.capaian(i).posisi is Posisi.DI_BAWAH),
        key=lambda i: (kinerja.capaian(i).nilai is not None, kinerja.capaian(i).nilai or 0, i.nomor),
    )
