"""Admin of the outline and of the yearly report."""

from django.contrib import admin

from apps.laporan.models import Kerangka, Laporan, SimpulKerangka
from apps.organisasi.admin_base import ScopedAdmin, SharedAdmin


@admin.register(Kerangka)
class KerangkaAdmin(SharedAdmin):
    list_display = ["nama", "dari_tahun"]


@admin.register(SimpulKerangka)
class SimpulKerangkaAdmin(SharedAdmin):
    list_display = ["urutan", "jenis", "slug", "judul", "ulang"]
    list_filter = ["jenis"]


@admin.register(Laporan)
class LaporanAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ["entitas", "tahun", "tempat", "tanggal", "penandatangan"]
    list_select_related = ["entitas", "penandatangan"]
