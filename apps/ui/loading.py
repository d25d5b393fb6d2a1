"""How a row of a sheet finds the stored row of its key, and when a key is only another way of writing that one."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from import_export.instance_loaders import BaseInstanceLoader

from apps.ui.widgets import Row

if TYPE_CHECKING:
    from apps.ui.resources import SheetResource

Kunci = tuple[Any, ...]
KEMBAR = (
    "“{teks}” hanya berbeda huruf besar dan kecilnya dari “{ada}”. Tulis persis sama bila itu yang dimaksud, atau beri "
    "nama lain."
)


def _folded(key: Kunci) -> Kunci:
    return tuple(part.casefold() if isinstance(part, str) else part for part in key)


class RowLoader(BaseInstanceLoader):
    """Finds the stored row of a key; rows that share the first part of their key are fetched together."""

    def __init__(self, resource: "SheetResource", dataset: Any = None) -> None:
        super().__init__(resource, dataset)
        self._rows: dict[Kunci, dict[Kunci, models.Model]] = {}
        # How each key is written, in the database or further up in the file.
        self._written: dict[Kunci, Kunci] = {}

    def get_instance(self, row: Row) -> models.Model | None:
        """The stored row; None for a new one. Raises ValidationError where another one differs in its letters only."""
        key: Kunci = self.resource.kunci
        rows = self._siblings(key)
        if key not in rows and (ada := self._written.setdefault(_folded(key), key)) != key:
            self._refuse(key, ada)
        return rows.get(key)

    def _siblings(self, key: Kunci) -> dict[Kunci, models.Model]:
        names, first = self.resource.key_names, _folded(key[:1])
        if first not in self._rows:
            lookup = f"{names[0]}__iexact" if isinstance(key[0], str) else names[0]
            found = self.resource.stored().filter(**{lookup: key[0]})
            self._rows[first] = {tuple(getattr(one, name) for name in names): one for one in found}
            self._written |= {_folded(satu): satu for satu, one in self._rows[first].items() if self._seen(one)}
        return self._rows[first]

    def _seen(self, one: models.Model) -> bool:
        """Whether the person may know of it: else its name would be told."""
        return self.resource.penjaga is None or self.resource.penjaga.tampak(one)

    def _refuse(self, key: Kunci, ada: Kunci) -> None:
        for field, teks, lain in zip(self.resource.key_fields, key, ada, strict=True):
            if teks != lain:
                raise ValidationError({field.attribute: KEMBAR.format(teks=teks, ada=lain)})
