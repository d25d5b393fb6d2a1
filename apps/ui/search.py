"""What a person typed into a search box. Pure: no Django."""

import re

# Beyond this a search is a mistake or an attack, and each word costs the database a comparison per row.
MAX_LENGTH, MAX_WORDS = 100, 8

_NUMBERED = re.compile(r"(?:(?P<kind>tabel|diagram)\s*)?(?P<number>[0-9]{1,3})\.?", re.ASCII)


def search_words(text: str) -> list[str]:
    """The distinct words of a search in lower case, cut to a sensible length and number."""
    return list(dict.fromkeys(text[:MAX_LENGTH].lower().split()))[:MAX_WORDS]


def matches_numbered(text: str, kind: str, number: int, title: str) -> bool:
    """Whether a numbered thing answers a search: by its very number ("tabel 20", "20"), else by the words.

    "20" means number 20, not every title in which a year contains it.

    >>> matches_numbered("tabel 2", "tabel", 20, "x 2024"), matches_numbered("20", "tabel", 20, "x")
    (False, True)
    """
    wanted = _NUMBERED.fullmatch(text.strip().lower())
    if wanted:
        return number == int(wanted["number"]) and wanted["kind"] in (None, kind)
    haystack = f"{kind} {number} {title}".lower()
    return all(word in haystack for word in search_words(text))
