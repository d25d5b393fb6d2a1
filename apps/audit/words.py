"""A recorded value as a person reads it."""

from decimal import Decimal
from typing import Any

from django.db import models

LONGEST = 80


def value_in_words(field: Any, value: Any) -> str:
    """A value of a column in words: decimals with a comma, a choice by its label, nothing as "kosong"."""
    if value is None or value in ("", []):
        return "kosong"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(field, models.DecimalField):
        return f"{Decimal(str(value)):.{field.decimal_places}f}".replace(".", ",")
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.ForeignKey):
        return f"nomor {value}"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"
