"""Numbers as people in the office write and read them. Pure: no Django, no locale, no float arithmetic.

Every figure of the product is rounded by :func:`round_guarded` and printed by the ``format_*`` functions below, and
every typed figure, in a form or in a file, is read by :func:`parse_number`. Rules: domain notes §3 and §6.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Literal

Number = int | Decimal | Fraction
# "angka" is a number whose unit is said elsewhere: it may be a percentage, an "indeks" may not.
NumberKind = Literal["rupiah", "bulat", "jumlah", "persen", "indeks", "angka"]

# More digits than this cannot be stored exactly in every database that we support.
MAX_INTEGER_DIGITS = {"rupiah": 18, "bulat": 18, "jumlah": 13, "persen": 11, "indeks": 11, "angka": 11}
# A "jumlah" takes dots between groups of three because it never has three decimals: "98.765" can mean only one thing.
MAX_DECIMALS = {"jumlah": 2, "persen": 4, "indeks": 4, "angka": 4}
GROUPED_KINDS = ("rupiah", "bulat", "jumlah")
PERCENT_KINDS = ("persen", "angka")

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]


class NumberError(ValueError):
    """A typed number cannot be read; the message says in Indonesian what to write instead."""


def round_half_up(value: Number, places: int = 2) -> Decimal:
    """Round half away from zero, as the office and Excel's ROUND do (Python's default is half to even).

    >>> round_half_up(Decimal("95.625"))
    Decimal('95.63')
    """
    # Whole numbers throughout, and a text that no decimal context can shorten: large tables round every cell.
    numerator, denominator = value.as_integer_ratio()
    magnitude = (abs(numerator) * 10**places * 2 + denominator) // (denominator * 2)
    return Decimal(f"{'-' if numerator < 0 < magnitude else ''}{magnitude}E-{places}")


def round_guarded(value: Number, places: int = 2) -> Decimal:
    """Round a percentage (0–100 scale) without ever crossing 0 or 100.

    An exact value below 100 never prints as 100, one above 100 never as 100, and one that is not zero never as 0, so
    that "100%" always means exactly reached. Rule: domain notes §3.

    >>> round_guarded(Fraction(26_247_720_174, 26_247_745_000) * 100)
    Decimal('99.99')
    """
    rounded = round_half_up(value, places)
    step = Decimal(1).scaleb(-places)
    if rounded == 100 and value != 100:
        return rounded - step if value < 100 else rounded + step
    if rounded == 0 and value != 0:
        return step if value > 0 else -step
    return rounded


def round_selisih(value: Number, places: int = 2) -> Decimal:
    """Round a difference so that one that is not zero never becomes zero.

    >>> round_selisih(Decimal("-0.001")), round_selisih(Decimal("99.999"))
    (Decimal('-0.01'), Decimal('100.00'))
    """
    rounded = round_half_up(value, places)
    if rounded or not value:
        return rounded
    step = Decimal(1).scaleb(-places)
    return step if value > 0 else -step


def exact_text(value: Number) -> str:
    """Return the exact decimal value as plain text for machines ("0.16"); a fraction without end gets 28 digits.

    >>> exact_text(Decimal("100.00")), exact_text(Fraction(1, 3))
    ('100', '0.3333333333333333333333333333')
    """
    fraction = Fraction(value)
    with localcontext(prec=28):
        text = format(Decimal(fraction.numerator) / Decimal(fraction.denominator), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _group(digits: str) -> str:
    return f"{int(digits):,}".replace(",", ".")


def _localised(value: Decimal, *, grouped: bool) -> str:
    sign = "-" if value < 0 else ""
    whole, _, decimals = format(abs(value), "f").partition(".")
    whole = _group(whole) if grouped else whole
    return f"{sign}{whole},{decimals}" if decimals.strip("0") else f"{sign}{whole}"


def format_angka(value: Number, places: int = 2) -> str:
    """Print a number in Indonesian: two decimals when there are any, dots between thousands.

    >>> format_angka(Decimal("93.52")), format_angka(80), format_angka(Decimal("72.5")), format_angka(1234567)
    ('93,52', '80', '72,50', '1.234.567')
    """
    return _localised(round_half_up(value, places), grouped=True)


def format_persen(value: Number, places: int = 2) -> str:
    """Print a percentage of the 0–100 scale with the guarded rounding.

    >>> format_persen(Decimal("116.9")), format_persen(100), format_persen(Fraction(999_999, 10_000))
    ('116,90%', '100%', '99,99%')
    """
    return _localised(round_guarded(value, places), grouped=True) + "%"


def format_selisih(value: Number, places: int = 2) -> str:
    """Print a difference in points with its sign; only exactly none is "0".

    >>> format_selisih(Decimal("13.52")), format_selisih(-30), format_selisih(0), format_selisih(Decimal("0.001"))
    ('+13,52', '-30', '0', '+0,01')
    """
    text = _localised(round_selisih(value, places), grouped=True)
    return f"+{text}" if value > 0 else text


def format_nilai(value: Number, satuan: str, nama_satuan: str = "") -> str:
    """Print a value of an indicator as its unit wants it; only a count of things names what it counts.

    >>> format_nilai(2, "jumlah", "Laporan"), format_nilai(100, "persen", "Persen"), format_nilai(80, "indeks")
    ('2 Laporan', '100%', '80')
    """
    if satuan == "persen":
        return format_persen(value)
    return f"{format_angka(value)} {nama_satuan}".rstrip() if satuan == "jumlah" else format_angka(value)


def format_rinci(value: Number, places: int = 6) -> str:
    """Print a number with up to ``places`` decimals and no trailing zeros, for workings: 81,952941."""
    return exact_text(round_half_up(value, places)).replace(".", ",")


def format_bulat(value: int) -> str:
    """Print a whole number with dots between thousands: 1617 → "1.617"."""
    return f"{value:,}".replace(",", ".")


def format_jumlah(value: Number) -> str:
    """Print a count exactly as it would be typed: 98765 → "98.765", 12.5 → "12,5"."""
    whole, _, decimals = exact_text(value).partition(".")
    return f"{format_bulat(int(whole))},{decimals}" if decimals else format_bulat(int(whole))


def format_rupiah(value: int) -> str:
    """Print whole rupiah with the currency sign: "Rp56.658.099.000"; a negative amount is "-Rp3.000"."""
    return f"{'-' if value < 0 else ''}Rp{_group(str(abs(value)))}"


def format_tanggal(value: date) -> str:
    """Print a date in words: "14 Februari 2025"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def format_waktu(value: datetime) -> str:
    """Print a moment as its own clock has it: "14 Februari 2025 pukul 09.30"."""
    return f"{format_tanggal(value)} pukul {value:%H.%M}"


_UNITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas"]
_SCALES = (
    (10**15, "kuadriliun"),
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (10**3, "ribu"),
    (10**2, "ratus"),
    (10, "puluh"),
)


def terbilang(value: int) -> str:
    """Spell a whole number in Indonesian words.

    >>> terbilang(56_000_000_000), terbilang(1_115), terbilang(0)
    ('lima puluh enam miliar', 'seribu seratus lima belas', 'nol')
    """
    if value < 0:
        return "minus " + terbilang(-value)
    if value < 12:
        return _UNITS[value]
    if value < 20:
        return f"{_UNITS[value - 10]} belas"
    size, name = next(scale for scale in _SCALES if value >= scale[0])
    head, rest = divmod(value, size)
    one = {"ribu": "seribu", "ratus": "seratus"}
    words = one[name] if head == 1 and name in one else f"{terbilang(head)} {name}"
    return f"{words} {terbilang(rest)}" if rest else words


@dataclass(frozen=True)
class _Shape:
    """How a cleaned text is taken apart: sign, digits before and after the comma."""

    sign: str
    whole: str
    decimals: str


_NOISE = re.compile(r"[\s\u00a0\u2007\u2009\u200b\u202f\ufeff]+")
_DASHES = str.maketrans({"\u2011": "-", "\u2212": "-", "\u2013": "-"})
_PLAIN = re.compile(r"(?P<sign>-?)(?P<whole>\d+)(?:,(?P<decimals>\d+))?", re.ASCII)
_GROUPED = re.compile(r"(?P<sign>-?)(?P<whole>[1-9]\d{0,2}(?:\.\d{3})+)(?:,(?P<decimals>\d+))?", re.ASCII)


def _clean(text: str, kind: NumberKind) -> str:
    bare = _NOISE.sub("", text).translate(_DASHES)
    bare = re.sub(r"^(-?)rp\.?", r"\1", bare, flags=re.IGNORECASE)
    # "85%" rupiah, pieces, or points of an index, is another number than 85.
    return (bare.removesuffix("%") if kind in PERCENT_KINDS else bare).removesuffix(",-")


def _whole_suggestion(bare: str) -> str:
    digits = bare.replace(".", "")
    return f" Tulis {_group(digits)} bila itu maksudnya." if re.fullmatch(r"-?\d{1,18}", digits, re.ASCII) else ""


