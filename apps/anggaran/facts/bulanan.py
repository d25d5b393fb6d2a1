"""Months of a year: spending derived from cumulative states, beside the plan of withdrawals (RPD).

Four queries for any number of lines, states and months, on top of those of the tree.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from apps.anggaran.facts.pohon import FaktaAnggaran
from apps.anggaran.formulas import NilaiBulan, bulanan, deviasi, hanya_setahun
from apps.anggaran.models import KeadaanRealisasi, NilaiRealisasi, PosAnggaran, RencanaPenarikan
from apps.ui.numbers import MONTHS, format_tanggal

SEMUA_BULAN = range(1, 13)
CARA_PER_BULAN = "Impor Laporan Fa Detail tiap bulan, atau isi realisasi per bulan."
TANPA_KEADAAN = f"Realisasi tahun ini belum dimuat. {CARA_PER_BULAN}"
TANPA_RENCANA = "Rencana penarikan dana (halaman III DIPA) belum diisi."
PENGEMBALIAN = "Negatif: pengembalian belanja lebih besar daripada pengeluaran bulan itu."

# The twelve ends or months of a line, from January on; None where nothing is known.
Setahun = tuple[int | None, ...]
KOSONG: Setahun = (None,) * 12


@dataclass(frozen=True, slots=True)
class FaktaKeadaan:
    """A state of realisasi as it was brought in; dihitung: whether it counts for its month (None: earlier)."""

    id: int
    per_tanggal: date
    sumber: str
    basis: str
    perbaikan: int
    pembanding: bool
    alasan: str
    berkas_id: int | None
    berkas: str
    jumlah: int | None
    dihitung: bool
    bulan: int | None

    @property
    def akhir_bulan(self) -> bool:
        """Whether its date is the last day of the month whose end it tells."""
        return self.per_tanggal.month == self.bulan and (self.per_tanggal + timedelta(days=1)).day == 1


@dataclass(frozen=True, slots=True)
class BulanPos:
    """One month of a line. realisasi is None when the month is not known; it may cover several months (dari–bulan).

    rencana is the plan of those same months, so a month that is covered by a later one has none of its own. All
    amounts are whole rupiah.
    """

    bulan: int
    dari: int
    realisasi: int | None
    kumulatif: int | None
    rencana: int | None
    rencana_kumulatif: int | None
    alasan: str = ""

    @property
    def nama(self) -> str:
        """The month, or the span that the amount covers: "Februari–Maret"."""
        return MONTHS[self.bulan - 1] if self.dari == self.bulan else rentang_bulan(self.dari, self.bulan)

    @property
    def deviasi(self) -> int | None:
        """Realisasi − rencana of the month in rupiah."""
        return _selisih(self.realisasi, self.rencana)

    @property
    def deviasi_persen(self) -> Fraction | None:
        return _persen(self.realisasi, self.rencana)

    @property
    def deviasi_kumulatif(self) -> int | None:
        """Realisasi − rencana since January in rupiah."""
        return _selisih(self.kumulatif, self.rencana_kumulatif)

    @property
    def deviasi_kumulatif_persen(self) -> Fraction | None:
        return _persen(self.kumulatif, self.rencana_kumulatif)


@dataclass(frozen=True)
class DeretPos:
    """A line of the budget over the year: what had been spent by the end of each month, and the plan per month.

    jalur "" is the satker as a whole. A plan without a month plans nothing for it (0); rencana is all None without a
    plan.
    """

    jalur: str
    jenis: str
    nama: str
    pagu: int
    kumulatif: Setahun
    rencana: Setahun

    @property
    def kode(self) -> str:
        """The code without bagian anggaran and unit: "CQ.6639"."""
        return self.jalur.split(".", 2)[-1]

    @property
    def ada_rencana(self) -> bool:
        return self.rencana != KOSONG

    @cached_property
    def nilai(self) -> list[NilaiBulan]:
        """The months that are known, in order; their amounts add up to the last state."""
        return bulanan(self.kumulatif)

    @property
    def realisasi(self) -> int | None:
        """What had been spent by the last state that knows this line."""
        return self.nilai[-1].kumulatif if self.nilai else None

    def rencana_sampai(self, bulan: int) -> int | None:
        """The plan from January to a month."""
        return self.rencana_antara(1, bulan)

    def rencana_antara(self, dari: int, sampai: int) -> int | None:
        """The plan of a span of months."""
        return sum(jumlah or 0 for jumlah in self.rencana[dari - 1 : sampai]) if self.ada_rencana else None

    @cached_property
    def bulan(self) -> list[BulanPos]:
        """All twelve months; one without a state says why it has no value."""
        menurut_akhir = {nilai.sampai: nilai for nilai in self.nilai}
        return [self._bulan(bulan, menurut_akhir) for bulan in SEMUA_BULAN]

    def _bulan(self, bulan: int, menurut_akhir: dict[int, NilaiBulan]) -> BulanPos:
        nilai = menurut_akhir.get(bulan)
        dari = nilai.dari if nilai else bulan
        berikut = next((akhir for akhir in sorted(menurut_akhir) if akhir > bulan), None) if nilai is None else None
        return BulanPos(
            bulan=bulan,
            dari=dari,
            realisasi=nilai.jumlah if nilai else None,
            kumulatif=nilai.kumulatif if nilai else None,
            rencana=None if berikut else self.rencana_antara(dari, bulan),
            rencana_kumulatif=self.rencana_sampai(bulan),
            alasan=_alasan(bulan, nilai, berikut),
        )


@dataclass(frozen=True)
class FaktaBulanan:
    """The months of one year: the satker as a whole, then each program with its kegiatan."""

    tahun: int
    satker: DeretPos
    program: tuple[tuple[DeretPos, tuple[DeretPos, ...]], ...]
    keadaan: tuple[FaktaKeadaan, ...]
    versi_rencana: str = ""

    def semua(self) -> Iterator[DeretPos]:
        """The satker, then every program followed by its kegiatan."""
        yield self.satker
        for program, kegiatan in self.program:
            yield program
            yield from kegiatan

    def cari(self, jalur: str) -> DeretPos | None:
        """The line of a code; "" is the satker."""
        return next((deret for deret in self.semua() if deret.jalur == jalur), None)

    @property
    def tersedia(self) -> bool:
        """Whether any month is known, and not only the year's total."""
        return not self.alasan

    @property
    def alasan(self) -> str:
        """Why there are no months, and what to do about it; "" when there are."""
        if not self.satker.nilai:
            return TANPA_KEADAAN
        if not hanya_setahun(self.satker.kumulatif):
            return ""
        akhir = next(k for k in self.keadaan if k.dihitung)
        return (
            f"Realisasi per bulan tidak tersedia: tahun ini hanya diketahui totalnya per "
            f"{format_tanggal(akhir.per_tanggal)} (sumber: {akhir.sumber}). {CARA_PER_BULAN}"
        )

    @property
    def tanpa_rencana(self) -> list[DeretPos]:
        """The kegiatan that have no plan although the year has one."""
        return [k for _, kegiatan in self.program for k in kegiatan if not k.ada_rencana] if self.versi_rencana else []


