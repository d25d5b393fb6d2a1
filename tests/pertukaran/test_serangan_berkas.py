"""Files that are made to keep the worker busy or to fill its memory; each is refused or read in moments."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

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
