"""One library of files, and figures that a document says but that we do not compute."""

import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.organisasi.models.base import unique_even_if_null
from apps.ui.closing import lock_reason, process_reason
from apps.ui.numbers import format_angka, format_persen, format_rupiah

if TYPE_CHECKING:
    from typing import Self


def lokasi_berkas(_berkas: "Berkas", _nama: str) -> str:
    """Store under a name that nobody can guess: not one that somebody typed, nor one that follows from the content."""
    token = secrets.token_hex(32)
    return f"{token[:2]}/{token}"


class BerkasQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        """Keep the files of the satker that the person belongs to; those of the application are for superusers."""
        return self if user.is_superuser else self.filter(satker__in=Satker.objects.visible_to(user))


class Berkas(models.Model):
    """A stored file: its fingerprint is what we trust, its name is only what people call it."""

    # None: a file of the application, with the data of several satker or of one that it only makes.
    satker = models.ForeignKey(
        Satker, verbose_name="satker", null=True, blank=True, on_delete=models.PROTECT, related_name="berkas"
    )
    nama = models.CharField("nama berkas", max_length=200)
    isi = models.FileField("isi", upload_to=lokasi_berkas)
    sha256 = models.CharField("SHA-256", max_length=64)
    ukuran = models.PositiveBigIntegerField("ukuran (bita)")
    tipe = models.CharField("tipe isi", max_length=100)
    # Nobody where a command of the server stored it.
    diunggah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="diunggah oleh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="berkas",
    )
    waktu = models.DateTimeField("waktu unggah", auto_now_add=True)

    objects = BerkasQuerySet.as_manager()

    # What makes the file what it is; only its name may change.
    TETAP = ("satker_id", "isi", "sha256", "ukuran", "tipe", "diunggah_oleh_id")

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        ordering = ["-waktu"]
        constraints = [
            *unique_even_if_null(
                "berkas_unik", ["sha256"], "satker", "Berkas dengan isi yang sama sudah ada di satker ini."
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def alasan_terkunci(self) -> str:
        """Its name is closed with the figures that it is evidence of: once handed in, or approved."""
        rows: list[models.Model] = []
        for relation in self._meta.related_objects if self.pk else []:
            rows += relation.related_model._base_manager.filter(**{relation.field.name: self})
        return lock_reason(*rows) or process_reason(*rows)

    def clean(self) -> None:
        """Refuse another content for a file that is stored: whoever referred to it referred to that content."""
        stored = Berkas.objects.filter(pk=self.pk).values(*self.TETAP).first() if self.pk else None
        if stored is None:
            return
        now = {name: getattr(self, name) for name in self.TETAP} | {"isi": self.isi.name or ""}
        # A file that was assigned but not yet written may bear the very name of the stored one.
        if now != stored or not getattr(self.isi, "_committed", True):
            raise ValidationError(
                "Isi berkas yang sudah tersimpan tidak dapat diganti. Unggah perbaikannya sebagai berkas baru; berkas "
                "yang lama tetap ada."
            )


class Lampiran(models.Model):
    """A file attached to something."""

    berkas = models.ForeignKey(Berkas, verbose_name="berkas", on_delete=models.PROTECT, related_name="lampiran")
    objek_jenis = models.ForeignKey(ContentType, verbose_name="jenis objek", on_delete=models.PROTECT)
    objek_id = models.PositiveBigIntegerField("nomor objek")
    objek = GenericForeignKey("objek_jenis", "objek_id")
    keterangan = models.CharField("keterangan", max_length=200, blank=True)

    class Meta:
        verbose_name = "lampiran"
        verbose_name_plural = "lampiran"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["berkas", "objek_jenis", "objek_id"],
                name="lampiran_unik",
                violation_error_message="Berkas ini sudah terlampir.",
            ),
        ]
        indexes = [models.Index(fields=["objek_jenis", "objek_id"], name="lampiran_objek")]

    def __str__(self) -> str:
        return self.keterangan or str(self.berkas)


class AngkaKutipanQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        return self.filter(entitas__satker__in=Satker.objects.visible_to(user))


class AngkaKutipan(models.Model):
    """A figure that somebody printed: never summed, always shown as quoted, and compared with ours."""

    class Ukuran(models.TextChoices):
        PAGU = "pagu", "Pagu"
        REALISASI = "realisasi", "Realisasi"
        SISA = "sisa", "Sisa pagu"
        SERAPAN = "serapan", "Persentase serapan"
        EFISIENSI = "efisiensi", "Efisiensi"
        NKA = "nka", "Nilai kinerja anggaran"
        IKPA = "ikpa", "Nilai IKPA"

    entitas = models.ForeignKey(Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="kutipan")
    tahun = models.PositiveSmallIntegerField("tahun")
    subjek = models.CharField("subjek", max_length=100, help_text="Misalnya “total”, “076.01.WA”, atau “pagu awal”.")
    ukuran = models.CharField("ukuran", max_length=12, choices=Ukuran)
    rupiah = models.BigIntegerField("nilai rupiah", null=True, blank=True)
    angka = models.DecimalField("nilai lain", max_digits=9, decimal_places=4, null=True, blank=True)
    sumber = models.CharField("sumber", max_length=200)
    halaman = models.CharField("halaman", max_length=20, blank=True)
    tanggal = models.DateField("tanggal angka", null=True, blank=True)
    catatan = models.TextField("catatan", blank=True)

    objects = AngkaKutipanQuerySet.as_manager()

    class Meta:
        verbose_name = "angka kutipan"
        verbose_name_plural = "angka kutipan"
        ordering = ["entitas", "tahun", "sumber", "subjek"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitas", "tahun", "subjek", "ukuran", "sumber"],
                name="kutipan_unik",
                violation_error_message="Angka ini sudah dikutip dari sumber yang sama.",
            ),
            models.CheckConstraint(
                condition=Q(rupiah__isnull=False, angka__isnull=True) | Q(rupiah__isnull=True, angka__isnull=False),
                name="kutipan_satu_nilai",
                violation_error_message="Isi nilai rupiah atau nilai lain, salah satu saja.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_ukuran_display()} {self.subjek} ({self.sumber})"

    def alasan_terkunci(self) -> str:
        """Closed with the budget of its year, whichever entitas reports it: it stands in its reconciliation."""
        # The cycle stands above this library, so its periods are reached through what refers to the entitas.
        periode: type[models.Model] = Entitas._meta.get_field("periode").related_model  # type: ignore[assignment]
        satker = {"entitas__satker": self.entitas.satker_id, "tahun": self.tahun, "triwulan": 0}
        return lock_reason(*periode._base_manager.filter(**satker))

    @property
    def nilai(self) -> str:
        """The quoted figure as a person reads it."""
        if self.rupiah is not None:
            return format_rupiah(self.rupiah)
        persen = self.ukuran in (self.Ukuran.SERAPAN, self.Ukuran.EFISIENSI)
        return format_persen(self.angka or 0) if persen else format_angka(self.angka or 0)
