"""What the money is for: rincian output with their volumes, and the indicators that kegiatan support."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Sum

from apps.anggaran.models.dipa import BULAN, PosAnggaran
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import alasan_anggaran_disahkan
from apps.ui.numbers import format_persen


class CapaianRO(models.Model):
    """What a rincian output is to deliver, in a unit of its own.

    ``capaian`` (persen) is stated directly only where no volumes are known, and marked when it is merely assumed; with
    a target and a realised volume (:class:`KemajuanRO`) it is computed from them.
    """

    pos = models.OneToOneField(
        PosAnggaran, verbose_name="rincian output", on_delete=models.CASCADE, related_name="capaian"
    )
    target_volume = models.DecimalField("target volume", max_digits=15, decimal_places=2, null=True, blank=True)
    satuan = models.CharField("satuan", max_length=60, blank=True)
    capaian = models.DecimalField(
        "capaian dinyatakan (%)",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Hanya bila target dan realisasi volume tidak diketahui.",
    )
    asumsi = models.BooleanField("asumsi", default=False, help_text="Tidak disebut dalam sumber; dianggap demikian.")

    class Meta:
        verbose_name = "capaian RO"
        verbose_name_plural = "capaian RO"
        ordering = ["pos"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capaian__isnull=True) | Q(capaian__gte=0),
                name="capaian_ro_tidak_negatif",
                violation_error_message="Capaian RO tidak boleh negatif.",
            ),
            models.CheckConstraint(
                condition=Q(target_volume__isnull=True) | Q(target_volume__gt=0),
                name="capaian_ro_target_positif",
                violation_error_message="Target volume harus lebih besar dari 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"Capaian {self.pos}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.pos.dipa.satker_id, self.pos.dipa.tahun)


class KemajuanRO(models.Model):
    """What of a rincian output was delivered by the end of a month: volume since January, progress in persen."""

    pos = models.ForeignKey(
        PosAnggaran, verbose_name="rincian output", on_delete=models.CASCADE, related_name="kemajuan"
    )
    bulan = models.PositiveSmallIntegerField("bulan", choices=BULAN)
    volume = models.DecimalField("realisasi volume s.d. bulan ini", max_digits=15, decimal_places=2)
    progres = models.DecimalField("progres (%)", max_digits=5, decimal_places=2, null=True, blank=True)
    keterangan = models.TextField("keterangan", blank=True)

    class Meta:
        verbose_name = "kemajuan RO"
        verbose_name_plural = "kemajuan RO"
        ordering = ["pos", "bulan"]
        constraints = [
            models.UniqueConstraint(
                fields=["pos", "bulan"],
                name="kemajuan_ro_unik",
                violation_error_message="Kemajuan RO ini untuk bulan tersebut sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(volume__gte=0, bulan__gte=1, bulan__lte=12),
                name="kemajuan_ro_wajar",
                violation_error_message="Volume tidak boleh negatif, dan bulannya 1 sampai 12.",
            ),
            models.CheckConstraint(
                condition=Q(progres__isnull=True) | Q(progres__gte=0, progres__lte=100),
                name="kemajuan_ro_progres_wajar",
                violation_error_message="Progres harus antara 0 dan 100 persen.",
            ),
        ]

    def __str__(self) -> str:
        return f"Kemajuan {self.pos}, {self.get_bulan_display()}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.pos.dipa.satker_id, self.pos.dipa.tahun)


class DukunganKegiatan(models.Model):
    """A kegiatan supports an indicator, with its share of the kegiatan's money in percent."""

    pos = models.ForeignKey(PosAnggaran, verbose_name="kegiatan", on_delete=models.CASCADE, related_name="dukungan")
    adopsi = models.ForeignKey(
        AdopsiIndikator, verbose_name="indikator", on_delete=models.CASCADE, related_name="dukungan"
    )
    porsi = models.DecimalField("porsi (%)", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "dukungan kegiatan"
        verbose_name_plural = "dukungan kegiatan"
        ordering = ["pos", "adopsi"]
        constraints = [
            models.UniqueConstraint(
                fields=["pos", "adopsi"],
                name="dukungan_unik",
                violation_error_message="Dukungan ini sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=Q(porsi__isnull=True) | Q(porsi__gte=0, porsi__lte=100),
                name="dukungan_porsi_wajar",
                violation_error_message="Porsi harus antara 0 dan 100 persen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pos} mendukung {self.adopsi}"

    def clean(self) -> None:
        super().clean()
        if self.porsi is None or not self.pos_id or not self.adopsi_id:
            return
        lain = DukunganKegiatan.objects.filter(pos=self.pos, adopsi__entitas=self.adopsi.entitas_id).exclude(pk=self.pk)
        jumlah = self.porsi + (lain.aggregate(jumlah=Sum("porsi"))["jumlah"] or 0)
        if jumlah > 100:
            raise ValidationError(
                {"porsi": f"Jumlah porsi kegiatan ini menjadi {format_persen(jumlah)}, melebihi 100%."}
            )

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.pos.dipa.satker_id, self.pos.dipa.tahun)
