"""The head of SAKTI's "Laporan Fa Detail": whose it is, which period, where its columns stand. Pure: no Django."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from apps.anggaran.importers.lembar import Sel, rapikan
from apps.ui.numbers import MONTHS

# The amounts of a line in the order in which the report prints them; "persen" is computed anew and never read.
KOLOM = ("pagu", "blokir", "lalu", "ini", "realisasi", "persen", "sisa")
_LABEL = (
    ("pagu", re.compile(r"pagu\b.*")),
    ("blokir", re.compile(r"lock\b.*")),
    ("lalu", re.compile(r"(realisasi )?periode lalu")),
    ("ini", re.compile(r"(realisasi )?periode ini")),
    ("realisasi", re.compile(r"s\.? ?d\.? ?periode.*")),
    ("persen", re.compile(r"%|persen")),
    ("sisa", re.compile(r"sisa\b.*")),
)
# Fewer labels than this in a row are words of a footnote.
_MIN_LABEL = 2
_PERIODE = re.compile(rf"periode\s*:?\s*({'|'.join(MONTHS)})\s+(\d{{4}})\b", re.IGNORECASE)
_KEDALAMAN = {
    "program": "program",
    "kegiatan": "kegiatan",
    "output": "kro",
    "suboutput": "ro",
    "komponen": "komponen",
    "subkomponen": "subkomponen",
    "akun": "akun",
    "item": "item",
}
_TINGKAT = re.compile(r"(?:sub ?)?(?:output|komponen)|program|kegiatan|akun|item")
_PEMILIK = (
    ("kementerian", re.compile(r"kementerian(?:\s*/?\s*lembaga)?\s*:?\s*(\d{1,3})\b[\s:.-]*(.*)", re.IGNORECASE)),
    ("unit", re.compile(r"unit(?:\s+(?:organisasi|eselon i))?\s*:?\s*([\d.]{1,6})(?!\d)[\s:.-]*(.*)", re.IGNORECASE)),
    ("satker", re.compile(r"(?:satuan kerja|satker)\s*:?\s*(\d+)\b[\s:.-]*(.*)", re.IGNORECASE)),
)
_PANJANG_SATKER = 6


def label_kolom(sel: Mapping[int, Sel]) -> dict[str, int]:
    """Which amount stands under which label of a header row; empty for every other row."""
    temuan: dict[str, int] = {}
    for kolom, isi in sel.items():
        teks = rapikan(isi).casefold()
        nama = next((nama for nama, pola in _LABEL if pola.fullmatch(teks)), None)
        if nama is not None:
            temuan.setdefault(nama, kolom)
    return temuan if len(temuan) >= _MIN_LABEL else {}


@dataclass
class KepalaFa:
    """What the rows above JUMLAH SELURUHNYA say; "" and None where they say nothing."""

    kementerian: tuple[str, str] = ("", "")
    unit: tuple[str, str] = ("", "")
    satker: tuple[str, str] = ("", "")
    per_tanggal: date | None = None
    terdalam: str = ""
    tempat: dict[str, int] = field(default_factory=dict)

    def baca(self, nomor: int, teks: str) -> None:
        """Take what a row of the head says; teks is the row as one line."""
        if periode := _PERIODE.search(teks):
            tahun, bulan = int(periode[2]), [nama.casefold() for nama in MONTHS].index(periode[1].casefold()) + 1
            if tahun >= date.min.year:
                self.per_tanggal = date(tahun, bulan, calendar.monthrange(tahun, bulan)[1])
        elif teks.casefold().startswith("per "):
            # A CSV copy without quotes splits this line at its semicolons, so the words alone are looked at.
            tingkat = _TINGKAT.findall(teks.casefold())
            self.terdalam = _KEDALAMAN[tingkat[-1].replace(" ", "")] if tingkat else ""
        for nama, pola in _PEMILIK:
            if cocok := pola.fullmatch(teks):
                setattr(self, nama, (cocok[1].replace(".", ""), cocok[2].strip()))
                self.tempat[nama] = nomor

    @property
    def akar(self) -> tuple[str, str]:
        """The first two segments of every code: bagian anggaran and unit ("076", "01")."""
        bagian, unit = self.kementerian[0].zfill(3), self.unit[0]
        return bagian, (unit.removeprefix(bagian) if len(unit) > len(bagian) else unit).zfill(2)

    def kekurangan(self) -> list[str]:
        """Sentences on what the head lacks."""
        kurang = []
        if not self.kementerian[0]:
            kurang.append("Baris “Kementerian” dengan kodenya (misalnya 076) tidak ditemukan di kepala laporan.")
        if not self.unit[0] or len(self.akar[1]) != 2:
            kurang.append("Baris “Unit” dengan kodenya (misalnya 01) tidak ditemukan di kepala laporan.")
        if len(self.satker[0]) != _PANJANG_SATKER:
            kurang.append(
                f"Kode satuan kerja “{self.satker[0]}” bukan {_PANJANG_SATKER} angka."
                if self.satker[0]
                else "Baris “Satuan Kerja” dengan kode enam angka tidak ditemukan di kepala laporan."
            )
        if self.per_tanggal is None:
            kurang.append(
                "Baris “Periode” dengan bulan dan tahun (misalnya Periode Desember 2024) tidak ditemukan di kepala "
                "laporan."
            )
        return [f"{satu} Unduh ulang laporannya dari SAKTI tanpa mengubahnya." for satu in kurang]
