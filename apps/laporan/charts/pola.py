"""How bars, parts and lines look: told apart by lightness, outline, hatching and dash, never by colour alone. Pure."""

from dataclasses import dataclass, replace

MAROON_COLOUR, GREY, DARK, SAND, WHITE = "#8c1c13", "#767d86", "#4b5159", "#ebe8e2", "#ffffff"
# How far apart the lines of a hatching are.
CLOSE, OPEN = 4.0, 7.0


@dataclass(frozen=True, slots=True)
class Tone:
    """How an area looks. hatch is the distance of its slanted lines (0: none), dash the dashes of its outline."""

    fill: str
    stroke: str
    hatch: float = 0
    dash: str = ""

    @property
    def dark(self) -> bool:
        """Whether words on it are white."""
        return self.fill in (MAROON_COLOUR, DARK)

    @property
    def hollow(self) -> "Tone":
        """The same for a value that is doubted."""
        return replace(self, fill=WHITE, hatch=0, dash="3 2")


MAROON = Tone(MAROON_COLOUR, MAROON_COLOUR)
NEUTRAL = Tone(SAND, GREY)
OUTLINED = Tone(WHITE, MAROON_COLOUR)
TONES = {1: (MAROON,), 2: (NEUTRAL, MAROON), 3: (NEUTRAL, OUTLINED, MAROON)}
MAX_TONES = max(TONES)
# Parts of a whole in their order; neighbours differ in lightness.
PARTS = (
    MAROON,
    NEUTRAL,
    Tone(DARK, DARK),
    Tone(WHITE, MAROON_COLOUR, OPEN),
    Tone(WHITE, GREY),
    Tone(WHITE, DARK, CLOSE),
)


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line looks: colour, dash, and the shape of its points (filled circles, hollow squares, hollow rings).

    shape "" has none: a line in steps.
    """

    colour: str
    dash: str
    shape: str


STROKES = (Stroke("#8c1c13", "", "bulat"), Stroke("#5f666f", "6 4", "kotak"), Stroke("#1c1f23", "2 3", "cincin"))
ROLES = {
    "realisasi": STROKES[0],
    "target": Stroke("#5f666f", "6 4", ""),
    "nasional": Stroke("#1c1f23", "2 3", ""),
}


def hatching(
    x: float, y: float, width: float, height: float, distance: float
) -> list[tuple[float, float, float, float]]:
    """Return slanted lines as (x1, y1, x2, y2) that fill a box and end at its edges.

    >>> hatching(0, 0, 4, 4, 4)
    [(0.0, 4.0, 4.0, 0.0)]
    """
    lines = []
    start = x - height
    while (start := start + distance) < x + width:
        # The line runs up to the right from (start, bottom); only what lies within the box is drawn.
        left, right = max(start, x), min(start + height, x + width)
        if right - left > 1:
            lines.append((float(left), y + height - (left - start), float(right), y + height - (right - start)))
    return lines
