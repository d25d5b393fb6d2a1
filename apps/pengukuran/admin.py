"""Admin of realisasi and what belongs to it: written by the subbagian that answers for the indicator."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from apps.organisasi.admin_base import LinesField, ReadOnlyMixin, ScopedAdmin
from apps.pengukuran.models import (
    Analisis,
    BarisTabelPendukung,
    Bukti,
    Peristiwa,
    Realisasi,
    RincianRealisasi,
    TabelPendukung,
    TransisiRealisasi,
    Upaya,
    UpayaUmum,
)


class EntryAdmin(ScopedAdmin):
    """Base of what operators enter."""

    is_entry = True

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, models.JSONField):
            return LinesField(label=db_field.verbose_name.capitalize(), help_text="Satu sel pada setiap baris.")
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Peristiwa)
class PeristiwaAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ["nama", "tahun", "tanggal"]


@admin.register(Realisasi)
class RealisasiAdmin(EntryAdmin):
    satker_path = "adopsi__entitas__satker"
    subbagian_path = "adopsi__subbagian"
    list_display = ["adopsi", "tahun", "triwulan", "nilai", "tingkat", "keadaan", "keandalan", "tahap"]
    list_filter = ["tahun", "tahap", "keandalan", "status_nilai"]
    list_select_related = ["adopsi__indikator", "tingkat"]
    search_fields = ["adopsi__indikator__nama"]
    readonly_fields = ["tahap", "versi"]

    def _allowed(self, request: HttpRequest, obj: models.Model | None) -> bool:
        """What was approved is closed for everybody; a correction reopens the period."""
        if isinstance(obj, Realisasi) and obj.tahap == Realisasi.Tahap.DISAHKAN:
            return False
        return super()._allowed(request, obj)


@admin.register(RincianRealisasi)
class RincianRealisasiAdmin(EntryAdmin):
    satker_path = "realisasi__adopsi__entitas__satker"
    subbagian_path = "realisasi__adopsi__subbagian"
    list_display = ["realisasi", "peristiwa", "kelompok", "pembilang", "penyebut", "dihitung"]
    list_select_related = ["realisasi__adopsi__indikator", "peristiwa"]


@admin.register(Bukti)
class BuktiAdmin(ReadOnlyMixin, EntryAdmin):
    satker_path = "realisasi__adopsi__entitas__satker"
    subbagian_path = "realisasi__adopsi__subbagian"
    list_display = ["judul", "jenis", "realisasi", "waktu"]
    list_select_related = ["realisasi__adopsi__indikator"]


@admin.register(TransisiRealisasi)
class TransisiRealisasiAdmin(ReadOnlyMixin, EntryAdmin):
    satker_path = "realisasi__adopsi__entitas__satker"
    subbagian_path = "realisasi__adopsi__subbagian"
    list_display = ["realisasi", "dari", "ke", "oleh", "waktu"]
    list_select_related = ["realisasi__adopsi__indikator", "oleh"]


@admin.register(Analisis)
class AnalisisAdmin(EntryAdmin):
    satker_path = "realisasi__adopsi__entitas__satker"
    subbagian_path = "realisasi__adopsi__subbagian"
    list_display = ["realisasi"]
    list_select_related = ["realisasi__adopsi__indikator"]


@admin.register(Upaya)
class UpayaAdmin(EntryAdmin):
    satker_path = "adopsi__entitas__satker"
    subbagian_path = "adopsi__subbagian"
    list_display = ["isi", "jenis", "tahun", "adopsi"]
    list_filter = ["tahun", "jenis"]
    list_select_related = ["adopsi__indikator"]


@admin.register(UpayaUmum)
class UpayaUmumAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ["isi", "jenis", "tahun"]
    list_filter = ["tahun", "jenis"]


@admin.register(TabelPendukung)
class TabelPendukungAdmin(EntryAdmin):
    satker_path = "adopsi__entitas__satker"
    subbagian_path = "adopsi__subbagian"
    list_display = ["adopsi", "tahun"]
    list_select_related = ["adopsi__indikator"]


@admin.register(BarisTabelPendukung)
class BarisTabelPendukungAdmin(EntryAdmin):
    satker_path = "tabel__adopsi__entitas__satker"
    subbagian_path = "tabel__adopsi__subbagian"
    list_display = ["urutan", "isi_singkat", "tanda"]

    @admin.display(description="isi")
    def isi_singkat(self, baris: BarisTabelPendukung) -> str:
        return " · ".join(baris.isi)
