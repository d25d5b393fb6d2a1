"""Admin of the budget."""

from django.contrib import admin

from apps.anggaran.models import (
    CapaianRO,
    Dipa,
    DukunganKegiatan,
    KeadaanRealisasi,
    NilaiRealisasi,
    Pagu,
    PosAnggaran,
    VersiDipa,
)
from apps.organisasi.admin_base import ScopedAdmin


@admin.register(Dipa)
class DipaAdmin(ScopedAdmin):
    list_display = ["satker", "tahun"]
    list_select_related = ["satker"]


@admin.register(VersiDipa)
class VersiDipaAdmin(ScopedAdmin):
    satker_path = "dipa__satker"
    list_display = ["nama", "dipa", "urutan", "tanggal"]
    list_select_related = ["dipa__satker"]


@admin.register(PosAnggaran)
class PosAnggaranAdmin(ScopedAdmin):
    satker_path = "dipa__satker"
    list_display = ["jalur", "nama", "jenis", "prioritas_nasional"]
    list_filter = ["jenis", "prioritas_nasional"]
    search_fields = ["jalur", "nama"]


@admin.register(Pagu)
class PaguAdmin(ScopedAdmin):
    satker_path = "versi__dipa__satker"
    list_display = ["pos", "jumlah", "blokir", "versi"]
    list_select_related = ["pos", "versi__dipa"]
    search_fields = ["pos__jalur"]


@admin.register(KeadaanRealisasi)
class KeadaanRealisasiAdmin(ScopedAdmin):
    satker_path = "dipa__satker"
    list_display = ["dipa", "per_tanggal", "basis", "sistem_sumber"]
    list_select_related = ["dipa__satker"]


@admin.register(NilaiRealisasi)
class NilaiRealisasiAdmin(ScopedAdmin):
    satker_path = "keadaan__dipa__satker"
    list_display = ["pos", "jumlah", "keadaan"]
    list_select_related = ["pos", "keadaan__dipa__satker"]
    search_fields = ["pos__jalur"]


@admin.register(CapaianRO)
class CapaianROAdmin(ScopedAdmin):
    satker_path = "pos__dipa__satker"
    list_display = ["pos", "capaian", "asumsi", "target_volume", "realisasi_volume", "satuan"]
    list_select_related = ["pos"]


@admin.register(DukunganKegiatan)
class DukunganKegiatanAdmin(ScopedAdmin):
    satker_path = "pos__dipa__satker"
    list_display = ["pos", "adopsi", "porsi"]
    list_select_related = ["pos", "adopsi__indikator"]
