"""What the style sheet calls its colours, distances and sizes, read from the style sheet itself."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

CSS = Path("static/css/app.css")
_TOKEN = re.compile(r"^  --([a-z0-9-]+): ([^;]+);$", re.MULTILINE)
# Text on every ground that it is set on, as WCAG 2.2 AA asks (1.4.3); lines that show a control or a mark (1.4.11).
TEKS, GARIS = 4.5, 3.0
PASANGAN = (
    *(
        (warna, dasar, TEKS)
        for warna in ("ink", "ink-2", "ink-3", "maroon")
        for dasar in ("paper", "ground", "ground-2")
    ),
    ("maroon", "maroon-tint", TEKS),
    ("maroon-dark", "paper", TEKS),
    ("paper", "maroon", TEKS),
    ("paper", "ink", TEKS),
    *((warna, dasar, TEKS) for warna in ("ok", "good", "warn", "bad") for dasar in (f"{warna}-tint", "paper")),
    ("ink", "warn-tint", TEKS),
    ("ink", "bad-tint", TEKS),
    ("field-line", "paper", GARIS),
)


@dataclass(frozen=True, slots=True)
class Kontras:
    """Two colours on each other: their ratio (1 to 21), what is asked of it, and where it is used."""

    warna: str
    dasar: str
    hex_warna: str
    hex_dasar: str
    rasio: float
    batas: float

    @property
    def cukup(self) -> bool:
        return self.rasio >= self.batas


def tokens() -> dict[str, str]:
    """The tokens of app.css by name, without Bootstrap's own variables."""
    css = (settings.BASE_DIR / CSS).read_text("utf-8")
    root = css[css.index(":root {") :]
    found = _TOKEN.findall(root[: root.index("\n}")])
    return {name: value for name, value in found if not name.startswith("bs-")}


def warna(tokens: dict[str, str]) -> dict[str, str]:
    """The colours among the tokens, as #rrggbb.

    >>> warna({"paper": "#fff", "s1": "4px"})
    {'paper': '#ffffff'}
    """
    return {name: _panjang(value) for name, value in tokens.items() if value.startswith("#")}


def kontras(satu: str, lain: str) -> float:
    """The contrast ratio of two colours (#rrggbb), 1 to 21, after WCAG 2.2.

    Source: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio: (L1 + 0.05) ÷ (L2 + 0.05), L1 the lighter one.

    >>> kontras("#000000", "#ffffff"), round(kontras("#8c1c13", "#ffffff"), 2)
    (21.0, 9.17)
    """
    terang, gelap = sorted((_luminans(satu), _luminans(lain)), reverse=True)
    return (terang + 0.05) / (gelap + 0.05)


def daftar_kontras(warna: dict[str, str]) -> list[Kontras]:
    """Every pair that the style sheet sets on each other."""
    return [
        Kontras(satu, dasar, warna[satu], warna[dasar], kontras(warna[satu], warna[dasar]), batas)
        for satu, dasar, batas in PASANGAN
    ]


def _panjang(value: str) -> str:
    return "#" + "".join(2 * sign for sign in value[1:]) if len(value) == 4 else value


def _luminans(value: str) -> float:
    red, green, blue = (_linear(int(value[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
