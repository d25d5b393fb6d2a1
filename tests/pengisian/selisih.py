"""Explaining what the budget of a year says differently elsewhere: before that its year is not approved."""

from apps.anggaran.rekonsiliasi import fetch_rekonsiliasi
from apps.anggaran.services import jelaskan_selisih
from apps.organisasi.models import Pengguna, Satker

PENJELASAN = "LKj mencetak angka sebelum koreksi; rincian Tabel 30 yang benar."


def jelaskan_semua(pelaku: Pengguna, satker: Satker, tahun: int = 2024) -> int:
    """Explain every open difference; how many there were, the same one in several prints once."""
    terbuka = fetch_rekonsiliasi(satker, tahun).terbuka
    for kelompok in terbuka:
        kita, lain = kelompok.pertama.pasangan
        jelaskan_selisih(
            pelaku=pelaku,
            satker=satker,
            tahun=tahun,
            kunci=kelompok.kunci,
            nilai_kita=kita,
            nilai_lain=lain,
            penjelasan=PENJELASAN,
        )
    return len(terbuka)