def _shape(bare: str, text: str, kind: NumberKind) -> _Shape:
    whole_kind = kind in GROUPED_KINDS
    match = _PLAIN.fullmatch(bare) or (_GROUPED.fullmatch(bare) if whole_kind else None)
    if match:
        return _Shape(match["sign"], match["whole"].replace(".", "").lstrip("0") or "0", match["decimals"] or "")
    if "." in bare and not whole_kind and re.fullmatch(r"-?[\d.]+(,\d+)?", bare, re.ASCII):
        with_comma = re.sub(r"(?<!\d),", "0,", bare.replace(".", ","))
        if choices := [choice for choice in (with_comma, bare.replace(".", "")) if _PLAIN.fullmatch(choice)]:
            raise NumberError(f"Titik tidak dipakai di isian ini. Tulis {' atau '.join(choices)}.")
    if "." in bare and whole_kind and re.fullmatch(r"-?\.*\d[\d.]*", bare, re.ASCII):
        raise NumberError(
            f"“{text.strip()}” tidak jelas: titik hanya memisahkan ribuan, tiga angka sekelompok."
            f"{_whole_suggestion(bare)}"
        )
    if kind not in PERCENT_KINDS and re.fullmatch(r"-?[\d.]+(,\d+)?%", bare, re.ASCII):
        raise NumberError(f"“{text.strip()}” bukan angka: isian ini bukan persen. Tulis angkanya saja, tanpa tanda %.")
    example = "1.234.567" if whole_kind else "12,5"
    raise NumberError(f"“{text.strip()}” bukan angka. Tulis angka saja, misalnya {example}.")


def parse_number(text: str, kind: NumberKind, *, negative: bool = False) -> Decimal | int | None:
    """Read a number typed by a person, in a form or in a file.

    "Rp", spaces and non-breaking spaces are dropped, in percent fields "%" too, and a comma is the decimal
    sign. Rupiah and whole numbers may
    carry dots between groups of three; percent and index fields refuse any dot, because "98.765" could mean two
    things and a silent factor of 1.000 is the worst fault this application could have. A "jumlah" (people, cases,
    hectares) takes such dots and at most two decimals, so that three digits behind a comma are refused, too.

    Returns an int for "rupiah" and "bulat", a Decimal for the others, None for an empty text.
    Raises NumberError with an Indonesian sentence that says what to write.

    >>> parse_number("Rp 1.000,00", "rupiah"), parse_number("98,765", "persen"), parse_number(" ", "persen")
    (1000, Decimal('98.765'), None)
    """
    if not _NOISE.sub("", text):
        return None
    shape = _shape(_clean(text, kind), text, kind)
    if shape.sign and not negative:
        raise NumberError("Angka tidak boleh negatif. Hapus tanda minus atau tanyakan kepada verifikator.")
    if len(shape.whole) > MAX_INTEGER_DIGITS[kind]:
        raise NumberError(f"Angka terlalu besar. Paling banyak {MAX_INTEGER_DIGITS[kind]} angka di depan koma.")
    if kind in ("rupiah", "bulat"):
        if len(shape.decimals) == 3 and shape.whole != "0":
            # English writes 5,000 for five thousand; reading 5 would be wrong by that factor.
            raise NumberError(
                f"“{text.strip()}” tidak jelas: koma bukan pemisah ribuan. Tulis "
                f"{_group(shape.sign + shape.whole + shape.decimals)} atau {_group(shape.sign + shape.whole)}."
            )
        if shape.decimals.strip("0"):
            what = "Rupiah ditulis tanpa sen" if kind == "rupiah" else "Isian ini memerlukan bilangan bulat"
            raise NumberError(f"{what}. Tulis {_group(shape.sign + shape.whole)} atau bulatkan dahulu.")
        return int(shape.sign + shape.whole)
    decimals = shape.decimals.rstrip("0")
    if len(decimals) > MAX_DECIMALS[kind]:
        grouped = len(shape.decimals) == 3 and kind in GROUPED_KINDS and len(shape.whole) <= 3
        hint = f" Tulis {shape.whole}.{shape.decimals} bila itu maksudnya." if grouped and shape.whole != "0" else ""
        raise NumberError(
            f"Paling banyak {MAX_DECIMALS[kind]} angka di belakang koma. Bulatkan dahulu angka ini.{hint}"
        )
    return Decimal(f"{shape.sign}{shape.whole}.{shape.decimals or '0'}").normalize() + 0
