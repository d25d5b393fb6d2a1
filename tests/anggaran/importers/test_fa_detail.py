"""The Fa Detail of SAKTI: read wherever its columns stand, refused where a line is not certain."""

from datetime import date, datetime
from typing import Any

import pytest

from apps.anggaran.importers.baris import Jumlah, KepalaBerkas, kunci_item
from apps.dokumen.buku_kerja.pindai import huruf_kolom, nomor_kolom
from tests.anggaran.importers import berkas
from tests.anggaran.importers.berkas import AKUN, ITEM_1, ITEM_2, Baris, alasan, angka, buka, laporan

SATU = angka(1, 0, 0, 0, 0, "0%", 1)
DI_ATAS = ("076", "01", "WA", "3355", "EBA", "994", "001", "0A", "511111")


def test_the_head_and_every_line_are_read() -> None:
    for data, nama in ((berkas.xlsx(laporan()), "fa.xlsx"), (berkas.csv(laporan()), "fa.csv")):
        isi = buka(data, nama)
        assert isi.kepala == KepalaBerkas("fa_detail", "654321", "KPU KOTA KUPANG", 2024, date(2024, 12, 31))
        assert isi.jumlah_seluruhnya == Jumlah(1000, 0, 300, 200, 500, 500)
        assert isi.baris_jumlah == 9
        assert [(satu.baris, satu.jenis, satu.kode_lengkap, satu.nama) for satu in isi.baris] == [
            (4, "bagian_anggaran", "076", "KOMISI PEMILIHAN UMUM"),
            (5, "unit", "076.01", "KOMISI PEMILIHAN UMUM"),
            (10, "program", "076.01.WA", "Program Dukungan Manajemen"),
            (11, "kegiatan", "076.01.WA.3355", "Pengelolaan Keuangan"),
            (12, "kro", "076.01.WA.3355.EBA", "Layanan Dukungan Manajemen Internal"),
            (13, "ro", "076.01.WA.3355.EBA.994", "Layanan Perkantoran"),
            (14, "komponen", "076.01.WA.3355.EBA.994.001", "Gaji dan Tunjangan"),
            (15, "subkomponen", "076.01.WA.3355.EBA.994.001.0A", "Tanpa Subkomponen"),
            (16, "akun", "076.01.WA.3355.EBA.994.001.0A.511111", "Belanja Gaji Pokok PNS"),
            (17, "item", "076.01.WA.3355.EBA.994.001.0A.511111.000001", "Gaji pokok"),
            (18, "item", "076.01.WA.3355.EBA.994.001.0A.511111.000002", "Gaji ke-13"),
        ]
        gaji, ketiga_belas = isi.daun()
        assert gaji.jalur == (*DI_ATAS, kunci_item("gaji  POKOK"))
        assert gaji.jumlah == Jumlah(600, 0, 300, 100, 400, 200)
        assert (ketiga_belas.nomor, ketiga_belas.sumber_dana) == ("000002", "")


def geser(baris: list[Baris], mulai: str, kolom: int) -> None:
    """Move every cell at or right of a column."""
    for nomor, satu in enumerate(baris):
        pindah = {huruf: kolom if nomor_kolom(huruf) >= nomor_kolom(mulai) else 0 for huruf in satu}
        baris[nomor] = {huruf_kolom(nomor_kolom(huruf) + pindah[huruf]): isi for huruf, isi in satu.items()}


@pytest.mark.parametrize(("mulai", "kolom"), [("B", 1), ("C", 3), ("J", 5), ("Q", 4), ("X", 2), ("AC", 1)])
def test_moved_columns_change_nothing(mulai: str, kolom: int) -> None:
    kepala, bawah = laporan()[:6], laporan()[6:]
    geser(bawah, mulai, kolom)
    assert buka(berkas.xlsx(kepala + bawah)).baris == buka(berkas.xlsx(laporan())).baris


def test_repeated_headers_blank_rows_and_footnotes_between_lines_are_skipped() -> None:
    baris = laporan()
    sela: list[Baris] = [
        {},
        {"A": "*) Lock Pagu adalah pagu yang belum dapat dicairkan"},
        {"B": "Ket", "D": ":", "G": "realisasi SP2D"},
        {"A": "Satuan Kerja", "F": ":", "H": "654321", "J": "KPU KOTA KUPANG"},
        {"A": "Dicetak", "Q": datetime(2025, 1, 2)},
        *laporan()[6:8],
    ]
    for tempat in (AKUN, ITEM_1):
        ada = [*baris[:tempat], *sela, *baris[tempat:], *sela, {"B": "JUMLAH SELURUHNYA", **total()}]
        assert [satu.jalur for satu in buka(berkas.xlsx(ada)).baris] == [
            satu.jalur for satu in buka(berkas.xlsx(baris)).baris
        ]
    assert len(buka(berkas.csv([*baris[:ITEM_1], *sela[:4], *baris[ITEM_1:]]), "fa.csv").baris) == 11


def total(pagu: int = 1000) -> Baris:
    return angka(pagu, 0, 300, 200, 500, "50%", 500, total=True)


