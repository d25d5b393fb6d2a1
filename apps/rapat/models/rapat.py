"""A meeting with its people, its minutes and its signed papers."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from apps.dokumen.models import Berkas
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.perencanaan.models import SasaranStrategis
from apps.siklus.facts import nama_periode
from apps.siklus.models import TRIWULAN, alasan_disahkan

if TYPE_CHECKING:
    from typing import Self


class RapatQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        """Keep the meetings of the satker that the person belongs to."""
        return self.filter(entitas__satker__in=Satker.objects.visible_to(user))


class Rapat(models.Model):
    """An evaluation meeting about a quarter, or about the whole year (triwulan 0). People are named, not linked: they
    need no account, and the record outlives their office.
    """

    entitas = models.ForeignKey(Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="rapat")
    tahun = models.PositiveSmallIntegerField("tahun yang dievaluasi")
    triwulan = models.PositiveSmallIntegerField("periode yang dievaluasi", choices=TRIWULAN, default=0)
    tanggal = models.DateField("tanggal rapat")
    mulai = models.TimeField("pukul mulai", null=True, blank=True)
    tempat = models.CharField("tempat", max_length=200, blank=True)
    pimpinan_rapat = models.CharField("pimpinan rapat", max_length=150, blank=True)
    jabatan_pimpinan = models.CharField("jabatan pimpinan rapat", max_length=150, blank=True)
    notulis = models.CharField("notulis", max_length=150, blank=True)
    acara = models.TextField("acara", blank=True, help_text="Satu butir setiap baris.")
    catatan = models.TextField("catatan jalannya rapat", blank=True)
    versi = models.PositiveIntegerField("versi", default=1)

    objects = RapatQuerySet.as_manager()

    class Meta:
        verbose_name = "rapat evaluasi"
        verbose_name_plural = "rapat evaluasi"
        ordering = ["-tanggal", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitas", "tahun", "triwulan", "tanggal"],
                name="rapat_unik",
                violation_error_message="Rapat untuk periode ini pada tanggal tersebut sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=Q(triwulan__lte=4),
                name="rapat_triwulan_sah",
                violation_error_message="Triwulan hanya I sampai IV, atau tahunan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Rapat evaluasi {self.sebutan}"

    @property
    def periode(self) -> str:
        """The period that was looked at, in words."""
        return nama_periode(self.tahun, self.triwulan)

    @property
    def sebutan(self) -> str:
        """The same within a sentence: "Triwulan III 2024", "tahun 2024"."""
        return self.periode if self.triwulan else f"tahun {self.tahun}"

    @property
    def butir_acara(self) -> list[str]:
        """The agenda, item by item."""
        return [baris.strip() for baris in self.acara.splitlines() if baris.strip()]

    def alasan_terkunci(self) -> str:
        """The record of a meeting closes with the period that it is about; follow-up goes on (TindakLanjut)."""
        return alasan_disahkan(self.entitas_id, self.tahun, self.triwulan)

    def pokok_jejak(self) -> str:
        return f"rapat/{self.pk}"


class BagianRapat(models.Model):
    """What belongs to the record of a meeting: closed with it, and told in its history."""

    rapat: "models.ForeignKey[Rapat, Rapat]"

    class Meta:
        abstract = True

    def alasan_terkunci(self) -> str:
        return self.rapat.alasan_terkunci()

    def pokok_jejak(self) -> str:
        return self.rapat.pokok_jejak()


class Peserta(BagianRapat):
    """Somebody who is invited, and whether that person came; urutan is the order of the attendance sheet."""

    rapat = models.ForeignKey(Rapat, verbose_name="rapat", on_delete=models.CASCADE, related_name="peserta")
    urutan = models.PositiveSmallIntegerField("urutan")
    nama = models.CharField("nama", max_length=150)
    jabatan = models.CharField("jabatan", max_length=150, blank=True)
    unit = models.CharField("unit", max_length=200, blank=True)
    hadir = models.BooleanField("hadir", default=False)

    class Meta:
        verbose_name = "peserta rapat"
        verbose_name_plural = "peserta rapat"
        ordering = ["rapat", "urutan", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapat", "nama"],
                name="peserta_unik",
                violation_error_message="Nama ini sudah ada dalam daftar hadir.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class Pembahasan(BagianRapat):
    """What was said about one sasaran."""

    rapat = models.ForeignKey(Rapat, verbose_name="rapat", on_delete=models.CASCADE, related_name="pembahasan")
    sasaran = models.ForeignKey(
        SasaranStrategis, verbose_name="sasaran strategis", on_delete=models.PROTECT, related_name="+"
    )
    isi = models.TextField("isi pembahasan")

    class Meta:
        verbose_name = "pembahasan rapat"
        verbose_name_plural = "pembahasan rapat"
        ordering = ["rapat", "sasaran"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapat", "sasaran"],
                name="pembahasan_unik",
                violation_error_message="Pembahasan sasaran ini sudah dicatat.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pembahasan sasaran {self.sasaran.nomor}"


class BerkasRapat(BagianRapat):
    """A paper of the meeting as it was signed, kept as evidence that it was held."""

    class Jenis(models.TextChoices):
        UNDANGAN = "undangan", "Undangan"
        DAFTAR_HADIR = "daftar_hadir", "Daftar hadir"
        NOTULEN = "notulen", "Notulen"
        FOTO = "foto", "Foto"
        LAINNYA = "lainnya", "Lainnya"

    rapat = models.ForeignKey(Rapat, verbose_name="rapat", on_delete=models.CASCADE, related_name="berkas")
    berkas = models.ForeignKey(Berkas, verbose_name="berkas", on_delete=models.PROTECT, related_name="rapat")
    jenis = models.CharField("jenis", max_length=15, choices=Jenis)
    ditambahkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ditambahkan oleh", on_delete=models.PROTECT, related_name="+"
    )
    waktu = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "berkas rapat"
        verbose_name_plural = "berkas rapat"
        ordering = ["rapat", "jenis", "waktu"]
        constraints = [
            models.UniqueConstraint(
                fields=["rapat", "berkas"],
                name="berkas_rapat_unik",
                violation_error_message="Berkas dengan isi yang sama sudah disimpan pada rapat ini.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()}: {self.berkas.nama}"
