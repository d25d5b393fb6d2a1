"""The page of a model in the administration: whose rows a person sees, who may write them, and the journal.

Rights come from apps.organisasi.permissions and from today's memberships, never from Django's permission tables. A
page only declares how its model leads to a satker (``satker_path``); everything else follows from that.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst

from apps.audit.falling import Falling
from apps.audit.services import delete_recorded, record, save_recorded
from apps.audit.states import state_of
from apps.organisasi.admin_base.access import Access, access_of, fills_all, fills_some, reads_all_entry
from apps.organisasi.admin_base.options import ScopedOptions
from apps.organisasi.admin_base.writing import REFUSALS, explain, settle_decimals, ties, without
from apps.organisasi.models import Satker
from apps.organisasi.permissions import Anggota, Denied, Keputusan, boleh_melihat, boleh_mengelola, boleh_mengisi

NOTHING = Q(pk__in=[])
MADE_BY_APPLICATION = Denied("Catatan ini dibuat oleh aplikasi dan tidak dapat diubah.")
SHARED = Denied("Data ini dipakai bersama oleh semua satker. Hanya pengelola aplikasi yang mengubahnya.")
NOT_HERE = "Data ini tidak ada, atau bukan milik satker Anda."
OUT_OF_SCOPE = "Perubahan dibatalkan: data ini akan berada di luar wewenang Anda."


class ScopedAdmin(ScopedOptions, admin.ModelAdmin):
    """The page of a model. The attributes below are what a subclass declares."""

    # The way from the model to its satker ("" for Satker itself); None for data that all satker share.
    satker_path: str | None = None
    # The way to the subbagian that answers for the row.
    subbagian_path = ""
    # Filled in by operators and verifikator, not only by the administrator.
    entry = False
    # Written by the application alone.
    read_only = False
    addable = True
    deletable = True
    # Offered to whoever sees it, not only to its owner: the plan of a higher office.
    shared_downwards = False
    # Nothing hangs on its rows, so that they may also go several at once and inside another page.
    leaf = False
    # The field that says who made the row; it is never typed.
    actor_field = ""
    # Numbers that may be below zero.
    negative_fields: tuple[str, ...] = ()

    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER

    def page(self) -> "ScopedAdmin":
        return self

    # To whom a row belongs

    def _follow(self, obj: Any, path: str) -> Any:
        for name in filter(None, path.split("__")):
            obj = getattr(obj, name, None)
        return obj

    def satker_of(self, obj: models.Model) -> Satker | None:
        """The satker that owns a row; None for shared data and for a row that is not filled in yet."""
        return None if self.satker_path is None else self._follow(obj, self.satker_path)

    def rantai(self, obj: models.Model) -> str:
        """The chain of the journal that a change of this row belongs to."""
        satker = self.satker_of(obj)
        return satker.kode if satker else ""

    # Which rows

    def _within(self, satker: set[int], subbagian: set[int] | None = None) -> Q:
        """Rows of these satker, and those of these subbagian."""
        rows = Q(**{f"{self.satker_path}__in" if self.satker_path else "pk__in": satker})
        return rows | Q(**{f"{self.subbagian_path}__in": subbagian}) if subbagian else rows

    def visible(self, access: Access) -> Q:
        """The rows that a person without all rights sees."""
        if self.satker_path is None:
            return Q() if access.where(boleh_mengelola) else NOTHING
        if not self.entry:
            return self._within(access.where(boleh_melihat))
        return self._within(access.where(reads_all_entry), access.subbagian if self.subbagian_path else None)

    def offered(self, access: Access, page: "ScopedAdmin", *, owner: bool) -> Q:
        """The rows that a person may pick in a form of ``page``; owner: the choice decides whose row it becomes."""
        if self.shared_downwards and not owner:
            return self.visible(access)
        if not page.entry:
            return self._within(access.where(boleh_mengelola))
        if self.subbagian_path:
            return self._within(access.where(fills_all), access.subbagian)
        return self._within(access.where(fills_some))

    def with_owner(self, rows: QuerySet) -> QuerySet:
        """Fetch what names a row and whose it is along with it, so that no list asks again for each row."""
        paths = [path for path in (self.satker_path, self.subbagian_path) if path]
        paths += self.list_select_related if isinstance(self.list_select_related, list | tuple) else []
        return rows.select_related(*paths) if paths else rows

    def _rows(self, request: HttpRequest) -> QuerySet:
        return self.with_owner(super().get_queryset(request))

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        access, rows = access_of(request), self._rows(request)
        return rows if access.superuser else rows.filter(self.visible(access))

    def choices_for(self, request: HttpRequest, page: "ScopedAdmin", *, owner: bool = False) -> QuerySet:
        """The rows of this model that a form of another page offers."""
        access, rows = access_of(request), self._rows(request)
        if access.superuser or self.satker_path is None:
            return rows
        return rows.filter(self.offered(access, page, owner=owner))

    def choice_label(self, obj: Any) -> str:
        """A row's name among choices, where it must say enough to tell two of them apart."""
        return str(obj)

    # Who may do what

    def decision(self, request: HttpRequest, obj: Any = None) -> Keputusan:
        """Whether the person may write this row (any row, without one); a refusal says why.

        What a pengesahan has closed is closed for everybody.
        """
        if self.read_only:
            return MADE_BY_APPLICATION
        closed = obj.alasan_terkunci() if obj is not None and obj.pk and hasattr(obj, "alasan_terkunci") else ""
        return Denied(closed) if closed else self.may_write(request, obj)

    def may_write(self, request: HttpRequest, obj: Any = None) -> Keputusan:
        """Whether the person's roles allow writing this row, which nothing has closed."""
        access = access_of(request)
        if access.superuser:
            return True
        if self.satker_path is None:
            return SHARED
        if obj is None:
            rule = self._rule()
            return bool(access.where(rule)) or rule(Anggota(None))
        anggota = access.at(self.satker_of(obj))
        if not self.entry:
            return boleh_mengelola(anggota)
        subbagian = self._follow(obj, self.subbagian_path) if self.subbagian_path else None
        return boleh_mengisi(anggota, subbagian.pk if subbagian else None)

    def _rule(self) -> Callable[[Anggota], Keputusan]:
        """The rule for writing any row of this model at all."""
        if not self.entry:
            return boleh_mengelola
        return fills_some if self.subbagian_path else fills_all

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        access = access_of(request)
        if access.superuser:
            return True
        if obj is not None:
            return self.get_queryset(request).filter(pk=obj.pk).exists()
        if self.satker_path is None:
            return bool(access.where(boleh_mengelola))
        return bool(access.where(reads_all_entry if self.entry and not self.subbagian_path else boleh_melihat))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.addable and bool(self.decision(request))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(self.decision(request, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.deletable and bool(self.decision(request, obj))

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if not self.leaf:
            # What hangs on its rows would go along unseen.
            actions.pop("delete_selected", None)
        return actions

    # Writing

    def write(self, request: HttpRequest, obj: models.Model) -> None:
        """Save and journal one row; the only way by which the administration saves."""
        if self.actor_field and obj._state.adding:
            setattr(obj, self.actor_field, request.user)
        settle_decimals(obj)
        save_recorded(obj, rantai=self.rantai(obj), pelaku=request.user)  # type: ignore[arg-type]

    def recheck(self, request: HttpRequest, obj: models.Model) -> None:
        """Look at what was saved, still inside the transaction: was it this person's to write?"""
        saved = self.get_queryset(request).filter(pk=obj.pk).first()
        decision = self.decision(request, saved) if saved else Denied(OUT_OF_SCOPE)
        if not decision:
            raise PermissionDenied(getattr(decision, "alasan", OUT_OF_SCOPE))

    def remove(self, request: HttpRequest, obj: models.Model) -> None:
        """Delete a row and what falls with it, each with an entry of its own in the journal."""
        falling = Falling(obj)
        for row in falling.loosened():
            self._known_page(type(row)).write(request, row)
        for row in falling.rows():
            page = self._known_page(type(row))
            if not page.has_delete_permission(request, row):
                raise PermissionDenied(f"{row._meta.verbose_name} yang ikut terhapus berada di luar wewenang Anda.")
            delete_recorded(row, rantai=page.rantai(row), pelaku=request.user)  # type: ignore[arg-type]

    def _known_page(self, model: type[models.Model]) -> "ScopedAdmin":
        if page := self.page_of(model):
            return page
        raise PermissionDenied(f"{model._meta.verbose_name} tidak dikelola di halaman administrasi.")

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        self.write(request, obj)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """Save the tables inside the page and many-to-many choices, then look again at everything."""
        obj = form.instance
        before = state_of(obj)
        super().save_related(request, form, formsets, change)
        after = state_of(obj)
        if after != before:
            chain = self.rantai(obj)
            record(rantai=chain, pelaku=request.user, tindakan="ubah", objek=obj, sebelum=before, sesudah=after)
        self.recheck(request, obj)

    def save_formset(self, request: Any, form: Any, formset: Any, change: bool) -> None:
        formset.save(commit=False)
        page = self._known_page(formset.model)
        for obj in formset.deleted_objects:
            page.remove(request, obj)
        for obj in [*(obj for obj, _ in formset.changed_objects), *formset.new_objects]:
            page.write(request, obj)
            page.recheck(request, obj)
        formset.save_m2m()

    def delete_model(self, request: Any, obj: Any) -> None:
        self.remove(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: Any, queryset: QuerySet) -> None:
        for obj in queryset:
            self.remove(request, obj)

    # Pages

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.admin, form.refusals = self, getattr(request, "admin_refusals", ())
        return form

    def _refuse_with_reason(self, request: HttpRequest, object_id: str | None) -> None:
        """Django refuses without a word; people are told why, and strangers that there is nothing."""
        obj = self.get_object(request, unquote(object_id)) if object_id else None
        if object_id and obj is None:
            raise Http404(NOT_HERE)
        decision = self.decision(request, obj)
        if isinstance(decision, Denied):
            raise PermissionDenied(decision.alasan)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Show or save; what the database refuses comes back as a sentence above the form, with all that was typed."""
        if request.method == "POST" or not object_id:
            self._refuse_with_reason(request, object_id)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as error:
            request.admin_refusals = explain(error)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        self._refuse_with_reason(request, object_id)
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError as error:
            return self._back(request, error, "change", quote(unquote(object_id)))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        title = {"title": capfirst(self.opts.verbose_name_plural)}
        try:
            return super().changelist_view(request, {**title, **(extra_context or {})})
        except IntegrityError as error:
            return self._back(request, error, "changelist")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What falls, without the rows that only tie two others together and have no name to show."""
        falling, counts, *rest = super().get_deleted_objects(objs, request)
        shown = {name: number for name, number in counts.items() if name not in ties(plural=True)}
        return without(falling, ties()), shown, *rest

    def _back(self, request: HttpRequest, error: Exception, view: str, *args: Any) -> HttpResponse:
        for sentence in explain(error):
            self.message_user(request, sentence, messages.ERROR)
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{view}"
        return HttpResponseRedirect(reverse(name, args=args))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        return super().history_view(request, object_id, {"title": "Riwayat perubahan", **(extra_context or {})})

    def render_change_form(
        self, request: Any, context: Any, add: bool = False, change: bool = False, form_url: str = "", obj: Any = None
    ) -> Any:
        decision = self.decision(request, obj) if obj is not None else True
        context["alasan"] = getattr(decision, "alasan", "")
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> Any:
        """Another satker's row does not exist for a stranger."""
        raise Http404(NOT_HERE)
