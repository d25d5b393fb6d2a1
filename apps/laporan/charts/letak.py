"""Where words find room beside points and lines: boxes that never overlap, few lines crossed. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Segment = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def within(self, other: "Box") -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def crossed(self, segment: Segment) -> bool:
        """Whether a line runs through the box (Liang–Barsky)."""
        (x1, y1), (x2, y2) = segment
        enter, leave = 0.0, 1.0
        for step, low, high in ((x2 - x1, self.left - x1, self.right - x1), (y2 - y1, self.top - y1, self.bottom - y1)):
            if step == 0:
                if not low < 0 < high:
                    return False
                continue
            first, last = sorted((low / step, high / step))
            enter, leave = max(enter, first), min(leave, last)
        return enter < leave


class Room:
    """The free room of a drawing: words are placed one after the other, each where it crosses the fewest lines."""

    def __init__(self, frame: Box, taken: Iterable[Box], lines: Sequence[Segment]) -> None:
        self.frame = frame
        self.taken = list(taken)
        self.lines = lines

    def place(self, at: Point, width: float, height: float, distance: float) -> Box | None:
        """Find room above, below, right or left of a point, and take it; None when there is none.

        >>> Room(Box(0, 0, 100, 100), [], []).place((50, 50), 20, 10, 5)
        Box(left=40.0, top=35, right=60.0, bottom=45)
        """
        x, y = at
        centre = min(max(x - width / 2, self.frame.left), self.frame.right - width)
        corners = (
            (centre, y - distance - height),
            (centre, y + distance),
            (x + distance, y - height / 2),
            (x - distance - width, y - height / 2),
        )
        boxes = [Box(left, top, left + width, top + height) for left, top in corners]
        free = [box for box in boxes if box.within(self.frame) and not any(map(box.overlaps, self.taken))]
        if not free:
            return None
        best = min(free, key=lambda box: sum(map(box.crossed, self.lines)))
        self.taken.append(best)
        return best
