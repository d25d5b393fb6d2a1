"""Facts of performance: what the database knows of an entitas in a year, as frozen values, and capaian from them.

Three queries for the structure and the figures, whatever the number of indicators.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.db.models import Q

from apps.organisasi.models import Entitas
from apps.pengukuran.formulas import (
    Agregasi,
    Arah,
    Capaian,
    Kategori,
    Tingkat,
    capaian_numerik,
    capaian_tingkat,
    kategori,
    persen_dari,
    tidak_terdefinisi,
)
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import (
    AdopsiIndikator,
    KategoriCapaian,
    Renstra,
    SasaranStrategis,
    Target,
    TingkatSkala,
    Tujuan,
)
from apps.siklus.models import Periode


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
    judul_tabel_pendukung: str
    penanggung_jawab: str
    subbagian_id: int
    agregasi: Agregasi
    target_renstra: Mapping[int, FaktaTarget] = field(default_factory=dict)
    target_pk: Mapping[int, FaktaTarget] = field(default_factory=dict)
    target_nasional: Mapping[int, FaktaTarget] = field(default_factory=dict)
    realisasi: Mapping[int, FaktaRealisasi] = field(default_factory=dict)

    def target(self, tahun: int) -> FaktaTarget:
        """The target that a year is judged by: of the perjanjian kinerja, else of the Renstra (see ``sumber``)."""
        return self.target_pk.get(tahun) or self.target_renstra.get(tahun) or KOSONG_TARGET

    def realisasi_tahun(self, tahun: int) -> FaktaRealisasi:
        """The realisasi of a year; an empty one when nothing was entered."""
        return self.realisasi.get(tahun, KOSONG_REALISASI)

    def capaian(self, tahun: int, batas: int | None) -> Capaian:
        """Capaian of a year in percent, or the reason why it is undefined (domain notes §3)."""
        target, realisasi = self.target(tahun), self.realisasi_tahun(tahun)
        if not realisasi.terisi:
            return tidak_terdefinisi(realisasi.alasan or "Realisasi belum diisi.")
        if not realisasi.nilai.ada:
            return tidak_terdefinisi("Realisasi belum terukur.")
        if realisasi.diragukan:
            return tidak_terdefinisi("Realisasi diragukan.")
        if not target.nilai.ada:
            return tidak_terdefinisi("Tidak ada target." if target.tanpa_target else "Target belum diisi.")
        if realisasi.nilai.tingkat and target.nilai.tingkat:
            return capaian_tingkat(realisasi.nilai.tingkat, target.nilai.tingkat)
        if realisasi.nilai.angka is None or target.nilai.angka is None:
            return tidak_terdefinisi("Target dan realisasi tidak sejenis.")
        return capaian_numerik(realisasi.nilai.angka, target.nilai.angka, self.arah, batas)


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
    def skala_kategori(self) -> tuple[Kategori, ...]:
        """The categories of the Renstra, best first; one query, on first use."""
        if self.renstra is None:
            return ()
        baris = KategoriCapaian.objects.filter(renstra_id=self.renstra.id).order_by("-batas_bawah")
        return tuple(Kategori(k.nama, k.batas_bawah, k.gaya) for k in baris)

    def kategori(self, capaian: Capaian) -> Kategori | None:
        """The category of a capaian; None when the capaian is undefined."""
        if capaian.nilai is None or not self.skala_kategori:
            return None
        return kategori(capaian.nilai, self.skala_kategori)


def _nilai(angka: Decimal | None, tingkat: TingkatSkala | None, skor: Decimal | None = None) -> Nilai:
    return Nilai(angka, Tingkat(tingkat.kode, tingkat.peringkat, skor) if tingkat else None)


def fakta_realisasi(baris: Realisasi) -> FaktaRealisasi:
    """A realisasi, stored or still being typed, as it is compared and printed."""
    angka: Decimal | Fraction | None = baris.nilai
    if baris.pembilang is not None and baris.penyebut:
        angka = persen_dari(baris.pembilang, baris.penyebut)
    nilai = Nilai(angka, _nilai(None, baris.tingkat, baris.skor).tingkat)
    return FaktaRealisasi(
        nilai=nilai,
        terisi=True,
        alasan=baris.alasan,
        sementara=baris.status_nilai == Realisasi.StatusNilai.SEMENTARA,
        diragukan=baris.keandalan == Realisasi.Keandalan.DIRAGUKAN,
        alasan_keandalan=baris.alasan_keandalan,
        catatan_kaki=baris.catatan_kaki,
        sumber=baris.sumber,
        pembilang=baris.pembilang,
        penyebut=baris.penyebut,
        tahap=baris.tahap,
        verifikasi_sendiri=baris.verifikasi_sendiri,
        direvisi=baris.direvisi,
    )


Figures = dict[int, dict[str, dict[int, FaktaTarget | FaktaRealisasi]]]


@dataclass(frozen=True, slots=True)
class Pilihan:
    """Which figures are asked for: those of a quarter in place of the year's, and only what is approved."""

    tahun: int
    triwulan: int = 0
    hanya_disahkan: bool = False


