"""Horizontal bars that start at zero, alone or in groups, every value written in full beside its bar. Pure."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise

from apps.laporan.charts.chart import Chart, ChartKind, Series
from apps.laporan.charts.drawing import (
    AXIS,
    BAR,
    GAP,
    INK,
    INK_3,
    LEADING,
    LINE,
    MIN_PLOT,
    NAME,
    TICK,
    VALUE,
    Drawing,
    Key,
    Label,
    baseline,
    number,
    xml,
)
from apps.laporan.charts.pola import MAX_TONES, TONES, Tone
from apps.laporan.charts.scale import MIN_MARK, Scale, make_scale, tick_text
from apps.laporan.charts.text import clean, cut, text_width, wrap

PITCH, SWATCH = 19.0, 22.0
# Words in place of a value ("belum diisi") keep at least this much room beside the bars.
BLANK_ROOM = 110.0
# How much of the width names may take at most: bars that are compared in pairs need more room than percentages.
NAME_SHARE: dict[ChartKind, float] = {
    "batang": 0.5,
    "batang-berkelompok": 0.42,
    "bullet": 0.5,
    "batang-bertumpuk": 0.36,
}
# A code before a name ("CQ.6639 Teknis …") is set lighter than the name; from this length on, above it.
CODE = re.compile(r"[0-9A-Z]+(?:\.[0-9A-Z]+)+(?= |$)")
LONG_CODE = 12
# A name is cut to what a reader still takes in; the data table beside the picture has it whole.
MAX_NAME, MAX_LINES = 1200, 24


@dataclass(frozen=True, slots=True)
class Group:
    """One category laid out: the lines of its name, and where its name and its bars begin."""

    lines: list[str]
    name_y: float
    bars_y: float
    bottom: float


class Bars(Drawing):
    """Horizontal bars, one below the other or in groups."""

    def __init__(self, chart: Chart, width: int, heading: bool) -> None:
        super().__init__(chart, width, heading)
        self.tones = TONES[max(1, min(len(chart.series), MAX_TONES))]

    @property
    def rows(self) -> int:
        """How many bars stand below each other in one category."""
        return len(self.chart.series)

    def _plot(self, y: float) -> float:
        if keys := self._keys():
            y = self._legend(y, keys) + 14
        room = self.inner if self.narrow else self.inner * NAME_SHARE[self.chart.kind]
        names = [_name_lines(clean(name), room) for name in self.chart.categories]
        scale = self._scale(names)
        top = y + TICK + 8
        groups = self._groups(names, top + 8, scale)
        bottom = groups[-1].bottom
        # Where names stand above the bars, the lines of the axis pause for them.
        spans = [(g.bars_y - 2, g.bottom + 2) for g in groups] if self.narrow else [(top, bottom + 6)]
        self._axis(scale, top, spans)
        for index, group in enumerate(groups):
            self._group(index, group, scale)
        return bottom + 8

    def _scale(self, names: list[list[str]]) -> Scale:
        values = self._extent()
        column = 0.0 if self.narrow else max(text_width(line, NAME) for lines in names for line in lines) + 16
        # The least mark of a negative value needs its place left of zero.
        mark = MIN_MARK if any(value < 0 for value in values) else 0.0
        start = round(self.margin + column + mark) + 0.5
        width = self.width - self.margin - self._room() - GAP - start
        return make_scale(values, self.chart.series[0].kind, start, max(MIN_PLOT, width))

    def _extent(self) -> list[Fraction]:
        """The values that the axis has to hold."""
        return [value for series in self.chart.series for value in series.numbers()]

    def _room(self) -> float:
        """How wide the widest value is; words in place of a value may also run over the empty place of its bar."""
        return max(
            min(text_width(series.label(index), VALUE), BLANK_ROOM if value is None else self.inner)
            for series in self.chart.series
            for index, value in enumerate(series.values)
        )

    def _groups(self, names: list[list[str]], y: float, scale: Scale) -> list[Group]:
        groups = []
        for index, lines in enumerate(names):
            bars = self._bars_height(index, scale)
            text = NAME * LEADING * len(lines)
            if self.narrow:
                groups.append(Group(lines, y, y + text + 3, y + text + 3 + bars))
            else:
                height = max(text, bars)
                groups.append(Group(lines, y + (height - text) / 2, y + (height - bars) / 2, y + height))
            y = groups[-1].bottom + (16 if self.narrow or self.rows > 1 else 10)
        return groups

    def _bars_height(self, index: int, scale: Scale) -> float:
        """How much the bars of a category take."""
        return PITCH * self.rows

    def _keys(self) -> list[Key]:
        """What the legend names; nothing when one look stands for all."""
        if len(self.chart.series) == 1:
            return []
        return [
            Key(series.name, SWATCH, partial(self._swatch, tone))
            for series, tone in zip(self.chart.series, self.tones, strict=False)
        ]

    def _swatch(self, tone: Tone, x: float, middle: float) -> None:
        self._box(x, middle - (BAR - 2) / 2, SWATCH, BAR - 2, tone, "legenda")

    def _axis(self, scale: Scale, top: float, spans: list[tuple[float, float]]) -> None:
        for value, label in self._ticks(scale):
            x = number(scale.position(value))
            path = "".join(f"M{x} {number(start)}V{number(end)}" for start, end in spans)
            self.out.append(f'<path d="{path}" stroke="{LINE if value else AXIS}" fill="none"/>')
            self._text(label.text, label.middle, top - 4 - TICK / 2, TICK, INK_3, anchor="middle")

    def _ticks(self, scale: Scale) -> list[tuple[Fraction, Label]]:
        """Return as many ticks as have room beside each other; the zero line always stands."""
        for most in range(3 if self.narrow else 5, 0, -1):
            ticks = [(value, self._label(scale, value)) for value in scale.ticks(most)]
            if all(left.right + GAP <= right.left for (_, left), (_, right) in pairwise(ticks)):
                return ticks
        return [(Fraction(0), self._label(scale, Fraction(0)))]

    def _label(self, scale: Scale, value: Fraction) -> Label:
        """The text of a tick, centred on it as far as the drawing reaches."""
        text = tick_text(value, self.chart.series[0].kind)
        width = text_width(text, TICK)
        return Label(text, min(max(scale.position(value), width / 2), self.width - width / 2), width)

    def _group(self, index: int, group: Group, scale: Scale) -> None:
        spans = []
        for n, line in enumerate(group.lines):
            y = baseline(group.name_y + NAME * LEADING * (n + 0.5), NAME)
            code = CODE.match(line) if n == 0 else None
            end = code.end() if code else 0
            text = (f'<tspan fill="{INK_3}">{xml(line[:end])}</tspan> ' if end else "") + xml(line[end:])
            spans.append(f'<tspan x="{number(self.margin)}" y="{number(y)}">{text}</tspan>')
        self.out.append(f'<text class="nama" font-size="{number(NAME)}">{"".join(spans)}</text>')
        self._bars(index, group, scale)

    def _bars(self, index: int, group: Group, scale: Scale) -> None:
        for n, (series, tone) in enumerate(zip(self.chart.series, self.tones, strict=False)):
            self._bar(series, index, group.bars_y + PITCH * n, tone, scale)

    def _bar(self, series: Series, index: int, y: float, tone: Tone, scale: Scale) -> None:
        value = series.values[index]
        end = scale.position(Fraction(0))
        if value:
            x, length = scale.bar(Fraction(value))
            self._box(x, y + (PITCH - BAR) / 2, length, BAR, tone.hollow if series.doubted(index) else tone, "batang")
            end = max(end, x + length)
        self._value(series, index, end + GAP, y + PITCH / 2)

    def _value(self, series: Series, index: int, x: float, middle: float) -> None:
        words = clean(series.label(index))
        if series.values[index] is None:
            words = cut(words, self.width - self.margin - x, VALUE)
        self._text(words, x, middle, VALUE, INK if series.values[index] else INK_3, css="angka")


def _name_lines(name: str, width: float) -> list[str]:
    """Break a name into a few lines; a long code ("6639.BDB.001.051") stands on a line of its own."""
    lines = _all_name_lines(name[:MAX_NAME], width)
    return lines if len(lines) <= MAX_LINES else [*lines[: MAX_LINES - 1], "…"]


def _all_name_lines(name: str, width: float) -> list[str]:
    code = CODE.match(name)
    if code and LONG_CODE <= len(code[0]) < len(name) and text_width(code[0], NAME) <= width:
        return [code[0], *wrap(name[code.end() :], width, NAME)]
    return wrap(name, width, NAME)
