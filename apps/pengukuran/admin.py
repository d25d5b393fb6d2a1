"""Administration of entry: realisasi with details, evidence and analysis, efforts, and supporting tables."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils import timezone

from apps.audit.services import lock_chain
from apps.audit.states import state_of
from apps.organisasi.admin_base import (
    OwnValuesFilter,
    ScopedAdmin,
    ScopedStackedInline,
    ScopedTabularInline,
    access_of,
)
from apps.organisasi.admin_base.access import Access
from apps.organisasi.admin_base.forms import ScopedForm
from apps.organisasi.admin_base.writing import settle_decimals
from apps.organisasi.permissions import Denied, Keputusan, boleh_mengelola, periode_terbuka
from apps.pengukuran.models import (
    Analisis,
    BarisTabelPendukung,
    Bukti,
    Narasi,
    Peristiwa,
    Realisasi,
    RincianRealisasi,
    TabelPendukung,
    TransisiRealisasi,
    Upaya,
    UpayaUmum,
)
from apps.siklus.facts import fetch_satu_periode
from apps.ui.closing import process_reason
from apps.ui.numbers import format_rinci

OWN_ENTITAS = ("entitas", admin.RelatedOnlyFieldListFilter)
OWN_ADOPSI_ENTITAS = ("adopsi__entitas", admin.RelatedOnlyFieldListFilter)
OWN_ADOPSI_SUBBAGIAN = ("adopsi__subbagian", admin.RelatedOnlyFieldListFilter)
OWN_YEAR = ("tahun", OwnValuesFilter)
OWN_REALISASI_YEAR = ("realisasi__tahun", OwnValuesFilter)
STALE = (
    "Realisasi ini sudah diubah orang lain sejak Anda membukanya. Buka lagi halaman ini di tab lain, "
    "bandingkan, lalu isikan kembali perubahan Anda."
)


@admin.register(Peristiwa)
class PeristiwaAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    list_display = ("nama", "kode", "tahun", "tanggal", "entitas")
    list_filter = (OWN_ENTITAS, OWN_YEAR)
    search_fields = ("nama", "kode")
    list_select_related = ("entitas",)


class RealisasiForm(ScopedForm):
    """A realisasi; it remembers which version it showed, so that nobody's change is overwritten unseen."""

    versi_terbuka = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["versi_terbuka"].initial = self.instance.versi

    def clean(self) -> Any:
        data = super().clean()
        if self.instance.pk and self.cleaned_data.get("versi_terbuka") != self.instance.versi:
            raise ValidationError(STALE)
        return data


class RincianInline(ScopedTabularInline):
    model = RincianRealisasi


class BuktiInline(ScopedStackedInline):
    model = Bukti


class AnalisisInline(ScopedStackedInline):
    model = Analisis


class EntryAdmin(ScopedAdmin):
    """What operators fill in, under the same rules as the entry pages: as a draft, in an open period.

    The administrator may also mend data of periods that are not open, such as years loaded from printed reports.
    """

    entry = True
    subbagian_path = "adopsi__subbagian"

    # The way to the row that names indicator and period.
    period_path = "realisasi"

    def may_write(self, request: HttpRequest, obj: Any = None) -> Keputusan:
        decision = super().may_write(request, obj)
        if not decision or obj is None:
            return decision
        place = self._follow(obj, self.period_path)
        # Without a place it is not filled in yet, and looked at again once it is saved.
        if place is not None and (diproses := process_reason(obj)):
            return Denied(diproses)
        if boleh_mengelola(access_of(request).at(self.satker_of(obj))):
            return True
        return self._period_open(request, place)

    def _period_open(self, request: HttpRequest, row: Any) -> Keputusan:
        """Whether the period that a row belongs to takes entries from this person today."""
        adopsi = getattr(row, "adopsi", None)
        if adopsi is None:
            return True
        periode = fetch_satu_periode(adopsi.entitas, row.tahun, getattr(row, "triwulan", 0))
        return periode_terbuka(periode.keadaan(adopsi.subbagian_id, request.user.pk), timezone.localdate())


