"""The only writers of the budget: journalled, in one transaction, asking the permission inside."""

from apps.anggaran.services.dukungan import kegiatan_of, simpan_dukungan
from apps.anggaran.services.nilai import NilaiBasi, catat_nilai, sidik_nilai
from apps.anggaran.services.selisih import SelisihBasi, jelaskan_selisih, tarik_penjelasan

__all__ = [
    "NilaiBasi",
    "SelisihBasi",
    "catat_nilai",
    "jelaskan_selisih",
    "kegiatan_of",
    "sidik_nilai",
    "simpan_dukungan",
    "tarik_penjelasan",
]
