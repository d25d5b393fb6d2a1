"""Admin of the organisation and its users."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest

from apps.audit.services import record
from apps.organisasi.admin_base import ScopedAdmin, memberships
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
from apps.organisasi.permissions import boleh_mengelola

admin.site.unregister(Group)


@admin.register(Satker)
class SatkerAdmin(ScopedAdmin):
    satker_path = ""
    list_display = ["kode", "nama_singkat", "jenis", "tempat"]
    search_fields = ["kode", "nama"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)  # type: ignore[union-attr]

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.is_superuser)  # type: ignore[union-attr]


@admin.register(Entitas)
class EntitasAdmin(ScopedAdmin):
    list_display = ["nama", "jenis", "satker"]
    list_select_related = ["satker"]


@admin.register(Divisi)
class DivisiAdmin(ScopedAdmin):
    list_display = ["nama", "urutan", "mulai", "selesai"]
    search_fields = ["nama"]


@admin.register(UraianTugas)
class UraianTugasAdmin(ScopedAdmin):
    satker_path = "divisi__satker"
    list_display = ["isi", "urutan", "divisi"]
    list_select_related = ["divisi"]
    search_fields = ["isi"]


@admin.register(Subbagian)
class SubbagianAdmin(ScopedAdmin):
    list_display = ["nama", "urutan", "mulai", "selesai"]
    search_fields = ["nama"]


@admin.register(Pejabat)
class PejabatAdmin(ScopedAdmin):
    list_display = ["nama", "nip"]
    search_fields = ["nama"]


@admin.register(MasaJabatan)
class MasaJabatanAdmin(ScopedAdmin):
    satker_path = "pejabat__satker"
    list_display = ["pejabat", "jabatan", "periode", "mulai", "selesai"]
    list_select_related = ["pejabat"]


@admin.register(PeranDivisi)
class PeranDivisiAdmin(ScopedAdmin):
    satker_path = "divisi__satker"
    list_display = ["divisi", "peran", "pejabat", "mulai", "selesai"]
    list_select_related = ["divisi", "pejabat"]


@admin.register(Korwil)
class KorwilAdmin(ScopedAdmin):
    satker_path = "pejabat__satker"
    list_display = ["kecamatan", "pejabat", "mulai", "selesai"]
    list_select_related = ["pejabat"]


@admin.register(Keanggotaan)
class KeanggotaanAdmin(ScopedAdmin):
    list_display = ["pengguna", "peran", "subbagian", "mulai", "selesai"]
    list_filter = ["peran"]
    list_select_related = ["pengguna", "subbagian"]


class KeanggotaanInline(admin.TabularInline):
    """What the person is in which satker; a user of an office has at least one role."""

    model = Keanggotaan
    extra = 0
    min_num = 1
    validate_min = True

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        queryset = super().get_queryset(request)
        return queryset if request.user.is_superuser else queryset.filter(satker__in=managed(request))  # type: ignore[union-attr]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        related = self.admin_site._registry[db_field.remote_field.model]
        if isinstance(related, ScopedAdmin):
            kwargs["queryset"] = related.choices(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    # Whoever may edit the user may edit the roles; PenggunaAdmin checks the outcome.
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True


def managed(request: HttpRequest) -> list[int]:
    """The satker whose administrator the person is."""
    return [satker for satker, anggota in memberships(request).items() if boleh_mengelola(anggota)]


@admin.register(Pengguna)
class PenggunaAdmin(ScopedAdmin, UserAdmin):
    """Users of the own satker. Nobody gives rights over another satker, or makes a superuser, from here."""

    list_display = ["username", "nama", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["username", "nama", "email"]
    ordering = ["nama"]
    filter_horizontal: list[str] = []
    inlines = [KeanggotaanInline]
    fieldsets = [
        (None, {"fields": ["username", "password", "nama", "email"]}),
        ("Akses", {"fields": ["is_active", "is_staff"]}),
    ]
    add_fieldsets = [
        (
            None,
            {"classes": ["wide"], "fields": ["username", "nama", "email", "usable_password", "password1", "password2"]},
        ),
        ("Akses", {"fields": ["is_staff"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        queryset = super(ScopedAdmin, self).get_queryset(request)
        if request.user.is_superuser:  # type: ignore[union-attr]
            return queryset
        mine = managed(request)
        elsewhere = Keanggotaan.objects.exclude(satker__in=mine).values("pengguna")
        return queryset.filter(is_superuser=False, keanggotaan__satker__in=mine).exclude(pk__in=elsewhere).distinct()

    def choices(self, request: HttpRequest) -> QuerySet:
        return self.get_queryset(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return self._allowed(request, obj)

    def _allowed(self, request: HttpRequest, obj: models.Model | None) -> bool:
        if request.user.is_superuser:  # type: ignore[union-attr]
            return True
        return bool(managed(request)) and (obj is None or self.get_queryset(request).filter(pk=obj.pk).exists())

    def rantai(self, request: HttpRequest, obj: models.Model) -> str:
        satker = Satker.objects.filter(keanggotaan__pengguna=obj.pk).first()
        satker = satker or Satker.objects.filter(pk__in=managed(request)).first()
        return satker.kode if satker else ""

    def check_scope(self, request: HttpRequest, obj: models.Model) -> None:
        """A new user has no role yet; the roles are judged once they are saved."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not self._allowed(request, form.instance):
            raise PermissionDenied("Pengguna ini akan berada di luar satker Anda; perubahan dibatalkan.")

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """A new password is recorded as an act, without any trace of the password itself."""
        if request.resolver_match and request.resolver_match.url_name == "auth_user_password_change":
            record(rantai=self.rantai(request, obj), pelaku=request.user, tindakan="ganti_sandi", objek=obj)
        return super().log_change(request, obj, message)
