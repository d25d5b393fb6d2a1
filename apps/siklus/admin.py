"""Admin of periods, extensions and what a pengesahan produced."""

from django.contrib import admin

from apps.organisasi.admin_base import ReadOnlyMixin, ScopedAdmin
from apps.siklus.models import Edisi, Pengesahan, Periode, Perpanjangan


@admin.register(Periode)
class PeriodeAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ["entitas", "tahun", "triwulan", "dibuka", "tenggat"]
    list_filter = ["tahun", "dibuka"]
    list_select_related = ["entitas"]


@admin.register(Perpanjangan)
class PerpanjanganAdmin(ScopedAdmin):
    satker_path = "periode__entitas__satker"
    list_display = ["periode", "subbagian", "pengguna", "sampai"]
    list_select_related = ["periode", "subbagian", "pengguna"]


@admin.register(Pengesahan)
class PengesahanAdmin(ReadOnlyMixin, ScopedAdmin):
    satker_path = "periode__entitas__satker"
    list_display = ["periode", "nomor_berita_acara", "tanggal", "waktu"]
    list_select_related = ["periode"]


@admin.register(Edisi)
class EdisiAdmin(ReadOnlyMixin, ScopedAdmin):
    satker_path = "pengesahan__periode__entitas__satker"
    list_display = ["nomor", "pengesahan", "waktu", "sha256"]
    list_select_related = ["pengesahan__periode"]
