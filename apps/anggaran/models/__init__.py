"""The money: DIPA with its versions, one tree of lines, cumulative states of realisasi, output, differences."""

from apps.anggaran.models.dipa import BULAN, Dipa, Pagu, PosAnggaran, RencanaPenarikan, VersiDipa
from apps.anggaran.models.impor import ImporAnggaran
from apps.anggaran.models.keluaran import CapaianRO, DukunganKegiatan, KemajuanRO
from apps.anggaran.models.realisasi import KeadaanRealisasi, NilaiRealisasi
from apps.anggaran.models.selisih import PenjelasanSelisih

__all__ = [
    "BULAN",
    "CapaianRO",
    "Dipa",
    "DukunganKegiatan",
    "ImporAnggaran",
    "KeadaanRealisasi",
    "KemajuanRO",
    "NilaiRealisasi",
    "Pagu",
    "PenjelasanSelisih",
    "PosAnggaran",
    "RencanaPenarikan",
    "VersiDipa",
]
