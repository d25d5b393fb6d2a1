"""The only writers of realisasi and what belongs to it. Each is one transaction, journalled, and asks again inside."""

from apps.pengukuran.services.draf import buang_draf, simpan_draf
from apps.pengukuran.services.isian import AnalisisIsian, Basi, NilaiIsian, RencanaIsian, simpan_isian
from apps.pengukuran.services.langkah import BelumLengkap, jalankan_langkah
from apps.pengukuran.services.pengembalian import kembalikan

__all__ = [
    "AnalisisIsian",
    "Basi",
    "BelumLengkap",
    "NilaiIsian",
    "RencanaIsian",
    "buang_draf",
    "jalankan_langkah",
    "kembalikan",
    "simpan_draf",
    "simpan_isian",
]
