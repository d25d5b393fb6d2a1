"""What people make of a generated sentence: the text that the report prints in its place."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.perencanaan.models import AdopsiIndikator, SasaranStrategis
from apps.siklus.models import alasan_disahkan

if TYPE_CHECKING:
    from typing import Self


class NarasiQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        return self.filter(entitas__satker__in=Satker.objects.visible_to(user))


class Narasi(models.Model):
    """The edited text of one of the seven comparisons (BAB III) of an indicator or of a sasaran in a year.

    dasar is the generated sentence that it took the place of: when the figures give another one, people are told.
    """

    entitas = models.ForeignKey(Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="narasi")
    tahun = models.PositiveSmallIntegerField("tahun")
    adopsi = models.ForeignKey(
        AdopsiIndikator,
        verbose_name="indikator",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="narasi",
    )
    sasaran = models.ForeignKey(
        SasaranStrategis,
        verbose_name="sasaran strategis",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="narasi",
    )
    perbandingan = models.PositiveSmallIntegerField(
        "perbandingan", validators=[MinValueValidator(1), MaxValueValidator(7)]
    )
    isi = models.TextField("isi")
    dasar = models.TextField("kalimat awal")
    versi = models.PositiveIntegerField("versi", default=1, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diubah oleh", on_delete=models.PROTECT, related_name="+"
    )
    waktu = models.DateTimeField("waktu", auto_now=True)

    objects = NarasiQuerySet.as_manager()

    class Meta:
        verbose_name = "narasi perbandingan"
        verbose_name_plural = "narasi perbandingan"
        ordering = ["entitas", "tahun", "sasaran", "adopsi", "perbandingan"]
        constraints = [
            models.CheckConstraint(
                condition=Q(adopsi__isnull=False, sasaran__isnull=True) | Q(adopsi__isnull=True, sasaran__isnull=False),
                name="narasi_satu_pokok",
                violation_error_message="Narasi adalah milik satu indikator atau satu sasaran, bukan keduanya.",
            ),
            models.CheckConstraint(
                condition=Q(perbandingan__gte=1, perbandingan__lte=7),
                name="narasi_perbandingan_sah",
                violation_error_message="Perbandingan bernomor 1 sampai 7.",
            ),
            models.CheckConstraint(
                condition=~Q(isi=""),
                name="narasi_berisi",
                violation_error_message="Tuliskan isinya, atau kembalikan ke kalimat awal.",
            ),
            # A row of the other kind has no value here, and missing values are never equal.
            models.UniqueConstraint(
                fields=["entitas", "tahun", "adopsi", "perbandingan"],
                name="narasi_indikator_unik",
                violation_error_message="Perbandingan indikator ini sudah disunting.",
            ),
            models.UniqueConstraint(
                fields=["entitas", "tahun", "sasaran", "perbandingan"],
                name="narasi_sasaran_unik",
                violation_error_message="Perbandingan sasaran ini sudah disunting.",
            ),
        ]

    def __str__(self) -> str:
        return f"Narasi perbandingan {self.perbandingan} tahun {self.tahun}"

    def clean(self) -> None:
        super().clean()
        if self.adopsi_id and self.adopsi and self.adopsi.entitas_id != self.entitas_id:
            raise ValidationError({"adopsi": "Indikator ini bukan milik entitas tersebut."})

    def alasan_terkunci(self) -> str:
        return alasan_disahkan(self.entitas_id, self.tahun)

    def pokok_jejak(self) -> str:
        # Beside the figures of an indicator it stands in their history.
        if self.adopsi_id:
            return f"realisasi/{self.adopsi_id}/{self.tahun}/0"
        return f"sasaran/{self.sasaran_id}/{self.tahun}"
