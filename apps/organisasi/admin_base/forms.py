"""Fields and forms of the administration: what is typed becomes exactly what is stored and journalled."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.forms import AdminPasswordChangeForm, PasswordChangeForm, UserCreationForm, UsernameField
from django.contrib.auth.password_validation import get_default_password_validators
from django.db import models

from apps.organisasi.models import Pengguna, Satker
from apps.ui.forms import NumberField

if TYPE_CHECKING:
    from apps.organisasi.admin_base.page import ScopedAdmin


class PlainIntegerField(NumberField):
    """A whole number shown as it is: a year is 2024, never 2.024 (and "2.000" is never read as 2)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(kind="bulat", **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class ProseField(forms.CharField):
    """Text of several lines. Browsers send CRLF; what is stored has LF, so an untouched text is no change."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


class LinesField(forms.Field):
    """A list of cells, one per line; an empty line between others is an empty cell."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, list):
            return value
        lines = [line.strip() for line in str(value or "").splitlines()]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value


class OwnedChoiceField(forms.ModelChoiceField):
    """Rows of one's own satker, named so that two of them cannot be mistaken for each other."""

    def __init__(self, *args: Any, label_of: Callable[[Any], str] = str, **kwargs: Any) -> None:
        self.label_of = label_of
        super().__init__(*args, **kwargs)

    def label_from_instance(self, obj: models.Model) -> str:
        return self.label_of(obj)


class ScopedFormMixin(forms.BaseModelForm):
    """A form of the administration: it keeps a row, and everything the row points to, within one satker.

    ``admin`` is the page of the form's model; ``refusals`` are sentences of a database that refused the last attempt.
    """

    admin: "ScopedAdmin"
    refusals: Iterable[str] = ()

    def _post_clean(self) -> None:
        before = self.admin.satker_of(self.instance) if self.instance.pk else None
        super()._post_clean()  # type: ignore[misc]
        for sentence in self.refusals:
            self.add_error(None, sentence)
        owner = self.admin.satker_of(self.instance)
        if owner is None or self.errors:
            return
        if before and before != owner:
            name = (self.admin.satker_path or "").split("__")[0]
            sentence = f"Data milik {before} tidak dapat dipindahkan ke {owner}. Tambahkan data baru di sana."
            self.add_error(name if name in self.fields else None, sentence)
            return
        for name, value in list(self.cleaned_data.items()):
            if any(other != owner for other in self._owners(value)):
                self.add_error(name, f"Pilihan ini milik satker lain. Pilih yang milik {owner}.")

    def _owners(self, value: Any) -> Iterable[Satker]:
        """The satker that the chosen rows belong to; plans of a higher office belong to all who adopt them."""
        rows = value if isinstance(value, models.QuerySet) else [value]
        for row in rows:
            page = self.admin.page_of(type(row)) if isinstance(row, models.Model) else None
            if page and not page.shared_downwards and (owner := page.satker_of(row)):
                yield owner


class ScopedForm(ScopedFormMixin, forms.ModelForm):
    """The form of every page of the administration that needs no other."""


class PenggunaForm(ScopedForm):
    """Changing an account; its password has a page of its own."""

    class Meta:
        model = Pengguna
        fields = ["username", "nama", "email", "is_active", "is_staff", "is_superuser"]
        field_classes = {"username": UsernameField}


def _password_fields(label: str) -> tuple[forms.CharField, forms.CharField]:
    length = max((getattr(rule, "min_length", 0) for rule in get_default_password_validators()), default=0)
    first = forms.CharField(
        label=label,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=f"Sedikitnya {length} karakter, tidak hanya angka, bukan kata sandi yang umum, dan tidak mirip "
        "nama atau surel orangnya.",
    )
    second = forms.CharField(
        label=f"Ulangi {label[0].lower()}{label[1:]}",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    return first, second


MISMATCH: dict[str, Any] = {"password_mismatch": "Kedua kata sandi tidak sama."}


class PenggunaBaruForm(ScopedFormMixin, UserCreationForm):
    """A new account: who it is and a first password; what the person may do is the membership below it."""

    error_messages = MISMATCH
    password1, password2 = _password_fields("Kata sandi")

    class Meta:
        model = Pengguna
        fields = ["username", "nama", "email", "is_staff"]
        field_classes = {"username": UsernameField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The browser would fill in the administrator's own name and password.
        for name in ("username", "nama", "email"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class KataSandiForm(AdminPasswordChangeForm):
    """A new password for somebody else. An account without password is not offered: there is no other way in."""

    error_messages = MISMATCH
    password1, password2 = _password_fields("Kata sandi baru")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("usable_password", None)
        self.fields["password1"].required = self.fields["password2"].required = True


class KataSandiSendiriForm(PasswordChangeForm):
    """A new password for oneself."""

    error_messages = {**MISMATCH, "password_incorrect": "Kata sandi lama salah. Isikan sekali lagi."}
    new_password1, new_password2 = _password_fields("Kata sandi baru")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Kata sandi lama"
