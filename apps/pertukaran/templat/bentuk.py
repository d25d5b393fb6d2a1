"""What a sheet of a workbook looks like, before it is written. Pure: no Django."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from apps.dokumen.buku_kerja.lembar_xml import Persen

# nilai is a target or a realisasi: a number, a level of a scale, or words.
JenisKolom = Literal["teks", "kode", "tahun", "bulat", "rupiah", "angka", "persen", "tanggal", "nilai"]
IsiSel = str | int | float | Decimal | date | Persen | None
# Which cells of a sheet another one refers to: sheet and heading.
Acuan = tuple[str, str]


@dataclass(frozen=True)
class Kolom:
    """A column: its heading, what its cells hold, what the person who fills it must know.

    pilihan are the few texts or numbers that it may hold; daftar are the codes known at present, acuan is where they
    are written in the same workbook, kosong is what an empty cell means where it does not mean nothing.
    """

    judul: str
    jenis: JenisKolom
    petunjuk: str = ""
    kunci: bool = False
    wajib: bool = False
    kosong: str = ""
    pilihan: tuple[str | int, ...] = ()
    acuan: Acuan | None = None
    daftar: tuple[IsiSel, ...] = ()


@dataclass(frozen=True)
class KhususBaris:
    """What the cells of some rows of a column may hold: some texts, or a percentage."""

    kolom: str
    baris: tuple[int, ...]
    pilihan: tuple[str, ...] = ()


@dataclass(frozen=True)
class LembarTulis:
    """A sheet to write: name, columns in order, rows of the cells that are not empty, by column from 0.

    kalimat says what it holds, contoh are example rows by heading, salah the faults of cells by row and column from 0
    (row 0 is that of the headings).
    """

    nama: str
    kolom: Sequence[Kolom]
    baris: Sequence[Mapping[int, IsiSel]]
    khusus: Sequence[KhususBaris] = ()
    kalimat: str = ""
    contoh: Sequence[Mapping[str, str]] = ()
    salah: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Keterangan:
    """What the workbook is: its title and what it holds, the office, the year (None: every year)."""

    judul: str
    kalimat: str
    satker: str
    tahun: int | None = None

    @property
    def kaki(self) -> str:
        return f"{self.judul} · {self.satker} · {self.masa}"

    @property
    def masa(self) -> str:
        return "semua tahun" if self.tahun is None else f"tahun {self.tahun}"
