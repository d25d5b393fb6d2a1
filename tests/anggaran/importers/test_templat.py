"""Our own template: what is exported and imported again changes nothing, and what is unclear is refused."""

import io
import zipfile
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from apps.anggaran.importers.baris import BarisBerkas, IsiBerkas, Jumlah, KepalaBerkas
from apps.anggaran.importers.contoh import buat_contoh, geser_rupiah
from apps.anggaran.importers.templat import KOLOM, baca_tanggal, jenis_segmen
from apps.anggaran.importers.templat_tulis import tulis_templat
from tests.anggaran.importers import berkas
from tests.anggaran.importers.berkas import Baris, alasan, buka

KEPALA = KepalaBerkas("templat", "5371", "KPU Kota Kupang", 2024, date(2024, 12, 31))
AKUN = "076.01.CQ.6639.BDB.001.051.A.521211"


def baris_templat(*isi: tuple[Any, ...], total: tuple[Any, ...] = (300, 0, 100)) -> list[Baris]:
    """The template with these lines from row 9 on."""
    return [
        {"A": "Anggaran dan realisasi 2024"},
        {},
        {"A": "Satker", "B": "5371", "C": "KPU Kota Kupang"},
        {"A": "Tahun", "B": 2024},
        {"A": "Keadaan per", "B": date(2024, 12, 31)},
        {},
        dict(zip("ABCDEF", KOLOM, strict=True)),
        {"A": "JUMLAH SELURUHNYA", **{k: n for k, n in zip("DEF", total, strict=True) if n is not None}},
        *({k: n for k, n in zip("ABCDEF", satu, strict=False) if n is not None} for satu in isi),
    ]


DUA = (
    ("076.01.CQ.6639", "Teknis Penyelenggaraan"),
    (AKUN, "Belanja Bahan", "RM", 100, 0, 100),
    ("076.01.WA.3355.EBA.994.001", "Gaji", "PNBP", 200, None, 0),
)


def inti(isi: IsiBerkas) -> list[tuple[Any, ...]]:
    return [(satu.jenis, satu.jalur, satu.nama, satu.nomor, satu.sumber_dana, satu.jumlah) for satu in isi.daun()]


def test_lines_are_read_and_the_levels_above_them_are_completed() -> None:
    isi = buka(berkas.xlsx(baris_templat(*DUA), "Anggaran"))
    assert isi.kepala == KEPALA
    assert [satu.kode_lengkap for satu in isi.baris] == [
        "076", "076.01", "076.01.CQ", "076.01.CQ.6639", "076.01.CQ.6639.BDB", "076.01.CQ.6639.BDB.001",
        "076.01.CQ.6639.BDB.001.051", "076.01.CQ.6639.BDB.001.051.A", AKUN, "076.01.WA", "076.01.WA.3355",
        "076.01.WA.3355.EBA", "076.01.WA.3355.EBA.994", "076.01.WA.3355.EBA.994.001",
    ]  # fmt: skip
    assert isi.baris[3].nama == "Teknis Penyelenggaraan"
    bahan, gaji = isi.daun()
    assert (bahan.jumlah, bahan.sumber_dana, bahan.baris) == (Jumlah(100, 0, realisasi=100), "RM", 10)
    assert gaji.jumlah == Jumlah(200, None, realisasi=0)


def test_lines_may_stand_in_any_order() -> None:
    urut, acak = buka(berkas.xlsx(baris_templat(*DUA))), buka(berkas.xlsx(baris_templat(*reversed(DUA))))
    assert sorted(inti(urut)) == sorted(inti(acak))
    assert [satu.nama for satu in acak.baris if satu.jenis == "kegiatan"] == ["", "Teknis Penyelenggaraan"]


def test_the_csv_copy_and_a_date_in_words_are_read() -> None:
    baris = baris_templat(*DUA)
    baris[4]["B"] = "31 Desember 2024"
    assert inti(buka(berkas.csv(baris), "templat.csv")) == inti(buka(berkas.xlsx(baris_templat(*DUA))))


def test_a_template_with_pagu_only_has_no_date_of_realisasi() -> None:
    isi = buka(berkas.xlsx(baris_templat((AKUN, "Bahan", "", 100), total=(100, None, None))))
    assert isi.kepala.per_tanggal is None
    assert [satu.jumlah for satu in isi.daun()] == [Jumlah(100)]


