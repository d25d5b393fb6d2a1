"""The outline of the report as data, and what a yearly report says about itself."""

from django.core.exceptions import ValidationError
from django.db import models

from apps.laporan.diagrams import DIAGRAMS
from apps.laporan.tables import REPORTS
from apps.organisasi.models import Entitas, Pejabat


class Kerangka(models.Model):
    """A version of the systematics of the LKj; KPU's letters change it, so it is data."""

    kode = models.SlugField("kode", max_length=40, unique=True)
    nama = models.CharField("nama", max_length=200)
    dasar = models.CharField("dasar aturan", max_length=300, blank=True)
    dari_tahun = models.PositiveSmallIntegerField("berlaku dari tahun")

    class Meta:
        verbose_name = "kerangka laporan"
        verbose_name_plural = "kerangka laporan"
        ordering = ["-dari_tahun"]

    def __str__(self) -> str:
        return self.nama


class SimpulKerangka(models.Model):
    """A node of an outline: a chapter, a heading, a narrative, a table or a diagram, repeated where it says so."""

    class Jenis(models.TextChoices):
        BAB = "bab", "Bab"
        JUDUL = "judul", "Subjudul"
        NARASI = "narasi", "Narasi"
        TABEL = "tabel", "Tabel"
        DIAGRAM = "diagram", "Diagram"

    class Ulang(models.TextChoices):
        SEKALI = "", "Sekali"
        SASARAN = "sasaran", "Untuk setiap sasaran"
        INDIKATOR = "indikator", "Untuk setiap indikator dari sasaran"

    kerangka = models.ForeignKey(Kerangka, verbose_name="kerangka", on_delete=models.CASCADE, related_name="simpul")
    kode = models.CharField("kode simpul", max_length=20)
    induk = models.ForeignKey(
        "self", verbose_name="simpul induk", null=True, blank=True, on_delete=models.CASCADE, related_name="anak"
    )
    urutan = models.PositiveSmallIntegerField("urutan")
    jenis = models.CharField("jenis", max_length=10, choices=Jenis)
    slug = models.SlugField("slug", max_length=60, blank=True, help_text="Tabel atau diagram yang ditempatkan di sini.")
    judul = models.CharField("judul", max_length=300, blank=True)
    ulang = models.CharField("diulang", max_length=10, choices=Ulang, blank=True, default=Ulang.SEKALI)

    class Meta:
        verbose_name = "simpul kerangka"
        verbose_name_plural = "simpul kerangka"
        ordering = ["kerangka", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["kerangka", "kode"],
                name="simpul_kode_unik",
                violation_error_message="Kode simpul ini sudah ada dalam kerangka yang sama.",
            ),
            models.UniqueConstraint(
                fields=["kerangka", "urutan"],
                name="simpul_urutan_unik",
                violation_error_message="Urutan simpul ini sudah ada dalam kerangka yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return self.judul or self.slug

    def clean(self) -> None:
        super().clean()
        known = {"tabel": tuple(REPORTS), "diagram": tuple(DIAGRAMS)}.get(self.jenis)
        if known is not None and self.slug not in known:
            raise ValidationError({"slug": f"Slug “{self.slug}” tidak dikenal. Pilih salah satu: {', '.join(known)}."})


class Laporan(models.Model):
    """The report of an entitas for a year: its outline, who signs it, where and when."""

    entitas = models.ForeignKey(Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="laporan")
    tahun = models.PositiveSmallIntegerField("tahun")
    kerangka = models.ForeignKey(Kerangka, verbose_name="kerangka", on_delete=models.PROTECT, related_name="laporan")
    tempat = models.CharField("tempat", max_length=100, blank=True)
    tanggal = models.DateField("tanggal", null=True, blank=True)
    penandatangan = models.ForeignKey(
        Pejabat, verbose_name="penandatangan", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    keadaan_per = models.DateField("keadaan data per", null=True, blank=True)

    class Meta:
        verbose_name = "laporan kinerja"
        verbose_name_plural = "laporan kinerja"
        ordering = ["entitas", "-tahun"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitas", "tahun"],
                name="laporan_unik",
                violation_error_message="Laporan kinerja tahun ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"LKj {self.tahun} {self.entitas}"
