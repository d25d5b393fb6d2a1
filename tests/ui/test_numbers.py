"""Numbers as people write and read them: the rules of input, rounding and output."""

import doctest
import importlib
import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.ui.numbers import (
    NumberError,
    NumberKind,
    exact_text,
    format_angka,
    format_bulat,
    format_jumlah,
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
    ("40%", "angka", Decimal(40)),
    (" 93,52 ", "indeks", Decimal("93.52")),
    ("0,16 %", "persen", Decimal("0.16")),
    ("98,765", "persen", Decimal("98.765")),
    ("0,1600", "persen", Decimal("0.16")),
    ("1\u00a0000", "persen", Decimal(1000)),
    ("0,16", "persen", Decimal("0.16")),
    ("0,16", "indeks", Decimal("0.16")),
    ("Rp 12,5", "indeks", Decimal("12.5")),
    ("100", "persen", Decimal(100)),
    ("98.765", "rupiah", 98765),
    ("98.765", "bulat", 98765),
    ("1.234", "rupiah", 1234),
    ("1.234", "bulat", 1234),
    ("2.000", "rupiah", 2000),
    ("2.000", "bulat", 2000),
    ("12,0", "bulat", 12),
    ("56.658.099.000,-", "rupiah", 56_658_099_000),
    ("Rp\u00a01.000", "rupiah", 1000),
    ("\u00a012,5\u00a0%", "persen", Decimal("12.5")),
    ("\ufeff12", "bulat", 12),
    ("9" * 18, "rupiah", int("9" * 18)),
    ("0,1234", "persen", Decimal("0.1234")),
    ("Rp 1.000,00", "rupiah", 1000),
    ("Rp. 56.658.099.000,-", "rupiah", 56_658_099_000),
    ("Rp56.658.099.000", "rupiah", 56_658_099_000),
    ("\u202f26\u00a0247\u00a0745\u00a0000", "rupiah", 26_247_745_000),
    ("0", "rupiah", 0),
    ("007", "bulat", 7),
]
TYPED_WITH_A_DOT = [
    ("12.5", "Tulis 125 bila itu maksudnya.", "Tulis 12,5 atau 125."),
    ("98.76", "Tulis 9.876 bila itu maksudnya.", "Tulis 98,76 atau 9876."),
    ("1234.567", "Tulis 1.234.567 bila itu maksudnya.", "Tulis 1234,567 atau 1234567."),
    ("1.23.456", "Tulis 123.456 bila itu maksudnya.", "Tulis 123456."),
]
DOT_IN_A_PERCENTAGE = [
    ("98.765", "Tulis 98,765 atau 98765."),
    ("1.234", "Tulis 1,234 atau 1234."),
    ("2.000", "Tulis 2,000 atau 2000."),
    ("1.234.567", "Tulis 1234567."),
    ("1.234,5", "Tulis 1234,5."),
    ("Rp 1.000,50", "Tulis 1000,50."),
    ("56.658.099.000,-", "Tulis 56658099000."),
]
NOT_A_NUMBER = [
    "abc",
    "1e5",
    "٣",
    "²",
    "１２",
    "12a",
    "-",
    ",",
    ",5",
    "5,",
    "1,2,3",
    "%",
    "Rp",
    "5%%",
    "=1+1",
    "56,658,099",
]
WHOLE = ["rupiah", "bulat"]
BROKEN = ["persen", "indeks"]
REFUSED = [
    *((text, kind, hint) for text, hint, _ in TYPED_WITH_A_DOT for kind in WHOLE),
    *((text, kind, hint) for text, _, hint in TYPED_WITH_A_DOT for kind in BROKEN),
    *((text, kind, hint) for text, hint in DOT_IN_A_PERCENTAGE for kind in BROKEN),
    *((text, kind, "bukan angka. Tulis angka saja, misalnya 1.234.567.") for text in NOT_A_NUMBER for kind in WHOLE),
    *((text, kind, "bukan angka. Tulis angka saja, misalnya 12,5.") for text in NOT_A_NUMBER for kind in BROKEN),
    *(("-5", kind, "Angka tidak boleh negatif. Hapus tanda minus") for kind in WHOLE + BROKEN),
    *(("9" * 19, kind, "terlalu besar. Paling banyak 18 angka") for kind in WHOLE),
    *(("9" * 12, kind, "terlalu besar. Paling banyak 11 angka") for kind in BROKEN),
    *(("0,12345", kind, "Paling banyak 4 angka di belakang koma. Bulatkan dahulu") for kind in BROKEN),
    ("Rp 1.000,50", "rupiah", "Rupiah ditulis tanpa sen. Tulis 1.000 atau bulatkan dahulu."),
    ("1.000,50", "bulat", "Isian ini memerlukan bilangan bulat. Tulis 1.000 atau bulatkan dahulu."),
    ("12,5", "bulat", "Tulis 12 atau bulatkan dahulu."),
    *(("85%", kind, "“85%” bukan angka: isian ini bukan persen.") for kind in ("rupiah", "bulat", "jumlah", "indeks")),
    ("3,25 %", "indeks", "“3,25 %” bukan angka: isian ini bukan persen. Tulis angkanya saja, tanpa tanda %."),
]
KINDS = ["rupiah", "bulat", "persen", "indeks"]
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


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u202f\ufeff", "\t\n"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_none_and_not_zero(text: str, kind: str) -> None:
    assert parse_number(text, kind) is None  # type: ignore[arg-type]
    assert parse_number("0", kind) == 0  # type: ignore[arg-type]


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


