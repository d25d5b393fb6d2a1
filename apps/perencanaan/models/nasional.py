"""What the owner of a Renstra promises for its indicators, and what every target and realisasi is held to."""

from decimal import Decimal
from typing import Protocol

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from apps.perencanaan.aturan_nasional import IsiTarget
from apps.perencanaan.models.indikator import Indikator, TingkatSkala
from apps.siklus.models import alasan_acuan_disahkan
from apps.ui.numbers import format_persen


class TargetIndikator(models.Model):
    """The target of an indicator in a year by its Renstra's owner: for a national Renstra, the national target."""

    indikator = models.ForeignKey(Indikator, verbose_name="indikator", on_delete=models.CASCADE, related_name="target")
    tahun = models.PositiveSmallIntegerField("tahun")
    nilai = models.DecimalField("nilai", max_digits=15, decimal_places=4, null=True, blank=True)
    tingkat = models.ForeignKey(
        TingkatSkala, verbose_name="tingkat", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "target indikator Renstra"
        verbose_name_plural = "target indikator Renstra"
        ordering = ["indikator", "tahun"]
        constraints = [
            models.UniqueConstraint(
                fields=["indikator", "tahun"],
                name="target_indikator_unik",
                violation_error_message="Target indikator untuk tahun ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(nilai__isnull=False, tingkat__isnull=True) | Q(nilai__isnull=True, tingkat__isnull=False),
                name="target_indikator_satu_nilai",
                violation_error_message="Isi angka atau pilih tingkat: salah satu saja.",
            ),
            models.CheckConstraint(
                condition=Q(nilai__isnull=True) | Q(nilai__gte=0),
                name="target_indikator_tidak_negatif",
                violation_error_message="Target tidak boleh negatif.",
            ),
        ]

    def __str__(self) -> str:
        isi = nilai_terbaca(self, self.indikator)
        return f"Target indikator Renstra {self.tahun}: {isi} ({self.indikator.nomor}. {self.indikator})"

    def clean(self) -> None:
        super().clean()
        if not self.indikator_id:
            return
        check_value_kind(self.indikator, self.nilai, self.tingkat)
        check_reachable(self, self.indikator, self.nilai)
        renstra = self.indikator.sasaran.tujuan.renstra
        if self.tahun is not None and not renstra.tahun_awal <= self.tahun <= renstra.tahun_akhir:
            rentang = f"{renstra.tahun_awal}–{renstra.tahun_akhir}"
            raise ValidationError({"tahun": f"Tahun {self.tahun} di luar Renstra ini ({rentang})."})

    @property
    def isi(self) -> IsiTarget:
        """What is promised, to be compared and read."""
        return isi_target(self)

    def alasan_terkunci(self) -> str:
        return alasan_acuan_disahkan(self.indikator_id, self.tahun)


class Bernilai(Protocol):
    """A row that holds a number or a level."""

    @property
    def nilai(self) -> Decimal | None: ...

    @property
    def tingkat(self) -> TingkatSkala | None: ...


def isi_target(row: Bernilai) -> IsiTarget:
    """What a target says, as the rules compare it."""
    if row.tingkat is not None:
        return IsiTarget(peringkat=row.tingkat.peringkat, kode=row.tingkat.kode)
    return IsiTarget(nilai=row.nilai)


def nilai_terbaca(row: Bernilai, indikator: Indikator) -> str:
    """What a row promises of an indicator, exact and as people write its unit; "tanpa target" for neither."""
    isi = str(isi_target(row))
    if row.nilai is None:
        return isi
    if indikator.satuan == Indikator.Satuan.PERSEN:
        return f"{isi}%"
    return f"{isi} {indikator.nama_satuan}" if indikator.satuan == Indikator.Satuan.JUMLAH else isi


def check_value_kind(indikator: Indikator, nilai: object, tingkat: TingkatSkala | None) -> None:
    """Refuse a number where a level is due, and the other way round. Raises ValidationError."""
    if tingkat is not None and tingkat.skala_id != indikator.skala_id:
        raise ValidationError({"tingkat": "Tingkat ini bukan dari skala indikator tersebut."})
    if nilai is not None and indikator.skala_id is not None:
        raise ValidationError({"nilai": "Indikator ini bertingkat: pilih tingkat, bukan angka."})


def check_reachable(row: models.Model, indikator: Indikator, nilai: Decimal | None) -> None:
    """Refuse a target that no realisasi can reach: of an indicator whose parts are named, a realisasi is refused where
    the part exceeds the whole. Raises ValidationError; what stood before the rule stays until somebody changes it.
    """
    if nilai is None or nilai <= 100 or not indikator.bagian_dari_keseluruhan:
        return
    if row.pk and type(row)._default_manager.filter(pk=row.pk, nilai=nilai).exists():
        return
    raise ValidationError(
        {
            "nilai": f"Target {format_persen(nilai)} tidak mungkin tercapai, karena pembilang indikator ini tidak "
            "boleh melebihi penyebutnya. Tulis paling banyak 100%, atau mintalah administrator mengizinkan "
            "pembilangnya melebihi penyebut."
        }
    )
