"""Facts of the budget: the tree of lines of a year with pagu and realisasi summed from the leaves.

Three queries for any number of years. Totals are always sums of lines, never a typed total.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery

from apps.anggaran.formulas import Efisiensi, RincianOutput, capaian_diasumsikan, capaian_ro, efisiensi, nilai_efisiensi
from apps.anggaran.models import Dipa, KeadaanRealisasi, KemajuanRO, Pagu, PosAnggaran, VersiDipa
from apps.organisasi.models import Satker


@dataclass(frozen=True, slots=True)
class FaktaPos:
    """A line with its descendants. pagu and realisasi are whole rupiah, summed from the leaves below it.

    realisasi is None when no leaf has a known realisasi; capaian (ratio) is only known on an RO. sumber_dana and nomor
    (the number of an item in its file) are only known on leaves.
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
    id: int = 0
    blokir: int = 0
    sumber_dana: str = ""
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

    @property
    def kode_terbaca(self) -> str:
        """The whole code as a person reads it; an item shows its number in the file."""
        return f"{self.jalur.rpartition('.')[0]}.{self.nomor}" if self.nomor else self.jalur

    @property
    def rincian_output(self) -> list[RincianOutput]:
        """What efisiensi needs of the RO at or below this line."""
        return [RincianOutput(ro.pagu, ro.realisasi, ro.capaian) for ro in self.turunan("ro")]

    def semua(self) -> Iterator["FaktaPos"]:
        """This line and everything below it, from the top down."""
        yield self
        for anak in self.anak:
            yield from anak.semua()

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
    dipa_id: int = 0
    versi_id: int = 0
    keadaan_id: int | None = None
    sumber: str = ""

    def semua(self) -> Iterator[FaktaPos]:
        """Every line, from the top down."""
        for pos in self.akar:
            yield from pos.semua()

    def jalan(self, pos_id: int) -> list[FaktaPos]:
        """A line with the lines above it, from the top; empty when this version and state do not know it."""

        def cari(anak: Iterable[FaktaPos]) -> list[FaktaPos]:
            for pos in anak:
                if pos.id == pos_id:
                    return [pos]
                if sisanya := cari(pos.anak):
                    return [pos, *sisanya]
            return []

        return cari(self.akar)

    def pos(self, jenis: str) -> list[FaktaPos]:
        """All lines of a kind, in order of their code."""
        return [pos for akar in self.akar for pos in akar.turunan(jenis)]

    @property
    def teratas(self) -> list[FaktaPos]:
        """Where people begin to read: the programs, and what stands beside them without bagian anggaran and unit."""
        return _teratas(self.akar)

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
        return efisiensi(ro for pos in self.akar for ro in pos.rincian_output)

    @property
    def nilai_efisiensi(self) -> Fraction | None:
        e = self.efisiensi.nilai
        return None if e is None else nilai_efisiensi(e)

    @property
    def ada_asumsi(self) -> bool:
        """Whether some capaian RO is only assumed; E and NE must then say so."""
        return any(ro.asumsi for ro in self.pos("ro"))


def _teratas(akar: Iterable[FaktaPos]) -> list[FaktaPos]:
    found: list[FaktaPos] = []
    for pos in akar:
        found += _teratas(pos.anak) if pos.jenis in ("bagian_anggaran", "unit") and pos.anak else [pos]
    return found


