"""Tables of performance: Ringkasan Eksekutif and BAB III (LKj 1, 9, 10, 11, 13–28)."""

from collections.abc import Sequence

from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, target_cell
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import EMPTY, MERGED, Cell, Column, Group, Row
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaSasaran
from apps.siklus.facts import nama_periode

TANPA_INDIKATOR = "Belum ada indikator untuk tahun ini. Tambahkan Renstra dan adopsi indikatornya."


def target_note(kinerja: FaktaKinerja) -> list[str]:
    """Say so when the Renstra target stands in for a perjanjian kinerja that does not exist."""
    if kinerja.ada_pk or not any(kinerja.indikator):
        return []
    return [f"Target diambil dari Renstra karena perjanjian kinerja {kinerja.tahun} belum dicatat."]


def merged(first: Cell, index: int) -> Cell:
    """The cell itself in the first row of its group, a continuation below."""
    return MERGED if index else first


class CapaianKinerja(Report):
    """Target, realisasi and capaian of all indicators, grouped by tujuan and sasaran."""

    slug = "capaian-kinerja"
    empty_reason = TANPA_INDIKATOR

    def title(self, ctx: Konteks) -> str:
        return f"Capaian Kinerja {ctx.satker} Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("tujuan", "Tujuan", width=8),
            Column("sasaran", "Sasaran Strategis", width=34),
            Column("no", "No", "nomor", width=5),
            Column("indikator", "Indikator", width=40),
            Column("target", "Target", "persen", width=11),
            Column("realisasi", "Realisasi", "persen", width=12),
            Column("capaian", "Persentase Capaian", "persen", width=13),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        notes = Footnotes()
        rows: list[Row] = []
        for tujuan in fakta.kinerja.tujuan:
            rows.append(Row({"tujuan": Cell(f"{tujuan.nomor}. {tujuan.nama}")}, style="bagian"))
            for sasaran in tujuan.sasaran:
                rows.extend(self._sasaran_rows(fakta.kinerja, sasaran, notes))
        return rows, notes.lines() + self._target_note(fakta.kinerja)

    def _target_note(self, kinerja: FaktaKinerja) -> list[str]:
        return target_note(kinerja)

    @staticmethod
    def _sasaran_rows(kinerja: FaktaKinerja, sasaran: FaktaSasaran, notes: Footnotes) -> list[Row]:
        return [
            Row(
                {
                    "sasaran": merged(Cell(sasaran.nama), index),
                    "no": Cell(index + 1),
                    "indikator": Cell(indikator.nama, ref=f"indikator/{indikator.nomor}"),
                    "target": target_cell(indikator, indikator.target(kinerja.tahun)),
                    "realisasi": realisasi_cell(indikator, indikator.realisasi_tahun(kinerja.tahun), notes),
                    "capaian": capaian_cell(kinerja, indikator, kinerja.tahun, "target", "realisasi"),
                }
            )
            for index, indikator in enumerate(sasaran.indikator)
        ]


class RingkasanCapaian(CapaianKinerja):
    """The same table in the Ringkasan Eksekutif."""

    slug = "ringkasan-capaian"

    def title(self, ctx: Konteks) -> str:
        return f"Capaian Kinerja untuk Indikator Kinerja Utama {ctx.satker} Tahun {ctx.tahun}"


class CapaianTriwulan(CapaianKinerja):
    """The same table for one quarter; it stands in no outline but in the quarter's edition."""

    slug = "capaian-triwulan"

    def title(self, ctx: Konteks) -> str:
        return f"Capaian Kinerja {ctx.satker} {nama_periode(ctx.tahun, ctx.triwulan)}"

    def _target_note(self, kinerja: FaktaKinerja) -> list[str]:
        # A quarter has its own target or none; the plan's target of the year never stands in for it.
        return []


def _satuan_dan_ukuran(indikator: FaktaIndikator) -> str:
    """What is known of unit and measure, a line each; what is not said leaves no label behind."""
    ukuran = indikator.ukuran_keberhasilan
    return "\n".join(filter(None, (indikator.satuan_lengkap, f"Ukuran Keberhasilan: {ukuran}" if ukuran else "")))


class IndikatorKinerjaUtama(Report):
    """The indicator sheet: definition, calculation, unit, owner and source of every indicator."""

    slug = "indikator-kinerja-utama"
    empty_reason = TANPA_INDIKATOR

    def title(self, ctx: Konteks) -> str:
        return f"Indikator Kinerja Utama {ctx.satker} Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("no", "No", "nomor", width=5),
            Column("indikator", "Indikator", width=24),
            Column("sasaran", "Sasaran Strategis", width=24),
            Column("definisi", "Definisi", width=28),
            Column("cara", "Cara Perhitungan", width=24),
            Column("satuan", "Satuan dan Ukuran Keberhasilan", width=24),
            Column("penanggung_jawab", "Penanggung Jawab", width=18),
            Column("sumber", "Sumber Data", width=18),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        rows = [
            Row(
                {
                    "no": Cell(indikator.nomor),
                    "indikator": Cell(indikator.nama_iku, ref=f"indikator/{indikator.nomor}"),
                    "sasaran": Cell(sasaran.nama),
                    "definisi": Cell(indikator.definisi),
                    "cara": Cell(indikator.cara_perhitungan),
                    "satuan": Cell(_satuan_dan_ukuran(indikator) or None),
                    "penanggung_jawab": Cell(indikator.penanggung_jawab),
                    "sumber": Cell(indikator.sumber_data),
                }
            )
            for sasaran in fakta.kinerja.sasaran
            for indikator in sasaran.indikator
        ]
        return rows, []


