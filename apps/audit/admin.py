"""Admin of the journal: read only, for superusers; others read it on the journal page."""

from django.contrib import admin
from django.http import HttpRequest

from apps.audit.models import Jejak, KepalaRantai


class JournalAdmin(admin.ModelAdmin):
    """Nothing in the journal can be written by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object | None = None) -> bool:
        return False


@admin.register(Jejak)
class JejakAdmin(JournalAdmin):
    list_display = ["nomor", "rantai", "waktu", "pelaku", "tindakan", "objek"]
    list_filter = ["tindakan"]
    search_fields = ["pelaku", "objek"]


@admin.register(KepalaRantai)
class KepalaRantaiAdmin(JournalAdmin):
    list_display = ["rantai", "nomor", "sidik"]
