"""Tables of the budget: Ringkasan Eksekutif, BAB II.D and BAB III.D (LKj 2, 8, 29, 30)."""

from collections.abc import Sequence

from apps.anggaran.facts import FaktaPos
from apps.anggaran.formulas import TANPA_ANGGARAN, serapan
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Cell, Column, Difference, Formula, Group, Ratio, Row, Sum

TANPA_REALISASI = "Realisasi anggaran belum diisi."


def money(pagu: int, realisasi: int | None, sums: Formula | None = None, pagu_key: str = "pagu") -> dict[str, Cell]:
    """The cells pagu and realisasi; with sums they are live totals of other rows."""
    spent = Cell(reason=TANPA_REALISASI) if realisasi is None else Cell(realisasi, formula=sums)
    return {pagu_key: Cell(pagu, formula=sums), "realisasi": spent}


def sisa(pagu: int, realisasi: int | None) -> Cell:
    """The cell pagu − realisasi."""
    if realisasi is None:
        return Cell(reason=TANPA_REALISASI)
    return Cell(pagu - realisasi, formula=Difference("pagu", "realisasi"))


def persen(pagu: int, realisasi: int | None, pagu_key: str = "pagu", realisasi_key: str = "realisasi") -> Cell:
    """The cell realisasi ÷ pagu in percent."""
    value = None if realisasi is None else serapan(realisasi, pagu)
    if value is None:
        reason = TANPA_REALISASI if realisasi is None else "Pagu 0: persentase tidak dapat dihitung."
        return Cell(blank="-", reason=reason)
    return Cell(value, kind="persen", formula=Ratio(realisasi_key, pagu_key))


class RealisasiAnggaran(Report):
    """Pagu, realisasi, sisa and percentage of every program with the total."""

    slug = "realisasi-anggaran"
    empty_reason = TANPA_ANGGARAN

    def title(self, ctx: Konteks) -> str:
        return f"Realisasi Anggaran Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("no", "No", "nomor", width=5),
            Column("program", "Program/Kegiatan/KRO/RO", width=56),
            Column("pagu", "Pagu", "rupiah", width=18),
            Column("realisasi", "Realisasi", "rupiah", width=18),
            Column("sisa", "Sisa Pagu", "rupiah", width=16),
            Column("persen", "(%)", "persen", width=10),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        anggaran = fakta.anggaran
        if anggaran is None:
            return [], []
        programs = sorted(anggaran.pos("program"), key=lambda program: program.kode)
        rows = [
            Row(
                {"no": Cell(number), "program": Cell(f"{p.jalur} {p.nama}")}
                | money(p.pagu, p.realisasi)
                | {"sisa": sisa(p.pagu, p.realisasi), "persen": persen(p.pagu, p.realisasi)}
            )
            for number, p in enumerate(programs, start=1)
        ]
        pagu, realisasi = anggaran.pagu, anggaran.realisasi
        rows.append(
            Row(
                {"program": Cell("TOTAL ANGGARAN")}
                | money(pagu, realisasi, Sum(tuple(range(len(programs)))))
                | {"sisa": sisa(pagu, realisasi), "persen": persen(pagu, realisasi)},
                style="jumlah",
            )
        )
        return rows, []


class RingkasanAnggaran(RealisasiAnggaran):
    """The same table in the Ringkasan Eksekutif."""

    slug = "ringkasan-anggaran"

    def title(self, ctx: Konteks) -> str:
        return "Anggaran dan Realisasi"


class KegiatanAnggaran(Report):
    """Programs and their kegiatan with pagu, realisasi and sisa."""

    slug = "kegiatan-anggaran"
    empty_reason = TANPA_ANGGARAN

    def title(self, ctx: Konteks) -> str:
        return f"Kegiatan dan Anggaran Tahun Anggaran {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("no", "No", "nomor", width=5),
            Column("program", "Program/Kegiatan", width=60),
            Column("pagu", "Anggaran (Rp.)", "rupiah", width=18),
            Column("realisasi", "Realisasi (Rp.)", "rupiah", width=18),
            Column("sisa", "Sisa Anggaran (Rp.)", "rupiah", width=18),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        anggaran = fakta.anggaran
        if anggaran is None:
            return [], []
        rows: list[Row] = []
        program_rows: list[int] = []
        for number, program in enumerate(anggaran.program_menurut_kegiatan, start=1):
            kegiatan = list(program.turunan("kegiatan"))
            start = len(rows)
            program_rows.append(start)
            sums = Sum(tuple(range(start + 1, start + 1 + len(kegiatan))))
            rows.append(self._row(program, level=0, number=number, sums=sums))
            rows.extend(self._row(k, level=1) for k in kegiatan)
        rows.append(
            Row(
                {"program": Cell("TOTAL")}
                | money(anggaran.pagu, anggaran.realisasi, Sum(tuple(program_rows)))
                | {"sisa": sisa(anggaran.pagu, anggaran.realisasi)},
                style="jumlah",
            )
        )
        return rows, []

    @staticmethod
    def _row(pos: FaktaPos, level: int, number: int | None = None, sums: Formula | None = None) -> Row:
        return Row(
            {"no": Cell(number), "program": Cell(f"{pos.kode_program} {pos.nama}")}
            | money(pos.pagu, pos.realisasi, sums)
            | {"sisa": sisa(pos.pagu, pos.realisasi)},
            level=level,
        )


class AnggaranKomponen(Report):
    """Every komponen with alokasi, realisasi and percentage, below its rincian output."""

    slug = "anggaran-komponen"
    empty_reason = TANPA_ANGGARAN

    def title(self, ctx: Konteks) -> str:
        return "Capaian Kinerja Pelaksanaan Anggaran"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("no", "No", "nomor", width=5),
            Column("komponen", "Nomenklatur Komponen", width=66),
            Group(
                "Anggaran",
                (
                    Column("alokasi", "Alokasi", "rupiah", width=18),
                    Column("realisasi", "Realisasi", "rupiah", width=18),
                    Column("persen", "%", "persen", width=10),
                ),
            ),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        anggaran = fakta.anggaran
        if anggaran is None:
            return [], []
        rows: list[Row] = []
        number = 0
        for program in anggaran.program_menurut_kegiatan:
            for ro in program.turunan("ro"):
                rows.append(Row({"komponen": Cell(f"{ro.kode_kegiatan} - {ro.nama}")}, style="bagian"))
                for komponen in ro.anak:
                    number += 1
                    nama = Cell(f"{komponen.kode} {komponen.nama}", ref=f"rincian/{komponen.jalur}")
                    rows.append(
                        Row(
                            {"no": Cell(number), "komponen": nama}
                            | money(komponen.pagu, komponen.realisasi, pagu_key="alokasi")
                            | {"persen": persen(komponen.pagu, komponen.realisasi, "alokasi")}
                        )
                    )
        return rows, []
