"""The offices below a satker made ready for the page, by the functions of their own dashboards."""

from typing import Any

from apps.dasbor.kantor.facts import Kantor
from apps.dasbor.kantor.tables import alasan_kosong, alasan_uang
from apps.dasbor.kelompok import rata_view
from apps.dasbor.ringkasan.presenters import capaian_view, kelengkapan_view, uang_view
from apps.siklus.facts import akhir_triwulan


def kantor_view(kantor: Kantor, triwulan: int) -> dict[str, Any]:
    """An office as one line; what cannot be said comes with its reason."""
    kinerja = kantor.kinerja
    sampai = akhir_triwulan(kinerja.tahun, triwulan) if triwulan else None
    label, nada = kantor.keadaan.label
    return {
        "nama": kantor.nama,
        "keadaan": label,
        "nada": nada,
        "alasan": alasan_kosong(kantor),
        "kelengkapan": kelengkapan_view(kinerja, berjalan=kantor.keadaan.berjalan),
        "capaian": capaian_view(kinerja),
        "rata": rata_view(kinerja),
        "uang": uang_view(kantor.uang, sampai) if kantor.uang else None,
        "alasan_uang": alasan_uang(kantor),
    }
