"""Targets as people type them: read strictly, shown as tables do, compared by what they are worth."""

from decimal import Decimal

import pytest

from apps.perencanaan.janji import Janji, Ukuran, beda_setahun

PERSEN = Ukuran("persen")
SKALA = Ukuran("tingkat", 7, {1: "AA", 2: "BB"}, {1: 1, 2: 3})
HITUNGAN = Ukuran("jumlah", nama_satuan="Laporan")


@pytest.mark.parametrize(
    ("ukuran", "teks", "janji", "ketik", "tampil"),
    [
        (PERSEN, "40,5%", Janji(Decimal("40.5")), "40,5", "40,50%"),
        (PERSEN, "0", Janji(Decimal(0)), "0", "0%"),
        (Ukuran("indeks"), " 80 ", Janji(Decimal(80)), "80", "80"),
        (SKALA, "bb", Janji(tingkat_id=2), "BB", "BB"),
        (PERSEN, "Tanpa target", Janji(tanpa_target=True), "tanpa target", "tanpa target"),
        (SKALA, "-", Janji(tanpa_target=True), "tanpa target", "tanpa target"),
        (SKALA, " ", None, "", ""),
        (HITUNGAN, "1.200", Janji(Decimal(1200)), "1200", "1.200 Laporan"),
    ],
)
def test_what_is_typed_is_read_and_shown(
    ukuran: Ukuran, teks: str, janji: Janji | None, ketik: str, tampil: str
) -> None:
    assert ukuran.baca(teks) == janji
    assert (ukuran.ketik(janji), ukuran.tampil(janji)) == (ketik, tampil)


@pytest.mark.parametrize(
    ("ukuran", "teks", "kalimat"),
    [
        (PERSEN, "98.765", "Titik tidak dipakai"),
        (PERSEN, "-4", "negatif"),
        (PERSEN, "banyak", "bukan angka"),
        (PERSEN, "1,00001", "Paling banyak 4 angka di belakang koma."),
        (PERSEN, "1" * 12, "Angka terlalu besar"),
        (SKALA, "72", "Pilih salah satu: AA, BB."),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_to_write(ukuran: Ukuran, teks: str, kalimat: str) -> None:
    with pytest.raises(ValueError, match=kalimat):
        ukuran.baca(teks)


def test_equal_values_look_equal_however_they_were_stored() -> None:
    assert Janji(Decimal("40.0000")).sidik == Janji(Decimal(40)).sidik != Janji(Decimal(4)).sidik


def test_units_are_equal_only_with_the_same_scale() -> None:
    assert HITUNGAN.sama(HITUNGAN) and not HITUNGAN.sama(Ukuran("jumlah", nama_satuan="Orang"))
    assert SKALA.sama(Ukuran("tingkat", 7)) and not SKALA.sama(Ukuran("tingkat", 8)) and not PERSEN.sama(SKALA)


KEGIATAN = Ukuran("jumlah", nama_satuan="Kegiatan")


@pytest.mark.parametrize(
    ("agregasi", "ukuran", "triwulan", "setahun", "kalimat"),
    [
        ("jumlah", KEGIATAN, "2 2 2 2", "12", "Target triwulan berjumlah 8 Kegiatan, target setahun 12 Kegiatan."),
        ("jumlah", KEGIATAN, "3 3 3 3", "12", ""),
        ("jumlah", KEGIATAN, "6 - - 6", "12", ""),
        ("jumlah", KEGIATAN, "6 - - 2", "12", "Target triwulan berjumlah 8 Kegiatan, target setahun 12 Kegiatan."),
        # What is missing may still come; what is too much already stays too much.
        ("jumlah", KEGIATAN, "2 2 . .", "12", ""),
        ("jumlah", KEGIATAN, "9 4 . .", "12", "Target triwulan berjumlah 13 Kegiatan, target setahun 12 Kegiatan."),
        ("terakhir", PERSEN, "10 30 50 62", "65", "Target Triwulan IV 62%, target setahun 65%."),
        ("terakhir", PERSEN, "10 30 50 65", "65", ""),
        ("terakhir", PERSEN, "10 30 62 -", "65", "Target Triwulan III 62%, target setahun 65%."),
        ("terakhir", PERSEN, "10 30 . .", "65", ""),
        ("rata_rata", PERSEN, "50 60 70 60", "65", "Target triwulan rata-rata 60%, target setahun 65%."),
        ("rata_rata", PERSEN, "60 70 - -", "65", ""),
        ("rata_rata", PERSEN, "33,33 33,33 33,34 -", "33,33", ""),
        ("rata_rata", PERSEN, "50 60 . .", "65", ""),
        ("akhir_tahun", PERSEN, "10 30 50 62", "65", "Target Triwulan IV 62%, target setahun 65%."),
        ("akhir_tahun", PERSEN, "10 30 50 65", "65", ""),
        ("akhir_tahun", PERSEN, "10 30 50 -", "65", ""),
        ("akhir_tahun", PERSEN, ". . . .", "65", ""),
        ("akhir_tahun", SKALA, ". . . BB", "AA", "Target Triwulan IV BB, target setahun AA."),
        ("terakhir", SKALA, "BB BB BB AA", "AA", ""),
        ("jumlah", SKALA, "BB BB BB BB", "AA", ""),
        ("jumlah", KEGIATAN, "2 2 2 2", "-", ""),
        ("jumlah", KEGIATAN, "2 2 2 2", ".", ""),
    ],
)
def test_quarters_that_do_not_make_the_year_are_remarked(
    agregasi: str, ukuran: Ukuran, triwulan: str, setahun: str, kalimat: str
) -> None:
    """A dot is a quarter of which nothing is said, a dash one without a target."""
    janji = [ukuran.baca("" if teks == "." else teks) for teks in (*triwulan.split(), setahun)]
    assert beda_setahun(ukuran, agregasi, dict(enumerate(janji[:4], start=1)), janji[4]) == kalimat
