"""Charts as pictures for documents and downloads, drawn from their SVG with the bundled font. No Django in here."""

from pathlib import Path

import resvg_py

from apps.laporan.charts.chart import Chart
from apps.laporan.charts.svg import render_svg

FONTS = Path(__file__).resolve().parents[3] / "static" / "fonts" / "inter"
FONT_FILES = ("Inter-Regular.ttf", "Inter-SemiBold.ttf")


def render_png(chart: Chart, *, scale: float = 2, width: int = 880, heading: bool = True) -> bytes:
    """Draw a chart as a PNG of width × scale pixels on white; the same on every machine, as no system font is used."""
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=render_svg(chart, width=width, heading=heading),
            background="#ffffff",
            zoom=scale,
            skip_system_fonts=True,
            font_files=[str(FONTS / name) for name in FONT_FILES],
            font_family="Inter",
        )
    )
