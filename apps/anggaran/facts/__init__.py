"""Facts of the budget: frozen values, a fixed number of queries, totals always summed from the lines."""

from apps.anggaran.facts.bulanan import BulanPos, DeretPos, FaktaBulanan, FaktaKeadaan, fetch_bulanan
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
    "BulanPos",
    "DeretPos",
    "FaktaAnggaran",
    "FaktaBulanan",
    "FaktaKeadaan",
    "FaktaPos",
    "fetch_anggaran",
    "fetch_bulanan",
    "fetch_pohon",
    "fetch_satu_tahun",
    "total",
    "versi_berlaku",
]
