"""Spending against its plan over the months of a year."""

from apps.laporan.charts.chart import Series
from apps.laporan.diagrams.base import Diagram
from apps.laporan.report import Fakta, Konteks
from apps.laporan.tables.anggaran_bulanan import PENDEK
from apps.ui.numbers import MONTHS

BELUM_DIMUAT = "belum dimuat"


class KumulatifBulanan(Diagram):
    """Realisasi and plan since January, month by month, of one line; jalur "" is the satker as a whole."""

    slug = "kumulatif-bulanan"
    kind = "garis"
    category_label = "Bulan"
    short = PENDEK

    def __init__(self, jalur: str = "") -> None:
        self.jalur = jalur

    def title(self, ctx: Konteks) -> str:
        return f"Realisasi dan Rencana Penarikan Dana Kumulatif Tahun {ctx.tahun}"

    def content(self, fakta: Fakta) -> tuple[list[str], list[Series]]:
        deret = fakta.bulanan.cari(self.jalur) if fakta.bulanan and fakta.bulanan.tersedia else None
        if deret is None:
            return [], []
        gaps = {month.bulan - 1: BELUM_DIMUAT for month in deret.bulan if month.kumulatif is None}
        series = [Series("Realisasi", tuple(month.kumulatif for month in deret.bulan), "rupiah", gaps)]
        if deret.ada_rencana:
            series.append(Series("Rencana (RPD)", tuple(month.rencana_kumulatif for month in deret.bulan), "rupiah"))
        return list(MONTHS), series
