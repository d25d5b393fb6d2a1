"""Efforts and follow-up plans as rows of the entry form; a row without text does not exist."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms

from apps.pengisian.isian.fields import TanggalField, TeksField
from apps.pengisian.isian.mentah import nomor_baris
from apps.pengukuran.models import Upaya
from apps.pengukuran.models.analisis import JenisUpaya
from apps.pengukuran.services import RencanaIsian
from apps.ui.forms import BoundField

# More rows than this are not an indicator's efforts but a mistake.
MAX_BARIS = 40


class RencanaBoundField(BoundField):
    """Without "(tidak wajib)": a row without text does not exist."""

    @property
    def is_optional(self) -> bool:
        return False


class RencanaForm(forms.Form):
    """One row: what, who, by when."""

    bound_field_class = RencanaBoundField

    use_required_attribute = False

    isi = TeksField(label="Uraian", baris=2, max_length=4000)
    penanggung_jawab = TeksField(label="Penanggung jawab", baris=1, max_length=200)
    tenggat = TanggalField(label="Tenggat")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        lengkap = data.get("penanggung_jawab") or data.get("tenggat")
        if lengkap and not data.get("isi") and "isi" not in self.errors:
            self.add_error("isi", "Tuliskan uraiannya, atau kosongkan baris ini.")
        return data


class BarisRencana:
    """The rows of one kind, always with an empty one at the end; works without scripts and without a row counter."""

    def __init__(self, jenis: str, *, data: Any = None, initial: Iterable[Mapping[str, Any]] = ()) -> None:
        self.jenis = jenis
        self.label = JenisUpaya(jenis).label
        if data is not None:
            nomor = nomor_baris(data.keys(), jenis)[:MAX_BARIS]
            self.forms = [self._form(n, data=data) for n in nomor]
        else:
            self.forms = [self._form(n, initial=dict(baris)) for n, baris in enumerate(initial)]

    def _form(self, nomor: int, **kwargs: Any) -> RencanaForm:
        return RencanaForm(prefix=f"{self.jenis}-{nomor}", **kwargs)

    @property
    def cadangan(self) -> list[RencanaForm]:
        """An empty row to write in, unless the last one still is."""
        if self.forms and not any(self.forms[-1][name].value() for name in self.forms[-1].fields):
            return []
        berikut = 1 + max((int(str(form.prefix).rsplit("-", 1)[1]) for form in self.forms), default=-1)
        return [self._form(berikut)]

    def __iter__(self) -> Iterator[RencanaForm]:
        return iter([*self.forms, *self.cadangan])

    @property
    def contoh(self) -> RencanaForm:
        """The row that a script copies; __nomor__ stands for its number."""
        return RencanaForm(prefix=f"{self.jenis}-__nomor__")

    def is_valid(self) -> bool:
        # Every row is looked at: each must show its own errors.
        return not [form for form in self.forms if not form.is_valid()]

    def isian(self) -> list[RencanaIsian]:
        """The rows that say something, in order; call after is_valid()."""
        return [RencanaIsian(jenis=self.jenis, **form.cleaned_data) for form in self.forms if form.cleaned_data["isi"]]


def baris_dari(jenis: str, upaya: Iterable[Upaya]) -> list[dict[str, Any]]:
    """Stored rows of one kind as initial values."""
    return [
        {"isi": u.isi, "penanggung_jawab": u.penanggung_jawab, "tenggat": u.tenggat} for u in upaya if u.jenis == jenis
    ]


def baris_mentah(jenis: str, mentah: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """Rows of one kind from raw text as initial values."""
    return [
        {name: (mentah.get(f"{jenis}-{n}-{name}") or [""])[-1] for name in RencanaForm.base_fields}
        for n in nomor_baris(mentah, jenis)[:MAX_BARIS]
    ]
