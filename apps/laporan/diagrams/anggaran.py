"""Diagrams of the budget: Ringkasan Eksekutif, BAB II.D and BAB III.D (LKj 1, 2, 3)."""

from collections.abc import Iterable, Sequence

from apps.anggaran.facts import FaktaAnggaran, FaktaPos
from apps.anggaran.formulas import TANPA_ANGGARAN, serapan
from apps.laporan.charts.chart import Series
from apps.laporan.diagrams.base import Diagram
from apps.laporan.report import Fakta, Konteks

TANPA_PAGU = "pagu 0"


def _money(lines: Iterable[FaktaPos], pagu_name: str) -> list[Series]:
    lines = list(lines)
    return [
        Series(pagu_name, tuple(pos.pagu for pos in lines), "rupiah"),
        Series("Realisasi", tuple(pos.realisasi for pos in lines), "rupiah"),
    ]


class DiagramAnggaran(Diagram):
    """Base of the diagrams of the budget: they show lines of the budget, each with its code and name."""

    empty_reason = TANPA_ANGGARAN

    def code(self, pos: FaktaPos) -> str:
        """The part of the code that stands before the name."""
        return pos.jalur

    def lines(self, anggaran: FaktaAnggaran) -> list[FaktaPos]:
        """Return the lines that are shown, from top to bottom."""
        raise NotImplementedError

    def series(self, lines: Sequence[FaktaPos]) -> list[Series]:
        raise NotImplementedError

    def content(self, fakta: Fakta) -> tuple[list[str], list[Series]]:
        lines = self.lines(fakta.anggaran) if fakta.anggaran else []
        return [f"{self.code(pos)} {pos.nama}" for pos in lines], self.series(lines)


class AnggaranProgram(DiagramAnggaran):
    """Pagu and realisasi of every program."""

    slug = "anggaran-program"
    kind = "batang-berkelompok"
    category_label = "Program"

    def title(self, ctx: Konteks) -> str:
        return "Anggaran dan Realisasi"

    def lines(self, anggaran: FaktaAnggaran) -> list[FaktaPos]:
        return sorted(anggaran.pos("program"), key=lambda program: program.kode)

    def series(self, lines: Sequence[FaktaPos]) -> list[Series]:
        return _money(lines, "Pagu")


class AnggaranKegiatan(DiagramAnggaran):
    """Anggaran and realisasi of every kegiatan."""

    slug = "anggaran-kegiatan"
    kind = "batang-berkelompok"
    category_label = "Kegiatan"

    def code(self, pos: FaktaPos) -> str:
        return pos.kode_program

    def title(self, ctx: Konteks) -> str:
        return f"Kegiatan dan Anggaran Tahun Anggaran {ctx.tahun}"

    def lines(self, anggaran: FaktaAnggaran) -> list[FaktaPos]:
        return [kegiatan for program in anggaran.program_menurut_kegiatan for kegiatan in program.turunan("kegiatan")]

    def series(self, lines: Sequence[FaktaPos]) -> list[Series]:
        return _money(lines, "Anggaran")


class SerapanKomponen(DiagramAnggaran):
    """Realisasi ÷ pagu of every komponen, in percent."""

    slug = "serapan-komponen"
    kind = "batang"
    category_label = "Komponen"
    explanation = ("Serapan adalah realisasi dibagi pagu komponen.",)

    def code(self, pos: FaktaPos) -> str:
        return pos.kode_kegiatan

    def title(self, ctx: Konteks) -> str:
        return "Capaian Kinerja Pelaksanaan Anggaran"

    def lines(self, anggaran: FaktaAnggaran) -> list[FaktaPos]:
        return [
            komponen
            for program in anggaran.program_menurut_kegiatan
            for ro in program.turunan("ro")
            for komponen in ro.anak
        ]

    def series(self, lines: Sequence[FaktaPos]) -> list[Series]:
        values = tuple(None if pos.realisasi is None else serapan(pos.realisasi, pos.pagu) for pos in lines)
        blanks = {index: TANPA_PAGU for index, pos in enumerate(lines) if pos.realisasi is not None and not pos.pagu}
        return [Series("Serapan", values, "persen", blanks)]
