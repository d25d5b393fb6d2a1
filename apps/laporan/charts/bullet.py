"""Bullet charts: a bar per category with the mark of its target; a bar beyond the axis is cut and says so. Pure."""

from fractions import Fraction
from functools import partial

from apps.laporan.charts.batang import PITCH, SWATCH, Bars, Group
from apps.laporan.charts.drawing import BAR, GAP, INK, INK_3, MIN_PLOT, VALUE, Key, number
from apps.laporan.charts.pola import MAROON, WHITE, Tone
from apps.laporan.charts.scale import Scale
from apps.laporan.charts.text import text_width

# The mark of a target reaches this far beyond its bar above and below.
REACH = 3.5


class Bullets(Bars):
    """The first series as bars, the second, if there is one, as marks of their targets."""

    @property
    def rows(self) -> int:
        return 1

    def _keys(self) -> list[Key]:
        if len(self.chart.series) == 1:
            return []
        return [
            Key(self.chart.series[0].name, SWATCH, partial(self._swatch, MAROON)),
            Key(self.target_name, 3, lambda x, middle: self._mark(x + 1.5, middle, BAR / 2)),
        ]

    @property
    def target_name(self) -> str:
        """The name of the marks, with their value when it is the same for all."""
        target = self.chart.series[1]
        texts = set(target.texts)
        return f"{target.name} {texts.pop()}" if len(texts) == 1 else target.name

    def _extent(self) -> list[Fraction]:
        limit = self.chart.limit
        values = super()._extent()
        return values if limit is None else [min(value, Fraction(limit)) for value in values]

    def _room(self) -> float:
        series = self.chart.series[0]
        known = [series.label(index) for index, value in enumerate(series.values) if value is not None]
        return max((text_width(text, VALUE) for text in known), default=MIN_PLOT)

    def _bars(self, index: int, group: Group, scale: Scale) -> None:
        series, middle = self.chart.series[0], group.bars_y + PITCH / 2
        value = series.values[index]
        zero = scale.position(Fraction(0))
        if value is None:
            self._value(series, index, zero + GAP, middle)
            return
        if value:
            self._measured(Fraction(value), MAROON.hollow if series.doubted(index) else MAROON, middle, scale)
        target = self.chart.series[1].values[index] if len(self.chart.series) > 1 else None
        if target is not None and target <= scale.high:
            self._mark(scale.position(Fraction(target)), middle)
        right = self.width - self.margin
        self._text(series.label(index), right, middle, VALUE, INK if value else INK_3, anchor="end", css="angka")

    def _measured(self, value: Fraction, tone: Tone, middle: float, scale: Scale) -> None:
        x, length = scale.bar(min(value, scale.high))
        self._box(x, middle - BAR / 2, length, BAR, tone, "batang")
        if value > scale.high:
            self._cut(x + length, middle, tone.stroke if tone.dash else WHITE)

    def _mark(self, x: float, middle: float, reach: float = BAR / 2 + REACH) -> None:
        self.out.append(
            f'<path class="target" d="M{number(x)} {number(middle - reach)}V{number(middle + reach)}"'
            f' stroke="{WHITE}" stroke-width="5" fill="none"/>'
            f'<path class="target" d="M{number(x)} {number(middle - reach)}V{number(middle + reach)}"'
            f' stroke="{INK}" stroke-width="2.5" fill="none"/>'
        )

    def _cut(self, end: float, middle: float, colour: str) -> None:
        """Two angles at the end of a bar that is longer than its axis."""
        path = "".join(
            f"M{number(end - x)} {number(middle - 4)}L{number(end - x + 4)} {number(middle)}L{number(end - x)}"
            f" {number(middle + 4)}"
            for x in (13, 8)
        )
        self.out.append(f'<path class="potong" d="{path}" stroke="{colour}" stroke-width="1.6" fill="none"/>')
