"""Lines over categories in order (months, years): the value axis stands left, a missing value breaks the line. Pure.

Lines are told apart by dash and by the shape of their points, never by colour alone. A target runs in steps, since it
holds for a whole year; so do the levels of an ordinal scale, between which there is nothing. A value that is doubted is
a hollow point that nothing connects. Values stand beside their points as far as there is room, the last one of a line
also in the legend; all are in the data table beside the picture.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise

from apps.laporan.charts.chart import Series
from apps.laporan.charts.drawing import (
    AXIS,
    GAP,
    INK_2,
    INK_3,
    LINE,
    SMALL,
    TICK,
    VALUE,
    Drawing,
    Key,
    number,
    xml,
)
from apps.laporan.charts.letak import Box, Point, Room, Segment
from apps.laporan.charts.pola import ROLES, STROKES, WHITE, Stroke
from apps.laporan.charts.scale import Scale, level_scale, line_scale, tick_text
from apps.laporan.charts.text import clean, cut, text_width
from apps.laporan.charts.uraian import axis_note, extent

HEIGHT, HEIGHT_NARROW = 260.0, 220.0
POINT = 4.0
SAMPLE = 30.0
# Up to this many categories every point gets its value if there is room, beyond only the last of each line.
FEW = 6
# Room above the highest point for its value.
HEADROOM = 26.0
# Words that say whose value stands at a step.
STEP_NAMES = {"target": "Target", "nasional": "Nasional"}


@dataclass(frozen=True, slots=True)
class Area:
    """Where points lie: values run upwards over ``scale.width``, categories from left to right."""

    left: float
    right: float
    top: float
    scale: Scale
    count: int
    levels: bool

    @property
    def bottom(self) -> float:
        return self.top + self.scale.width

    @property
    def foot(self) -> float:
        """Room below the axis for the values of its lowest points, where those are below zero."""
        return 16 if self.scale.low < 0 and not self.levels else 0

    @property
    def column(self) -> float:
        """How wide a category is."""
        return (self.right - self.left) / self.count

    def x(self, index: int) -> float:
        """The middle of a category."""
        return self.left + self.column * (index + 0.5)

    def y(self, value: Fraction) -> float:
        """Where a value lies; one beyond the axis lies at its end."""
        return self.bottom - self.scale.position(min(max(value, self.scale.low), self.scale.high))


@dataclass(frozen=True, slots=True)
class Line:
    """A series laid out: its look, its points, and the stretches of connected ones."""

    series: Series
    stroke: Stroke
    points: tuple[Point | None, ...]
    steps: bool
    runs: tuple[tuple[Point, ...], ...]

    @property
    def segments(self) -> list[Segment]:
        return [pair for run in self.runs for pair in pairwise(run)]


class Lines(Drawing):
    """One line per series."""

    def _plot(self, y: float) -> float:
        y = self._legend(y, self._keys()) + HEADROOM
        area = self._area(y)
        self._axis(area)
        self._categories(area)
        lines = [self._laid_out(series, stroke, area) for series, stroke in self._drawn()]
        # Dashes above a line, so that a target that is met exactly stays in sight; points above both.
        for line in sorted(lines, key=lambda line: line.series.role in STEP_NAMES):
            if line.runs:
                self._path("".join(map(_path, line.runs)), line.stroke, "garis")
        for line in lines:
            self._points(line, area)
        self._labels(lines, area)
        y = area.bottom + area.foot + TICK + 14
        if note := axis_note(self.chart):
            y = self._paragraph(note, y + 4, SMALL, INK_2)
        return y

    def _keys(self) -> list[Key]:
        return [Key(self._name(series), SAMPLE, partial(self._sample, stroke)) for series, stroke in self._drawn()]

    def _drawn(self) -> list[tuple[Series, Stroke]]:
        """Each series with its look: that of its role, else of its place."""
        return [
            (series, ROLES[series.role] if series.role else STROKES[index])
            for index, series in enumerate(self.chart.series)
        ]

    def _sample(self, stroke: Stroke, x: float, middle: float) -> None:
        self._path(f"M{number(x)} {number(middle)}H{number(x + SAMPLE)}", stroke, "legenda")
        if stroke.shape:
            self._point((x + SAMPLE / 2, middle), stroke)

    def _name(self, series: Series) -> str:
        """The name of a line with its last known value, which no room beside the point would surely take."""
        known = [index for index, value in enumerate(series.values) if value is not None]
        names = self.chart.short or self.chart.categories
        return clean(f"{series.name} · {series.label(known[-1])} ({names[known[-1]]})" if known else series.name)

    def _area(self, top: float) -> Area:
        height = HEIGHT_NARROW if self.narrow else HEIGHT
        kind = self.chart.series[0].kind
        if self.chart.levels:
            scale = level_scale(len(self.chart.levels), height)
        else:
            scale = line_scale(extent(self.chart), kind, height, zoom=self.chart.zoom)
        column = max(text_width(text, TICK) for _, text in self._ticks(scale))
        return Area(
            self.margin + column + GAP,
            self.width - self.margin,
            top,
            scale,
            len(self.chart.categories),
            bool(self.chart.levels),
        )

    def _ticks(self, scale: Scale) -> list[tuple[Fraction, str]]:
        """What stands on the value axis, and how it is written."""
        if self.chart.levels:
            return [
                (Fraction(place), cut(clean(code), self.inner / 3, TICK))
                for place, code in enumerate(self.chart.levels)
            ]
        return [(tick, tick_text(tick, self.chart.series[0].kind)) for tick in scale.ticks(4)]

    def _axis(self, area: Area) -> None:
        for tick, text in self._ticks(area.scale):
            y = number(round(area.y(tick)) + 0.5)
            colour = AXIS if tick == 0 and not self.chart.levels else LINE
            self.out.append(f'<path d="M{number(area.left)} {y}H{number(area.right)}" stroke="{colour}" fill="none"/>')
            self._text(text, area.left - GAP, area.y(tick), TICK, INK_3, anchor="end")
        if area.scale.low > 0 or self.chart.levels:
            y = number(round(area.bottom) + 0.5)
            self.out.append(f'<path d="M{number(area.left)} {y}H{number(area.right)}" stroke="{AXIS}" fill="none"/>')

    def _categories(self, area: Area) -> None:
        """As many names as have room beside each other; the first always stands."""
        names = [clean(name) for name in self.chart.short or self.chart.categories]
        every = next(
            (n for n in range(1, area.count) if max(map(_width, names[::n])) + 4 <= area.column * n),
            area.count,
        )
        for index in range(0, area.count, every):
            # A name that is too long for its place is cut; the data table has it whole.
            x = area.x(index)
            room = 2 * min(x - self.margin, self.width - self.margin - x)
            name = cut(names[index], room, TICK)
            self._text(name, x, area.bottom + area.foot + 8 + TICK / 2, TICK, INK_3, anchor="middle")

    def _laid_out(self, series: Series, stroke: Stroke, area: Area) -> Line:
        points = tuple(
            None if value is None else (area.x(index), area.y(Fraction(value)))
            for index, value in enumerate(series.values)
        )
        steps = bool(series.levels) or series.role in STEP_NAMES
        runs: list[list[Point]] = [[]]
        for index, point in enumerate(points):
            if point is None or series.doubted(index):
                runs.append([])
            elif steps:
                half = area.column / 2
                runs[-1] += [(point[0] - half, point[1]), (point[0] + half, point[1])]
            else:
                runs[-1].append(point)
        return Line(series, stroke, points, steps, tuple(tuple(run) for run in runs if run))

    def _points(self, line: Line, area: Area) -> None:
        """Every point of a line; of steps only those that are doubted, which no step shows."""
        series = line.series
        for index, (point, value) in enumerate(zip(line.points, series.values, strict=True)):
            if point is None or value is None or (series.role in STEP_NAMES and not series.doubted(index)):
                continue
            title = f"{self.chart.categories[index]}: {series.name} {series.label(index)}"
            if area.scale.low <= value <= area.scale.high:
                self._point(point, line.stroke, title, hollow=series.doubted(index))
            else:
                self._beyond(point, line.stroke, title, up=value > area.scale.high)

    def _labels(self, lines: list[Line], area: Area) -> None:
        """Write values beside their points, those of what is measured first, as far as there is room."""
        points = [point for line in lines for point in line.points if point and line.series.role not in STEP_NAMES]
        reach = POINT + 1
        room = Room(
            Box(area.left + 2, area.top - HEADROOM + 2, area.right, area.bottom + area.foot - 1),
            [Box(x - reach, y - reach, x + reach, y + reach) for x, y in points],
            [segment for line in lines for segment in line.segments],
        )
        for line in sorted(lines, key=lambda line: line.series.role in STEP_NAMES):
            for index in self._labelled(line):
                self._label_point(line, index, room)

    def _labelled(self, line: Line) -> list[int]:
        """The places whose values are written, the last first; a step says its value where it begins."""
        known = [index for index, point in enumerate(line.points) if point]
        if len(line.points) > FEW:
            return known[-1:]
        if line.series.role in STEP_NAMES:
            values = line.series.values
            known = [index for index in known if index == 0 or values[index] != values[index - 1]]
        return known[::-1]

    def _label_point(self, line: Line, index: int, room: Room) -> None:
        point = line.points[index]
        if point is None:
            return
        text = clean(line.series.label(index))
        name = STEP_NAMES.get(line.series.role)
        for words in [f"{name} {text}", text] if name else [text]:
            if box := room.place(point, text_width(words, VALUE), VALUE * 1.15, POINT + 2.5):
                middle = (box.top + box.bottom) / 2
                self._text(words, box.left, middle, VALUE, line.stroke.colour, css="nilai")
                return

    def _path(self, path: str, stroke: Stroke, css: str) -> None:
        dash = f' stroke-dasharray="{stroke.dash}"' if stroke.dash else ""
        self.out.append(
            f'<path class="{css}" d="{path}" stroke="{stroke.colour}" stroke-width="2" stroke-linejoin="round"'
            f' fill="none"{dash}/>'
        )

    def _point(self, at: Point, stroke: Stroke, title: str = "", *, hollow: bool = False) -> None:
        x, y = at
        fill = stroke.colour if stroke.shape == "bulat" and not hollow else WHITE
        look = f'fill="{fill}" stroke="{stroke.colour}" stroke-width="1.5"'
        look += ' stroke-dasharray="2 1.5"' if hollow else ""
        inside = f"<title>{xml(title)}</title>" if title else ""
        css = "titik" if title else "legenda"
        if stroke.shape == "kotak":
            side = number(2 * POINT - 1)
            x, y = x - POINT + 0.5, y - POINT + 0.5
            tag, place = "rect", f'x="{number(x)}" y="{number(y)}" width="{side}" height="{side}"'
        else:
            tag, place = "circle", f'cx="{number(x)}" cy="{number(y)}" r="{number(POINT)}"'
        self.out.append(f'<{tag} class="{css}" {place} {look}>{inside}</{tag}>')

    def _beyond(self, at: Point, stroke: Stroke, title: str, *, up: bool) -> None:
        """A hollow arrowhead at the end of the axis for a value that lies beyond it."""
        (x, y), tip = at, -6 if up else 6
        self.out.append(
            f'<path class="titik" d="M{number(x - 5)} {number(y)}H{number(x + 5)}L{number(x)} {number(y + tip)}Z"'
            f' fill="{WHITE}" stroke="{stroke.colour}" stroke-width="1.5"><title>{xml(title)}</title></path>'
        )


def _path(run: Sequence[Point]) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in run)


def _width(name: str) -> float:
    return text_width(name, TICK)
