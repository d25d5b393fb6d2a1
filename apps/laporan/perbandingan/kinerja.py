"""The diagrams of a comparison of performance: one measure of the chosen indicators, never two units on one axis."""

from collections.abc import Sequence

from apps.laporan.charts.chart import BELUM_DIISI, MAX_SERIES, Chart, Series
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
# Units that have an axis, in the order of their diagrams, and what a title says of them.
SATUAN: dict[str, tuple[Kind, str]] = {"persen": ("persen", "persen"), "indeks": ("indeks", "indeks")}
NAMA_ACUAN = {Acuan.NASIONAL: "Target nasional", Acuan.RENSTRA: "Target Renstra"}


class _Grafik(Diagram):
    """Base of both pictures: which indicators they show, and what a value that is not there is called."""

    empty_reason = "Tidak ada indikator yang dapat digambar. Pilih indikator atau ukuran lain."

    def __init__(self, pilihan: Pilihan, indikator: Sequence[FaktaIndikator], satuan: str, tambahan: str) -> None:
        """satuan "" is capaian, where all indicators share the axis; tambahan tells pictures of one choice apart."""
        self.pilihan = pilihan
        self.indikator = indikator
        self.satuan = satuan
        self.tambahan = tambahan

    @property
    def slug(self) -> str:  # type: ignore[override]
        bagian = [part for part in ("perbandingan-kinerja", self.pilihan.sudut.value, self.satuan) if part]
        return "-".join(bagian)

    @property
    def jenis(self) -> Kind:
        """How the values are written."""
        if self.pilihan.sudut is Ukuran.SELISIH:
            return "poin"
        return SATUAN[self.satuan][0] if self.satuan else "persen"

    def title(self, ctx: Konteks) -> str:
        satuan = f" ({self.tambahan})" if self.tambahan else ""
        pokok = f" Indikator {self.indikator[0].nomor}" if len(self.indikator) == 1 else ""
        return f"{JUDUL[self.pilihan.sudut]}{pokok} Tahun {tulis_tahun(self.tahun)}{satuan}"

    @property
    def tahun(self) -> Sequence[int]:
        return self.pilihan.tahun

    @property
    def acuan(self) -> tuple[Acuan, ...]:
        """The references that share the axis: a target lies beside targets and realisasi only."""
        return self.pilihan.acuan if self.pilihan.sudut in (Ukuran.TARGET, Ukuran.REALISASI) else ()

    def nilai(self, kinerja: FaktaKinerja, indikator: FaktaIndikator, tahun: int) -> tuple[Number | None, str]:
        """A value, or what stands in its place; a doubtful figure is no part of a picture."""
        sudut, realisasi = self.pilihan.sudut, indikator.realisasi_tahun(tahun)
        if sudut is Ukuran.TARGET:
            return _target(indikator.target(tahun))
        if not realisasi.terisi:
            return None, "belum disahkan" if realisasi.alasan else BELUM_DIISI
        if realisasi.diragukan:
            return None, "diragukan"
        if not realisasi.nilai.ada:
            return None, "belum terukur"
        if sudut is Ukuran.REALISASI:
            return realisasi.nilai.angka, BELUM_DIISI
        nilai = kinerja.capaian(indikator, tahun).nilai if sudut is Ukuran.CAPAIAN else indikator.selisih(tahun).nilai
        return nilai, "tidak dapat dihitung"

    def deret(self, nama: str, nilai: Sequence[tuple[Number | None, str]]) -> Series:
        """A series of such values."""
        kosong = {index: kata for index, (angka, kata) in enumerate(nilai) if angka is None}
        return Series(nama, tuple(angka for angka, _ in nilai), self.jenis, kosong)


def _target(target: FaktaTarget | None) -> tuple[Number | None, str]:
    if target is None or not target.nilai.ada:
        return None, "tanpa target" if target and target.tanpa_target else BELUM_DIISI
    return target.nilai.angka, BELUM_DIISI