@pytest.mark.parametrize(
    ("isi", "total", "sebab"),
    [
        ([(AKUN, "B", "", 100)], (101, None, None), "Baris 8: JUMLAH SELURUHNYA pagu"),
        ([(AKUN, "B", "", 100, 0, 50)], (100, 0, 49), "Baris 8: JUMLAH SELURUHNYA realisasi s.d. periode"),
        ([(AKUN, "B", "", 100)], (None, None, None), "Baris 8: Pagu di baris JUMLAH SELURUHNYA kosong."),
        ([(AKUN, "B", "", None, None)], (0, None, None), "Baris 9: Pagu akun 521211 kosong. Isi angkanya; tulis 0"),
        ([(AKUN, "B", "", -1)], (-1, None, None), "Baris 9: Pagu akun 521211 negatif (-Rp1)."),
        ([(AKUN, "B", "", "12.5")], (12, None, None), "Baris 9, kolom D: “12.5” bukan jumlah rupiah yang jelas."),
        ([(AKUN, "B", "", 1), (AKUN, "B", "", 1)], (2, None, None), f"Baris 10, kolom A: Kode {AKUN} sudah ada"),
        ([(AKUN, "B", "", 1, 0, 1), ("076.01.WA", "C", "", 1)], (2, 0, 1), "Baris 10, kolom F: Realisasi kosong"),
        ([("076.01.WA.3355.EB", "B", "", 1)], (1, None, None), "Baris 9, kolom A: Kode “076.01.WA.3355.EB”"),
        ([(76.01, "B", "", 1)], (1, None, None), "Baris 9, kolom A: Kode “76.01” tidak dikenal. Tulis lengkap"),
        ([(None, "B", "", 1)], (1, None, None), "Baris 9, kolom A: Kode kosong, padahal barisnya terisi."),
        ([(f"{AKUN}.000001", None, "", 1)], (1, None, None), "Baris 9, kolom B: Uraian item kosong."),
        ([(AKUN, "B", "R" * 21, 1)], (1, None, None), "Baris 9: Uraian paling banyak 1000 huruf dan sumber dana 20"),
        ([], (0, None, None), "Berkas: Berkas ini tidak memuat satu baris anggaran pun."),
        ([("076.01.WA", "P", "", 5), (AKUN, "B", "", 1), ("076.01.WA.3355", "K", "", 4)], (5, None, None),
         "Baris 9: Jumlah pagu program WA menurut berkas Rp5, tetapi jumlah rinciannya Rp4 (selisih Rp1)."),
    ],
)  # fmt: skip
def test_what_is_unclear_is_refused(isi: list[tuple[Any, ...]], total: tuple[Any, ...], sebab: str) -> None:
    semua = alasan(berkas.xlsx(baris_templat(*isi, total=total)))
    assert any(satu.startswith(sebab) for satu in semua), semua


@pytest.mark.parametrize(
    ("nomor", "ganti", "sebab"),
    [
        (3, {}, "Berkas: Kode satker kosong. Isi di sebelah kanan “Satker”, misalnya 5371."),
        (4, {"A": "Tahun", "B": "dua ribu"}, "Berkas: Tahun kosong atau bukan tahun."),
        (5, {"A": "Keadaan per"}, "Berkas: Realisasi terisi tetapi “Keadaan per” kosong. Isi tanggalnya"),
        (5, {"A": "Keadaan per", "B": "31 Des"}, "Baris 5, kolom B: “31 Des” bukan tanggal. Tulis seperti 31/12/2024."),
        (5, {"A": "Keadaan per", "B": date(2023, 12, 31)}, "Berkas: “Keadaan per” bertahun 2023"),
        (8, {}, "Berkas: Baris JUMLAH SELURUHNYA tidak ditemukan."),
        (9, {"A": "JUMLAH SELURUHNYA", "D": 1}, "Baris 9: JUMLAH SELURUHNYA sudah ada di baris 8. Sisakan satu."),
        (10, {"A": AKUN, "D": "=1+1"}, "Baris 10, kolom D: Sel D10 berisi rumus."),
    ],
)  # fmt: skip
def test_a_head_that_lacks_something_is_refused(nomor: int, ganti: Baris, sebab: str) -> None:
    baris = baris_templat(*DUA)
    baris[nomor - 1] = ganti
    semua = alasan(berkas.xlsx(baris))
    assert any(satu.startswith(sebab) for satu in semua), semua


def test_the_untouched_template_is_no_budget() -> None:
    assert alasan(tulis_templat(KEPALA)) == [
        "Baris 8: Pagu di baris JUMLAH SELURUHNYA kosong. Isi jumlahnya, lalu unggah lagi.",
        "Baris 8: JUMLAH SELURUHNYA realisasi s.d. periode menurut berkas kosong, tetapi jumlah rinciannya Rp250.000 "
        "(selisih Rp250.000).",
    ]


