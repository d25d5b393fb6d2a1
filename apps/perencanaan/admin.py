"""Admin of Renstra, indicators and targets."""

from django.contrib import admin

from apps.organisasi.admin_base import ScopedAdmin, SharedAdmin
from apps.perencanaan.models import (
    AdopsiIndikator,
    Indikator,
    KategoriCapaian,
    Misi,
    PerjanjianKinerja,
    PrioritasNasional,
    RencanaAksi,
    Renstra,
    SasaranStrategis,
    Skala,
    Target,
    TingkatSkala,
    Tujuan,
)


@admin.register(Renstra)
class RenstraAdmin(ScopedAdmin):
    satker_path = "pemilik"
    list_display = ["nama", "tahun_awal", "tahun_akhir", "batas_capaian"]


@admin.register(KategoriCapaian)
class KategoriCapaianAdmin(ScopedAdmin):
    satker_path = "renstra__pemilik"
    list_display = ["nama", "batas_bawah", "renstra"]
    list_select_related = ["renstra"]


@admin.register(Misi)
class MisiAdmin(ScopedAdmin):
    satker_path = "renstra__pemilik"
    list_display = ["isi", "nomor", "renstra"]
    list_select_related = ["renstra"]


@admin.register(Tujuan)
class TujuanAdmin(ScopedAdmin):
    satker_path = "renstra__pemilik"
    list_display = ["nama", "nomor", "renstra"]
    list_select_related = ["renstra"]


@admin.register(SasaranStrategis)
class SasaranStrategisAdmin(ScopedAdmin):
    satker_path = "tujuan__renstra__pemilik"
    list_display = ["nama", "nomor", "tujuan"]
    list_select_related = ["tujuan"]


@admin.register(Indikator)
class IndikatorAdmin(ScopedAdmin):
    satker_path = "sasaran__tujuan__renstra__pemilik"
    list_display = ["nama", "nomor", "satuan", "arah"]
    list_filter = ["satuan", "arah"]
    search_fields = ["nama", "kode"]


@admin.register(Skala)
class SkalaAdmin(SharedAdmin):
    list_display = ["nama", "kode", "dasar"]


@admin.register(TingkatSkala)
class TingkatSkalaAdmin(SharedAdmin):
    list_display = ["kode", "nama", "peringkat", "skala"]
    list_select_related = ["skala"]


@admin.register(AdopsiIndikator)
class AdopsiIndikatorAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    subbagian_path = "subbagian"
    list_display = ["indikator", "nomor", "subbagian", "dari", "sampai"]
    list_select_related = ["indikator", "subbagian"]


@admin.register(Target)
class TargetAdmin(ScopedAdmin):
    satker_path = "adopsi__entitas__satker"
    list_display = ["adopsi", "sumber", "tahun", "triwulan", "nilai", "tingkat", "tanpa_target"]
    list_filter = ["sumber", "tahun"]
    list_select_related = ["adopsi__indikator", "tingkat"]
    search_fields = ["adopsi__indikator__nama"]


@admin.register(PerjanjianKinerja)
class PerjanjianKinerjaAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ["nama", "tahun", "versi", "tanggal"]


@admin.register(RencanaAksi)
class RencanaAksiAdmin(ScopedAdmin):
    satker_path = "adopsi__entitas__satker"
    list_display = ["uraian", "tahun", "triwulan", "adopsi"]
    list_select_related = ["adopsi__indikator"]


@admin.register(PrioritasNasional)
class PrioritasNasionalAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ["proyek", "tahun", "urutan"]
    list_filter = ["tahun"]
