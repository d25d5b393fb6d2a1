"""Out and in again, through the pages: a Fa Detail file, the stored tree, the Excel of the tree, the template."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import openpyxl
import pytest
from django.test import Client

from apps.anggaran.facts import FaktaAnggaran, fetch_anggaran
from apps.anggaran.importers.baris import BarisBerkas
from apps.anggaran.models import ImporAnggaran
from apps.organisasi.models import Satker
from tests.penganggaran.berkas import TAHUN, alamat, contoh, csv, kirim, revisi, terakhir, xlsx

pytestmark = pytest.mark.django_db
BANYAK = 300


@pytest.fixture
def penjaga(client_of: Callable[[str], Client]) -> Client:
    return client_of("operator_lain")


@pytest.fixture
def masuk(penjaga: Client, django_capture_on_commit_callbacks: Any) -> Callable[..., ImporAnggaran]:
    """Bring a file in by the form and, unless it changes nothing, apply it by the form."""

    def bawa(data: bytes, nama: str = "fa.xlsx", *, tahun: int = TAHUN, terapkan: bool = True) -> ImporAnggaran:
        with django_capture_on_commit_callbacks(execute=True):
            assert kirim(penjaga, data, nama, tahun).status_code == 302
        if terapkan:
            with django_capture_on_commit_callbacks(execute=True):
                isian = {"basis": "sp2d", "alasan_perbaikan": "Perbaikan."}
                penjaga.post(alamat("anggaran_impor_rincian", terakhir().pk, tahun=tahun), isian)
            assert terakhir().status == "diterapkan"
        return terakhir()

    return bawa


def fakta(satker: Satker, tahun: int = TAHUN) -> FaktaAnggaran:
    return fetch_anggaran(satker, tahun, tahun)[tahun]


def tercetak(baris: BarisBerkas) -> tuple[int | None, ...]:
    return baris.jumlah.pagu, baris.jumlah.blokir, baris.jumlah.realisasi, baris.jumlah.sisa


def tak_berubah(impor: ImporAnggaran) -> bool:
    hasil = impor.hasil
    assert impor.status == "siap", hasil
    return not any((*hasil["jumlah"].values(), hasil["versi_baru"], hasil["keadaan_baru"]))


def test_every_printed_subtotal_of_the_file_is_our_sum(satker: Satker, masuk: Callable[..., ImporAnggaran]) -> None:
    isi = contoh(BANYAK)
    masuk(xlsx(isi))
    kita = {pos.jalur: (pos.pagu, pos.blokir, pos.realisasi, pos.sisa) for pos in fakta(satker).semua()}
    berangka = [b for b in isi.baris if b.jumlah.pagu is not None]
    assert len(berangka) == BANYAK
    assert {b.jenis for b in berangka} >= {"program", "kegiatan", "kro", "ro", "komponen", "subkomponen", "akun"}
    assert {".".join(b.jalur): tercetak(b) for b in berangka} == {
        ".".join(b.jalur): kita[".".join(b.jalur)] for b in berangka
    }
    assert len(kita) == len(isi.baris)
    total = isi.jumlah_seluruhnya
    assert (fakta(satker).pagu, fakta(satker).realisasi) == (total.pagu, total.realisasi)


def test_the_same_file_and_its_csv_copy_change_nothing(masuk: Callable[..., ImporAnggaran]) -> None:
    isi = contoh(BANYAK)
    masuk(xlsx(isi))
    assert tak_berubah(masuk(xlsx(isi), terapkan=False))
    assert tak_berubah(masuk(csv(isi), "fa.csv", terapkan=False))


def test_the_template_brings_back_what_it_was_given(penjaga: Client, masuk: Callable[..., ImporAnggaran]) -> None:
    masuk(xlsx(contoh(BANYAK)))
    templat = penjaga.get(alamat("anggaran_templat")).content
    assert tak_berubah(masuk(templat, "templat.xlsx", terapkan=False))


def test_the_template_of_2024_brings_back_the_lkj(penjaga: Client, masuk: Callable[..., ImporAnggaran]) -> None:
    templat = penjaga.get(alamat("anggaran_templat", tahun=2024)).content
    assert tak_berubah(masuk(templat, "templat.xlsx", tahun=2024, terapkan=False))


def test_a_template_in_an_empty_year_builds_the_same_tree(
    satker: Satker, penjaga: Client, masuk: Callable[..., ImporAnggaran]
) -> None:
    """What the template carries is enough to build the tree anew, in another year."""
    masuk(xlsx(contoh(BANYAK)))
    buku = openpyxl.load_workbook(io.BytesIO(penjaga.get(alamat("anggaran_templat")).content))
    for sel in (sel for lembar in buku for baris in lembar.iter_rows() for sel in baris):
        if sel.value == TAHUN:
            sel.value = TAHUN + 1
        elif getattr(sel.value, "year", None) == TAHUN:
            sel.value = sel.value.replace(year=TAHUN + 1)
    keluar = io.BytesIO()
    buku.save(keluar)
    masuk(keluar.getvalue(), "templat.xlsx", tahun=TAHUN + 1)

    def pohon(tahun: int) -> list[tuple[Any, ...]]:
        return [(p.jalur, p.jenis, p.nama, p.pagu, p.blokir, p.realisasi) for p in fakta(satker, tahun).semua()]

    assert pohon(TAHUN + 1) == pohon(TAHUN)


# The Excel of the tree.


def hitung(lembar: Any, alamat: str) -> int | None:
    """The value of a cell, worked out from the formulas alone: sums of cells, and one cell less another."""
    nilai = lembar[alamat].value
    if not isinstance(nilai, str) or not nilai.startswith("="):
        return nilai if isinstance(nilai, int) else None
    if jumlah := re.fullmatch(r"=SUM\(([A-Z0-9,:]+)\)", nilai):
        sel = [satu.coordinate for bagian in jumlah[1].split(",") for satu in _blok(lembar, bagian)]
        return sum(hitung(lembar, satu) or 0 for satu in sel)
    selisih = re.fullmatch(r"=([A-Z]+\d+)-([A-Z]+\d+)", nilai)
    assert selisih, nilai
    return (hitung(lembar, selisih[1]) or 0) - (hitung(lembar, selisih[2]) or 0)


def _blok(lembar: Any, bagian: str) -> Iterator[Any]:
    found = lembar[bagian]
    yield from (sel for baris in found for sel in baris) if isinstance(found, tuple) else [found]


def kolom(lembar: Any) -> dict[str, str]:
    """The letter of each column, by the last words of its header."""
    return {
        str(sel.value).split(" (")[0]: sel.column_letter
        for baris in lembar.iter_rows(1, 6)
        for sel in baris
        if sel.value
    }


def test_the_excel_of_the_tree_recalculated_from_its_formulas_gives_our_totals(
    satker: Satker, penjaga: Client, masuk: Callable[..., ImporAnggaran]
) -> None:
    awal = contoh(BANYAK)
    masuk(xlsx(awal))
    masuk(xlsx(revisi(awal, 5_000)))
    data = penjaga.get(alamat("unduh_anggaran", "xlsx")).content
    rumus, nilai = (openpyxl.load_workbook(io.BytesIO(data), data_only=satu).active for satu in (False, True))
    huruf = kolom(rumus)
    semua = [pos for pos in fakta(satker).semua() if pos.jenis not in ("bagian_anggaran", "unit")]
    awal_baris = int(rumus.print_title_rows.replace("$", "").split(":")[1]) + 1
    for nomor, pos in enumerate(semua, awal_baris):
        for judul, kita in (("Pagu", pos.pagu), ("Realisasi", pos.realisasi), ("Sisa Pagu", pos.sisa)):
            sel = f"{huruf[judul]}{nomor}"
            assert (hitung(rumus, sel), nilai[sel].value) == (kita, kita), (pos.jalur, judul)
            # Only what stands on a leaf is typed.
            assert str(rumus[sel].value).startswith("=") == bool(pos.anak or judul == "Sisa Pagu")
    akhir = awal_baris + len(semua)
    total = (awal.jumlah_seluruhnya.pagu or 0) + 5_000, awal.jumlah_seluruhnya.realisasi
    assert (hitung(rumus, f"{huruf['Pagu']}{akhir}"), hitung(rumus, f"{huruf['Realisasi']}{akhir}")) == total
    assert {rumus.row_dimensions[nomor].outlineLevel for nomor in range(awal_baris, akhir)} >= {0, 1, 2, 3, 4, 5, 6}
