"""What was reached: the value, how sure it is, its details, evidence and road through the workflow."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from apps.dokumen.models import Berkas
from apps.organisasi.models import Entitas, Pengguna, Satker
from apps.organisasi.permissions import TAHAP_TERTUTUP
from apps.perencanaan.models import AdopsiIndikator, TingkatSkala
from apps.perencanaan.models.nasional import check_value_kind
from apps.siklus.models import TRIWULAN, alasan_disahkan

if TYPE_CHECKING:
    from typing import Self


class Peristiwa(models.Model):
    """An event that figures belong to: Pemilu 2024, Pemilihan 2024."""

    entitas = models.ForeignKey(Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="peristiwa")
    kode = models.SlugField("kode", max_length=40)
    nama = models.CharField("nama", max_length=200)
    tahun = models.PositiveSmallIntegerField("tahun")
    tanggal = models.DateField("tanggal", null=True, blank=True)

    class Meta:
        verbose_name = "peristiwa"
        verbose_name_plural = "peristiwa"
        ordering = ["entitas", "tahun", "tanggal"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitas", "kode"],
                name="peristiwa_kode_unik",
                violation_error_message="Kode peristiwa ini sudah dipakai.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class RealisasiQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        return self.filter(adopsi__entitas__satker__in=Satker.objects.visible_to(user))


class Realisasi(models.Model):
    """The value of an indicator for a year (triwulan 0) or a quarter.

    nilai is numeric, tingkat a level, and without either the state says why: not yet measurable is not the same as
    not filled, and neither is zero. With pembilang and penyebut the percentage is computed from them.
    """

    class Keadaan(models.TextChoices):
        TERUKUR = "terukur", "Terukur"
        BELUM_TERUKUR = "belum_terukur", "Belum terukur"

    class StatusNilai(models.TextChoices):
        FINAL = "final", "Final"
        SEMENTARA = "sementara", "Sementara"

    class Keandalan(models.TextChoices):
        SAH = "sah", "Sah"
        DIRAGUKAN = "diragukan", "Diragukan"

    class Tahap(models.TextChoices):
        DRAF = "draf", "Draf"
        DIAJUKAN = "diajukan", "Diajukan"
        DIVERIFIKASI = "diverifikasi", "Diverifikasi"
        DISAHKAN = "disahkan", "Disahkan"

    adopsi = models.ForeignKey(
        AdopsiIndikator, verbose_name="indikator", on_delete=models.PROTECT, related_name="realisasi"
    )
    tahun = models.PositiveSmallIntegerField("tahun")
    triwulan = models.PositiveSmallIntegerField("triwulan", choices=TRIWULAN, default=0)
    keadaan = models.CharField("keadaan", max_length=15, choices=Keadaan, default=Keadaan.TERUKUR)
    nilai = models.DecimalField("nilai", max_digits=15, decimal_places=4, null=True, blank=True)
    tingkat = models.ForeignKey(
        TingkatSkala, verbose_name="tingkat", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    skor = models.DecimalField("skor di balik tingkat", max_digits=7, decimal_places=2, null=True, blank=True)
    pembilang = models.DecimalField("pembilang", max_digits=15, decimal_places=2, null=True, blank=True)
    penyebut = models.DecimalField("penyebut", max_digits=15, decimal_places=2, null=True, blank=True)
    alasan = models.TextField("alasan belum terukur", blank=True)
    status_nilai = models.CharField("status nilai", max_length=10, choices=StatusNilai, default=StatusNilai.FINAL)
    tanggal_final = models.DateField("nilai final diharapkan", null=True, blank=True)
    keandalan = models.CharField("keandalan", max_length=10, choices=Keandalan, default=Keandalan.SAH)
    alasan_keandalan = models.TextField("alasan diragukan", blank=True)
    catatan_kaki = models.TextField("catatan kaki", blank=True)
    sumber = models.CharField("sumber data", max_length=300, blank=True)
    per_tanggal = models.DateField("keadaan per tanggal", null=True, blank=True)
    peristiwa = models.ForeignKey(
        Peristiwa, verbose_name="peristiwa", null=True, blank=True, on_delete=models.PROTECT, related_name="realisasi"
    )
    penjelasan = models.TextField("penjelasan nilai yang tidak biasa", blank=True)
    alasan_tanpa_bukti = models.TextField("alasan tanpa bukti dukung", blank=True)
    diperiksa_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="sedang diperiksa oleh",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    tahap = models.CharField("tahap", max_length=15, choices=Tahap, default=Tahap.DRAF)
    verifikasi_sendiri = models.BooleanField("diverifikasi pengajunya sendiri", default=False, editable=False)
    direvisi = models.BooleanField("direvisi sejak edisi terakhir", default=False, editable=False)
    versi = models.PositiveIntegerField("versi", default=1, editable=False)

    objects = RealisasiQuerySet.as_manager()

    class Meta:
        verbose_name = "realisasi"
        verbose_name_plural = "realisasi"
        ordering = ["adopsi", "tahun", "triwulan"]
        constraints = [
            models.UniqueConstraint(
                fields=["adopsi", "tahun", "triwulan"],
                name="realisasi_unik",
                violation_error_message="Realisasi periode ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan="terukur", nilai__isnull=False, tingkat__isnull=True)
                | Q(keadaan="terukur", nilai__isnull=True, tingkat__isnull=False)
                | Q(keadaan="terukur", nilai__isnull=True, tingkat__isnull=True, pembilang__isnull=False)
                | Q(keadaan="belum_terukur", nilai__isnull=True, tingkat__isnull=True),
                name="realisasi_satu_nilai",
                violation_error_message="Isi angka, pilih tingkat, atau nyatakan belum terukur: salah satu saja.",
            ),
            models.CheckConstraint(
                condition=~Q(keadaan="belum_terukur") | ~Q(alasan=""),
                name="realisasi_belum_terukur_beralasan",
                violation_error_message="Tuliskan alasan mengapa belum terukur.",
            ),
            models.CheckConstraint(
                condition=~Q(keandalan="diragukan") | ~Q(alasan_keandalan=""),
                name="realisasi_diragukan_beralasan",
                violation_error_message="Tuliskan alasan mengapa nilai ini diragukan.",
            ),
            models.CheckConstraint(
                condition=Q(pembilang__isnull=True, penyebut__isnull=True)
                | Q(pembilang__isnull=False, penyebut__gt=0, nilai__isnull=True),
                name="realisasi_penyebut_positif",
                violation_error_message="Isi pembilang dan penyebut bersama; penyebut harus lebih besar dari nol.",
            ),
            models.CheckConstraint(
                condition=(Q(nilai__isnull=True) | Q(nilai__gte=0)) & (Q(pembilang__isnull=True) | Q(pembilang__gte=0)),
                name="realisasi_tidak_negatif",
                violation_error_message="Realisasi tidak boleh negatif.",
            ),
        ]

    def __str__(self) -> str:
        masa = f"{self.get_triwulan_display()} {self.tahun}" if self.triwulan else self.tahun
        return f"Realisasi {masa} {self.adopsi}"

    def clean(self) -> None:
        super().clean()
        if self.adopsi_id:
            check_value_kind(self.adopsi.indikator, self.nilai, self.tingkat)
            self._check_year()
            self._check_parts()

    def _check_year(self) -> None:
        dari, sampai = self.adopsi.dari, self.adopsi.sampai
        if self.tahun and not dari <= self.tahun <= sampai:
            raise ValidationError({"tahun": f"Tahun {self.tahun} di luar masa indikator ini ({dari}–{sampai})."})

    def _check_parts(self) -> None:
        # Nothing to divide by is another fault, with a sentence of its own.
        if self.pembilang is None or not self.penyebut or self.adopsi.indikator.pembilang_boleh_lebih:
            return
        if self.pembilang > self.penyebut:
            raise ValidationError(
                {"pembilang": "Pembilang tidak boleh lebih besar daripada penyebut. Periksa keduanya."}
            )

    def alasan_terkunci(self) -> str:
        return alasan_disahkan(self.adopsi.entitas_id, self.tahun, self.triwulan)

    def alasan_diproses(self) -> str:
        """Why only the steps of the workflow may touch it now: it has been handed in; "" while it is a draft."""
        return TAHAP_TERTUTUP.get(self.tahap, "")

    def pokok_jejak(self) -> str:
        return f"realisasi/{self.adopsi_id}/{self.tahun}/{self.triwulan}"


def alasan_diproses(adopsi_id: int | None, tahun: int, triwulan: int = 0) -> str:
    """The same of what is told beside the realisasi of an indicator in a period."""
    realisasi = Realisasi.objects.filter(adopsi=adopsi_id, tahun=tahun, triwulan=triwulan).first()
    return realisasi.alasan_diproses() if realisasi else ""


class BagianRealisasi(models.Model):
    """What belongs to a realisasi: closed when it is closed, and told in its history."""

    realisasi: "models.ForeignKey[Realisasi, Realisasi]"

    class Meta:
        abstract = True

    def alasan_terkunci(self) -> str:
        return self.realisasi.alasan_terkunci()

    def alasan_diproses(self) -> str:
        return self.realisasi.alasan_diproses()

    def pokok_jejak(self) -> str:
        return self.realisasi.pokok_jejak()


class RincianRealisasi(BagianRealisasi):
    """A detail by event and group; it says whether it counts for the year."""

    class Kelompok(models.TextChoices):
        SEMUA = "semua", "Semua"
        PEREMPUAN = "perempuan", "Perempuan"
        DISABILITAS = "disabilitas", "Penyandang disabilitas"

    realisasi = models.ForeignKey(Realisasi, verbose_name="realisasi", on_delete=models.CASCADE, related_name="rincian")
    peristiwa = models.ForeignKey(Peristiwa, verbose_name="peristiwa", on_delete=models.PROTECT, related_name="+")
    kelompok = models.CharField("kelompok", max_length=12, choices=Kelompok, default=Kelompok.SEMUA)
    pembilang = models.DecimalField("pembilang", max_digits=15, decimal_places=2)
    penyebut = models.DecimalField("penyebut", max_digits=15, decimal_places=2)
    dihitung = models.BooleanField("dihitung untuk tahun ini", default=False)

    class Meta:
        verbose_name = "rincian realisasi"
        verbose_name_plural = "rincian realisasi"
        ordering = ["realisasi", "peristiwa", "kelompok"]
        constraints = [
            models.UniqueConstraint(
                fields=["realisasi", "peristiwa", "kelompok"],
                name="rincian_unik",
                violation_error_message="Rincian peristiwa dan kelompok ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=Q(penyebut__gt=0, pembilang__gte=0),
                name="rincian_penyebut_positif",
                violation_error_message="Penyebut harus lebih besar dari nol dan pembilang tidak negatif.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.peristiwa}, {self.get_kelompok_display()}"


BUKTI_TETAP = "Bukti ini pernah diverifikasi, jadi tetap disimpan. Tambahkan koreksi di sampingnya."


class Bukti(BagianRealisasi):
    """Evidence of a realisasi: a file, a link or a note."""

    class Jenis(models.TextChoices):
        BERKAS = "berkas", "Berkas"
        TAUTAN = "tautan", "Tautan"
        CATATAN = "catatan", "Catatan"

    realisasi = models.ForeignKey(Realisasi, verbose_name="realisasi", on_delete=models.CASCADE, related_name="bukti")
    jenis = models.CharField("jenis", max_length=8, choices=Jenis)
    judul = models.CharField("judul", max_length=200)
    berkas = models.ForeignKey(
        Berkas, verbose_name="berkas", null=True, blank=True, on_delete=models.PROTECT, related_name="bukti"
    )
    tautan = models.URLField("tautan", blank=True)
    catatan = models.TextField("catatan", blank=True)
    mengoreksi = models.ForeignKey(
        "self", verbose_name="mengoreksi", null=True, blank=True, on_delete=models.PROTECT, related_name="koreksi"
    )
    ditambahkan_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="ditambahkan oleh", on_delete=models.PROTECT, related_name="+"
    )
    waktu = models.DateTimeField("waktu", auto_now_add=True)

    class Meta:
        verbose_name = "bukti dukung"
        verbose_name_plural = "bukti dukung"
        ordering = ["realisasi", "waktu"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis="berkas", berkas__isnull=False)
                | (Q(jenis="tautan", berkas__isnull=True) & ~Q(tautan=""))
                | (Q(jenis="catatan", berkas__isnull=True) & ~Q(catatan="")),
                name="bukti_isi_sesuai_jenis",
                violation_error_message="Lengkapi bukti sesuai jenisnya: berkas, tautan, atau catatan.",
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    def alasan_diproses(self) -> str:
        return super().alasan_diproses() or (BUKTI_TETAP if self.pernah_diverifikasi else "")

    @property
    def pernah_diverifikasi(self) -> bool:
        """Whether a verifikator has accepted the figure with this evidence; then it stays, whatever comes later."""
        if self._state.adding:
            return False
        langkah = TransisiRealisasi.Langkah.VERIFIKASI
        return self.realisasi.transisi.filter(langkah=langkah, waktu__gte=self.waktu).exists()


class TransisiRealisasi(BagianRealisasi):
    """One step of a realisasi through the workflow; what each step is and needs stands in apps.pengukuran.workflow."""

    class Langkah(models.TextChoices):
        AJUKAN = "ajukan", "Diajukan"
        TARIK = "tarik", "Ditarik kembali"
        PERIKSA = "periksa", "Mulai diperiksa"
        KEMBALIKAN = "kembalikan", "Dikembalikan"
        VERIFIKASI = "verifikasi", "Diverifikasi"
        SAHKAN = "sahkan", "Disahkan"
        BUKA_KEMBALI = "buka_kembali", "Dibuka kembali"

    realisasi = models.ForeignKey(
        Realisasi, verbose_name="realisasi", on_delete=models.CASCADE, related_name="transisi"
    )
    langkah = models.CharField("langkah", max_length=15, choices=Langkah)
    dari = models.CharField("dari", max_length=15, choices=Realisasi.Tahap)
    ke = models.CharField("ke", max_length=15, choices=Realisasi.Tahap)
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="oleh", on_delete=models.PROTECT, related_name="+")
    waktu = models.DateTimeField("waktu", auto_now_add=True)
    alasan = models.TextField("alasan", blank=True)

    class Meta:
        verbose_name = "transisi realisasi"
        verbose_name_plural = "transisi realisasi"
        ordering = ["realisasi", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(langkah__in=["kembalikan", "buka_kembali"]) | ~Q(alasan=""),
                name="pengembalian_beralasan",
                violation_error_message="Pengembalian dan pembukaan kembali harus disertai alasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_langkah_display()}: {self.realisasi}"
