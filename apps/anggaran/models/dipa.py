"""DIPA with its versions, one tree of lines, pagu and the plan of withdrawals per version."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from apps.dokumen.models import Berkas
from apps.organisasi.models import Pengguna, Satker
from apps.siklus.models import alasan_anggaran_disahkan
from apps.ui.numbers import MONTHS

if TYPE_CHECKING:
    from typing import Self

BULAN = list(enumerate(MONTHS, start=1))


class DipaQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        return self.filter(satker__in=Satker.objects.visible_to(user))


class Dipa(models.Model):
    """The budget document of a satker for a year."""

    satker = models.ForeignKey(Satker, verbose_name="satker", on_delete=models.PROTECT, related_name="dipa")
    tahun = models.PositiveSmallIntegerField("tahun anggaran")

    objects = DipaQuerySet.as_manager()

    class Meta:
        verbose_name = "DIPA"
        verbose_name_plural = "DIPA"
        ordering = ["satker__kode", "-tahun"]
        constraints = [
            models.UniqueConstraint(
                fields=["satker", "tahun"],
                name="dipa_unik",
                violation_error_message="DIPA satker ini untuk tahun tersebut sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"DIPA {self.satker} {self.tahun}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.satker_id, self.tahun)


class VersiDipa(models.Model):
    """DIPA awal or a revision; number and date may be unknown, the order is not."""

    dipa = models.ForeignKey(Dipa, verbose_name="DIPA", on_delete=models.CASCADE, related_name="versi")
    urutan = models.PositiveSmallIntegerField("urutan", help_text="0 untuk DIPA awal.")
    nama = models.CharField("nama", max_length=100)
    nomor = models.CharField("nomor revisi", max_length=40, blank=True)
    tanggal = models.DateField("tanggal", null=True, blank=True)
    jenis = models.CharField("jenis revisi", max_length=60, blank=True)
    alasan = models.TextField("alasan", blank=True)
    sumber = models.CharField("sumber", max_length=200, blank=True)
    berkas = models.ForeignKey(
        Berkas, verbose_name="berkas sumber", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "versi DIPA"
        verbose_name_plural = "versi DIPA"
        ordering = ["dipa", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["dipa", "urutan"],
                name="versi_dipa_unik",
                violation_error_message="Urutan versi ini sudah ada.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nama} {self.dipa.tahun}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.dipa.satker_id, self.dipa.tahun)


class PosAnggaran(models.Model):
    """A line of the budget tree; it holds only its own segment of the code, tables compose the rest."""

    class Jenis(models.TextChoices):
        BAGIAN_ANGGARAN = "bagian_anggaran", "Bagian anggaran"
        UNIT = "unit", "Unit"
        PROGRAM = "program", "Program"
        KEGIATAN = "kegiatan", "Kegiatan"
        KRO = "kro", "Klasifikasi rincian output (KRO)"
        RO = "ro", "Rincian output (RO)"
        KOMPONEN = "komponen", "Komponen"
        SUBKOMPONEN = "subkomponen", "Subkomponen"
        AKUN = "akun", "Akun"
        ITEM = "item", "Item"

    dipa = models.ForeignKey(Dipa, verbose_name="DIPA", on_delete=models.CASCADE, related_name="pos")
    induk = models.ForeignKey(
        "self", verbose_name="pos induk", null=True, blank=True, on_delete=models.CASCADE, related_name="anak"
    )
    jenis = models.CharField("jenis", max_length=16, choices=Jenis)
    kode = models.CharField("kode", max_length=20)
    jalur = models.CharField(
        "jalur kode", max_length=120, help_text="Kode lengkap dari bagian anggaran, dipisah titik."
    )
    nama = models.TextField("nama", blank=True)
    prioritas_nasional = models.BooleanField("prioritas nasional", default=False)

    class Meta:
        verbose_name = "pos anggaran"
        verbose_name_plural = "pos anggaran"
        ordering = ["dipa", "jalur"]
        constraints = [
            models.UniqueConstraint(
                fields=["dipa", "jalur"],
                name="pos_jalur_unik",
                violation_error_message="Kode anggaran ini sudah ada dalam DIPA yang sama.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jalur} {self.nama}".strip()

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.dipa.satker_id, self.dipa.tahun)


class Pagu(models.Model):
    """The ceiling of a leaf line in one version, in whole rupiah."""

    versi = models.ForeignKey(VersiDipa, verbose_name="versi DIPA", on_delete=models.CASCADE, related_name="pagu")
    pos = models.ForeignKey(PosAnggaran, verbose_name="pos anggaran", on_delete=models.CASCADE, related_name="pagu")
    jumlah = models.BigIntegerField("pagu (rupiah)")
    blokir = models.BigIntegerField("diblokir (rupiah)", default=0)
    sumber_dana = models.CharField(
        "sumber dana", max_length=20, blank=True, help_text="RM, PNBP, hibah, dan seterusnya."
    )
    nomor = models.CharField(
        "nomor item", max_length=6, blank=True, help_text="Nomor item dalam berkas sumber; berubah antarrevisi."
    )

    class Meta:
        verbose_name = "pagu"
        verbose_name_plural = "pagu"
        ordering = ["versi", "pos"]
        constraints = [
            models.UniqueConstraint(
                fields=["versi", "pos"],
                name="pagu_unik",
                violation_error_message="Pagu pos ini sudah ada pada versi yang sama.",
            ),
            models.CheckConstraint(
                condition=Q(jumlah__gte=0, blokir__gte=0),
                name="pagu_tidak_negatif",
                violation_error_message="Pagu dan blokir tidak boleh negatif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pos}: {self.jumlah}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.versi.dipa.satker_id, self.versi.dipa.tahun)


class RencanaPenarikan(models.Model):
    """What a kegiatan plans to spend in a month (RPD, halaman III DIPA) by one version, in whole rupiah."""

    versi = models.ForeignKey(VersiDipa, verbose_name="versi DIPA", on_delete=models.CASCADE, related_name="rencana")
    pos = models.ForeignKey(PosAnggaran, verbose_name="kegiatan", on_delete=models.CASCADE, related_name="rencana")
    bulan = models.PositiveSmallIntegerField("bulan", choices=BULAN)
    jumlah = models.BigIntegerField("rencana penarikan (rupiah)")

    class Meta:
        verbose_name = "rencana penarikan dana"
        verbose_name_plural = "rencana penarikan dana"
        ordering = ["versi", "pos", "bulan"]
        constraints = [
            models.UniqueConstraint(
                fields=["versi", "pos", "bulan"],
                name="rencana_penarikan_unik",
                violation_error_message="Rencana kegiatan ini untuk bulan tersebut sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(jumlah__gte=0, bulan__gte=1, bulan__lte=12),
                name="rencana_penarikan_wajar",
                violation_error_message="Rencana penarikan tidak boleh negatif, dan bulannya 1 sampai 12.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pos}, {self.get_bulan_display()}: {self.jumlah}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.versi.dipa.satker_id, self.versi.dipa.tahun)
