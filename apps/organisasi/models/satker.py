"""Satker, a tree of offices, and the entitas that report."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from apps.organisasi.models.base import counting_today

if TYPE_CHECKING:
    from typing import Self

    from apps.organisasi.models.pengguna import Pengguna


class SatkerQuerySet(models.QuerySet):
    def visible_to(self, user: "Pengguna") -> "Self":
        """Keep the satker that the person belongs to; another satker does not exist for that person."""
        if user.is_superuser:
            return self
        # One filter() call: all conditions must hold for the same membership.
        return self.filter(counting_today("keanggotaan__"), keanggotaan__pengguna=user).distinct()

    def di_atas(self, satker: "models.QuerySet[Satker] | Collection[int]") -> "Self":
        """Keep the satker above these: the provinsi and KPU RI, no office of the commission is further down."""
        induk = Satker.objects.filter(bawahan__in=satker)
        return self.filter(Q(pk__in=induk) | Q(pk__in=Satker.objects.filter(bawahan__in=induk)))


class Satker(models.Model):
    """A work unit of the commission; KPU RI, the provinces and the districts form a tree."""

    class Jenis(models.TextChoices):
        RI = "ri", "KPU RI"
        PROVINSI = "provinsi", "KPU Provinsi"
        KABUPATEN_KOTA = "kabupaten_kota", "KPU Kabupaten/Kota"

    kode = models.CharField(
        "kode wilayah",
        max_length=10,
        unique=True,
        validators=[RegexValidator(r"\A[0-9]+\Z", "Kode wilayah hanya berisi angka, misalnya 5371.")],
        error_messages={"unique": "Satker dengan kode wilayah ini sudah ada."},
    )
    nama = models.CharField("nama lengkap", max_length=200)
    nama_singkat = models.CharField("nama singkat", max_length=100, help_text="Dipakai dalam judul tabel.")
    jenis = models.CharField("jenis", max_length=20, choices=Jenis)
    induk = models.ForeignKey(
        "self", verbose_name="satker induk", null=True, blank=True, on_delete=models.PROTECT, related_name="bawahan"
    )
    kode_satker_kemenkeu = models.CharField(
        "kode satker Kemenkeu",
        max_length=6,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"\A[0-9]{6}\Z", "Kode satker Kemenkeu terdiri atas enam angka.")],
        help_text="Enam angka dari SAKTI; dipastikan pada impor pertama.",
    )
    tempat = models.CharField("kota kedudukan", max_length=100, blank=True)
    verifikasi_sendiri = models.BooleanField(
        "pengaju boleh memverifikasi sendiri",
        default=False,
        help_text="Hanya untuk kantor yang sangat kecil. Angka yang diverifikasi pengajunya sendiri selalu ditandai.",
    )

    objects = SatkerQuerySet.as_manager()

    class Meta:
        verbose_name = "satker"
        verbose_name_plural = "satker"
        ordering = ["kode"]
        constraints = [
            models.CheckConstraint(
                condition=Q(induk__isnull=True) | ~Q(induk=F("id")),
                name="satker_bukan_induk_sendiri",
                violation_error_message="Satker tidak dapat menjadi induk bagi dirinya sendiri.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama_singkat

    def clean(self) -> None:
        super().clean()
        atas, dilihat = self.induk, set[int]()
        while self.pk and atas is not None and atas.pk not in dilihat:
            dilihat.add(atas.pk)
            atas = atas.induk
        if self.pk in dilihat:
            raise ValidationError({"induk": "Satker induk ini sendiri berada di bawah satker ini. Pilih yang lain."})


class EntitasQuerySet(models.QuerySet):
    def visible_to(self, user: "Pengguna") -> "Self":
        return self.filter(satker__in=Satker.objects.visible_to(user))

    def by_kunci(self, kunci: str) -> "Self":
        """Keep the entitas that an address names: "5371" or "5371-sekretariat"."""
        kode, _, jenis = kunci.partition("-")
        return self.filter(satker__kode=kode, jenis=jenis or Entitas.Jenis.LEMBAGA)


class Entitas(models.Model):
    """Who reports: the commission (lembaga) or its secretariat, each with its own perjanjian kinerja and LKj."""

    class Jenis(models.TextChoices):
        LEMBAGA = "lembaga", "Lembaga"
        SEKRETARIAT = "sekretariat", "Sekretariat"

    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.PROTECT, related_name="entitas")
    jenis = models.CharField("jenis", max_length=12, choices=Jenis)
    nama = models.CharField("nama", max_length=200)

    objects = EntitasQuerySet.as_manager()

    class Meta:
        verbose_name = "entitas"
        verbose_name_plural = "entitas"
        ordering = ["satker__kode", "jenis"]
        constraints = [
            models.UniqueConstraint(
                fields=["satker", "jenis"],
                name="entitas_unik",
                violation_error_message="Satker ini sudah memiliki entitas dengan jenis tersebut.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def kunci(self) -> str:
        """The key used in addresses; needs ``satker`` loaded."""
        return self.satker.kode if self.jenis == self.Jenis.LEMBAGA else f"{self.satker.kode}-{self.jenis}"
