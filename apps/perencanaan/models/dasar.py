"""What figures are calculated by stays as it is once a year that used it is approved."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import models

from apps.siklus.models import alasan_dasar_disahkan


def refuse_other_basis(row: models.Model, names: Sequence[str], **adopsi: object) -> None:
    """Refuse a change of the named columns of a stored row where an approved year calculates by it.

    adopsi are lookups from an AdopsiIndikator to who uses the row. Raises ValidationError with the reason.
    """
    stored = type(row)._base_manager.filter(pk=row.pk).values(*names).first() if row.pk else None
    if stored is None or all(value == getattr(row, name) for name, value in stored.items()):
        return
    if alasan := alasan_dasar_disahkan(**adopsi):
        raise ValidationError(alasan, code="terkunci")
