"""The value axis of a chart: where zero lies, how long a bar is, which ticks stand on it. Pure and exact."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from apps.laporan.table import Kind
from apps.ui.numbers import format_angka

_UNITS = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"))
# A value that is not zero gets at least this much of a mark, in the chart's unit; its label tells how small it is.
MIN_MARK = 1.5
# Lines of percentages up to this many would lie flat on the ground of an axis to 100.
SMALL_PERCENT = 20


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from low to high, drawn from x over a width; zero lies on it, except below lines that say so."""

    low: Fraction
    high: Fraction
    x: float
    width: float
    # Whether values are whole numbers, so that no tick stands between two of them.
    whole: bool = False

    def position(self, value: Fraction) -> float:
        """Where a value lies."""
        return self.x + float((value - self.low) / (self.high - self.low)) * self.width

    def bar(self, value: Fraction) -> tuple[float, float]:
        """Start and length of the bar of a value: from zero, in proportion, visible unless the value is zero."""
        zero, end = self.position(Fraction(0)), self.position(value)
        length = abs(end - zero)
        if value and length < MIN_MARK:
            return (zero if value > 0 else zero - MIN_MARK), MIN_MARK
        return min(zero, end), length

    def ticks(self, most: int) -> list[Fraction]:
        """Round values on the axis, zero among them if it lies there, at most this many steps apart."""
        step = _step(self.high - self.low, most)
        if self.whole:
            step = max(step, Fraction(1))
        first, last = -((-self.low) // step), self.high // step
        return [step * n for n in range(int(first), int(last) + 1)]


def make_scale(values: Iterable[Fraction], kind: Kind, x: float, width: float) -> Scale:
    """Return the axis for these values: percentages from 0 to 100 at least, anything else from 0 to the largest."""
    values = list(values)
    low, high = min([Fraction(0), *values]), max([Fraction(0), *values])
    if kind == "persen":
        high = max(high, Fraction(100))
    whole = kind in ("rupiah", "bulat") or (kind == "jumlah" and all(value.denominator == 1 for value in values))
    # Without any value but zero the axis has its zero line only.
    return Scale(low, high if high > low else low + Fraction(1, 2), x, width, whole=whole)


def line_scale(values: Sequence[Fraction], kind: Kind, width: float, *, zoom: bool) -> Scale:
    """Return the axis of lines, which fits small percentages and, with zoom, may begin above zero.

    It does so only where values lie close together far from zero: their span is at most half of the largest.
    """
    high = max(values, default=Fraction(0))
    if kind == "persen" and 0 < high <= SMALL_PERCENT:
        kind = "indeks"
    scale = make_scale(values, kind, 0, width)
    low = min(values, default=Fraction(0))
    if not zoom or low <= 0 or low == high or high - low > high / 2:
        return scale
    step = _step(high - low, 3)
    start = max(Fraction(0), low // step * step - step)
    return replace(scale, low=start, high=high)


def level_scale(levels: int, width: float) -> Scale:
    """Return the axis of an ordinal scale: a level at each whole number from 0, with half a step around."""
    return Scale(Fraction(-1, 2), levels - Fraction(1, 2), 0, width, whole=True)


def _step(span: Fraction, most: int) -> Fraction:
    """Return the smallest of 1, 2, 5, 10, 20 … (and 0,5, 0,2 …) that divides the span into few enough steps."""
    step = Fraction(1)
    while span / step <= most:
        step /= 10
    while True:
        for factor in (1, 2, 5):
            if span / (step * factor) <= most:
                return step * factor
        step *= 10


def tick_text(value: Fraction, kind: Kind) -> str:
    """Write a tick shortly: "Rp20 miliar", "50%".

    >>> tick_text(Fraction(1_500_000_000), "rupiah"), tick_text(Fraction(50), "persen")
    ('Rp1,5 miliar', '50%')
    """
    if kind == "persen":
        return _short(value) + "%"
    if kind != "rupiah" or not value:
        return _short(value)
    size, unit = next(((size, f" {unit}") for size, unit in _UNITS if abs(value) >= size), (1, ""))
    return f"{'-' if value < 0 else ''}Rp{_short(abs(value) / size)}{unit}"


def _short(value: Fraction) -> str:
    text = format_angka(value)
    return text.rstrip("0") if "," in text else text
