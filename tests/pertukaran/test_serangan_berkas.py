"""Files that are made to keep the worker busy or to fill its memory; each is refused or read in moments."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from xlsxwriter import Workbook

from apps.anggaran.importers.lembar import BukuExcel
from apps.dokumen.buku_kerja.pindai import pindai_lembar
from apps.dokumen.buku_kerja.pindai_rinci import pindai_rinci
from apps.pertukaran.buku import BukuDitolak, baca
from apps.pertukaran.templat.mentah import baca_mentah


@pytest.mark.parametrize("pindai", [pindai_lembar, pindai_rinci])
@pytest.mark.parametrize(
    "isi",
    [
        b"<c " * 30_000 + b">",
        b"<mergeCell " * 30_000 + b">",
        b"<c " + b'r="A1" ' * 30_000 + b"<x>",
        b"<c " + b"r " * 30_000 + b">",
    ],
    ids=["sel", "gabungan", "alamat", "huruf"],
)
def test_tags_that_never_end_are_not_read_again_from_each_beginning(pindai: Callable[..., Any], isi: bytes) -> None:
    arsip = io.BytesIO()
    with zipfile.ZipFile(arsip, "w") as buku:
        buku.writestr("sheet.xml", isi)
    mulai = time.monotonic()
    with zipfile.ZipFile(arsip) as buku:
        pindai(buku, "sheet.xml")
    assert time.monotonic() - mulai < 5


@pytest.mark.parametrize("isi", [b"Satker;Kode\n" + b"\n" * 3_000_000, b";" * 6_000_000], ids=["baris", "kolom"])
def test_a_csv_of_nothing_does_not_fill_the_memory(isi: bytes) -> None:
    tracemalloc.start()
    try:
        [lembar] = baca(io.BytesIO(isi), "pejabat.csv")
        puncak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert [(satu.baris, satu.kolom) for satu in lembar.temuan] == [(0, "")]
    assert puncak < 60_000_000


@pytest.mark.parametrize("cara", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_that_was_damaged_is_said_to_be_whatever_packed_it(cara: int) -> None:
    arsip = io.BytesIO()
    with zipfile.ZipFile(arsip, "w", cara) as buku:
        buku.writestr("pejabat.csv", b"Satker;Kode;Nama;NIP\n" + bytes(range(32, 127)) * 50)
    rusak = bytearray(arsip.getvalue())
    rusak[60:200] = bytes(255 - satu for satu in rusak[60:200])
    with pytest.raises(BukuDitolak, match="rusak atau tidak utuh"):
        baca(io.BytesIO(rusak), "data.zip")
    assert baca_mentah(io.BytesIO(rusak), "data.zip") == []


def test_a_sheet_that_nobody_sees_is_not_read() -> None:
    """Like hidden rows and columns: what comes in was looked at."""
    isi = io.BytesIO()
    with Workbook(isi, {"in_memory": True}) as buku:
        for nama in ("Divisi", "Pejabat", "Entitas"):
            lembar = buku.add_worksheet(nama)
            lembar.write_row(0, 0, ["Satker", "Kode"])
            if nama != "Divisi":
                (lembar.very_hidden if nama == "Entitas" else lembar.hide)()
    temuan = {satu.nama: [t.pesan for t in satu.temuan] for satu in baca(isi, "data.xlsx")}
    pesan = ["Lembar ini tersembunyi. Tampilkan dahulu agar isinya terlihat, atau hapus."]
    assert temuan == {"Divisi": [], "Pejabat": pesan, "Entitas": pesan}


@pytest.mark.parametrize("sejak_1904", [False, True])
def test_a_day_is_the_day_that_its_workbook_shows(sejak_1904: bool) -> None:
    """Excel for the Mac counted from 1904: read otherwise, every date would be four years off."""
    isi = io.BytesIO()
    with Workbook(isi, {"in_memory": True, "date_1904": sejak_1904}) as buku:
        lembar, gaya = buku.add_worksheet("Divisi"), buku.add_format({"num_format": "dd/mm/yyyy"})
        lembar.write_row(0, 0, ["Mulai", "Selesai"])
        lembar.write_datetime(1, 0, datetime(2024, 12, 31), gaya)
        # Beyond the last day that there is it stays a number.
        lembar.write_number(1, 1, 2_958_400 if sejak_1904 else 2_958_466, gaya)
    [[(_, sel)]] = [satu.baris for satu in baca(isi, "data.xlsx")]
    assert (sel["Mulai"], sel["Selesai"].isdigit()) == ("2024-12-31", True)
    assert [sel[1] for nomor, sel in BukuExcel(isi).baris("Divisi") if nomor == 2] == [date(2024, 12, 31)]
