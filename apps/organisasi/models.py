"""Who there is: satker, entitas, divisi, subbagian, officials with their dated offices, and memberships of users."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from apps.organisasi import permissions

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


class DatedQuerySet(models.QuerySet):
    """Rows that are valid from ``mulai`` to ``selesai`` (either may be open)."""

    def berlaku(self, tahun: int) -> "Self":
        """Keep what was valid on any day of the given year."""
        awal, akhir = date(tahun, 1, 1), date(tahun, 12, 31)
        return self.filter(Q(mulai__isnull=True) | Q(mulai__lte=akhir), Q(selesai__isnull=True) | Q(selesai__gte=awal))


def _dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(mulai__isnull=True) | Q(selesai__isnull=True) | Q(selesai__gte=F("mulai")),
        name=name,
        violation_error_message="Tanggal selesai tidak boleh sebelum tanggal mulai.",
    )


def unique_even_if_null(
    name: str, fields: list[str], nullable: str, message: str
) -> tuple[models.UniqueConstraint, models.UniqueConstraint]:
    """Make fields + nullable unique and count two empty values as equal; SQLite knows no NULLS NOT DISTINCT."""
    return (
        models.UniqueConstraint(fields=[*fields, nullable], name=name, violation_error_message=message),
        models.UniqueConstraint(
            fields=fields,
            condition=Q(**{f"{nullable}__isnull": True}),
            name=f"{name}_kosong",
            violation_error_message=message,
        ),
    )


class SatkerQuerySet(models.QuerySet):
    def visible_to(self, user: "Pengguna") -> "Self":
        """Keep the satker that the person belongs to; another satker does not exist for that person."""
        if user.is_superuser:
            return self
        return self.filter(keanggotaan__in=Keanggotaan.objects.aktif().filter(pengguna=user)).distinct()


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
        validators=[RegexValidator(r"^\d+$", "Kode wilayah hanya berisi angka, misalnya 5371.")],
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
        validators=[RegexValidator(r"^\d{6}$", "Kode satker Kemenkeu terdiri atas enam angka.")],
        help_text="Enam angka dari SAKTI; dipastikan pada impor pertama.",
    )
    tempat = models.CharField("kota kedudukan", max_length=100, blank=True)

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


class Divisi(models.Model):
    """A commissioners' division; it coordinates one or more subbagian of the secretariat."""

    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.PROTECT, related_name="divisi")
    kode = models.SlugField("kode", max_length=40)
    nama = models.CharField("nama", max_length=200)
    urutan = models.PositiveSmallIntegerField("urutan")
    dasar = models.CharField("dasar penetapan", max_length=300, blank=True)
    mulai = models.DateField("mulai berlaku", null=True, blank=True)
    selesai = models.DateField("selesai berlaku", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "divisi"
        verbose_name_plural = "divisi"
        ordering = ["satker__kode", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["satker", "kode"],
                name="divisi_kode_unik",
                violation_error_message="Kode divisi ini sudah dipakai di satker yang sama.",
            ),
            _dates_in_order("divisi_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return self.nama


class UraianTugas(models.Model):
    """One line of what a divisi makes policy on."""

    divisi = models.ForeignKey(Divisi, verbose_name="divisi", on_delete=models.CASCADE, related_name="uraian_tugas")
    urutan = models.PositiveSmallIntegerField("urutan")
    isi = models.TextField("uraian")

    class Meta:
        verbose_name = "uraian tugas"
        verbose_name_plural = "uraian tugas"
        ordering = ["divisi", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["divisi", "urutan"],
                name="uraian_tugas_unik",
                violation_error_message="Nomor urut uraian tugas ini sudah ada pada divisi tersebut.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.urutan}. {self.isi}"


class Subbagian(models.Model):
    """A unit of the secretariat; its staff enter the data of the indicators it answers for."""

    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.PROTECT, related_name="subbagian")
    kode = models.SlugField("kode", max_length=40)
    nama = models.CharField("nama", max_length=200)
    urutan = models.PositiveSmallIntegerField("urutan")
    divisi = models.ManyToManyField(Divisi, verbose_name="divisi koordinator", blank=True, related_name="subbagian")
    mulai = models.DateField("mulai berlaku", null=True, blank=True)
    selesai = models.DateField("selesai berlaku", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "subbagian"
        verbose_name_plural = "subbagian"
        ordering = ["satker__kode", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["satker", "kode"],
                name="subbagian_kode_unik",
                violation_error_message="Kode subbagian ini sudah dipakai di satker yang sama.",
            ),
            _dates_in_order("subbagian_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return self.nama


class Pejabat(models.Model):
    """A person who holds or held an office in the satker; need not be a user."""

    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.PROTECT, related_name="pejabat")
    kode = models.SlugField("kode", max_length=40)
    nama = models.CharField("nama", max_length=150)
    nip = models.CharField("NIP", max_length=30, blank=True)

    class Meta:
        verbose_name = "pejabat"
        verbose_name_plural = "pejabat"
        ordering = ["satker__kode", "nama"]
        constraints = [
            models.UniqueConstraint(
                fields=["satker", "kode"],
                name="pejabat_kode_unik",
                violation_error_message="Kode pejabat ini sudah dipakai di satker yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class MasaJabatan(models.Model):
    """An office that a pejabat held for some time."""

    class Jabatan(models.TextChoices):
        KETUA = "ketua", "Ketua"
        ANGGOTA = "anggota", "Anggota"
        SEKRETARIS = "sekretaris", "Sekretaris"
        KEPALA_SUBBAGIAN = "kepala_subbagian", "Kepala Subbagian"

    pejabat = models.ForeignKey(Pejabat, verbose_name="pejabat", on_delete=models.CASCADE, related_name="masa_jabatan")
    jabatan = models.CharField("kedudukan", max_length=20, choices=Jabatan)
    urutan = models.PositiveSmallIntegerField("urutan")
    periode = models.CharField("masa jabatan", max_length=40, blank=True, help_text="Misalnya 2024–2029.")
    mulai = models.DateField("mulai", null=True, blank=True)
    selesai = models.DateField("selesai", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "masa jabatan"
        verbose_name_plural = "masa jabatan"
        ordering = ["urutan"]
        constraints = [
            *unique_even_if_null(
                "masa_jabatan_unik", ["pejabat", "jabatan"], "mulai", "Masa jabatan ini sudah dicatat."
            ),
            _dates_in_order("masa_jabatan_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return f"{self.pejabat} ({self.get_jabatan_display()})"


class PeranDivisi(models.Model):
    """Who chairs a divisi and who stands in."""

    class Peran(models.TextChoices):
        KETUA = "ketua", "Ketua Divisi"
        WAKIL = "wakil", "Wakil Divisi"

    divisi = models.ForeignKey(Divisi, verbose_name="divisi", on_delete=models.CASCADE, related_name="peran")
    pejabat = models.ForeignKey(Pejabat, verbose_name="pejabat", on_delete=models.PROTECT, related_name="peran_divisi")
    peran = models.CharField("peran", max_length=10, choices=Peran)
    mulai = models.DateField("mulai", null=True, blank=True)
    selesai = models.DateField("selesai", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "peran dalam divisi"
        verbose_name_plural = "peran dalam divisi"
        ordering = ["divisi", "peran"]
        constraints = [
            *unique_even_if_null(
                "peran_divisi_unik", ["divisi", "pejabat", "peran"], "mulai", "Peran ini sudah dicatat."
            ),
            _dates_in_order("peran_divisi_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return f"{self.get_peran_display()} {self.divisi}: {self.pejabat}"


class Korwil(models.Model):
    """A kecamatan that a commissioner coordinates."""

    pejabat = models.ForeignKey(Pejabat, verbose_name="koordinator", on_delete=models.PROTECT, related_name="korwil")
    kecamatan = models.CharField("kecamatan", max_length=100)
    urutan = models.PositiveSmallIntegerField("urutan", default=1)
    mulai = models.DateField("mulai", null=True, blank=True)
    selesai = models.DateField("selesai", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "koordinator wilayah"
        verbose_name_plural = "koordinator wilayah"
        ordering = ["pejabat", "urutan"]
        constraints = [
            *unique_even_if_null(
                "korwil_unik", ["pejabat", "kecamatan"], "mulai", "Kecamatan ini sudah dicatat untuk pejabat tersebut."
            ),
            _dates_in_order("korwil_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return f"Kecamatan {self.kecamatan}: {self.pejabat}"


class KeanggotaanQuerySet(DatedQuerySet):
    def aktif(self, pada: date | None = None) -> "Self":
        """Keep memberships that count today (or on the given day)."""
        hari = pada or date.today()
        return self.filter(Q(selesai__isnull=True) | Q(selesai__gte=hari), mulai__lte=hari)


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
            _dates_in_order("keanggotaan_tanggal_urut"),
        ]

    def __str__(self) -> str:
        return f"{self.pengguna}: {self.get_peran_display()}"

    def clean(self) -> None:
        super().clean()
        if self.subbagian and self.subbagian.satker_id != self.satker_id:
            raise ValidationError({"subbagian": "Subbagian ini milik satker lain. Pilih subbagian satker yang sama."})