def test_blank_amounts_are_placed_by_the_labels_above_them() -> None:
    baris = laporan()
    for kosong in ("S", "W", "AC"):  # lock, lalu and the percentage of the second item, which are zero
        del baris[ITEM_2 - 1][kosong]
    [_, kedua] = buka(berkas.xlsx(baris)).daun()
    assert kedua.jumlah == Jumlah(400, None, None, 100, 100, 300)
    baris[ITEM_2 - 1]["Y"] = 100  # now two amounts stand under "s.d. Periode"
    [satu] = alasan(berkas.xlsx(baris))
    assert satu.startswith("Baris 18: Baris 000002 memuat 5 angka yang kolomnya tidak jelas. Seharusnya ada 7: pagu")


def test_stray_blanks_and_small_letters_in_codes_are_understood() -> None:
    baris = laporan()
    baris[10]["B"] = " wa.3355\u00a0"
    baris[12]["C"] = "eba.zz1"
    baris[14]["F"] = "001.ta"
    baris[16]["N"] = "000001.  Gaji\u00a0 pokok "
    isi = buka(berkas.xlsx(baris))
    assert isi.baris[-2].jalur == (
        "076",
        "01",
        "WA",
        "3355",
        "EBA",
        "ZZ1",
        "001",
        "TA",
        "511111",
        kunci_item("Gaji pokok"),
    )
    assert isi.baris[-2].nama == "Gaji pokok"


def test_equal_texts_below_one_akun_are_told_apart_by_their_order() -> None:
    baris = laporan()
    baris[ITEM_2 - 1]["N"] = "000002. GAJI POKOK"
    assert [satu.jalur[-1] for satu in buka(berkas.xlsx(baris)).daun()] == [
        kunci_item("Gaji pokok"), kunci_item("Gaji pokok", 2),
    ]  # fmt: skip


def test_an_akun_may_stand_right_below_its_komponen() -> None:
    baris = laporan()
    del baris[14]
    assert next(buka(berkas.xlsx(baris)).daun()).jalur[-3:-1] == ("001", "511111")


@pytest.mark.parametrize(
    "kepala",
    [
        {"A": "Satuan Kerja : 654321 KPU KOTA KUPANG"},
        {"A": "SATUAN KERJA", "D": 654321, "J": "KPU KOTA KUPANG"},
        {"A": "Satker", "D": ":654321", "J": "KPU KOTA KUPANG"},
    ],
)
def test_the_head_may_be_spread_over_cells_in_any_way(kepala: Baris) -> None:
    baris = laporan()
    baris[5] = kepala
    baris[4] = {"A": "Unit Organisasi", "C": "07601", "J": "KOMISI PEMILIHAN UMUM"}
    baris[2] = {"A": "PERIODE", "C": "FEBRUARI", "D": 2024}
    isi = buka(berkas.xlsx(baris))
    assert isi.kepala == KepalaBerkas("fa_detail", "654321", "KPU KOTA KUPANG", 2024, date(2024, 2, 29))
    assert isi.baris[1].jalur == ("076", "01")


@pytest.mark.parametrize(
    ("nomor", "ganti", "sebab"),
    [
        (3, {"A": "Periode"}, "Berkas: Baris “Periode” dengan bulan dan tahun"),
        (4, {"A": "Kementerian"}, "Berkas: Baris “Kementerian” dengan kodenya"),
        (5, {}, "Berkas: Baris “Unit” dengan kodenya"),
        (6, {}, "Berkas: Baris “Satuan Kerja” dengan kode enam angka tidak ditemukan"),
        (6, {"A": "Satuan Kerja", "D": "5371"}, "Berkas: Kode satuan kerja “5371” bukan 6 angka."),
        (9, {"B": "JUMLAH SELURUHNYA"}, "Baris 9: JUMLAH SELURUHNYA tidak memuat angka."),
        (13, {"C": "EBB.994", **SATU}, "Baris 13: RO EBB.994 berada di bawah KRO EBA"),
        (11, {"B": "CQ.3355", **SATU}, "Baris 11: Kegiatan CQ.3355 berada di bawah program WA"),
        (15, {"F": "002.0A", **SATU}, "Baris 15: Subkomponen 002.0A berada di bawah komponen 001"),
        (14, {}, "Baris 15: Subkomponen 001.0A berada di bawah RO 994, seharusnya di bawah komponen 001."),
        (14, {"E": 1, **SATU}, "Baris 14: Kode “1” tidak dikenal, padahal barisnya memuat"),
        (17, {"N": "17. Gaji", **SATU}, "Baris 17: Kode “17. Gaji” tidak dikenal"),
        (17, {"N": "000001. ", **SATU}, "Baris 17: Item 000001 tidak mempunyai"),
        (16, {"H": "511111", "M": "Belanja Gaji"}, "Baris 16: Baris 511111 tidak memuat angka."),
    ],
)  # fmt: skip
def test_a_row_that_is_not_certain_is_refused(nomor: int, ganti: Baris, sebab: str) -> None:
    for bentuk, nama in ((berkas.xlsx, "fa.xlsx"), (berkas.csv, "fa.csv")):
        baris = laporan()
        baris[nomor - 1] = ganti
        semua = alasan(bentuk(baris), nama)
        assert any(satu.startswith(sebab) for satu in semua), semua
        assert all(satu.endswith(".") for satu in semua)


