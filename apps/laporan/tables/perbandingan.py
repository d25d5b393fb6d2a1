"""Comparisons over all years of the plan; generated, not part of the LKj's outline."""

from collections.abc import Sequence

from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, target_cell
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Cell, Column, Group, Row, Sum
from apps.laporan.tables.anggaran import TANPA_ANGGARAN, money, persen
from apps.laporan.tables.kinerja import TANPA_INDIKATOR


class PerbandinganKinerja(Report):
    """Target, realisasi and capaian of every indicator in every year of the plan."""

    slug = "perbandingan-kinerja"
    empty_reason = TANPA_INDIKATOR

    def title(self, ctx: Konteks) -> str:
        return f"Perbandingan Kinerja {ctx.satker} Tahun {ctx.rentang}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        years = range(ctx.tahun_awal, ctx.tahun_akhir + 1)
        return [
            Column("no", "No", "nomor", width=5),
            Column("indikator", "Indikator", width=38),
            *(
                Group(
                    str(year),
                    (
                        Column(f"t{year}", "Target", "persen", width=9),
                        Column(f"r{year}", "Realisasi", "persen", width=9),
                        Column(f"c{year}", "Capaian", "persen", width=9),
                    ),
                )
                for year in years
            ),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        kinerja, notes = fakta.kinerja, Footnotes()
        rows: list[Row] = []
        for sasaran in kinerja.sasaran:
            rows.append(Row({"indikator": Cell(f"SS {sasaran.nomor}. {sasaran.nama}")}, style="bagian"))
            for indikator in sasaran.indikator:
                cells = {
                    "no": Cell(indikator.nomor),
                    "indikator": Cell(indikator.nama, ref=f"indikator/{indikator.nomor}"),
                }
                for year in range(ctx.tahun_awal, ctx.tahun_akhir + 1):
                    cells |= {
                        f"t{year}": target_cell(indikator, indikator.target(year)),
                        f"r{year}": realisasi_cell(indikator, indikator.realisasi_tahun(year), notes),
                        f"c{year}": capaian_cell(kinerja, indikator, year, f"t{year}", f"r{year}"),
                    }
                rows.append(Row(cells))
        tanpa_pk = [
            str(year)
            for year in range(ctx.tahun_awal, ctx.tahun_akhir + 1)
            if not any(year in i.target_pk for i in kinerja.indikator)
        ]
        label = [f"Target {', '.join(tanpa_pk)} diambil dari Renstra karena perjanjian kinerjanya belum dicatat."]
        return rows, notes.lines() + (label if tanpa_pk and rows else [])


class PerbandinganAnggaran(Report):
    """Pagu, realisasi and percentage of every program and kegiatan in the years that have a budget."""

    slug = "perbandingan-anggaran"
    empty_reason = TANPA_ANGGARAN

    def title(self, ctx: Konteks) -> str:
        return f"Perbandingan Anggaran {ctx.satker} Tahun {ctx.rentang}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        years = sorted(fakta.anggaran_tahunan) or [ctx.tahun]
        return [
            Column("program", "Program/Kegiatan", width=50),
            *(
                Group(
                    str(year),
                    (
                        Column(f"p{year}", "Pagu", "rupiah", width=17),
                        Column(f"r{year}", "Realisasi", "rupiah", width=17),
                        Column(f"s{year}", "(%)", "persen", width=10),
                    ),
                )
                for year in years
            ),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        budgets = fakta.anggaran_tahunan
        if not budgets:
            return [], []
        lines: dict[str, tuple[int, str, dict[str, Cell]]] = {}
        for year in sorted(budgets):
            for program in budgets[year].program_menurut_kegiatan:
                for level, pos in [(0, program), *((1, k) for k in program.turunan("kegiatan"))]:
                    code = pos.kode_program
                    cells = lines.setdefault(code, (level, f"{code} {pos.nama}", {}))[2]
                    cells.update(self._year_cells(year, pos.pagu, pos.realisasi))
        rows = [Row({"program": Cell(name)} | cells, level=level) for level, name, cells in lines.values()]
        programs = tuple(index for index, row in enumerate(rows) if row.level == 0)
        total: dict[str, Cell] = {"program": Cell("TOTAL")}
        for year, budget in budgets.items():
            total |= self._year_cells(year, budget.pagu, budget.realisasi, Sum(programs))
        missing = [str(y) for y in range(ctx.tahun_awal, ctx.tahun_akhir + 1) if y not in budgets]
        notes = [f"Anggaran {', '.join(missing)} belum dimuat."] if missing else []
        return [*rows, Row(total, style="jumlah")], notes

    @staticmethod
    def _year_cells(year: int, pagu: int, realisasi: int | None, sums: Sum | None = None) -> dict[str, Cell]:
        cells = money(pagu, realisasi, sums)
        return {
            f"p{year}": cells["pagu"],
            f"r{year}": cells["realisasi"],
            f"s{year}": persen(pagu, realisasi, f"p{year}", f"r{year}"),
        }
