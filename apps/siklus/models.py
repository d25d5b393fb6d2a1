"""The yearly cycle: periods with deadlines, extensions, pengesahan (the one closing concept) and its editions."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from apps.dokumen.models import Berkas
from apps.organisasi.models import Entitas, Pengguna, Satker, Subbagian
from apps.ui.numbers import format_tanggal

if TYPE_CHECKING:
    from typing import Self

_diketahui: ContextVar[dict[tuple, str] | None] = ContextVar("pengesahan_diketahui", default=None)
TRIWULAN = [(0, "Tahunan"), (1, "Triwulan I"), (2, "Triwulan II"), (3, "Triwulan III"), (4, "Triwulan IV")]


class PeriodeQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        return self.filter(entitas__satker__in=Satker.objects.visible_to(user))


class Periode(models.Model):
    """A quarter or the whole year (triwulan 0) of an entitas, opened and closed by the administrator."""

    entitas = models.ForeignKey(Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="periode")
    tahun = models.PositiveSmallIntegerField("tahun")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN, default=0)
    dibuka = models.BooleanField("dibuka untuk pengisian", default=False)
    tenggat = models.DateField("tenggat pengisian", null=True, blank=True)

    objects = PeriodeQuerySet.as_manager()

    class Meta:
        verbose_name = "periode"
        verbose_name_plural = "periode"
        ordering = ["-tahun", "triwulan"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitas", "tahun", "triwulan"],
                name="periode_unik",
                violation_error_message="Periode ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(triwulan__lte=4),
                name="periode_triwulan_sah",
                violation_error_message="Triwulan hanya I sampai IV, atau tahunan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_triwulan_display()} {self.tahun}"

    def alasan_terkunci(self) -> str:
        return alasan_disahkan(self.entitas_id, self.tahun, self.triwulan)

    def pokok_jejak(self) -> str:
        return f"periode/{self.pk}"


class Perpanjangan(models.Model):
    """A dated extension for one person or one subbagian, traced to who gave it and why."""

    periode = models.ForeignKey(Periode, verbose_name="periode", on_delete=models.CASCADE, related_name="perpanjangan")
    subbagian = models.ForeignKey(
        Subbagian, verbose_name="subbagian", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="pengguna",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    sampai = models.DateField("berlaku sampai")
    alasan = models.TextField("alasan")
    diberikan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="diberikan oleh", on_delete=models.PROTECT, related_name="+"
    )
    waktu = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "perpanjangan tenggat"
        verbose_name_plural = "perpanjangan tenggat"
        ordering = ["-waktu"]
        constraints = [
            models.CheckConstraint(
                condition=Q(subbagian__isnull=False, pengguna__isnull=True)
                | Q(subbagian__isnull=True, pengguna__isnull=False),
                name="perpanjangan_satu_sasaran",
                violation_error_message="Pilih satu subbagian atau satu pengguna.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.periode} sampai {format_tanggal(self.sampai)}"

    def clean(self) -> None:
        super().clean()
        if self.subbagian and self.periode_id and self.subbagian.satker_id != self.periode.entitas.satker_id:
            raise ValidationError({"subbagian": "Subbagian ini milik satker lain. Pilih subbagian satker yang sama."})

    def alasan_terkunci(self) -> str:
        return self.periode.alasan_terkunci()

    def pokok_jejak(self) -> str:
        return self.periode.pokok_jejak()


class Pengesahan(models.Model):
    """The act that closes a period: by a pimpinan here, or recorded from the signed berita acara pleno."""

    class Cara(models.TextChoices):
        APLIKASI = "aplikasi", "Oleh pimpinan dalam aplikasi"
        BERITA_ACARA = "berita_acara", "Berdasarkan berita acara pleno yang ditandatangani"

    periode = models.ForeignKey(Periode, verbose_name="periode", on_delete=models.PROTECT, related_name="pengesahan")
    cara = models.CharField("cara pengesahan", max_length=15, choices=Cara)
    nomor_berita_acara = models.CharField("nomor berita acara", max_length=100, blank=True)
    tanggal = models.DateField("tanggal pengesahan")
    penandatangan = models.TextField("disahkan oleh")
    berita_acara = models.ForeignKey(
        Berkas, verbose_name="pindaian berita acara", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    disahkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="dicatat oleh", on_delete=models.PROTECT, related_name="+"
    )
    waktu = models.DateTimeField("waktu", auto_now_add=True)
    dibuka_kembali = models.DateTimeField("dibuka kembali", null=True, blank=True)
    dibuka_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="dibuka kembali oleh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    alasan_dibuka = models.TextField("alasan dibuka kembali", blank=True)

    class Meta:
        verbose_name = "pengesahan"
        verbose_name_plural = "pengesahan"
        ordering = ["-waktu"]
        constraints = [
            models.UniqueConstraint(
                fields=["periode"],
                condition=Q(dibuka_kembali__isnull=True),
                name="pengesahan_satu_berlaku",
                violation_error_message="Periode ini sudah disahkan. Buka kembali dahulu bila perlu diperbaiki.",
            ),
            models.CheckConstraint(
                condition=Q(dibuka_kembali__isnull=True) | ~Q(alasan_dibuka=""),
                name="pengesahan_dibuka_beralasan",
                violation_error_message="Pembukaan kembali harus disertai alasan.",
            ),
            models.CheckConstraint(
                condition=Q(cara="aplikasi")
                | (Q(cara="berita_acara", berita_acara__isnull=False) & ~Q(nomor_berita_acara="")),
                name="pengesahan_berita_acara_lengkap",
                violation_error_message="Isi nomor berita acara dan unggah pindaiannya yang sudah ditandatangani.",
            ),
        ]

    def __str__(self) -> str:
        return f"Pengesahan {self.periode}"

    @property
    def dasar(self) -> str:
        """What the pengesahan rests on, in words."""
        nomor = f" nomor {self.nomor_berita_acara}" if self.nomor_berita_acara else ""
        return f"berita acara{nomor}" if self.cara == self.Cara.BERITA_ACARA or nomor else "pengesahan dalam aplikasi"

    @property
    def kalimat(self) -> str:
        """Why nothing of the period may change, as every refusal says it; needs ``periode`` loaded."""
        return (
            f"{self.periode} sudah disahkan pada {format_tanggal(self.tanggal)} ({self.dasar}). Perbaikan hanya "
            "setelah pimpinan atau administrator membukanya kembali, dengan alasan."
        )

    def pokok_jejak(self) -> str:
        return self.periode.pokok_jejak()


class Edisi(models.Model):
    """What a pengesahan produced: facts, settings, tables and charts as they stood, self-contained and immutable."""

    pengesahan = models.OneToOneField(
        Pengesahan, verbose_name="pengesahan", on_delete=models.PROTECT, related_name="edisi"
    )
    nomor = models.PositiveSmallIntegerField("nomor edisi")
    isi = models.JSONField("isi")
    sha256 = models.CharField("SHA-256", max_length=64)
    versi_kode = models.CharField("versi aplikasi", max_length=40)
    waktu = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "edisi"
        verbose_name_plural = "edisi"
        ordering = ["-waktu"]

    def __str__(self) -> str:
        return f"Edisi {self.nomor} {self.pengesahan.periode}"

    def pokok_jejak(self) -> str:
        return self.pengesahan.pokok_jejak()


class SuratTerkirim(models.Model):
    """A notice that went out by e-mail, so that nobody gets the same one twice."""

    diaudit = False

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="pengguna", on_delete=models.CASCADE, related_name="surat"
    )
    kunci = models.CharField("kunci pemberitahuan", max_length=120)
    waktu = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "surat terkirim"
        verbose_name_plural = "surat terkirim"
        ordering = ["-waktu"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna", "kunci"],
                name="surat_sekali",
                violation_error_message="Pemberitahuan ini sudah dikirim kepada orang tersebut.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kunci} untuk {self.pengguna}"


def alasan_disahkan(entitas_id: int, tahun: int, triwulan: int = 0) -> str:
    """Why nothing of a period may change any more; "" while it is open.

    The pengesahan of a year (triwulan 0) closes its quarters too; that of a quarter closes only that quarter.
    """
    return _sekali(periode__entitas=entitas_id, periode__tahun=tahun, periode__triwulan__in=(0, triwulan))


def alasan_anggaran_disahkan(satker_id: int, tahun: int) -> str:
    """Why the budget of a year may not change any more; it closes with the year of whatever entitas reports it."""
    return _sekali(periode__entitas__satker=satker_id, periode__tahun=tahun, periode__triwulan=0)


def alasan_tahun_disahkan(entitas_ids: Iterable[int], tahun: Iterable[int]) -> str:
    """Why the make-up of these years may not change any more: any approved period of theirs holds it."""
    return _alasan(periode__entitas__in=entitas_ids, periode__tahun__in=tahun)


def alasan_dasar_disahkan(**adopsi: object) -> str:
    """Why what figures are calculated by may not change: an approved year answers for such an indicator.

    adopsi are lookups from an AdopsiIndikator, for example ``indikator=7``.
    """
    jalan = "periode__entitas__adopsi"
    lookups = {f"{jalan}__{name}": value for name, value in adopsi.items()}
    return _alasan(**lookups, periode__tahun__gte=F(f"{jalan}__dari"), periode__tahun__lte=F(f"{jalan}__sampai"))


def alasan_acuan_disahkan(indikator_id: int, tahun: int) -> str:
    """Why what offices are compared with in a year may not change: one that answers for the indicator is approved."""
    jalan = "periode__entitas__adopsi"
    adopsi = {f"{jalan}__indikator": indikator_id, f"{jalan}__dari__lte": tahun, f"{jalan}__sampai__gte": tahun}
    return _alasan(periode__tahun=tahun, periode__triwulan=0, **adopsi)


@contextmanager
def pengesahan_tetap() -> Iterator[None]:
    """Ask about each period only once, within a work that holds the chains of its satker: nobody approves meanwhile."""
    token = _diketahui.set({})
    try:
        yield
    finally:
        _diketahui.reset(token)


def _sekali(**periode: object) -> str:
    diketahui = _diketahui.get()
    if diketahui is None:
        return _alasan(**periode)
    kunci = tuple(sorted(periode.items()))
    if kunci not in diketahui:
        diketahui[kunci] = _alasan(**periode)
    return diketahui[kunci]


def _alasan(**periode: object) -> str:
    berlaku = Pengesahan.objects.filter(dibuka_kembali__isnull=True, **periode).select_related("periode").first()
    return berlaku.kalimat if berlaku else ""
