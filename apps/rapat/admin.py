"""Administration of the meetings: only shown, because services and pages keep them."""

from django.contrib import admin

from apps.organisasi.admin_base import OwnValuesFilter, ScopedAdmin
from apps.rapat.models import BerkasRapat, Keputusan, Pembahasan, Peserta, Rapat, TindakLanjut

RAPAT = "rapat__entitas__satker"
TAHUN_RAPAT = ("rapat__tahun", OwnValuesFilter)


@admin.register(Rapat)
class RapatAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    read_only = True
    list_display = ("triwulan", "tahun", "entitas", "tanggal", "tempat", "pimpinan_rapat")
    list_filter = (("entitas", admin.RelatedOnlyFieldListFilter), ("tahun", OwnValuesFilter), "triwulan")
    search_fields = ("tempat", "pimpinan_rapat", "notulis", "catatan")
    list_select_related = ("entitas",)


@admin.register(Peserta)
class PesertaAdmin(ScopedAdmin):
    satker_path = RAPAT
    read_only = True
    list_display = ("nama", "jabatan", "unit", "hadir", "rapat")
    list_filter = (TAHUN_RAPAT, "hadir")
    search_fields = ("nama", "jabatan", "unit")
    list_select_related = ("rapat",)


@admin.register(Pembahasan)
class PembahasanAdmin(ScopedAdmin):
    satker_path = RAPAT
    read_only = True
    list_display = ("rapat", "sasaran", "isi")
    list_filter = (TAHUN_RAPAT,)
    search_fields = ("isi",)
    list_select_related = ("rapat", "sasaran")


@admin.register(Keputusan)
class KeputusanAdmin(ScopedAdmin):
    satker_path = RAPAT
    read_only = True
    list_display = ("nomor", "uraian", "subbagian", "pengguna", "tenggat", "rapat")
    list_filter = (TAHUN_RAPAT, ("subbagian", admin.RelatedOnlyFieldListFilter))
    search_fields = ("uraian", "subbagian__nama", "pengguna__nama")
    list_select_related = ("rapat", "subbagian", "pengguna")


@admin.register(TindakLanjut)
class TindakLanjutAdmin(ScopedAdmin):
    satker_path = "keputusan__rapat__entitas__satker"
    read_only = True
    list_display = ("keputusan", "status", "tanggal", "oleh", "keterangan")
    list_filter = (("keputusan__rapat__tahun", OwnValuesFilter), "status")
    search_fields = ("keterangan", "keputusan__uraian")
    list_select_related = ("keputusan__rapat", "oleh")


@admin.register(BerkasRapat)
class BerkasRapatAdmin(ScopedAdmin):
    satker_path = RAPAT
    read_only = True
    list_display = ("rapat", "jenis", "berkas", "ditambahkan_oleh", "waktu")
    list_filter = (TAHUN_RAPAT, "jenis")
    search_fields = ("berkas__nama",)
    list_select_related = ("rapat", "berkas", "ditambahkan_oleh")
