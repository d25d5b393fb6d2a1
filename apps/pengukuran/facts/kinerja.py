"""Facts of performance: what the database knows of an entitas in a year, as frozen values, and capaian from them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from apps.pengukuran.formulas import (
    Agregasi,
    Arah,
    Capaian,
    Kategori,
    Rata,
    Selisih,
    Tingkat,
    capaian_numerik,
    capaian_tingkat,
    kategori,
    selisih_numerik,
    tidak_terdefinisi,
)
from apps.perencanaan.models import KategoriCapaian, Target


@dataclass(frozen=True, slots=True)
class Nilai:
    """A value as it is compared and printed: a number or a level, never both; neither means there is none."""

    angka: Decimal | Fraction | None = None
    tingkat: Tingkat | None = None

    @property
    def ada(self) -> bool:
        return self.angka is not None or self.tingkat is not None


@dataclass(frozen=True, slots=True)
class FaktaTarget:
    """A target; sumber says which document promised it. tanpa_target is a stated "none", not a missing row."""

    nilai: Nilai = Nilai()
    tanpa_target: bool = False
    sumber: str = ""
    catatan: str = ""

    @property
    def dijanjikan_triwulan(self) -> bool:
        """Whether something is promised for a quarter, as ``TargetQuerySet.dijanjikan_triwulan`` asks of rows."""
        return self.sumber == Target.Sumber.TRIWULAN and self.nilai.ada


@dataclass(frozen=True, slots=True)
class FaktaRealisasi:
    """A realisasi with everything a reader must know about it."""

    nilai: Nilai = Nilai()
    terisi: bool = False
    alasan: str = ""
    sementara: bool = False
    diragukan: bool = False
    alasan_keandalan: str = ""
    catatan_kaki: str = ""
    sumber: str = ""
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    tahap: str = ""
    verifikasi_sendiri: bool = False
    direvisi: bool = False

    @property
    def tertahan(self) -> bool:
        """Whether it is only left out because it is not approved."""
        return not self.terisi and bool(self.alasan)


KOSONG_TARGET = FaktaTarget()
KOSONG_REALISASI = FaktaRealisasi()
BELUM_DISAHKAN = FaktaRealisasi(alasan="Realisasi belum disahkan.")


@dataclass(frozen=True, slots=True)
class FaktaIndikator:
    """An adopted indicator with its names, its sheet (LKj Tabel 9) and its figures by year."""

    adopsi_id: int
    nomor: int
    kode: str
    nama: str
    nama_iku: str
    nama_tabel: str
    nama_judul_tabel: str
    judul_ikk: str
    satuan: str
    arah: Arah
    definisi: str
    cara_perhitungan: str
    label_pembilang: str
    label_penyebut: str
    nama_satuan: str
    sifat: str
    ukuran_keberhasilan: str
    sumber_data: str
    wajib_bukti: bool
    judul_tabel_pendukung: str
    penanggung_jawab: str
    subbagian_id: int
    agregasi: Agregasi
    target_renstra: Mapping[int, FaktaTarget] = field(default_factory=dict)
    target_pk: Mapping[int, FaktaTarget] = field(default_factory=dict)
    target_nasional: Mapping[int, FaktaTarget] = field(default_factory=dict)
    realisasi: Mapping[int, FaktaRealisasi] = field(default_factory=dict)
    # The quarters of the year, where it is seen as a whole.
    triwulan: Mapping[int, FaktaRealisasi] = field(default_factory=dict)
    # What it was adopted from: the same indicator of the same plan may be adopted elsewhere too.
    indikator_id: int = 0
    renstra_id: int = 0

    @property
    def satuan_lengkap(self) -> str:
        """The unit with its nature, as the sheet of the indicator names it: "Persen (nominal)"; both may be open."""
        if self.nama_satuan and self.sifat:
            return f"{self.nama_satuan} ({self.sifat})"
        return self.nama_satuan or self.sifat

    def target(self, tahun: int) -> FaktaTarget:
        """The target that a year is judged by: of the perjanjian kinerja, else of the Renstra (see ``sumber``)."""
        return self.target_pk.get(tahun) or self.target_renstra.get(tahun) or KOSONG_TARGET

    def realisasi_tahun(self, tahun: int) -> FaktaRealisasi:
        """The realisasi of a year; an empty one when nothing was entered."""
        return self.realisasi.get(tahun, KOSONG_REALISASI)

    def capaian(self, tahun: int, batas: int | None) -> Capaian:
        """Capaian of a year in percent, or the reason why it is undefined (domain notes §3)."""
        if alasan := self._tak_terbanding(tahun):
            return tidak_terdefinisi(alasan)
        target, realisasi = self.target(tahun), self.realisasi_tahun(tahun)
        if realisasi.nilai.tingkat and target.nilai.tingkat:
            return capaian_tingkat(realisasi.nilai.tingkat, target.nilai.tingkat)
        if realisasi.nilai.angka is None or target.nilai.angka is None:
            return tidak_terdefinisi("Target dan realisasi tidak sejenis.")
        return capaian_numerik(realisasi.nilai.angka, target.nilai.angka, self.arah, batas)

    def selisih(self, tahun: int) -> Selisih:
        """realisasi − target of a year in points, or the reason why there is none: the same as for its capaian."""
        if alasan := self._tak_terbanding(tahun):
            return Selisih(alasan=alasan)
        target, realisasi = self.target(tahun).nilai.angka, self.realisasi_tahun(tahun).nilai.angka
        if target is None or realisasi is None:
            return Selisih(alasan="Tingkat tidak punya selisih angka.")
        return selisih_numerik(realisasi, target)

    def _tak_terbanding(self, tahun: int) -> str:
        """Why realisasi and target of a year cannot be held against each other; "" when they can."""
        target, realisasi = self.target(tahun), self.realisasi_tahun(tahun)
        if not realisasi.terisi:
            return realisasi.alasan or "Realisasi belum diisi."
        if not realisasi.nilai.ada:
            return "Realisasi belum terukur."
        if realisasi.diragukan:
            return "Realisasi diragukan."
        if not target.nilai.ada:
            return "Tidak ada target." if target.tanpa_target else "Target belum diisi."
        return ""


@dataclass(frozen=True, slots=True)
class FaktaSasaran:
    """A sasaran strategis with the indicators that the entitas answers for."""

    nomor: int
    nama: str
    indikator: tuple[FaktaIndikator, ...]


@dataclass(frozen=True, slots=True)
class FaktaTujuan:
    """A tujuan with its sasaran."""

    nomor: int
    nama: str
    sasaran: tuple[FaktaSasaran, ...]


@dataclass(frozen=True)
class FaktaRenstra:
    """The plan that the year belongs to and its settings."""

    id: int
    nama: str
    tahun_awal: int
    tahun_akhir: int
    batas_capaian: int | None
    label_nasional: str

    @property
    def tahun(self) -> range:
        """All years of the plan."""
        return range(self.tahun_awal, self.tahun_akhir + 1)


@dataclass(frozen=True)
class FaktaKinerja:
    """Everything about performance of one entitas, seen from one year. renstra is None when no plan covers the year."""

    tahun: int
    renstra: FaktaRenstra | None
    tujuan: tuple[FaktaTujuan, ...]

    @property
    def sasaran(self) -> Iterator[FaktaSasaran]:
        return (sasaran for tujuan in self.tujuan for sasaran in tujuan.sasaran)

    @property
    def indikator(self) -> Iterator[FaktaIndikator]:
        return (indikator for sasaran in self.sasaran for indikator in sasaran.indikator)

    @property
    def batas(self) -> int | None:
        """The highest capaian that counts, None for no cap."""
        return self.renstra.batas_capaian if self.renstra else None

    def capaian(self, indikator: FaktaIndikator, tahun: int | None = None) -> Capaian:
        """Capaian of an indicator in the given year, this year when left out."""
        return indikator.capaian(tahun or self.tahun, self.batas)

    @cached_property
    def ada_pk(self) -> bool:
        """Whether this year has a perjanjian kinerja; without one the Renstra target stands in."""
        return any(self.tahun in indikator.target_pk for indikator in self.indikator)

    @cached_property
    def ada_nasional(self) -> bool:
        """Whether the plan has a national standard: any indicator has such a target in any year, or the plan names the
        document that gives them, which then wait to be loaded."""
        semua = (target for indikator in self.indikator for target in indikator.target_nasional.values())
        return bool(self.renstra and self.renstra.label_nasional) or any(target.nilai.ada for target in semua)

    @cached_property
    def skala_kategori(self) -> tuple[Kategori, ...]:
        """The categories of the Renstra, best first; one query, on first use."""
        if self.renstra is None:
            return ()
        return _skala([self.renstra.id]).get(self.renstra.id, ())

    def hanya(self, adopsi_ids: Collection[int]) -> "FaktaKinerja":
        """The same facts with only these indicators; sasaran and tujuan that keep none are left out."""
        tujuan = []
        for satu in self.tujuan:
            tersisa = [
                FaktaSasaran(s.nomor, s.nama, tuple(i for i in s.indikator if i.adopsi_id in adopsi_ids))
                for s in satu.sasaran
            ]
            sasaran = tuple(s for s in tersisa if s.indikator)
            if sasaran:
                tujuan.append(FaktaTujuan(satu.nomor, satu.nama, sasaran))
        bagian = FaktaKinerja(self.tahun, self.renstra, tuple(tujuan))
        # The scale of the same plan need not be asked for again.
        bagian.__dict__["skala_kategori"] = self.skala_kategori
        return bagian

    def kategori(self, capaian: Capaian) -> Kategori | None:
        """The category of a capaian; None when the capaian is undefined."""
        return self._kategori(capaian.nilai)

    def kategori_rata(self, rata: Rata) -> Kategori | None:
        """The category of a mean; None where a miss is left out of it (``rata.luar`` says so in its place)."""
        return None if rata.terlewat else self._kategori(rata.nilai)

    def _kategori(self, nilai: Fraction | None) -> Kategori | None:
        if nilai is None or not self.skala_kategori:
            return None
        return kategori(nilai, self.skala_kategori)


def _skala(renstra_ids: Collection[int]) -> dict[int, tuple[Kategori, ...]]:
    """The categories of these plans, best first: one query."""
    skala: dict[int, tuple[Kategori, ...]] = {}
    for k in KategoriCapaian.objects.filter(renstra__in=renstra_ids).order_by("renstra", "-batas_bawah"):
        skala[k.renstra_id] = (*skala.get(k.renstra_id, ()), Kategori(k.nama, k.batas_bawah, k.gaya))
    return skala


def isi_skala(semua: Collection[FaktaKinerja]) -> None:
    """Ask the categories of many at once, before each would ask for its own."""
    skala = _skala({kinerja.renstra.id for kinerja in semua if kinerja.renstra})
    for kinerja in semua:
        kinerja.__dict__["skala_kategori"] = skala.get(kinerja.renstra.id, ()) if kinerja.renstra else ()
