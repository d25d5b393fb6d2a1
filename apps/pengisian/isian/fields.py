"""Fields of the entry form: texts that hold no code, dates people can mistype, numbers of one column's width."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from apps.ui.forms import NumberField, tahun_wajar
from apps.ui.numbers import NumberKind

# A tag, a closing tag or a comment begins like this; "< 5" and "x<3" do not.
KODE_HTML = re.compile(r"<[a-zA-Z/!]")
MAX_TEKS = 10_000


def tanpa_kode(text: str) -> None:
    """Refuse what a browser could take for HTML. Raises ValidationError with a sentence that says what to do."""
    if found := KODE_HTML.search(text):
        near = text[found.start() : found.start() + 20].split("\n")[0]
        raise ValidationError(
            f"Teks tidak boleh memuat kode HTML, misalnya “{near}”. Hapus kodenya, atau beri spasi sesudah tanda “<”.",
            code="kode",
        )


class TeksField(forms.CharField):
    """Words of a person: plain text, several lines unless told otherwise."""

    def __init__(self, *, baris: int = 3, max_length: int = MAX_TEKS, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        if baris > 1:
            kwargs.setdefault("widget", forms.Textarea({"rows": baris}))
        kwargs.setdefault(
            "error_messages", {"max_length": "Terlalu panjang: %(show_value)d huruf. Paling banyak %(limit_value)d."}
        )
        super().__init__(max_length=max_length, validators=[tanpa_kode], **kwargs)

    def to_python(self, value: Any) -> str:
        """With the line ends of everything else that is stored; a browser sends its own."""
        return (super().to_python(value) or "").replace("\r\n", "\n")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without maxlength, which would cut a pasted text without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class TanggalField(forms.DateField):
    """A day within the lifetime of this application."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"],
            error_messages={"invalid": "Tanggal tidak terbaca. Tulis misalnya 31-12-2024."},
            validators=[tahun_wajar],
            **kwargs,
        )


class AngkaField(NumberField):
    """A number that must fit its column: so many digits before the comma, so many behind it."""

    def __init__(self, *, kind: NumberKind, utuh: int = 11, desimal: int = 4, **kwargs: Any) -> None:
        self.utuh, self.desimal = utuh, desimal
        kwargs.setdefault("required", False)
        super().__init__(kind=kind, **kwargs)

    def validate(self, value: Decimal | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value >= 10**self.utuh:
            raise ValidationError(f"Angka terlalu besar. Paling banyak {self.utuh} angka di depan koma.", code="besar")
        if value != round(value, self.desimal):
            raise ValidationError(f"Paling banyak {self.desimal} angka di belakang koma.", code="desimal")
