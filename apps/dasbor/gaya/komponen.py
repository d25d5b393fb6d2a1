"""What the living page shows of a component: its template, the contract at the top of it, every state drawn."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.template.loader import get_template, render_to_string
from django.utils.safestring import SafeString, mark_safe

_KONTRAK = re.compile(r"\{% comment %\}\n(.*?)\n\{% endcomment %\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Contoh:
    """One state of a component: what it is called and what the template is given."""

    nama: str
    konteks: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Komponen:
    """A template with its states; ``dalam`` are tag and class of the element that it always stands in, if any."""

    nama: str
    templat: str
    contoh: tuple[Contoh, ...]
    dalam: tuple[str, str] = ("", "")

    @property
    def id(self) -> str:
        return self.templat.rpartition("/")[2].removesuffix(".html")


def tampilkan(komponen: Iterable[Komponen], request: HttpRequest) -> list[dict[str, Any]]:
    """Draw every component in every state."""
    return [
        {
            "id": satu.id,
            "nama": satu.nama,
            "templat": satu.templat,
            "kontrak": kontrak(satu.templat),
            "contoh": [{"nama": c.nama, "html": _draw(satu, c, request)} for c in satu.contoh],
        }
        for satu in komponen
    ]


def kontrak(templat: str) -> str:
    """The comment at the top of a template, which says what it needs. A template without one is an error."""
    found = _KONTRAK.match(get_template(templat).template.source)  # type: ignore[attr-defined]
    if found is None:
        raise ValueError(f"{templat} says nothing about what it needs.")
    return found[1]


def _draw(komponen: Komponen, contoh: Contoh, request: HttpRequest) -> SafeString:
    html = render_to_string(komponen.templat, contoh.konteks, request)
    tag, css = komponen.dalam
    # Both come from the list of samples, which is code.
    return mark_safe(f'<{tag} class="{css}">{html}</{tag}>') if tag else html  # noqa: S308
