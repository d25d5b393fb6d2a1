"""Why two sources of the same amount differ, in the words of the office."""

from django.conf import settings
from django.db import models

from apps.anggaran.models.dipa import Dipa
from apps.siklus.models import alasan_anggaran_disahkan


class PenjelasanSelisih(models.Model):
    """The explanation of one difference. It holds for the two amounts it was written about, and for no others."""

    dipa = models.ForeignKey(Dipa, verbose_name="DIPA", on_delete=models.CASCADE, related_name="penjelasan")
    kunci = models.CharField("kunci pembandingan", max_length=300)
    nilai_kita = models.CharField("nilai menurut aplikasi", max_length=40)
    nilai_lain = models.CharField("nilai menurut sumber lain", max_length=40)
    penjelasan = models.TextField("penjelasan")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dijelaskan oleh", on_delete=models.PROTECT, related_name="+"
    )
    waktu = models.DateTimeField("waktu", auto_now=True)

    class Meta:
        verbose_name = "penjelasan selisih"
        verbose_name_plural = "penjelasan selisih"
        ordering = ["dipa", "kunci"]
        constraints = [
            models.UniqueConstraint(
                fields=["dipa", "kunci"],
                name="penjelasan_selisih_unik",
                violation_error_message="Selisih ini sudah dijelaskan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Penjelasan selisih {self.kunci}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.dipa.satker_id, self.dipa.tahun)
