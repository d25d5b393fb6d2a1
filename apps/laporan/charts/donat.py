"""A ring of at most three parts: the whole in its middle, each part named with its value and its share. Pure."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import cos, pi, sin

from apps.laporan.charts.bertumpuk import INCOMPLETE
from apps.laporan.charts.chart import Series
from apps.laporan.charts.drawing import GAP, INK, INK_2, INK_3, NAME, SMALL, VALUE, Drawing, number
from apps.laporan.charts.letak import Box
from apps.laporan.charts.pola import GREY, MAROON, NEUTRAL, OUTLINED, Tone
from apps.laporan.charts.text import clean, text_width, wrap
from apps.ui.numbers import format_persen

RADIUS, HOLE = 104.0, 72.0
TONES = (MAROON, NEUTRAL, OUTLINED)
SWATCH, LEADING = 14.0, 19.0
# Room beside the ring for the widest share that can stand at a part ("99,99%" and its distance).
RIM = 72.0
WHOLE = "Seluruhnya"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the ring: where it begins and ends, as shares of a turn, and its words."""

    name: str
    text: str
    share: str
    tone: Tone
    start: float
    end: float


class Ring(Drawing):
    """The only series as parts of a ring, clockwise from above."""

    @property
    def series(self) -> Series:
        return self.chart.series[0]

    @property
    def whole(self) -> Fraction | None:
        """The sum of all parts; None when one of them is not there."""
        known = self.series.numbers()
        return sum(known, Fraction(0)) if len(known) == len(self.series.values) else None

    def _plot(self, y: float) -> float:
        side = 2 * RADIUS + 2 * GAP
        middle = (self.margin + RIM + RADIUS if not self.narrow else self.width / 2, y + GAP + RADIUS + LEADING)
        parts = self._parts()
        self._ring(middle, parts)
        self._middle(middle)
        if self.narrow:
            return self._names(self.margin, middle[1] + RADIUS + LEADING + GAP, parts)
        height = self._names_height(parts, self._names_left)
        bottom = self._names(self._names_left, middle[1] - height / 2, parts)
        return max(bottom, y + side + 2 * LEADING)

    @property
    def _names_left(self) -> float:
        return self.margin + 2 * RIM + 2 * RADIUS

    def _parts(self) -> list[Part]:
        whole, before = self.whole, Fraction(0)
        parts = []
        for index, name in enumerate(self.chart.categories):
            share = Fraction(self.series.values[index] or 0) / whole if whole else Fraction(0)
            text = format_persen(share * 100) if whole else ""
            tone = TONES[index].hollow if self.series.doubted(index) else TONES[index]
            words = clean(self.series.label(index))
            parts.append(Part(clean(name), words, text, tone, float(before), float(before + share)))
            before += share
        return parts

    def _ring(self, middle: tuple[float, float], parts: list[Part]) -> None:
        x, y = (number(place) for place in middle)
        drawn = [part for part in parts if part.end > part.start]
        if not drawn:
            for radius in (RADIUS, HOLE):
                look = f'fill="none" stroke="{GREY}" stroke-dasharray="3 3"'
                self.out.append(f'<circle cx="{x}" cy="{y}" r="{number(radius)}" {look}/>')
        for part in drawn:
            path = _sector(middle, part.start, part.end) if len(drawn) > 1 else _annulus(middle)
            self.out.append(
                f'<path class="bagian" d="{path}" fill="{part.tone.fill}" fill-rule="evenodd"'
                f' stroke="{part.tone.stroke}" stroke-linejoin="round"/>'
            )
        self._shares(middle, drawn)

    def _shares(self, middle: tuple[float, float], parts: list[Part]) -> None:
        """The share of a part beside it, unless that of its neighbour stands there already; all are in the list."""
        taken: list[Box] = []
        for part in sorted(parts, key=lambda part: part.start - part.end):
            x, y = _at(middle, (part.start + part.end) / 2, RADIUS + 14)
            width = text_width(part.share, VALUE)
            # Above and below the ring the words are centred, beside it they begin or end at it.
            left = x - width / 2 * (1 - (x - middle[0]) / (RADIUS + 14))
            box = Box(left - 3, y - LEADING / 2, left + width + 3, y + LEADING / 2)
            if not any(map(box.overlaps, taken)):
                taken.append(box)
                self._text(part.share, left, y, VALUE, INK, css="bagian-persen")

    @property
    def _total(self) -> str:
        """The whole as it is written, or that a part of it is not there."""
        whole = self.whole
        if whole is None:
            return INCOMPLETE
        return replace(self.series, values=(whole,), blanks={}, doubtful={}).text(0)

    @property
    def _roomy(self) -> bool:
        """Whether the whole has room in the middle; a long amount stands below the parts instead."""
        return text_width(self._total, VALUE) <= 2 * HOLE - GAP

    def _middle(self, middle: tuple[float, float]) -> None:
        x, y = middle
        if self.whole is None:
            self._text(INCOMPLETE, x, y, SMALL, INK_3, anchor="middle", css="jumlah")
        elif self._roomy:
            self._text(self._total, x, y - 8, VALUE, INK, anchor="middle", css="jumlah")
            self._text(WHOLE.lower(), x, y + 10, SMALL, INK_3, anchor="middle")
        else:
            self._text("100%", x, y, VALUE, INK, anchor="middle")

    def _name_lines(self, part: Part, left: float) -> list[str]:
        return wrap(part.name, self.width - self.margin - left - SWATCH - GAP, NAME)

    def _names_height(self, parts: list[Part], left: float) -> float:
        total = 0 if self._roomy else LEADING
        return total + sum(LEADING * (len(self._name_lines(part, left)) + 1) + GAP for part in parts)

    def _names(self, left: float, y: float, parts: list[Part]) -> float:
        """The list of parts: a sample, the name, and below it value and share."""
        for part in parts:
            self._box(left, y + LEADING / 2 - SWATCH / 2, SWATCH, SWATCH, part.tone, "contoh")
            for line in self._name_lines(part, left):
                self._text(line, left + SWATCH + GAP, y + LEADING / 2, NAME, INK)
                y += LEADING
            words = " · ".join(filter(None, (part.text, part.share)))
            self._text(words, left + SWATCH + GAP, y + LEADING / 2, VALUE, INK_2, css="angka")
            y += LEADING + GAP
        if not self._roomy:
            self._text(f"{WHOLE} {self._total}", left, y + LEADING / 2, VALUE, INK, css="jumlah")
            y += LEADING
        return y


