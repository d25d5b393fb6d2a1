"""Administration of who there is: offices and their parts, officials, accounts and memberships.

The journal is shown here too: its own app stands below this one and knows neither satker nor roles.
"""

from datetime import date
from typing import Any

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from apps.audit.models import Jejak, KepalaRantai
from apps.audit.services import TINDAKAN, lock_chain, record
from apps.audit.states import state_of
from apps.organisasi.accounts import chain_of, record_new_password
from apps.organisasi.admin_base import OwnValuesFilter, ScopedAdmin, ScopedTabularInline, access_of
from apps.organisasi.admin_base.access import Access
from apps.organisasi.admin_base.forms import KataSandiForm, PenggunaBaruForm, PenggunaForm
from apps.organisasi.models import (
    Divisi,
    Entitas,
    Keanggotaan,
    Korwil,
    MasaJabatan,
    Pejabat,
    Pengguna,
    PeranDivisi,
    Satker,
    Subbagian,
    UraianTugas,
)
from apps.organisasi.permissions import Denied, Keputusan, boleh_membaca_jejak, boleh_mengelola

# What an import keeps for the check of its rows; nobody reads digests.
PER_ROW = {"keadaan", "kolom"}
OWN_SATKER = ("satker", admin.RelatedOnlyFieldListFilter)
# Rights hang on Keanggotaan; a group would suggest otherwise.
admin.site.unregister(Group)


