"""The only writers of the budget: journalled, in one transaction, asking the permission inside."""

from apps.anggaran.services.dukungan import kegiatan_of, simpan_dukungan

__all__ = ["kegiatan_of", "simpan_dukungan"]
