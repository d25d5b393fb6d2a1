"""What of a worksheet a reader of its values would not see: formulas, errors, merged cells, hidden rows and columns.

Pure: no Django. The XML streams by once; each list ends after MAX_TEMUAN, so that memory stays small.
"""

import re
import zipfile
from dataclasses import dataclass, field

from apps.dokumen.buku_kerja.pindai import bagian_utuh, nomor_kolom

MAX_TEMUAN = 500
# No tag is looked for across the beginning of another, nor twice for the same address: a file of nothing but "<c "
# would else be read from each of them to the end.
_ISI = re.compile(
    rb"""<(?:\w+:)?c\s(?>(?:[^<>]*?\s)?r\s*=\s*["']([A-Z]{1,3}\d{1,7})["'])[^<>]*>|(<(?:\w+:)?f[\s/>])""", re.DOTALL
)
_JENIS_GALAT = re.compile(rb"""\st\s*=\s*["']e["']""")
_BARIS = re.compile(rb"""<(?:\w+:)?row\s([^<>]*)>""")
_KOLOM = re.compile(rb"""<(?:\w+:)?col\s([^<>]*)>""")
_GABUNG = re.compile(rb"""<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*["']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})["']""")
_AKHIR_DATA = re.compile(rb"</(?:\w+:)?sheetData\s*>")
_ANGKA = {nama: re.compile(rf"""(?:^|\s){nama}\s*=\s*["'](\d{{1,7}})["']""".encode()) for nama in ("r", "min", "max")}
_SEMBUNYI = re.compile(rb"""(?:^|\s)hidden\s*=\s*["'](?:1|true)["']""")


@dataclass
class PindaianRinci:
    """Addresses ("Q17") of formulas and errors, merged ranges, hidden rows and columns, the number of the last row."""

    baris: int = 0
    rumus: list[str] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)
    gabungan: list[tuple[str, str]] = field(default_factory=list)
    baris_tersembunyi: set[int] = field(default_factory=set)
    kolom_tersembunyi: set[int] = field(default_factory=set)


def pindai_rinci(buku: zipfile.ZipFile, anggota: str) -> PindaianRinci:
    """Stream one worksheet of an archive that was checked before. Raises ContentError when it is no sheet."""
    hasil = PindaianRinci()
    terakhir, dalam_data, banyak = "", True, 0
    for bagian in bagian_utuh(buku, anggota):
        akhir = _AKHIR_DATA.search(bagian)
        data = (bagian[: akhir.start()] if akhir else bagian) if dalam_data else b""
        dalam_data = dalam_data and akhir is None
        for temuan in _ISI.finditer(data):
            if temuan[1]:
                terakhir = temuan[1].decode()
                if _JENIS_GALAT.search(temuan[0]) and len(hasil.galat) < MAX_TEMUAN:
                    hasil.galat.append(terakhir)
            elif len(hasil.rumus) < MAX_TEMUAN and hasil.rumus[-1:] != [terakhir]:
                hasil.rumus.append(terakhir)
        for atribut in _BARIS.findall(data):
            banyak += 1
            nomor = _angka("r", atribut) or banyak
            hasil.baris = max(hasil.baris, nomor)
            if _SEMBUNYI.search(atribut) and len(hasil.baris_tersembunyi) < MAX_TEMUAN:
                hasil.baris_tersembunyi.add(nomor)
        for atribut in _KOLOM.findall(bagian):
            if _SEMBUNYI.search(atribut):
                sampai = min(_angka("max", atribut), _angka("min", atribut) + MAX_TEMUAN)
                hasil.kolom_tersembunyi.update(range(_angka("min", atribut), sampai + 1))
        for dari, ke in _GABUNG.findall(bagian):
            if len(hasil.gabungan) < MAX_TEMUAN:
                hasil.gabungan.append((dari.decode(), ke.decode()))
    return hasil


def _angka(nama: str, atribut: bytes) -> int:
    cocok = _ANGKA[nama].search(atribut)
    return int(cocok[1]) if cocok else 0


def pecah_alamat(alamat: str) -> tuple[int, int]:
    """Row and column of an address.

    >>> pecah_alamat("C17")
    (17, 3)
    """
    huruf = alamat.rstrip("0123456789")
    return int(alamat.removeprefix(huruf) or 0), nomor_kolom(huruf)
