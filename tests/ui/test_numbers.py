"""Numbers as people write and read them: the rules of input, rounding and output."""

import doctest
import importlib
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.ui.numbers import (
    NumberError,
    exact_text,
    format_angka,
    format_bulat,
    format_persen,
    format_rinci,
    format_rupiah,
    format_tanggal,
    parse_number,
    round_guarded,
    round_half_up,
    terbilang,
)

ACCEPTED = [
    ("40", "persen", Decimal(40)),
    ("40%", "persen", Decimal(40)),
    (" 93,52 ", "indeks", Decimal("93.52")),
    ("0,16 %", "persen", Decimal("0.16")),
    ("98,765", "persen", Decimal("98.765")),
    ("0,1600", "persen", Decimal("0.16")),
    ("1\u00a0000", "persen", Decimal(1000)),
    ("98.765", "rupiah", 98765),
    ("1.234", "rupiah", 1234),
    ("2.000", "bulat", 2000),
    ("Rp 1.000,00", "rupiah", 1000),
    ("Rp. 56.658.099.000,-", "rupiah", 56_658_099_000),
    ("Rp56.658.099.000", "rupiah", 56_658_099_000),
    ("\u202f26\u00a0247\u00a0745\u00a0000", "rupiah", 26_247_745_000),
    ("0", "rupiah", 0),
    ("007", "bulat", 7),
]
REFUSED = [
    ("12.5", "persen", "Tulis 12,5 atau 125."),
    ("12.5", "rupiah", "Tulis 125 bila itu maksudnya."),
    ("1.234", "persen", "Tulis 1,234 atau 1234."),
    ("2.000", "indeks", "Tulis 2,000 atau 2000."),
    ("1.234.567", "persen", "Tulis 1234567."),
    ("1.234,5", "persen", "Tulis"),
    ("Rp 1.000,50", "rupiah", "Rupiah ditulis tanpa sen"),
    ("12,5", "bulat", "bilangan bulat"),
    ("1234.567", "rupiah", "tiga angka sekelompok"),
    ("56,658,099,000", "rupiah", "bukan angka"),
    ("abc", "persen", "bukan angka"),
    ("abc", "rupiah", "bukan angka"),
    ("1e5", "persen", "bukan angka"),
    ("٣", "persen", "bukan angka"),
    ("²", "bulat", "bukan angka"),
    ("１２", "bulat", "bukan angka"),
    ("-", "persen", "bukan angka"),
    ("-5", "persen", "tidak boleh negatif"),
    ("5%%", "persen", "bukan angka"),
    ("=1+1", "rupiah", "bukan angka"),
    ("0,12345", "persen", "4 angka di belakang koma"),
    ("9" * 19, "rupiah", "terlalu besar"),
    ("9" * 12, "persen", "terlalu besar"),
]
ratios = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**9)


@pytest.mark.parametrize(("text", "kind", "expected"), ACCEPTED)
def test_a_clear_number_is_read(text: str, kind: str, expected: Decimal | int) -> None:
    number = parse_number(text, kind)  # type: ignore[arg-type]
    assert number == expected
    assert type(number) is type(expected)


@pytest.mark.parametrize(("text", "kind", "hint"), REFUSED)
def test_an_unclear_number_is_refused_and_the_message_says_what_to_write(text: str, kind: str, hint: str) -> None:
    with pytest.raises(NumberError) as refusal:
        parse_number(text, kind)  # type: ignore[arg-type]
    assert hint in str(refusal.value)


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\t\n"])
def test_nothing_is_none_and_not_zero(text: str) -> None:
    assert parse_number(text, "persen") is None


@pytest.mark.parametrize("minus", ["-", "\u2212", "\u2011", "\u2013"])
def test_a_negative_amount_is_read_where_it_is_meant(minus: str) -> None:
    assert parse_number(f"{minus}3.000", "rupiah", negative=True) == -3000


@given(st.integers(0, 10**17))
def test_a_printed_amount_is_read_back(amount: int) -> None:
    assert parse_number(format_rupiah(amount), "rupiah") == amount
    assert parse_number(format_bulat(amount), "bulat") == amount


@given(st.decimals(0, 10**10, places=4, allow_nan=False))
def test_an_exact_text_with_comma_is_read_back(value: Decimal) -> None:
    assert parse_number(exact_text(value).replace(".", ","), "persen") == value


