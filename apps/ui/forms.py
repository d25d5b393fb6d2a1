"""How forms look and how typed numbers are read. Settings: FORM_RENDERER = "apps.ui.forms.FormRenderer"."""

from datetime import date
from decimal import Decimal
from typing import Any, TypedDict

from django import forms
from django.forms.renderers import TemplatesSetting

from apps.ui.numbers import NumberError, NumberKind, exact_text, format_bulat, format_jumlah, parse_number

# The lifetime of this application, and the years that an address can name (apps.laporan.converters).
TAHUN_WAJAR = range(2000, 2100)


class ErrorItem(TypedDict):
    """One line of the error summary; href is empty when no field can be named."""

    teks: str
    href: str


class BoundField(forms.BoundField):
    """A field with what its template asks for."""

    @property
    def is_optional(self) -> bool:
        """Whether the label says "(tidak wajib)": not for a single checkbox, nor where nothing can be typed."""
        return not (self.field.required or self.field.disabled or self.is_single_checkbox)

    @property
    def is_single_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def error_anchor(self) -> str:
        """Return the id that the error summary links to; a group of choices has none, so its first choice is it."""
        return self.id_for_label or (f"{self.auto_id}_0" if self.auto_id else "")


class FormRenderer(TemplatesSetting):
    """Renders forms with the templates of this project."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
    bound_field_class = BoundField


def error_items(form: forms.BaseForm) -> list[ErrorItem]:
    """Return all errors of a form for its summary, the form's own first."""
    items: list[ErrorItem] = [{"teks": str(error), "href": ""} for error in form.non_field_errors()]
    for field in form:
        anchor = "" if field.is_hidden else getattr(field, "error_anchor", field.id_for_label)
        name = f"{field.label}" if str(field.label).endswith((".", "?", "!", ":")) else f"{field.label}:"
        items.extend({"teks": f"{name} {error}", "href": f"#{anchor}" if anchor else ""} for error in field.errors)
    return items


def tahun_wajar(value: date) -> None:
    """A validator of days: a year typed with two figures is stored as the year 24, and no later check would find it."""
    if value.year not in TAHUN_WAJAR:
        raise forms.ValidationError(f"Tahun {value.year} tidak wajar. Periksa tahun tanggal ini.", code="tahun")


def tahun_dikenal(value: int) -> None:
    """A validator of years: no address names another one, so every page that leads there would fail."""
    if value not in TAHUN_WAJAR:
        raise forms.ValidationError(f"Tahun {value} tidak dikenal. Tulis tahun antara 2000 dan 2099.", code="tahun")


class NumberInput(forms.TextInput):
    """A text input with the right keypad on phones; type=number would hide what was typed when it is not a number."""

    def __init__(self, kind: NumberKind, attrs: dict[str, Any] | None = None) -> None:
        keypad = "numeric" if kind in ("rupiah", "bulat") else "decimal"
        super().__init__({"inputmode": keypad, "autocomplete": "off", "class": "number", **(attrs or {})})


class NumberField(forms.Field):
    """A number as people in the office write it (see :func:`apps.ui.numbers.parse_number`).

    Cleans to int for "rupiah" and "bulat", to Decimal for the other kinds, to None when empty.
    """

    def __init__(self, *, kind: NumberKind, negative: bool = False, **kwargs: Any) -> None:
        self.kind = kind
        self.negative = negative
        kwargs.setdefault("widget", NumberInput(kind))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | Decimal | None:
        if value is None or isinstance(value, int | Decimal):
            return value
        try:
            return parse_number(str(value), self.kind, negative=self.negative)
        except NumberError as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """Show a stored value as it would be typed, and leave alone what a person typed."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return value
        if self.kind in ("rupiah", "bulat"):
            return format_bulat(int(value))
        if self.kind == "jumlah":
            return format_jumlah(value)
        return exact_text(value).replace(".", ",")
