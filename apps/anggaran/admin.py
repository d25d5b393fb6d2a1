"""Administration of the money: DIPA and its versions, budget lines, pagu, spending, output."""

from typing import Any

from django.contrib import admin

from apps.anggaran.models import (
    CapaianRO,
    Dipa,
    DukunganKegiatan,
    KeadaanRealisasi,
    KemajuanRO,
    NilaiRealisasi,
    Pagu,
    PenjelasanSelisih,
    PosAnggaran,
    RencanaPenarikan,
    VersiDipa,
)
from apps.organisasi.admin_base import OwnValuesFilter, ScopedAdmin, ScopedTabularInline
from apps.ui.numbers import format_rinci, format_rupiah


class VersiInline(ScopedTabularInline):
    model = VersiDipa
    fields = ("urutan", "nama", "nomor", "tanggal", "jenis")


@admin.register(Dipa)
class DipaAdmin(ScopedAdmin):
    satker_path = "satker"
    list_display = ("__str__", "tahun", "satker")
    list_filter = (("satker", admin.RelatedOnlyFieldListFilter), ("tahun", OwnValuesFilter))
    search_fields = ("tahun", "satker__nama")
    inlines = (VersiInline,)


@admin.register(VersiDipa)
class VersiDipaAdmin(ScopedAdmin):
    satker_path = "dipa__satker"
    list_display = ("nama", "dipa", "urutan", "nomor", "tanggal", "jenis")
    list_filter = (("dipa__tahun", OwnValuesFilter),)
    search_fields = ("nama", "nomor", "alasan")

    def choice_label(self, obj: Any) -> str:
        return f"{obj} ({obj.dipa.satker})"


@admin.register(PosAnggaran)
class PosAnggaranAdmin(ScopedAdmin):
    satker_path = "dipa__satker"
    list_display = ("jalur", "nama", "jenis", "prioritas_nasional", "dipa")
    list_filter = (("dipa__tahun", OwnValuesFilter), ("jenis", OwnValuesFilter), "prioritas_nasional")
    search_fields = ("jalur", "nama")
    list_select_related = ("induk",)

    def choice_label(self, obj: Any) -> str:
        return f"{obj.dipa.tahun} · {obj}"


@admin.register(Pagu)
class PaguAdmin(ScopedAdmin):
    satker_path = "versi__dipa__satker"
    leaf = True
    list_display = ("pos", "versi", "pagu_rupiah", "blokir_rupiah", "sumber_dana")
    list_filter = (("versi__dipa__tahun", OwnValuesFilter), ("versi__nama", OwnValuesFilter))
    search_fields = ("pos__jalur", "pos__nama")
    list_select_related = ("pos",)

    @admin.display(description="pagu", ordering="jumlah")
    def pagu_rupiah(self, obj: Pagu) -> str:
        return format_rupiah(obj.jumlah)

    @admin.display(description="diblokir", ordering="blokir")
    def blokir_rupiah(self, obj: Pagu) -> str:
        return format_rupiah(obj.blokir)


@admin.register(KeadaanRealisasi)
class KeadaanAdmin(ScopedAdmin):
    satker_path = "dipa__satker"
    list_display = ("__str__", "per_tanggal", "basis", "sistem_sumber", "urutan", "pembanding")
    list_filter = (("dipa__tahun", OwnValuesFilter), "basis", ("sistem_sumber", OwnValuesFilter))
    search_fields = ("sistem_sumber", "dipa__tahun")


@admin.register(NilaiRealisasi)
class NilaiRealisasiAdmin(ScopedAdmin):
    satker_path = "keadaan__dipa__satker"
    leaf = True
    # Money given back can exceed what was spent.
    negative_fields = ("jumlah",)
    list_display = ("pos", "keadaan", "realisasi_rupiah")
    list_filter = (("keadaan__dipa__tahun", OwnValuesFilter), ("keadaan__per_tanggal", OwnValuesFilter))
    search_fields = ("pos__jalur", "pos__nama")
    list_select_related = ("pos",)

    @admin.display(description="realisasi", ordering="jumlah")
    def realisasi_rupiah(self, obj: NilaiRealisasi) -> str:
        return format_rupiah(obj.jumlah)


@admin.register(CapaianRO)
class CapaianROAdmin(ScopedAdmin):
    satker_path = "pos__dipa__satker"
    leaf = True
    list_display = ("pos", "volume", "capaian_persen", "asumsi")
    list_filter = (("pos__dipa__tahun", OwnValuesFilter), "asumsi")
    search_fields = ("pos__jalur", "pos__nama", "satuan")

    @admin.display(description="target volume")
    def volume(self, obj: CapaianRO) -> str:
        return "Belum diisi" if obj.target_volume is None else f"{format_rinci(obj.target_volume)} {obj.satuan}".strip()

    @admin.display(description="capaian", ordering="capaian")
    def capaian_persen(self, obj: CapaianRO) -> str:
        return "Dari volume" if obj.capaian is None else f"{format_rinci(obj.capaian)}%"


@admin.register(KemajuanRO)
class KemajuanROAdmin(ScopedAdmin):
    satker_path = "pos__dipa__satker"
    leaf = True
    list_display = ("pos", "bulan", "volume", "progres")
    list_filter = (("pos__dipa__tahun", OwnValuesFilter), "bulan")
    search_fields = ("pos__jalur", "pos__nama")
    list_select_related = ("pos",)


@admin.register(RencanaPenarikan)
class RencanaAdmin(ScopedAdmin):
    satker_path = "versi__dipa__satker"
    leaf = True
    list_display = ("pos", "bulan", "versi", "rencana_rupiah")
    list_filter = (("versi__dipa__tahun", OwnValuesFilter), "bulan")
    search_fields = ("pos__jalur", "pos__nama")
    list_select_related = ("pos", "versi__dipa")

    @admin.display(description="rencana", ordering="jumlah")
    def rencana_rupiah(self, obj: RencanaPenarikan) -> str:
        return format_rupiah(obj.jumlah)


@admin.register(PenjelasanSelisih)
class PenjelasanAdmin(ScopedAdmin):
    satker_path = "dipa__satker"
    # Written where the difference is seen, because an explanation holds for two amounts.
    read_only = True
    list_display = ("kunci", "nilai_kita", "nilai_lain", "oleh", "waktu")
    list_filter = (("dipa__tahun", OwnValuesFilter),)
    search_fields = ("kunci", "penjelasan")


@admin.register(DukunganKegiatan)
class DukunganAdmin(ScopedAdmin):
    satker_path = "pos__dipa__satker"
    leaf = True
    list_display = ("pos", "adopsi", "porsi_persen")
    list_filter = (("pos__dipa__tahun", OwnValuesFilter),)
    search_fields = ("pos__jalur", "pos__nama", "adopsi__indikator__nama")
    list_select_related = ("adopsi__indikator", "adopsi__entitas")

    @admin.display(description="porsi", ordering="porsi")
    def porsi_persen(self, obj: DukunganKegiatan) -> str:
        return "Belum ditetapkan" if obj.porsi is None else f"{format_rinci(obj.porsi)}%"