def _figures(adopsi: list[AdopsiIndikator], pilihan: Pilihan) -> Figures:
    """Targets and realisasi of all adoptions, by adoption, kind and year: two queries."""
    ids = [baris.pk for baris in adopsi]
    figures: Figures = {pk: {"renstra": {}, "pk": {}, "nasional": {}, "realisasi": {}} for pk in ids}
    if not ids:
        return figures
    # The asked quarter takes the place of its year; the other years are whole.
    tahunan = Q(triwulan=0) & ~Q(tahun=pilihan.tahun) if pilihan.triwulan else Q(triwulan=0)
    ini = Q(tahun=pilihan.tahun, triwulan=pilihan.triwulan)
    targets = (
        Target.objects.filter(tahunan | ini | Q(sumber="nasional"), adopsi__in=ids)
        .select_related("tingkat", "perjanjian")
        .order_by("perjanjian__versi")
    )
    for target in targets:
        # A later version of the perjanjian kinerja replaces an earlier one; a quarter's target is what it is judged by.
        sumber = "pk" if target.sumber == Target.Sumber.TRIWULAN else target.sumber
        figures[target.adopsi_id][sumber][target.tahun] = FaktaTarget(
            _nilai(target.nilai, target.tingkat), target.tanpa_target, target.sumber, target.catatan
        )
    berjalan = _years_with_periods(adopsi[0].entitas_id) if pilihan.hanya_disahkan else frozenset()
    for baris in Realisasi.objects.filter(tahunan | ini, adopsi__in=ids).select_related("tingkat"):
        tertahan = baris.tahap != Realisasi.Tahap.DISAHKAN and baris.tahun in berjalan
        figures[baris.adopsi_id]["realisasi"][baris.tahun] = BELUM_DISAHKAN if tertahan else fakta_realisasi(baris)
    return figures


def _years_with_periods(entitas_id: int) -> frozenset[int]:
    """The years that run through the workflow here; earlier ones were loaded from reports that had been published."""
    return frozenset(Periode.objects.filter(entitas=entitas_id).values_list("tahun", flat=True))


def _indikator(adopsi: AdopsiIndikator, figures: Mapping[str, Mapping]) -> FaktaIndikator:
    i = adopsi.indikator
    return FaktaIndikator(
        adopsi_id=adopsi.pk,
        nomor=adopsi.nomor,
        kode=i.kode,
        nama=i.nama,
        nama_iku=i.nama_iku or i.nama,
        nama_tabel=i.nama_tabel or i.nama,
        nama_judul_tabel=i.nama_judul_tabel or i.nama,
        judul_ikk=i.judul_ikk or i.nama,
        satuan=i.satuan,
        arah=Arah(i.arah),
        definisi=i.definisi,
        cara_perhitungan=i.cara_perhitungan,
        label_pembilang=i.label_pembilang,
        label_penyebut=i.label_penyebut,
        nama_satuan=i.nama_satuan,
        sifat=i.sifat,
        ukuran_keberhasilan=i.ukuran_keberhasilan,
        sumber_data=i.sumber_data,
        judul_tabel_pendukung=i.judul_tabel_pendukung,
        penanggung_jawab=adopsi.subbagian.nama,
        subbagian_id=adopsi.subbagian_id,
        agregasi=Agregasi(i.agregasi),
        target_renstra=figures["renstra"],
        target_pk=figures["pk"],
        target_nasional=figures["nasional"],
        realisasi=figures["realisasi"],
    )


def _renstra_of(adopsi: list[AdopsiIndikator], entitas: Entitas, tahun: int) -> FaktaRenstra | None:
    if adopsi:
        renstra = adopsi[0].indikator.sasaran.tujuan.renstra
    else:
        found = Renstra.objects.filter(pemilik=entitas.satker_id, tahun_awal__lte=tahun, tahun_akhir__gte=tahun).first()
        if found is None:
            return None
        renstra = found
    return FaktaRenstra(
        renstra.pk,
        renstra.nama,
        renstra.tahun_awal,
        renstra.tahun_akhir,
        renstra.batas_capaian,
        renstra.label_nasional,
    )


def fetch_kinerja(entitas: Entitas, tahun: int, *, triwulan: int = 0, hanya_disahkan: bool = False) -> FaktaKinerja:
    """Fetch what the entitas answers for in a year, with the figures of all years of the plan.

    With a triwulan (1–4) target and realisasi of this year are those of the quarter. hanya_disahkan leaves out what
    is not approved: it then counts as missing, with that reason.
    """
    adopsi = list(
        AdopsiIndikator.objects.berlaku(tahun)
        .filter(entitas=entitas)
        .select_related("indikator__sasaran__tujuan__renstra", "subbagian")
        .order_by("indikator__sasaran__tujuan__nomor", "indikator__sasaran__nomor", "nomor")
    )
    figures = _figures(adopsi, Pilihan(tahun, triwulan, hanya_disahkan))
    tree: dict[int, tuple[Tujuan, dict[int, tuple[SasaranStrategis, list[FaktaIndikator]]]]] = {}
    for baris in adopsi:
        sasaran = baris.indikator.sasaran
        _, cabang = tree.setdefault(sasaran.tujuan_id, (sasaran.tujuan, {}))
        _, daun = cabang.setdefault(sasaran.pk, (sasaran, []))
        daun.append(_indikator(baris, figures[baris.pk]))
    tujuan = tuple(
        FaktaTujuan(t.nomor, t.nama, tuple(FaktaSasaran(s.nomor, s.nama, tuple(daun)) for s, daun in cabang.values()))
        for t, cabang in tree.values()
    )
    return FaktaKinerja(tahun, _renstra_of(adopsi, entitas, tahun), tujuan)
