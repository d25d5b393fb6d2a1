"""People who sign in, and what they are in which satker."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from apps.organisasi import permissions
from apps.organisasi.models.base import DatedQuerySet, counting_today, dates_in_order, unique_even_if_null
from apps.organisasi.models.satker import Satker
from apps.organisasi.models.struktur import Subbagian

if TYPE_CHECKING:
    from typing import Self


class Pengguna(AbstractUser):
    """A person who signs in. What the person may do hangs on Keanggotaan, not on this record."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    nama = models.CharField("nama lengkap", max_length=150)

    REQUIRED_FIELDS = ["email", "nama"]

    class Meta:
        verbose_name = "pengguna"
        verbose_name_plural = "pengguna"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama or self.username

    def get_full_name(self) -> str:
        return self.nama

    def get_short_name(self) -> str:
        return self.nama.split(" ")[0]


class KeanggotaanQuerySet(DatedQuerySet):
    def aktif(self, pada: date | None = None) -> "Self":
        """Keep memberships that count today (or on the given day)."""
        return self.filter(counting_today(pada=pada))


class Keanggotaan(models.Model):
    """What a user is in a satker: role and, for an operator, the subbagian."""

    pengguna = models.ForeignKey(
        Pengguna, verbose_name="pengguna", on_delete=models.CASCADE, related_name="keanggotaan"
    )
    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.PROTECT, related_name="keanggotaan")
    peran = models.CharField("peran", max_length=20, choices=permissions.Peran.choices)
    subbagian = models.ForeignKey(
        Subbagian,
        verbose_name="subbagian",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="keanggotaan",
        help_text="Wajib untuk operator.",
    )
    mulai = models.DateField("mulai", default=date.today)
    selesai = models.DateField("selesai", null=True, blank=True)

    objects = KeanggotaanQuerySet.as_manager()

    class Meta:
        verbose_name = "keanggotaan"
        verbose_name_plural = "keanggotaan"
        ordering = ["satker__kode", "pengguna__nama"]
        constraints = [
            *unique_even_if_null(
                "keanggotaan_unik",
                ["pengguna", "satker", "peran", "mulai"],
                "subbagian",
                "Pengguna ini sudah memiliki peran tersebut.",
            ),
            models.CheckConstraint(
                condition=~Q(peran="operator") | Q(subbagian__isnull=False),
                name="operator_punya_subbagian",
                violation_error_message="Operator harus memiliki subbagian. Pilih subbagiannya.",
            ),
            dates_in_order("keanggotaan_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return f"{self.pengguna}: {self.get_peran_display()}"

    def clean(self) -> None:
        super().clean()
        if self.subbagian and self.subbagian.satker_id != self.satker_id:
            raise ValidationError({"subbagian": "Subbagian ini milik satker lain. Pilih subbagian satker yang sama."})
