"""A file of data on its way in: uploaded, read in the background, shown, applied or not, perhaps taken back."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from apps.dokumen.models import Berkas
from apps.organisasi.models import Pengguna, Satker

if TYPE_CHECKING:
    from typing import Self


class ImporQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        """Keep those of the person's satker; an import for the whole application is for superusers."""
        return self if user.is_superuser else self.filter(satker__in=Satker.objects.visible_to(user))


class ImporData(models.Model):
    """The work on one file of data. What it writes is journalled; how far the work is, is not."""

    diaudit = False

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu giliran"
        DIBACA = "dibaca", "Sedang diperiksa"
        SIAP = "siap", "Siap diterapkan"
        DITOLAK = "ditolak", "Ditolak"
        MENERAPKAN = "menerapkan", "Sedang diterapkan"
        DITERAPKAN = "diterapkan", "Sudah diterapkan"
        MEMBATALKAN = "membatalkan", "Sedang dibatalkan"
        DIBATALKAN = "dibatalkan", "Sudah dibatalkan"

    # None: for the whole application, by a superuser or a command.
    satker = models.ForeignKey(
        Satker, verbose_name="satker", null=True, blank=True, on_delete=models.PROTECT, related_name="impor_data"
    )
    # From which year's page it was uploaded; its rows may belong to others.
    tahun = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    # None where a command read a folder.
    berkas = models.ForeignKey(
        Berkas, verbose_name="berkas", null=True, blank=True, on_delete=models.PROTECT, related_name="impor_data"
    )
    # As it was called this time: the name of a CSV file says which sheet it is, and the library keeps the first name.
    nama = models.CharField("nama berkas", max_length=200)
    status = models.CharField("status", max_length=12, choices=Status, default=Status.MENUNGGU)
    # The preview as it was shown, or the reasons of the refusal: apps/pertukaran/hasil.py.
    hasil = models.JSONField("hasil", null=True, blank=True)
    # The fingerprint of the preview: another one is another preview.
    sidik = models.CharField("sidik pratinjau", max_length=64, blank=True)
    # What was written, to take it back: apps/pertukaran/services/pembatalan.py.
    ditulis = models.JSONField("yang ditulis", null=True, blank=True)
    # From where the last request came, for the journal.
    asal = models.CharField("asal", max_length=100, blank=True)
    # Nobody where a command did it.
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diunggah oleh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    waktu = models.DateTimeField("waktu unggah", auto_now_add=True)
    diterapkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diterapkan oleh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    diterapkan_waktu = models.DateTimeField("waktu penerapan", null=True, blank=True)
    dibatalkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="dibatalkan oleh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    dibatalkan_waktu = models.DateTimeField("waktu pembatalan", null=True, blank=True)
    diubah = models.DateTimeField("terakhir bergerak", auto_now=True)

    objects = ImporQuerySet.as_manager()

    class Meta:
        verbose_name = "impor data"
        verbose_name_plural = "impor data"
        ordering = ["-waktu", "-pk"]

    def __str__(self) -> str:
        return f"Impor {self.nama}"
