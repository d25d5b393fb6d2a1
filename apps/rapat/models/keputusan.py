"""What a meeting decided, and what became of it: two records, because the first closes and the second goes on."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from apps.organisasi.models import Pengguna, Satker, Subbagian
from apps.perencanaan.models import AdopsiIndikator
from apps.rapat.models.rapat import BagianRapat, Rapat

if TYPE_CHECKING:
    from typing import Self


class KeputusanQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        """Keep the decisions of the satker that the person belongs to."""
        return self.filter(rapat__entitas__satker__in=Satker.objects.visible_to(user))


class Keputusan(BagianRapat):
    """A decision as the minutes say it: what, by whom, until when. Without a TindakLanjut it is open."""

    rapat = models.ForeignKey(Rapat, verbose_name="rapat", on_delete=models.CASCADE, related_name="keputusan")
    nomor = models.PositiveSmallIntegerField("nomor")
    uraian = models.TextField("uraian keputusan")
    adopsi = models.ForeignKey(
        AdopsiIndikator,
        verbose_name="indikator",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="keputusan",
    )
    subbagian = models.ForeignKey(
        Subbagian,
        verbose_name="subbagian penanggung jawab",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="keputusan",
    )
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="penanggung jawab",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="keputusan",
    )
    tenggat = models.DateField("tenggat")
    versi = models.PositiveIntegerField("versi", default=1)

    objects = KeputusanQuerySet.as_manager()

    class Meta:
        verbose_name = "keputusan rapat"
        verbose_name_plural = "keputusan rapat"
        ordering = ["rapat", "nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapat", "nomor"],
                name="keputusan_nomor_unik",
                violation_error_message="Nomor keputusan ini sudah ada. Muat ulang halamannya, lalu simpan lagi.",
            ),
            models.CheckConstraint(
                condition=Q(subbagian__isnull=False) | Q(pengguna__isnull=False),
                name="keputusan_bertanggung_jawab",
                violation_error_message="Pilih subbagian atau orang yang bertanggung jawab.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.uraian}"

    def clean(self) -> None:
        """Owner and indicator must be of the office that met."""
        super().clean()
        entitas = self.rapat.entitas
        if self.subbagian and self.subbagian.satker_id != entitas.satker_id:
            raise ValidationError({"subbagian": "Subbagian ini milik satker lain. Pilih subbagian satker yang sama."})
        if self.adopsi and self.adopsi.entitas_id != entitas.pk:
            raise ValidationError({"adopsi": "Indikator ini milik entitas lain. Pilih indikator dari daftar."})
        if self.tenggat and self.tenggat < self.rapat.tanggal:
            raise ValidationError({"tenggat": "Tenggat tidak boleh sebelum tanggal rapat."})


class TindakLanjut(models.Model):
    """What became of a decision, as it was last reported. Work goes on after the period of the meeting is approved,
    so nothing closes it; the journal keeps what was reported before.
    """

    class Status(models.TextChoices):
        TERBUKA = "terbuka", "Terbuka"
        SELESAI = "selesai", "Selesai"
        TIDAK_DILANJUTKAN = "tidak_dilanjutkan", "Tidak dilanjutkan"

    keputusan = models.OneToOneField(
        Keputusan, verbose_name="keputusan", on_delete=models.PROTECT, related_name="tindak_lanjut"
    )
    status = models.CharField("status", max_length=20, choices=Status)
    keterangan = models.TextField("keterangan")
    tanggal = models.DateField("dilaporkan tanggal")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dilaporkan oleh", on_delete=models.PROTECT, related_name="+"
    )
    versi = models.PositiveIntegerField("versi", default=1)

    class Meta:
        verbose_name = "tindak lanjut"
        verbose_name_plural = "tindak lanjut"
        ordering = ["keputusan"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(keterangan=""),
                name="tindak_lanjut_berketerangan",
                violation_error_message="Tuliskan apa yang sudah dilakukan, atau mengapa tidak dilanjutkan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tindak lanjut keputusan {self.keputusan.nomor} {self.keputusan.rapat}"

    def pokok_jejak(self) -> str:
        return self.keputusan.pokok_jejak()
