"""Renstra with its chain down to indicators, and the targets that entitas promise."""

from apps.perencanaan.models.indikator import AdopsiIndikator, Indikator, Skala, TingkatSkala
from apps.perencanaan.models.nasional import TargetIndikator
from apps.perencanaan.models.renstra import KategoriCapaian, Misi, Renstra, SasaranStrategis, Tujuan
from apps.perencanaan.models.target import PerjanjianKinerja, PrioritasNasional, RencanaAksi, Target

__all__ = [
    "AdopsiIndikator",
    "Indikator",
    "KategoriCapaian",
    "Misi",
    "PerjanjianKinerja",
    "PrioritasNasional",
    "RencanaAksi",
    "Renstra",
    "SasaranStrategis",
    "Skala",
    "Target",
    "TargetIndikator",
    "TingkatSkala",
    "Tujuan",
]
