"""Facts of the budget: frozen values, a fixed number of queries, totals always summed from the lines."""

from apps.anggaran.facts.pohon import (
    FaktaAnggaran,
    FaktaPos,
    fetch_anggaran,
    fetch_pohon,
    fetch_satu_tahun,
    total,
    versi_berlaku,
)

__all__ = [
    "FaktaAnggaran",
    "FaktaPos",
    "fetch_anggaran",
    "fetch_pohon",
    "fetch_satu_tahun",
    "total",
    "versi_berlaku",
]