@given(banyak=st.integers(8, 120), benih=st.integers(0, 99))
@settings(max_examples=15)
def test_what_is_exported_and_imported_again_changes_nothing(banyak: int, benih: int) -> None:
    isi = buat_contoh(banyak, benih=benih)
    baris = [replace(satu, sumber_dana="RM") if satu.jenis == "item" else satu for satu in isi.baris]
    data = tulis_templat(KEPALA, baris, isi.jumlah_seluruhnya)
    terbaca = buka(data)
    assert [(satu.jenis, satu.jalur, satu.nama, satu.nomor) for satu in terbaca.baris] == [
        (satu.jenis, satu.jalur, satu.nama, satu.nomor) for satu in baris
    ]
    for lama, baru in zip(isi.daun(), terbaca.daun(), strict=True):
        harapan = Jumlah(lama.jumlah.pagu, lama.jumlah.blokir, realisasi=lama.jumlah.realisasi)
        assert (baru.jumlah, baru.sumber_dana) == (harapan, "RM")
    assert tulis_templat(terbaca.kepala, terbaca.baris, terbaca.jumlah_seluruhnya) == data


def test_one_rupiah_moved_is_refused() -> None:
    isi = buat_contoh(30)
    pindah = geser_rupiah(isi, len(isi.baris) - 1, "pagu")
    [satu] = alasan(tulis_templat(KEPALA, pindah.baris, pindah.jumlah_seluruhnya))
    assert satu.endswith("(selisih Rp1).")


def test_names_that_look_like_formulas_or_links_stay_texts() -> None:
    nama = ["=SUM(A1:A9)", "https://contoh.id", "+62", "@apa", "000123"]
    jalur = ("076", "01", "WA", "3355", "EBA", "994")
    baris = [BarisBerkas(0, "komponen", (*jalur, f"00{i}"), satu, Jumlah(1)) for i, satu in enumerate(nama)]
    data = tulis_templat(replace(KEPALA, per_tanggal=None), baris, Jumlah(len(nama)))
    assert [satu.nama for satu in buka(data).daun()] == nama
    with zipfile.ZipFile(io.BytesIO(data)) as buku:
        assert b"<f>" not in b"".join(buku.read(satu) for satu in buku.namelist())


def test_the_template_explains_itself() -> None:
    buku = CalamineWorkbook.from_filelike(io.BytesIO(tulis_templat(KEPALA)))
    assert buku.sheet_names == ["Anggaran", "Petunjuk"]
    petunjuk = {baris[0]: baris[1] for baris in buku.get_sheet_by_name("Petunjuk").to_python()}
    assert set(KOLOM) <= set(petunjuk)


@pytest.mark.parametrize(
    ("kode", "jenis"),
    [
        ("076", "bagian_anggaran"),
        ("076.01.CQ.6709.QGE.ZZ1", "ro"),
        ("076.01.CQ.6709.QGE.001.051.0A", "subkomponen"),
        ("076.01.CQ.6709.QGE.001.051.521211", "akun"),
        ("076.01.CQ.6709.QGE.001.051.TA.521211.000017", "item"),
        ("076.01.CQ.6709.QGE.001.051.521211.000017", "item"),
        ("76", None),
        ("076.01.CQ.6709.051", None),
        ("076.01.CQ.6709.QGE.001.051.0A.52121", None),
        ("076.01.CQ.6709.QGE.001.051.0A.521211.17", None),
        ("076.01.CQ.6709.QGE.001.051.0A.521211.000017.1", None),
        ("076.01.", None),
    ],
)
def test_the_level_of_a_whole_code(kode: str, jenis: str | None) -> None:
    semua = jenis_segmen(kode.split("."))
    assert (semua[-1] if semua else None) == jenis


@pytest.mark.parametrize("sel", ["31/12/2024", "31-12-2024", "31.12.2024", "31 desember 2024", date(2024, 12, 31)])
def test_a_day_is_read_as_people_write_it(sel: Any) -> None:
    assert baca_tanggal(sel) == date(2024, 12, 31)


@pytest.mark.parametrize("sel", ["31/13/2024", "30 Februari 2024", "2024", 45657.0, "31 Dezember 2024", "12/31/2024"])
def test_anything_else_is_no_day(sel: Any) -> None:
    assert baca_tanggal(sel) is None


def test_amounts_that_cancel_each_other_are_still_too_large_to_add_up() -> None:
    isi = ((AKUN, "A", "RM", 100, 0, "9" * 18), (f"{AKUN[:-1]}2", "B", "RM", 100, 0, f"-{'9' * 18}"))
    assert alasan(berkas.xlsx(baris_templat(*isi, total=(200, 0, 0)), "Anggaran")) == [
        "Berkas: Jumlah realisasi s.d. periode semua baris melebihi Rp999.999.999.999.999.999. Periksa banyaknya nol "
        "angkanya."
    ]
