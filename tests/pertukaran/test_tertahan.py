"""Faults that only follow from another one: told like all others, but counted apart, with the place of their cause."""

import json
from typing import Any

import pytest

from apps.audit.services import Sistem
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import Peran
from apps.pertukaran.halaman.presenters import Pilihan, daftar_view, pilihan_daftar, ringkasan
from apps.pertukaran.hasil import PALING_BANYAK, data_hasil, penolakan_of
from apps.pertukaran.mesin import Hasil, Penolakan, Sumber, jalankan
from apps.pertukaran.wewenang import Wewenang
from tests.conftest import make_user
from tests.pertukaran.buku_uji import BukuUji
from tests.pertukaran.test_lima_puluh import FAULTS, kantor  # noqa: F401

pytestmark = pytest.mark.django_db
BARU = {"Satker": "5371", "Urutan": 9, "Mengelola anggaran": "tidak"}


@pytest.fixture
def buku(satker: Satker) -> BukuUji:
    return BukuUji(satker)


def coba(buku: BukuUji, satker: Satker | None = None, pelaku: Any = None) -> Hasil:
    wewenang = Wewenang(pelaku, satker) if satker else Wewenang(Sistem("Uji"))
    return jalankan(buku.baca(), wewenang, Sumber("uji.xlsx"), terapkan=False)


def sebab(hasil: Hasil) -> list[tuple[str, int, str, str]]:
    return [(satu.lembar, satu.baris, satu.kolom, satu.sebab) for satu in hasil.ditolak]


def adopsi(buku: BukuUji, nomor: int, subbagian: str) -> None:
    buku.isi("Adopsi indikator", nomor, "Penanggung jawab", subbagian)


def test_rows_that_name_a_refused_row_are_held_up_by_it(buku: BukuUji) -> None:
    salah = buku.tambah("Subbagian", {**BARU, "Kode": "baru", "Nama": "Baru", "Mengelola anggaran": "mungkin"})
    for nomor in (2, 3, 4):
        adopsi(buku, nomor, "baru")
    hasil = coba(buku)
    tempat = f"Subbagian, baris {salah}"
    assert sebab(hasil) == [
        ("Subbagian", salah, "Mengelola anggaran", ""),
        *(("Adopsi indikator", nomor, "Penanggung jawab", tempat) for nomor in (2, 3, 4)),
    ]
    data = data_hasil(hasil)
    assert (data["jumlah"]["ditolak"], data["jumlah"]["tertahan"]) == (1, 3)
    assert ringkasan(data["jumlah"]) == "1 hal harus diperbaiki, 3 baris ikut tertahan"
    menurut = {satu["lembar"]: (satu["ditolak"], satu["tertahan"]) for satu in data["lembar"]}
    assert (menurut["Subbagian"], menurut["Adopsi indikator"]) == ((1, 0), (0, 3))
    assert [nama for nama, _ in pilihan_daftar(data, sudah=False)][:2] == ["ditolak", "tertahan"]
    assert len(daftar_view(data, Pilihan(daftar="ditolak"), "/")["baris"]) == 1
    assert [satu["sebab"] for satu in daftar_view(data, Pilihan(daftar="tertahan"), "/")["baris"]] == [tempat] * 3
    # Whoever marks the workbook, and the command, get all of them, as before.
    assert penolakan_of(data) == hasil.ditolak
    assert [set(satu) for satu in hasil.data()["ditolak"]] == [{"lembar", "baris", "kolom", "pesan"}] * 4
    json.dumps(data)


def test_a_code_that_stands_nowhere_is_a_fault_of_its_own(buku: BukuUji) -> None:
    buku.tambah("Subbagian", {**BARU, "Kode": "baru", "Nama": ""})
    adopsi(buku, 2, "lain-lagi")
    assert [satu.sebab for satu in coba(buku).ditolak] == ["", ""]


def test_the_same_code_of_another_year_or_office_is_not_the_cause(buku: BukuUji) -> None:
    """A refused line of one budget excuses the rows of that budget alone."""
    tahun_lain = {"Satker": "5371", "Tahun": 2023, "Jalur": "099", "Jenis": "bagian_anggaran", "Nama": "X"}
    buku.tambah("Pos anggaran", tahun_lain)  # there is no DIPA of that year: refused
    pagu = {"Satker": "5371", "Versi": 1, "Jalur": "099", "Pagu": 1}
    sendiri = buku.tambah("Pagu", {**pagu, "Tahun": 2024})
    assert ("Pagu", sendiri, "Jalur", "") in sebab(coba(buku))


def test_what_is_held_up_holds_up_and_names_the_first_cause(buku: BukuUji) -> None:
    pos = {"Satker": "5371", "Tahun": 2024, "Prioritas nasional": "tidak"}
    salah = buku.tambah("Pos anggaran", {**pos, "Jalur": "099", "Jenis": "aneh"})
    buku.tambah("Pos anggaran", {**pos, "Jalur": "099.01", "Jenis": "unit"})
    anak = buku.tambah("Pos anggaran", {**pos, "Jalur": "099.01.AA", "Jenis": "program"})
    pagu = buku.tambah("Pagu", {"Satker": "5371", "Tahun": 2024, "Versi": 1, "Jalur": "099.01.AA", "Pagu": 1})
    hasil = sebab(coba(buku))
    tempat = f"Pos anggaran, baris {salah}"
    assert ("Pos anggaran", anak, "Jalur", tempat) in hasil and ("Pagu", pagu, "Jalur", tempat) in hasil
    assert [satu for satu in hasil if not satu[3]] == [("Pos anggaran", salah, "Jenis", "")]


def test_a_sheet_that_cannot_be_read_holds_up_what_names_its_rows(buku: BukuUji) -> None:
    buku.tambah("Subbagian", {**BARU, "Kode": "baru", "Nama": "Baru"})
    adopsi(buku, 2, "baru")
    buku.lembar["Subbagian"][0][buku.kolom("Subbagian", "Kode")] = "Kode subbagian"
    hasil = sebab(coba(buku))
    assert ("Adopsi indikator", 2, "Penanggung jawab", "Subbagian") in hasil
    assert {satu[0] for satu in hasil if not satu[3]} == {"Subbagian"}


def test_none_of_fifty_faults_is_taken_for_one_that_follows(kantor: Satker) -> None:  # noqa: F811
    buku, harapan = BukuUji(kantor), []
    for ubah, kalimat in FAULTS.values():
        harapan.append((ubah(buku), kalimat))
    pelaku: Pengguna = make_user(kantor, Peran.ADMINISTRATOR)
    hasil = coba(buku, kantor, pelaku)
    for tempat, kalimat in harapan:
        assert "" in {
            p.sebab for p in hasil.ditolak if (p.lembar, p.baris, p.kolom) == tempat and kalimat in p.pesan
        }, tempat


def test_of_too_many_those_that_must_be_mended_are_kept() -> None:
    ikut = [Penolakan("A", nomor, "B", "x", sebab="A, baris 1") for nomor in range(2, PALING_BANYAK + 5)]
    data = data_hasil(Hasil(ditolak=[*ikut, Penolakan("A", 9999, "B", "x")]))
    assert len(data["ditolak"]) == PALING_BANYAK and data["ditolak"][-1]["baris"] == 9999
    assert "pertama dari" in daftar_view(data, Pilihan(daftar="tertahan"), "/")["keterangan"]
    assert daftar_view(data, Pilihan(daftar="ditolak"), "/")["keterangan"] == ""
