"""Writing meetings: each function is one transaction that asks its rule and leaves its trace in the journal."""

from apps.rapat.services.berkas import hapus_berkas, tambah_berkas
from apps.rapat.services.keputusan import (
    IsiKeputusan,
    KeputusanBasi,
    TindakLanjutBasi,
    hapus_keputusan,
    lapor_tindak_lanjut,
    simpan_keputusan,
)
from apps.rapat.services.notulen import BarisPeserta, IsiNotulen, simpan_notulen, simpan_peserta
from apps.rapat.services.rapat import IsiRapat, RapatBasi, buat_rapat, hapus_rapat, ubah_rapat

__all__ = [
    "BarisPeserta",
    "IsiKeputusan",
    "IsiNotulen",
    "IsiRapat",
    "KeputusanBasi",
    "RapatBasi",
    "TindakLanjutBasi",
    "buat_rapat",
    "hapus_berkas",
    "hapus_keputusan",
    "hapus_rapat",
    "lapor_tindak_lanjut",
    "simpan_keputusan",
    "simpan_notulen",
    "simpan_peserta",
    "tambah_berkas",
    "ubah_rapat",
]