def rentang_bulan(dari: int, sampai: int) -> str:
    """A span of months in words.

    >>> rentang_bulan(2, 3)
    'Februari–Maret'
    """
    return f"{MONTHS[dari - 1]}–{MONTHS[sampai - 1]}"


def fetch_bulanan(anggaran: FaktaAnggaran) -> FaktaBulanan:
    """Fetch the months of a year's budget.

    Of each month the last state that counts is taken. What was booked after the year for the year belongs to December.
    """
    keadaan, menurut_bulan = _keadaan(anggaran)
    pos = list(
        PosAnggaran.objects.filter(
            dipa=anggaran.dipa_id, jenis__in=(PosAnggaran.Jenis.PROGRAM, PosAnggaran.Jenis.KEGIATAN)
        ).order_by("jalur")
    )
    jumlah = _kumulatif(menurut_bulan, {p.jalur for p in pos})
    rencana, versi = _rencana(anggaran.dipa_id)
    pagu = {p.jalur: p.pagu for p in anggaran.semua()}

    def deret(p: PosAnggaran, rencana_pos: Setahun) -> DeretPos:
        return DeretPos(p.jalur, p.jenis, p.nama, pagu.get(p.jalur, 0), jumlah.get(p.jalur, KOSONG), rencana_pos)

    kegiatan: dict[int | None, list[DeretPos]] = defaultdict(list)
    for p in pos:
        if p.jenis == PosAnggaran.Jenis.KEGIATAN:
            kegiatan[p.induk_id].append(deret(p, rencana.get(p.pk, KOSONG)))
    program = [
        (deret(p, _total(k.rencana for k in kegiatan[p.pk])), tuple(k for k in kegiatan[p.pk] if _berisi(k)))
        for p in pos
        if p.jenis == PosAnggaran.Jenis.PROGRAM
    ]
    urut = {p.jalur: n for n, p in enumerate(anggaran.program_menurut_kegiatan)}
    program = sorted((p for p in program if _berisi(p[0])), key=lambda p: urut.get(p[0].jalur, len(urut)))
    satker = DeretPos(
        "", "satker", "Seluruh satker", anggaran.pagu, jumlah.get("", KOSONG), _total(p.rencana for p, _ in program)
    )
    return FaktaBulanan(anggaran.tahun, satker, tuple(program), keadaan, versi)


def _alasan(bulan: int, nilai: NilaiBulan | None, berikut: int | None) -> str:
    """What a reader must know about a month: why it is empty, covers several, or is negative."""
    if nilai is None:
        sebab = f"Keadaan akhir {MONTHS[bulan - 1]} belum dimuat"
        return f"{sebab}; termasuk dalam nilai {MONTHS[berikut - 1]}." if berikut else f"{sebab}."
    kalimat = [f"Gabungan {rentang_bulan(nilai.dari, nilai.sampai)}."] if nilai.gabungan else []
    return " ".join([*kalimat, *([PENGEMBALIAN] if nilai.jumlah < 0 else [])])


