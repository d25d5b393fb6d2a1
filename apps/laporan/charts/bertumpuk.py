"""Stacked bars: the parts of a whole beside each other, each named where it lies, their sum at the end. Pure.

Parts are told apart by lightness, outline and hatching. A value that has room stands in its part; the others are named
in a line below the bar, with a sample of their part, so that nothing has to be looked up in a legend.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from apps.laporan.charts.batang import SWATCH, Bars, Group
from apps.laporan.charts.chart import Series
from apps.laporan.charts.drawing import GAP, INK, INK_2, SMALL, VALUE, Key
from apps.laporan.charts.pola import PARTS, WHITE, Tone
from apps.laporan.charts.scale import Scale
from apps.laporan.charts.text import clean, cut, text_width

INCOMPLETE = "belum lengkap"
SAMPLE = 12.0
# How high a bar and a line of names below it are.
THICK, NAMES = 20.0, 20.0


@dataclass(frozen=True, slots=True)
class Part:
    """A part with its words and its place: drawn from x over a width, which is 0 for nothing."""

    series: Series
    tone: Tone
    text: str
    x: float
    width: float

    @property
    def room(self) -> bool:
        """Whether its value has room in it."""
        return text_width(self.text, SMALL) + 10 <= self.width


@dataclass(frozen=True, slots=True)
class Named:
    """A part that is named below its bar: its words, where they stand, and in which line."""

    part: Part
    words: str
    x: float
    line: int


class Stacks(Bars):
    """One bar per category, its parts in the order of the series."""

    @property
    def rows(self) -> int:
        return 1

    @property
    def single(self) -> bool:
        """A single bar names all its parts below itself and needs no legend."""
        return len(self.chart.categories) == 1

    def _keys(self) -> list[Key]:
        if self.single:
            return []
        return [
            Key(series.name, SWATCH, partial(self._swatch, tone))
            for series, tone in zip(self.chart.series, PARTS, strict=False)
        ]

    def _extent(self) -> list[Fraction]:
        return [self._whole(index) for index in range(len(self.chart.categories))]

    def _whole(self, index: int) -> Fraction:
        """The sum of the parts that are there."""
        return sum((Fraction(series.values[index] or 0) for series in self.chart.series), Fraction(0))

    def _nothing(self, index: int) -> bool:
        """Whether no part of a bar is there."""
        return all(series.values[index] is None for series in self.chart.series)

    def _total(self, index: int) -> str:
        """The sum as it is written; a part that is not there makes it unknown, which is said instead."""
        first = self.chart.series[0]
        if self._nothing(index):
            return clean(first.text(index))
        if any(series.values[index] is None for series in self.chart.series):
            return INCOMPLETE
        return replace(first, values=(self._whole(index),), blanks={}, doubtful={}).text(0)

    def _room(self) -> float:
        widths = (text_width(self._total(index), VALUE) for index in range(len(self.chart.categories)))
        return min(max(widths), self.inner / 2)

    def _parts(self, index: int, scale: Scale) -> list[Part]:
        parts, before = [], Fraction(0)
        for series, tone in zip(self.chart.series, PARTS, strict=False):
            value = Fraction(series.values[index] or 0)
            x, end = scale.position(before), scale.position(before + value)
            text = clean(series.label(index))
            parts.append(Part(series, tone.hollow if series.doubted(index) else tone, text, x, end - x))
            before += value
        return parts

    def _named(self, index: int, scale: Scale) -> list[Named]:
        """The parts that are named below their bar: all of a single bar, else those without room and the missing."""
        if self._nothing(index):
            return []
        left = self.margin if self.narrow else scale.x
        right = self.width - self.margin
        named: list[Named] = []
        x, line = left, 0
        for part in self._parts(index, scale):
            missing = part.series.values[index] is None
            if not (self.single or missing or (part.width and not part.room)):
                continue
            words = cut(f"{clean(part.series.name)} {part.text}", right - left - SAMPLE - 6, SMALL)
            width = SAMPLE + 6 + text_width(words, SMALL)
            if x > left and x + width > right:
                x, line = left, line + 1
            named.append(Named(part, words, x, line))
            x += width + 16
        return named

    def _bars_height(self, index: int, scale: Scale) -> float:
        named = self._named(index, scale)
        return THICK + (4 + NAMES * (named[-1].line + 1) if named else 0)

    def _bars(self, index: int, group: Group, scale: Scale) -> None:
        middle = group.bars_y + THICK / 2
        for part in self._parts(index, scale):
            if not part.width:
                continue
            self._box(part.x, group.bars_y, part.width, THICK, part.tone, "bagian")
            if part.room and not self.single:
                colour = WHITE if part.tone.dark else INK
                css = "" if part.tone.dark else "angka"
                self._text(part.text, part.x + part.width / 2, middle, SMALL, colour, anchor="middle", css=css)
        end = scale.position(self._whole(index))
        total = cut(self._total(index), self.width - self.margin - end - GAP + 1, VALUE)
        self._text(total, end + GAP, middle, VALUE, INK, css="jumlah")
        for named in self._named(index, scale):
            y = group.bars_y + THICK + 4 + NAMES * (named.line + 0.5)
            self._box(named.x, y - SAMPLE / 2, SAMPLE, SAMPLE, named.part.tone, "contoh")
            self._text(named.words, named.x + SAMPLE + 6, y, SMALL, INK_2, css="sebutan")
