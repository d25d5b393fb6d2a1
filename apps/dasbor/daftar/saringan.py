"""What a list is narrowed to: words, and choices that occur in its rows. The state stands in the address."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.db.models import Model, Q, QuerySet

from apps.ui.search import search_words

B = TypeVar("B")
M = TypeVar("M", bound=Model)
CARI = "q"


@dataclass(frozen=True)
class Pilihan(Generic[B]):
    """A choice among what occurs in the rows, in the order in which it occurs there. nilai may give several."""

    nama: str
    label: str
    nilai: Callable[[B], str | Iterable[str]]

    def milik(self, baris: B) -> tuple[str, ...]:
        """What the row can be found by."""
        nilai = self.nilai(baris)
        return tuple(filter(None, (nilai,) if isinstance(nilai, str) else nilai))


class SaringanBaris(forms.Form):
    """The words and choices over given rows; what makes no sense is told and narrows nothing."""

    def __init__(self, data: Any, cari: str, pilihan: Sequence[Pilihan[B]], baris: Iterable[B]) -> None:
        super().__init__(data, auto_id="saring_%s")
        rows = list(baris)
        self.fields[CARI] = forms.CharField(label=cari, required=False, widget=forms.TextInput({"type": "search"}))
        for satu in pilihan:
            ada = dict.fromkeys(nilai for row in rows for nilai in satu.milik(row))
            choices = [("", "Semua"), *((nilai, nilai) for nilai in ada)]
            self.fields[satu.nama] = forms.ChoiceField(label=satu.label, required=False, choices=choices)


def saring(rows: Iterable[B], form: forms.Form, teks: Callable[[B], str], pilihan: Sequence[Pilihan[B]]) -> list[B]:
    """The rows that hold every word and are what was chosen."""
    form.is_valid()
    words = search_words(form.cleaned_data.get(CARI, ""))
    chosen = [(satu, form.cleaned_data.get(satu.nama)) for satu in pilihan]
    return [
        row
        for row in rows
        if all(not nilai or nilai in satu.milik(row) for satu, nilai in chosen)
        and (not words or _has(teks(row).lower(), words))
    ]


def _has(text: str, words: Iterable[str]) -> bool:
    return all(word in text for word in words)


def having_words(queryset: QuerySet[M], text: str, *fields: str) -> QuerySet[M]:
    """Keep the rows in which every word of the text stands in at least one of the fields."""
    for word in search_words(text):
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        queryset = queryset.filter(anywhere)
    return queryset


def tersaring(form: forms.BaseForm) -> bool:
    """Whether anything is narrowed."""
    return any(form.data.get(name) for name in form.fields)


def saringan_kata(form: forms.BaseForm) -> str:
    """What a bound form narrows to, in words: "Cari: opini; Tahap: Draf"; "" when to nothing."""
    parts = []
    for field in form:
        value = field.value()
        if not value or field.errors:
            continue
        labels = {str(kode): str(label) for kode, label in getattr(field.field, "choices", ())}
        parts.append(f"{field.label}: {labels.get(str(value), value)}")
    return "; ".join(parts)
