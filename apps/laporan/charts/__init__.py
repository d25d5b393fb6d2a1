"""Diagrams: pure data (chart), drawings of it (svg, png), and the declared diagrams of the report."""

from apps.laporan.charts.anggaran import AnggaranKegiatan, AnggaranProgram, SerapanKomponen
from apps.laporan.charts.diagram import Diagram

# Every diagram that an outline can place, by slug.
DIAGRAMS: dict[str, type[Diagram]] = {
    AnggaranProgram.slug: AnggaranProgram,
    AnggaranKegiatan.slug: AnggaranKegiatan,
    SerapanKomponen.slug: SerapanKomponen,
}
