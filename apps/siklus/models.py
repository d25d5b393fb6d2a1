"""The yearly cycle: periods with deadlines, extensions, pengesahan (the one closing concept) and its editions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.dokumen.models import Berkas
from apps.organisasi.models import Entitas, Subbagian

TRIWULAN = [(0, "Tahunan"), (1, "Triwulan I"), (2, "Triwulan II"), (3, "Triwulan III"), (4, "Triwulan IV")]


class Periode(models.Model):
    """A quarter or the whole year (triwulan 0) of an entitas, opened and closed by the administrator."""

    entitas = models.ForeignKey(Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="periode")
    tahun = models.PositiveSmallIntegerField("tahun")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN, default=0)
    dibuka = models.BooleanField("dibuka untuk pengisian", default=False)
    tenggat = models.DateField("tenggat pengisian", null=True, blank=True)

    class Meta:
        verbose_name = "periode"
        verbose_name_plural = "periode"
        ordering = ["-tahun", "triwulan"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitas", "tahun", "triwulan"],
                name="periode_unik",
                violation_error_message="Periode ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(triwulan__lte=4),
                name="periode_triwulan_sah",
                violation_error_message="Triwulan hanya I sampai IV, atau tahunan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_triwulan_display()} {self.tahun}"


class Perpanjangan(models.Model):
    """A dated extension for one person or one subbagian, traced to who gave it and why."""

    periode = models.ForeignKey(Periode, verbose_name="periode", on_delete=models.CASCADE, related_name="perpanjangan")
    subbagian = models.ForeignKey(
        Subbagian, verbose_name="subbagian", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pengguna",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    sampai = models.DateField("berlaku sampai")
    alasan = models.TextField("alasan")
    diberikan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diberikan oleh", on_delete=models.PROTECT, related_name="+"
    )
    waktu = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "perpanjangan tenggat"
        verbose_name_plural = "perpanjangan tenggat"
        ordering = ["-waktu"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subbagian__isnull=False, pengguna__isnull=True)
                | Q(subbagian__isnull=True, pengguna__isnull=False),
                name="perpanjangan_satu_sasaran",
                violation_error_message="Pilih satu subbagian atau satu pengguna.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.periode} sampai {self.sampai}"


class Pengesahan(models.Model):
    """The act that closes a period, resting on the signed berita acara pleno."""

    periode = models.ForeignKey(Periode, verbose_name="periode", on_delete=models.PROTECT, related_name="pengesahan")
    nomor_berita_acara = models.CharField("nomor berita acara", max_length=100)
    tanggal = models.DateField("tanggal pleno")
    penandatangan = models.TextField("penandatangan")
    berita_acara = models.ForeignKey(
        Berkas, verbose_name="pindaian berita acara", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    disahkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dicatat oleh", on_delete=models.PROTECT, related_name="+"
    )
    waktu = models.DateTimeField("waktu", auto_now_add=True)
    dibuka_kembali = models.DateTimeField("dibuka kembali", null=True, blank=True)
    alasan_dibuka = models.TextField("alasan dibuka kembali", blank=True)

    class Meta:
        verbose_name = "pengesahan"
        verbose_name_plural = "pengesahan"
        ordering = ["-waktu"]
        constraints = [
            models.UniqueConstraint(
                fields=["periode"],
                condition=Q(dibuka_kembali__isnull=True),
                name="pengesahan_satu_berlaku",
                violation_error_message="Periode ini sudah disahkan. Buka kembali dahulu bila perlu diperbaiki.",
            ),
            models.CheckConstraint(
                condition=Q(dibuka_kembali__isnull=True) | ~Q(alasan_dibuka=""),
                name="pengesahan_dibuka_beralasan",
                violation_error_message="Pembukaan kembali harus disertai alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pengesahan {self.periode}, {self.nomor_berita_acara}"


class Edisi(models.Model):
    """What a pengesahan produced: facts, settings, tables and charts as they stood, self-contained and immutable."""

    pengesahan = models.OneToOneField(
        Pengesahan, verbose_name="pengesahan", on_delete=models.PROTECT, related_name="edisi"
    )
    nomor = models.PositiveSmallIntegerField("nomor edisi")
    isi = models.JSONField("isi")
    sha256 = models.CharField("SHA-256", max_length=64)
    versi_kode = models.CharField("versi aplikasi", max_length=40)
    waktu = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "edisi"
        verbose_name_plural = "edisi"
        ordering = ["-waktu"]

    def __str__(self) -> str:
        return f"Edisi {self.nomor} {self.pengesahan.periode}"