@given(st.text(max_size=30), st.sampled_from(["rupiah", "bulat", "persen", "indeks"]))
def test_whatever_is_typed_is_a_number_or_a_message(text: str, kind: str) -> None:
    try:
        number = parse_number(text, kind)  # type: ignore[arg-type]
    except NumberError as error:
        assert str(error).endswith(".")
    else:
        assert number is None or number >= 0


@pytest.mark.parametrize(
    ("value", "expected"),
    [("95.625", "95.63"), ("95.615", "95.62"), ("-95.625", "-95.63"), ("0.005", "0.01"), ("2.5", "2.50")],
)
def test_half_is_rounded_away_from_zero(value: str, expected: str) -> None:
    assert round_half_up(Decimal(value)) == Decimal(expected)


@given(ratios)
def test_rounding_is_at_most_half_a_step_off(value: Fraction) -> None:
    assert abs(Fraction(round_half_up(value)) - value) <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(26_247_720_174, 26_247_745_000) * 100, "99,99%"),
        (Fraction(100), "100%"),
        (Fraction(100_001, 1000), "100,01%"),
        (Fraction(1, 10**9), "0,01%"),
        (Fraction(-1, 10**9), "-0,01%"),
        (Fraction(0), "0%"),
        (Decimal("116.9"), "116,90%"),
        (Decimal("0.16"), "0,16%"),
        (200, "200%"),
        (Decimal("1234.5"), "1.234,50%"),
    ],
)
def test_a_percentage_prints_two_decimals_or_none_and_never_crosses_0_or_100(value: Fraction, expected: str) -> None:
    assert format_persen(value) == expected


@given(ratios)
def test_guarded_rounding_keeps_every_value_on_its_side(value: Fraction) -> None:
    rounded = round_guarded(value)
    assert (rounded == 100) == (value == 100)
    assert (rounded == 0) == (value == 0)
    assert (rounded > 100) == (value > 100)
    assert (rounded > 0) == (value > 0)
    assert abs(Fraction(rounded) - value) <= Fraction(1, 100)


@given(ratios, ratios)
def test_guarded_rounding_keeps_the_order(a: Fraction, b: Fraction) -> None:
    low, high = sorted((a, b))
    assert round_guarded(low) <= round_guarded(high)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("93.52"), "93,52"),
        (80, "80"),
        (Decimal("78.5"), "78,50"),
        (1_234_567, "1.234.567"),
        (Decimal("-0.5"), "-0,50"),
    ],
)
def test_an_index_prints_in_indonesian(value: Decimal, expected: str) -> None:
    assert format_angka(value) == expected


def test_a_working_shows_up_to_six_decimals_without_trailing_zeros() -> None:
    assert format_rinci(Fraction(6966, 85)) == "81,952941"
    assert format_rinci(Decimal("69.6600")) == "69,66"


def test_money_carries_its_sign_before_the_currency() -> None:
    assert format_rupiah(56_658_099_000) == "Rp56.658.099.000"
    assert format_rupiah(-3000) == "-Rp3.000"


def test_a_date_is_written_in_words() -> None:
    assert format_tanggal(date(2025, 2, 14)) == "14 Februari 2025"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (12, "dua belas"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (1_000, "seribu"),
        (1_100, "seribu seratus"),
        (2_017, "dua ribu tujuh belas"),
        (1_000_000, "satu juta"),
        (82_970_688, "delapan puluh dua juta sembilan ratus tujuh puluh ribu enam ratus delapan puluh delapan"),
        (
            56_575_128_312,
            "lima puluh enam miliar lima ratus tujuh puluh lima juta "
            "seratus dua puluh delapan ribu tiga ratus dua belas",
        ),
    ],
)
def test_amounts_are_spelt(value: int, expected: str) -> None:
    assert terbilang(value) == expected


@given(st.integers(-(10**18), 10**18))
def test_every_amount_can_be_spelt(value: int) -> None:
    words = terbilang(value)
    assert words == " ".join(words.split())
    assert not any(character.isdigit() for character in words)


@pytest.mark.parametrize("name", ["apps.ui.numbers", "apps.pengukuran.formulas", "apps.anggaran.formulas"])
def test_worked_examples_in_the_docstrings_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
