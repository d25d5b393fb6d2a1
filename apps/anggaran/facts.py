"""Facts of the budget: the tree of lines of a year with pagu and realisasi summed from the leaves.

Three queries for any number of years. Totals are always sums of lines, never a typed total.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q

from apps.anggaran.formulas import Efisiensi, RincianOutput, efisiensi, nilai_efisiensi
from apps.anggaran.models import KeadaanRealisasi, Pagu, PosAnggaran, VersiDipa
from apps.organisasi.models import Satker


@dataclass(frozen=True, slots=True)
class FaktaPos:
    """A line with its descendants. pagu and realisasi are whole rupiah, summed from the leaves below it.

    realisasi is None when no leaf has a known realisasi; capaian (ratio) is only known on an RO.
    """

    jalur: str
    kode: str
    jenis: str
    nama: str
    prioritas_nasional: bool
    pagu: int
    realisasi: int | None
    capaian: Fraction | None
    asumsi: bool
    anak: tuple["FaktaPos", ...]
    nomor: str = ""

    @property
    def sisa(self) -> int | None:
        return None if self.realisasi is None else self.pagu - self.realisasi

    @property
    def kode_program(self) -> str:
        """The code without bagian anggaran and unit: "CQ.6639" from "076.01.CQ.6639"."""
        return self.jalur.split(".", 2)[-1]

    @property
    def kode_kegiatan(self) -> str:
        """The code from the kegiatan on: "6639.BDB.001" from "076.01.CQ.6639.BDB.001"."""
        return self.jalur.split(".", 3)[-1]

    @property
    def kode_tampil(self) -> str:
        """The code as a person reads it at this level, composed as in the LKj and in SAKTI.

        Program "076.01.CQ", kegiatan "CQ.6639", KRO "6639.BDB", RO "6639.BDB.001"; below that the own segment ("051",
        "521211"), and of an item the number in its file, because its segment is no code that anybody reads.
        """
        if self.jenis == "kegiatan":
            return self.kode_program
        if self.jenis in ("kro", "ro"):
            return self.kode_kegiatan
        if self.jenis == "item":
            return self.nomor
        return self.kode if self.jenis in ("komponen", "subkomponen", "akun") else self.jalur

    @property
    def nama_tampil(self) -> str:
        """The name of the line; where the source gives none (the LKj's KRO), what kind of line it is."""
        return self.nama or str(PosAnggaran.Jenis(self.jenis).label)

    def turunan(self, jenis: str) -> Iterator["FaktaPos"]:
        """All lines of a kind at or below this one, in order of their code."""
        if self.jenis == jenis:
            yield self
        else:
            for anak in self.anak:
                yield from anak.turunan(jenis)


@dataclass(frozen=True)
class FaktaAnggaran:
    """The budget of one year: which version of the DIPA and which state of realisasi, and the tree."""

    tahun: int
    versi: str
    per_tanggal: date | None
    basis: str
    akar: tuple[FaktaPos, ...]

    def pos(self, jenis: str) -> list[FaktaPos]:
        """All lines of a kind, in order of their code."""
        return [pos for akar in self.akar for pos in akar.turunan(jenis)]

    @property
    def program_menurut_kegiatan(self) -> list[FaktaPos]:
        """The programs in the order of their lowest kegiatan code (LKj Tabel 8 and 30: WA before CQ)."""
        return sorted(self.pos("program"), key=lambda p: min((k.kode for k in p.turunan("kegiatan")), default=""))

    @property
    def pagu(self) -> int:
        return sum(pos.pagu for pos in self.akar)

    @property
    def realisasi(self) -> int | None:
        return total(pos.realisasi for pos in self.akar)

    @property
    def efisiensi(self) -> Efisiensi:
        """E over all RO (domain notes §5)."""
        return efisiensi(RincianOutput(ro.pagu, ro.realisasi, ro.capaian) for ro in self.pos("ro"))

    @property
    def nilai_efisiensi(self) -> Fraction | None:
        e = self.efisiensi.nilai
        return None if e is None else nilai_efisiensi(e)

    @property
    def ada_asumsi(self) -> bool:
        """Whether some capaian RO is only assumed; E and NE must then say so."""
        return any(ro.asumsi for ro in self.pos("ro"))


def total(amounts: Iterable[int | None]) -> int | None:
    """The sum of the known amounts; None when none is known, because missing is not zero."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


# What is read of a line, its own amounts in the chosen version and state included.
_LINE = (
    *("id", "dipa_id", "induk_id", "jalur", "kode", "jenis", "nama", "prioritas_nasional"),
    *("pagu_sendiri", "realisasi_sendiri", "capaian_persen", "capaian_asumsi"),
)


def _tree(rows: list[dict[str, Any]]) -> tuple[FaktaPos, ...]:
    children: dict[int | None, list[dict[str, Any]]] = {}
    for row in rows:
        children.setdefault(row["induk_id"], []).append(row)

    def build(row: dict[str, Any]) -> FaktaPos:
        anak = tuple(build(child) for child in children.get(row["id"], ()))
        # A line is a leaf of this version when it carries its own pagu or realisasi.
        return FaktaPos(
            jalur=row["jalur"],
            kode=row["kode"],
            jenis=row["jenis"],
            nama=row["nama"],
            prioritas_nasional=row["prioritas_nasional"],
            pagu=(row["pagu_sendiri"] or 0) + sum(child.pagu for child in anak),
            realisasi=total([row["realisasi_sendiri"], *(child.realisasi for child in anak)]),
            capaian=None if row["capaian_persen"] is None else Fraction(row["capaian_persen"]) / 100,
            asumsi=bool(row["capaian_asumsi"]),
            anak=anak,
        )

    return tuple(build(row) for row in children.get(None, ()))


def fetch_anggaran(satker: Satker, tahun_awal: int, tahun_akhir: int) -> dict[int, FaktaAnggaran]:
    """Fetch the budgets of a span of years; a year without a DIPA or without lines is left out.

    Of each year it takes the last version that has lines and the last state of realisasi.
    """
    span = {"dipa__satker": satker, "dipa__tahun__gte": tahun_awal, "dipa__tahun__lte": tahun_akhir}
    versi = {
        v.dipa_id: v
        for v in VersiDipa.objects.filter(Exists(Pagu.objects.filter(versi=OuterRef("pk"))), **span)
        .select_related("dipa")
        .order_by("urutan")
    }
    if not versi:
        return {}
    keadaan = {k.dipa_id: k for k in KeadaanRealisasi.objects.filter(**span).order_by("per_tanggal", "urutan")}
    lines: dict[int, list[dict[str, Any]]] = {dipa_id: [] for dipa_id in versi}
    rows = (
        PosAnggaran.objects.filter(dipa__in=versi)
        .annotate(
            pagu_versi=FilteredRelation("pagu", condition=Q(pagu__versi__in=[v.pk for v in versi.values()])),
            realisasi_keadaan=FilteredRelation(
                "realisasi", condition=Q(realisasi__keadaan__in=[k.pk for k in keadaan.values()])
            ),
        )
        .annotate(
            pagu_sendiri=F("pagu_versi__jumlah"),
            realisasi_sendiri=F("realisasi_keadaan__jumlah"),
            capaian_persen=F("capaian__capaian"),
            capaian_asumsi=F("capaian__asumsi"),
        )
        .order_by("jalur")
        .values(*_LINE)
    )
    for row in rows:
        lines[row["dipa_id"]].append(row)
    return {
        v.dipa.tahun: FaktaAnggaran(
            tahun=v.dipa.tahun,
            versi=v.nama,
            per_tanggal=keadaan[dipa_id].per_tanggal if dipa_id in keadaan else None,
            basis=keadaan[dipa_id].get_basis_display() if dipa_id in keadaan else "",
            akar=_tree(lines[dipa_id]),
        )
        for dipa_id, v in versi.items()
    }