class IndikatorSasaran(Report):
    """The indicators of one sasaran with target, realisasi and capaian."""

    slug = "indikator-sasaran"
    empty_reason = TANPA_INDIKATOR

    def title(self, ctx: Konteks) -> str:
        return f"Indikator Kinerja Sasaran Strategis {ctx.sasaran_ini.nomor}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("no", "No", "nomor", width=5),
            Column("sasaran", "Sasaran Strategis", width=34),
            Column("indikator", "Indikator", width=40),
            Column("target", f"Target {ctx.tahun}", "persen", width=11),
            Column("realisasi", "Realisasi", "persen", width=12),
            Column("capaian", "Persentase Capaian", "persen", width=13),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        kinerja, notes = fakta.kinerja, Footnotes()
        rows = [
            Row(
                {
                    "no": Cell(index + 1),
                    "sasaran": merged(Cell(ctx.sasaran_ini.nama), index),
                    "indikator": Cell(indikator.nama, ref=f"indikator/{indikator.nomor}"),
                    "target": target_cell(indikator, indikator.target(ctx.tahun)),
                    "realisasi": realisasi_cell(indikator, indikator.realisasi_tahun(ctx.tahun), notes),
                    "capaian": capaian_cell(kinerja, indikator, ctx.tahun, "target", "realisasi"),
                }
            )
            for index, indikator in enumerate(ctx.sasaran_ini.indikator)
        ]
        return rows, notes.lines() + target_note(kinerja)


class TabelPendukungIndikator(Report):
    """The supporting table of an indicator; empty, it keeps its number and says so."""

    slug = "tabel-pendukung"
    empty_reason = "Tabel pendukung indikator ini belum diisi untuk tahun ini."
    numbered_columns = True

    def title(self, ctx: Konteks) -> str:
        return f"{ctx.indikator_ini.judul_tabel_pendukung} Tahun {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        tabel = fakta.tabel_pendukung.get(ctx.indikator_ini.adopsi_id)
        if tabel is None:
            return [Column("no", "No", "nomor", width=10), Column("kolom_1", "Uraian", width=40)]
        nomor, *judul = tabel.kolom
        return [
            Column("no", nomor, "nomor", width=10),
            *(Column(f"kolom_{n}", label, width=36) for n, label in enumerate(judul, start=1)),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        tabel = fakta.tabel_pendukung.get(ctx.indikator_ini.adopsi_id)
        if tabel is None:
            return [], []
        rows = [
            Row(
                {"no": Cell(number)}
                | {f"kolom_{n}": Cell(text, mark=tanda if n == 1 else "") for n, text in enumerate(isi, start=1)}
            )
            for number, (isi, tanda) in enumerate(tabel.baris, start=1)
        ]
        return rows, [tabel.catatan] if tabel.catatan else []


class PerbandinganIndikator(Report):
    """One indicator over the years: past realisasi, this year, and the national target."""

    slug = "perbandingan-indikator"

    def title(self, ctx: Konteks) -> str:
        return f"Capaian Indikator {ctx.indikator_ini.nama_judul_tabel} Tahun {ctx.rentang}"

    def intro(self, ctx: Konteks) -> list[tuple[str, str]]:
        return [("Sasaran Kegiatan", ctx.sasaran_ini.nama), ("Indikator Kegiatan", ctx.indikator_ini.nama_tabel)]

    def address(self, ctx: Konteks) -> str:
        return f"{self.slug}/{ctx.indikator_ini.nomor}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        years = ctx.tahun_lalu
        parts: list[Column | Group] = []
        if years:
            span = f"{years[0]}-{years[-1]}" if len(years) > 1 else f"{years[0]}"
            columns = tuple(Column(f"r{year}", str(year), "persen", width=12) for year in years)
            parts.append(Group(f"Realisasi {span}", columns))
        parts.append(
            Group(
                str(ctx.tahun),
                (
                    Column("target", "Target", "persen", width=12),
                    Column("realisasi", "Realisasi", "persen", width=12),
                    Column("capaian", "Capaian", "persen", width=12),
                ),
            )
        )
        renstra = fakta.kinerja.renstra
        label = (renstra.label_nasional if renstra else "") or "Target nasional"
        return [*parts, Group(label, (Column("nasional", "Target", "persen", width=22),))]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        indikator, kinerja, notes = ctx.indikator_ini, fakta.kinerja, Footnotes()
        nasional = indikator.target_nasional.get(ctx.tahun_akhir)
        cells = {
            f"r{year}": realisasi_cell(indikator, indikator.realisasi_tahun(year), notes) for year in ctx.tahun_lalu
        }
        cells |= {
            "target": target_cell(indikator, indikator.target(ctx.tahun)),
            "realisasi": realisasi_cell(indikator, indikator.realisasi_tahun(ctx.tahun), notes),
            "capaian": capaian_cell(kinerja, indikator, ctx.tahun, "target", "realisasi"),
            "nasional": target_cell(indikator, nasional) if nasional else EMPTY,
        }
        return [Row(cells)], notes.lines() + target_note(kinerja)
