"""Charts as SVG: horizontal bars that start at zero, every value written in full beside its bar. No Django in here.

The picture carries presentation attributes only (a strict CSP blocks inline styles), needs no script and no request,
and is the same for the same chart. On a page it scales through CSS (``width: 100%; height: auto``); since text
scales with it, a page gives phones a drawing of their own (``width=390``), where names stand above the bars.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from apps.laporan.charts.chart import Chart, Series
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
    Label,
    baseline,
    number,
    xml,
)
from apps.laporan.charts.garis import Lines
from apps.laporan.charts.scale import MIN_MARK, Scale, make_scale, tick_text
from apps.laporan.charts.text import clean, text_width, wrap

PITCH = 19.0
# How much of the width names may take at most: bars that are compared in pairs need more room than percentages.
NAME_SHARE = {"batang": 0.5, "batang-berkelompok": 0.42}
# A code before a name ("CQ.6639 Teknis …") is set lighter than the name; from this length on, above it.
CODE = re.compile(r"[0-9A-Z]+(?:\.[0-9A-Z]+)+(?= |$)")
LONG_CODE = 12
# A name is cut to what a reader still takes in; the data table beside the picture has it whole.
MAX_NAME, MAX_LINES = 1200, 24


@dataclass(frozen=True, slots=True)
class Tone:
    """How the bars of a series look; outline and lightness tell them apart without colour."""

    fill: str
    stroke: str


MAROON = Tone("#8c1c13", "#8c1c13")
NEUTRAL = Tone("#ebe8e2", "#767d86")
TONES = {1: (MAROON,), 2: (NEUTRAL, MAROON), 3: (NEUTRAL, Tone("#ffffff", "#8c1c13"), MAROON)}


@dataclass(frozen=True, slots=True)
class Group:
    """One category laid out: the lines of its name, and where its name and its bars begin."""

    lines: list[str]
    name_y: float
    bars_y: float
    bottom: float


def render_svg(chart: Chart, *, width: int = 880, heading: bool = False) -> str:
    """Draw a chart as an <svg> element.

    heading adds caption, subtitle, notes and a margin, for a file that stands alone; in a page they belong to the
    figure around it.
    """
    return (Lines if chart.kind == "garis" else _Bars)(chart, width, heading).svg()


class _Bars(Drawing):
    """Horizontal bars, one below the other or in groups."""

    def __init__(self, chart: Chart, width: int, heading: bool) -> None:
        super().__init__(chart, width, heading)
        self.tones = TONES[max(1, len(chart.series))]

    def _plot(self, y: float) -> float:
        if len(self.chart.series) > 1:
            y = self._legend(y) + 14
        room = self.inner if self.narrow else self.inner * NAME_SHARE[self.chart.kind]
        names = [_name_lines(clean(name), room) for name in self.chart.categories]
        scale = self._scale(names)
        top = y + TICK + 8
        groups = self._groups(names, top + 8)
        bottom = groups[-1].bottom
        # Where names stand above the bars, the lines of the axis pause for them.
        spans = [(g.bars_y - 2, g.bottom + 2) for g in groups] if self.narrow else [(top, bottom + 6)]
        self._axis(scale, top, spans)
        for index, group in enumerate(groups):
            self._group(index, group, scale)
        return bottom + 8

    def _scale(self, names: list[list[str]]) -> Scale:
        series = self.chart.series
        values = [value for one in series for value in one.numbers()]
        column = 0.0 if self.narrow else max(text_width(line, NAME) for lines in names for line in lines) + 16
        # The least mark of a negative value needs its place left of zero.
        mark = MIN_MARK if any(value < 0 for value in values) else 0.0
        start = round(self.margin + column + mark) + 0.5
        room = max(text_width(text, VALUE) for one in series for text in one.texts) + GAP
        return make_scale(values, series[0].kind, start, max(MIN_PLOT, self.width - self.margin - room - start))

    def _groups(self, names: list[list[str]], y: float) -> list[Group]:
        bars = PITCH * len(self.chart.series)
        groups = []
        for lines in names:
            text = NAME * LEADING * len(lines)
            if self.narrow:
                groups.append(Group(lines, y, y + text + 3, y + text + 3 + bars))
            else:
                height = max(text, bars)
                groups.append(Group(lines, y + (height - text) / 2, y + (height - bars) / 2, y + height))
            y = groups[-1].bottom + (16 if self.narrow or len(self.chart.series) > 1 else 10)
        return groups

    def _legend(self, y: float) -> float:
        x = self.margin
        for series, tone in zip(self.chart.series, self.tones, strict=False):
            width = 30 + text_width(series.name, VALUE)
            if x > self.margin and x + width > self.width - self.margin:
                x, y = self.margin, y + BAR + 8
            self._rect(x, y + 2, 22, BAR - 2, tone, "legenda")
            self._text(series.name, x + 30, y + 2 + (BAR - 2) / 2, VALUE, INK)
            x += width + 24
        return y + BAR + 2

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
        for n, (series, tone) in enumerate(zip(self.chart.series, self.tones, strict=False)):
            self._bar(series, index, group.bars_y + PITCH * n, tone, scale)

    def _bar(self, series: Series, index: int, y: float, tone: Tone, scale: Scale) -> None:
        value = series.values[index]
        end = scale.position(Fraction(0))
        if value:
            x, length = scale.bar(Fraction(value))
            self._rect(x, y + (PITCH - BAR) / 2, length, BAR, tone, "batang")
            end = max(end, x + length)
        self._text(series.text(index), end + GAP, y + PITCH / 2, VALUE, INK if value else INK_3, css="angka")

    def _rect(self, x: float, y: float, width: float, height: float, tone: Tone, css: str) -> None:
        """An outlined box whose outer edges are exactly those given: the outline is drawn inside."""
        inset = min(0.5, width / 4)
        self.out.append(
            f'<rect class="{css}" x="{number(x + inset)}" y="{number(y + inset)}" width="{number(width - 2 * inset)}"'
            f' height="{number(height - 2 * inset)}"'
            f' fill="{tone.fill}" stroke="{tone.stroke}" stroke-width="{number(2 * inset)}"/>'
        )


def _name_lines(name: str, width: float) -> list[str]:
    """Break a name into a few lines; a long code ("6639.BDB.001.051") stands on a line of its own."""
    lines = _all_name_lines(name[:MAX_NAME], width)
    return lines if len(lines) <= MAX_LINES else [*lines[: MAX_LINES - 1], "…"]


def _all_name_lines(name: str, width: float) -> list[str]:
    code = CODE.match(name)
    if code and LONG_CODE <= len(code[0]) < len(name) and text_width(code[0], NAME) <= width:
        return [code[0], *wrap(name[code.end() :], width, NAME)]
    return wrap(name, width, NAME)
