"""Money beside performance: what indicators and sasaran get of the kegiatan that support them. One query.

A kegiatan gives each indicator a share of its money. All amounts are exact; they are rounded only for print. A link
without a share gives nothing yet: its money stays undivided, and whoever gets it is told what is missing.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from apps.anggaran.facts.pohon import FaktaAnggaran, FaktaPos
from apps.anggaran.formulas import Efisiensi, efisiensi, nilai_efisiensi
from apps.anggaran.models import DukunganKegiatan
from apps.organisasi.models import Entitas
from apps.perencanaan.models import AdopsiIndikator

TANPA_KEGIATAN = "Belum ada kegiatan pendukung."
TANPA_REALISASI = "Realisasi kegiatan pendukung belum dimuat."
PAGU_NOL = "Bagian pagunya 0."


@dataclass(frozen=True, slots=True)
class Dukungan:
    """A kegiatan supports an indicator with a share in percent; None when the share is not decided yet."""

    adopsi_id: int
    kegiatan: FaktaPos
    porsi: Decimal | None

    @property
    def pagu(self) -> Fraction:
        """The indicator's share of the pagu in rupiah; nothing while the share is not decided."""
        return Fraction(self.porsi or 0) / 100 * self.kegiatan.pagu

    @property
    def realisasi(self) -> Fraction | None:
        """The indicator's share of the realisasi in rupiah; None when it is unknown."""
        if self.kegiatan.realisasi is None:
            return None
        return Fraction(self.porsi or 0) / 100 * self.kegiatan.realisasi


@dataclass(frozen=True)
class Bagian:
    """What all the links of an indicator or a sasaran come to."""

    dukungan: tuple[Dukungan, ...]

    @property
    def pagu(self) -> Fraction:
        return sum((d.pagu for d in self.dukungan), Fraction(0))

    @property
    def realisasi(self) -> Fraction | None:
        """The sum of what is known; None when nothing is, because missing is not zero."""
        return jumlah(d.realisasi for d in self.dukungan if d.porsi is not None)

    @property
    def belum(self) -> list[FaktaPos]:
        """The kegiatan whose share is not decided, each once."""
        return list({d.kegiatan.id: d.kegiatan for d in self.dukungan if d.porsi is None}.values())

    @cached_property
    def alasan(self) -> str:
        """Why serapan and efisiensi are undefined; "" when they are not."""
        if not self.dukungan:
            return TANPA_KEGIATAN
        if self.belum:
            kode = ", ".join(k.kode_program for k in self.belum)
            return f"Porsi kegiatan {kode} belum ditetapkan."
        if any(d.realisasi is None for d in self.dukungan):
            return TANPA_REALISASI
        return "" if self.pagu else PAGU_NOL

    @property
    def serapan(self) -> Fraction | None:
        """realisasi ÷ pagu × 100 in percent; None with a reason in ``alasan``."""
        return None if self.alasan or self.realisasi is None else self.realisasi / self.pagu * 100

    @cached_property
    def efisiensi(self) -> Efisiensi:
        """E over the shares of all RO of the kegiatan."""
        if self.alasan:
            return Efisiensi(None, alasan=self.alasan)
        return efisiensi(
            ro.bagian(d.porsi) for d in self.dukungan if d.porsi is not None for ro in d.kegiatan.rincian_output
        )

    @property
    def nilai_efisiensi(self) -> Fraction | None:
        e = self.efisiensi.nilai
        return None if e is None else nilai_efisiensi(e)

    @property
    def asumsi(self) -> bool:
        """Whether E rests on a capaian RO that was only assumed."""
        return any(ro.asumsi for d in self.dukungan for ro in d.kegiatan.turunan("ro"))


@dataclass(frozen=True)
class FaktaDukungan:
    """The budget of a year and how an entitas divides it over its indicators."""

    anggaran: FaktaAnggaran
    dukungan: tuple[Dukungan, ...]

    def bagian(self, adopsi_ids: Collection[int]) -> Bagian:
        """What these indicators get together."""
        return Bagian(tuple(d for d in self.dukungan if d.adopsi_id in adopsi_ids))

    @cached_property
    def porsi_dibagi(self) -> dict[int, Fraction]:
        """How much of every kegiatan is divided, in percent, by its id."""
        dibagi: dict[int, Fraction] = {}
        for d in self.dukungan:
            dibagi[d.kegiatan.id] = dibagi.get(d.kegiatan.id, Fraction(0)) + Fraction(d.porsi or 0)
        return dibagi

    def _sisa(self, kegiatan: FaktaPos) -> Fraction:
        return 1 - self.porsi_dibagi.get(kegiatan.id, Fraction(0)) / 100

    @property
    def pagu_tidak_dibagi(self) -> Fraction:
        """The pagu that no indicator gets: shares left over, and lines outside every kegiatan."""
        kegiatan = self.anggaran.pos("kegiatan")
        luar = self.anggaran.pagu - sum(k.pagu for k in kegiatan)
        return luar + sum((k.pagu * self._sisa(k) for k in kegiatan), Fraction(0))

    @property
    def realisasi_tidak_dibagi(self) -> Fraction | None:
        """The realisasi that no indicator gets; None when no realisasi of the year is known."""
        if self.anggaran.realisasi is None:
            return None
        kegiatan = [(k, k.realisasi) for k in self.anggaran.pos("kegiatan") if k.realisasi is not None]
        luar = self.anggaran.realisasi - sum(realisasi for _, realisasi in kegiatan)
        return luar + sum((realisasi * self._sisa(k) for k, realisasi in kegiatan), Fraction(0))


def jumlah(amounts: Iterable[Fraction | None]) -> Fraction | None:
    """The exact sum of the known amounts; None when none is known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Fraction(0)) if known else None


def susun_dukungan(anggaran: FaktaAnggaran, links: Iterable[tuple[int, int, Decimal | None]]) -> FaktaDukungan:
    """Put links (kegiatan id, adoption id, share) beside a budget.

    A kegiatan that the version in force no longer knows has no money to share and is left out.
    """
    kegiatan = {k.id: k for k in anggaran.pos("kegiatan")}
    dukungan = [Dukungan(adopsi, kegiatan[pos], porsi) for pos, adopsi, porsi in links if pos in kegiatan]
    return FaktaDukungan(anggaran, tuple(sorted(dukungan, key=lambda d: (d.kegiatan.jalur, d.adopsi_id))))


def fetch_dukungan(entitas: Entitas, anggaran: FaktaAnggaran) -> FaktaDukungan:
    """Fetch which kegiatan of a budget support which indicators that the entitas answers for in that year."""
    adopsi = AdopsiIndikator.objects.berlaku(anggaran.tahun).filter(entitas=entitas)
    links: Sequence[tuple[int, int, Decimal | None]] = list(
        DukunganKegiatan.objects.filter(pos__dipa=anggaran.dipa_id, adopsi__in=adopsi).values_list(
            "pos_id", "adopsi_id", "porsi"
        )
    )
    return susun_dukungan(anggaran, links)