def _berisi(deret: DeretPos) -> bool:
    return bool(deret.pagu or deret.nilai or deret.ada_rencana)


def _bulan_of(per_tanggal: date, tahun: int) -> int | None:
    """The month whose end a state tells; None before the year."""
    if per_tanggal.year == tahun:
        return per_tanggal.month
    return 12 if per_tanggal.year > tahun else None


def _keadaan(anggaran: FaktaAnggaran) -> tuple[tuple[FaktaKeadaan, ...], dict[int, int]]:
    """All states from the last to the first, and the id of the one that counts for each month."""
    states: QuerySet[KeadaanRealisasi] = (
        KeadaanRealisasi.objects.filter(dipa=anggaran.dipa_id)
        .select_related("berkas")
        .annotate(total=Sum("nilai__jumlah"))
        .order_by("per_tanggal", "urutan", "pk")
    )
    menurut_bulan: dict[int, int] = {}
    semua = list(states)
    for state in semua:
        bulan = _bulan_of(state.per_tanggal, anggaran.tahun)
        if bulan and not state.pembanding:
            menurut_bulan[bulan] = state.pk
    dihitung = set(menurut_bulan.values())
    fakta = tuple(
        FaktaKeadaan(
            id=state.pk,
            per_tanggal=state.per_tanggal,
            sumber=state.sistem_sumber,
            basis=state.get_basis_display(),
            perbaikan=state.urutan,
            pembanding=state.pembanding,
            alasan=state.alasan,
            berkas_id=state.berkas_id,
            berkas=state.berkas.nama if state.berkas else "",
            jumlah=state.total,  # type: ignore[attr-defined]
            dihitung=state.pk in dihitung,
            bulan=_bulan_of(state.per_tanggal, anggaran.tahun),
        )
        for state in reversed(semua)
    )
    return fakta, menurut_bulan


def _kumulatif(menurut_bulan: dict[int, int], dikenal: set[str]) -> dict[str, Setahun]:
    """What had been spent by the end of each month, by the code of satker (""), program and kegiatan."""
    bulan_of = {keadaan: bulan for bulan, keadaan in menurut_bulan.items()}
    hasil: dict[str, list[int | None]] = defaultdict(lambda: [None] * 12)
    # A leaf stands in up to twelve states; its ancestors are looked up once.
    di_atas: dict[str, list[list[int | None]]] = {}
    rows = NilaiRealisasi.objects.filter(keadaan__in=bulan_of).values_list("keadaan_id", "pos__jalur", "jumlah")
    for keadaan, jalur, jumlah in rows.order_by().iterator(chunk_size=5000):
        deret = di_atas.get(jalur)
        if deret is None:
            deret = di_atas[jalur] = [hasil[atas] for atas in ("", *(a for a in _jalur_atas(jalur) if a in dikenal))]
        tempat = bulan_of[keadaan] - 1
        for nilai in deret:
            nilai[tempat] = (nilai[tempat] or 0) + jumlah
    return {jalur: tuple(nilai) for jalur, nilai in hasil.items()}


def _jalur_atas(jalur: str) -> list[str]:
    """A code and all codes above it.

    >>> _jalur_atas("076.01.CQ")
    ['076', '076.01', '076.01.CQ']
    """
    bagian = jalur.split(".")
    return [".".join(bagian[:n]) for n in range(1, len(bagian) + 1)]


def _rencana(dipa_id: int) -> tuple[dict[int, Setahun], str]:
    """The plan per kegiatan of the last version that has one, and the name of that version."""
    terakhir = (
        RencanaPenarikan.objects.filter(versi__dipa=OuterRef("versi__dipa"))
        .order_by("-versi__urutan")
        .values("versi")[:1]
    )
    rows = RencanaPenarikan.objects.filter(versi__dipa=dipa_id, versi=Subquery(terakhir)).values_list(
        "pos_id", "bulan", "jumlah", "versi__nama"
    )
    hasil: dict[int, list[int | None]] = defaultdict(lambda: [0] * 12)
    versi = ""
    for pos_id, bulan, jumlah, nama in rows:
        hasil[pos_id][bulan - 1] = jumlah
        versi = nama
    return {pos_id: tuple(nilai) for pos_id, nilai in hasil.items()}, versi


def _total(rencana: Iterable[Setahun]) -> Setahun:
    """The plans that there are, added up month by month."""
    ada = [satu for satu in rencana if satu != KOSONG]
    return tuple(sum(nilai or 0 for nilai in bulan) for bulan in zip(*ada, strict=True)) if ada else KOSONG


def _selisih(realisasi: int | None, rencana: int | None) -> int | None:
    return None if realisasi is None or rencana is None else realisasi - rencana


def _persen(realisasi: int | None, rencana: int | None) -> Fraction | None:
    return None if realisasi is None or rencana is None else deviasi(realisasi, rencana)
