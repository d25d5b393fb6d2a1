"""The state of a row as the journal keeps it, and as it is compared with what stands in the database."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

# What the journal must never hold (password hashes), and what changes without anybody changing it.
NOT_RECORDED = frozenset({"password", "last_login"})
_PLAIN = (str, int, float, bool, list, dict, type(None))


def canonical_json(data: Any) -> str:
    """Serialise data in exactly one way, so that its fingerprint can be recomputed years later."""
    return json.dumps(data, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def is_ours(model: Any) -> bool:
    """Whether a model belongs to this application; those of Django and of libraries are not recorded."""
    return model.__module__.startswith("apps.")


def recorded_columns(model: type[models.Model]) -> dict[str, models.Field]:
    """The columns of a model that the journal keeps, by name."""
    return {field.attname: field for field in model._meta.concrete_fields if field.name not in NOT_RECORDED}


def recorded_choices(model: type[models.Model]) -> dict[str, models.ManyToManyField]:
    """The many-to-many choices that the journal keeps with their owner; Django's groups and permissions are unused."""
    return {field.name: field for field in model._meta.many_to_many if is_ours(field.related_model)}


def _stored(field: models.Field, instance: models.Model) -> Any:
    value = field.value_from_object(instance)
    return str(value) if isinstance(field, models.FileField) else value


def state_of(instance: models.Model) -> dict[str, Any]:
    """The recorded state of a row: its columns by name, dates and decimals as text, choices as sorted numbers."""
    model = type(instance)
    state = {name: _stored(field, instance) for name, field in recorded_columns(model).items()}
    if instance.pk is not None:
        for name in recorded_choices(model):
            state[name] = sorted(getattr(instance, name).values_list("pk", flat=True))
    return json.loads(canonical_json(state))


def comparable(field: models.Field | None, value: Any) -> Any:
    """A value in the one form in which equal values are equal: 93.52, 93.5200 and "93.5200" are "93.52".

    Whether it comes from SQLite, from PostgreSQL or from an entry of the journal, and also after a column was given
    more decimals.
    """
    if isinstance(field, models.DecimalField) and value is not None:
        number = Decimal(str(value))
        return format(number.normalize(), "f") if number else "0"
    return value if isinstance(value, _PLAIN) else DjangoJSONEncoder().default(value)


def comparable_state(model: type[models.Model], state: Mapping[str, Any]) -> dict[str, Any]:
    """A recorded state in the form that compares; columns that the model no longer has are dropped."""
    known = {**recorded_columns(model), **recorded_choices(model)}
    return {name: comparable(known[name], value) for name, value in state.items() if name in known}


def digest(state: Mapping[str, Any], names: Collection[str]) -> str:
    """SHA-256 over the named values of a comparable state."""
    return hashlib.sha256(canonical_json({name: state[name] for name in names}).encode()).hexdigest()


def stored_states(
    model: type[models.Model], pks: Collection[Any] | None = None
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """The comparable state of every row (or of the given ones) as the database holds it, streamed by primary key.

    One query, and one more for each many-to-many field, however many rows there are: the given rows are cut out by
    the range of their numbers, because no database takes a list of 100 000.
    """
    if pks is not None and not pks:
        return
    within = {} if pks is None else {"pk__gte": min(pks), "pk__lte": max(pks)}
    wanted = None if pks is None else set(pks)
    columns = recorded_columns(model)
    chosen = {name: _chosen(field, within) for name, field in recorded_choices(model).items()}
    rows = model._base_manager.filter(**within).order_by("pk").values_list("pk", *columns)
    for pk, *values in rows.iterator(chunk_size=1000):
        if wanted is not None and pk not in wanted:
            continue
        state = {name: comparable(columns[name], value) for name, value in zip(columns, values, strict=True)}
        state.update({name: sorted(owned.get(pk, ())) for name, owned in chosen.items()})
        yield pk, state


def _chosen(field: models.ManyToManyField, within: Mapping[str, Any]) -> dict[Any, list[Any]]:
    """What each owner chose, read from the table between the two."""
    through: Any = field.remote_field.through  # type: ignore[union-attr]
    owner, target = field.m2m_field_name(), field.m2m_reverse_field_name()
    rows = through._base_manager.filter(**{f"{owner}__{name}": value for name, value in within.items()})
    chosen: dict[Any, list[Any]] = {}
    for pk, other in rows.values_list(f"{owner}_id", f"{target}_id").iterator(chunk_size=1000):
        chosen.setdefault(pk, []).append(other)
    return chosen
