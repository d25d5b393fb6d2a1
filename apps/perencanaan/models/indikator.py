"""Indicators, the scales of ordinal ones, and who answers for an indicator in which years."""

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from apps.organisasi.models import Entitas, Pengguna, Satker, Subbagian
from apps.perencanaan.models.dasar import refuse_other_basis
from apps.perencanaan.models.renstra import Renstra, SasaranStrategis
from apps.siklus.models import alasan_tahun_disahkan

if TYPE_CHECKING:
    from typing import Self


class Skala(models.Model):
    """An ordinal scale: predikat SAKIP, opini BPK."""

    kode = models.SlugField("kode", max_length=40, unique=True)
    nama = models.CharField("nama", max_length=100)
    dasar = models.CharField("dasar aturan", max_length=200, blank=True)

    class Meta:
        verbose_name = "skala"
        verbose_name_plural = "skala"
        ordering = ["nama"]

    def __str__(self) -> str:
        return self.nama


class TingkatSkala(models.Model):
    """A level of a scale; peringkat 1 is the best. A score above ``batas_bawah`` reaches the level."""

    skala = models.ForeignKey(Skala, verbose_name="skala", on_delete=models.CASCADE, related_name="tingkat")
    kode = models.CharField("kode", max_length=20)
    nama = models.CharField("nama", max_length=100, blank=True)
    peringkat = models.PositiveSmallIntegerField("peringkat", help_text="1 adalah yang terbaik.")
    batas_bawah = models.DecimalField(
        "skor di atas",
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="Batas itu sendiri tidak termasuk.",
    )

    class Meta:
        verbose_name = "tingkat skala"
        verbose_name_plural = "tingkat skala"
        ordering = ["skala", "peringkat"]
        constraints = [
            models.UniqueConstraint(
                fields=["skala", "kode"],
                name="tingkat_kode_unik",
                violation_error_message="Kode tingkat ini sudah ada dalam skala yang sama.",
            ),
            models.UniqueConstraint(
                fields=["skala", "peringkat"],
                name="tingkat_peringkat_unik",
                violation_error_message="Peringkat ini sudah dipakai tingkat lain.",
            ),
        ]

    def __str__(self) -> str:
        return self.kode

    def clean(self) -> None:
        super().clean()
        refuse_other_basis(self, ["kode", "peringkat", "batas_bawah"], indikator__skala=self.skala_id)


