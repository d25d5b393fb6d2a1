"""Admin of files and quoted figures."""

from django.contrib import admin

from apps.dokumen.models import AngkaKutipan, Berkas, Lampiran
from apps.organisasi.admin_base import ReadOnlyMixin, ScopedAdmin


@admin.register(Berkas)
class BerkasAdmin(ReadOnlyMixin, ScopedAdmin):
    list_display = ["nama", "tipe", "ukuran", "waktu"]
    search_fields = ["nama", "sha256"]


@admin.register(Lampiran)
class LampiranAdmin(ReadOnlyMixin, ScopedAdmin):
    satker_path = "berkas__satker"
    list_display = ["berkas", "objek_jenis", "objek_id", "keterangan"]
    list_select_related = ["berkas", "objek_jenis"]


@admin.register(AngkaKutipan)
class AngkaKutipanAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ["subjek", "ukuran", "nilai", "tahun", "sumber"]
    list_filter = ["tahun", "ukuran"]
    search_fields = ["subjek", "sumber"]
