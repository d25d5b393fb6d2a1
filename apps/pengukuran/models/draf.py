"""What a person has typed but not saved yet."""

from django.conf import settings
from django.db import models

from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import TRIWULAN


class DrafIsian(models.Model):
    """The raw text of an entry form as one person typed it, right or wrong, so that none of it is ever lost.

    It is nobody's figure: no table reads it and the journal does not tell of it. It goes when the form is saved.
    """

    diaudit = False

    adopsi = models.ForeignKey(
        AdopsiIndikator, verbose_name="indikator", on_delete=models.CASCADE, related_name="draf_isian"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN, default=0)
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="pengguna", on_delete=models.CASCADE, related_name="draf_isian"
    )
    isi = models.JSONField("isian mentah", default=dict)
    waktu = models.DateTimeField("waktu", auto_now=True)

    class Meta:
        verbose_name = "draf isian"
        verbose_name_plural = "draf isian"
        ordering = ["-waktu"]
        constraints = [
            models.UniqueConstraint(
                fields=["adopsi", "tahun", "triwulan", "pengguna"],
                name="draf_isian_unik",
                violation_error_message="Draf isian orang ini untuk periode tersebut sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"Draf {self.get_triwulan_display().lower()} {self.tahun} {self.adopsi}"