@admin.register(Realisasi)
class RealisasiAdmin(EntryAdmin):
    period_path = ""
    satker_path = "adopsi__entitas__satker"
    form = RealisasiForm
    list_display = ("adopsi", "tahun", "triwulan", "isi", "status_nilai", "keandalan", "tahap")
    list_filter = (OWN_ADOPSI_ENTITAS, OWN_ADOPSI_SUBBAGIAN, OWN_YEAR, "triwulan", "tahap", "status_nilai", "keandalan")
    search_fields = ("adopsi__indikator__nama", "sumber", "catatan_kaki")
    list_select_related = ("adopsi__indikator", "adopsi__entitas", "tingkat", "peristiwa")
    readonly_fields = ("tahap", "versi")
    inlines = (RincianInline, BuktiInline, AnalisisInline)
    fieldsets = (
        (None, {"fields": ("adopsi", "tahun", "triwulan", "tahap", "versi", "versi_terbuka")}),
        ("Nilai", {"fields": ("keadaan", "nilai", "tingkat", "skor", "pembilang", "penyebut", "alasan")}),
        (
            "Kepastian",
            {"fields": ("status_nilai", "tanggal_final", "keandalan", "alasan_keandalan", "catatan_kaki")},
        ),
        ("Asal", {"fields": ("sumber", "per_tanggal", "peristiwa")}),
    )

    @admin.display(description="realisasi")
    def isi(self, obj: Realisasi) -> str:
        if obj.keadaan == Realisasi.Keadaan.BELUM_TERUKUR:
            return "Belum terukur"
        if obj.pembilang is not None:
            return f"{format_rinci(obj.pembilang)} dari {format_rinci(obj.penyebut or 0)}"
        return str(obj.tingkat) if obj.nilai is None else format_rinci(obj.nilai)

    def choice_label(self, obj: Any) -> str:
        return f"{obj} ({obj.adopsi.entitas}, {obj.get_triwulan_display().lower()})"

    def offered(self, access: Access, page: ScopedAdmin, *, owner: bool) -> Q:
        return super().offered(access, page, owner=owner) & Q(tahap=Realisasi.Tahap.DRAF)

    def write(self, request: HttpRequest, obj: Model) -> None:
        """Count the version on with every change, for whoever has the same realisasi open elsewhere."""
        row: Any = obj
        settle_decimals(row)
        # First in line like every service: whoever locks the row first waits for one that waits for the row.
        lock_chain(self.rantai(row))
        stored = Realisasi.objects.filter(pk=row.pk).first()
        if stored and stored.versi != row.versi:
            raise ValidationError(STALE)
        if stored and state_of(stored) != state_of(row):
            row.versi += 1
        super().write(request, row)


@admin.register(RincianRealisasi)
class RincianAdmin(EntryAdmin):
    satker_path = "realisasi__adopsi__entitas__satker"
    subbagian_path = "realisasi__adopsi__subbagian"
    leaf = True
    list_display = ("realisasi", "peristiwa", "kelompok", "pembilang", "penyebut", "dihitung")
    list_filter = (OWN_REALISASI_YEAR, "kelompok", "dihitung")
    search_fields = ("realisasi__adopsi__indikator__nama", "peristiwa__nama")
    list_select_related = ("realisasi__adopsi__indikator", "peristiwa")


@admin.register(Bukti)
class BuktiAdmin(EntryAdmin):
    satker_path = "realisasi__adopsi__entitas__satker"
    subbagian_path = "realisasi__adopsi__subbagian"
    actor_field = "ditambahkan_oleh"
    leaf = True
    list_display = ("judul", "jenis", "realisasi", "ditambahkan_oleh", "waktu")
    list_filter = ("jenis", OWN_REALISASI_YEAR)
    search_fields = ("judul", "catatan", "tautan", "realisasi__adopsi__indikator__nama")
    list_select_related = ("realisasi__adopsi__indikator", "berkas", "ditambahkan_oleh")


@admin.register(Analisis)
class AnalisisAdmin(EntryAdmin):
    satker_path = "realisasi__adopsi__entitas__satker"
    subbagian_path = "realisasi__adopsi__subbagian"
    leaf = True
    list_display = ("realisasi", "uraian")
    list_filter = (OWN_REALISASI_YEAR,)
    search_fields = ("uraian", "hambatan", "realisasi__adopsi__indikator__nama")
    list_select_related = ("realisasi__adopsi__indikator",)


