"""Administration of what a report consists of and who signs it."""

from typing import Any

from django.contrib import admin

from apps.laporan.models import Kerangka, Laporan, SimpulKerangka
from apps.organisasi.admin_base import OwnValuesFilter, ScopedAdmin


@admin.register(Kerangka)
class KerangkaAdmin(ScopedAdmin):
    list_display = ("nama", "kode", "dari_tahun", "dasar")
    search_fields = ("nama", "kode", "dasar")


@admin.register(SimpulKerangka)
class SimpulKerangkaAdmin(ScopedAdmin):
    list_display = ("kode", "__str__", "jenis", "ulang", "urutan", "kerangka")
    list_display_links = ("kode", "__str__")
    list_filter = (("kerangka", admin.RelatedOnlyFieldListFilter), "jenis", "ulang")
    search_fields = ("kode", "judul", "slug")
    list_select_related = ("kerangka", "induk")

    def choice_label(self, obj: Any) -> str:
        return f"{obj.kode} {obj} ({obj.kerangka})"


@admin.register(Laporan)
class LaporanAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ("__str__", "tahun", "entitas", "tanggal", "penandatangan")
    list_filter = (("entitas", admin.RelatedOnlyFieldListFilter), ("tahun", OwnValuesFilter))
    search_fields = ("entitas__nama", "penandatangan__nama", "tahun")
    list_select_related = ("entitas", "kerangka", "penandatangan")