class GarisKinerja(_Grafik):
    """A line per indicator over the years; the references of a single one are lines too."""

    kind = "garis"
    category_label = "Tahun"
    picture = "Diagram garis"

    def content(self, fakta: Fakta) -> tuple[list[str], list[Series]]:
        kinerja = fakta.kinerja
        series = [
            self.deret(f"Indikator {i.nomor}", [self.nilai(kinerja, i, t) for t in self.tahun]) for i in self.indikator
        ]
        if len(self.indikator) == 1 and kinerja.renstra:
            akhir = kinerja.renstra.tahun_akhir
            series += [
                self.deret(f"{NAMA_ACUAN[acuan]} {akhir}", [_acuan(self.indikator[0], acuan, akhir)] * len(self.tahun))
                for acuan in self.acuan
            ]
        return [str(tahun) for tahun in self.tahun], series[:MAX_SERIES]

    @property
    def explanation(self) -> tuple[str, ...]:  # type: ignore[override]
        nama = [f"Indikator {i.nomor}: {i.nama}" for i in self.indikator]
        tunggal = self.acuan and len(self.indikator) > 1
        return (*nama, *(["Target acuan digambar bila hanya satu indikator yang dipilih."] if tunggal else []))


class BatangKinerja(_Grafik):
    """Bars of the last years for every indicator, and of its references."""

    kind = "batang-berkelompok"
    category_label = "Indikator"

    @property
    def tahun(self) -> Sequence[int]:
        return self.pilihan.tahun[-(MAX_SERIES - len(self.acuan)) :]

    def content(self, fakta: Fakta) -> tuple[list[str], list[Series]]:
        kinerja = fakta.kinerja
        series = [
            self.deret(str(tahun), [self.nilai(kinerja, i, tahun) for i in self.indikator]) for tahun in self.tahun
        ]
        if kinerja.renstra:
            akhir = kinerja.renstra.tahun_akhir
            series += [
                self.deret(f"{NAMA_ACUAN[acuan]} {akhir}", [_acuan(i, acuan, akhir) for i in self.indikator])
                for acuan in self.acuan
            ]
        return [f"{i.nomor}. {i.nama}" for i in self.indikator], series

    @property
    def explanation(self) -> tuple[str, ...]:  # type: ignore[override]
        if len(self.tahun) == len(self.pilihan.tahun):
            return ()
        return (f"Diagram memuat {tulis_tahun(self.tahun)}; tahun lain yang dipilih ada di tabel.",)


def _acuan(indikator: FaktaIndikator, acuan: Acuan, akhir: int) -> tuple[Number | None, str]:
    target = indikator.target_nasional if acuan is Acuan.NASIONAL else indikator.target_renstra
    return _target(target.get(akhir))


def susun_grafik(pilihan: Pilihan, fakta: Fakta, ctx: Konteks) -> list[Chart]:
    """The pictures of a choice: one for capaian, else one per unit; none where nothing can be drawn."""
    terpilih = [i for i in fakta.kinerja.indikator if i.nomor in pilihan.indikator]
    if pilihan.sudut is Ukuran.CAPAIAN:
        kelompok = [("", terpilih)]
    else:
        kelompok = [(satuan, [i for i in terpilih if i.satuan == satuan]) for satuan in SATUAN]
    kelompok = [(satuan, indikator) for satuan, indikator in kelompok if indikator]
    return [
        _grafik(pilihan, indikator, satuan, SATUAN[satuan][1] if len(kelompok) > 1 else "").build(fakta, ctx)
        for satuan, indikator in kelompok
    ]


def _grafik(pilihan: Pilihan, indikator: Sequence[FaktaIndikator], satuan: str, tambahan: str) -> _Grafik:
    garis = len(indikator) <= MAKS_GARIS and len(pilihan.tahun) > 1
    return (GarisKinerja if garis else BatangKinerja)(pilihan, indikator, satuan, tambahan)


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
