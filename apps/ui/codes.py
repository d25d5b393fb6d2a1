"""The text of a cell without what nobody sees, and the signs that a code must not hold. Pure: no Django."""

import re

# Control characters cannot be stored by every database nor written to every file; tab and line breaks can. Those that
# turn the direction of writing let a text read as another one than it is.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e]")
# Signs that look like a hyphen or a space, or like nothing, and make two codes differ that look the same.
_HYPHENS = re.compile("[\u2010-\u2015\u2212\u00ad]")
_SPACES = re.compile("[\u00a0\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")


def plain_code(text: str | None) -> str:
    """The text of a cell that holds a code. Raises ValueError for signs that make it another code than it looks like.

    >>> plain_code("nilai-sakip")
    'nilai-sakip'
    """
    code = text or ""
    if _HYPHENS.search(code):
        raise ValueError(f"“{code.strip()}” memuat tanda hubung khusus. Ketik ulang dengan tanda hubung biasa (-).")
    if _SPACES.search(code):
        raise ValueError(f"“{code.strip()}” memuat spasi khusus yang tak terlihat. Hapus selnya, lalu ketik ulang.")
    if code != code.strip():
        raise ValueError(f"“{code.strip()}” diawali atau diakhiri spasi. Hapus spasinya.")
    if CONTROL.search(code):
        raise ValueError("Sel ini memuat karakter tak terlihat. Ketik ulang isinya, jangan disalin apa adanya.")
    return code


def tidy(text: str) -> str:
    """Text without white space around it, its lines ended alike by every program."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