def _at(middle: tuple[float, float], turn: float, radius: float) -> tuple[float, float]:
    """A place on a circle; 0 is above, clockwise."""
    angle = 2 * pi * turn - pi / 2
    return middle[0] + radius * cos(angle), middle[1] + radius * sin(angle)


def _sector(middle: tuple[float, float], start: float, end: float) -> str:
    large = int(end - start > 0.5)
    places = (_at(middle, start, RADIUS), _at(middle, end, RADIUS), _at(middle, end, HOLE), _at(middle, start, HOLE))
    (a, b), (c, d), (e, f), (g, h) = [(number(x), number(y)) for x, y in places]
    outer, inner = number(RADIUS), number(HOLE)
    return f"M{a} {b}A{outer} {outer} 0 {large} 1 {c} {d}L{e} {f}A{inner} {inner} 0 {large} 0 {g} {h}Z"


def _annulus(middle: tuple[float, float]) -> str:
    """A whole ring: an arc cannot end where it begins, so each circle is two halves."""
    x, y = middle
    return "".join(
        f"M{number(x)} {number(y - r)}A{number(r)} {number(r)} 0 1 1 {number(x)} {number(y + r)}"
        f"A{number(r)} {number(r)} 0 1 1 {number(x)} {number(y - r)}Z"
        for r in (RADIUS, HOLE)
    )
