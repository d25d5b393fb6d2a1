"""Capaian and kategori: the literal cases of the rules, and what must hold for every number."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.laporan.outline import Outline
from apps.pengukuran.formulas import (
    NOL_TERLEWATI,
    Arah,
    Capaian,
    Hitungan,
    Kategori,
    Posisi,
    Tingkat,
    capaian_numerik,
    capaian_tingkat,
    hitung_posisi,
    kategori,
    persen_dari,
    rata_capaian,
    tidak_terdefinisi,
)
from apps.ui.numbers import format_persen

SKALA = [
    Kategori("Kurang", Decimal(0)),
    Kategori("Cukup", Decimal(55)),
    Kategori("Baik", Decimal(70)),
    Kategori("Baik Sekali", Decimal(85)),
]
BB, B, AA = Tingkat("BB", 3), Tingkat("B", 4), Tingkat("AA", 1)
values = st.fractions(min_value=0, max_value=10_000, max_denominator=10_000)
targets = st.fractions(min_value=Fraction(1, 1000), max_value=10_000, max_denominator=10_000)


@pytest.mark.parametrize(
    ("realisasi", "target", "arah", "expected"),
    [
        ("93.52", "80", Arah.MAKSIMAL, "116.9"),
        ("40", "40", Arah.MAKSIMAL, "100"),
        ("0", "85", Arah.MAKSIMAL, "0"),
        ("0", "0.16", Arah.MINIMAL, "200"),
        ("0.16", "0.16", Arah.MINIMAL, "100"),
        ("0.24", "0.16", Arah.MINIMAL, "50"),
        ("0.32", "0.16", Arah.MINIMAL, "0"),
        ("90", "100", Arah.STABIL, "90"),
        ("100", "100", Arah.STABIL, "100"),
        ("110", "100", Arah.STABIL, "90"),
        ("200", "100", Arah.STABIL, "0"),
    ],
)
def test_capaian_follows_the_formula_of_its_direction(realisasi: str, target: str, arah: Arah, expected: str) -> None:
    assert capaian_numerik(Decimal(realisasi), Decimal(target), arah).nilai == Decimal(expected)


@pytest.mark.parametrize(("realisasi", "expected"), [("69.66", "81,95%"), ("53.05", "62,41%"), ("50.71", "59,66%")])
def test_capaian_prints_as_in_the_lkj(realisasi: str, expected: str) -> None:
    capaian = capaian_numerik(Decimal(realisasi), 85, Arah.MAKSIMAL).nilai
    assert capaian is not None
    assert format_persen(capaian) == expected


@pytest.mark.parametrize("arah", [Arah.MINIMAL, Arah.STABIL])
def test_far_beyond_the_target_stays_at_zero_and_says_so(arah: Arah) -> None:
    capaian = capaian_numerik(100, 1, arah)
    assert capaian.nilai == 0
    assert "dua kali target" in capaian.catatan
    assert capaian.posisi is Posisi.DI_BAWAH


@pytest.mark.parametrize(
    ("realisasi", "arah", "expected"),
    [
        (0, Arah.MINIMAL, 100),
        (1, Arah.MINIMAL, None),
        (0, Arah.MAKSIMAL, None),
        (5, Arah.MAKSIMAL, None),
        (0, Arah.STABIL, None),
    ],
)
def test_a_target_of_zero_is_only_met_by_zero_where_lower_is_better(
    realisasi: int, arah: Arah, expected: int | None
) -> None:
    capaian = capaian_numerik(realisasi, 0, arah)
    assert capaian.nilai == expected
    assert bool(capaian.alasan) == (expected is None)


def test_more_than_nothing_where_nothing_may_be_is_a_miss_without_a_percentage() -> None:
    capaian = capaian_numerik(1, 0, Arah.MINIMAL)
    assert (capaian.nilai, capaian.posisi, capaian.alasan) == (None, Posisi.DI_BAWAH, NOL_TERLEWATI)
    # Where more is better, and where exactly nothing is meant, nobody can say.
    assert [capaian_numerik(1, 0, arah).posisi for arah in (Arah.MAKSIMAL, Arah.STABIL)] == [None, None]
    assert hitung_posisi([capaian]) == Hitungan(di_bawah=1)


@pytest.mark.parametrize(("batas", "expected"), [(None, Fraction("116.9")), (100, 100), (120, Fraction("116.9"))])
def test_the_cap_limits_and_the_uncapped_value_is_kept(batas: int | None, expected: Fraction) -> None:
    capaian = capaian_numerik(Decimal("93.52"), 80, Arah.MAKSIMAL, batas)
    assert capaian.nilai == expected
    assert capaian.tanpa_batas == Fraction("116.9")
    assert capaian.posisi is Posisi.DI_ATAS


def test_a_level_at_or_above_the_target_is_exactly_reached() -> None:
    assert capaian_tingkat(BB, BB) == Capaian(Fraction(100), Fraction(100), Posisi.TEPAT)
    assert capaian_tingkat(AA, BB) == Capaian(Fraction(100), Fraction(100), Posisi.TEPAT, catatan="Melampaui target.")


def test_a_level_below_the_target_has_no_percentage_but_counts_as_below() -> None:
    capaian = capaian_tingkat(B, BB)
    assert capaian.nilai is None
    assert capaian.posisi is Posisi.DI_BAWAH
    assert "Tidak tercapai" in capaian.alasan


def test_a_level_below_the_target_with_both_scores_is_the_ratio_of_the_scores() -> None:
    capaian = capaian_tingkat(Tingkat("B", 4, Decimal(65)), Tingkat("BB", 3, Decimal(75)))
    assert capaian.nilai == Fraction(65, 75) * 100
    assert capaian.posisi is Posisi.DI_BAWAH


@pytest.mark.parametrize(
    ("realisasi", "target"),
    [
        (Tingkat("B", 4, Decimal(65)), BB),
        (B, Tingkat("BB", 3, Decimal(75))),
        (Tingkat("B", 4, Decimal(65)), Tingkat("BB", 3, Decimal(0))),
    ],
)
def test_a_level_below_the_target_needs_both_scores_for_a_percentage(realisasi: Tingkat, target: Tingkat) -> None:
    assert capaian_tingkat(realisasi, target) == capaian_tingkat(B, BB)


def test_a_level_with_score_zero_is_zero_percent_and_not_undefined() -> None:
    assert capaian_tingkat(Tingkat("D", 7, Decimal(0)), Tingkat("BB", 3, Decimal(75))).nilai == 0


def test_a_zero_target_reached_is_limited_like_any_other() -> None:
    assert capaian_numerik(0, 0, Arah.MINIMAL, 100) == capaian_numerik(0, 0, Arah.MINIMAL)
    assert capaian_numerik(0, 0, Arah.MINIMAL).posisi is Posisi.TEPAT


@pytest.mark.parametrize("batas", [None, 100, 120])
def test_the_floor_is_the_uncapped_value_too(batas: int | None) -> None:
    capaian = capaian_numerik(3, 1, Arah.MINIMAL, batas)
    assert (capaian.nilai, capaian.tanpa_batas) == (0, 0)


def test_a_ratio_without_end_is_measured_exactly() -> None:
    third = persen_dari(1, 3)
    assert capaian_numerik(third, third, Arah.MAKSIMAL).posisi is Posisi.TEPAT
    assert capaian_numerik(Decimal("33.3333"), third, Arah.MAKSIMAL).posisi is Posisi.DI_BAWAH
    assert capaian_numerik(third, Decimal("33.3333"), Arah.MAKSIMAL).posisi is Posisi.DI_ATAS
    assert capaian_numerik(third, 85, Arah.MAKSIMAL).nilai == Fraction(2000, 51)


def test_a_denominator_of_zero_is_not_a_percentage() -> None:
    with pytest.raises(ZeroDivisionError):
        persen_dari(1, 0)


@pytest.mark.parametrize(
    ("capaian", "expected"),
    [("-1", "Kurang"), ("0", "Kurang"), ("54.99", "Kurang"), ("54.999", "Kurang"), ("55", "Cukup"), ("69", "Cukup"),
     ("69.5", "Cukup"), ("69.999", "Cukup"), ("70", "Baik"), ("84.99", "Baik"), ("85", "Baik Sekali"),
     ("100", "Baik Sekali"), ("116.9", "Baik Sekali"), ("120", "Baik Sekali"), ("200", "Baik Sekali")],
)  # fmt: skip
def test_categories_leave_no_gap(capaian: str, expected: str) -> None:
    assert kategori(Decimal(capaian), SKALA).nama == expected


def test_mean_of_a_sasaran_limits_excess_and_leaves_out_the_undefined() -> None:
    assert rata_capaian([Capaian(Fraction(200)), Capaian(Fraction(50)), tidak_terdefinisi("")]).nilai == 75
    rata = rata_capaian([tidak_terdefinisi("x")])
    assert (rata.nilai, rata.terukur, rata.seluruhnya) == (None, 0, 1)
    assert rata.luar == ""


def test_a_mean_says_which_misses_it_leaves_out() -> None:
    terlewat = [capaian_numerik(1, 0, Arah.MINIMAL), capaian_tingkat(B, BB)]
    rata = rata_capaian([Capaian(Fraction(99)), Capaian(Fraction(99), posisi=Posisi.DI_BAWAH), *terlewat, Capaian()])
    assert (rata.nilai, rata.terukur, rata.seluruhnya, rata.terlewat) == (99, 2, 5, 2)
    assert rata.luar == "2 tidak tercapai di luar rata-rata"


def test_counts_use_uncapped_values_and_leave_out_the_undefined() -> None:
    capped = [capaian_numerik(r, 80, Arah.MAKSIMAL, 100) for r in (81, 80, 79)]
    hitungan = hitung_posisi([*capped, capaian_tingkat(AA, BB), capaian_tingkat(B, BB), tidak_terdefinisi("x")])
    assert hitungan == Hitungan(di_atas=1, tepat=2, di_bawah=2, tidak_dinilai=1)


def test_2024_counts_two_above_seven_exact_three_below(outline: Outline) -> None:
    kinerja = outline.fakta.kinerja
    hitungan = hitung_posisi(kinerja.capaian(indikator) for indikator in kinerja.indikator)
    assert (hitungan.di_atas, hitungan.tepat, hitungan.di_bawah, hitungan.tidak_dinilai) == (2, 7, 3, 0)


def test_sasaran_three_of_2024_is_68_01_cukup(outline: Outline) -> None:
    kinerja = outline.fakta.kinerja
    sasaran = list(kinerja.sasaran)[2]
    rata = rata_capaian(kinerja.capaian(indikator) for indikator in sasaran.indikator)
    assert rata.nilai is not None
    assert format_persen(rata.nilai) == "68,01%"
    assert kategori(rata.nilai, kinerja.skala_kategori).nama == "Cukup"


def test_a_doubtful_year_has_no_capaian(outline: Outline) -> None:
    kinerja = outline.fakta.kinerja
    indikator = list(kinerja.indikator)[8]
    assert indikator.realisasi_tahun(2023).diragukan
    assert kinerja.capaian(indikator, 2023) == tidak_terdefinisi("Realisasi diragukan.")


@given(values, values, targets)
def test_more_realisasi_is_never_worse_where_higher_is_better(a: Fraction, b: Fraction, t: Fraction) -> None:
    low, high = sorted((a, b))
    assert capaian_numerik(low, t, Arah.MAKSIMAL).nilai <= capaian_numerik(high, t, Arah.MAKSIMAL).nilai  # type: ignore[operator]


@given(values, values, targets)
def test_more_realisasi_is_never_better_where_lower_is_better(a: Fraction, b: Fraction, t: Fraction) -> None:
    low, high = sorted((a, b))
    assert capaian_numerik(low, t, Arah.MINIMAL).nilai >= capaian_numerik(high, t, Arah.MINIMAL).nilai  # type: ignore[operator]


@given(values, values, targets)
def test_where_the_target_is_to_be_kept_the_nearer_realisasi_is_never_worse(
    a: Fraction, b: Fraction, t: Fraction
) -> None:
    near, far = sorted((a, b), key=lambda r: abs(r - t))
    assert capaian_numerik(near, t, Arah.STABIL).nilai >= capaian_numerik(far, t, Arah.STABIL).nilai  # type: ignore[operator]


@given(st.fractions(min_value=-1, max_value=1, max_denominator=1000), targets)
def test_the_two_directions_mirror_each_other_around_the_target(share: Fraction, t: Fraction) -> None:
    r = t + share * t
    up = capaian_numerik(r, t, Arah.MAKSIMAL).nilai
    down = capaian_numerik(r, t, Arah.MINIMAL).nilai
    assert up is not None
    assert down is not None
    assert up - 100 == 100 - down


@given(values, targets, st.sampled_from(Arah), st.sampled_from([None, 100, 120]))
def test_a_cap_never_raises_and_never_changes_the_position(
    r: Fraction, t: Fraction, arah: Arah, batas: int | None
) -> None:
    free, capped = capaian_numerik(r, t, arah), capaian_numerik(r, t, arah, batas)
    assert capped.nilai <= free.nilai  # type: ignore[operator]
    assert (capped.tanpa_batas, capped.posisi) == (free.nilai, free.posisi)


@given(st.fractions(min_value=-1000, max_value=1000))
def test_every_number_has_exactly_one_category(capaian: Fraction) -> None:
    reached = [k for k in SKALA if capaian >= k.batas_bawah]
    expected = max(reached, key=lambda k: k.batas_bawah) if reached else SKALA[0]
    assert kategori(capaian, SKALA) == expected
    assert kategori(capaian, SKALA[::-1]) == expected


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_numerator_and_denominator_stay_exact(pembilang: int, penyebut: int) -> None:
    assert persen_dari(pembilang, penyebut) * penyebut == pembilang * 100
