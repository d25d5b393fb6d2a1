"""The marked workbook: what was uploaded stays, faults are marked where they stand, and nothing makes it fail."""

import csv
import datetime
import io
import zipfile
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.audit.services import Sistem
from apps.organisasi.models import Satker
from apps.pertukaran.buku import baca
from apps.pertukaran.kelompok import MENURUT_KELOMPOK
from apps.pertukaran.mesin import Penolakan, Sumber, jalankan
from apps.pertukaran.templat.bentuk import Kolom, LembarTulis
from apps.pertukaran.templat.gaya import Buku
from apps.pertukaran.templat.kesalahan import tandai_kesalahan
from apps.pertukaran.templat.tulis import templat_satker, tulis_semua_lembar
from apps.pertukaran.wewenang import Wewenang
from tests.conftest import DATA

TANDA = "FFFFD9D4"


def buka(isi: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(isi))


def simpan(buku: openpyxl.Workbook) -> bytes:
    isi = io.BytesIO()
    buku.save(isi)
    return isi.getvalue()


def tolak(isi: bytes, nama: str) -> list[Penolakan]:
    buku = baca(io.BytesIO(isi), nama)
    return jalankan(buku, Wewenang(Sistem("Uji")), Sumber(nama), terapkan=False).ditolak


@pytest.fixture
def target(db: None) -> openpyxl.Workbook:
    return buka(templat_satker(Satker.objects.get(kode="5371"), 2024, MENURUT_KELOMPOK["target"]))


def test_faults_are_marked_where_they_stand_and_the_rest_stays(target: openpyxl.Workbook) -> None:
    lembar = target["Target PK"]
    lembar["E3"] = "9.5"
    lembar["B4"] = "tidak-ada"
    lembar["E5"] = "=1+1"
    lembar["G1"] = "Catatan saya"
    lembar["G2"] = "Lihat nanti"
    target["Perjanjian kinerja"]["E2"] = "kemarin"
    asli = simpan(target)
    ditolak = tolak(asli, "target.xlsx")
    assert {satu.lembar for satu in ditolak} == {"Target PK", "Perjanjian kinerja"}
    buku = buka(tandai_kesalahan(io.BytesIO(asli), "target.xlsx", ditolak))
    assert buku.sheetnames[:3] == ["Kesalahan", "Target indikator", "Target Renstra"]
    hasil = buku["Target PK"]
    for sel, pesan in (("E3", "Titik tidak dipakai"), ("B4", "tidak-ada"), ("G1", "tidak dikenal")):
        assert hasil[sel].fill.fgColor.rgb == TANDA, sel
        assert pesan in hasil[sel].comment.text
    assert "bukan tanggal" in buku["Perjanjian kinerja"]["E2"].comment.text
    assert hasil["E2"].comment is None
    for baris in hasil.iter_rows(min_row=1):
        for sel in baris:
            assert sel.coordinate == "E5" or sel.value == lembar[sel.coordinate].value
    # The list leads to every one of them.
    daftar = buku["Kesalahan"]
    baris = [[sel.value for sel in satu] for satu in daftar.iter_rows(min_row=5)]
    assert [satu[3] for satu in baris] == [satu.pesan for satu in ditolak]
    tautan = {sel.hyperlink.location for satu in daftar for sel in satu if sel.hyperlink}
    assert {"'Target PK'!E3", "'Target PK'!B4", "'Perjanjian kinerja'!E2"} <= tautan


def test_the_marked_workbook_can_be_mended_and_uploaded_again(target: openpyxl.Workbook) -> None:
    target["Target PK"]["E2"] = "9.5"
    asli = simpan(target)
    buku = buka(tandai_kesalahan(io.BytesIO(asli), "target.xlsx", tolak(asli, "target.xlsx")))
    buku["Target PK"]["E2"] = 41.5
    hasil = jalankan(
        baca(io.BytesIO(simpan(buku)), "target.xlsx"), Wewenang(Sistem("Uji")), Sumber("target.xlsx"), terapkan=False
    )
    assert [str(satu) for satu in hasil.ditolak] == []
    assert [satu.sel for satu in hasil.perubahan] == [(("Target", "40", "41,5"),)]


def test_all_kinds_of_cells_stay_what_they_are(db: None) -> None:
    buku = openpyxl.Workbook()
    lembar = buku.active
    assert lembar is not None
    lembar.title = "Lembar lain"
    isi = ["Judul", 2024.5, datetime.datetime(2024, 2, 4), True, 0.85, "001", "  teks\n", 1e300]
    lembar.append([f"k{nomor}" for nomor in range(len(isi))])
    lembar.append(isi)
    lembar.append([])
    lembar.append([None, None, "di bawah"])
    lembar.cell(2, 5).number_format = "0%"
    sebelum = baca(io.BytesIO(simpan(buku)), "x.xlsx")
    sesudah = baca(io.BytesIO(tandai_kesalahan(io.BytesIO(simpan(buku)), "x.xlsx", [])), "x.xlsx")
    assert [satu.baris for satu in sesudah] == [satu.baris for satu in sebelum]
    assert [satu.judul for satu in sesudah] == [satu.judul for satu in sebelum]


