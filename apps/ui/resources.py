"""The base of every import: one sheet, declared as columns, read strictly and applied by django-import-export.

A sheet names its model, the columns that identify a row, and how each cell is read. Nothing is guessed: a heading must
match exactly, a reference must exist, a number must be unambiguous; a row that changes nothing is left alone.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from import_export import fields, resources, widgets

from apps.ui.closing import process_reason, refuse_locked
from apps.ui.numbers import NumberError, NumberKind, parse_number

Row = Mapping[str, str]
# Control characters cannot be stored by every database nor written to every file; tab and line breaks can.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class TextWidget(widgets.Widget):
    """Plain text; surrounding white space is dropped, an empty cell is an empty text (or None)."""

    def __init__(self, *, null: bool = False, required: bool = False) -> None:
        super().__init__(coerce_to_string=False)
        self.null, self.required = null, required

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> str | None:
        text = (value or "").strip()
        if _CONTROL.search(text):
            raise ValueError("Sel ini memuat karakter tak terlihat. Ketik ulang isinya, jangan disalin apa adanya.")
        if self.required and not text:
            raise ValueError("Sel ini wajib diisi.")
        return text or (None if self.null else "")


class NumberWidget(widgets.Widget):
    """A number of the given kind, read by the one parser; an empty cell is None."""

    def __init__(
        self,
        kind: NumberKind = "bulat",
        *,
        required: bool = False,
        default: int | None = None,
        negative: bool = False,
    ) -> None:
        super().__init__(coerce_to_string=False)
        self.kind, self.required, self.default, self.negative = kind, required, default, negative

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> Any:
        try:
            number = parse_number(value or "", self.kind, negative=self.negative)
        except NumberError as error:
            raise ValueError(str(error)) from error
        if number is None and self.required:
            raise ValueError("Sel ini wajib diisi dengan angka.")
        return self.default if number is None else number


class YearWidget(NumberWidget):
    """A year of this century; "20244" is a slip of the finger that no later check would find."""

    def __init__(self) -> None:
        super().__init__("bulat", required=True)

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> int:
        tahun = super().clean(value, row, **kwargs)
        if not 2000 <= tahun <= 2099:
            raise ValueError(f"Tahun {tahun} tidak dikenal. Tulis tahun antara 2000 dan 2099.")
        return tahun


class DateWidget(widgets.Widget):
    """A date written as 2024-12-31; an empty cell is None."""

    def __init__(self) -> None:
        super().__init__(coerce_to_string=False)

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> datetime.date | None:
        text = (value or "").strip()
        if not text:
            return None
        try:
            found = datetime.date.fromisoformat(text)
            if found.isoformat() != text:  # it also reads 20241231 and 2024-W05-7
                raise ValueError
        except ValueError as error:
            raise ValueError(f"“{text}” bukan tanggal. Tulis tahun-bulan-hari, misalnya 2024-12-31.") from error
        return found


class BooleanWidget(widgets.Widget):
    """ "ya" or "tidak"; an empty cell is "tidak"."""

    def __init__(self) -> None:
        super().__init__(coerce_to_string=False)

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> bool:
        text = (value or "").strip().lower()
        if text not in ("", "ya", "tidak"):
            raise ValueError(f"“{text}” tidak dikenal. Tulis ya atau tidak.")
        return text == "ya"


class ChoiceWidget(widgets.Widget):
    """One of the declared codes; an empty cell is the default, or refused when there is none."""

    def __init__(self, codes: Sequence[str], default: str | None = None) -> None:
        super().__init__(coerce_to_string=False)
        self.codes, self.default = tuple(codes), default

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> str:
        text = (value or "").strip().lower()
        if not text and self.default is not None:
            return self.default
        if text not in self.codes:
            pilihan = ", ".join(code for code in self.codes if code)
            raise ValueError(f"“{text}” tidak dikenal. Pilih salah satu: {pilihan}.")
        return text


class LookupWidget(widgets.Widget):
    """A reference to an existing row, found by what the cell and its neighbours say; never created on the way.

    find receives the row and the cell's text and returns the filter; what names the thing in the message.
    """

    def __init__(
        self,
        model: type[models.Model],
        find: Callable[[Row, str], Mapping[str, Any]],
        what: str,
        *,
        required: bool = True,
        related: Sequence[str] = (),
    ) -> None:
        super().__init__(coerce_to_string=False)
        self.model, self.find, self.what, self.required, self.related = model, find, what, required, related
        self._found: dict[tuple, models.Model] = {}

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> models.Model | None:
        text = (value or "").strip()
        if not text:
            if self.required:
                raise ValueError(f"{self.what} wajib diisi.")
            return None
        criteria = self.find(row or {}, text)
        key = tuple(sorted((name, str(part)) for name, part in criteria.items()))
        if key not in self._found:
            found = list(self.model._default_manager.select_related(*self.related).filter(**criteria)[:2])
            if len(found) != 1:
                masalah = "tidak ditemukan" if not found else "tidak tunggal"
                raise ValueError(f"{self.what} “{text}” {masalah}. Periksa kodenya, atau muat data itu lebih dahulu.")
            self._found[key] = found[0]
        return self._found[key]


class ManyLookupWidget(widgets.ManyToManyWidget):
    """Several references in one cell, joined with "|"."""

    def __init__(self, one: LookupWidget) -> None:
        super().__init__(one.model, separator="|")
        self.one = one

    def clean(self, value: str | None, row: Row | None = None, **kwargs: Any) -> list[models.Model]:
        parts = [part for part in (value or "").split("|") if part.strip()]
        return [found for part in parts if (found := self.one.clean(part, row)) is not None]


class _NoDiff:
    """django-import-export's HTML difference is not used; building it would cost queries per cell."""

    def __init__(self, *args: Any) -> None:
        pass

    def compare_with(self, *args: Any) -> None:
        pass

    def as_html(self) -> None:
        return None


