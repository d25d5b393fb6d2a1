"""The five-year plan: visi, misi, tujuan, sasaran strategis, and how capaian is judged in it."""

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q, QuerySet

from apps.organisasi.models import Pengguna, Satker
from apps.perencanaan.models.dasar import refuse_other_basis
from apps.siklus.models import alasan_dasar_disahkan

if TYPE_CHECKING:
    from typing import Self


def terbit_pada(hari: date) -> Q:
    """The condition that a plan is published on a day."""
    return Q(terbit__isnull=False, terbit__lte=hari)


def _dipakai(satker: "QuerySet[Satker] | Collection[int]") -> Q:
    """The condition that one of the satker owns the plan or adopted from it."""
    diadopsi = Renstra.objects.filter(tujuan__sasaran__indikator__adopsi__entitas__satker__in=satker)
    return Q(pemilik__in=satker) | Q(pk__in=diadopsi)


class RenstraQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        """Keep the plans of one's own satker, those it adopted from, and those published by the offices above it."""
        return self.terbaca(Satker.objects.visible_to(user))

    def terbaca(self, satker: "QuerySet[Satker] | Collection[int]") -> "Self":
        """Keep the plans that people of these satker read: their own, adopted ones, and those published above them."""
        return self.filter(
            _dipakai(satker) | (Q(pemilik__in=Satker.objects.di_atas(satker)) & terbit_pada(date.today()))
        )

    def dipakai(self, satker: Satker) -> "Self":
        """Keep the plans that the satker works by: its own, and those that one of its entitas adopted from."""
        return self.filter(_dipakai([satker.pk]))

    def dapat_diadopsi(self, satker: Satker) -> "Self":
        """Keep the plans that the satker may adopt from: its own, and those published above it."""
        atas = Satker.objects.di_atas([satker.pk])
        return self.filter(Q(pemilik=satker) | (Q(pemilik__in=atas) & terbit_pada(date.today())))


class Renstra(models.Model):
    """A strategic plan and its settings; owned by the office itself or by KPU RI."""

    pemilik = models.ForeignKey(Satker, verbose_name="pemilik", on_delete=models.PROTECT, related_name="renstra")
    kode = models.SlugField("kode", max_length=40, unique=True)
    nama = models.CharField("nama", max_length=200)
    tahun_awal = models.PositiveSmallIntegerField("tahun awal")
    tahun_akhir = models.PositiveSmallIntegerField("tahun akhir")
    nomor_sk = models.CharField("nomor SK", max_length=120, blank=True)
    tanggal_sk = models.DateField("tanggal SK", null=True, blank=True)
    terbit = models.DateField(
        "terbit",
        null=True,
        blank=True,
        help_text="Sejak tanggal ini satker di bawah pemiliknya dapat mengadopsi indikatornya. Kosong: belum terbit.",
    )
    visi = models.TextField("visi", blank=True)
    batas_capaian = models.PositiveSmallIntegerField(
        "batas capaian (%)", null=True, blank=True, help_text="Kosong berarti tanpa batas; lazimnya 100 atau 120."
    )
    label_nasional = models.CharField(
        "sumber target nasional",
        max_length=120,
        blank=True,
        help_text="Misalnya “Renstra KPU 2020-2024 (PKPU 197/2020)”.",
    )

    objects = RenstraQuerySet.as_manager()

    class Meta:
        verbose_name = "Renstra"
        verbose_name_plural = "Renstra"
        ordering = ["pemilik__kode", "-tahun_awal"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tahun_akhir__gte=F("tahun_awal")),
                name="renstra_tahun_urut",
                violation_error_message="Tahun akhir Renstra tidak boleh sebelum tahun awalnya.",
            ),
            models.CheckConstraint(
                condition=Q(batas_capaian__isnull=True) | Q(batas_capaian__gte=100),
                name="renstra_batas_wajar",
                violation_error_message="Batas capaian tidak boleh di bawah 100 persen.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def clean(self) -> None:
        super().clean()
        refuse_other_basis(self, ["batas_capaian"], indikator__sasaran__tujuan__renstra=self.pk)


class KategoriCapaian(models.Model):
    """A category of capaian; it begins at its lower bound and ends where the next higher one begins."""

    class Gaya(models.TextChoices):
        OK = "ok", "Hijau"
        GOOD = "good", "Biru"
        WARN = "warn", "Kuning"
        BAD = "bad", "Merah"

    renstra = models.ForeignKey(Renstra, verbose_name="Renstra", on_delete=models.CASCADE, related_name="kategori")
    nama = models.CharField("nama", max_length=40)
    batas_bawah = models.DecimalField("batas bawah (%)", max_digits=6, decimal_places=2)
    gaya = models.CharField("warna", max_length=8, choices=Gaya)

    class Meta:
        verbose_name = "kategori capaian"
        verbose_name_plural = "kategori capaian"
        ordering = ["renstra", "-batas_bawah"]
        constraints = [
            models.UniqueConstraint(
                fields=["renstra", "batas_bawah"],
                name="kategori_batas_unik",
                violation_error_message="Batas bawah ini sudah dipakai kategori lain.",
            ),
            models.UniqueConstraint(
                fields=["renstra", "nama"],
                name="kategori_nama_unik",
                violation_error_message="Nama kategori ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def alasan_terkunci(self) -> str:
        return alasan_dasar_disahkan(indikator__sasaran__tujuan__renstra=self.renstra_id)


class Misi(models.Model):
    """One mission of a Renstra."""

    renstra = models.ForeignKey(Renstra, verbose_name="Renstra", on_delete=models.CASCADE, related_name="misi")
    nomor = models.PositiveSmallIntegerField("nomor")
    isi = models.TextField("isi")

    class Meta:
        verbose_name = "misi"
        verbose_name_plural = "misi"
        ordering = ["renstra", "nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["renstra", "nomor"],
                name="misi_nomor_unik",
                violation_error_message="Nomor misi ini sudah ada dalam Renstra yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.isi}"


class Tujuan(models.Model):
    """A goal of a Renstra."""

    renstra = models.ForeignKey(Renstra, verbose_name="Renstra", on_delete=models.CASCADE, related_name="tujuan")
    nomor = models.PositiveSmallIntegerField("nomor")
    nama = models.TextField("nama")

    class Meta:
        verbose_name = "tujuan"
        verbose_name_plural = "tujuan"
        ordering = ["renstra", "nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["renstra", "nomor"],
                name="tujuan_nomor_unik",
                violation_error_message="Nomor tujuan ini sudah ada dalam Renstra yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.nama}"


class SasaranStrategis(models.Model):
    """A strategic objective; numbered through the whole Renstra."""

    tujuan = models.ForeignKey(Tujuan, verbose_name="tujuan", on_delete=models.CASCADE, related_name="sasaran")
    nomor = models.PositiveSmallIntegerField("nomor")
    nama = models.TextField("nama")

    class Meta:
        verbose_name = "sasaran strategis"
        verbose_name_plural = "sasaran strategis"
        ordering = ["tujuan__renstra", "nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["tujuan", "nomor"],
                name="sasaran_nomor_unik",
                violation_error_message="Nomor sasaran ini sudah ada dalam tujuan yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return f"SS {self.nomor}. {self.nama}"