@given(st.integers(1000, 10**11 - 1), st.integers(1, 9999))
def test_the_choices_offered_instead_of_a_dot_can_be_typed_and_differ(whole: int, decimals: int) -> None:
    with pytest.raises(NumberError) as refusal:
        parse_number(f"{whole}.{decimals:04}", "persen")
    with_comma, without = re.findall(r"[\d,]+\d", str(refusal.value))
    assert parse_number(with_comma, "persen") == Decimal(f"{whole}.{decimals:04}")
    assert without == f"{whole}{decimals:04}"


@given(st.text(max_size=30), st.sampled_from(KINDS))
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


@given(ratios.filter(lambda value: not abs(value) < Fraction(1, 200) and not abs(value - 100) <= Fraction(1, 200)))
def test_guarded_rounding_is_plain_rounding_away_from_0_and_100(value: Fraction) -> None:
    assert round_guarded(value) == round_half_up(value)


@given(st.decimals(-(10**12), 10**12, places=6), st.integers(0, 4))
def test_rounding_is_decimal_rounding_half_up(value: Decimal, places: int) -> None:
    assert round_half_up(value, places) == value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("0.16"), "0.16"),
        (Decimal("85.0000"), "85"),
        (Decimal("1E+3"), "1000"),
        (56_658_099_000, "56658099000"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 3), "0." + "3" * 28),
        (Fraction(0), "0"),
        (Decimal("-0.50"), "-0.5"),
    ],
)
def test_an_exact_value_is_plain_text_for_machines(value: Decimal, expected: str) -> None:
    assert exact_text(value) == expected


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
        (Decimal("-0.004"), "0"),
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
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (21, "dua puluh satu"),
        (100, "seratus"),
        (1_000, "seribu"),
        (111, "seratus sebelas"),
        (1_100, "seribu seratus"),
        (2_017, "dua ribu tujuh belas"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (-1_500, "minus seribu lima ratus"),
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


@pytest.mark.parametrize(
    ("typed", "value"),
    [("98.765", "98765"), ("203.341,5", "203341.5"), ("12,50", "12.5"), ("98765", "98765"), ("1.234.567", "1234567")],
)
def test_a_count_takes_dots_between_groups_and_two_decimals(typed: str, value: str) -> None:
    assert parse_number(typed, "jumlah") == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("98,765", "Tulis 98.765 bila itu maksudnya"),
        ("0,765", "Paling banyak 2 angka di belakang koma. Bulatkan dahulu angka ini."),
        ("1.5", "titik hanya memisahkan ribuan"),
        ("9876.543", "titik hanya memisahkan ribuan"),
        ("12345678901234", "Angka terlalu besar"),
    ],
)
def test_a_count_that_could_mean_two_things_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(NumberError, match=re.escape(sentence)):
        parse_number(typed, "jumlah")


@pytest.mark.parametrize(("value", "text"), [("98765.00", "98.765"), ("203341.50", "203.341,5"), ("0.25", "0,25")])
def test_a_count_is_shown_as_it_would_be_typed(value: str, text: str) -> None:
    assert format_jumlah(Decimal(value)) == text
    assert parse_number(text, "jumlah") == Decimal(value)


@pytest.mark.parametrize("kind", ["rupiah", "bulat"])
@pytest.mark.parametrize(("text", "hint"), [("5,000", "Tulis 5.000 atau 5."), ("-1,234", "Tulis -1.234 atau -1.")])
def test_a_comma_before_three_digits_is_never_read_as_a_fraction(text: str, kind: NumberKind, hint: str) -> None:
    with pytest.raises(NumberError, match="koma bukan pemisah ribuan") as error:
        parse_number(text, kind, negative=True)
    assert hint in str(error.value)
