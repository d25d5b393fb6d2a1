"""What a drawing consists of, to look at it in tests: its words, its places, its numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

from apps.laporan.charts.text import text_width

SVG = "{http://www.w3.org/2000/svg}"
_STEP = re.compile(r"([MLHVAZ])([^MLHVAZ]*)")


@dataclass
class Kata:
    """A line of text and where it stands."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    css: str

    def overlaps(self, other: "Kata") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 (our own output)


def css(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in root.iter() if element.get("class") == name]


def words(root: ElementTree.Element) -> list[Kata]:
    """Where every line of text stands."""
    found = []
    for text in root.iter(f"{SVG}text"):
        size = float(text.get("font-size", ""))
        for part in [part for part in text if part.get("x")] or [text]:
            content, x, y = "".join(part.itertext()), float(part.get("x", "")), float(part.get("y", ""))
            width = text_width(content, size, bold=text.get("font-weight") == "600")
            left = x - {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0)
            found.append(Kata(content, left, left + width, y - size * 0.75, y + size * 0.22, text.get("class", "")))
    return found


def places(root: ElementTree.Element) -> Iterator[tuple[float, float]]:
    """Every corner of a box, every edge of a circle and every end of a path."""
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        if tag == "rect":
            x, y, width, height = (float(element.get(name, "")) for name in ("x", "y", "width", "height"))
            assert width >= 0
            assert height >= 0
            yield from ((x, y), (x + width, y + height))
        elif tag == "circle":
            x, y, r = (float(element.get(name, "")) for name in ("cx", "cy", "r"))
            yield from ((x - r, y - r), (x + r, y + r))
        elif tag == "path":
            yield from _path(element.get("d", ""))


def _path(path: str) -> Iterator[tuple[float, float]]:
    x = y = 0.0
    for step, text in _STEP.findall(path):
        numbers = [float(number) for number in text.split()]
        if step == "H":
            (x,) = numbers
        elif step == "V":
            (y,) = numbers
        elif step != "Z":
            x, y = numbers[-2:]
        yield x, y
