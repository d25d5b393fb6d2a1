"""Administration of files and of quoted figures."""

from django.contrib import admin

from apps.dokumen.models import AngkaKutipan, Berkas, Lampiran
from apps.organisasi.admin_base import OwnValuesFilter, ScopedAdmin


@admin.register(Berkas)
class BerkasAdmin(ScopedAdmin):
    """Files come in where they are used, which computes fingerprint and type; here they get another name."""

    satker_path = "satker"
    addable = False
    list_display = ("nama", "tipe", "ukuran", "diunggah_oleh", "waktu", "satker")
    list_filter = (("satker", admin.RelatedOnlyFieldListFilter), ("tipe", OwnValuesFilter))
    search_fields = ("nama", "sha256")
    list_select_related = ("diunggah_oleh",)
    fields = ("nama", "satker", "tipe", "ukuran", "sha256", "diunggah_oleh", "waktu")
    readonly_fields = fields[1:]


@admin.register(Lampiran)
class LampiranAdmin(ScopedAdmin):
    """What a file is attached to is decided where it was attached, never by typing a number here."""

    satker_path = "berkas__satker"
    addable = False
    list_display = ("berkas", "objek_jenis", "objek_id", "keterangan")
    search_fields = ("berkas__nama", "keterangan")
    list_select_related = ("berkas", "objek_jenis")
    fields = ("keterangan", "berkas", "objek_jenis", "objek_id")
    readonly_fields = fields[1:]


@admin.register(AngkaKutipan)
class AngkaKutipanAdmin(ScopedAdmin):
    satker_path = "entitas__satker"
    leaf = True
    # Spending above the pagu gives a negative remainder and a negative efficiency.
    negative_fields = ("rupiah", "angka")
    list_display = ("subjek", "ukuran", "nilai_kutipan", "tahun", "sumber", "entitas")
    list_filter = (
        ("entitas", admin.RelatedOnlyFieldListFilter),
        ("tahun", OwnValuesFilter),
        "ukuran",
        ("sumber", OwnValuesFilter),
    )
    search_fields = ("subjek", "sumber", "catatan")
    list_select_related = ("entitas",)

    @admin.display(description="nilai")
    def nilai_kutipan(self, obj: AngkaKutipan) -> str:
        return obj.nilai