class SheetResource(resources.ModelResource):
    """Base of all sheets: strict, idempotent, and every fault is named with its column."""

    sheet_name = ""
    # Headings that are not stored themselves but say where the row belongs ("Satker", "Renstra").
    sheet_context: tuple[str, ...] = ()

    class Meta:
        skip_unchanged = True
        report_skipped = True
        clean_model_instances = True
        use_bulk = False
        store_instance = False

    def get_diff_class(self) -> type:
        return _NoDiff

    def before_import_row(self, row: Row, **kwargs: Any) -> None:
        """Name the column when a key cell cannot be read; the library itself would only name the row."""
        faults = {}
        for name in self.get_import_id_fields():
            field = self.fields[name]
            try:
                field.clean(row)
            except ValueError as error:
                faults[field.attribute] = [str(error)]
        if faults:
            raise ValidationError(faults)

    def before_save_instance(self, instance: models.Model, row: Row, **kwargs: Any) -> None:
        """Refuse a change of what is closed or handed in; only rows that really change come here."""
        stored = None
        if instance.pk is not None and hasattr(instance, "alasan_terkunci"):
            stored = type(instance)._base_manager.filter(pk=instance.pk).first()
        refuse_locked(stored, instance)
        if diproses := process_reason(stored, instance):
            raise ValidationError(diproses, code="terkunci")

    def before_delete_instance(self, instance: models.Model, row: Row, **kwargs: Any) -> None:
        refuse_locked(instance)

    def headings(self) -> list[str]:
        """The headings of the sheet: where the row belongs, then what it says."""
        return list(dict.fromkeys([*self.sheet_context, *(field.column_name for field in self.get_import_fields())]))

    def faults(self, error: ValidationError) -> list[tuple[str, str]]:
        """Turn a row's errors into (heading, message) pairs; a fault of the row as a whole has an empty heading."""
        by_attribute = {field.attribute: field.column_name for field in self.get_import_fields()}
        if not hasattr(error, "error_dict"):
            return [("", message) for message in error.messages]
        return [
            ("" if name == NON_FIELD_ERRORS else by_attribute.get(name, name), message)
            for name, messages in error.message_dict.items()
            for message in messages
        ]


def column(heading: str, widget: widgets.Widget | None = None) -> Callable[[str], fields.Field]:
    """Declare a column: its heading and how its cells are read."""
    return lambda attribute: fields.Field(attribute=attribute, column_name=heading, widget=widget or TextWidget())


def sheet(
    judul: str,
    model: type[models.Model],
    key: Sequence[str],
    columns: Mapping[str, Callable[[str], fields.Field]],
    context: Sequence[str] = (),
) -> type[SheetResource]:
    """Build the resource of one sheet.

    judul is the sheet's file name without ending, key the attributes that identify a row, columns the declared columns
    by model attribute, in order, context the headings that only locate the row.
    """
    meta = type("Meta", (), {"model": model, "fields": tuple(columns), "import_id_fields": tuple(key)})
    body = {
        "sheet_name": judul,
        "sheet_context": tuple(context),
        "Meta": meta,
        **{name: declare(name) for name, declare in columns.items()},
    }
    return type(f"{model.__name__}Sheet", (SheetResource,), body)
