"""Administration of plans: Renstra with its chain down to indicators, who answers for them, targets and PK."""

from typing import Any

from django.contrib import admin
from django.db.models import Q

from apps.organisasi.admin_base import OwnValuesFilter, ScopedAdmin, ScopedTabularInline
from apps.organisasi.admin_base.access import Access
from apps.organisasi.permissions import boleh_melihat
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
    TargetIndikator,
    TingkatSkala,
    Tujuan,
)

OWN_ENTITAS = ("entitas", admin.RelatedOnlyFieldListFilter)
OWN_ADOPSI_ENTITAS = ("adopsi__entitas", admin.RelatedOnlyFieldListFilter)
OWN_RENSTRA = ("renstra", admin.RelatedOnlyFieldListFilter)
OWN_YEAR = ("tahun", OwnValuesFilter)


class PlanAdmin(ScopedAdmin):
    """A part of a Renstra: written by its owner, seen too by those who adopted, or may adopt, indicators from it."""

    shared_downwards = True
    renstra_path = "renstra"

    def visible(self, access: Access) -> Q:
        plans = Renstra.objects.terbaca(access.where(boleh_melihat))
        return Q(**{f"{self.renstra_path}__in": plans.order_by().values("pk")})


class KategoriInline(ScopedTabularInline):
    model = KategoriCapaian


class MisiInline(ScopedTabularInline):
    model = Misi


