"""Lines over categories in order (months): the value axis stands left, a missing value breaks the line. Pure.

Lines are told apart by dash and by the shape of their points, never by colour alone. Every point carries its value
in full for the pointer, the last one of a line stands in the legend; all are in the data table beside the picture.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import pairwise

from apps.laporan.charts.chart import Series
from apps.laporan.charts.drawing import AXIS, GAP, INK_3, LINE, TICK, Drawing, Key, number, xml
from apps.laporan.charts.pola import ROLES, STROKES, Stroke
from apps.laporan.charts.scale import Scale, make_scale, tick_text
from apps.laporan.charts.text import clean, text_width

HEIGHT, HEIGHT_NARROW = 260.0, 220.0
POINT = 4.0
SAMPLE = 30.0


@dataclass(frozen=True, slots=True)
class Area:
    """Where points lie: values run upwards over ``scale.width``, categories from left to right."""

    left: float
    right: float
    top: float
    scale: Scale
    count: int

    @property
    def bottom(self) -> float:
        return self.top + self.scale.width

    def x(self, index: int) -> float:
        """The middle of a category."""
        return self.left + (self.right - self.left) * (index + 0.5) / self.count

    def y(self, value: Fraction) -> float:
        return self.bottom - self.scale.position(value)


class Lines(Drawing):
    """One line per series."""

    def _plot(self, y: float) -> float:
        y = self._legend(y, self._keys()) + 16
        area = self._area(y)
        self._axis(area)
        self._categories(area)
        for series, stroke in self._drawn():
            self._line(series, stroke, area)
        return area.bottom + TICK + 14

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
        self._point(x + SAMPLE / 2, middle, stroke)

    def _name(self, series: Series) -> str:
        """The name of a line with its last known value, which no room beside the point would surely take."""
        known = [index for index, value in enumerate(series.values) if value is not None]
        names = self.chart.short or self.chart.categories
        return clean(f"{series.name} · {series.text(known[-1])} ({names[known[-1]]})" if known else series.name)

    def _area(self, top: float) -> Area:
        values = [value for series in self.chart.series for value in series.numbers()]
        kind = self.chart.series[0].kind
        scale = make_scale(values, kind, 0, HEIGHT_NARROW if self.narrow else HEIGHT)
        column = max(text_width(tick_text(tick, kind), TICK) for tick in scale.ticks(4))
        return Area(self.margin + column + GAP, self.width - self.margin, top, scale, len(self.chart.categories))

    def _axis(self, area: Area) -> None:
        for tick in area.scale.ticks(4):
            y = number(round(area.y(tick)) + 0.5)
            colour = LINE if tick else AXIS
            self.out.append(f'<path d="M{number(area.left)} {y}H{number(area.right)}" stroke="{colour}" fill="none"/>')
            text = tick_text(tick, self.chart.series[0].kind)
            self._text(text, area.left - GAP, area.y(tick), TICK, INK_3, anchor="end")

    def _categories(self, area: Area) -> None:
        """As many names as have room beside each other; the first always stands."""
        names = [clean(name) for name in self.chart.short or self.chart.categories]
        room = (area.right - area.left) / area.count
        every = next(
            (n for n in range(1, area.count) if max(map(_width, names[::n])) + 4 <= room * n),
            area.count,
        )
        for index in range(0, area.count, every):
            self._text(names[index], area.x(index), area.bottom + 8 + TICK / 2, TICK, INK_3, anchor="middle")

    def _line(self, series: Series, stroke: Stroke, area: Area) -> None:
        points = [
            None if value is None else (area.x(index), area.y(Fraction(value)))
            for index, value in enumerate(series.values)
        ]
        path = ""
        for before, point in pairwise([None, *points]):
            if point:
                path += f"{'L' if before else 'M'}{number(point[0])} {number(point[1])}"
        if path:
            self._path(path, stroke, "garis")
        for index, point in enumerate(points):
            if point:
                self._point(*point, stroke, f"{self.chart.categories[index]}: {series.name} {series.text(index)}")

    def _path(self, path: str, stroke: Stroke, css: str) -> None:
        dash = f' stroke-dasharray="{stroke.dash}"' if stroke.dash else ""
        self.out.append(
            f'<path class="{css}" d="{path}" stroke="{stroke.colour}" stroke-width="2" stroke-linejoin="round"'
            f' fill="none"{dash}/>'
        )

    def _point(self, x: float, y: float, stroke: Stroke, title: str = "") -> None:
        fill = stroke.colour if stroke.shape == "bulat" else "#ffffff"
        look = f'fill="{fill}" stroke="{stroke.colour}" stroke-width="1.5"'
        inside = f"<title>{xml(title)}</title>" if title else ""
        css = "titik" if title else "legenda"
        if stroke.shape == "kotak":
            side = number(2 * POINT - 1)
            x, y = x - POINT + 0.5, y - POINT + 0.5
            tag, place = "rect", f'x="{number(x)}" y="{number(y)}" width="{side}" height="{side}"'
        else:
            tag, place = "circle", f'cx="{number(x)}" cy="{number(y)}" r="{number(POINT)}"'
        self.out.append(f'<{tag} class="{css}" {place} {look}>{inside}</{tag}>')


def _width(name: str) -> float:
    return text_width(name, TICK)
