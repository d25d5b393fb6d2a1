"""Cells that are told in words of their own: long numbers, codes, quarters, scales, what a rule is about."""

import io
from typing import Any

import openpyxl
import pytest

from apps.audit.services import Sistem
from apps.organisasi.models import Satker
from apps.perencanaan.models import Skala
from apps.pertukaran.buku import DIBULATKAN
from apps.pertukaran.kelompok import KELOMPOK, MENURUT_KELOMPOK
from apps.pertukaran.mesin import Penolakan, Sumber, jalankan
from apps.pertukaran.templat.tulis import templat_baru
from apps.pertukaran.wewenang import Wewenang
from tests.pertukaran.buku_uji import BukuUji, Persen

pytestmark = pytest.mark.django_db
NIP = 198001012005011001
R = {"entitas": "5371", "triwulan": 0, "tahun": 2024}


def ditolak(buku: BukuUji, lembar: str) -> list[Penolakan]:
    buku.lembar = {lembar: buku.lembar[lembar]}
    return jalankan(buku.baca(), Wewenang(Sistem("Uji")), Sumber("uji.xlsx"), terapkan=False).ditolak


@pytest.fixture
def buku(satker: Satker) -> BukuUji:
    return BukuUji(satker)


# Numbers of which Excel has lost digits


@pytest.mark.parametrize("nilai", [NIP, 10**15, float(2**60)])
def test_a_number_that_excel_has_rounded_is_refused(buku: BukuUji, nilai: float) -> None:
    nomor = buku.baris("Pejabat", kode="zunaidin-harun")
    buku.isi("Pejabat", nomor, "NIP", nilai)
    [salah] = ditolak(buku, "Pejabat")
    assert (salah.baris, salah.kolom, salah.pesan, salah.huruf) == (nomor, "NIP", DIBULATKAN, "D")


@pytest.mark.parametrize("nilai", [str(NIP), 999_999_999_999_999, 0.1 + 0.2, 93.52, 56_000_000_000, 1234567890.12345])
def test_other_numbers_are_not(buku: BukuUji, nilai: Any) -> None:
    buku.isi("Pejabat", buku.baris("Pejabat", kode="zunaidin-harun"), "NIP", nilai)
    assert ditolak(buku, "Pejabat") == []


def test_a_nip_typed_into_a_template_is_text() -> None:
    lembar = openpyxl.load_workbook(io.BytesIO(templat_baru(MENURUT_KELOMPOK["organisasi"])))["Pejabat"]
    [kolom] = [satu for satu in lembar[1] if satu.value == "NIP"]
    gaya = lembar.column_dimensions[kolom.column_letter]
    assert gaya.number_format == "@"


# Percentages


@pytest.mark.parametrize("nilai", ["3,25%", Persen(0.0325)])
def test_a_percentage_of_an_index_is_refused(buku: BukuUji, nilai: Any) -> None:
    nomor = buku.baris("Target Renstra", indikator="indeks-rb", tahun=2022)
    buku.isi("Target Renstra", nomor, "Target", nilai)
    [salah] = ditolak(buku, "Target Renstra")
    assert (salah.kolom, salah.pesan) == (
        "Target",
        "“3,25%” bukan angka: isian ini bukan persen. Tulis angkanya saja, tanpa tanda %.",
    )


def test_one_of_a_percentage_is_read(buku: BukuUji) -> None:
    nomor = buku.baris("Target Renstra", indikator="partisipasi-pemilih", tahun=2022)
    buku.isi("Target Renstra", nomor, "Target", Persen(0.725))
    assert ditolak(buku, "Target Renstra") == []


# Codes, quarters, scales


@pytest.mark.parametrize(("kode", "contoh"), [("Budi Ketua", "budi-ketua"), ("a/b", "ab"), ("…", "budi-ketua")])
def test_a_code_says_what_it_may_hold(buku: BukuUji, kode: str, contoh: str) -> None:
    nomor = buku.tambah("Pejabat", {"Satker": "5371", "Kode": kode, "Nama": "Budi"})
    [salah] = ditolak(buku, "Pejabat")
    assert (salah.baris, salah.kolom) == (nomor, "Kode")
    assert salah.pesan == f"Kode hanya berisi huruf, angka, dan tanda hubung, tanpa spasi, misalnya {contoh}."


@pytest.mark.parametrize("kode", ["Budi", "budi_2", "BUDI-ketua"])
def test_a_code_that_is_stored_elsewhere_is_one(buku: BukuUji, kode: str) -> None:
    buku.tambah("Pejabat", {"Satker": "5371", "Kode": kode, "Nama": "Budi"})
    assert ditolak(buku, "Pejabat") == []


@pytest.mark.parametrize("nilai", ["TW I", 5, -1, ""])
@pytest.mark.parametrize(
    ("lembar", "kalimat"),
    [
        ("Realisasi", "Triwulan diisi 1, 2, 3, atau 4; 0 untuk setahun."),
        ("Target triwulan", "Triwulan diisi 1, 2, 3, atau 4."),
        ("Periode", "Triwulan diisi 1, 2, 3, atau 4; 0 untuk setahun."),
    ],
)
def test_a_quarter_says_what_it_may_be(buku: BukuUji, lembar: str, kalimat: str, nilai: Any) -> None:
    isi = {"Entitas": "5371", "Indikator": "indeks-rb", "Tahun": 2024, "Target": 1, "Realisasi": 1}
    nomor = buku.tambah(lembar, {**isi, "Status nilai": "final", "Triwulan": nilai})
    assert [(satu.baris, satu.kolom, satu.pesan) for satu in ditolak(buku, lembar)] == [(nomor, "Triwulan", kalimat)]


