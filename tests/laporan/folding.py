"""The foldings under which a printed cell and ours are the same. This is the only list of them.

Folded: letter case, white space, kinds of dashes, decimal and thousand notation, trailing zeros, a missing % or Rp.
"-" for zero rupiah needs no folding: ours prints it too.
"""

import re

_SPACE = re.compile(r"[\s\u00a0]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_NUMBER = re.compile(r"(?P<number>-?\d[\d.,]*)%?(?P<marks>[*†]*)")
_GROUPED = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+")


def fold(text: str | None) -> str:
    """Bring a printed text to the form in which it is compared; numbers lose their notation, not their value."""
    bare = _DASHES.sub("-", _SPACE.sub("", text or "")).lower()
    bare = re.sub(r"^rp\.?", "", bare)
    match = _NUMBER.fullmatch(bare)
    if not match:
        return bare
    number = match["number"]
    if _GROUPED.fullmatch(number):
        number = re.sub("[.,]", "", number)
    else:
        number = number.replace(",", ".")
        number = number.rstrip("0").rstrip(".") if "." in number else number
    return number + match["marks"]
