"""The only writers of the budget: journalled, in one transaction, asking the permission inside."""

from apps.anggaran.services.dukungan import kegiatan_of, simpan_dukungan
from apps.anggaran.services.selisih import SelisihBasi, jelaskan_selisih, tarik_penjelasan

__all__ = ["SelisihBasi", "jelaskan_selisih", "kegiatan_of", "simpan_dukungan", "tarik_penjelasan"]