@admin.register(Satker)
class SatkerAdmin(ScopedAdmin):
    """One's own office; new ones, and their place in the tree, are the superuser's."""

    satker_path = ""
    shared_downwards = True
    list_display = ("kode", "nama", "nama_singkat", "jenis", "kode_satker_kemenkeu")
    list_display_links = ("kode", "nama")
    list_filter = (("jenis", OwnValuesFilter),)
    search_fields = ("kode", "nama", "nama_singkat")
    list_select_related = ("induk",)

    @admin.display(description="satker induk")
    def nama_induk(self, obj: Satker) -> str:
        return str(obj.induk or "Tidak ada")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access_of(request).superuser

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).superuser

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> Any:
        return None if access_of(request).superuser else ["induk"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return () if access_of(request).superuser else ("kode", "jenis", "nama_induk")


@admin.register(Entitas)
class EntitasAdmin(ScopedAdmin):
    satker_path = "satker"
    list_display = ("nama", "jenis", "satker")
    list_filter = (OWN_SATKER, "jenis")
    search_fields = ("nama", "satker__nama")


class UraianTugasInline(ScopedTabularInline):
    model = UraianTugas


class PeranDivisiInline(ScopedTabularInline):
    model = PeranDivisi


@admin.register(Divisi)
class DivisiAdmin(ScopedAdmin):
    satker_path = "satker"
    list_display = ("nama", "kode", "urutan", "mulai", "selesai")
    list_filter = (OWN_SATKER,)
    search_fields = ("nama", "kode", "dasar")
    inlines = (PeranDivisiInline, UraianTugasInline)


@admin.register(UraianTugas)
class UraianTugasAdmin(ScopedAdmin):
    satker_path = "divisi__satker"
    leaf = True
    list_display = ("isi", "urutan", "divisi")
    list_filter = (("divisi", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("isi", "divisi__nama")
    list_select_related = ("divisi",)


@admin.register(PeranDivisi)
class PeranDivisiAdmin(ScopedAdmin):
    satker_path = "divisi__satker"
    leaf = True
    list_display = ("pejabat", "peran", "divisi", "mulai", "selesai")
    list_filter = ("peran", ("divisi", admin.RelatedOnlyFieldListFilter))
    search_fields = ("pejabat__nama", "divisi__nama")
    list_select_related = ("divisi", "pejabat")


@admin.register(Subbagian)
class SubbagianAdmin(ScopedAdmin):
    satker_path = "satker"
    list_display = ("nama", "kode", "urutan", "mengelola_anggaran", "mulai", "selesai")
    list_filter = (OWN_SATKER,)
    search_fields = ("nama", "kode")

    def choice_label(self, obj: Any) -> str:
        """Offices name their subbagian alike; whoever manages several must see whose it is."""
        return f"{obj} ({obj.satker})"


class MasaJabatanInline(ScopedTabularInline):
    model = MasaJabatan


@admin.register(Pejabat)
class PejabatAdmin(ScopedAdmin):
    satker_path = "satker"
    list_display = ("nama", "kode", "nip", "satker")
    list_filter = (OWN_SATKER, "masa_jabatan__jabatan")
    search_fields = ("nama", "nip", "kode")
    inlines = (MasaJabatanInline,)


@admin.register(MasaJabatan)
class MasaJabatanAdmin(ScopedAdmin):
    satker_path = "pejabat__satker"
    leaf = True
    list_display = ("pejabat", "jabatan", "urutan", "periode", "mulai", "selesai")
    list_filter = ("jabatan",)
    search_fields = ("pejabat__nama", "periode")
    list_select_related = ("pejabat",)


@admin.register(Korwil)
class KorwilAdmin(ScopedAdmin):
    satker_path = "pejabat__satker"
    leaf = True
    list_display = ("kecamatan", "pejabat", "urutan", "mulai", "selesai")
    list_filter = (("pejabat", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("kecamatan", "pejabat__nama")
    list_select_related = ("pejabat",)


@admin.register(Keanggotaan)
class KeanggotaanAdmin(ScopedAdmin):
    satker_path = "satker"
    leaf = True
    list_display = ("pengguna", "peran", "subbagian", "satker", "mulai", "selesai")
    list_filter = ("peran", OWN_SATKER, ("subbagian", admin.RelatedOnlyFieldListFilter))
    search_fields = ("pengguna__nama", "pengguna__username")
    list_select_related = ("pengguna", "subbagian")


class KeanggotaanFormSet(forms.BaseInlineFormSet):
    """The memberships of an account: without one it would belong to nobody and nobody could find it again."""

    needs_one = True

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        if self.needs_one and not any(self.errors) and not any(form not in self.deleted_forms for form in kept):
            raise ValidationError("Berikan sedikitnya satu keanggotaan: satker dan peran pengguna ini.")


class KeanggotaanInline(ScopedTabularInline):
    model = Keanggotaan
    formset = KeanggotaanFormSet

    def get_min_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj or access_of(request).superuser else 1

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.needs_one = not access_of(request).superuser
        return formset


class ChainAdmin(ScopedAdmin):
    """The journal of one's own satker, for those who answer for its data as a whole; changed by nobody at all."""

    read_only = True

    def visible(self, access: Access) -> Q:
        return Q(rantai__in=[access.kode[pk] for pk in access.where(boleh_membaca_jejak)])

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None:
            return super().has_view_permission(request, obj)
        access = access_of(request)
        return access.superuser or bool(access.where(boleh_membaca_jejak))


def kind_in_words(label: str) -> str:
    """The name of a model as people read it: "pengukuran.realisasi" is realisasi."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except (LookupError, ValueError):
        return label


class ActFilter(OwnValuesFilter):
    """Acts and kinds of objects by the words for them, not by the names that the journal keeps."""

    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            word = str(choice["display"])
            yield {**choice, "display": TINDAKAN.get(word) or kind_in_words(word).capitalize()}


@admin.register(Jejak)
class JejakAdmin(ChainAdmin):
    list_display = ("waktu", "pelaku", "perbuatan", "jenis", "objek", "rantai", "nomor")
    list_filter = (("rantai", OwnValuesFilter), ("tindakan", ActFilter), ("objek_jenis", ActFilter))
    search_fields = ("pelaku", "objek", "alasan")
    fields = ("waktu", "pelaku", "asal", "perbuatan", "jenis", "objek", "alasan", "keadaan", "nomor", "rantai", "sidik")
    readonly_fields = fields

    @admin.display(description="tindakan", ordering="tindakan")
    def perbuatan(self, obj: Jejak) -> str:
        return TINDAKAN.get(obj.tindakan, obj.tindakan)

    @admin.display(description="jenis objek", ordering="objek_jenis")
    def jenis(self, obj: Jejak) -> str:
        return kind_in_words(obj.objek_jenis)

    @admin.display(description="sebelum dan sesudah")
    def keadaan(self, obj: Jejak) -> str:
        """Only what differs, a line for each: a journal is read for the change."""
        before, after = obj.sebelum or {}, obj.sesudah or {}
        names = [name for name in {**before, **after} if before.get(name) != after.get(name) and name not in PER_ROW]
        lines = ((name, before.get(name, "–"), after.get(name, "–")) for name in names)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}: {} → {}</li>", lines)) if names else "Sama"


@admin.register(KepalaRantai)
class KepalaRantaiAdmin(ChainAdmin):
    list_display = ("rantai", "nomor", "sidik")
    search_fields = ("rantai",)


ADD_FIELDS = ("nama", "username", "email", "password1", "password2", "is_staff")


@admin.register(Pengguna)
class PenggunaAdmin(ScopedAdmin, UserAdmin):
    """Accounts. An administrator sees those with a membership in the own satker, past or present.

    Accounts are switched off, never deleted: the journal and the records of years refer to them.
    """

    deletable = False
    form = PenggunaForm
    add_form_template = None
    add_form = PenggunaBaruForm
    change_password_form = KataSandiForm
    change_user_password_template = "admin/kata_sandi.html"  # noqa: S105
    list_display = ("nama", "username", "email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("nama", "username", "email")
    ordering = ("nama",)
    filter_horizontal = ()
    readonly_fields = ("kata_sandi", "last_login", "date_joined")
    inlines = (KeanggotaanInline,)
    fieldsets = (
        (None, {"fields": ("nama", "username", "email", "kata_sandi")}),
        ("Akses", {"fields": ("is_active", "is_staff")}),
        ("Riwayat akun", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"classes": ("wide",), "fields": ADD_FIELDS}),)

    @admin.display(description="kata sandi")
    def kata_sandi(self, obj: Pengguna) -> str:
        name = f"{self.admin_site.name}:auth_user_password_change"
        return format_html('<a href="{}">Ganti kata sandi</a>', reverse(name, args=[obj.pk]))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        sets = super().get_fieldsets(request, obj)
        if obj is None or not access_of(request).superuser:
            return sets
        return [
            (title, {**options, "fields": (*options["fields"], *(["is_superuser"] if title == "Akses" else []))})
            for title, options in sets
        ]

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        words = {
            "is_staff": (
                "boleh membuka halaman administrasi",
                "Perlu untuk administrator. Yang dapat diubah di sana bergantung pada perannya.",
            ),
            "is_active": ("akun aktif", "Nonaktifkan akun orang yang pindah atau berhenti; jangan dihapus."),
            "is_superuser": ("pengelola aplikasi", "Berhak atas data semua satker."),
            "email": ("surel", ""),
            "username": ("nama pengguna", "Dipakai untuk masuk. Huruf, angka, dan tanda @ . + - _ saja."),
        }
        for name, (label, help_text) in words.items():
            if field := form.base_fields.get(name):
                field.label, field.help_text = label.capitalize(), help_text
        return form

    # Whose accounts

    def visible(self, access: Access) -> Q:
        own = Keanggotaan.objects.filter(satker__in=access.where(boleh_mengelola))
        return Q(pk__in=own.values("pengguna"))

    def choices_for(self, request: HttpRequest, page: ScopedAdmin, *, owner: bool = False) -> QuerySet:
        access, rows = access_of(request), self._rows(request)
        return rows if access.superuser else rows.filter(self.visible(access), is_superuser=False)

    def rantai(self, obj: Any) -> str:
        return chain_of(obj)

    def decision(self, request: HttpRequest, obj: Any = None) -> Keputusan:
        access = access_of(request)
        if access.superuser:
            return True
        own = access.where(boleh_mengelola)
        if not own:
            return boleh_mengelola(access.at(None))
        if obj is None or obj.pk is None:
            return True
        if obj.is_superuser:
            return Denied("Akun pengelola aplikasi hanya diubah oleh pengelola aplikasi.")
        current = obj.keanggotaan.filter(Q(selesai__isnull=True) | Q(selesai__gte=date.today()))
        if current.exclude(satker__in=own).exists():
            return Denied("Pengguna ini juga terdaftar di satker lain. Mintalah pengelola aplikasi mengubahnya.")
        return obj.keanggotaan.filter(satker__in=own).exists() or Denied("Pengguna ini bukan dari satker Anda.")

    # Writing

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        """Save the account; its entry is written when its memberships say which satker's journal it belongs to."""
        if change:
            # Before the row is touched: a service in line may be about to refer to this account.
            lock_chain(self.rantai(obj))
        form.state_before = state_of(Pengguna.objects.get(pk=obj.pk)) if change else None
        obj.full_clean()
        obj.save()

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        before, after = form.state_before, state_of(form.instance)
        if before != after:
            record(
                rantai=self.rantai(form.instance),
                pelaku=request.user,
                tindakan="ubah" if change else "buat_akun",
                objek=form.instance,
                sebelum=before,
                sesudah=after,
            )

    @transaction.atomic
    def user_change_password(self, request: Any, id: str, form_url: str = "") -> Any:
        self._refuse_with_reason(request, id)
        before = self.get_object(request, id)
        if before is not None:
            lock_chain(self.rantai(before))
        response = super().user_change_password(request, id, form_url)
        after = self.get_object(request, id)
        if before is not None and after is not None and before.password != after.password:
            record_new_password(after, request.user)
        return response
