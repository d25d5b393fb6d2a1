"""Reconciliation: the same amount from two sources, line by line; what differs waits for its explanation."""

from apps.anggaran.rekonsiliasi.fetch import fetch_rekonsiliasi, hitung_selisih_terbuka
from apps.anggaran.rekonsiliasi.hasil import Kelompok, Penjelasan, Rekonsiliasi, Selisih, TakSebanding, label_ukuran

__all__ = [
    "Kelompok",
    "Penjelasan",
    "Rekonsiliasi",
    "Selisih",
    "TakSebanding",
    "fetch_rekonsiliasi",
    "hitung_selisih_terbuka",
    "label_ukuran",
]
