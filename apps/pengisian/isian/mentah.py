"""Raw text of the entry form: what somebody typed, right or wrong, as it is kept and shown again. Pure: no queries."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

Mentah = dict[str, list[str]]

# What belongs to one request and not to the text: never kept.
_BUKAN_KETIKAN = frozenset({"csrfmiddlewaretoken", "penanda", "aksi", "ditanya", "unggahan"})
_MAX_NAMA = 60


def mentah_dari(post: QueryDict) -> Mentah:
    """The typed texts of a posted form by field name; files are not among them, nor the character that JSON refuses."""
    return {
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in post.lists()
        if name not in _BUKAN_KETIKAN and len(name) <= _MAX_NAMA
    }


def sebagai_awal(mentah: Mapping[str, list[str]], berganda: Iterable[str] = ()) -> dict[str, Any]:
    """Raw text as initial values of a form; fields in ``berganda`` keep all of their values."""
    ganda = frozenset(berganda)
    return {name: values if name in ganda else values[-1] for name, values in mentah.items() if values}


def nomor_baris(nama: Iterable[str], jenis: str) -> list[int]:
    """The numbers of the plan rows among field names such as "dilakukan-2-isi", in order, each once.

    >>> nomor_baris(["dilakukan-2-isi", "dilakukan-0-isi", "dilakukan-0-tenggat", "versi"], "dilakukan")
    [0, 2]
    """
    pola = re.compile(rf"{jenis}-(\d{{1,3}})-(?:isi|penanggung_jawab|tenggat)")
    return sorted({int(found[1]) for name in nama if (found := pola.fullmatch(name))})
