"""Administration of the yearly cycle; pengesahan and editions are made by the application and only shown."""

import json
from typing import Any

from django.contrib import admin
from django.utils.html import format_html

from apps.organisasi.admin_base import OwnValuesFilter, ScopedAdmin, ScopedTabularInline
from apps.siklus.models import Edisi, Pengesahan, Periode, Perpanjangan

OWN_ENTITAS = ("entitas", admin.RelatedOnlyFieldListFilter)


class PerpanjanganInline(ScopedTabularInline):
    model = Perpanjangan


@admin.register(Periode)
class PeriodeAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ("triwulan", "tahun", "entitas", "dibuka", "tenggat")
    list_filter = (OWN_ENTITAS, ("tahun", OwnValuesFilter), "triwulan", "dibuka")
    search_fields = ("tahun", "entitas__nama")
    list_select_related = ("entitas",)
    inlines = (PerpanjanganInline,)

    def choice_label(self, obj: Any) -> str:
        return f"{obj}, {obj.entitas}"


@admin.register(Perpanjangan)
class PerpanjanganAdmin(ScopedAdmin):
    satker_path = "periode__entitas__satker"
    actor_field = "diberikan_oleh"
    leaf = True
    list_display = ("periode", "subbagian", "pengguna", "sampai", "diberikan_oleh")
    list_filter = (("periode__tahun", OwnValuesFilter), ("subbagian", admin.RelatedOnlyFieldListFilter))
    search_fields = ("alasan", "subbagian__nama", "pengguna__nama")
    list_select_related = ("periode", "subbagian", "pengguna", "diberikan_oleh")


@admin.register(Pengesahan)
class PengesahanAdmin(ScopedAdmin):
    satker_path = "periode__entitas__satker"
    read_only = True
    list_display = ("periode", "nomor_berita_acara", "tanggal", "disahkan_oleh", "dibuka_kembali")
    list_filter = (("periode__tahun", OwnValuesFilter),)
    search_fields = ("nomor_berita_acara", "penandatangan")
    list_select_related = ("periode", "disahkan_oleh")


@admin.register(Edisi)
class EdisiAdmin(ScopedAdmin):
    satker_path = "pengesahan__periode__entitas__satker"
    read_only = True
    list_display = ("nomor", "pengesahan", "waktu", "versi_kode", "sha256")
    list_filter = (("pengesahan__periode__tahun", OwnValuesFilter),)
    search_fields = ("pengesahan__nomor_berita_acara", "sha256")
    list_select_related = ("pengesahan__periode",)
    fields = ("pengesahan", "nomor", "waktu", "versi_kode", "sha256", "isi_terbaca")
    readonly_fields = fields

    @admin.display(description="isi")
    def isi_terbaca(self, obj: Edisi) -> str:
        return format_html(
            '<pre tabindex="0" role="region" aria-label="Isi edisi">{}</pre>',
            json.dumps(obj.isi, ensure_ascii=False, indent=2)[:20_000],
        )
