"""The money: DIPA with its versions, one tree of lines, pagu per version, and cumulative states of realisasi."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from apps.dokumen.models import Berkas
from apps.organisasi.models import Pengguna, Satker
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import alasan_anggaran_disahkan

if TYPE_CHECKING:
    from typing import Self


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


class KeadaanRealisasi(models.Model):
    """The spending as it stood on a date, cumulative since 1 January."""

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
    berkas = models.ForeignKey(
        Berkas, verbose_name="berkas sumber", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

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
        return f"Realisasi {self.dipa} per {self.per_tanggal}"

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


class CapaianRO(models.Model):
    """What a rincian output delivered; capaian in percent, marked when it is only assumed."""

    pos = models.OneToOneField(
        PosAnggaran, verbose_name="rincian output", on_delete=models.CASCADE, related_name="capaian"
    )
    target_volume = models.DecimalField("target volume", max_digits=15, decimal_places=2, null=True, blank=True)
    realisasi_volume = models.DecimalField("realisasi volume", max_digits=15, decimal_places=2, null=True, blank=True)
    satuan = models.CharField("satuan", max_length=60, blank=True)
    capaian = models.DecimalField("capaian (%)", max_digits=7, decimal_places=2)
    asumsi = models.BooleanField("asumsi", default=False, help_text="Tidak disebut dalam sumber; dianggap demikian.")

    class Meta:
        verbose_name = "capaian RO"
        verbose_name_plural = "capaian RO"
        ordering = ["pos"]
        constraints = [
            models.CheckConstraint(
                condition=Q(capaian__gte=0),
                name="capaian_ro_tidak_negatif",
                violation_error_message="Capaian RO tidak boleh negatif.",
            ),
        ]

    def __str__(self) -> str:
        return f"Capaian {self.pos}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.pos.dipa.satker_id, self.pos.dipa.tahun)


class DukunganKegiatan(models.Model):
    """A kegiatan supports an indicator, with its share of the kegiatan's money in percent."""

    pos = models.ForeignKey(PosAnggaran, verbose_name="kegiatan", on_delete=models.CASCADE, related_name="dukungan")
    adopsi = models.ForeignKey(
        AdopsiIndikator, verbose_name="indikator", on_delete=models.CASCADE, related_name="dukungan"
    )
    porsi = models.DecimalField("porsi (%)", max_digits=5, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = "dukungan kegiatan"
        verbose_name_plural = "dukungan kegiatan"
        ordering = ["pos", "adopsi"]
        constraints = [
            models.UniqueConstraint(
                fields=["pos", "adopsi"],
                name="dukungan_unik",
                violation_error_message="Dukungan ini sudah dicatat.",
            ),
            models.CheckConstraint(
                condition=Q(porsi__isnull=True) | Q(porsi__gte=0, porsi__lte=100),
                name="dukungan_porsi_wajar",
                violation_error_message="Porsi harus antara 0 dan 100 persen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pos} mendukung {self.adopsi}"

    def alasan_terkunci(self) -> str:
        return alasan_anggaran_disahkan(self.pos.dipa.satker_id, self.pos.dipa.tahun)
