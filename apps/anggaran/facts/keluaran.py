"""Facts of the output of a year: what every rincian output is to deliver, and what it delivered month by month.

Two queries beside the tree, whatever the number of RO.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from apps.anggaran.facts.pohon import FaktaAnggaran, FaktaPos
from apps.anggaran.formulas import capaian_diasumsikan, capaian_ro
from apps.anggaran.models import CapaianRO, KemajuanRO
from apps.ui.numbers import MONTHS, exact_text, format_jumlah, format_persen, format_rinci


@dataclass(frozen=True, slots=True)
class FaktaKemajuan:
    """What was delivered by the end of a month: volume since January, progress in percent."""

    volume: Decimal
    progres: Decimal | None = None
    keterangan: str = ""


@dataclass(frozen=True)
class FaktaKeluaran:
    """One RO: target volume with its unit, or a capaian that was stated (persen), and its months (1–12)."""

    target: Decimal | None = None
    satuan: str = ""
    dinyatakan: Decimal | None = None
    asumsi: bool = False
    kemajuan: Mapping[int, FaktaKemajuan] = field(default_factory=dict)

    def sampai(self, bulan: int) -> int | None:
        """The last month up to this one of which something is known; None when nothing is."""
        return max((b for b in self.kemajuan if b <= bulan), default=None)

    def volume(self, bulan: int = 12) -> Decimal | None:
        """The realised volume by the end of a month, as the last month that is known says."""
        akhir = self.sampai(bulan)
        return None if akhir is None else self.kemajuan[akhir].volume

    def capaian(self, bulan: int = 12) -> Fraction | None:
        """Capaian by the end of a month as a ratio; None when neither volumes nor a statement are known."""
        return capaian_ro(self.target, self.volume(bulan), self.dinyatakan)

    def diasumsikan(self, bulan: int = 12) -> bool:
        """Whether the capaian by the end of a month is one that was only assumed."""
        return capaian_diasumsikan(self.target, self.volume(bulan), self.dinyatakan, self.asumsi)


KOSONG = FaktaKeluaran()


def fetch_keluaran(anggaran: FaktaAnggaran) -> list[tuple[FaktaPos, FaktaKeluaran]]:
    """The RO of a budget in the order of their code, each with what is known of its output."""
    ro = anggaran.pos("ro")
    dinyatakan = {c.pos_id: c for c in CapaianRO.objects.filter(pos__dipa=anggaran.dipa_id)}
    bulan: dict[int, dict[int, FaktaKemajuan]] = {}
    for k in KemajuanRO.objects.filter(pos__dipa=anggaran.dipa_id).order_by("bulan"):
        bulan.setdefault(k.pos_id, {})[k.bulan] = FaktaKemajuan(k.volume, k.progres, k.keterangan)
    return [(pos, fakta_keluaran(dinyatakan.get(pos.id), bulan.get(pos.id, {}))) for pos in ro]


def fakta_keluaran(baris: CapaianRO | None, bulan: Mapping[int, FaktaKemajuan]) -> FaktaKeluaran:
    """The output of an RO from its stored rows; without any it is empty."""
    if baris is None:
        return FaktaKeluaran(kemajuan=bulan)
    return FaktaKeluaran(baris.target_volume, baris.satuan, baris.capaian, baris.asumsi, bulan)


def cara_capaian(keluaran: FaktaKeluaran, bulan: int = 12) -> str:
    """How the capaian of an RO by the end of a month comes about, or why there is none; one sentence.

    >>> cara_capaian(FaktaKeluaran(Decimal(4), "dokumen", kemajuan={3: FaktaKemajuan(Decimal(3))}))
    '3 ÷ 4 dokumen × 100% = 75% (volume s.d. Maret).'
    """
    nilai, akhir = keluaran.capaian(bulan), keluaran.sampai(bulan)
    if keluaran.target and akhir and nilai is not None:
        volume = format_jumlah(keluaran.kemajuan[akhir].volume)
        bagi = f"{volume} ÷ {format_jumlah(keluaran.target)} {keluaran.satuan}".strip()
        return f"{bagi} × 100% = {format_rinci(nilai * 100)}% (volume s.d. {MONTHS[akhir - 1]})."
    if nilai is not None and keluaran.dinyatakan is not None:
        sumber = "diasumsikan, tidak disebut dalam sumbernya" if keluaran.asumsi else "dinyatakan langsung"
        return f"{exact_text(keluaran.dinyatakan).replace('.', ',')}%, {sumber}."
    if keluaran.target:
        return f"Belum ada volume s.d. {MONTHS[bulan - 1]}."
    return "Target volume belum diisi." if akhir else "Belum diisi."


def capaian_text(keluaran: FaktaKeluaran, bulan: int = 12) -> str:
    """The capaian of an RO as printed; "-" when it is unknown."""
    nilai = keluaran.capaian(bulan)
    return "-" if nilai is None else format_persen(nilai * 100)