@pytest.mark.parametrize(
    ("isi", "sebab"),
    [
        (600.5, "Baris 17, kolom Q: 600,5 bukan rupiah bulat. Perbaiki angkanya; angka tidak dibulatkan saat diimpor."),
        (2.0**54, "Baris 17, kolom Q: Angka ini terlalu besar"),
        (True, "Baris 17, kolom Q: Sel ini berisi BENAR/SALAH"),
        (datetime(2024, 1, 1), "Baris 17, kolom Q: Sel ini berisi tanggal"),
        ("12.5", "Baris 17, kolom Q: “12.5” bukan jumlah rupiah yang jelas. Tulis bilangan bulat, misalnya 1234567"),
        ("5,000", "Baris 17, kolom Q: “5,000” bukan jumlah rupiah"),
        ("enam ratus", "Baris 17, kolom Q: “enam ratus” bukan jumlah rupiah"),
    ],
)
def test_a_cell_that_is_no_whole_amount_is_refused_by_its_place(isi: Any, sebab: str) -> None:
    baris = laporan()
    baris[ITEM_1 - 1]["Q"] = isi
    [satu] = [satu for satu in alasan(berkas.xlsx(baris)) if satu.startswith("Baris 17")]
    assert satu.startswith(sebab)
    if isinstance(isi, str):
        assert any(satu.startswith(sebab) for satu in alasan(berkas.csv(baris), "fa.csv"))


def test_amounts_written_as_text_are_the_same_amounts() -> None:
    baris = laporan()
    for satu in baris[8:]:
        for kolom, nilai in satu.items():
            if isinstance(nilai, int):
                satu[kolom] = f"{nilai:,}".replace(",", ".") + ",00"
    asli = buka(berkas.xlsx(laporan()))
    assert buka(berkas.xlsx(baris)) == asli
    assert buka(berkas.csv(baris), "fa.csv") == asli


def test_a_code_that_stands_twice_names_both_rows() -> None:
    baris = laporan()
    semua = alasan(berkas.xlsx([*baris, *baris[AKUN - 1 :]]))
    assert semua == [
        f"Baris {baru}: {apa} sudah ada di baris {lama}. Satu kode hanya boleh sekali; unduh ulang dari SAKTI."
        for baru, lama, apa in (
            (19, 16, "Akun 076.01.WA.3355.EBA.994.001.0A.511111"),
            (20, 17, "Item 076.01.WA.3355.EBA.994.001.0A.511111.000001"),
            (21, 18, "Item 076.01.WA.3355.EBA.994.001.0A.511111.000002"),
        )
    ]


def test_a_report_without_its_end_is_refused() -> None:
    baris = laporan()
    [satu] = alasan(berkas.xlsx(baris[:AKUN]))
    assert satu == (
        "Baris 16: Akun 511111 tidak mempunyai rincian sampai item. Berkas mungkin terpotong; unduh ulang dari SAKTI."
    )
    assert any("JUMLAH SELURUHNYA tidak ditemukan" in satu for satu in alasan(berkas.xlsx(baris[:8])))
    assert alasan(berkas.xlsx(baris[:8] + baris[9:])) == [
        "Baris 9: Baris JUMLAH SELURUHNYA tidak ditemukan di atas baris ini. Unduh ulang dari SAKTI."
    ]


def test_a_misplaced_line_is_refused_once_and_not_with_every_line_below_it() -> None:
    baris = laporan()
    baris[12]["C"] = "EBB.994"
    assert alasan(berkas.xlsx(baris)) == [
        "Baris 13: RO EBB.994 berada di bawah KRO EBA, seharusnya di bawah KRO EBB. Berkas mungkin terpotong atau "
        "barisnya tertukar; unduh ulang dari SAKTI."
    ]


def test_a_report_down_to_the_ro_ends_there() -> None:
    baris = laporan()[:13]
    baris[1] = {"A": "Per Program; Kegiatan; Output; SubOutput;"}
    assert [satu.jenis for satu in buka(berkas.xlsx(baris)).daun()] == ["ro"]


def test_two_rows_of_totals_must_agree() -> None:
    baris = [*laporan(), {"B": "JUMLAH SELURUHNYA", **total(1001)}]
    assert alasan(berkas.xlsx(baris)) == [
        "Baris 19: JUMLAH SELURUHNYA berbeda dari yang di baris 9. Unduh ulang dari SAKTI."
    ]


def test_no_more_reasons_are_told_than_a_person_can_use() -> None:
    salah = {"B": "???", **SATU}
    semua = alasan(berkas.xlsx([*laporan(), *[salah] * 1_500]))
    assert len(semua) == 101
    assert semua[-1] == "Berkas: Masih ada 1.400 kesalahan lain."
