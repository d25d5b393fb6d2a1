"""The constraints of a model as Django validates them, with fewer questions to the database: for files of many rows."""

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


def validate_constraints(instance: models.Model, exclude: set[str], key: Collection[str]) -> None:
    """Raises ValidationError with the sentences of the constraints that a row does not keep to.

    key are the columns that are known to identify the row: that no other has them is not asked again. The conditions
    of a row that keeps to all of them are one question; only a row that does not is asked which. exclude are fields
    that are known to be wrong.
    """
    meta = type(instance)._meta
    others: list[models.BaseConstraint] = []
    checks: list[models.CheckConstraint] = []
    for constraint in meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            checks.append(constraint)
        elif not isinstance(constraint, models.UniqueConstraint) or not _holds(meta, constraint, key):
            others.append(constraint)
    if checks and (exclude or not _keeps(instance, checks)):
        others += checks
    _validate(instance, others, exclude)


def validate_conditions(instance: models.Model, exclude: set[str]) -> None:
    """The same for what a row says alone, whatever else is stored."""
    checks = [one for one in type(instance)._meta.constraints if isinstance(one, models.CheckConstraint)]
    _validate(instance, checks, exclude)


def _validate(instance: models.Model, constraints: Sequence[models.BaseConstraint], exclude: set[str]) -> None:
    faults: dict[str, Any] = {}
    for constraint in constraints:
        try:
            constraint.validate(type(instance), instance, exclude=exclude)
        except ValidationError as error:
            error.about = fields_of(constraint)  # type: ignore[attr-defined]
            faults = error.update_error_dict(faults)
    if faults:
        raise ValidationError(faults)


def fields_of(constraint: models.BaseConstraint) -> frozenset[str]:
    """The fields that a constraint is about."""
    if isinstance(constraint, models.CheckConstraint):
        return frozenset(models.Q(constraint.condition).referenced_base_fields)
    return frozenset(constraint.fields) if isinstance(constraint, models.UniqueConstraint) else frozenset()


def _holds(meta: Any, constraint: models.UniqueConstraint, key: Collection[str]) -> bool:
    """Whether the key alone makes the columns of a constraint the only ones."""
    return set(key) <= {meta.get_field(name).attname for name in constraint.fields}


def _keeps(instance: models.Model, checks: Sequence[models.CheckConstraint]) -> bool:
    """Whether a row keeps to all these conditions: one query."""
    against = instance._get_field_expression_map(meta=type(instance)._meta, exclude=set())  # type: ignore[attr-defined]
    together = models.Q()
    for constraint in checks:
        together &= models.Q(constraint.condition)
    return together.check(against)
