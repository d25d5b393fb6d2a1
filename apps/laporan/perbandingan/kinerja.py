"""The diagrams of a comparison of performance: one measure of the chosen indicators, never two units on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import slugify

from apps.laporan.cells import KINDS
from apps.laporan.charts.chart import BELUM_DIISI, MAX_SERIES, Chart, Role, Series
from apps.laporan.diagrams.base import Diagram
from apps.laporan.perbandingan.pilihan import Acuan, Pilihan, Ukuran, sebutkan, tulis_tahun
from apps.laporan.report import Fakta, Konteks
from apps.laporan.table import Kind
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaTarget
from apps.ui.numbers import Number

# Lines for so few indicators; more stand as bars, a group of years for each.
MAKS_GARIS = 3
JUDUL = {
    Ukuran.CAPAIAN: "Capaian",
    Ukuran.REALISASI: "Realisasi",
    Ukuran.TARGET: "Target",
    Ukuran.SELISIH: "Selisih Realisasi dan Target",
}
# Units that have an axis, in the order of their diagrams.
SATUAN: tuple[str, ...] = ("persen", "indeks", "jumlah")
NAMA_ACUAN: dict[Acuan, tuple[str, Role]] = {
    Acuan.NASIONAL: ("Target nasional", "nasional"),
    Acuan.RENSTRA: ("Target Renstra", "target"),
}


@dataclass(frozen=True, slots=True)
class Sumbu:
    """What values share an axis: percentages do, an index and a count only with those of the same name."""

    satuan: str
    nama: str = ""

    @classmethod
    def dari(cls, indikator: FaktaIndikator) -> "Sumbu":
        return cls(indikator.satuan, "" if indikator.satuan == "persen" else indikator.nama_satuan)

    @property
    def sebutan(self) -> str:
        """What a title says of it."""
        return self.nama or self.satuan

    @property
    def unit(self) -> str:
        """What stands behind each value."""
        return self.nama if self.satuan == "jumlah" else ""


CAPAIAN = Sumbu("persen")


@dataclass(frozen=True, slots=True)
class Titik:
    """A figure, or what stands in its place; ragu says why it is doubted."""

    angka: Number | None = None
    kosong: str = ""
    ragu: str = ""


class _Grafik(Diagram):
    """Base of both pictures: which indicators they show, and what a value that is not there is called."""

    empty_reason = "Tidak ada indikator yang dapat digambar. Pilih indikator atau ukuran lain."

    def __init__(self, pilihan: Pilihan, indikator: Sequence[FaktaIndikator], sumbu: Sumbu, *, tunggal: bool) -> None:
        """sumbu is the axis that the indicators share; tunggal: no other picture of the choice stands beside this."""
        self.pilihan = pilihan
        self.indikator = indikator
        self.sumbu = sumbu
        self.tunggal = tunggal

    @property
    def slug(self) -> str:  # type: ignore[override]
        bagian = ["perbandingan-kinerja", self.pilihan.sudut.value]
        if self.pilihan.sudut is not Ukuran.CAPAIAN:
            bagian += [self.sumbu.satuan, slugify(self.sumbu.nama)]
        return "-".join(part for part in bagian if part)

    @property
    def jenis(self) -> Kind:
        """How the values are written."""
        if self.pilihan.sudut is Ukuran.SELISIH:
            return "poin"
        return KINDS[self.sumbu.satuan]

    def title(self, ctx: Konteks) -> str:
        satuan = "" if self.tunggal else f" ({self.sumbu.sebutan})"
        pokok = f" Indikator {self.indikator[0].nomor}" if len(self.indikator) == 1 else ""
        return f"{JUDUL[self.pilihan.sudut]}{pokok} Tahun {tulis_tahun(self.tahun)}{satuan}"

    @property
    def tahun(self) -> Sequence[int]:
        return self.pilihan.tahun

    @property
    def acuan(self) -> tuple[Acuan, ...]:
        """The references that share the axis: a target lies beside targets and realisasi only."""
        return self.pilihan.acuan if self.pilihan.sudut in (Ukuran.TARGET, Ukuran.REALISASI) else ()

    def titik(self, kinerja: FaktaKinerja, indikator: FaktaIndikator, tahun: int) -> Titik:
        """The figure of a year; a doubtful realisasi stands apart, and nothing is calculated from it."""
        sudut, realisasi = self.pilihan.sudut, indikator.realisasi_tahun(tahun)
        if sudut is Ukuran.TARGET:
            return _target(indikator.target(tahun))
        if not realisasi.terisi:
            return Titik(kosong="belum disahkan" if realisasi.alasan else BELUM_DIISI)
        if not realisasi.nilai.ada:
            return Titik(kosong="belum terukur")
        if sudut is Ukuran.REALISASI:
            return Titik(realisasi.nilai.angka, ragu=realisasi.alasan_keandalan if realisasi.diragukan else "")
        if realisasi.diragukan:
            return Titik(kosong="diragukan")
        nilai = kinerja.capaian(indikator, tahun).nilai if sudut is Ukuran.CAPAIAN else indikator.selisih(tahun).nilai
        return Titik(nilai, "tidak dapat dihitung")

    def deret(self, nama: str, titik: Sequence[Titik], peran: Role = "") -> Series:
        """A series of such figures."""
        return Series(
            nama,
            tuple(satu.angka for satu in titik),
            self.jenis,
            {
                index: satu.kosong
                for index, satu in enumerate(titik)
                if satu.angka is None and satu.kosong != BELUM_DIISI
            },
            peran,
            {index: satu.ragu for index, satu in enumerate(titik) if satu.ragu},
            unit=self.sumbu.unit,
        )


def _target(target: FaktaTarget | None) -> Titik:
    if target is None or not target.nilai.ada:
        return Titik(kosong="tanpa target" if target and target.tanpa_target else BELUM_DIISI)
    return Titik(target.nilai.angka)


class GarisKinerja(_Grafik):
    """A line per indicator over the years; the references of a single one are lines too."""

    kind = "garis"
    category_label = "Tahun"

    def content(self, fakta: Fakta) -> tuple[list[str], list[Series]]:
        kinerja, tunggal = fakta.kinerja, len(self.indikator) == 1
        series = [
            self.deret(
                f"Indikator {i.nomor}",
                [self.titik(kinerja, i, tahun) for tahun in self.tahun],
                "realisasi" if tunggal else "",
            )
            for i in self.indikator
        ]
        if tunggal and kinerja.renstra:
            # The same all the way: what the last year of the plan has to reach.
            [satu], akhir = self.indikator, kinerja.renstra.tahun_akhir
            for acuan in self.acuan:
                nama, peran = NAMA_ACUAN[acuan]
                series.append(self.deret(f"{nama} {akhir}", [_acuan(satu, acuan, akhir)] * len(self.tahun), peran))
        return [str(tahun) for tahun in self.tahun], series

    @property
    def explanation(self) -> tuple[str, ...]:  # type: ignore[override]
        nama = [f"Indikator {i.nomor}: {i.nama}" for i in self.indikator]
        tunggal = self.acuan and len(self.indikator) > 1
        return (
            *nama,
            *(["Target acuan hanya digambar pada diagram satu indikator; nilainya ada di tabel."] if tunggal else []),
        )


class BatangKinerja(_Grafik):
    """Bars of the last years for every indicator, and of its references."""

    kind = "batang-berkelompok"
    category_label = "Indikator"

    @property
    def tahun(self) -> Sequence[int]:
        return self.pilihan.tahun[-(MAX_SERIES["batang-berkelompok"] - len(self.acuan)) :]

    def content(self, fakta: Fakta) -> tuple[list[str], list[Series]]:
        kinerja = fakta.kinerja
        series = [
            self.deret(str(tahun), [self.titik(kinerja, i, tahun) for i in self.indikator]) for tahun in self.tahun
        ]
        if kinerja.renstra:
            akhir = kinerja.renstra.tahun_akhir
            # First, so that the last year keeps the look of what matters most.
            series[:0] = [
                self.deret(f"{NAMA_ACUAN[acuan][0]} {akhir}", [_acuan(i, acuan, akhir) for i in self.indikator])
                for acuan in self.acuan
            ]
        return [f"{i.nomor}. {i.nama}" for i in self.indikator], series

    @property
    def explanation(self) -> tuple[str, ...]:  # type: ignore[override]
        if len(self.tahun) == len(self.pilihan.tahun):
            return ()
        return (f"Diagram memuat {tulis_tahun(self.tahun)}; tahun lain yang dipilih ada di tabel.",)


def _acuan(indikator: FaktaIndikator, acuan: Acuan, akhir: int) -> Titik:
    target = indikator.target_nasional if acuan is Acuan.NASIONAL else indikator.target_renstra
    return _target(target.get(akhir))


def susun_grafik(pilihan: Pilihan, fakta: Fakta, ctx: Konteks) -> list[Chart]:
    """The pictures of a choice: one for capaian, else one per unit; none where nothing can be drawn."""
    terpilih = [i for i in fakta.kinerja.indikator if i.nomor in pilihan.indikator]
    capaian = {CAPAIAN: terpilih} if terpilih else {}
    kelompok = capaian if pilihan.sudut is Ukuran.CAPAIAN else _per_sumbu(terpilih)
    return [
        _grafik(pilihan, indikator, sumbu, tunggal=len(kelompok) == 1).build(fakta, ctx)
        for sumbu, indikator in kelompok.items()
    ]


def _per_sumbu(indikator: Sequence[FaktaIndikator]) -> dict[Sumbu, list[FaktaIndikator]]:
    kelompok: dict[Sumbu, list[FaktaIndikator]] = {}
    for satuan in SATUAN:
        for satu in (i for i in indikator if i.satuan == satuan):
            kelompok.setdefault(Sumbu.dari(satu), []).append(satu)
    return kelompok


def _grafik(pilihan: Pilihan, indikator: Sequence[FaktaIndikator], sumbu: Sumbu, *, tunggal: bool) -> _Grafik:
    garis = len(indikator) <= MAKS_GARIS and len(pilihan.tahun) > 1
    return (GarisKinerja if garis else BatangKinerja)(pilihan, indikator, sumbu, tunggal=tunggal)


def tidak_digambar(pilihan: Pilihan, fakta: Fakta) -> str:
    """Say which chosen indicators stand in the table only: levels have no axis; "" when all are drawn."""
    if pilihan.sudut is Ukuran.CAPAIAN:
        return ""
    bertingkat = [
        str(i.nomor) for i in fakta.kinerja.indikator if i.nomor in pilihan.indikator and i.satuan not in SATUAN
    ]
    if not bertingkat:
        return ""
    return f"Indikator {sebutkan(bertingkat)} bernilai tingkat (predikat atau opini), jadi hanya ada di tabel."
