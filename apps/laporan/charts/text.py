"""How wide a text is, and where it may be broken. Pure; needed because an SVG text does not wrap by itself.

Widths are those of Inter, the font of the pages and of the pictures, with some room for the font that stands in
for it where it is missing.
"""

import re

# Advance widths of Inter Regular in thousandths of the font size, from " " to "~".
_ADVANCES = (
    *(281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360),  # space to /
    *(648, 648, 648, 648, 648, 648, 648, 648, 648, 648, 288, 302, 662, 662, 662, 511),  # 0 to ?; digits tabular
    *(966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903, 753, 765),  # @ to O
    *(639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456),  # P to _
    *(323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600),  # ` to o
    *(612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662),  # p to ~
)
_OTHER = 700
_BOLD = 1.05
_ROOM = 1.03
# A line may end after a slash, and after a hyphen between letters ("Pemilu/Pemilihan", "rata-rata"), not in numbers.
_BREAKS = re.compile(r"(?<=/)|(?<=[^\W\d]-)(?=[^\W\d])")
# What XML 1.0 cannot hold at all; a name pasted from elsewhere may carry it.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """Return the text on one line, without characters that no XML file may hold.

    >>> clean("Gaji  dan\\nTunjangan")
    'Gaji dan Tunjangan'
    """
    return " ".join(_FORBIDDEN.sub(" ", text).split())


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in the unit of its font size, rounded up a little.

    >>> round(text_width("Realisasi", 14), 1)
    59.6
    """
    advance = sum(_ADVANCES[ord(char) - 32] if " " <= char <= "~" else _OTHER for char in text)
    return advance / 1000 * size * _ROOM * (_BOLD if bold else 1)


def cut(text: str, width: float, size: float) -> str:
    """Return as much of a text as has room on one line, with "…" for the rest.

    >>> cut("Tidak tercapai: tingkat di bawah target", 120, 13.5)
    'Tidak tercapai: ti…'
    """
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1].rstrip()
    return text + "…"


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines of at most this width; a word that is too long for a line is cut.

    Nothing is left out. The lines are of about equal length, so that no word stands alone at the end.

    >>> wrap("Pelaksanaan Pembayaran Honorarium Badan Adhoc", 240, 14)
    ['Pelaksanaan Pembayaran', 'Honorarium Badan Adhoc']
    """
    pieces = _pieces(clean(text), width, size, bold)
    lines = _fill(pieces, width, size, bold)
    low, high = 0.0, width
    while len(lines) > 1 and high - low > size / 2:
        middle = (low + high) / 2
        narrower = _fill(pieces, middle, size, bold)
        fits = len(narrower) == len(lines) and all(text_width(line, size, bold=bold) <= width for line in narrower)
        low, high = (low, middle) if fits else (middle, high)
    return _fill(pieces, high, size, bold)


def _pieces(text: str, width: float, size: float, bold: bool) -> list[tuple[str, str]]:
    """Return what may not be broken, each with what stands before it on the same line: a space or nothing."""
    pieces: list[tuple[str, str]] = []
    # A line never begins with the dot between two parts of a subtitle.
    for word in re.split(r" (?!· )", text):
        joint = " "
        for part in filter(None, _BREAKS.split(word)):
            for piece in _cut(part, width, size, bold):
                pieces.append((joint, piece))
                joint = ""
    return pieces


def _cut(part: str, width: float, size: float, bold: bool) -> list[str]:
    cut = [""]
    for char in part:
        if cut[-1] and text_width(cut[-1] + char, size, bold=bold) > width:
            cut.append("")
        cut[-1] += char
    return cut


def _fill(pieces: list[tuple[str, str]], width: float, size: float, bold: bool) -> list[str]:
    lines: list[str] = []
    for joint, piece in pieces:
        if lines and text_width(lines[-1] + joint + piece, size, bold=bold) <= width:
            lines[-1] += joint + piece
        else:
            lines.append(piece)
    return lines or [""]
