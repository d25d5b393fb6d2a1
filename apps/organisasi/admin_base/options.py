"""What pages of the administration and the tables inside them share: fields, choices and filters."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.organisasi.admin_base.access import access_of
from apps.organisasi.admin_base.forms import LinesField, OwnedChoiceField, PlainIntegerField, ProseField, ScopedForm
from apps.organisasi.models import Satker
from apps.organisasi.permissions import boleh_mengelola
from apps.ui.forms import NumberField, tahun_dikenal

if TYPE_CHECKING:
    from apps.organisasi.admin_base.page import ScopedAdmin


class OwnValuesFilter(admin.AllValuesFieldListFilter):
    """The values that one's own rows have; Django's filter would list those of every satker."""

    def __init__(self, field: Any, request: Any, params: Any, model: Any, model_admin: Any, field_path: str) -> None:
        super().__init__(field, request, params, model, model_admin, field_path)
        own = model_admin.get_queryset(request).order_by(field_path).values_list(field_path, flat=True)
        # An empty text would be a link without words.
        self.lookup_choices: Any = [value for value in own.distinct() if value != ""]

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1


class ScopedOptions(BaseModelAdmin):
    """Fields that read numbers as people here write them, and that offer only what the person may refer to."""

    form: Any = ScopedForm
    formfield_overrides = {
        # Django's own date widget works with inline styles, which our content security policy refuses.
        models.DateField: {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})},
        models.TextField: {
            "form_class": ProseField,
            "widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        },
        models.URLField: {"assume_scheme": "https"},
    }

    def page(self) -> "ScopedAdmin":
        """The registered page of this model, which knows its rules."""
        raise NotImplementedError

    def page_of(self, model: type[models.Model]) -> "ScopedAdmin | None":
        """The registered page of another model; None for models that are not ours."""
        found = self.admin_site.get_model_admin(model) if self.admin_site.is_registered(model) else None
        return found if hasattr(found, "satker_path") else None  # type: ignore[return-value]

    @admin.display(description="dicatat oleh")
    def actor(self, obj: models.Model) -> str:
        return str(getattr(obj, self.page().actor_field))

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> Any:
        actor = self.page().actor_field
        return [*(super().get_exclude(request, obj) or []), *([actor] if actor else [])] or None

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        shown = self.page().actor_field and obj is not None
        return [*super().get_readonly_fields(request, obj), *(["actor"] if shown else [])]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """A bare DecimalField would read "1.234" as 1.234: every number goes through the one parser."""
        if isinstance(db_field, models.JSONField):
            return models.Field.formfield(
                db_field, form_class=LinesField, show_hidden_initial=False, help_text="Satu sel per baris."
            )
        if not db_field.choices and not db_field.primary_key:
            negative = db_field.name in self.page().negative_fields
            if isinstance(db_field, models.DecimalField):
                kind = "persen" if "%" in str(db_field.verbose_name) else "angka"
                return models.Field.formfield(db_field, form_class=NumberField, kind=kind, negative=negative)
            if type(db_field) is models.BigIntegerField:
                return models.Field.formfield(db_field, form_class=NumberField, kind="rupiah", negative=negative)
            if isinstance(db_field, models.IntegerField):
                tahun = [tahun_dikenal] if "tahun" in str(db_field.verbose_name) else []
                return models.Field.formfield(db_field, form_class=PlainIntegerField, validators=tahun)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            # One small plus beside a list of choices is help; four signs are clutter.
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        related, page = self.page_of(db_field.remote_field.model), self.page()
        if related:
            owner = db_field.name == (page.satker_path or "").split("__")[0]
            kwargs.setdefault("queryset", related.choices_for(request, page, owner=owner))
            kwargs.setdefault("form_class", OwnedChoiceField)
            kwargs.setdefault("label_of", related.choice_label)
            own = access_of(request).where(boleh_mengelola)
            if db_field.remote_field.model is Satker and owner and len(own) == 1:
                kwargs.setdefault("initial", next(iter(own)))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if related := self.page_of(db_field.remote_field.model):
            kwargs.setdefault("queryset", related.choices_for(request, self.page()))
            kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ScopedInline(ScopedOptions, InlineModelAdmin):
    """Rows inside the page of what they belong to; who may write that, may write them.

    Their own registered page still says whose they are and how they are saved, journalled and checked again.
    """

    extra = 0
    read_only = False

    def page(self) -> "ScopedAdmin":
        page = self.page_of(self.model)
        if page is None:
            raise LookupError(f"{self.model._meta.label} is not registered")
        return page

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        access, page = access_of(request), self.page()
        rows = page.with_owner(super().get_queryset(request))
        return rows if access.superuser else rows.filter(page.visible(access))

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.admin = self.page()  # type: ignore[attr-defined]
        return formset

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request, obj)

    def _writes(self, request: HttpRequest, obj: Any = None) -> bool:
        parent: Any = self.admin_site.get_model_admin(self.parent_model)
        if self.read_only or self.page().read_only:
            return False
        return parent.has_change_permission(request, obj) if obj else parent.has_add_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._writes(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._writes(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only leaves: what takes other rows along has a page of its own that lists them first."""
        return self.page().leaf and self._writes(request, obj)


class ScopedTabularInline(ScopedInline, admin.TabularInline):
    """Rows as a table."""

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        """Name every field: for the eye its column says what it is, a screen reader hears only the field."""
        formset = super().get_formset(request, obj, **kwargs)
        for field in formset.form.base_fields.values():
            field.widget.attrs.setdefault("aria-label", field.label)
        formset.deletion_widget = forms.CheckboxInput(attrs={"aria-label": "Hapus baris ini"})
        return formset


class ScopedStackedInline(ScopedInline, admin.StackedInline):
    """Rows one below the other, for those with long texts."""