def test_templates_offer_the_quarters_and_say_what_cells_hold() -> None:
    buku = openpyxl.load_workbook(io.BytesIO(templat_baru(MENURUT_KELOMPOK["semuanya"])))

    def keterangan(lembar: str, judul: str) -> str:
        return str(next(sel for sel in buku[lembar][1] if sel.value == judul).comment.text)

    pilihan = buku["Daftar pilihan"]
    daftar = [[sel.value for sel in kolom[3:] if sel.value is not None] for kolom in pilihan.iter_cols()]
    assert [1, 2, 3, 4] in daftar
    assert [0, 1, 2, 3, 4] in daftar
    assert "0 untuk setahun" in keterangan("Realisasi", "Triwulan")
    assert "0 untuk setahun" in keterangan("Analisis", "Triwulan")
    assert "setahun" not in keterangan("Target triwulan", "Triwulan")
    for lembar in ("Periode", "Adopsi indikator", "Laporan"):
        assert "misalnya 5371; untuk sekretariatnya 5371-sekretariat" in keterangan(lembar, "Entitas")
    assert "kodenya" in keterangan("Pejabat", "Satker")
    for lembar in ("Pos anggaran", "Pagu", "Capaian RO"):
        assert "076.01.CQ" in keterangan(lembar, "Jalur")
        assert "huruf kecil" not in keterangan(lembar, "Jalur")
    assert "5371" in keterangan("Satker", "Kode")
    assert "kodenya" not in keterangan("Sasaran strategis", "Tujuan")


def test_an_empty_template_holds_what_all_share_and_nothing_else(satker: Satker) -> None:
    buku = openpyxl.load_workbook(io.BytesIO(templat_baru(MENURUT_KELOMPOK["renstra"])))
    assert [baris[0].value for baris in buku["Skala"].iter_rows(min_row=2)] == list(
        Skala.objects.order_by("pk").values_list("kode", flat=True)
    )
    assert buku["Tingkat skala"].max_row > 2
    assert {buku[nama].max_row for nama in ("Renstra", "Indikator", "Adopsi indikator")} == {1}
    for kelompok in KELOMPOK:
        isi = openpyxl.load_workbook(io.BytesIO(templat_baru(kelompok)))
        sel = {str(sel.value) for lembar in isi for baris in lembar.iter_rows(min_row=2) for sel in baris}
        assert not sel & {"zunaidin-harun", "renstra-5371-2020", satker.nama}


def test_an_unknown_scale_is_told_with_those_that_there_are(buku: BukuUji) -> None:
    nomor = buku.baris("Indikator", kode="nilai-sakip")
    buku.isi("Indikator", nomor, "Skala", "predikat")
    [salah] = ditolak(buku, "Indikator")
    assert "Skala “predikat” tidak ditemukan. Yang ada: " in salah.pesan
    assert all(skala.kode in salah.pesan for skala in Skala.objects.all())


def test_of_many_scales_ten_are_named(buku: BukuUji) -> None:
    for nomor in range(20):
        Skala.objects.create(kode=f"skala-{nomor}", nama="S")
    buku.isi("Indikator", buku.baris("Indikator", kode="nilai-sakip"), "Skala", "predikat")
    [salah] = ditolak(buku, "Indikator")
    assert f", dan {Skala.objects.count() - 10} lagi." in salah.pesan


def test_codes_of_offices_are_never_named(buku: BukuUji, satker_lain: Satker) -> None:
    buku.tambah("Pejabat", {"Satker": "8888", "Kode": "budi", "Nama": "Budi"})
    [salah] = ditolak(buku, "Pejabat")
    assert "Yang ada" not in salah.pesan
    assert satker_lain.kode not in salah.pesan


# What a rule is about


@pytest.mark.parametrize(
    ("lembar", "kunci", "isi", "kolom"),
    [
        ("Indikator", {"kode": "indeks-rb"}, {"Satuan": "jumlah", "Nama satuan": "KOSONGKAN"}, "Nama satuan"),
        ("Indikator", {"kode": "indeks-rb"}, {"Satuan": "tingkat"}, "Skala"),
        ("Indikator", {"kode": "indeks-rb"}, {"Skala": "opini-bpk"}, "Skala"),
        ("Adopsi indikator", {"indikator": "indeks-rb"}, {"Sampai": 2001}, "Sampai"),
    ],
)
def test_a_rule_is_told_at_the_cell_that_it_is_about(
    buku: BukuUji, lembar: str, kunci: dict[str, str], isi: dict[str, Any], kolom: str
) -> None:
    nomor = buku.baris(lembar, **kunci)
    for judul, nilai in isi.items():
        buku.isi(lembar, nomor, judul, nilai)
    assert kolom in {satu.kolom for satu in ditolak(buku, lembar)}


def test_so_it_is_of_a_new_row(buku: BukuUji) -> None:
    baru = {"Renstra": "renstra-5371-2020", "Sasaran": 1, "Nama": "I", "Arah": "maksimal"}
    baru |= {"Agregasi triwulan": "terakhir", "Pembilang boleh lebih": "tidak", "Bukti wajib": "tidak"}
    tanpa_skala = buku.tambah("Indikator", {**baru, "Kode": "a", "Nomor": 91, "Satuan": "tingkat"})
    tanpa_nama = buku.tambah("Indikator", {**baru, "Kode": "b", "Nomor": 92, "Satuan": "jumlah"})
    berskala = buku.tambah("Indikator", {**baru, "Kode": "c", "Nomor": 93, "Satuan": "persen", "Skala": "opini-bpk"})
    ditemukan = {(satu.baris, satu.kolom) for satu in ditolak(buku, "Indikator")}
    assert ditemukan == {(tanpa_skala, "Skala"), (tanpa_nama, "Nama satuan"), (berskala, "Skala")}
