"""The journal told in sentences: which entries belong to a figure, what their numbers mean, and how they read."""

from apps.pengukuran.riwayat.entri import entri_angka, entri_orang
from apps.pengukuran.riwayat.kalimat import Kalimat, kalimat, kalimat_semua
from apps.pengukuran.riwayat.kamus import Kamus, fetch_kamus

__all__ = ["Kalimat", "Kamus", "entri_angka", "entri_orang", "fetch_kamus", "kalimat", "kalimat_semua"]
