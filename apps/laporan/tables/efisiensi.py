"""Efisiensi (E) and nilai efisiensi (NE) with their working; generated, not part of the LKj's outline."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from apps.anggaran.facts import FaktaAnggaran, FaktaPos
from apps.anggaran.formulas import Efisiensi, efisiensi, nilai_efisiensi
from apps.laporan.cells import Footnotes
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Cell, Column, Difference, EfficiencyScore, Group, Product, Ratio, Row, Sum
from apps.laporan.tables.anggaran import TANPA_ANGGARAN, TANPA_REALISASI, money
from apps.ui.numbers import round_half_up

TANPA_CAPAIAN = "Capaian RO belum diisi."
ASUMSI = "Capaian RO diasumsikan karena tidak disebut dalam sumbernya; E dan NE mengikutinya."
DI_LUAR_RO = "Pagu di luar rincian output tidak dihitung di sini."
CARA = (
    "Seharusnya = pagu × capaian RO. Selisih = seharusnya − realisasi. E = selisih ÷ seharusnya × 100%.",
    "NE = 50 + E ÷ 20 × 50, dengan E paling rendah −20% dan paling tinggi 20%, sehingga NE antara 0 dan 100.",
    "E kegiatan, program, dan satker dihitung dari jumlah rincian outputnya, bukan dari rata-rata E "
    "(PMK 214/PMK.02/2017 dan PMK 22/PMK.02/2021).",
)
DIBULATKAN = "Seharusnya dicetak dalam rupiah penuh; E dan NE dihitung dari nilai yang tidak dibulatkan."


class EfisiensiRO(Report):
    """E and NE of every RO, and of its kegiatan, program and satker; the columns are the working."""

    slug = "efisiensi-ro"
    empty_reason = TANPA_ANGGARAN
    # Grouped, and all of it open.
    fold_below = 2

    def title(self, ctx: Konteks) -> str:
        return f"Efisiensi Anggaran per Rincian Output Tahun Anggaran {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            Column("kode", "Kode", "nomor", width=14, align="kiri"),
            Column("uraian", "Program/Kegiatan/RO", width=46),
            Column("pagu", "Pagu", "rupiah", width=16),
            Column("capaian", "Capaian RO", "persen", width=12),
            Column("seharusnya", "Seharusnya", "rupiah", width=16),
            Column("realisasi", "Realisasi", "rupiah", width=16),
            Column("selisih", "Selisih", "rupiah", width=15),
            Column("e", "E", "persen", width=9),
            Column("ne", "NE", "indeks", width=8),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        anggaran = fakta.anggaran
        if anggaran is None or not anggaran.pos("ro"):
            return [], []
        rows, marks = _Rows(), Footnotes()
        programs = tuple(rows.add(program, 0, marks) for program in anggaran.pos("program"))
        rows.total(anggaran, programs, marks)
        return rows.rows, [*marks.lines(), *CARA, *_caveats(anggaran)]


class _Rows:
    """The rows as they are put together: program, kegiatan and RO, each above what it adds up."""

    BELOW = {"program": "kegiatan", "kegiatan": "ro"}

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def add(self, pos: FaktaPos, level: int, marks: Footnotes) -> int:
        """Add a line with those below it; return the index of its row."""
        index = len(self.rows)
        self.rows.append(Row({}))
        below = self.BELOW.get(pos.jenis)
        parts = tuple(self.add(child, level + 1, marks) for child in pos.turunan(below)) if below else ()
        name = {"kode": Cell(pos.kode_tampil), "uraian": Cell(pos.nama_tampil)}
        ro = list(pos.turunan("ro"))
        figures = _sums(ro, parts, marks) if below else _single(pos, marks)
        figures |= {key: replace(figures[key], ref=f"pos/{pos.jalur}") for key in ("e", "ne")}
        self.rows[index] = Row(name | figures, level=level)
        return index

    def total(self, anggaran: FaktaAnggaran, programs: tuple[int, ...], marks: Footnotes) -> None:
        """Add the satker's own line at the end."""
        figures = _sums(anggaran.pos("ro"), programs, marks)
        self.rows.append(Row({"uraian": Cell("JUMLAH SATKER")} | figures, style="jumlah"))


def _single(ro: FaktaPos, marks: Footnotes) -> dict[str, Cell]:
    """The figures of one RO."""
    mark = marks.mark(ASUMSI) if ro.asumsi else ""
    if ro.capaian is None:
        capaian, seharusnya = Cell(reason=TANPA_CAPAIAN), Cell(reason=TANPA_CAPAIAN)
    else:
        capaian = Cell(ro.capaian * 100, mark=mark)
        seharusnya = Cell(_rupiah(ro.pagu * ro.capaian), formula=Product("pagu", "capaian"))
    hasil = efisiensi(ro.rincian_output)
    missing = TANPA_CAPAIAN if ro.capaian is None else TANPA_REALISASI if ro.realisasi is None else ""
    return (
        money(ro.pagu, ro.realisasi)
        | {"capaian": capaian, "seharusnya": seharusnya}
        | _result(hasil, missing or hasil.alasan, mark)
    )


def _sums(ro: Sequence[FaktaPos], parts: tuple[int, ...], marks: Footnotes) -> dict[str, Cell]:
    """The figures of all RO of a line together; parts are the rows that they add up."""
    mark = marks.mark(ASUMSI) if any(r.asumsi for r in ro) else ""
    hasil = efisiensi(rincian for r in ro for rincian in r.rincian_output)
    sums = Sum(parts)
    pagu, belum = sum(r.pagu for r in ro), any(r.realisasi is None for r in ro)
    cells = money(pagu, None if belum else sum(r.realisasi or 0 for r in ro), sums)
    if hasil.seharusnya is None:
        seharusnya = Cell(reason=hasil.alasan)
    else:
        seharusnya = Cell(_rupiah(hasil.seharusnya), formula=sums)
    return cells | {"seharusnya": seharusnya} | _result(hasil, hasil.alasan, mark)


def _result(hasil: Efisiensi, alasan: str, mark: str) -> dict[str, Cell]:
    """The cells selisih, E and NE, or "-" with the reason why they are undefined."""
    if hasil.seharusnya is None:
        return {key: Cell(blank="-", reason=alasan) for key in ("selisih", "e", "ne")}
    selisih = Cell(_rupiah(hasil.seharusnya) - hasil.realisasi, formula=Difference("seharusnya", "realisasi"))
    if hasil.nilai is None:
        return {"selisih": selisih} | {key: Cell(blank="-", reason=alasan) for key in ("e", "ne")}
    return {
        "selisih": selisih,
        "e": Cell(hasil.nilai, mark=mark, formula=Ratio("selisih", "seharusnya")),
        "ne": Cell(nilai_efisiensi(hasil.nilai), mark=mark, formula=EfficiencyScore("selisih", "seharusnya")),
    }


def _rupiah(amount: Fraction) -> int:
    return int(round_half_up(amount, 0))


def _caveats(anggaran: FaktaAnggaran) -> list[str]:
    """What must be said of this year's figures beside the rule itself."""
    ro = anggaran.pos("ro")
    fraction = any(r.capaian is not None and (r.pagu * r.capaian).denominator != 1 for r in ro)
    outside = anggaran.pagu != sum(r.pagu for r in ro)
    return [note for note, applies in ((DIBULATKAN, fraction), (DI_LUAR_RO, outside)) if applies]
