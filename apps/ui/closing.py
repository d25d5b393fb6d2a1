"""The one question that every way of writing asks first: is this row closed?"""

from django.core.exceptions import ValidationError
from django.db import models


def lock_reason(*rows: models.Model | None) -> str:
    """The sentence that says why one of these rows may not be changed; "" when all are open.

    A model that can be closed answers with ``alasan_terkunci()``. Ask the stored row and the new state: a row may
    neither leave a closed period nor enter one.
    """
    answers = (row.alasan_terkunci() for row in rows if row is not None and hasattr(row, "alasan_terkunci"))
    return next((answer for answer in answers if answer), "")


def refuse_locked(*rows: models.Model | None) -> None:
    """Raise ValidationError with the reason when one of the rows is closed."""
    if reason := lock_reason(*rows):
        raise ValidationError(reason, code="terkunci")


def refuse_deleting(row: models.Model) -> None:
    """Raise ValidationError with the reason when a row may not go.

    A model of which something may still change, but which an approved year is made of, answers with ``alasan_tetap()``.
    """
    refuse_locked(row)
    if hasattr(row, "alasan_tetap") and (reason := row.alasan_tetap()):
        raise ValidationError(reason, code="terkunci")


def process_reason(*rows: models.Model | None) -> str:
    """The sentence that says why only the steps of the workflow may change one of these rows; "" when anybody may.

    Asked by the ways of writing that know no steps, the administration and the import: what has been verified must
    not come to stand over another figure. A model that can be handed in answers with ``alasan_diproses()``.
    """
    answers = (row.alasan_diproses() for row in rows if row is not None and hasattr(row, "alasan_diproses"))
    return next((answer for answer in answers if answer), "")
