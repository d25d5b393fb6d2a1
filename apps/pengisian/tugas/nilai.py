"""Figures of one indicator as the pages of entry and checking print them: the cells of the report, as text."""

from apps.laporan.cells import Footnotes, capaian_cell, realisasi_cell, target_cell
from apps.laporan.table import Cell, Column, cell_text
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaRealisasi

_ANY = Column("nilai", "Nilai", "persen")


def _text(cell: Cell) -> str:
    return cell_text(cell, _ANY)


def target_text(indikator: FaktaIndikator, tahun: int) -> str:
    """The target of a year: "85%", "-" when there is none by decision, "" when it was not filled in."""
    return _text(target_cell(indikator, indikator.target(tahun)))


def nilai_text(indikator: FaktaIndikator, realisasi: FaktaRealisasi) -> str:
    """A realisasi: "69,66%", "BB", "Belum terukur", or "" when nothing was entered."""
    if realisasi.terisi and not realisasi.nilai.ada:
        return "Belum terukur"
    return _text(realisasi_cell(indikator, realisasi, Footnotes()))


def capaian_text(kinerja: FaktaKinerja, indikator: FaktaIndikator, tahun: int) -> str:
    """The capaian of a year in percent, "-" when it is undefined."""
    return _text(capaian_cell(kinerja, indikator, tahun, "target", "realisasi")) or "-"
