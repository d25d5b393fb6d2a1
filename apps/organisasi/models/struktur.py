"""The parts of an office: divisi and subbagian, officials with their dated offices, and areas."""

from django.db import models

from apps.organisasi.models.base import DatedQuerySet, dates_in_order, unique_even_if_null
from apps.organisasi.models.satker import Satker


class Divisi(models.Model):
    """A commissioners' division; it coordinates one or more subbagian of the secretariat."""

    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.PROTECT, related_name="divisi")
    kode = models.SlugField("kode", max_length=40)
    nama = models.CharField("nama", max_length=200)
    urutan = models.PositiveSmallIntegerField("urutan")
    dasar = models.CharField("dasar penetapan", max_length=300, blank=True)
    mulai = models.DateField("mulai berlaku", null=True, blank=True)
    selesai = models.DateField("selesai berlaku", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "divisi"
        verbose_name_plural = "divisi"
        ordering = ["satker__kode", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["satker", "kode"],
                name="divisi_kode_unik",
                violation_error_message="Kode divisi ini sudah dipakai di satker yang sama.",
            ),
            dates_in_order("divisi_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return self.nama


class UraianTugas(models.Model):
    """One line of what a divisi makes policy on."""

    divisi = models.ForeignKey(Divisi, verbose_name="divisi", on_delete=models.CASCADE, related_name="uraian_tugas")
    urutan = models.PositiveSmallIntegerField("urutan")
    isi = models.TextField("uraian")

    class Meta:
        verbose_name = "uraian tugas"
        verbose_name_plural = "uraian tugas"
        ordering = ["divisi", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["divisi", "urutan"],
                name="uraian_tugas_unik",
                violation_error_message="Nomor urut uraian tugas ini sudah ada pada divisi tersebut.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.urutan}. {self.isi}"


class Subbagian(models.Model):
    """A unit of the secretariat; its staff enter the data of the indicators it answers for."""

    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.PROTECT, related_name="subbagian")
    kode = models.SlugField("kode", max_length=40)
    nama = models.CharField("nama", max_length=200)
    urutan = models.PositiveSmallIntegerField("urutan")
    divisi = models.ManyToManyField(Divisi, verbose_name="divisi koordinator", blank=True, related_name="subbagian")
    mengelola_anggaran = models.BooleanField(
        "mengelola anggaran",
        default=False,
        help_text="Operatornya mengimpor DIPA dan mengisi realisasi anggaran satker.",
    )
    mulai = models.DateField("mulai berlaku", null=True, blank=True)
    selesai = models.DateField("selesai berlaku", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "subbagian"
        verbose_name_plural = "subbagian"
        ordering = ["satker__kode", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["satker", "kode"],
                name="subbagian_kode_unik",
                violation_error_message="Kode subbagian ini sudah dipakai di satker yang sama.",
            ),
            dates_in_order("subbagian_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return self.nama


class Pejabat(models.Model):
    """A person who holds or held an office in the satker; need not be a user."""

    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.PROTECT, related_name="pejabat")
    kode = models.SlugField("kode", max_length=40)
    nama = models.CharField("nama", max_length=150)
    nip = models.CharField("NIP", max_length=30, blank=True)

    class Meta:
        verbose_name = "pejabat"
        verbose_name_plural = "pejabat"
        ordering = ["satker__kode", "nama"]
        constraints = [
            models.UniqueConstraint(
                fields=["satker", "kode"],
                name="pejabat_kode_unik",
                violation_error_message="Kode pejabat ini sudah dipakai di satker yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class MasaJabatan(models.Model):
    """An office that a pejabat held for some time."""

    class Jabatan(models.TextChoices):
        KETUA = "ketua", "Ketua"
        ANGGOTA = "anggota", "Anggota"
        SEKRETARIS = "sekretaris", "Sekretaris"
        KEPALA_SUBBAGIAN = "kepala_subbagian", "Kepala Subbagian"

    pejabat = models.ForeignKey(Pejabat, verbose_name="pejabat", on_delete=models.CASCADE, related_name="masa_jabatan")
    jabatan = models.CharField("kedudukan", max_length=20, choices=Jabatan)
    urutan = models.PositiveSmallIntegerField("urutan")
    periode = models.CharField("masa jabatan", max_length=40, blank=True, help_text="Misalnya 2024–2029.")
    mulai = models.DateField("mulai", null=True, blank=True)
    selesai = models.DateField("selesai", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "masa jabatan"
        verbose_name_plural = "masa jabatan"
        ordering = ["urutan"]
        constraints = [
            *unique_even_if_null(
                "masa_jabatan_unik", ["pejabat", "jabatan"], "mulai", "Masa jabatan ini sudah dicatat."
            ),
            dates_in_order("masa_jabatan_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return f"{self.pejabat} ({self.get_jabatan_display()})"


class PeranDivisi(models.Model):
    """Who chairs a divisi and who stands in."""

    class Peran(models.TextChoices):
        KETUA = "ketua", "Ketua Divisi"
        WAKIL = "wakil", "Wakil Divisi"

    divisi = models.ForeignKey(Divisi, verbose_name="divisi", on_delete=models.CASCADE, related_name="peran")
    pejabat = models.ForeignKey(Pejabat, verbose_name="pejabat", on_delete=models.PROTECT, related_name="peran_divisi")
    peran = models.CharField("peran", max_length=10, choices=Peran)
    mulai = models.DateField("mulai", null=True, blank=True)
    selesai = models.DateField("selesai", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "peran dalam divisi"
        verbose_name_plural = "peran dalam divisi"
        ordering = ["divisi", "peran"]
        constraints = [
            *unique_even_if_null(
                "peran_divisi_unik", ["divisi", "pejabat", "peran"], "mulai", "Peran ini sudah dicatat."
            ),
            dates_in_order("peran_divisi_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return f"{self.get_peran_display()} {self.divisi}: {self.pejabat}"


class Korwil(models.Model):
    """A kecamatan that a commissioner coordinates."""

    pejabat = models.ForeignKey(Pejabat, verbose_name="koordinator", on_delete=models.PROTECT, related_name="korwil")
    kecamatan = models.CharField("kecamatan", max_length=100)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    mulai = models.DateField("mulai", null=True, blank=True)
    selesai = models.DateField("selesai", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "koordinator wilayah"
        verbose_name_plural = "koordinator wilayah"
        ordering = ["pejabat", "urutan"]
        constraints = [
            *unique_even_if_null(
                "korwil_unik", ["pejabat", "kecamatan"], "mulai", "Kecamatan ini sudah dicatat untuk pejabat tersebut."
            ),
            dates_in_order("korwil_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return f"Kecamatan {self.kecamatan}: {self.pejabat}"
