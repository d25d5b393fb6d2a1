"""How the administration saves and deletes: every row through the journal, in the transaction of its page."""

from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import ProtectedError, RestrictedError
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