@admin.register(TransisiRealisasi)
class TransisiAdmin(EntryAdmin):
    satker_path = "realisasi__adopsi__entitas__satker"
    subbagian_path = "realisasi__adopsi__subbagian"
    read_only = True
    list_display = ("realisasi", "dari", "ke", "oleh", "waktu", "alasan")
    list_filter = (OWN_REALISASI_YEAR, "ke")
    search_fields = ("alasan", "oleh__nama", "realisasi__adopsi__indikator__nama")
    list_select_related = ("realisasi__adopsi__indikator", "oleh")


@admin.register(Upaya)
class UpayaAdmin(EntryAdmin):
    period_path = ""
    satker_path = "adopsi__entitas__satker"
    leaf = True
    list_display = ("isi", "jenis", "adopsi", "tahun", "triwulan", "urutan", "penanggung_jawab", "tenggat")
    list_filter = (OWN_ADOPSI_ENTITAS, OWN_YEAR, "jenis")
    search_fields = ("isi", "penanggung_jawab", "adopsi__indikator__nama")
    list_select_related = ("adopsi__indikator", "adopsi__entitas")


@admin.register(UpayaUmum)
class UpayaUmumAdmin(EntryAdmin):
    """Efforts of the whole office: no subbagian answers for them, so operators have none."""

    satker_path = "entitas__satker"
    period_path = ""
    subbagian_path = ""
    leaf = True
    list_display = ("isi", "jenis", "entitas", "tahun", "urutan")
    list_filter = (OWN_ENTITAS, OWN_YEAR, "jenis")
    search_fields = ("isi",)
    list_select_related = ("entitas", "adopsi__indikator")


class BarisForm(ScopedForm):
    """A row with as many cells as its table has columns; the first column is its number, which nobody types."""

    def clean(self) -> Any:
        data = super().clean()
        tabel, isi = self.cleaned_data.get("tabel"), self.cleaned_data.get("isi") or []
        if tabel and tabel.kolom and len(isi) > len(tabel.kolom) - 1:
            kolom = ", ".join(tabel.kolom[1:])
            self.add_error("isi", f"Ada {len(isi)} sel, padahal kolomnya {len(tabel.kolom) - 1}: {kolom}.")
        return data


class BarisInline(ScopedTabularInline):
    model = BarisTabelPendukung
    form = BarisForm


@admin.register(TabelPendukung)
class TabelPendukungAdmin(EntryAdmin):
    period_path = ""
    satker_path = "adopsi__entitas__satker"
    list_display = ("adopsi", "tahun", "judul_kolom")
    list_filter = (OWN_ADOPSI_ENTITAS, OWN_YEAR)
    search_fields = ("adopsi__indikator__nama", "catatan")
    list_select_related = ("adopsi__indikator", "adopsi__entitas")
    inlines = (BarisInline,)

    @admin.display(description="kolom")
    def judul_kolom(self, obj: TabelPendukung) -> str:
        return ", ".join(map(str, obj.kolom))


@admin.register(BarisTabelPendukung)
class BarisTabelPendukungAdmin(EntryAdmin):
    period_path = "tabel"
    satker_path = "tabel__adopsi__entitas__satker"
    subbagian_path = "tabel__adopsi__subbagian"
    form = BarisForm
    leaf = True
    list_display = ("urutan", "sel", "tabel")
    list_display_links = ("urutan", "sel")
    list_filter = (("tabel__tahun", OwnValuesFilter),)
    search_fields = ("tabel__adopsi__indikator__nama", "isi")
    list_select_related = ("tabel__adopsi__indikator",)

    @admin.display(description="isi")
    def sel(self, obj: BarisTabelPendukung) -> str:
        return ", ".join(map(str, obj.isi))


@admin.register(Narasi)
class NarasiAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    # Written where the generated sentence is seen, because a text holds for the figures it was written about.
    read_only = True
    list_display = ("perbandingan", "tahun", "adopsi", "sasaran", "diubah_oleh", "waktu")
    list_filter = (OWN_ENTITAS, OWN_YEAR)
    search_fields = ("isi", "adopsi__indikator__nama", "sasaran__nama")
    list_select_related = ("adopsi__indikator", "sasaran", "diubah_oleh")