class Indikator(models.Model):
    """A performance indicator: one identity, five names, and everything of the indicator sheet (LKj Tabel 9)."""

    class Satuan(models.TextChoices):
        PERSEN = "persen", "Persen"
        INDEKS = "indeks", "Indeks atau nilai"
        JUMLAH = "jumlah", "Jumlah, dengan nama satuan"
        TINGKAT = "tingkat", "Tingkat skala"

    class Arah(models.TextChoices):
        MAKSIMAL = "maksimal", "Makin tinggi makin baik"
        MINIMAL = "minimal", "Makin rendah makin baik"
        STABIL = "stabil", "Tepat pada target"

    class Agregasi(models.TextChoices):
        JUMLAH = "jumlah", "Jumlah triwulan"
        TERAKHIR = "terakhir", "Nilai triwulan terakhir"
        RATA_RATA = "rata_rata", "Rata-rata triwulan"
        AKHIR_TAHUN = "akhir_tahun", "Hanya pada akhir tahun"

    # What its capaian is calculated by, and to which mean it belongs.
    DASAR = ("satuan", "arah", "skala_id", "sasaran_id")

    sasaran = models.ForeignKey(
        SasaranStrategis, verbose_name="sasaran strategis", on_delete=models.PROTECT, related_name="indikator"
    )
    kode = models.SlugField("kode", max_length=60)
    nomor = models.PositiveSmallIntegerField("nomor dalam Renstra")
    nama = models.TextField("nama")
    nama_iku = models.TextField("nama dalam tabel IKU", blank=True)
    nama_tabel = models.TextField("nama dalam tabel perbandingan", blank=True)
    nama_judul_tabel = models.TextField("nama dalam judul tabel perbandingan", blank=True)
    judul_ikk = models.TextField("judul uraian IKK", blank=True)
    satuan = models.CharField("satuan", max_length=10, choices=Satuan)
    skala = models.ForeignKey(
        Skala, verbose_name="skala", null=True, blank=True, on_delete=models.PROTECT, related_name="indikator"
    )
    arah = models.CharField("arah", max_length=10, choices=Arah, default=Arah.MAKSIMAL)
    definisi = models.TextField("definisi", blank=True)
    cara_perhitungan = models.TextField("cara perhitungan", blank=True)
    label_pembilang = models.CharField("label pembilang", max_length=200, blank=True)
    label_penyebut = models.CharField("label penyebut", max_length=200, blank=True)
    pembilang_boleh_lebih = models.BooleanField(
        "pembilang boleh melebihi penyebut",
        default=False,
        help_text="Biasanya tidak: bagian tidak dapat lebih besar daripada keseluruhannya.",
    )
    nama_satuan = models.CharField(
        "nama satuan",
        max_length=100,
        blank=True,
        help_text="Misalnya “Persen”. Pada jumlah tertulis sesudah angkanya: “2 Laporan”.",
    )
    sifat = models.CharField("sifat pengukuran", max_length=40, blank=True, help_text="Kumulatif atau nominal.")
    ukuran_keberhasilan = models.TextField("ukuran keberhasilan", blank=True)
    sumber_data = models.TextField("sumber data", blank=True)
    agregasi = models.CharField("dari triwulan ke tahun", max_length=12, choices=Agregasi, default=Agregasi.AKHIR_TAHUN)
    wajib_bukti = models.BooleanField("bukti dukung wajib", default=True)
    judul_tabel_pendukung = models.CharField(
        "judul tabel pendukung",
        max_length=200,
        blank=True,
        help_text="Diisi bila LKj memuat tabel pendukung indikator ini.",
    )

    class Meta:
        verbose_name = "indikator"
        verbose_name_plural = "indikator"
        ordering = ["sasaran__tujuan__renstra", "nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["sasaran", "nomor"],
                name="indikator_nomor_unik",
                violation_error_message="Nomor indikator ini sudah ada dalam sasaran yang sama.",
            ),
            models.UniqueConstraint(
                fields=["sasaran", "kode"],
                name="indikator_kode_unik",
                violation_error_message="Kode indikator ini sudah ada dalam sasaran yang sama.",
            ),
            models.CheckConstraint(
                condition=Q(satuan="tingkat", skala__isnull=False) | (~Q(satuan="tingkat") & Q(skala__isnull=True)),
                name="indikator_skala_sesuai_satuan",
                violation_error_message="Indikator bertingkat harus memiliki skala; indikator angka tidak.",
            ),
            models.CheckConstraint(
                condition=~Q(satuan="jumlah") | ~Q(nama_satuan=""),
                name="indikator_jumlah_bersatuan",
                violation_error_message="Sebutkan apa yang dihitung di nama satuan, misalnya “Laporan”.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def punya_bagian(self) -> bool:
        """Whether it names the parts that its value is computed from."""
        return bool(self.label_pembilang and self.label_penyebut)

    @property
    def bagian_dari_keseluruhan(self) -> bool:
        """Whether it is a percentage of which there can be no more than 100."""
        return self.satuan == self.Satuan.PERSEN and self.punya_bagian and not self.pembilang_boleh_lebih

    def clean(self) -> None:
        super().clean()
        refuse_other_basis(self, self.DASAR, indikator=self.pk)


class AdopsiQuerySet(models.QuerySet):
    def visible_to(self, user: Pengguna) -> "Self":
        return self.filter(entitas__satker__in=Satker.objects.visible_to(user))

    def berlaku(self, tahun: int) -> "Self":
        """Keep what the entitas answers for in the given year."""
        return self.filter(dari__lte=tahun, sampai__gte=tahun)


# More years than any plan has; a mistyped year is refused elsewhere.
_LONGEST = 100


class AdopsiIndikator(models.Model):
    """An entitas answers for an indicator in given years; targets and realisasi hang on this."""

    entitas = models.ForeignKey(Entitas, verbose_name="entitas", on_delete=models.PROTECT, related_name="adopsi")
    indikator = models.ForeignKey(Indikator, verbose_name="indikator", on_delete=models.PROTECT, related_name="adopsi")
    dari = models.PositiveSmallIntegerField("dari tahun")
    sampai = models.PositiveSmallIntegerField("sampai tahun")
    subbagian = models.ForeignKey(
        Subbagian, verbose_name="penanggung jawab", on_delete=models.PROTECT, related_name="adopsi"
    )
    nomor = models.PositiveSmallIntegerField("nomor urut dalam laporan")

    objects = AdopsiQuerySet.as_manager()

    class Meta:
        verbose_name = "adopsi indikator"
        verbose_name_plural = "adopsi indikator"
        ordering = ["entitas", "nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["entitas", "indikator", "dari"],
                name="adopsi_unik",
                violation_error_message="Indikator ini sudah diadopsi mulai tahun tersebut.",
            ),
            models.CheckConstraint(
                condition=Q(sampai__gte=F("dari")),
                name="adopsi_tahun_urut",
                violation_error_message="Tahun akhir adopsi tidak boleh sebelum tahun awalnya.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.indikator}"

    def clean(self) -> None:
        super().clean()
        if self.subbagian_id and self.entitas_id and self.subbagian.satker_id != self.entitas.satker_id:
            raise ValidationError({"subbagian": "Subbagian ini milik satker lain. Pilih subbagian satker yang sama."})
        self._check_plan()
        self._check_approved_years()

    def _check_plan(self) -> None:
        """Indicators come from the satker's own Renstra or from one that an office above it has published."""
        if not self.entitas_id or not self.indikator_id:
            return
        if AdopsiIndikator.objects.filter(pk=self.pk, entitas=self.entitas_id, indikator=self.indikator_id).exists():
            return
        renstra, satker = self.indikator.sasaran.tujuan.renstra, self.entitas.satker
        if renstra.pemilik_id == satker.pk:
            return
        if not Renstra.objects.dapat_diadopsi(satker).filter(pk=renstra.pk).exists():
            raise ValidationError({"indikator": f"Indikator ini dari Renstra yang belum terbit bagi {satker}."})

    def _check_approved_years(self) -> None:
        """An approved year keeps its indicators and their numbers: none may leave it, come to it or change place."""
        stored = AdopsiIndikator.objects.filter(pk=self.pk).first() if self.pk else None
        before, after = (row._years() if row else {} for row in (stored, self))
        tahun = {year for year in before.keys() | after.keys() if before.get(year) != after.get(year)}
        entitas = {row.entitas_id for row in (stored, self) if row and row.entitas_id}
        if tahun and (alasan := alasan_tahun_disahkan(entitas, tahun)):
            raise ValidationError(alasan, code="terkunci")

    def alasan_tetap(self) -> str:
        """Why it may not go: an approved year shows it, with figures or without."""
        return alasan_tahun_disahkan([self.entitas_id], self._years())

    def _years(self) -> dict[int, tuple[int, int, int]]:
        """What the report of each year shows of this."""
        if self.dari is None or self.sampai is None or self.entitas_id is None or self.indikator_id is None:
            return {}
        shown = (self.entitas_id, self.indikator_id, self.nomor)
        return dict.fromkeys(range(self.dari, min(self.sampai, self.dari + _LONGEST) + 1), shown)
