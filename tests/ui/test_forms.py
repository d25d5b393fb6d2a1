"""NumberField: what a person types in a form is read, or refused with what to write, exactly as in files."""

import re
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from apps.ui.forms import NumberField, error_items, tahun_wajar


class Angka(forms.Form):
    """One field of every kind; only the first must be filled."""

    persen = NumberField(kind="persen", label="Realisasi")
    indeks = NumberField(kind="indeks", required=False)
    bulat = NumberField(kind="bulat", required=False)
    rupiah = NumberField(kind="rupiah", label="Pagu", required=False)
    selisih = NumberField(kind="rupiah", required=False, negative=True)


def filled(**data: str) -> Angka:
    return Angka({"persen": "0", **data})


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("persen", "69,66%", Decimal("69.66")),
        ("persen", "\u00a093,52\u00a0", Decimal("93.52")),
        ("persen", "0", Decimal(0)),
        ("indeks", "0,16", Decimal("0.16")),
        ("bulat", "98.765", 98765),
        ("rupiah", "Rp 56.658.099.000,-", 56_658_099_000),
        ("rupiah", "0", 0),
        ("selisih", "-601.190", -601_190),
        ("rupiah", "  ", None),
    ],
)
def test_a_typed_number_is_read(name: str, typed: str, expected: Decimal | int | None) -> None:
    form = filled(**{name: typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data[name] == expected
    assert type(form.cleaned_data[name]) is type(expected)


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("persen", "12.5", "Titik tidak dipakai di isian ini. Tulis 12,5 atau 125."),
        ("persen", "1.234", "Titik tidak dipakai di isian ini. Tulis 1,234 atau 1234."),
        ("indeks", "2.000", "Titik tidak dipakai di isian ini. Tulis 2,000 atau 2000."),
        ("rupiah", "Rp 1.000,50", "Rupiah ditulis tanpa sen. Tulis 1.000 atau bulatkan dahulu."),
        ("bulat", "abc", "“abc” bukan angka. Tulis angka saja, misalnya 1.234.567."),
        ("rupiah", "-5", "Angka tidak boleh negatif. Hapus tanda minus atau tanyakan kepada verifikator."),
    ],
)
def test_an_unclear_number_is_refused_kept_and_explained(name: str, typed: str, message: str) -> None:
    form = filled(**{name: typed})
    assert form.errors == {name: [message]}
    assert form[name].value() == typed
    assert f'value="{typed}"' in str(form[name])


def test_only_a_field_that_must_be_filled_refuses_nothing_typed() -> None:
    form = Angka({"persen": " "})
    assert list(form.errors) == ["persen"]


def test_the_error_summary_names_the_field_and_leads_to_it() -> None:
    assert error_items(filled(rupiah="12.5"))[0]["teks"].startswith("Pagu: “12.5” tidak jelas")
    assert error_items(filled(rupiah="12.5"))[0]["href"] == "#id_rupiah"


@pytest.mark.parametrize(
    ("name", "stored", "shown"),
    [
        ("persen", Decimal("69.6600"), "69,66"),
        ("persen", Decimal("85.0000"), "85"),
        ("persen", Decimal("1234.5000"), "1234,5"),
        ("bulat", 2024, "2.024"),
        ("rupiah", 56_658_099_000, "56.658.099.000"),
        ("rupiah", 0, "0"),
        ("rupiah", None, None),
        ("selisih", -3000, "-3.000"),
    ],
)
def test_a_stored_number_is_shown_as_it_would_be_typed(name: str, stored: Decimal | int | None, shown: str) -> None:
    bound = Angka(initial={name: stored})[name]
    assert bound.value() == shown
    assert bound.field.clean(shown or "0") == (stored or 0)


def test_a_form_sent_back_as_it_was_shown_has_not_changed() -> None:
    initial = {"persen": Decimal("69.6600"), "indeks": Decimal("72.5500"), "bulat": 1617, "rupiah": 0, "selisih": -5}
    shown = {name: Angka(initial=initial)[name].value() for name in initial}
    form = Angka(shown, initial=initial)
    assert form.is_valid(), form.errors
    assert not form.has_changed()
    assert Angka(shown | {"persen": "69,67"}, initial=initial).changed_data == ["persen"]


@pytest.mark.parametrize(("name", "keypad"), [("persen", "decimal"), ("bulat", "numeric"), ("rupiah", "numeric")])
def test_a_phone_shows_the_right_keypad_and_nothing_typed_is_hidden(name: str, keypad: str) -> None:
    html = str(Angka()[name])
    assert f'inputmode="{keypad}"' in html
    assert 'type="text"' in html


def test_no_form_leaves_its_errors_to_the_words_of_the_browser() -> None:
    # A browser stops an empty required field by itself, in its own language and only for the first field.
    found = [
        (path.name, form)
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        for form in re.findall(r"<form\b.*?</form>", path.read_text("utf-8"), re.DOTALL)
    ]
    asking = [
        (name, form)
        for name, form in found
        if 'method="post"' in form and ("as_field_group" in form or "form." in form)
    ]
    assert len(asking) > 5
    assert [name for name, form in asking if "novalidate" not in form.partition(">")[0]] == []


def _below(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield from (one, *_below(one))


def test_every_form_refuses_a_day_of_another_age() -> None:
    """Two figures typed for a year are the year 24 to a browser, and no sheet would take such a day back."""
    import_module(settings.ROOT_URLCONF)
    milik = [f for f in _below(forms.Form) if f.__module__.startswith("apps.")]
    fields = [(form, field) for form in milik for field in form.base_fields.values()]  # type: ignore[attr-defined]
    days = [(form, field) for form, field in fields if isinstance(field, forms.DateField)]
    assert len(days) > 8
    assert [form for form, field in days if tahun_wajar not in field.validators] == []
    for hari in ("0024-12-31", "9999-12-31"):
        with pytest.raises(ValidationError, match="tidak wajar"):
            days[0][1].clean(hari)