@admin.register(Renstra)
class RenstraAdmin(PlanAdmin):
    satker_path = "pemilik"
    renstra_path = "pk"
    list_display = ("nama", "pemilik", "tahun_awal", "tahun_akhir", "terbit", "batas_capaian")
    list_filter = (("pemilik", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("nama", "kode", "nomor_sk")
    inlines = (MisiInline, KategoriInline)


@admin.register(KategoriCapaian)
class KategoriCapaianAdmin(PlanAdmin):
    satker_path = "renstra__pemilik"
    leaf = True
    list_display = ("nama", "batas_bawah", "gaya", "renstra")
    list_filter = (OWN_RENSTRA,)
    search_fields = ("nama", "renstra__nama")


@admin.register(Misi)
class MisiAdmin(PlanAdmin):
    satker_path = "renstra__pemilik"
    leaf = True
    list_display = ("nomor", "isi", "renstra")
    list_display_links = ("nomor", "isi")
    list_filter = (OWN_RENSTRA,)
    search_fields = ("isi", "renstra__nama")


@admin.register(Tujuan)
class TujuanAdmin(PlanAdmin):
    satker_path = "renstra__pemilik"
    list_display = ("nomor", "nama", "renstra")
    list_display_links = ("nomor", "nama")
    list_filter = (OWN_RENSTRA,)
    search_fields = ("nama", "renstra__nama")

    def choice_label(self, obj: Any) -> str:
        return f"{obj} ({obj.renstra})"


@admin.register(SasaranStrategis)
class SasaranAdmin(PlanAdmin):
    satker_path = "tujuan__renstra__pemilik"
    renstra_path = "tujuan__renstra"
    list_display = ("nomor", "nama", "tujuan")
    list_display_links = ("nomor", "nama")
    list_filter = (("tujuan__renstra", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("nama", "tujuan__nama")

    def choice_label(self, obj: Any) -> str:
        return f"{obj} ({obj.tujuan.renstra})"


@admin.register(Indikator)
class IndikatorAdmin(PlanAdmin):
    satker_path = "sasaran__tujuan__renstra__pemilik"
    renstra_path = "sasaran__tujuan__renstra"
    list_display = ("nomor", "nama", "satuan", "arah", "sasaran")
    list_display_links = ("nomor", "nama")
    list_filter = (("sasaran__tujuan__renstra", admin.RelatedOnlyFieldListFilter), "satuan", "arah")
    search_fields = ("nama", "kode", "definisi")
    list_select_related = ("skala",)
    fieldsets = (
        (None, {"fields": ("sasaran", "nomor", "kode", "nama")}),
        ("Pengukuran", {"fields": ("satuan", "nama_satuan", "skala", "arah", "agregasi", "sifat", "wajib_bukti")}),
        (
            "Definisi",
            {
                "fields": (
                    "definisi",
                    "cara_perhitungan",
                    "label_pembilang",
                    "label_penyebut",
                    "ukuran_keberhasilan",
                    "sumber_data",
                )
            },
        ),
        (
            "Nama dalam laporan",
            {"fields": ("nama_iku", "nama_tabel", "nama_judul_tabel", "judul_ikk", "judul_tabel_pendukung")},
        ),
    )

    def choice_label(self, obj: Any) -> str:
        return f"{obj.nomor}. {obj.nama} ({obj.sasaran.tujuan.renstra})"


class TingkatInline(ScopedTabularInline):
    model = TingkatSkala


@admin.register(Skala)
class SkalaAdmin(ScopedAdmin):
    list_display = ("nama", "kode", "dasar")
    search_fields = ("nama", "kode", "dasar")
    inlines = (TingkatInline,)


@admin.register(TingkatSkala)
class TingkatSkalaAdmin(ScopedAdmin):
    list_display = ("kode", "nama", "peringkat", "batas_bawah", "skala")
    list_filter = (("skala", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("kode", "nama", "skala__nama")
    list_select_related = ("skala",)

    def choice_label(self, obj: Any) -> str:
        return f"{obj.skala}: {obj}"


@admin.register(AdopsiIndikator)
class AdopsiAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    subbagian_path = "subbagian"
    list_display = ("nomor", "indikator", "entitas", "dari", "sampai", "subbagian")
    list_display_links = ("nomor", "indikator")
    list_filter = (OWN_ENTITAS, ("subbagian", admin.RelatedOnlyFieldListFilter))
    search_fields = ("indikator__nama", "indikator__kode", "subbagian__nama")
    list_select_related = ("entitas", "indikator")

    def choice_label(self, obj: Any) -> str:
        return f"{obj} ({obj.entitas}, {obj.dari}–{obj.sampai})"


@admin.register(PerjanjianKinerja)
class PerjanjianKinerjaAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ("nama", "entitas", "tahun", "versi", "tanggal", "penandatangan")
    list_filter = (OWN_ENTITAS, OWN_YEAR)
    search_fields = ("nama", "penandatangan__nama")
    list_select_related = ("entitas", "penandatangan")


@admin.register(Target)
class TargetAdmin(ScopedAdmin):
    satker_path = "adopsi__entitas__satker"
    leaf = True
    list_display = ("adopsi", "sumber", "tahun", "triwulan", "isi")
    list_filter = (OWN_ADOPSI_ENTITAS, OWN_YEAR, "sumber", "triwulan")
    search_fields = ("adopsi__indikator__nama", "catatan")
    list_select_related = ("adopsi__indikator", "tingkat", "perjanjian")

    @admin.display(description="target")
    def isi(self, obj: Target) -> str:
        return "Tanpa target" if obj.tanpa_target else str(obj.isi)


@admin.register(TargetIndikator)
class TargetIndikatorAdmin(PlanAdmin):
    satker_path = "indikator__sasaran__tujuan__renstra__pemilik"
    renstra_path = "indikator__sasaran__tujuan__renstra"
    leaf = True
    list_display = ("indikator", "tahun", "isi")
    list_filter = (("indikator__sasaran__tujuan__renstra", admin.RelatedOnlyFieldListFilter), OWN_YEAR)
    search_fields = ("indikator__nama", "indikator__kode")
    list_select_related = ("indikator", "tingkat")

    @admin.display(description="target")
    def isi(self, obj: TargetIndikator) -> str:
        return str(obj.isi)


@admin.register(RencanaAksi)
class RencanaAksiAdmin(ScopedAdmin):
    satker_path = "adopsi__entitas__satker"
    leaf = True
    list_display = ("uraian", "adopsi", "tahun", "triwulan", "urutan")
    list_filter = (OWN_ADOPSI_ENTITAS, OWN_YEAR, "triwulan")
    search_fields = ("uraian", "adopsi__indikator__nama")
    list_select_related = ("adopsi__indikator",)


@admin.register(PrioritasNasional)
class PrioritasNasionalAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    leaf = True
    list_display = ("urutan", "proyek", "kegiatan", "tahun", "entitas")
    list_display_links = ("urutan", "proyek")
    list_filter = (OWN_ENTITAS, OWN_YEAR)
    search_fields = ("prioritas", "program", "kegiatan", "proyek")
    list_select_related = ("entitas",)
