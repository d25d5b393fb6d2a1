"""What every drawing of a chart has: its frame, legend, words and boxes. No Django in here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from apps.laporan.charts.chart import Chart
from apps.laporan.charts.pola import Tone, hatching
from apps.laporan.charts.text import clean, text_width, wrap
from apps.laporan.charts.uraian import describe

# Drawings narrower than this put the names above the bars.
NARROW = 600
INK, INK_2, INK_3, LINE, AXIS = "#1c1f23", "#4b5159", "#5f666f", "#e4e5e4", "#767d86"
FONT = "Inter, system-ui, sans-serif"
NAME, VALUE, TICK, HEAD, SMALL = 14.0, 13.5, 12.5, 17.0, 13.0
LEADING = 1.3
BAR, LEGEND = 14.0, 22.0
GAP, MIN_PLOT = 8.0, 40.0
EMPTY_TEXT = "Belum ada data untuk diagram ini."


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: its words, how wide its sample is, and what draws the sample at a place."""

    words: str
    width: float
    draw: Callable[[float, float], None]


@dataclass(frozen=True, slots=True)
class Label:
    """The text of a tick and where it stands."""

    text: str
    middle: float
    width: float

    @property
    def left(self) -> float:
        return self.middle - self.width / 2

    @property
    def right(self) -> float:
        return self.middle + self.width / 2


class Drawing:
    """Lays a chart out from top to bottom, collecting elements; subclasses draw what lies between head and notes."""

    def __init__(self, chart: Chart, width: int, heading: bool) -> None:
        self.chart = chart
        self.width = width
        self.heading = heading
        self.narrow = width < NARROW
        self.margin = (16.0 if self.narrow else 24.0) if heading else 0.0
        self.inner = width - 2 * self.margin
        self.id = f"diagram-{chart.anchor}-{width}"
        self.out: list[str] = []

    def svg(self) -> str:
        y = self.margin
        if self.heading:
            y = self._heading(y)
        y = self._plot(y) if self.chart.categories and self.chart.series else self._empty(y)
        if self.heading:
            y = self._notes(y)
        height = number(round(y + self.margin + 0.5))
        title, description = f"{self.id}-judul", f"{self.id}-uraian"
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 {self.width} {height}"'
                f' width="{self.width}" height="{height}" role="img" aria-labelledby="{title}"'
                f' aria-describedby="{description}"'
                f' font-family="{FONT}" fill="{INK}">',
                f'<title id="{title}">{xml(self.chart.caption)}</title>',
                f'<desc id="{description}">{xml(self.chart.description or describe(self.chart))}</desc>',
                *self.out,
                "</svg>\n",
            ]
        )

    def _heading(self, y: float) -> float:
        y = self._paragraph(self.chart.caption, y, HEAD, INK, bold=True)
        if self.chart.subtitle:
            y = self._paragraph(self.chart.subtitle, y + 2, SMALL, INK_2)
        return y + 16

    def _notes(self, y: float) -> float:
        for note in self.chart.notes:
            y = self._paragraph(note, y + 8, SMALL, INK_2)
        return y

    def _empty(self, y: float) -> float:
        return self._paragraph(self.chart.empty_reason or EMPTY_TEXT, y, NAME, INK_2)

    def _plot(self, y: float) -> float:
        """Draw categories and series below y; returns where the drawing ends."""
        raise NotImplementedError

    def _legend(self, y: float, keys: Sequence[Key]) -> float:
        """Set entries beside each other as far as there is room, from the left; returns where they end."""
        x = self.margin
        for key in keys:
            indent = key.width + GAP
            lines = wrap(key.words, self.inner - indent, VALUE)
            width = indent + max(text_width(line, VALUE) for line in lines)
            if x > self.margin and x + width > self.width - self.margin:
                x, y = self.margin, y + LEGEND
            key.draw(x, y + 8)
            for index, line in enumerate(lines):
                y += LEGEND - 4 if index else 0
                self._text(line, x + indent, y + 8, VALUE, INK)
            x += width + 24
        return y + 16

    def _box(self, x: float, y: float, width: float, height: float, tone: Tone, css: str) -> None:
        """An outlined box whose outer edges are exactly those given: the outline is drawn inside."""
        inset = min(0.5, width / 4)
        dash = f' stroke-dasharray="{tone.dash}"' if tone.dash else ""
        self.out.append(
            f'<rect class="{css}" x="{number(x + inset)}" y="{number(y + inset)}" width="{number(width - 2 * inset)}"'
            f' height="{number(height - 2 * inset)}"'
            f' fill="{tone.fill}" stroke="{tone.stroke}" stroke-width="{number(2 * inset)}"{dash}/>'
        )
        if lines := hatching(x, y, width, height, tone):
            path = "".join(f"M{number(a)} {number(b)}L{number(c)} {number(d)}" for a, b, c, d in lines)
            self.out.append(f'<path d="{path}" stroke="{tone.stroke}" stroke-width="1.2" fill="none"/>')

    def _text(
        self, text: str, x: float, middle: float, size: float, colour: str, *, anchor: str = "start", css: str = ""
    ) -> None:
        """One line of text; its white outline keeps it readable over the lines of the axis."""
        halo = ' stroke="#ffffff" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if css else ""
        self.out.append(
            f'<text{f" class={quoteattr(css)}" if css else ""} x="{number(x)}" y="{number(baseline(middle, size))}"'
            f' font-size="{number(size)}" fill="{colour}" text-anchor="{anchor}"{halo}>{xml(text)}</text>'
        )

    def _paragraph(self, text: str, y: float, size: float, colour: str, *, bold: bool = False) -> float:
        leading = size * LEADING
        weight = ' font-weight="600"' if bold else ""
        for line in wrap(text, self.inner, size, bold=bold):
            self.out.append(
                f'<text x="{number(self.margin)}" y="{number(baseline(y + leading / 2, size))}"'
                f' font-size="{number(size)}" fill="{colour}"{weight}>{xml(line)}</text>'
            )
            y += leading
        return y


def baseline(middle: float, size: float) -> float:
    """The baseline of a line of text whose digits and capitals are centred here."""
    return middle + size * 0.36


def number(value: float) -> str:
    """Write a coordinate: a dot, at most two decimals, whatever the language of the page.

    >>> number(12.50), number(3.0), number(-0.001)
    ('12.5', '3', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def xml(text: str) -> str:
    return escape(clean(text))
