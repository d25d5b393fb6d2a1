"""What was spent: cumulative states by date, and their amounts on the lines."""

from typing import TYPE_CHECKING

from django.db import models

from apps.anggaran.models.dipa import Dipa, PosAnggaran
from apps.dokumen.models import Berkas
from apps.siklus.models import alasan_anggaran_disahkan
from apps.ui.numbers import format_tanggal

if TYPE_CHECKING:
    from typing import Self


class KeadaanQuerySet(models.QuerySet):
    def berlaku(self) -> "Self":
        """The states that can count, the one that does last for each date and last of all."""
        return self.filter(pembanding=False).order_by("per_tanggal", "urutan", "pk")


class KeadaanRealisasi(models.Model):
    """The spending as it stood on a date, cumulative since 1 January.

    A correction is a new state with the next ``urutan`` of its date; the old one stays. Of a date the last state that
    is no ``pembanding`` counts (:meth:`KeadaanQuerySet.berlaku`).
    """

    class Basis(models.TextChoices):
        SPP = "spp", "SPP"
        SPM = "spm", "SPM"
        SP2D = "sp2d", "SP2D"
        TIDAK_DISEBUT = "tidak_disebut", "Tidak disebut"

    dipa = models.ForeignKey(Dipa, verbose_name="DIPA", on_delete=models.CASCADE, related_name="keadaan")
    per_tanggal = models.DateField("keadaan per tanggal")
    basis = models.CharField("basis", max_length=15, choices=Basis, default=Basis.TIDAK_DISEBUT)
    sistem_sumber = models.CharField("sistem sumber", max_length=60)
    urutan = models.PositiveSmallIntegerField("perbaikan ke", default=0)
    pembanding = models.BooleanField(
        "hanya pembanding", default=False, help_text="Tidak dihitung; hanya dibandingkan dalam rekonsiliasi."
    )
    alasan = models.TextField("alasan perbaikan", blank=True)
    lengkap = models.BooleanField(
        "memuat semua baris",
        default=False,
        help_text="Baris yang tidak disebut berarti belum ada realisasinya pada tanggal itu, bukan belum diketahui.",
    )
    berkas = models.ForeignKey(
        Berkas, verbose_name="berkas sumber", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = KeadaanQuerySet.as_manager()

    class Meta:
        verbose_name = "keadaan realisasi anggaran"
        verbose_name_plural = "keadaan realisasi anggaran"
        ordering = ["dipa", "per_tanggal", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["dipa", "per_tanggal", "sistem_sumber", "urutan"],
                name="keadaan_unik",
                violation_error_message="Keadaan realisasi pada tanggal ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"Realisasi {self.dipa} per {format_tanggal(self.per_tanggal)}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.dipa.satker_id, self.dipa.tahun)


class NilaiRealisasi(models.Model):
    """The cumulative spending of a leaf line in one state, in whole rupiah (a return may make it negative)."""

    keadaan = models.ForeignKey(
        KeadaanRealisasi, verbose_name="keadaan", on_delete=models.CASCADE, related_name="nilai"
    )
    pos = models.ForeignKey(
        PosAnggaran, verbose_name="pos anggaran", on_delete=models.CASCADE, related_name="realisasi"
    )
    jumlah = models.BigIntegerField("realisasi (rupiah)")

    class Meta:
        verbose_name = "nilai realisasi anggaran"
        verbose_name_plural = "nilai realisasi anggaran"
        ordering = ["keadaan", "pos"]
        constraints = [
            models.UniqueConstraint(
                fields=["keadaan", "pos"],
                name="nilai_realisasi_unik",
                violation_error_message="Realisasi pos ini sudah ada pada tanggal yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pos}: {self.jumlah}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.keadaan.dipa.satker_id, self.keadaan.dipa.tahun)
