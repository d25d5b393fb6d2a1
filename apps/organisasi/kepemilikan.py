"""To which satker a row of any model belongs, found by following its references."""

from collections import deque
from collections.abc import Collection
from functools import cache
from typing import Any

from django.db import models

from apps.organisasi.models import Pengguna, Satker

SEKALIGUS = 500


@cache
def satker_path(model: type[models.Model]) -> str | None:
    """The shortest chain of references from a model to its satker ("adopsi__entitas__satker").

    "pk" for the satker itself; None for data that all satker share. References that may be empty are followed only
    where no others lead there: a row without one would belong to nobody.
    """
    if model is Satker:
        return "pk"
    if model is Pengguna:
        return "keanggotaan__satker"
    return _search(model, required=True) or _search(model, required=False)


def _search(model: type[models.Model], *, required: bool) -> str | None:
    seen: set[type[models.Model]] = {model}
    queue: deque[tuple[Any, tuple[str, ...]]] = deque([(model, ())])
    while queue:
        current, way = queue.popleft()
        for column in current._meta.concrete_fields:
            target = column.related_model
            # Who made a row says nothing about whose it is.
            if not column.is_relation or target in seen or target is Pengguna or (required and column.null):
                continue
            if target is Satker:
                return "__".join([*way, column.name])
            seen.add(target)
            queue.append((target, (*way, column.name)))
    return None


def milik_satker(model: type[models.Model], pks: Collection[Any], satker: Satker) -> set[Any]:
    """Those of the rows that are the satker's, or that all satker share."""
    path = satker_path(model)
    if path is None:
        return set(pks)
    ordered = list(pks)
    found: set[Any] = set()
    for start in range(0, len(ordered), SEKALIGUS):
        rows = model._base_manager.filter(**{"pk__in": ordered[start : start + SEKALIGUS], path: satker.pk})
        found.update(rows.values_list("pk", flat=True))
    return found
