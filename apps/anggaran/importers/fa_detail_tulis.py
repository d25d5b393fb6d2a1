"""Writing a budget in the form of SAKTI's "Laporan Fa Detail (16 Segmen)", as xlsx or CSV. Pure: no Django.

For demonstrations and tests: the places of codes, names and amounts are those of the real report, with its repeated
headers and footnotes; ``geser`` moves the columns as other versions of the report do.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import IO

from xlsxwriter import Workbook

from apps.anggaran.importers.baris import BarisBerkas, IsiBerkas, Jumlah
from apps.dokumen.buku_kerja.pindai import nomor_kolom
from apps.ui.numbers import MONTHS, format_persen

LEMBAR = "GLP039_LAPORAN REALISASI SUPER "
BARIS_SEHALAMAN = 40
# Where the code and the name of each level stand; an item has both in one cell.
_TEMPAT = {
    "program": ("B", "D"),
    "kegiatan": ("B", "I"),
    "kro": ("C", "G"),
    "ro": ("C", "K"),
    "komponen": ("E", "J"),
    "subkomponen": ("F", "L"),
    "akun": ("H", "M"),
    "item": ("N", "N"),
}
_RINCIAN = ("Q", "S", "W", "X", "Z", "AC", "AE")
_TOTAL = ("Q", "S", "W", "X", "Y", "AC", "AD")
_KEPALA_ATAS = {"Q": "Pagu Revisi", "S": "Lock Pagu", "W": "Realisasi TA {tahun}", "AD": "SISA ANGGARAN"}
_KEPALA_BAWAH = {"W": "Periode Lalu", "X": "Periode Ini", "Y": "s.d. Periode", "AC": "%"}
_CATATAN = (
    "*) Lock Pagu adalah pagu yang sedang dalam proses revisi atau belum dapat dicairkan.",
    "Realisasi berdasarkan SP2D, dapat berubah sampai dengan rekonsiliasi.",
)
_BERINDUK = ("kegiatan", "ro", "subkomponen")

BarisLaporan = dict[int, str | int]


@dataclass(frozen=True)
class Bentuk:
    """How the report is laid out: columns moved by ``geser``, headers and footnotes after every page or never."""

    geser: int = 0
    berhalaman: bool = True


def tulis_xlsx(isi: IsiBerkas, file: IO[bytes], bentuk: Bentuk | None = None) -> None:
    """Write the report as a workbook with inline strings, a row at a time."""
    pilihan = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, pilihan) as buku:
        lembar = buku.add_worksheet(LEMBAR)
        for nomor, baris in enumerate(_laporan(isi, bentuk or Bentuk())):
            for kolom, nilai in baris.items():
                if isinstance(nilai, int):
                    lembar.write_number(nomor, kolom - 1, nilai)
                else:
                    lembar.write_string(nomor, kolom - 1, nilai)


def tulis_csv(isi: IsiBerkas, file: IO[bytes], bentuk: Bentuk | None = None) -> None:
    """Write the CSV copy of the report, with semicolons."""
    teks = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    penulis = csv.writer(teks, delimiter=";")
    lebar = nomor_kolom("AE") + 2 * (bentuk.geser if bentuk else 0)
    for baris in _laporan(isi, bentuk or Bentuk()):
        penulis.writerow([baris.get(kolom, "") for kolom in range(1, lebar + 1)])
    teks.detach()


def _laporan(isi: IsiBerkas, bentuk: Bentuk) -> Iterator[BarisLaporan]:
    kepala = list(_kepala_kolom(isi, bentuk.geser))
    yield from _kepala(isi)
    yield from kepala
    yield {2: "JUMLAH SELURUHNYA", **_angka(isi.jumlah_seluruhnya, _TOTAL, bentuk.geser)}
    berkode = [satu for satu in isi.baris if satu.jenis in _TEMPAT]
    for nomor, satu in enumerate(berkode, 1):
        yield _baris(satu, bentuk.geser)
        if bentuk.berhalaman and nomor % BARIS_SEHALAMAN == 0:
            yield {}
            yield {2: _CATATAN[nomor // BARIS_SEHALAMAN % len(_CATATAN)]}
            yield from kepala
    yield {}
    yield {2: _CATATAN[0]}


def _kepala(isi: IsiBerkas) -> Iterator[BarisLaporan]:
    sampai = isi.kepala.per_tanggal
    periode = f"{MONTHS[sampai.month - 1]} {sampai.year}" if sampai else ""
    pemilik = {satu.jenis: satu for satu in isi.baris[:2]}
    yield {1: "LAPORAN FA DETAIL (16 SEGMEN)"}
    yield {1: "Per Program; Kegiatan; Output; SubOutput; Komponen; SubKomponen; Akun; Item;"}
    yield {1: f"Periode {periode}"}
    for label, jenis in (("Kementerian", "bagian_anggaran"), ("Unit", "unit")):
        satu = pemilik.get(jenis)
        yield {1: label, 6: ":", 8: satu.kode if satu else "", 10: satu.nama if satu else ""}
    yield {1: "Satuan Kerja", 6: ":", 8: isi.kepala.kode_satker, 10: isi.kepala.nama_satker}


def _kepala_kolom(isi: IsiBerkas, geser: int) -> Iterator[BarisLaporan]:
    atas = {nomor_kolom(huruf) + 2 * geser: teks.format(tahun=isi.kepala.tahun) for huruf, teks in _KEPALA_ATAS.items()}
    yield {2: "Uraian", **atas}
    yield {nomor_kolom(huruf) + 2 * geser: teks for huruf, teks in _KEPALA_BAWAH.items()}


def _baris(satu: BarisBerkas, geser: int) -> BarisLaporan:
    tempat_kode, tempat_nama = (nomor_kolom(huruf) + geser for huruf in _TEMPAT[satu.jenis])
    kode = ".".join(satu.jalur[-2:]) if satu.jenis in _BERINDUK else satu.kode
    teks: BarisLaporan = {tempat_kode: kode, tempat_nama: satu.nama}
    if satu.jenis == "item":
        teks = {tempat_kode: f"{satu.nomor}. {satu.nama}"}
    return {**teks, **_angka(satu.jumlah, _RINCIAN, geser)}


def _angka(jumlah: Jumlah, tempat: tuple[str, ...], geser: int) -> BarisLaporan:
    persen = format_persen(Fraction((jumlah.realisasi or 0) * 100, jumlah.pagu)) if jumlah.pagu else "0%"
    nilai = (jumlah.pagu, jumlah.blokir, jumlah.lalu, jumlah.ini, jumlah.realisasi, persen, jumlah.sisa)
    return {nomor_kolom(huruf) + 2 * geser: satu for huruf, satu in zip(tempat, nilai, strict=True) if satu is not None}
