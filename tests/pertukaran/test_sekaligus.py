"""A wrong parent hides nothing: what is wrong in the rows that name it is told in the same preview."""

from typing import Any

import pytest

from apps.audit.services import Sistem
from apps.organisasi.models import Satker
from apps.organisasi.permissions import Peran
from apps.pertukaran.mesin import Hasil, Sumber, jalankan
from apps.pertukaran.wewenang import Wewenang
from tests.conftest import make_user
from tests.pertukaran.buku_uji import BukuUji

pytestmark = pytest.mark.django_db
BARU = "renstra-5371-2025"
INDIKATOR = {
    "Renstra": BARU, "Sasaran": 1, "Nama": "Indikator", "Arah": "maksimal", "Agregasi triwulan": "terakhir",
    "Satuan": "persen", "Pembilang boleh lebih": "tidak", "Bukti wajib": "tidak",
}  # fmt: skip


@pytest.fixture
def buku(satker: Satker) -> BukuUji:
    """A plan whose own row is refused for a date, with a chain of rows below it."""
    buku = BukuUji(satker)
    buku.tambah(
        "Renstra",
        {"Pemilik": "5371", "Kode": BARU, "Nama": "Renstra baru", "Tahun awal": 2025, "Tahun akhir": 2029,
         "Tanggal SK": "3 Maret 2025"},
    )  # fmt: skip
    buku.tambah("Tujuan", {"Renstra": BARU, "Nomor": 1, "Nama": "Tujuan"})
    buku.tambah("Sasaran strategis", {"Renstra": BARU, "Tujuan": 1, "Nomor": 1, "Nama": "Sasaran"})
    return buku


def coba(buku: BukuUji, satker: Satker | None = None) -> Hasil:
    wewenang = Wewenang(make_user(satker, Peran.ADMINISTRATOR), satker) if satker else Wewenang(Sistem("Uji"))
    return jalankan(buku.baca(), wewenang, Sumber("uji.xlsx"), terapkan=False)


def sendiri(hasil: Hasil) -> dict[tuple[str, int, str], str]:
    """The faults that somebody must mend, by place."""
    return {(satu.lembar, satu.baris, satu.kolom): satu.pesan for satu in hasil.ditolak if not satu.sebab}


def test_faults_below_a_wrong_parent_are_told_with_it(buku: BukuUji) -> None:
    salah = {
        "Arah": ("minimize", "“minimize” tidak dikenal"),
        "Agregasi triwulan": ("rata-rata", "“rata-rata” tidak dikenal"),
        "Nama satuan": ("jumlah", "Sebutkan apa yang dihitung"),
        "Skala": ("tingkat", "Indikator bertingkat harus memiliki skala"),
        "Nomor": ("satu", "bukan angka"),
        "Label pembilang": ("x" * 201, "200 karakter"),
    }
    harapan = {}
    for nomor, (judul, (nilai, kalimat)) in enumerate(salah.items(), start=1):
        isi = {"Kode": f"i-{nomor}", "Nomor": nomor, "Satuan" if judul in ("Nama satuan", "Skala") else judul: nilai}
        harapan["Indikator", buku.tambah("Indikator", {**INDIKATOR, **isi}), judul] = kalimat
    renstra = ("Renstra", len(buku.lembar["Renstra"]), "Tanggal SK")
    hasil = coba(buku)
    ditemukan = sendiri(hasil)
    assert ditemukan.keys() == {renstra, *harapan}
    assert all(kalimat in ditemukan[tempat] for tempat, kalimat in harapan.items())
    # Each of these rows is also held up by the plan, and says so.
    sebab = {(satu.lembar, satu.baris): satu.sebab for satu in hasil.ditolak if satu.sebab}
    assert {sebab[lembar, baris] for lembar, baris, _ in harapan} == {f"Renstra, baris {renstra[1]}"}


def test_mending_all_that_is_told_leaves_nothing(buku: BukuUji) -> None:
    nomor = buku.tambah("Indikator", {**INDIKATOR, "Kode": "i", "Nomor": 1, "Arah": "minimize", "Satuan": "jumlah"})
    assert {judul for _, _, judul in sendiri(coba(buku))} == {"Tanggal SK", "Arah", "Nama satuan"}
    buku.isi("Renstra", len(buku.lembar["Renstra"]), "Tanggal SK", "2025-03-03")
    buku.isi("Indikator", nomor, "Arah", "minimal")
    buku.isi("Indikator", nomor, "Nama satuan", "Laporan")
    assert coba(buku).ditolak == []


def test_what_depends_on_the_wrong_cell_is_not_told(buku: BukuUji) -> None:
    """Whether the subbagian or the target is right, nobody knows before the entitas or the indicator is."""
    adopsi = buku.tambah(
        "Adopsi indikator",
        {"Renstra": BARU, "Entitas": "5372", "Indikator": "i", "Dari": 2025, "Sampai": 2024,
         "Penanggung jawab": "hukum", "Nomor": "dua"},
    )  # fmt: skip
    target = buku.tambah("Target Renstra", {"Entitas": "5371", "Indikator": "tiada", "Tahun": 2025, "Target": "WTP"})
    del buku.lembar["Renstra"]
    del buku.lembar["Tujuan"]
    del buku.lembar["Sasaran strategis"]
    ditemukan = {(lembar, judul) for lembar, baris, judul in sendiri(coba(buku)) if baris in (adopsi, target)}
    assert ditemukan == {
        ("Adopsi indikator", "Entitas"),
        ("Adopsi indikator", "Indikator"),
        ("Adopsi indikator", "Nomor"),
        ("Target Renstra", "Indikator"),
    }


def test_a_row_with_a_key_that_stands_above_is_read_to_its_end(buku: BukuUji) -> None:
    nomor = buku.tambah("Subbagian", {"Satker": "5371", "Kode": "hukum", "Nama": "", "Urutan": "x"})
    ditemukan = {judul for lembar, baris, judul in sendiri(coba(buku)) if (lembar, baris) == ("Subbagian", nomor)}
    assert ditemukan == {"Kode", "Nama", "Urutan"}


def test_nothing_is_told_of_what_another_office_has(buku: BukuUji, satker: Satker, satker_lain: Satker) -> None:
    isi = {"Entitas": "9999", "Renstra": BARU, "Indikator": "i", "Dari": "x", "Sampai": "x", "Nomor": "x"}
    nomor = buku.tambah("Adopsi indikator", isi)
    hasil = coba(buku, satker)
    assert {judul for lembar, baris, judul in sendiri(hasil) if (lembar, baris) == ("Adopsi indikator", nomor)} == {
        "Entitas"
    }


def test_a_lost_zero_is_refused_where_it_was_lost(buku: BukuUji) -> None:
    isi: dict[str, Any] = {"Satker": "5371", "Tahun": 2024, "Nama": "X"}
    akar = buku.tambah("Pos anggaran", {**isi, "Jalur": 77, "Jenis": "bagian_anggaran"})
    unit = buku.tambah("Pos anggaran", {**isi, "Jalur": "077.01", "Jenis": "unit"})
    hasil = coba(buku)
    ditolak = {satu.baris: satu for satu in hasil.ditolak if satu.lembar == "Pos anggaran"}
    assert "“77” tidak diawali bagian anggaran" in ditolak[akar].pesan
    assert (ditolak[unit].kolom, ditolak[unit].sebab) == ("Jalur", f"Pos anggaran, baris {akar}")
