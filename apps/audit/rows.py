"""Does every audited row equal the state that its last entry recorded?

The journal is read once per model and keeps of each row only a digest, so that 100 000 rows need little memory; what
differs is read again to be told in words.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.text import capfirst

from apps.audit.models import Jejak
from apps.audit.states import (
    comparable,
    comparable_state,
    digest,
    is_ours,
    recorded_choices,
    recorded_columns,
    stored_states,
)
from apps.audit.verification import CHUNK
from apps.audit.words import value_in_words

# Nobody reads more of one kind; the rest is counted.
MAX_TOLD = 100


class Record(NamedTuple):
    """What the journal knows of a row: the entry that spoke of it last, the columns it named, and their digest."""

    entry: int
    kolom: tuple[str, ...]
    sidik: bytes


@dataclass(frozen=True)
class HasilBaris:
    """Outcome for one model: rows compared, those whose record names a column that is gone, and the findings."""

    model: type[models.Model]
    jumlah: int
    tak_terperiksa: int
    temuan: tuple[str, ...]


class Only(NamedTuple):
    """Whose findings are wanted: those of a chain, and of the rows that this picks out of a model's."""

    rantai: str
    rows: Callable[[type[models.Model], Collection[Any]], Collection[Any]]


def audited_models() -> list[type[models.Model]]:
    """The models whose rows stand in the journal: ours, but not the journal itself nor those with diaudit = False."""
    return [
        model
        for model in apps.get_models()
        if is_ours(model)
        and model._meta.app_label != "audit"
        and model._meta.managed
        and not model._meta.proxy
        and getattr(model, "diaudit", True)
    ]


def last_records(model: type[models.Model]) -> dict[str, Record]:
    """The last record of each row that should exist, by primary key as text.

    An entry states a row when it holds its primary key, or a digest per row (imports). Others, of a download or a new
    password, say what was done and not how the row is.
    """
    key = model._meta.pk.attname
    last: dict[str, Record] = {}
    entries = Jejak.objects.filter(objek_jenis=model._meta.label_lower).order_by("id")
    for entry, objek_id, before, after in entries.values_list("id", "objek_id", "sebelum", "sesudah").iterator(CHUNK):
        if after is None and key in (before or {}):
            last.pop(objek_id, None)
        elif after and not objek_id and "keadaan" in after:
            kolom = tuple(after["kolom"])
            last.update({pk: Record(entry, kolom, bytes.fromhex(sidik)) for pk, sidik in after["keadaan"].items()})
        elif after and key in after:
            state = comparable_state(model, after)
            kolom = tuple(sorted(state))
            last[objek_id] = Record(entry, kolom, bytes.fromhex(digest(state, kolom)))
    return last


def later_defaults(model: type[models.Model], kolom: tuple[str, ...]) -> dict[str, Any]:
    """What columns hold that came after a record was made; those that a function fills can hold anything."""
    defaults = {}
    for name, field in recorded_columns(model).items():
        computed = field.has_default() and callable(field.default) and field.default not in (list, dict)
        if name not in kolom and not computed and not getattr(field, "auto_now", False):
            defaults[name] = comparable(field, field.get_default())
    return defaults


def unrecorded(model: type[models.Model]) -> list[Any]:
    """The primary keys of the rows that no entry states."""
    records = last_records(model)
    pks = model._base_manager.order_by("pk").values_list("pk", flat=True)
    return [pk for pk in pks.iterator(chunk_size=1000) if str(pk) not in records]


def check_model(model: type[models.Model], only: Only | None = None) -> HasilBaris:
    """Compare every row of a model with its last record; only narrows what is told to one chain and its rows."""
    records = last_records(model)
    known = {**recorded_columns(model), **recorded_choices(model)}
    later: dict[tuple[str, ...], dict[str, Any]] = {}
    jumlah = untestable = 0
    unknown: list[Any] = []
    changed: dict[Any, Record] = {}
    for pk, state in stored_states(model):
        jumlah += 1
        record = records.pop(str(pk), None)
        if record is None:
            unknown.append(pk)
            continue
        if record.kolom not in later:
            later[record.kolom] = later_defaults(model, record.kolom)
        if not known.keys() >= set(record.kolom):
            untestable += 1
        elif digest(state, record.kolom) != record.sidik.hex() or any(
            state[name] != default for name, default in later[record.kolom].items()
        ):
            changed[pk] = record
    if only:
        mine = only.rows(model, [*changed, *unknown])
        changed = {pk: record for pk, record in changed.items() if pk in mine}
        unknown = [pk for pk in unknown if pk in mine]
        records = _of_chain(records, only.rantai)
    findings = [
        *_told(_changed_rows(model, changed), len(changed), model),
        *_told(_unrecorded_rows(model, unknown), len(unknown), model),
        *_told(_vanished_rows(model, records), len(records), model),
    ]
    return HasilBaris(model, jumlah, untestable, tuple(findings))


