"""Values that deserve a second look, what is missing, and the year from its quarters: pure rules, literal cases."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.pengukuran.checks import kejanggalan, lompatan_tingkat
from apps.pengukuran.formulas import Agregasi, dari_triwulan
from apps.pengukuran.kelengkapan import IsianDiperiksa, kekurangan

values = st.decimals(min_value=0, max_value=200, places=4)


@pytest.mark.parametrize(
    ("nilai", "satuan", "lalu", "temuan"),
    [
        (Decimal("93.52"), "indeks", [Decimal("90.12")], []),
        (Decimal("69.66"), "persen", [], []),
        (Decimal("69.66"), "persen", [Decimal("79.66")], []),
        (
            Decimal("69.66"),
            "persen",
            [Decimal("79.67")],
            ["Nilai 69,66% turun 10,01 poin dari nilai sebelumnya, 79,67%."],
        ),
        (Decimal(0), "persen", [Decimal(5)], ["Nilainya 0."]),
        (Decimal("100.5"), "persen", [], ["Nilai 100,50% lebih dari 100%."]),
        (Decimal(160), "indeks", [Decimal(100)], ["Nilai 160 naik 60 poin dari nilai sebelumnya, 100."]),
        (Decimal(150), "indeks", [Decimal(100)], []),
    ],
)
def test_what_is_unusual(nilai: Decimal, satuan: str, lalu: list[Decimal], temuan: list[str]) -> None:
    assert kejanggalan(nilai, satuan, lalu) == temuan


def test_only_the_latest_value_before_counts() -> None:
    assert kejanggalan(Decimal(50), "persen", [Decimal(90), Decimal(52)]) == []


@given(values)
def test_a_value_is_never_unusual_beside_itself(nilai: Decimal) -> None:
    assert [t for t in kejanggalan(nilai, "persen", [nilai]) if "poin" in t] == []


@given(values, values)
def test_a_jump_is_one_in_both_directions(a: Decimal, b: Decimal) -> None:
    def jumps(nilai: Decimal, lalu: Decimal) -> bool:
        return any("poin" in t for t in kejanggalan(nilai, "persen", [lalu]))

    assert jumps(a, b) == jumps(b, a)


def test_two_levels_at_once_are_a_jump() -> None:
    assert lompatan_tingkat("B", 4, "BB", 3) == []
    assert lompatan_tingkat("CC", 5, "BB", 3) == ["Predikat CC berjarak 2 tingkat dari nilai sebelumnya, BB."]


LENGKAP = {"terisi": True, "sumber": "Laporan", "ada_tanggal": True, "jumlah_bukti": 1}


@pytest.mark.parametrize(
    ("beda", "jangkar"),
    [
        ({}, []),
        ({"terisi": False}, ["nilai"]),
        ({"sumber": ""}, ["sumber"]),
        ({"ada_tanggal": False}, ["per_tanggal"]),
        ({"sementara": True}, ["tanggal_final"]),
        ({"sementara": True, "ada_tanggal_final": True}, []),
        ({"di_bawah_target": True}, ["hambatan"]),
        ({"di_bawah_target": True, "hambatan": " "}, ["hambatan"]),
        ({"di_bawah_target": True, "hambatan": "Hujan."}, []),
        ({"jumlah_bukti": 0}, ["bukti"]),
        ({"jumlah_bukti": 0, "alasan_tanpa_bukti": "Tidak ada."}, ["bukti"]),
        ({"jumlah_bukti": 0, "wajib_bukti": False}, ["bukti"]),
        ({"jumlah_bukti": 0, "wajib_bukti": False, "alasan_tanpa_bukti": "Rapat lisan."}, []),
        ({"belum_terukur": True, "jumlah_bukti": 0, "ada_tanggal": False}, []),
    ],
)
def test_what_is_missing(beda: dict, jangkar: list[str]) -> None:
    assert [k.jangkar for k in kekurangan(IsianDiperiksa(**{**LENGKAP, **beda}))] == jangkar


@pytest.mark.parametrize(
    ("agregasi", "tahunan"),
    [("jumlah", 60), ("terakhir", 30), ("rata_rata", 20), ("akhir_tahun", None)],
)
def test_the_year_from_its_quarters(agregasi: str, tahunan: int | None) -> None:
    assert dari_triwulan([10, 20, 30], Agregasi(agregasi)) == tahunan
    assert dari_triwulan([], Agregasi(agregasi)) is None


@given(st.lists(values, min_size=1, max_size=4))
def test_a_mean_lies_between_its_parts(nilai: list[Decimal]) -> None:
    rata = dari_triwulan(nilai, Agregasi.RATA_RATA)
    assert rata is not None
    assert Fraction(min(nilai)) <= rata <= Fraction(max(nilai))
