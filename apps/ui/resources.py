"""The base of every sheet: declared as columns, written and read strictly, applied by django-import-export.

A sheet names its model, the columns that identify a row, and how each cell is read. Nothing is guessed: a heading must
match exactly, a reference must exist, a number must be unambiguous; a row that changes nothing is left alone, and no
empty cell takes a value away.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from import_export import fields, resources, widgets

from apps.ui.closing import process_reason, refuse_locked
from apps.ui.constraints import validate_constraints
from apps.ui.importing import Catatan, Fault, Penjaga, fault_of
from apps.ui.loading import RowLoader
from apps.ui.reading import KOSONGKAN, faults_without_key, put_cells
from apps.ui.widgets import LookupWidget, ManyLookupWidget, Row, Sel, TextWidget, cell_text, follow


class SheetResource(resources.ModelResource):
    """Base of all sheets: strict, idempotent, and every fault is named with its column."""

    sheet_name = ""
    # What people call the sheet, in a workbook and in sentences.
    sheet_title = ""
    # Headings that are not stored themselves but say where the row belongs, with the path to what they say.
    sheet_context: Mapping[str, str] = {}
    # The path to the satker whose row it is ("" for Satker itself); None for what all satker share.
    satker_path: str | None = None
    # The path to the year that a row is about; "" for what belongs to no single year.
    tahun_path = ""
    # The path to the plan that a row is part of or hangs on; None for what belongs to no plan.
    renstra_path: str | None = None
    # Columns of a stored row that only whoever keeps the application changes.
    pusat: tuple[str, ...] = ()
    # What else is fetched with the rows.
    related: tuple[str, ...] = ()
    # Which rows of the model the sheet holds, where it does not hold all.
    only: Mapping[str, Any] = {}

    class Meta:
        skip_diff = True
        report_skipped = True
        clean_model_instances = True
        use_bulk = False
        store_instance = True
        instance_loader_class = RowLoader

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.penjaga: Penjaga | None = None
        # Called as each row is begun, for whoever shows how far the reading is.
        self.setiap_baris: Callable[[], None] = _diam
        # The number that a spreadsheet gives each row of the data.
        self.nomor_baris: Sequence[int] = ()
        self.catatan: list[Catatan] = []
        self.kunci: tuple = ()
        # What the cells of the key say, by attribute, as far as they can be read.
        self.key_read: dict[str, Any] = {}
        self._only_key_read = False
        self.cells_before: dict[str, Sel] = {}
        self.named_before: dict[str, Any] = {}
        self.state_before: Any = None
        self._first_row: dict[tuple, int] = {}
        self._import_fields: list[fields.Field] | None = None
        model_fields = self._meta.model._meta
        self.key_fields = [self.fields[name] for name in self._keys()]
        self.key_names = [model_fields.get_field(field.attribute).attname for field in self.key_fields]

    # What is written

    def _keys(self) -> list[str]:
        return list(self.get_import_id_fields())

    def get_import_fields(self) -> list[fields.Field]:
        """Asked several times for each row; they never change."""
        if self._import_fields is None:
            self._import_fields = super().get_import_fields()
        return self._import_fields

    def columns(self) -> list[fields.Field]:
        """The fields that have a column of their own, in order."""
        return [field for field in self.get_import_fields() if not getattr(field, "without_column", False)]

    def headings(self) -> list[str]:
        """The headings of the sheet: where the row belongs, then what it says."""
        return list(dict.fromkeys([*self.sheet_context, *(field.column_name for field in self.columns())]))

    def key_headings(self) -> list[str]:
        """The headings that identify a row."""
        own = [self.fields[name] for name in self._keys()]
        return list(dict.fromkeys([*self.sheet_context, *(f.column_name for f in own)]))

    @classmethod
    def part_of_plan(cls) -> bool:
        """Whether the rows are the plan itself and not what somebody made of it: whoever reads the plan reads them."""
        if cls.renstra_path is None:
            return False
        return cls.satker_path == LOOKUP_SEP.join(filter(None, (cls.renstra_path, "pemilik")))

    def stored(self) -> models.QuerySet:
        """The rows of the model with everything that their cells say."""
        paths = [path.rpartition(LOOKUP_SEP)[0] for path in (*self.sheet_context.values(), self.tahun_path)]
        paths += [self.satker_path or "", *self.related]
        for field in self.columns():
            if isinstance(field.widget, LookupWidget):
                name = f"{field.attribute}{LOOKUP_SEP}{field.widget.show}"
                paths += [name.rpartition(LOOKUP_SEP)[0], *(f"{field.attribute}__{p}" for p in field.widget.related)]
        model = self._meta.model
        rows = model._base_manager.filter(**self.only).select_related(*{p for p in paths if _is_relation(model, p)})
        many = [f.attribute for f in self.columns() if isinstance(f.widget, ManyLookupWidget)]
        return rows.prefetch_related(*many) if many else rows

    def cells(self, instance: models.Model, row: Row | None = None) -> dict[str, Sel]:
        """What the cells of a row say, by heading; choices of many are taken from row where they are not yet saved."""
        said: dict[str, Sel] = {heading: follow(instance, path) for heading, path in self.sheet_context.items()}
        for field in self.columns():
            if row is not None and isinstance(field.widget, ManyLookupWidget):
                said[field.column_name] = field.widget.render(field.clean(row))
            else:
                said[field.column_name] = field.export(instance)
        return said

    def named(self, instance: models.Model, row: Row | None = None) -> dict[str, Any]:
        """What the cells name, by heading, for whoever reads them to people; row as in ``cells``."""
        said: dict[str, Any] = {}
        for field in self.columns():
            if not isinstance(field.widget, ManyLookupWidget):
                said[field.column_name] = field.widget.named(instance, field.attribute)
            elif row is None:
                said[field.column_name] = list(getattr(instance, field.attribute).all())
            else:
                said[field.column_name] = field.clean(row)
        return said

    # What is read

    def import_row(self, row: Row, instance_loader: Any, **kwargs: Any) -> Any:
        self.cells_before, self._only_key_read = {}, False
        result = super().import_row(row, instance_loader, **kwargs)
        if error := result.validation_error:
            if self._only_key_read:
                error = ValidationError(faults_without_key(self, row, error.error_dict))
                result.validation_error = error
            error.kolom = self._accused(row)
            for one in (one for errors in getattr(error, "error_dict", {}).values() for one in errors):
                if about := getattr(one, "about", None):
                    one.kolom = self._accused_of(row, about) or error.kolom
        return result

    def _accused(self, row: Row) -> str:
        """The heading that a refusal of the whole row is told at: what the row changes first, else its key."""
        key = self.key_headings()
        changed = self._changed(row, [name for name in row if name not in key])
        return changed[0] if changed else key[-1]

    def _accused_of(self, row: Row, about: Collection[str]) -> str:
        """The same of a rule about these attributes: where something is missing, else what the row changes, or last."""
        named = [field for field in self.columns() if field.attribute in about and field.column_name in row]
        own = [field for field in named if field not in self.key_fields] or named
        headings = [field.column_name for field in own]
        empty = [name for name in headings if row[name].strip() in ("", KOSONGKAN)]
        return next(iter((*empty, *self._changed(row, headings), *headings[-1:])), "")

    def _changed(self, row: Row, headings: Iterable[str]) -> list[str]:
        """Which of these cells say something else than what is stored; none of a new row."""
        before = self.cells_before
        return [name for name in headings if before and row[name].strip() != cell_text(before.get(name))]

    def before_import_row(self, row: Row, **kwargs: Any) -> None:
        """Find the key of the row, and name the column where it cannot be read; the library would only name the row."""
        self.setiap_baris()
        if self.penjaga:
            self.penjaga.sebelum_baca(self, row)
        self._only_key_read = True
        faults: dict[str, ValidationError] = {}
        self.key_read = {}
        for field in self.key_fields:
            try:
                value = field.clean(row)
                self.refuse_unseen(field, value, row)
            except ValueError as error:
                faults[field.attribute] = fault_of(error)
            else:
                self.key_read[field.attribute] = value
        if faults:
            raise ValidationError(faults)
        self.kunci = tuple(one.pk if isinstance(one, models.Model) else one for one in self.key_read.values())
        first = self._first_row.setdefault(self.kunci, kwargs["row_number"])
        if first != kwargs["row_number"]:
            nomor = self.nomor_baris[first - 1] if self.nomor_baris else first
            raise ValidationError(
                {self.fields[self._keys()[-1]].attribute: [f"Baris ini sama kuncinya dengan baris {nomor}."]}
            )

    def refuse_unseen(self, field: fields.Field, value: Any, row: Row) -> None:
        """Raises ValueError where a cell names a row that is not for this person to know."""
        if self.penjaga and isinstance(value, models.Model) and not self.penjaga.tampak(value):
            raise ValueError(field.widget.not_found(row[field.column_name].strip()))

    def after_init_instance(self, instance: models.Model, new: bool, row: Row, **kwargs: Any) -> None:
        self._only_key_read = False
        if self.penjaga and not new:
            self.penjaga.sebelum_isi(self, instance)
        self.cells_before, self.named_before = ({}, {}) if new else (self.cells(instance), self.named(instance))
        self.state_before = None

    def import_instance(self, instance: models.Model, row: Row, **kwargs: Any) -> None:
        """Put the cells on the row. A cell that would take a value away by being empty is refused."""
        faults: dict[str, Any] = {}
        put_cells(self, instance, row, self.get_import_fields(), faults)
        if faults:
            raise ValidationError(faults)

    def skip_row(self, instance: Any, original: Any, row: Row, import_validation_errors: Any = None) -> bool:
        """Whether the row says what is stored; whose row it is, is asked first."""
        if import_validation_errors:
            return False
        new = instance.pk is None
        if self.penjaga:
            self.penjaga.sebelum_banding(self, instance, row)
        return not new and self.cells(instance, self._plain(row)) == self.cells_before

    def _plain(self, row: Row) -> Row:
        return {heading: "" if text.strip() == KOSONGKAN else text for heading, text in row.items()}

    def validate_instance(self, instance: Any, import_validation_errors: Any = None, **kwargs: Any) -> None:
        """All rules of the model. References were found a moment ago: asking again that they exist would be a query."""
        faults = dict(import_validation_errors or {})
        found = {f.attribute for f in self.get_import_fields() if isinstance(f.widget, LookupWidget)}
        for check in ("clean_fields", "clean", "validate_unique"):
            known = found if check == "clean_fields" else ()
            exclude = {} if check == "clean" else {"exclude": {*faults, *known}}
            try:
                getattr(instance, check)(**exclude)
            except ValidationError as error:
                faults = error.update_error_dict(faults)
        try:
            validate_constraints(instance, set(faults), set(self.key_names))
        except ValidationError as error:
            faults = error.update_error_dict(faults)
        if faults:
            if instance.pk is not None:
                # Who changes what is closed is told that, and not to mend a cell first.
                _refuse_closed(type(instance)._base_manager.get(pk=instance.pk))
            raise ValidationError(faults)

    def before_save_instance(self, instance: models.Model, row: Row, **kwargs: Any) -> None:
        """Refuse a change of what is closed or handed in; only rows that really change come here."""
        stored = None if instance.pk is None else type(instance)._base_manager.get(pk=instance.pk)
        _refuse_closed(stored, instance)
        if self.penjaga:
            self.state_before = self.penjaga.sebelum_simpan(self, instance, stored)

    def save_m2m(self, instance: Any, row: Row, **kwargs: Any) -> None:
        super().save_m2m(instance, self._plain(row), **kwargs)

    def after_import_row(self, row: Row, row_result: Any, **kwargs: Any) -> None:
        if row_result.is_skip():
            return
        instance = row_result.instance
        self.catatan.append(
            Catatan(
                nomor=kwargs["row_number"],
                objek=instance,
                baru=row_result.is_new(),
                lama=self.cells_before,
                kini=self.cells(instance, self._plain(row)),
                sebelum=self.state_before,
                dinamai_lama=self.named_before,
                dinamai=self.named(instance, self._plain(row)),
            )
        )

    def faults(self, error: ValidationError) -> list[Fault]:
        """Turn a row's errors into faults by heading; what is only said for orientation goes by its heading."""
        by_attribute = {heading: heading for heading in self.sheet_context}
        by_attribute |= {field.attribute: field.column_name for field in self.columns()}
        row_as_a_whole = getattr(error, "kolom", "")
        if not hasattr(error, "error_dict"):
            return [Fault(row_as_a_whole, message) for message in error.messages]
        return [
            Fault(getattr(one, "kolom", by_attribute.get(name, row_as_a_whole)), message, getattr(one, "sought", None))
            for name, errors in error.error_dict.items()
            for one in errors
            for message in one.messages
        ]


