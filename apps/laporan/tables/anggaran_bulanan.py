"""Months of the budget: every line by month, and one line with its plan and deviation."""

from collections.abc import Sequence
from dataclasses import replace

from apps.anggaran.facts import BulanPos, DeretPos
from apps.anggaran.facts.bulanan import TANPA_RENCANA
from apps.anggaran.formulas import TANPA_ANGGARAN
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Cell, Column, Difference, Group, Ratio, Row, Sum, Table
from apps.ui.numbers import MONTHS, format_tanggal

PENDEK = tuple(nama[:3] for nama in MONTHS)
TANPA_DASAR = "Rencana 0: persentase tidak dapat dihitung."


class Bulanan(Report):
    """Base of the tables of months: a year with only its total has no rows, and its table says why."""

    empty_reason = TANPA_ANGGARAN

    def build(self, fakta: Fakta, ctx: Konteks, number: int | None = None) -> Table:
        table = super().build(fakta, ctx, number)
        alasan = fakta.bulanan.alasan if fakta.bulanan else ""
        return replace(table, empty_reason=alasan) if alasan else table


class RealisasiBulanan(Bulanan):
    """What satker, programs and kegiatan spent in each month, and in the year so far."""

    slug = "realisasi-bulanan"

    def title(self, ctx: Konteks) -> str:
        return f"Realisasi Anggaran per Bulan Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("program", "Program/Kegiatan", width=44),
            *(Column(f"b{bulan}", nama, "rupiah", width=15) for bulan, nama in enumerate(PENDEK, start=1)),
            Column("jumlah", "Jumlah", "rupiah", width=17),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        bulanan = fakta.bulanan
        if bulanan is None or not bulanan.tersedia:
            return [], []
        rows: list[Row] = []
        for program, kegiatan in bulanan.program:
            below = tuple(range(len(rows) + 1, len(rows) + 1 + len(kegiatan)))
            rows.append(self._row(program, f"{program.kode} {program.nama}", below, kegiatan))
            rows += [self._row(k, f"{k.kode} {k.nama}", level=1) for k in kegiatan]
        programs = tuple(index for index, row in enumerate(rows) if row.level == 0)
        total = self._row(bulanan.satker, "TOTAL", programs, [program for program, _ in bulanan.program])
        return [*rows, Row(total.cells, style="jumlah")], catatan_keadaan(fakta)

    @staticmethod
    def _row(
        deret: DeretPos, name: str, rows: tuple[int, ...] = (), below: Sequence[DeretPos] = (), level: int = 0
    ) -> Row:
        """A line; where the lines below it add up to it month by month, its months are live sums."""
        cells = {"program": Cell(name, ref=f"bulanan/{deret.jalur}"), "jumlah": Cell(deret.realisasi)}
        for month in deret.bulan:
            parts = [other.bulan[month.bulan - 1].realisasi for other in below]
            adds_up = bool(rows) and month.realisasi == sum(part or 0 for part in parts)
            cells[f"b{month.bulan}"] = Cell(
                month.realisasi, reason=_reason(month), formula=Sum(rows) if adds_up else None
            )
        return Row(cells, level=level)


class RincianBulanan(Bulanan):
    """One line by month: spending, plan and deviation, of the month and since January. jalur "" is the satker."""

    slug = "deviasi-bulanan"

    def __init__(self, jalur: str = "") -> None:
        self.jalur = jalur

    def title(self, ctx: Konteks) -> str:
        return f"Realisasi dan Rencana Penarikan Dana per Bulan Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        def group(label: str, suffix: str) -> Group:
            return Group(
                label,
                (
                    Column(f"realisasi{suffix}", "Realisasi", "rupiah", width=18),
                    Column(f"rencana{suffix}", "Rencana", "rupiah", width=18),
                    Column(f"deviasi{suffix}", "Deviasi", "rupiah", width=18),
                    Column(f"persen{suffix}", "Deviasi (%)", "persen", width=12),
                ),
            )

        return [Column("bulan", "Bulan", width=20), group("Bulan ini", ""), group("Sejak Januari", "_k")]

    def intro(self, ctx: Konteks) -> list[tuple[str, str]]:
        return [("Pos", self.jalur)] if self.jalur else []

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        bulanan = fakta.bulanan
        deret = bulanan.cari(self.jalur) if bulanan and bulanan.tersedia else None
        if deret is None:
            return [], []
        rows = [
            Row(
                {"bulan": Cell(month.nama)}
                | _quartet("", month.realisasi, month.rencana, month, reason=_reason(month))
                | _quartet("_k", month.kumulatif, month.rencana_kumulatif, month)
            )
            for month in deret.bulan
        ]
        total = {"bulan": Cell("JUMLAH")}
        for key, amount in (("realisasi", deret.realisasi), ("rencana", deret.rencana_sampai(12))):
            known = tuple(index for index, row in enumerate(rows) if row.cell(key).value is not None)
            total[key] = Cell(amount, formula=Sum(known) if known else None)
        rows.append(Row(total, style="jumlah"))
        rencana = [f"Rencana menurut {fakta.bulanan.versi_rencana}."] if deret.ada_rencana and fakta.bulanan else []
        return rows, [*(rencana or [TANPA_RENCANA]), *catatan_keadaan(fakta)]


def catatan_keadaan(fakta: Fakta) -> list[str]:
    """How months come about, states that are not of the end of their month, and plans that are missing."""
    if fakta.bulanan is None:
        return []
    notes = ["Realisasi bulan adalah selisih dua keadaan kumulatif yang berurutan."]
    notes += [
        f"Keadaan {MONTHS[k.bulan - 1]} diambil per {format_tanggal(k.per_tanggal)}, bukan akhir bulan."
        for k in reversed(fakta.bulanan.keadaan)
        if k.dihitung and k.bulan and not k.akhir_bulan
    ]
    tanpa = [k.kode for k in fakta.bulanan.tanpa_rencana]
    return [*notes, *([f"Belum ada rencana penarikan untuk {', '.join(tanpa)}."] if tanpa else [])]


def _reason(month: BulanPos) -> str:
    """Why a month is empty or odd; months that have not come yet need no word each."""
    return "" if month.realisasi is None and not month.alasan.partition(";")[2] else month.alasan


def _quartet(
    suffix: str, realisasi: int | None, rencana: int | None, month: BulanPos, reason: str = ""
) -> dict[str, Cell]:
    """Realisasi, rencana and both deviations, of the month or ("_k") since January."""
    deviasi, persen = (
        (month.deviasi_kumulatif, month.deviasi_kumulatif_persen) if suffix else (month.deviasi, month.deviasi_persen)
    )
    difference = Difference(f"realisasi{suffix}", f"rencana{suffix}") if deviasi is not None else None
    ratio = Ratio(f"deviasi{suffix}", f"rencana{suffix}") if persen is not None else None
    no_base = TANPA_DASAR if persen is None and deviasi is not None else ""
    return {
        f"realisasi{suffix}": Cell(realisasi, reason=reason),
        f"rencana{suffix}": Cell(rencana),
        f"deviasi{suffix}": Cell(deviasi, formula=difference),
        f"persen{suffix}": Cell(persen, reason=no_base, formula=ratio),
    }
