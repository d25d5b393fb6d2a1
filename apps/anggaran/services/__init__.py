"""The only writers of the budget: journalled, in one transaction, asking the permission inside."""

from apps.anggaran.services.dukungan import kegiatan_of, simpan_dukungan
from apps.anggaran.services.nilai import NilaiBasi, catat_nilai, sidik_nilai

__all__ = ["NilaiBasi", "catat_nilai", "kegiatan_of", "sidik_nilai", "simpan_dukungan"]