def test_csv_and_zip_come_back_as_a_workbook(db: None) -> None:
    misi = (DATA / "misi.csv").read_text(encoding="utf-8").replace(";1;", ";satu;", 1)
    asli = io.BytesIO()
    with zipfile.ZipFile(asli, "w") as arsip:
        arsip.writestr("folder/misi.csv", misi)
        arsip.writestr("catatan [1].csv", "A;B\n1;2\n")
    for isi, nama in ((misi.encode(), "misi.csv"), (asli.getvalue(), "data.zip")):
        buku = buka(tandai_kesalahan(io.BytesIO(isi), nama, tolak(isi, nama)))
        assert buku["Misi"]["B2"].value == "satu"
        assert buku["Misi"]["B2"].fill.fgColor.rgb == TANDA
        assert "bukan angka" in buku["Misi"]["B2"].comment.text
        garis = list(csv.reader(io.StringIO(misi), delimiter=";"))
        assert [[sel.value or "" for sel in satu] for satu in buku["Misi"]] == garis
    assert buku["catatan -1-"]["A2"].value == "1"


ANEH = [
    Penolakan("Lembar yang tidak ada", 3, "Kolom", "Pesan.", "C"),
    Penolakan("Misi", 0, "", "Seluruh lembar."),
    Penolakan("Misi", 1, "Kolom yang hilang", "Tambahkan."),
    Penolakan("Misi", 1_048_577, "Nomor", "Di luar lembar.", "B"),
    Penolakan("Misi", 2_000, "Nomor", "Di bawah isi.", "ZZZ"),
    Penolakan("Misi", 2, "Nomor", "Panjang. " * 9_000, "B"),
    Penolakan("Misi", 2, "<r>Nomor</r>", "<r>Pesan</r>", "XFD"),
    Penolakan("Misi", -1, "\ud800", "\ud800", "b2"),
]


def test_odd_faults_are_listed_and_do_no_harm(db: None) -> None:
    isi = (DATA / "misi.csv").read_bytes()
    aneh = [Penolakan(p.lembar.replace("Misi", "misi.csv"), p.baris, p.kolom, p.pesan, p.huruf) for p in ANEH]
    banyak = [Penolakan("misi.csv", nomor, "Isi", f"Kesalahan {nomor}.", "") for nomor in range(2, 21_000)]
    buku = buka(tandai_kesalahan(io.BytesIO(isi), "misi.csv", [*aneh, *banyak]))
    daftar = buku["Kesalahan"]
    assert daftar["A1"].value == "21.006 kesalahan"
    assert daftar.max_row == 20_005
    assert "lain" in daftar.cell(20_005, 1).value
    assert buku["Misi"]["C3"].comment.text == "Kesalahan 3."
    assert len(buku["Misi"]["B2"].comment.text) <= 1_000


def _sederhana() -> bytes:
    """A small workbook that is the same in every run, as the ones of openpyxl are not."""
    buku = Buku("Uji", "Uji")
    kolom = [Kolom("Renstra", "kode"), Kolom("Nomor", "bulat")]
    tulis_semua_lembar(buku, [LembarTulis("Misi", kolom, [{0: "renstra", 1: nomor} for nomor in range(3)])], "Uji")
    return buku.tutup()


SEDERHANA = _sederhana()
RUSAK: dict[str, bytes] = {
    "kosong.xlsx": b"",
    "bukan.xlsx": b"PK\x03\x04" + b"x" * 50,
    "bukan.zip": b"halo",
    "bukan.csv": b'\xff\xfe;\x00\n"a',
    "tanpa-akhiran": b"A;B\n",
}


@pytest.mark.parametrize("nama", RUSAK)
def test_an_unreadable_file_still_gives_the_list(nama: str) -> None:
    buku = buka(tandai_kesalahan(io.BytesIO(RUSAK[nama]), nama, [Penolakan(nama, 0, "", "Tidak terbaca.")]))
    assert buku["Kesalahan"]["D5"].value == "Tidak terbaca."


@settings(max_examples=40)
@given(data=st.data())
def test_a_mangled_workbook_never_fails(data: st.DataObject) -> None:
    isi = bytearray(SEDERHANA)
    for _ in range(data.draw(st.integers(0, 5))):
        isi[data.draw(st.integers(0, len(isi) - 1))] = data.draw(st.integers(0, 255))
    nama = data.draw(st.sampled_from(["x.xlsx", "x.csv", "x.zip"]))
    assert buka(tandai_kesalahan(io.BytesIO(bytes(isi)), nama, ANEH)).sheetnames[0] == "Kesalahan"


def test_a_far_cell_claims_no_memory(db: None) -> None:
    buku = openpyxl.Workbook()
    lembar: Any = buku.active
    lembar.title = "Misi"
    lembar["A1"], lembar["XFD2"], lembar["A1048576"] = "Renstra", "jauh", "terjauh"
    hasil = buka(tandai_kesalahan(io.BytesIO(simpan(buku)), "x.xlsx", [Penolakan("Misi", 2, "", "Jauh.", "XFD")]))
    assert hasil["Misi"]["XFD2"].value == "jauh"
    assert "Sebagian berkas" in hasil["Kesalahan"]["A2"].value
