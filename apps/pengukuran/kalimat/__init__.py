"""The seven comparisons of BAB III, each with its state and the first sentence that its figures give.

Pure: plain facts in, sentences out, no query. Rule: PermenPANRB 53/2014 and domain notes §4. People may rewrite a
sentence (``apps.pengukuran.models.Narasi``); what the figures say stays beside it.
"""

from apps.pengukuran.kalimat.hasil import JUDUL, Keadaan, Perbandingan
from apps.pengukuran.kalimat.indikator import perbandingan_angka
from apps.pengukuran.kalimat.sasaran import perbandingan_angka_sasaran
from apps.pengukuran.kalimat.sebab import BahanSebab, perbandingan_sebab, perbandingan_sebab_sasaran

__all__ = [
    "JUDUL",
    "BahanSebab",
    "Keadaan",
    "Perbandingan",
    "perbandingan_angka",
    "perbandingan_angka_sasaran",
    "perbandingan_sebab",
    "perbandingan_sebab_sasaran",
]
