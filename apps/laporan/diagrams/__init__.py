"""All diagrams of a report, as an explicit list. An outline places them; a slug names them."""

from apps.laporan.diagrams.anggaran import AnggaranKegiatan, AnggaranProgram, SerapanKomponen
from apps.laporan.diagrams.base import Diagram

DIAGRAMS: dict[str, type[Diagram]] = {
    diagram.slug: diagram for diagram in (AnggaranProgram, AnggaranKegiatan, SerapanKomponen)
}
