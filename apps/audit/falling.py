"""What a deletion takes with it: nothing may disappear, or lose a reference, without an entry in the journal."""

from collections.abc import Iterator
from typing import Any

from django.db import models, router
from django.db.models.deletion import Collector

from apps.audit.states import is_ours


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
        """Rows of ours that go, the last leaf first."""
        for model, rows in self.data.items():
            if is_ours(model) and not model._meta.auto_created:
                yield from reversed(list(rows))

    def choosers(self) -> list[models.Model]:
        """Rows that stay but lose one of their many-to-many choices."""
        going = {(type(row), row.pk) for row in self.rows()}
        found: dict[tuple[type[models.Model], Any], models.Model] = {}
        for through, ties in self.data.items():
            owner = through._meta.auto_created
            if not isinstance(owner, type) or not is_ours(owner):
                continue
            name = next(f.m2m_field_name() for f in owner._meta.many_to_many if f.remote_field.through is through)
            for row in (getattr(tie, name) for tie in ties):
                if (type(row), row.pk) not in going:
                    found[type(row), row.pk] = row
        return list(found.values())
