"""Why a result came out as it did, what is done about it, and the tables that support it."""

from django.db import models

from apps.organisasi.models import Entitas
from apps.pengukuran.models.realisasi import BagianRealisasi, Realisasi, alasan_diproses
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import TRIWULAN, alasan_disahkan


class Analisis(BagianRealisasi):
    """The analysis that belongs to a realisasi (BAB III, comparisons 4 and 5)."""

    realisasi = models.OneToOneField(
        Realisasi, verbose_name="realisasi", on_delete=models.CASCADE, related_name="analisis"
    )
    uraian = models.TextField("uraian", blank=True)
    faktor_keberhasilan = models.TextField("faktor keberhasilan", blank=True)
    hambatan = models.TextField("hambatan dan penyebab", blank=True)
    alternatif = models.TextField("alternatif yang telah dilakukan", blank=True)

    class Meta:
        verbose_name = "analisis"
        verbose_name_plural = "analisis"
        ordering = ["realisasi"]

    def __str__(self) -> str:
        return f"Analisis {self.realisasi}"


class JenisUpaya(models.TextChoices):
    """Whether something was done or is planned."""

    DILAKUKAN = "dilakukan", "Upaya yang dilakukan"
    DIRENCANAKAN = "direncanakan", "Rencana tindak lanjut"


class Upaya(models.Model):
    """An effort or a follow-up plan of one indicator, told for the year (triwulan 0) or for a quarter."""

    adopsi = models.ForeignKey(
        AdopsiIndikator, verbose_name="indikator", on_delete=models.CASCADE, related_name="upaya"
    )
    tahun = models.PositiveSmallIntegerField("tahun laporan")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN, default=0)
    jenis = models.CharField("jenis", max_length=12, choices=JenisUpaya)
    urutan = models.PositiveSmallIntegerField("urutan")
    isi = models.TextField("isi")
    penanggung_jawab = models.CharField("penanggung jawab", max_length=200, blank=True)
    tenggat = models.DateField("tenggat", null=True, blank=True)

    class Meta:
        verbose_name = "upaya indikator"
        verbose_name_plural = "upaya indikator"
        ordering = ["adopsi", "tahun", "triwulan", "jenis", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["adopsi", "tahun", "triwulan", "jenis", "urutan"],
                name="upaya_unik",
                violation_error_message="Nomor urut upaya ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return self.isi

    def alasan_terkunci(self) -> str:
        return alasan_disahkan(self.adopsi.entitas_id, self.tahun, self.triwulan)

    def alasan_diproses(self) -> str:
        return alasan_diproses(self.adopsi_id, self.tahun, self.triwulan)

    def pokok_jejak(self) -> str:
        return f"realisasi/{self.adopsi_id}/{self.tahun}/{self.triwulan}"


class UpayaUmum(models.Model):
    """An office-wide effort (Ringkasan Eksekutif) or follow-up plan (BAB IV.B)."""

    entitas = models.ForeignKey(Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="upaya_umum")
    tahun = models.PositiveSmallIntegerField("tahun laporan")
    jenis = models.CharField("jenis", max_length=12, choices=JenisUpaya)
    urutan = models.PositiveSmallIntegerField("urutan")
    isi = models.TextField("isi")
    adopsi = models.ForeignKey(
        AdopsiIndikator,
        verbose_name="indikator yang didukung",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="upaya_umum",
    )

    class Meta:
        verbose_name = "upaya satker"
        verbose_name_plural = "upaya satker"
        ordering = ["entitas", "tahun", "jenis", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitas", "tahun", "jenis", "urutan"],
                name="upaya_umum_unik",
                violation_error_message="Nomor urut upaya ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return self.isi

    def alasan_terkunci(self) -> str:
        return alasan_disahkan(self.entitas_id, self.tahun)


class TabelPendukung(models.Model):
    """The supporting table of an indicator in a year (LKj Tabel 12): declared columns and free rows."""

    adopsi = models.ForeignKey(
        AdopsiIndikator, verbose_name="indikator", on_delete=models.CASCADE, related_name="tabel_pendukung"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    kolom = models.JSONField("judul kolom", default=list)
    catatan = models.TextField("catatan di bawah tabel", blank=True)

    class Meta:
        verbose_name = "tabel pendukung"
        verbose_name_plural = "tabel pendukung"
        ordering = ["adopsi", "tahun"]
        constraints = [
            models.UniqueConstraint(
                fields=["adopsi", "tahun"],
                name="tabel_pendukung_unik",
                violation_error_message="Indikator ini sudah memiliki tabel pendukung untuk tahun tersebut.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tabel pendukung {self.tahun} {self.adopsi}"

    def alasan_terkunci(self) -> str:
        return alasan_disahkan(self.adopsi.entitas_id, self.tahun)

    def alasan_diproses(self) -> str:
        return alasan_diproses(self.adopsi_id, self.tahun)

    def pokok_jejak(self) -> str:
        return f"realisasi/{self.adopsi_id}/{self.tahun}/0"


class BarisTabelPendukung(models.Model):
    """A row of a supporting table: its cells in the order of the columns, and a footnote mark."""

    tabel = models.ForeignKey(TabelPendukung, verbose_name="tabel", on_delete=models.CASCADE, related_name="baris")
    urutan = models.PositiveSmallIntegerField("urutan")
    isi = models.JSONField("isi sel", default=list)
    tanda = models.CharField("tanda catatan", max_length=5, blank=True)

    class Meta:
        verbose_name = "baris tabel pendukung"
        verbose_name_plural = "baris tabel pendukung"
        ordering = ["tabel", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["tabel", "urutan"],
                name="baris_pendukung_unik",
                violation_error_message="Nomor urut baris ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"Baris {self.urutan}"

    def alasan_terkunci(self) -> str:
        return self.tabel.alasan_terkunci()

    def alasan_diproses(self) -> str:
        return self.tabel.alasan_diproses()

    def pokok_jejak(self) -> str:
        return self.tabel.pokok_jejak()