def check_rows(only: Only | None = None) -> list[HasilBaris]:
    """Compare all audited rows with the journal."""
    return [check_model(model, only) for model in audited_models()]


def _of_chain(records: Mapping[str, Record], rantai: str) -> dict[str, Record]:
    """The records whose entry stands in a chain or in that of the system."""
    entries = {record.entry for record in records.values()}
    own = set(Jejak.objects.filter(rantai__in=[rantai, ""], pk__in=entries).values_list("pk", flat=True))
    return {pk: record for pk, record in records.items() if record.entry in own}


def _told(sentences: Iterator[str], total: int, model: type[models.Model]) -> list[str]:
    told = list(islice(sentences, MAX_TOLD))
    if total > MAX_TOLD:
        told.append(f"… dan {total - MAX_TOLD} baris {model._meta.verbose_name} lain.")
    return told


def _name(row: models.Model) -> str:
    """A row as a person recognises it, also when what its name is made of is gone."""
    kind = str(row._meta.verbose_name)
    try:
        text = str(row)
    except ObjectDoesNotExist:
        text = f"nomor {row.pk}"
    return capfirst(text) if text.lower().startswith(kind.lower()) else f"{capfirst(kind)} {text}"


def entry_name(entry: Jejak) -> str:
    """An entry as findings name it."""
    return f"jejak {entry.rantai or 'sistem'} nomor {entry.nomor}"


def _rows(model: type[models.Model], pks: list[Any]) -> dict[Any, models.Model]:
    return model._base_manager.in_bulk(pks[:MAX_TOLD])


def _entries(records: list[Record]) -> dict[int, Jejak]:
    return Jejak.objects.in_bulk({record.entry for record in records[:MAX_TOLD]})


def _changed_rows(model: type[models.Model], changed: Mapping[Any, Record]) -> Iterator[str]:
    rows, entries = _rows(model, list(changed)), _entries(list(changed.values()))
    current = dict(stored_states(model, list(rows)))
    for pk, row in rows.items():
        record = changed[pk]
        entry = entries[record.entry]
        yield f"{_name(row)}: {_difference(model, current[pk], entry, record)}."


def _difference(model: type[models.Model], current: Mapping[str, Any], entry: Jejak, record: Record) -> str:
    later = later_defaults(model, record.kolom)
    differing = {name: value for name, value in later.items() if current[name] != value}
    if entry.objek_id:
        stated = comparable_state(model, entry.sesudah or {})
        differing |= {name: value for name, value in stated.items() if current[name] != value}
    elif digest(current, record.kolom) != record.sidik.hex():
        return f"isinya di basis data bukan lagi yang dicatat {entry_name(entry)} ({entry.objek})"
    known = {**recorded_columns(model), **recorded_choices(model)}
    parts = []
    for name, value in differing.items():
        field = known[name]
        stored, expected = value_in_words(field, current[name]), value_in_words(field, value)
        parts.append(f"{field.verbose_name} di basis data {stored}, padahal {entry_name(entry)} mencatat {expected}")
    return "; ".join(parts)


def _unrecorded_rows(model: type[models.Model], pks: list[Any]) -> Iterator[str]:
    for row in _rows(model, pks).values():
        yield f"{_name(row)} ada di basis data tetapi tidak pernah dicatat dalam jejak."


def _vanished_rows(model: type[models.Model], records: Mapping[str, Record]) -> Iterator[str]:
    entries = _entries(list(records.values()))
    kind = capfirst(str(model._meta.verbose_name))
    for pk, record in list(records.items())[:MAX_TOLD]:
        entry = entries[record.entry]
        name = f"{kind} nomor {pk} ({entry.objek})"
        yield f"{name} hilang dari basis data, padahal tercatat pada {entry_name(entry)}."
