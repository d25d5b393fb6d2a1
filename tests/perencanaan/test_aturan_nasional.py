"""Not worse than the nation: literal cases for each direction, and what holds for all numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.perencanaan.aturan_nasional import IsiTarget, alasan_kurang, perbedaan_lebih_buruk

ANGKA = st.decimals(0, 100_000, places=4)
ARAH = ("maksimal", "minimal", "stabil")
TANPA = IsiTarget()


def angka(nilai: str) -> IsiTarget:
    return IsiTarget(Decimal(nilai))


def tingkat(kode: str, peringkat: int) -> IsiTarget:
    return IsiTarget(peringkat=peringkat, kode=kode)


@pytest.mark.parametrize(
    ("arah", "lokal", "nasional", "perbedaan"),
    [
        ("maksimal", angka("80"), angka("80"), ""),
        ("maksimal", angka("80.0001"), angka("80"), ""),
        ("maksimal", angka("79.9999"), angka("80"), "lebih rendah daripada"),
        ("minimal", angka("5"), angka("5"), ""),
        ("minimal", angka("4.99"), angka("5"), ""),
        ("minimal", angka("0"), angka("0"), ""),
        ("minimal", angka("0.01"), angka("0"), "lebih tinggi daripada"),
        ("stabil", angka("100.0000"), angka("100"), ""),
        ("stabil", angka("100.01"), angka("100"), "berbeda dari"),
        ("stabil", angka("99"), angka("100"), "berbeda dari"),
        ("maksimal", tingkat("BB", 3), tingkat("BB", 3), ""),
        ("maksimal", tingkat("A", 2), tingkat("BB", 3), ""),
        ("maksimal", tingkat("B", 4), tingkat("BB", 3), "di bawah"),
        # The best level is the best one whichever way the indicator is said to go.
        ("minimal", tingkat("A", 2), tingkat("BB", 3), ""),
        ("minimal", tingkat("B", 4), tingkat("BB", 3), "di bawah"),
        ("maksimal", TANPA, angka("80"), "tanpa target"),
        ("minimal", TANPA, tingkat("BB", 3), "tanpa target"),
        ("maksimal", TANPA, TANPA, ""),
        ("maksimal", angka("1"), TANPA, ""),
        ("maksimal", angka("1"), tingkat("BB", 3), ""),
    ],
)
def test_the_direction_is_respected(arah: str, lokal: IsiTarget, nasional: IsiTarget, perbedaan: str) -> None:
    assert perbedaan_lebih_buruk(arah, lokal, nasional) == perbedaan


@pytest.mark.parametrize(
    ("arah", "lokal", "nasional", "kalimat"),
    [
        ("maksimal", angka("77.5"), angka("80"), "Target 2025 (77,5) lebih rendah daripada target nasional (80)."),
        ("minimal", angka("0.2"), angka("0.16"), "Target 2025 (0,2) lebih tinggi daripada target nasional (0,16)."),
        ("stabil", angka("1200"), angka("1000"), "Target 2025 (1.200) berbeda dari target nasional (1.000)."),
        ("maksimal", tingkat("B", 4), tingkat("BB", 3), "Target 2025 (B) di bawah target nasional (BB)."),
        ("maksimal", TANPA, angka("80"), "Tahun 2025 tanpa target, sedangkan target nasionalnya 80."),
    ],
)
def test_the_refusal_names_both_values(arah: str, lokal: IsiTarget, nasional: IsiTarget, kalimat: str) -> None:
    ajakan = " Samakan, atau tuliskan alasannya pada “Catatan”."
    assert alasan_kurang(arah, 2025, lokal, nasional, "") == kalimat + ajakan
    assert alasan_kurang(arah, 2025, lokal, nasional, "  \n ") == kalimat + ajakan
    assert alasan_kurang(arah, 2025, lokal, nasional, "Anggaran dipangkas.") == ""
    assert alasan_kurang(arah, 2025, lokal, nasional, "", "Sebab").endswith("tuliskan alasannya pada “Sebab”.")


@given(ANGKA, ANGKA)
def test_of_two_different_numbers_exactly_one_is_worse(satu: Decimal, dua: Decimal) -> None:
    for arah in ("maksimal", "minimal"):
        buruk = [bool(perbedaan_lebih_buruk(arah, IsiTarget(a), IsiTarget(b))) for a, b in ((satu, dua), (dua, satu))]
        assert buruk.count(True) == (0 if satu == dua else 1)
    assert bool(perbedaan_lebih_buruk("stabil", IsiTarget(satu), IsiTarget(dua))) == (satu != dua)


@given(ANGKA, ANGKA)
def test_the_two_directions_mirror_each_other(satu: Decimal, dua: Decimal) -> None:
    naik = perbedaan_lebih_buruk("maksimal", IsiTarget(satu), IsiTarget(dua))
    turun = perbedaan_lebih_buruk("minimal", IsiTarget(dua), IsiTarget(satu))
    assert bool(naik) == bool(turun)


@given(st.sampled_from(ARAH), ANGKA, ANGKA, ANGKA)
def test_what_is_not_worse_stays_so_against_what_is_weaker(arah: str, a: Decimal, b: Decimal, c: Decimal) -> None:
    lebih_buruk = [perbedaan_lebih_buruk(arah, IsiTarget(x), IsiTarget(y)) for x, y in ((a, b), (b, c), (a, c))]
    if not lebih_buruk[0] and not lebih_buruk[1]:
        assert not lebih_buruk[2]


@given(st.sampled_from(ARAH), st.integers(1, 9), st.integers(1, 9))
def test_levels_go_by_rank_alone(arah: str, satu: int, dua: int) -> None:
    buruk = perbedaan_lebih_buruk(arah, tingkat("X", satu), tingkat("Y", dua))
    assert bool(buruk) == (satu > dua)


@given(st.sampled_from(ARAH), ANGKA)
def test_the_nations_own_target_is_never_refused(arah: str, nilai: Decimal) -> None:
    assert alasan_kurang(arah, 2025, IsiTarget(nilai), IsiTarget(nilai), "") == ""
