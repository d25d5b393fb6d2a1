"""The whole tree of a year's budget; generated, not part of the LKj's outline."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from apps.anggaran.facts import FaktaAnggaran, FaktaPos, total
from apps.laporan.report import Fakta, Konteks, Report
from apps.laporan.table import Cell, Column, Group, Row, Sum
from apps.laporan.tables.anggaran import TANPA_ANGGARAN, money, persen, sisa
from apps.ui.numbers import format_tanggal

# Their code is part of the program's, their sums are the total.
DI_ATAS_PROGRAM = frozenset({"bagian_anggaran", "unit"})
ANGKA_SENDIRI = "Pos ini memuat angka sendiri di samping rinciannya, sehingga bukan jumlah rinciannya."
REALISASI_KOSONG = "Sel realisasi dan sisa yang kosong: realisasi pos itu belum diisi."
TANPA_NAMA = "Pos yang namanya tidak disebut dalam sumber ditulis dengan jenisnya."
# The level of an RO, counted from the program (0): what lies below begins folded in Excel.
TINGKAT_RO = 3


class PohonAnggaran(Report):
    """Every line from the program down to the item; a line above others is the live sum of those right below it."""

    slug = "pohon-anggaran"
    empty_reason = TANPA_ANGGARAN
    fold_below = TINGKAT_RO

    def title(self, ctx: Konteks) -> str:
        return f"Rincian Anggaran dan Realisasi Tahun Anggaran {ctx.tahun}"

    def header(self, fakta: Fakta, ctx: Konteks) -> Sequence[Column | Group]:
        return [
            # A code, not a text: the level is shown by the indent of the uraian.
            Column("kode", "Kode", "nomor", width=14, align="kiri"),
            Column("uraian", "Uraian", width=62),
            Column("pagu", "Pagu", "rupiah", width=17),
            Column("realisasi", "Realisasi", "rupiah", width=17),
            Column("sisa", "Sisa Pagu", "rupiah", width=17),
            Column("persen", "(%)", "persen", width=10),
        ]

    def rows(self, fakta: Fakta, ctx: Konteks) -> tuple[list[Row], list[str]]:
        anggaran = fakta.anggaran
        if anggaran is None:
            return [], []
        rows: list[Row] = []
        atas = list(_teratas(anggaran.akar))
        puncak = tuple(_add(rows, pos, 0) for pos in atas)
        jumlah = _amounts(anggaran.pagu, anggaran.realisasi, atas, puncak)
        rows.append(Row({"uraian": Cell("JUMLAH")} | jumlah, style="jumlah"))
        return rows, [*_notes(anggaran), *_reasons(rows)]


def _teratas(akar: Iterable[FaktaPos]) -> Iterator[FaktaPos]:
    """The programs, and whatever else stands at the top of the tree once bagian anggaran and unit are left out."""
    for pos in akar:
        if pos.jenis in DI_ATAS_PROGRAM:
            yield from _teratas(pos.anak)
        else:
            yield pos


def _add(rows: list[Row], pos: FaktaPos, level: int) -> int:
    """Add a line and all below it; return the index of its row."""
    index = len(rows)
    rows.append(Row({}))
    anak = tuple(_add(rows, child, level + 1) for child in pos.anak)
    cells = {"kode": Cell(pos.kode_tampil), "uraian": Cell(pos.nama_tampil)}
    rows[index] = Row(cells | _amounts(pos.pagu, pos.realisasi, pos.anak, anak), level=level)
    return index


def _amounts(pagu: int, realisasi: int | None, anak: Sequence[FaktaPos], rows: tuple[int, ...]) -> dict[str, Cell]:
    """The figures of a line; live sums of the rows below it only where that is what they are."""
    sums = Sum(rows) if rows else None
    cells = money(pagu, realisasi, sums)
    if rows and (pagu, realisasi) != (sum(child.pagu for child in anak), total(child.realisasi for child in anak)):
        cells = money(pagu, realisasi)
        cells["pagu"] = Cell(pagu, reason=ANGKA_SENDIRI)
    cells |= {"sisa": sisa(pagu, realisasi), "persen": persen(pagu, realisasi)}
    if realisasi is None:
        cells |= {key: replace(cells[key], reason=REALISASI_KOSONG) for key in ("realisasi", "sisa", "persen")}
    return cells


def _reasons(rows: Iterable[Row]) -> list[str]:
    """Why cells are empty, each reason once: thousands of lines may share one, too many for a remark in every cell."""
    reasons = (row.cell(key).reason for row in rows for key in ("realisasi", "persen"))
    return [reason for reason in dict.fromkeys(reasons) if reason]


def _notes(anggaran: FaktaAnggaran) -> list[str]:
    notes = [f"Pagu menurut {anggaran.versi}."]
    if any(not pos.nama for teratas in _teratas(anggaran.akar) for pos in teratas.semua()):
        notes.append(TANPA_NAMA)
    if anggaran.per_tanggal:
        notes.append(f"Realisasi sampai dengan {format_tanggal(anggaran.per_tanggal)}. Basis: {anggaran.basis}.")
    return notes