def total(amounts: Iterable[int | None]) -> int | None:
    """The sum of the known amounts; None when none is known, because missing is not zero."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


class Garis(NamedTuple):
    """What is read of a line, its own amounts in the chosen version and state included."""

    id: int
    dipa_id: int
    induk_id: int | None
    jalur: str
    kode: str
    jenis: str
    nama: str
    prioritas_nasional: bool
    pagu: int | None
    blokir: int | None
    sumber_dana: str | None
    nomor: str | None
    realisasi: int | None
    target: Decimal | None
    dinyatakan: Decimal | None
    asumsi: bool | None
    volume: Decimal | None


def _nothing_spent(lines: Sequence[Garis]) -> set[int]:
    """The lines on which a complete state says that nothing was spent: neither they nor a line above has an amount."""
    covered: set[int] = set()
    for line in lines:
        if line.realisasi is not None or line.induk_id in covered:
            covered.add(line.id)
    return {line.id for line in lines if line.pagu is not None and line.id not in covered}


def _susun(lines: Sequence[Garis], *, lengkap: bool) -> tuple[FaktaPos, ...]:
    """Put the lines together from the leaves up; lines that this version and state do not know are left out."""
    children: dict[int | None, list[FaktaPos]] = {}
    nothing = _nothing_spent(lines) if lengkap else set()
    # A line's code begins with that of its parent, so in reverse order of codes every child is met before its parent.
    for line in reversed(lines):
        anak = children.pop(line.id, [])
        if not anak and line.pagu is None and line.realisasi is None:
            continue
        if len(anak) > 1:
            # Items stand in the order of their file; everything else in that of the code.
            anak.sort(key=lambda pos: (pos.nomor, pos.jalur))
        pos = FaktaPos(
            jalur=line.jalur,
            kode=line.kode,
            jenis=line.jenis,
            nama=line.nama,
            prioritas_nasional=line.prioritas_nasional,
            # A line is a leaf of this version when it carries its own pagu or realisasi.
            pagu=(line.pagu or 0) + sum(child.pagu for child in anak),
            realisasi=total([0 if line.id in nothing else line.realisasi, *(child.realisasi for child in anak)]),
            capaian=capaian_ro(line.target, line.volume, line.dinyatakan),
            asumsi=capaian_diasumsikan(line.target, line.volume, line.dinyatakan, bool(line.asumsi)),
            anak=tuple(anak),
            id=line.id,
            blokir=(line.blokir or 0) + sum(child.blokir for child in anak),
            sumber_dana=line.sumber_dana or "",
            nomor=line.nomor or "",
        )
        children.setdefault(line.induk_id, []).append(pos)
    return tuple(sorted(children.get(None, ()), key=lambda pos: pos.jalur))


def versi_berlaku(satker: Satker, tahun_awal: int, tahun_akhir: int) -> dict[int, VersiDipa]:
    """The version that counts of every DIPA in a span of years, by its number: the last one that has lines."""
    versi = (
        VersiDipa.objects.filter(
            Exists(Pagu.objects.filter(versi=OuterRef("pk"))),
            dipa__satker=satker,
            dipa__tahun__gte=tahun_awal,
            dipa__tahun__lte=tahun_akhir,
        )
        .select_related("dipa")
        .order_by("urutan")
    )
    return {v.dipa_id: v for v in versi}


def fetch_anggaran(satker: Satker, tahun_awal: int, tahun_akhir: int) -> dict[int, FaktaAnggaran]:
    """Fetch the budgets of a span of years; a year without a DIPA or without lines is left out.

    Of each year it takes the last version that has lines and the last state of realisasi that counts.
    """
    versi = versi_berlaku(satker, tahun_awal, tahun_akhir)
    if not versi:
        return {}
    keadaan = {k.dipa_id: k for k in KeadaanRealisasi.objects.berlaku().filter(dipa__in=versi)}
    return {fakta.tahun: fakta for fakta in _fetch([(v.dipa, v, keadaan.get(dipa_id)) for dipa_id, v in versi.items()])}


def fetch_satu_tahun(satker: Satker, tahun: int) -> tuple[list[int], FaktaAnggaran | None]:
    """Fetch the budget of one year (None when it has no lines) and all years that have one: three queries."""
    versi = {v.dipa.tahun: v for v in versi_berlaku(satker, 2000, 2099).values()}
    ini = versi.get(tahun)
    if ini is None:
        return sorted(versi), None
    keadaan = KeadaanRealisasi.objects.berlaku().filter(dipa=ini.dipa_id).last()
    return sorted(versi), fetch_pohon(ini, keadaan)


def fetch_pohon(versi: VersiDipa, keadaan: KeadaanRealisasi | None) -> FaktaAnggaran:
    """Fetch the tree of one version beside one state of realisasi; keadaan None leaves realisasi unknown."""
    return _fetch([(versi.dipa, versi, keadaan)])[0]


def _fetch(chosen: Sequence[tuple[Dipa, VersiDipa, KeadaanRealisasi | None]]) -> list[FaktaAnggaran]:
    ids = [dipa.pk for dipa, _, _ in chosen]
    rows = (
        PosAnggaran.objects.filter(dipa__in=ids)
        .annotate(
            pagu_versi=FilteredRelation("pagu", condition=Q(pagu__versi__in=[v.pk for _, v, _ in chosen])),
            realisasi_keadaan=FilteredRelation(
                # No state has the number 0: an empty list would leave out the lines themselves.
                "realisasi",
                condition=Q(realisasi__keadaan__in=[k.pk if k else 0 for _, _, k in chosen]),
            ),
            volume=volume_terakhir(),
        )
        .order_by("jalur")
        .values_list(
            *("id", "dipa_id", "induk_id", "jalur", "kode", "jenis", "nama", "prioritas_nasional"),
            *("pagu_versi__jumlah", "pagu_versi__blokir", "pagu_versi__sumber_dana", "pagu_versi__nomor"),
            *("realisasi_keadaan__jumlah", "capaian__target_volume", "capaian__capaian", "capaian__asumsi", "volume"),
        )
    )
    lines: dict[int, list[Garis]] = {dipa_id: [] for dipa_id in ids}
    for row in rows:
        lines[row[1]].append(Garis._make(row))
    return [fakta_anggaran(lines[dipa.pk], versi, keadaan) for dipa, versi, keadaan in chosen]


def volume_terakhir() -> Subquery:
    """The realised volume of an RO as its last known month says; for the lines of a query."""
    return Subquery(KemajuanRO.objects.filter(pos=OuterRef("pk")).order_by("-bulan").values("volume")[:1])


def fakta_anggaran(garis: Sequence[Garis], versi: VersiDipa, keadaan: KeadaanRealisasi | None) -> FaktaAnggaran:
    """The lines of a DIPA (in order of their code, with their amounts) as one version beside one state."""
    return FaktaAnggaran(
        tahun=versi.dipa.tahun,
        versi=versi.nama,
        per_tanggal=keadaan.per_tanggal if keadaan else None,
        basis=keadaan.get_basis_display() if keadaan else "",
        akar=_susun(garis, lengkap=keadaan is not None and keadaan.lengkap),
        dipa_id=versi.dipa_id,
        versi_id=versi.pk,
        keadaan_id=keadaan.pk if keadaan else None,
        sumber=keadaan.sistem_sumber if keadaan else "",
    )
