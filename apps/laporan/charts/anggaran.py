"""Diagrams of the budget: Ringkasan Eksekutif, BAB II.D and BAB III.D (LKj 1, 2, 3). Pure: no Django in here."""

from collections.abc import Iterable, Sequence

from apps.anggaran.formulas import serapan
from apps.laporan.charts.chart import Series
from apps.laporan.charts.diagram import Anggaran, Diagram, Fakta, Konteks, Pos

TANPA_ANGGARAN = "Anggaran tahun ini belum dimuat. Masukkan DIPA dan realisasinya."
TANPA_PAGU = "pagu 0"


def _by_kegiatan(anggaran: Anggaran) -> list[Pos]:
    """The programs in the order of Tabel 8 and 30: by their lowest kegiatan code, so WA stands before CQ."""
    return sorted(
        anggaran.pos("program"), key=lambda program: min((k.kode for k in program.turunan("kegiatan")), default="")
    )


def _code(pos: Pos, start: int) -> str:
    """The code of a line from this segment on: of "076.01.CQ.6639" it is "CQ.6639" from 2."""
    return ".".join(pos.jalur.split(".")[start:])


def _money(lines: Iterable[Pos], pagu_name: str) -> list[Series]:
    lines = list(lines)
    return [
        Series(pagu_name, tuple(pos.pagu for pos in lines), "rupiah"),
        Series("Realisasi", tuple(pos.realisasi for pos in lines), "rupiah"),
    ]


class DiagramAnggaran(Diagram):
    """Base of the diagrams of the budget: they show lines of the budget, each with its code and name."""

    empty_reason = TANPA_ANGGARAN
    # The first segment of the code that stands before the name.
    code_start = 0

    def lines(self, anggaran: Anggaran) -> list[Pos]:
        """Return the lines that are shown, from top to bottom."""
        raise NotImplementedError

    def series(self, lines: Sequence[Pos]) -> list[Series]:
        raise NotImplementedError

    def content(self, fakta: Fakta) -> tuple[list[str], list[Series]]:
        lines = self.lines(fakta.anggaran) if fakta.anggaran else []
        return [f"{_code(pos, self.code_start)} {pos.nama}" for pos in lines], self.series(lines)


class AnggaranProgram(DiagramAnggaran):
    """Pagu and realisasi of every program."""

    slug = "anggaran-program"
    kind = "batang-berkelompok"
    category_label = "Program"

    def title(self, ctx: Konteks) -> str:
        return "Anggaran dan Realisasi"

    def lines(self, anggaran: Anggaran) -> list[Pos]:
        return sorted(anggaran.pos("program"), key=lambda program: program.kode)

    def series(self, lines: Sequence[Pos]) -> list[Series]:
        return _money(lines, "Pagu")


class AnggaranKegiatan(DiagramAnggaran):
    """Anggaran and realisasi of every kegiatan."""

    slug = "anggaran-kegiatan"
    kind = "batang-berkelompok"
    category_label = "Kegiatan"
    code_start = 2

    def title(self, ctx: Konteks) -> str:
        return f"Kegiatan dan Anggaran Tahun Anggaran {ctx.tahun}"

    def lines(self, anggaran: Anggaran) -> list[Pos]:
        return [kegiatan for program in _by_kegiatan(anggaran) for kegiatan in program.turunan("kegiatan")]

    def series(self, lines: Sequence[Pos]) -> list[Series]:
        return _money(lines, "Anggaran")


class SerapanKomponen(DiagramAnggaran):
    """Realisasi ÷ pagu of every komponen, in percent."""

    slug = "serapan-komponen"
    kind = "batang"
    category_label = "Komponen"
    code_start = 3
    explanation = ("Serapan adalah realisasi dibagi pagu komponen.",)

    def title(self, ctx: Konteks) -> str:
        return "Capaian Kinerja Pelaksanaan Anggaran"

    def lines(self, anggaran: Anggaran) -> list[Pos]:
        return [komponen for program in _by_kegiatan(anggaran) for ro in program.turunan("ro") for komponen in ro.anak]

    def series(self, lines: Sequence[Pos]) -> list[Series]:
        values = tuple(None if pos.realisasi is None else serapan(pos.realisasi, pos.pagu) for pos in lines)
        blanks = {index: TANPA_PAGU for index, pos in enumerate(lines) if pos.realisasi is not None and not pos.pagu}
        return [Series("Serapan", values, "persen", blanks)]
