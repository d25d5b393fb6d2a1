"""The only writers of the budget: journalled, in one transaction, asking the permission inside."""

from apps.anggaran.services.dukungan import kegiatan_of, simpan_dukungan
from apps.anggaran.services.lembar import LembarBasi, LembarDitolak
from apps.anggaran.services.nilai import NilaiBasi, catat_nilai, sidik_nilai
from apps.anggaran.services.realisasi import simpan_realisasi_bulanan
from apps.anggaran.services.rencana import simpan_rencana
from apps.anggaran.services.selisih import SelisihBasi, jelaskan_selisih, tarik_penjelasan

__all__ = [
    "LembarBasi",
    "LembarDitolak",
    "NilaiBasi",
    "SelisihBasi",
    "catat_nilai",
    "jelaskan_selisih",
    "kegiatan_of",
    "sidik_nilai",
    "simpan_dukungan",
    "simpan_realisasi_bulanan",
    "simpan_rencana",
    "tarik_penjelasan",
]