def _diam() -> None:
    """For callers who show no progress."""


def _refuse_closed(*rows: models.Model | None) -> None:
    """Refuse what a pengesahan has closed, and what only the steps of the workflow may change now."""
    refuse_locked(*rows)
    if diproses := process_reason(*rows):
        raise ValidationError(diproses, code="terkunci")


def _is_relation(model: type[models.Model], path: str) -> bool:
    """Whether the path leads over foreign keys only, so that it can be fetched along."""
    for name in path.split(LOOKUP_SEP):
        field = next((f for f in model._meta.concrete_fields if f.name == name and f.is_relation), None)
        if field is None:
            return False
        model = field.related_model  # type: ignore[assignment]
    return True


def column(heading: str, widget: widgets.Widget | None = None) -> Callable[[str], fields.Field]:
    """Declare a column: its heading and how its cells are read."""
    return lambda attribute: fields.Field(attribute=attribute, column_name=heading, widget=widget or TextWidget())


def sheet(
    nama: str,
    model: type[models.Model],
    key: Sequence[str],
    columns: Mapping[str, Callable[[str], fields.Field]],
    context: Mapping[str, str] | None = None,
    *,
    milik: str | None = None,
    tahun: str = "",
    renstra: str | None = None,
    pusat: Sequence[str] = (),
    judul: str = "",
    related: Sequence[str] = (),
    only: Mapping[str, Any] | None = None,
    base: type[SheetResource] = SheetResource,
) -> type[SheetResource]:
    """Build the resource of one sheet.

    nama is the sheet's file name without ending, key the attributes that identify a row, columns the declared columns
    by model attribute, in order, context the headings that only locate the row, with the path to what they say. milik,
    tahun and renstra are the paths to satker, year and plan of a row. pusat are columns that no satker changes. only
    narrows the rows of the model that the
    sheet holds; base is the class of a sheet with an extra rule.
    """
    meta = type("Meta", (), {"model": model, "fields": tuple(columns), "import_id_fields": tuple(key)})
    body = {
        "sheet_name": nama,
        "sheet_title": judul or nama.replace("_", " ").capitalize(),
        "sheet_context": dict(context or {}),
        "satker_path": milik,
        "tahun_path": tahun,
        "renstra_path": renstra,
        "pusat": tuple(pusat),
        "related": tuple(related),
        "only": dict(only or {}),
        "Meta": meta,
        **{name: declare(name) for name, declare in columns.items()},
    }
    return type(f"{model.__name__}Sheet", (base,), body)
