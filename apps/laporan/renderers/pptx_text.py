"""Text of a PowerPoint file, and the colours that everything in it shares."""

from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Pt

from apps.laporan.charts.text import clean

MAROON, INK, INK_2, INK_3 = "8C1C13", "1C1F23", "4B5159", "5F666F"
LINE, GROUND, PAPER = "C8CCD0", "FAFAF8", "FFFFFF"


def write(paragraph: Any, text: str, *, size: float, color: str, bold: bool = False) -> None:
    """Add a text to a paragraph, in Indonesian, so that no spelling checker underlines it."""
    run = paragraph.add_run()
    run.text = clean(text)
    run.font.size, run.font.bold = Pt(size), bold
    run.font.color.rgb = RGBColor.from_string(color)
    run._r.get_or_add_rPr().set("lang", "id-ID")
