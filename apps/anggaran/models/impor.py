"""A budget file on its way in: uploaded, read in the background, shown, and applied or not."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from apps.anggaran.models.dipa import VersiDipa
from apps.anggaran.models.realisasi import KeadaanRealisasi
from apps.dokumen.models import Berkas
from apps.organisasi.models import Pengguna, Satker

if TYPE_CHECKING:
    from typing import Self


class ImporQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        return self.filter(satker__in=Satker.objects.visible_to(user))


class ImporAnggaran(models.Model):
    """The work on one uploaded file. What it produces is journalled; how far the work is, is not."""

    diaudit = False

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu giliran"
        DIBACA = "dibaca", "Sedang dibaca"
        SIAP = "siap", "Siap diterapkan"
        DITOLAK = "ditolak", "Ditolak"
        DITERAPKAN = "diterapkan", "Sudah diterapkan"
        MENERAPKAN = "menerapkan", "Sedang diterapkan"

    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.CASCADE, related_name="impor_anggaran")
    tahun = models.PositiveSmallIntegerField("tahun anggaran")
    berkas = models.ForeignKey(Berkas, verbose_name="berkas", on_delete=models.PROTECT, related_name="impor_anggaran")
    status = models.CharField("status", max_length=12, choices=Status, default=Status.MENUNGGU)
    dibaca = models.PositiveIntegerField("baris dibaca", default=0)
    seluruhnya = models.PositiveIntegerField("baris seluruhnya", default=0)
    # The preview as it was shown, or the reasons of the refusal: apps/anggaran/perbandingan.py.
    hasil = models.JSONField("hasil", null=True, blank=True)
    # The choices of the person who applies it: name, number, date, kind and reason of the version; basis and so on.
    pilihan = models.JSONField("pilihan", default=dict, blank=True)
    versi = models.ForeignKey(
        VersiDipa, verbose_name="versi yang dibuat", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    keadaan = models.ForeignKey(
        KeadaanRealisasi,
        verbose_name="keadaan yang dibuat",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diunggah oleh", on_delete=models.PROTECT, related_name="+"
    )
    waktu = models.DateTimeField("waktu", auto_now_add=True)
    diubah = models.DateTimeField("terakhir bergerak", auto_now=True)

    objects = ImporQuerySet.as_manager()

    class Meta:
        verbose_name = "impor anggaran"
        verbose_name_plural = "impor anggaran"
        ordering = ["-waktu"]

    def __str__(self) -> str:
        return f"Impor {self.berkas.nama}"
