"""Every sum of a file holds to the rupiah, or the file is refused with the difference."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from apps.anggaran.importers.baris import BarisBerkas, IsiBerkas, Jumlah
from apps.anggaran.importers.contoh import buat_contoh, geser_rupiah
from apps.anggaran.importers.fa_detail_tulis import Bentuk, tulis_csv, tulis_xlsx
from apps.anggaran.importers.pemeriksaan import baca, periksa
from tests.anggaran.importers import berkas
from tests.anggaran.importers.berkas import AKUN, ITEM_1, ITEM_2, alasan, laporan

UKURAN = ("pagu", "blokir", "lalu", "ini", "realisasi")
KOMPONEN = 14


def nilai(isi: IsiBerkas) -> list[tuple[object, ...]]:
    return [(satu.jenis, satu.jalur, satu.nama, satu.jumlah, satu.nomor) for satu in isi.baris]


def test_one_rupiah_moved_in_a_subtotal_names_the_difference_above_and_below() -> None:
    baris = laporan()
    baris[KOMPONEN - 1] |= {"Q": 999, "AE": 499}
    assert alasan(berkas.xlsx(baris)) == [
        "Baris 14: Jumlah pagu komponen 001 menurut berkas Rp999, tetapi jumlah rinciannya Rp1.000 (selisih Rp1).",
        "Baris 13: Jumlah pagu RO EBA.994 menurut berkas Rp1.000, tetapi jumlah rinciannya Rp999 (selisih Rp1).",
    ]


def test_one_rupiah_moved_in_an_item_reaches_its_akun_and_the_total() -> None:
    baris = laporan()
    baris[ITEM_1 - 1] |= {"Q": 601, "AE": 201}
    assert alasan(berkas.xlsx(baris)) == [
        "Baris 16: Jumlah pagu akun 511111 menurut berkas Rp1.000, tetapi jumlah rinciannya Rp1.001 (selisih Rp1).",
        "Baris 9: JUMLAH SELURUHNYA pagu menurut berkas Rp1.000, tetapi jumlah rinciannya Rp1.001 (selisih Rp1).",
    ]


@pytest.mark.parametrize(
    ("kolom", "isi", "sebab"),
    [
        ("S", 1, "Jumlah lock pagu akun 511111 menurut berkas Rp0, tetapi jumlah rinciannya Rp1 (selisih Rp1)."),
        ("W", 301, "Realisasi s.d. periode menurut berkas Rp400, tetapi periode lalu ditambah periode ini Rp401"),
        ("X", -100, "Realisasi s.d. periode menurut berkas Rp400, tetapi periode lalu ditambah periode ini Rp200"),
        ("Z", 401, "Sisa anggaran menurut berkas Rp200, tetapi pagu dikurangi realisasi Rp199 (selisih Rp1)."),
        ("AE", 201, "Sisa anggaran menurut berkas Rp201, tetapi pagu dikurangi realisasi Rp200 (selisih Rp1)."),
        ("Q", -600, "Pagu item 000001 negatif (-Rp600). Pagu dan lock tidak boleh kurang dari nol; periksa angkanya."),
        ("S", -1, "Lock pagu item 000001 negatif (-Rp1)."),
    ],
)  # fmt: skip
def test_what_a_row_computes_must_hold(kolom: str, isi: int, sebab: str) -> None:
    baris = laporan()
    baris[ITEM_1 - 1][kolom] = isi
    assert any(sebab in satu for satu in alasan(berkas.xlsx(baris)))


def test_a_negative_month_is_no_fault() -> None:
    baris = laporan()
    for nomor in (*range(9, AKUN + 1), ITEM_1):
        baris[nomor - 1] |= {"W": baris[nomor - 1]["W"] + 500, "X": baris[nomor - 1]["X"] - 500}
    assert berkas.buka(berkas.xlsx(baris)).jumlah_seluruhnya.ini == -300


def test_sisa_may_be_printed_without_the_locked_amount() -> None:
    baris = laporan()
    for nomor in (*range(9, AKUN + 1), ITEM_2):
        sisa = "AD" if nomor == 9 else "AE"
        baris[nomor - 1] |= {"S": 100, sisa: baris[nomor - 1][sisa] - 100}
    assert berkas.buka(berkas.xlsx(baris)).jumlah_seluruhnya.blokir == 100


def test_a_last_row_cut_in_the_middle_is_refused() -> None:
    baris = laporan()
    for kolom in ("Z", "AC", "AE"):
        del baris[ITEM_2 - 1][kolom]
    assert any(satu.startswith("Baris 18: ") for satu in alasan(berkas.xlsx(baris)))


def test_a_csv_file_cut_anywhere_is_refused() -> None:
    data = berkas.csv(laporan())
    for panjang in range(len(data)):
        assert alasan(data[:panjang], "fa.csv")


def test_an_empty_pagu_is_not_zero() -> None:
    baris = laporan()
    del baris[ITEM_2 - 1]["Q"]
    assert "Baris 18: Pagu item 000002 kosong. Isi angkanya; tulis 0 bila memang nol." in alasan(berkas.xlsx(baris))
    total = laporan()
    del total[8]["Q"]
    assert "Baris 9: Pagu di baris JUMLAH SELURUHNYA kosong. Isi jumlahnya, lalu unggah lagi." in alasan(
        berkas.xlsx(total)
    )


def test_a_report_without_lines_is_refused() -> None:
    assert alasan(berkas.xlsx(laporan()[:9])) == [
        "Berkas: Berkas ini tidak memuat satu baris anggaran pun. Periksa berkasnya, lalu unggah lagi."
    ]


def test_progress_is_told_up_to_the_end() -> None:
    file = io.BytesIO()
    tulis_xlsx(buat_contoh(1_200), file)
    kabar: list[tuple[int, int]] = []
    baca(file, "fa.xlsx", kemajuan=lambda selesai, banyak: kabar.append((selesai, banyak)))
    assert [selesai for selesai, _ in kabar[:2]] == [500, 1000]
    assert kabar[-1][0] == kabar[-1][1] > 1_200


@given(data=st.data(), ukuran=st.sampled_from(UKURAN), rupiah=st.sampled_from([-1, 1]))
@settings(max_examples=60)
def test_no_rupiah_moves_unseen(data: st.DataObject, ukuran: str, rupiah: int) -> None:
    isi = buat_contoh(40)
    assert periksa(isi) == []
    indeks = data.draw(st.integers(2, len(isi.baris) - 1))
    semua = [str(satu) for satu in periksa(geser_rupiah(isi, indeks, ukuran, rupiah))]
    assert any("selisih Rp1)" in satu or "negatif" in satu for satu in semua)


@given(banyak=st.integers(8, 150), benih=st.integers(0, 99), geser=st.integers(0, 9), berhalaman=st.booleans())
@settings(max_examples=25)
def test_what_was_written_is_what_is_read(banyak: int, benih: int, geser: int, berhalaman: bool) -> None:
    isi = buat_contoh(banyak, benih=benih, bulan=benih % 12 + 1)
    for tulis, nama in ((tulis_xlsx, "fa.xlsx"), (tulis_csv, "fa.csv")):
        file = io.BytesIO()
        tulis(isi, file, Bentuk(geser, berhalaman))
        terbaca = baca(file, nama)
        assert nilai(terbaca) == nilai(isi)
        assert (terbaca.kepala, terbaca.jumlah_seluruhnya) == (isi.kepala, isi.jumlah_seluruhnya)


TEKS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), include_characters=" "),
    min_size=1,
    max_size=40,
).map(lambda teks: " ".join(teks.split())).filter(bool)  # fmt: skip
RUPIAH = st.integers(0, 2**40)


@given(item=st.lists(st.tuples(TEKS, RUPIAH, RUPIAH, st.integers(-(2**40), 2**40)), min_size=1, max_size=6))
@settings(max_examples=40)
def test_any_text_and_any_amount_survives(item: list[tuple[str, int, int, int]]) -> None:
    """Names that look like numbers, formulas or codes stay names."""
    contoh = buat_contoh(8)
    baris = []
    for nomor, (nama, pagu, lalu, ini) in enumerate(item, 1):
        jumlah = Jumlah(pagu, 0, lalu, ini, lalu + ini, pagu - lalu - ini)
        baris.append(BarisBerkas(0, "item", (*contoh.baris[-2].jalur, ""), nama, jumlah, f"{nomor:06d}"))
    seluruhnya = Jumlah(
        *(sum(getattr(satu.jumlah, ukuran) for satu in baris) for ukuran in (*UKURAN, "sisa")),
    )
    atas = [replace(satu, jumlah=seluruhnya if satu.jenis not in ("bagian_anggaran", "unit") else Jumlah())
            for satu in contoh.baris[:-1]]  # fmt: skip
    isi = replace(contoh, baris=[*atas, *baris], jumlah_seluruhnya=seluruhnya)
    for tulis, nama in ((tulis_xlsx, "fa.xlsx"), (tulis_csv, "fa.csv")):
        file = io.BytesIO()
        tulis(isi, file)
        terbaca = baca(file, nama)
        assert [(satu.nama, satu.jumlah) for satu in terbaca.daun()] == [(satu.nama, satu.jumlah) for satu in baris]
