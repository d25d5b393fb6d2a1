"""Small literal files for the import, and the reasons for which they are refused."""

import io
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

import pytest
from xlsxwriter import Workbook

from apps.anggaran.importers.baris import BerkasDitolak, IsiBerkas
from apps.anggaran.importers.pemeriksaan import baca
from apps.dokumen.buku_kerja.pindai import nomor_kolom

LEMBAR = "GLP039_LAPORAN REALISASI SUPER "
Baris = dict[str, Any]


def angka(*nilai: Any, total: bool = False) -> Baris:
    """pagu, lock, lalu, ini, s.d., %, sisa at their places in the report."""
    tempat = ("Q", "S", "W", "X", "Y", "AC", "AD") if total else ("Q", "S", "W", "X", "Z", "AC", "AE")
    return dict(zip(tempat, nilai, strict=True))


_ISI = angka(1000, 0, 300, 200, 500, "50%", 500)
# Row 10 is the program, 15 the akun, 16 and 17 its items.
_LAPORAN: list[Baris] = [
    {"A": "LAPORAN FA DETAIL (16 SEGMEN)"},
    {"A": "Per Program; Kegiatan; Output; SubOutput; Komponen; SubKomponen; Akun; Item;"},
    {"A": "Periode Desember 2024"},
    {"A": "Kementerian", "F": ":", "H": "076", "J": "KOMISI PEMILIHAN UMUM"},
    {"A": "Unit", "F": ":", "H": "01", "J": "KOMISI PEMILIHAN UMUM"},
    {"A": "Satuan Kerja", "F": ":", "H": "654321", "J": "KPU KOTA KUPANG"},
    {"B": "Uraian", "Q": "Pagu Revisi", "S": "Lock Pagu", "W": "Realisasi TA 2024", "AD": "SISA ANGGARAN"},
    {"W": "Periode Lalu", "X": "Periode Ini", "Y": "s.d. Periode", "AC": "%"},
    {"B": "JUMLAH SELURUHNYA", **angka(1000, 0, 300, 200, 500, "50%", 500, total=True)},
    {"B": "WA", "D": "Program Dukungan Manajemen", **_ISI},
    {"B": "WA.3355", "I": "Pengelolaan Keuangan", **_ISI},
    {"C": "EBA", "G": "Layanan Dukungan Manajemen Internal", **_ISI},
    {"C": "EBA.994", "K": "Layanan Perkantoran", **_ISI},
    {"E": "001", "J": "Gaji dan Tunjangan", **_ISI},
    {"F": "001.0A", "L": "Tanpa Subkomponen", **_ISI},
    {"H": "511111", "M": "Belanja Gaji Pokok PNS", **_ISI},
    {"N": "000001. Gaji pokok", **angka(600, 0, 300, 100, 400, "66,67%", 200)},
    {"N": "000002. Gaji ke-13", **angka(400, 0, 0, 100, 100, "25%", 300)},
]
AKUN, ITEM_1, ITEM_2 = 16, 17, 18


def laporan() -> list[Baris]:
    """The rows of a small whole report; row n stands at index n − 1."""
    return deepcopy(_LAPORAN)


def xlsx(baris: Sequence[Baris], nama: str = LEMBAR, *, constant_memory: bool = True, **lain: Sequence[Baris]) -> bytes:
    """A workbook with these rows and with further sheets. A text that begins with "=" is a formula."""
    isi = io.BytesIO()
    with Workbook(isi, {"constant_memory": constant_memory}) as buku:
        gaya = buku.add_format({"num_format": "dd/mm/yyyy"})
        for judul, rows in {nama: baris, **lain}.items():
            lembar = buku.add_worksheet(judul)
            for nomor, satu in enumerate(rows):
                for huruf, nilai in satu.items():
                    tanggal = [gaya] if hasattr(nilai, "year") else []
                    lembar.write(nomor, nomor_kolom(huruf) - 1, nilai, *tanggal)
    return isi.getvalue()


def csv(baris: Sequence[Baris]) -> bytes:
    """The CSV copy of these rows."""
    lebar = nomor_kolom("AE")
    teks = []
    for satu in baris:
        sel = {nomor_kolom(huruf): str(nilai) for huruf, nilai in satu.items()}
        teks.append(";".join(sel.get(kolom, "") for kolom in range(1, lebar + 1)))
    return "\r\n".join(teks).encode("utf-8-sig")


def buka(data: bytes, nama: str = "fa.xlsx") -> IsiBerkas:
    return baca(io.BytesIO(data), nama)


def alasan(data: bytes, nama: str = "fa.xlsx") -> list[str]:
    """Why a file is refused, place by place."""
    with pytest.raises(BerkasDitolak) as ditolak:
        buka(data, nama)
    return [str(satu) for satu in ditolak.value.penolakan]
