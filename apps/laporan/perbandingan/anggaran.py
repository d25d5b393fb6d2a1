"""The diagram of a comparison of the budget: one measure of every line in the last of the chosen years."""

from collections.abc import Mapping, Sequence

from apps.anggaran.facts import FaktaPos
from apps.anggaran.formulas import TANPA_ANGGARAN, serapan
from apps.laporan.charts.chart import BELUM_DIISI, MAX_SERIES, Series
from apps.laporan.diagrams.base import Diagram
from apps.laporan.perbandingan.pilihan import tulis_tahun
from apps.laporan.perbandingan.pilihan_anggaran import PilihanAnggaran, SudutAnggaran
from apps.laporan.report import Fakta, Konteks
from apps.laporan.table import Kind
from apps.laporan.tables.perbandingan import baris_anggaran
from apps.ui.numbers import Number

JUDUL = {
    SudutAnggaran.PAGU: "Pagu",
    SudutAnggaran.REALISASI: "Realisasi Anggaran",
    SudutAnggaran.SERAPAN: "Serapan Anggaran",
}


class GrafikAnggaran(Diagram):
    """Bars of every program or kegiatan, one per year."""

    slug = "perbandingan-anggaran"
    kind = "batang-berkelompok"
    empty_reason = TANPA_ANGGARAN

    def __init__(self, pilihan: PilihanAnggaran) -> None:
        self.pilihan = pilihan

    @property
    def category_label(self) -> str:  # type: ignore[override]
        return self.pilihan.tingkat.value.capitalize()

    @property
    def tahun(self) -> Sequence[int]:
        """As many of the last years as bars can tell apart."""
        return self.pilihan.tahun[-MAX_SERIES[self.kind] :]

    @property
    def explanation(self) -> tuple[str, ...]:  # type: ignore[override]
        if len(self.tahun) == len(self.pilihan.tahun):
            return ()
        return (f"Diagram memuat {tulis_tahun(self.tahun)}; tahun lain yang dipilih ada di tabel.",)

    def title(self, ctx: Konteks) -> str:
        return f"{JUDUL[self.pilihan.sudut]} per {self.category_label} Tahun {tulis_tahun(self.tahun)}"

    def content(self, fakta: Fakta) -> tuple[list[str], list[Series]]:
        kode = self.pilihan.tingkat.value
        baris = [b for b in baris_anggaran(fakta, self.tahun) if b.jenis == kode]
        series = [self._deret(tahun, [b.pos for b in baris]) for tahun in self.tahun]
        return [f"{b.kode} {b.nama}" for b in baris], series

    def _deret(self, tahun: int, baris: Sequence[Mapping[int, FaktaPos]]) -> Series:
        nilai = [self._nilai(pos.get(tahun)) for pos in baris]
        kosong = {index: kata for index, (angka, kata) in enumerate(nilai) if angka is None and kata != BELUM_DIISI}
        kind: Kind = "persen" if self.pilihan.sudut is SudutAnggaran.SERAPAN else "rupiah"
        return Series(str(tahun), tuple(angka for angka, _ in nilai), kind, kosong)

    def _nilai(self, pos: FaktaPos | None) -> tuple[Number | None, str]:
        if pos is None:
            return None, "tidak ada"
        if self.pilihan.sudut is SudutAnggaran.PAGU:
            return pos.pagu, ""
        if pos.realisasi is None or self.pilihan.sudut is SudutAnggaran.REALISASI:
            return pos.realisasi, BELUM_DIISI
        return serapan(pos.realisasi, pos.pagu), "pagu 0"
