"""Tables of planning: BAB II (LKj 5, 6, 7)."""

from collections.abc import Sequence

from apps.laporan.cells import target_cell
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Cell, Column, Group, Row
from apps.laporan.tables.kinerja import TANPA_INDIKATOR, merged
from apps.pengukuran.facts import KOSONG_TARGET


class MatriksRenstra(Report):
    """The targets of the Renstra, year by year."""

    slug = "matriks-renstra"
    empty_reason = TANPA_INDIKATOR

    def title(self, ctx: Konteks) -> str:
        return f"Matriks Perencanaan Kinerja {ctx.satker} Periode {ctx.rentang}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        years = range(ctx.tahun_awal, ctx.tahun_akhir + 1)
        return [
            Column("tujuan", "Tujuan", width=8),
            Column("sasaran", "Sasaran Strategis", width=34),
            Column("indikator", "Indikator", width=40),
            Group(
                f"Target Kinerja {ctx.satker}",
                tuple(Column(f"t{year}", str(year), "persen", width=9) for year in years),
            ),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        years = range(ctx.tahun_awal, ctx.tahun_akhir + 1)
        rows: list[Row] = []
        for tujuan in fakta.kinerja.tujuan:
            rows.append(Row({"tujuan": Cell(f"{tujuan.nomor}. {tujuan.nama}")}, style="bagian"))
            rows.extend(
                Row(
                    {
                        "sasaran": merged(Cell(sasaran.nama), index),
                        "indikator": Cell(indikator.nama, ref=f"indikator/{indikator.nomor}"),
                    }
                    | {
                        f"t{year}": target_cell(indikator, indikator.target_renstra.get(year, KOSONG_TARGET))
                        for year in years
                    }
                )
                for sasaran in tujuan.sasaran
                for index, indikator in enumerate(sasaran.indikator)
            )
        return rows, []


class MatriksPrioritasNasional(Report):
    """National priorities that the office contributes to."""

    slug = "prioritas-nasional"
    empty_reason = "Prioritas nasional belum dicatat untuk tahun ini."

    def title(self, ctx: Konteks) -> str:
        return f"Matriks PN-PP-KP-ProP pada RKP {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("pn", "Prioritas Nasional", width=36),
            Column("pp", "Program Prioritas", width=26),
            Column("kp", "Kegiatan Prioritas", width=30),
            Column("prop", "Proyek Prioritas", width=30),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        return [
            Row({"pn": Cell(p.prioritas), "pp": Cell(p.program), "kp": Cell(p.kegiatan), "prop": Cell(p.proyek)})
            for p in fakta.prioritas
        ], []


class PerjanjianKinerjaTahun(Report):
    """The yearly contract: sasaran, indicators and targets."""

    slug = "perjanjian-kinerja"
    empty_reason = "Perjanjian kinerja tahun ini belum dicatat; tabel capaian memakai target Renstra."

    def title(self, ctx: Konteks) -> str:
        return f"Perjanjian Kinerja {ctx.satker} Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("no", "No", "nomor", width=5),
            Column("sasaran", "Sasaran Strategis", width=40),
            Column("indikator", "Indikator", width=48),
            Column("target", "Target", "persen", width=12),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        rows: list[Row] = []
        for number, sasaran in enumerate(fakta.kinerja.sasaran, start=1):
            promised = [i for i in sasaran.indikator if ctx.tahun in i.target_pk]
            rows.extend(
                Row(
                    {
                        "no": merged(Cell(number), index),
                        "sasaran": merged(Cell(sasaran.nama), index),
                        "indikator": Cell(indikator.nama, ref=f"indikator/{indikator.nomor}"),
                        "target": target_cell(indikator, indikator.target_pk[ctx.tahun]),
                    }
                )
                for index, indikator in enumerate(promised)
            )
        return rows, []
