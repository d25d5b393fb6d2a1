"""An uploaded file as it is, cell by cell, whatever is wrong with it. Pure: no Django.

What is refused must be shown where it stands: here nothing is judged, and what cannot be read is left out.
"""

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO

from apps.dokumen.buku_kerja.lembar_xml import baca_gaya, baris_lembar, teks_bersama
from apps.dokumen.buku_kerja.pindai import anggota_lembar
from apps.dokumen.rules import MAX_UKURAN, ContentError, ending_of
from apps.pertukaran.buku import BUKAN_DATA, teks_sel
from apps.pertukaran.templat.bentuk import IsiSel

# All that reading a damaged file may raise; it was checked before, but perhaps refused.
_GALAT = (
    ContentError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, csv.Error,
    LookupError, ValueError, OSError, EOFError, RuntimeError,
)  # fmt: skip
MAX_LEMBAR = 80
# More than this is no workbook that a person mends cell by cell.
_MAX_BARIS, _MAX_SEL = 100_000, 750_000


@dataclass
class LembarMentah:
    """A sheet: what it is called where it is refused, its own name, its rows from the first, empty ones included."""

    sebutan: str
    nama: str
    baris: list[dict[int, IsiSel]] = field(default_factory=list)
    utuh: bool = True

    @cached_property
    def judul(self) -> dict[str, int]:
        """The headings with the column of each, from 0; of two that are the same the first."""
        pertama = self.baris[0] if self.baris else {}
        return {teks_sel(nilai): kolom for kolom, nilai in sorted(pertama.items(), reverse=True)}  # type: ignore[arg-type]

    def kolom(self, judul: str) -> int:
        """The column of a heading; the first one where there is no such."""
        return self.judul.get(judul, 0)


@dataclass
class _Batas:
    """How many more cells are taken over from a file."""

    sel: int = _MAX_SEL


def baca_mentah(file: IO[bytes], nama: str) -> list[LembarMentah]:
    """The sheets of data of a workbook, of a CSV file, or of an archive of such; what cannot be read is missing."""
    hasil: list[LembarMentah] = []
    try:
        file.seek(0)
        akhiran = ending_of(nama)
        if akhiran == "csv":
            hasil.append(_dari_csv(file.read(MAX_UKURAN), Path(nama).name, _Batas()))
        else:
            for satu in _dari_zip(file) if akhiran == "zip" else _dari_xlsx(file):
                hasil.append(satu)
    except _GALAT:
        return hasil
    return hasil


def _dari_csv(isi: bytes, nama: str, batas: _Batas) -> LembarMentah:
    lembar = LembarMentah(nama, Path(nama).stem)
    teks = io.StringIO(isi.decode("utf-8-sig", errors="replace"), newline="")
    _isi(
        lembar,
        enumerate((dict(enumerate(satu)) for satu in csv.reader(teks, delimiter=";")), 1),
        batas,
    )
    return lembar


def _dari_zip(file: IO[bytes]) -> Iterator[LembarMentah]:
    sisa, batas = 3 * MAX_UKURAN, _Batas()
    with zipfile.ZipFile(file) as arsip:
        for satu in arsip.infolist()[:MAX_LEMBAR]:
            nama = Path(satu.filename).name
            if satu.is_dir() or nama.startswith(".") or "__MACOSX" in satu.filename or ending_of(nama) != "csv":
                continue
            with arsip.open(satu) as isi:
                data = isi.read(sisa)
            sisa -= len(data)
            yield _dari_csv(data, nama, batas)


def _dari_xlsx(file: IO[bytes]) -> Iterator[LembarMentah]:
    with zipfile.ZipFile(file) as arsip:
        batas = _Batas()
        bersama, gaya = teks_bersama(arsip), baca_gaya(arsip)
        for judul, anggota in list(anggota_lembar(arsip).items())[:MAX_LEMBAR]:
            if judul in BUKAN_DATA:
                continue
            lembar = LembarMentah(judul, judul)
            baris = baris_lembar(arsip, anggota, bersama, gaya)
            _isi(lembar, ((nomor, {k - 1: nilai for k, nilai in sel.items()}) for nomor, sel in baris), batas)
            yield lembar


def _isi(lembar: LembarMentah, baris: Iterator[tuple[int, dict[int, IsiSel]]], batas: _Batas) -> None:
    """Take over the rows at their places until something is wrong or far too much."""
    try:
        for nomor, sel in baris:
            batas.sel -= len(sel)
            if nomor > _MAX_BARIS or batas.sel < 0:
                lembar.utuh = False
                return
            lembar.baris += [{} for _ in range(nomor - 1 - len(lembar.baris))]
            lembar.baris.append({k: nilai for k, nilai in sel.items() if nilai != "" and k < 16_384})
    except _GALAT:
        lembar.utuh = False
