"""The only writers of realisasi and what belongs to it. Each is one transaction, journalled, and asks again inside."""

from apps.pengukuran.services.bukti import hapus_bukti, tambah_bukti
from apps.pengukuran.services.draf import buang_draf, simpan_draf
from apps.pengukuran.services.grid import GridDitolak, SelGrid, simpan_grid
from apps.pengukuran.services.isian import AnalisisIsian, Basi, NilaiIsian, RencanaIsian, simpan_isian
from apps.pengukuran.services.langkah import BelumLengkap, jalankan_langkah
from apps.pengukuran.services.narasi import NarasiBasi, kembalikan_ke_kalimat_awal, simpan_narasi
from apps.pengukuran.services.pendukung import PendukungBasi, simpan_tabel_pendukung
from apps.pengukuran.services.pengembalian import kembalikan

__all__ = [
    "AnalisisIsian",
    "Basi",
    "BelumLengkap",
    "GridDitolak",
    "NarasiBasi",
    "NilaiIsian",
    "PendukungBasi",
    "RencanaIsian",
    "SelGrid",
    "buang_draf",
    "hapus_bukti",
    "jalankan_langkah",
    "kembalikan",
    "kembalikan_ke_kalimat_awal",
    "simpan_draf",
    "simpan_grid",
    "simpan_isian",
    "simpan_narasi",
    "simpan_tabel_pendukung",
    "tambah_bukti",
]
