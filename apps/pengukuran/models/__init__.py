"""Realisasi with its evidence, analysis and supporting tables."""

from apps.pengukuran.models.analisis import Analisis, BarisTabelPendukung, TabelPendukung, Upaya, UpayaUmum
from apps.pengukuran.models.draf import DrafIsian
from apps.pengukuran.models.narasi import Narasi
from apps.pengukuran.models.realisasi import Bukti, Peristiwa, Realisasi, RincianRealisasi, TransisiRealisasi

__all__ = [
    "Analisis",
    "BarisTabelPendukung",
    "Bukti",
    "DrafIsian",
    "Narasi",
    "Peristiwa",
    "Realisasi",
    "RincianRealisasi",
    "TabelPendukung",
    "TransisiRealisasi",
    "Upaya",
    "UpayaUmum",
]
