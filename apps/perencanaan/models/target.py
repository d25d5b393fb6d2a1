"""Targets and the documents that promise them."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from apps.organisasi.models import Entitas, Pejabat, unique_even_if_null
from apps.perencanaan.aturan_nasional import IsiTarget, alasan_kurang
from apps.perencanaan.models.indikator import AdopsiIndikator, TingkatSkala
from apps.perencanaan.models.nasional import (
    TargetIndikator,
    check_reachable,
    check_value_kind,
    isi_target,
    nilai_terbaca,
)
from apps.siklus.models import TRIWULAN, alasan_disahkan

if TYPE_CHECKING:
    from typing import Self


class PerjanjianKinerja(models.Model):
    """The yearly contract (PK) of an entitas; a change during the year is a new version."""

    entitas = models.ForeignKey(
        Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="perjanjian_kinerja"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    versi = models.PositiveSmallIntegerField("versi", default=1)
    nama = models.CharField("nama", max_length=200)
    tanggal = models.DateField("tanggal", null=True, blank=True)
    penandatangan = models.ForeignKey(
        Pejabat,
        verbose_name="penandatangan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="perjanjian_kinerja",
    )

    class Meta:
        verbose_name = "perjanjian kinerja"
        verbose_name_plural = "perjanjian kinerja"
        ordering = ["entitas", "-tahun", "-versi"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitas", "tahun", "versi"],
                name="pk_versi_unik",
                violation_error_message="Versi perjanjian kinerja ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def alasan_terkunci(self) -> str:
        return alasan_disahkan(self.entitas_id, self.tahun)


class TargetQuerySet(models.QuerySet):
    def dijanjikan_triwulan(self, tahun: int) -> "Self":
        """Keep what is promised for a quarter of the year: a row that says "tanpa target" promises nothing.

        The same of a fact: ``FaktaTarget.dijanjikan_triwulan``.
        """
        return self.filter(sumber=Target.Sumber.TRIWULAN, tahun=tahun, tanpa_target=False)


class Target(models.Model):
    """A promised value: numeric, a level, or explicitly none ("tanpa target"); a missing row means not filled."""

    class Sumber(models.TextChoices):
        RENSTRA = "renstra", "Renstra"
        PK = "pk", "Perjanjian kinerja"
        NASIONAL = "nasional", "Nasional"
        TRIWULAN = "triwulan", "Rencana aksi triwulan"

    adopsi = models.ForeignKey(
        AdopsiIndikator, verbose_name="indikator", on_delete=models.CASCADE, related_name="target"
    )
    sumber = models.CharField("sumber", max_length=10, choices=Sumber)
    tahun = models.PositiveSmallIntegerField("tahun")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN, default=0)
    perjanjian = models.ForeignKey(
        PerjanjianKinerja,
        verbose_name="perjanjian kinerja",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="target",
    )
    nilai = models.DecimalField("nilai", max_digits=15, decimal_places=4, null=True, blank=True)
    tingkat = models.ForeignKey(
        TingkatSkala, verbose_name="tingkat", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tanpa_target = models.BooleanField("tanpa target", default=False)
    catatan = models.CharField("catatan", max_length=300, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = "target"
        verbose_name_plural = "target"
        ordering = ["adopsi", "tahun", "triwulan"]
        constraints = [
            *unique_even_if_null(
                "target_unik", ["adopsi", "sumber", "tahun", "triwulan"], "perjanjian", "Target ini sudah ada."
            ),
            models.CheckConstraint(
                condition=Q(nilai__isnull=False, tingkat__isnull=True, tanpa_target=False)
                | Q(nilai__isnull=True, tingkat__isnull=False, tanpa_target=False)
                | Q(nilai__isnull=True, tingkat__isnull=True, tanpa_target=True),
                name="target_satu_nilai",
                violation_error_message="Isi angka, pilih tingkat, atau nyatakan tanpa target: salah satu saja.",
            ),
            models.CheckConstraint(
                condition=Q(nilai__isnull=True) | Q(nilai__gte=0),
                name="target_tidak_negatif",
                violation_error_message="Target tidak boleh negatif.",
            ),
            models.CheckConstraint(
                condition=Q(sumber="pk", perjanjian__isnull=False) | (~Q(sumber="pk") & Q(perjanjian__isnull=True)),
                name="target_pk_punya_perjanjian",
                violation_error_message="Target perjanjian kinerja harus menyebut perjanjiannya.",
            ),
            models.CheckConstraint(
                condition=Q(sumber="triwulan", triwulan__gte=1, triwulan__lte=4)
                | (~Q(sumber="triwulan") & Q(triwulan=0)),
                name="target_triwulan_sah",
                violation_error_message="Hanya target rencana aksi yang dirinci per triwulan.",
            ),
        ]

    def __str__(self) -> str:
        # Refusals and the journal name a row by this alone. The indicator last: its name may be cut off.
        tingkat = "perjanjian kinerja" if self.sumber == self.Sumber.PK else self.get_sumber_display()
        masa = self.get_triwulan_display() if self.triwulan else tingkat
        return f"Target {masa} {self.tahun}: {nilai_terbaca(self, self.adopsi.indikator)} ({self.adopsi})"

    def clean(self) -> None:
        super().clean()
        if self.adopsi_id:
            check_value_kind(self.adopsi.indikator, self.nilai, self.tingkat)
            check_reachable(self, self.adopsi.indikator, self.nilai)
            self._check_national()

    def _check_national(self) -> None:
        """What the year is promised is not worse than the nation's promise, unless the note says why.

        What stood before the nation asked for more stays until somebody changes it.
        """
        if self.sumber not in (self.Sumber.RENSTRA, self.Sumber.PK) or self.tahun is None or self.catatan.strip():
            return
        nasional = TargetIndikator.objects.filter(indikator=self.adopsi.indikator_id, tahun=self.tahun)
        ini = nasional.select_related("tingkat").first()
        if ini is None:
            return
        arah = self.adopsi.indikator.arah
        if (alasan := alasan_kurang(arah, self.tahun, self.isi, isi_target(ini), self.catatan)) and self._is_new():
            raise ValidationError({"catatan": alasan})

    def _is_new(self) -> bool:
        """Whether this promises something else than what is stored."""
        promise = ("adopsi_id", "sumber", "tahun", "perjanjian_id", "nilai", "tingkat_id", "catatan")
        stored = Target.objects.filter(pk=self.pk).values(*promise).first() if self.pk else None
        return stored is None or any(getattr(self, name) != value for name, value in stored.items())

    @property
    def isi(self) -> IsiTarget:
        """What is promised, to be compared and read."""
        return isi_target(self)

    def alasan_terkunci(self) -> str:
        return alasan_disahkan(self.adopsi.entitas_id, self.tahun, self.triwulan)

    def pokok_jejak(self) -> str:
        return f"target/{self.adopsi_id}/{self.tahun}/{self.triwulan}"


class RencanaAksi(models.Model):
    """A planned step of an indicator in a quarter."""

    adopsi = models.ForeignKey(
        AdopsiIndikator, verbose_name="indikator", on_delete=models.CASCADE, related_name="rencana_aksi"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN[1:])
    urutan = models.PositiveSmallIntegerField("urutan")
    uraian = models.TextField("uraian kegiatan")

    class Meta:
        verbose_name = "rencana aksi"
        verbose_name_plural = "rencana aksi"
        ordering = ["adopsi", "tahun", "triwulan", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["adopsi", "tahun", "triwulan", "urutan"],
                name="rencana_aksi_unik",
                violation_error_message="Nomor urut rencana aksi ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return self.uraian

    def alasan_terkunci(self) -> str:
        return alasan_disahkan(self.adopsi.entitas_id, self.tahun, self.triwulan)


class PrioritasNasional(models.Model):
    """A line of the national priorities that the entitas contributes to (PN, PP, KP, ProP)."""

    entitas = models.ForeignKey(Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="prioritas")
    tahun = models.PositiveSmallIntegerField("tahun")
    urutan = models.PositiveSmallIntegerField("urutan")
    prioritas = models.TextField("prioritas nasional")
    program = models.TextField("program prioritas")
    kegiatan = models.TextField("kegiatan prioritas")
    proyek = models.TextField("proyek prioritas")

    class Meta:
        verbose_name = "prioritas nasional"
        verbose_name_plural = "prioritas nasional"
        ordering = ["entitas", "tahun", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitas", "tahun", "urutan"],
                name="prioritas_urutan_unik",
                violation_error_message="Nomor urut prioritas ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tahun}: {self.proyek}"

    def alasan_terkunci(self) -> str:
        return alasan_disahkan(self.entitas_id, self.tahun)
