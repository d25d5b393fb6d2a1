"""How the administration saves and deletes: every row through the journal, in the transaction of its page."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, router
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.utils.text import capfirst

CONFLICT = "Data tidak dapat disimpan karena bertentangan dengan data lain. Muat ulang halaman ini, lalu coba lagi."
REFUSALS = (ValidationError, IntegrityError)


def explain(error: Exception) -> list[str]:
    """Say in words for the person why the database or the model refused."""
    if isinstance(error, ValidationError):
        return error.messages
    if isinstance(error, ProtectedError | RestrictedError):
        holders: Any = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        names = ", ".join(sorted({str(row._meta.verbose_name) for row in holders}))
        return [f"Data ini masih dipakai oleh data lain ({names}), jadi tidak dapat dihapus. Hapus pemakainya dahulu."]
    return [CONFLICT]


def settle_decimals(obj: models.Model) -> None:
    """Give numbers the decimals that their columns have: "85" typed over 85.0000 is no change for the journal."""
    for field in obj._meta.concrete_fields:
        value = getattr(obj, field.attname)
        if isinstance(field, models.DecimalField) and isinstance(value, Decimal):
            setattr(obj, field.attname, value.quantize(Decimal(1).scaleb(-field.decimal_places)))


def chosen(obj: models.Model, names: list[str]) -> dict[str, Any]:
    """The many-to-many choices of a row, which its own columns do not show."""
    return {name: sorted(getattr(obj, name).values_list("pk", flat=True)) for name in names}


def ties(*, plural: bool = False) -> list[str]:
    """The names of the tables that only tie two models together; their rows have no name of their own."""
    models_ = [model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created]
    return [str(meta.verbose_name_plural if plural else meta.verbose_name) for meta in models_]


def without(nested: list[Any], names: list[str]) -> list[Any]:
    """A nested list of "name: row" without the rows of these names."""
    prefixes = tuple(f"{capfirst(name)}:" for name in names)
    return [
        without(item, names) if isinstance(item, list) else item
        for item in nested
        if isinstance(item, list) or not str(item).startswith(prefixes)
    ]


class Falling(Collector):
    """What falls when a row is deleted, and what loses its reference to it. Raises ProtectedError."""

    def __init__(self, obj: models.Model) -> None:
        super().__init__(using=router.db_for_write(type(obj)), origin=obj)
        self.collect([obj])
        self.sort()

    def can_fast_delete(self, *args: Any, **kwargs: Any) -> bool:
        """Never: a row deleted without being looked at could not be journalled."""
        return False

    def loosened(self) -> Iterator[models.Model]:
        """Rows that stay, with the reference already taken away."""
        updates: Any = self.field_updates
        for (field, value), groups in updates.items():
            for row in (row for group in groups for row in group):
                setattr(row, field.name, value)
                yield row

    def rows(self) -> Iterator[models.Model]:
        """Rows that go, the last leaf first."""
        for model, rows in self.data.items():
            if not model._meta.auto_created:
                yield from reversed(list(rows))
