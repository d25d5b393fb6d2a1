"""Putting the cells of a row on its model; telling what is wrong in a row whose key leads nowhere."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from import_export import fields

from apps.ui.constraints import validate_conditions
from apps.ui.importing import fault_of
from apps.ui.widgets import LookupWidget, ManyLookupWidget, Row, Sel, cell_text

if TYPE_CHECKING:
    from apps.ui.resources import SheetResource

# What a cell must say so that the stored value goes.
KOSONGKAN = "KOSONGKAN"
Faults = dict[str, Any]


class _SeenRow(dict[str, str]):
    """The cells of a row by heading; it remembers which of them were looked at."""

    def __init__(self, row: Row) -> None:
        super().__init__(row)
        self.seen: set[str] = set()

    def __getitem__(self, heading: str) -> str:
        self.seen.add(heading)
        return super().__getitem__(heading)


def put_cells(
    resource: "SheetResource", instance: models.Model, row: Row, chosen: Iterable[fields.Field], faults: Faults
) -> set[str]:
    """Put these columns of a row on the instance and add what is wrong to faults; returns those that nobody can tell.

    What was looked for with the help of a wrong cell ("Penanggung jawab" in the row's satker), or needs what that cell
    names (a target its indicator's unit), may be right.
    """
    headings = {field.attribute: field.column_name for field in resource.columns()}
    untold: set[str] = set()
    for field in chosen:
        if field.column_name not in row:  # its heading is missing, which is told once
            continue
        text = row[field.column_name].strip()
        said = _SeenRow({**row, field.column_name: ""} if text == KOSONGKAN else row)
        try:
            _put_cell(resource, instance, field, said, text)
        except ObjectDoesNotExist:
            if not faults:
                raise
            untold.add(field.attribute)
        except ValueError as error:
            if (said.seen - {field.column_name}) & {headings.get(name, name) for name in faults}:
                untold.add(field.attribute)
            else:
                faults[field.attribute] = fault_of(error)
    return untold


def _put_cell(resource: "SheetResource", instance: models.Model, field: fields.Field, said: Row, text: str) -> None:
    if isinstance(field.widget, ManyLookupWidget):
        now: Sel = field.widget.render(field.clean(said))
    else:
        field.save(instance, said)
        now = field.export(instance) if not text else None
    _refuse_emptying(resource.cells_before.get(field.column_name), text, now)


def _refuse_emptying(stood: Sel, text: str, now: Sel) -> None:
    if not text and stood not in (None, "") and now != stood:
        raise ValueError(
            f"Sel ini kosong, padahal tersimpan “{cell_text(stood)}”. Tulis kembali isinya, atau {KOSONGKAN} bila "
            "memang hendak dikosongkan."
        )


def faults_without_key(resource: "SheetResource", row: Row, faults: Faults) -> Faults:
    """The faults of a row that is refused for its key, with those that its other cells have all the same.

    Nobody should mend a parent only to be told then what is wrong with the children. Rules that ask for stored rows
    wait for the key.
    """
    instance, faults = resource._meta.model(), dict(faults)
    for name, value in resource.key_read.items():
        setattr(instance, name, value)
    others = [field for field in resource.get_import_fields() if field not in resource.key_fields]
    untold = put_cells(resource, instance, row, others, faults)
    for field in others:
        found = isinstance(field.widget, LookupWidget) and field.attribute not in (faults.keys() | untold)
        if found and (named := getattr(instance, field.attribute)) is not None:
            try:
                resource.refuse_unseen(field, named, row)
            except ValueError as error:
                faults[field.attribute] = fault_of(error)
    wrong = faults.keys() | untold | {field.attribute for field in resource.key_fields} - resource.key_read.keys()
    plain = {f.attribute for f in resource.columns() if not isinstance(f.widget, (LookupWidget, ManyLookupWidget))}
    unasked = {field.name for field in instance._meta.fields} - plain
    checks = [lambda: instance.clean_fields(exclude={*wrong, *unasked})]
    if not untold:
        checks.append(lambda: validate_conditions(instance, set(wrong)))
    for check in checks:
        try:
            check()
        except ValidationError as error:
            faults = error.update_error_dict(faults)
    return faults
