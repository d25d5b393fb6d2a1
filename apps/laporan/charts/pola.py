"""How bars, parts and lines look: told apart by lightness, outline, hatching and dash, never by colour alone. Pure."""

from dataclasses import dataclass, replace

MAROON_COLOUR, GREY, DARK, SAND, WHITE = "#8c1c13", "#767d86", "#4b5159", "#ebe8e2", "#ffffff"
MIDDLE = "#a9aeb5"
# How far apart the lines of a hatching are.
CLOSE, OPEN = 4.0, 7.0


@dataclass(frozen=True, slots=True)
class Tone:
    """How an area looks: hatch is the distance of its lines (0: none), dash the dashes of its outline."""

    fill: str
    stroke: str
    hatch: float = 0
    upright: bool = False
    dash: str = ""

    @property
    def dark(self) -> bool:
        """Whether words on it are white."""
        return self.fill == MAROON_COLOUR

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
    Tone(MIDDLE, DARK),
    Tone(WHITE, MAROON_COLOUR, OPEN),
    Tone(WHITE, GREY),
    Tone(SAND, DARK, CLOSE, upright=True),
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


Line = tuple[float, float, float, float]


def hatching(x: float, y: float, width: float, height: float, tone: Tone) -> list[Line]:
    """Return the lines of a tone as (x1, y1, x2, y2): they fill a box and end at its edges.

    >>> hatching(0, 0, 4, 4, Tone("#ffffff", "#000000", 4)), hatching(0, 0, 4, 4, Tone("#ffffff", "#000000", 3, True))
    ([(0, 4, 4, 0)], [(3, 0, 3, 4)])
    """
    # How far a line runs to the right while it rises; only what lies within the box is drawn.
    run = 0 if tone.upright else height
    count = int((width + run) / tone.hatch) if tone.hatch else 0
    lines = []
    for start in (x - run + tone.hatch * n for n in range(1, count + 1)):
        left, right = max(start, x), min(start + run, x + width)
        if tone.upright:
            lines.append((start, y, start, y + height))
        elif right - left > 1:
            lines.append((left, y + height - (left - start), right, y + height - (right - start)))
    return lines
