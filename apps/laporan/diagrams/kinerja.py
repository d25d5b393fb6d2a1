"""The diagram of an indicator over the years of its plan, for any page: a pure builder over facts, in no outline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from apps.laporan.cells import KINDS
from apps.laporan.charts.chart import Chart, Role, Series
from apps.laporan.charts.uraian import complete
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, FaktaRealisasi, FaktaTarget, Nilai
from apps.ui.numbers import Number

BELUM_TIBA = "sesudah tahun laporan"
TANPA_TARGET = "tanpa target"


def tren_indikator(kinerja: FaktaKinerja, indikator: FaktaIndikator) -> Chart:
    """Realisasi of an indicator over the years of its plan, against its target and the national target.

    Years after that of the facts have their targets only. What is doubted stands apart and says why.
    """
    tren = _Tren(kinerja, indikator)
    nasional = tren.nasional()
    dokumen = kinerja.renstra.label_nasional if kinerja.renstra and nasional.numbers() else ""
    return complete(
        Chart(
            slug=f"tren-indikator-{indikator.nomor}",
            title=f"Target dan Realisasi {indikator.nama_judul_tabel} Tahun {tren.rentang}",
            number=None,
            kind="garis",
            categories=tuple(map(str, tren.tahun)),
            series=(tren.realisasi(), tren.target(), *([nasional] if nasional.numbers() else [])),
            notes=(*([f"Target nasional: {dokumen}."] if dokumen else []), *tren.catatan()),
            category_label="Tahun",
            # An index says nothing at its zero, and far above it small changes matter.
            zoom=indikator.satuan == "indeks",
        )
    )


@dataclass(frozen=True)
class _Tren:
    """The figures of one indicator by year, as series of one chart."""

    kinerja: FaktaKinerja
    indikator: FaktaIndikator

    @property
    def tahun(self) -> Sequence[int]:
        """The years of the plan; without one those that have a figure."""
        if self.kinerja.renstra:
            return self.kinerja.renstra.tahun
        satu = self.indikator
        return sorted({self.kinerja.tahun, *satu.target_renstra, *satu.target_pk, *satu.realisasi})

    @property
    def rentang(self) -> str:
        awal, akhir = self.tahun[0], self.tahun[-1]
        return str(awal) if awal == akhir else f"{awal}–{akhir}"

    def _terukur(self, tahun: int) -> FaktaRealisasi:
        """The realisasi of a year; nothing for a year after that of the facts."""
        if tahun > self.kinerja.tahun:
            return FaktaRealisasi(alasan=BELUM_TIBA)
        return self.indikator.realisasi_tahun(tahun)

    def realisasi(self) -> Series:
        fakta = [self._terukur(tahun) for tahun in self.tahun]
        alasan = {n: satu.alasan.rstrip(".") for n, satu in enumerate(fakta) if not satu.nilai.ada and satu.alasan}
        ragu = {n: satu.alasan_keandalan or "belum dapat diandalkan" for n, satu in enumerate(fakta) if satu.diragukan}
        series = self._series("Realisasi", "realisasi", [satu.nilai for satu in fakta], alasan)
        return replace(series, doubtful=ragu)

    def target(self) -> Series:
        fakta = [self.indikator.target(tahun) for tahun in self.tahun]
        return self._series("Target", "target", [satu.nilai for satu in fakta], _tanpa(fakta))

    def nasional(self) -> Series:
        """The national target of the years that have one; the others have none by design, which is no gap."""
        fakta = [self.indikator.target_nasional.get(tahun, FaktaTarget(tanpa_target=True)) for tahun in self.tahun]
        return self._series("Target nasional", "nasional", [satu.nilai for satu in fakta], _tanpa(fakta))

    def _series(self, nama: str, peran: Role, nilai: Sequence[Nilai], kosong: Mapping[int, str]) -> Series:
        jenis = KINDS[self.indikator.satuan]
        values = tuple(self._angka(satu) for satu in nilai)
        unit = self.indikator.nama_satuan if jenis == "jumlah" else ""
        return Series(nama, values, jenis, kosong, peran, levels=self._levels, unit=unit)

    def _angka(self, nilai: Nilai) -> Number | None:
        """The number of a value; of a level its place on the scale, the worst that occurs being 0."""
        if self.indikator.satuan == "tingkat":
            return self._terburuk - nilai.tingkat.peringkat if nilai.tingkat else None
        return nilai.angka

    @property
    def _kode(self) -> dict[int, str]:
        """The levels that occur, by rank; rank 1 is the best."""
        satu = self.indikator
        nilai = [satu.realisasi_tahun(t).nilai for t in self.tahun] + [satu.target(t).nilai for t in self.tahun]
        nilai += [target.nilai for target in satu.target_nasional.values()]
        return {n.tingkat.peringkat: n.tingkat.kode for n in nilai if n.tingkat}

    @property
    def _terburuk(self) -> int:
        return max(self._kode, default=0)

    @property
    def _levels(self) -> tuple[str, ...]:
        """The codes from the worst level to the best; one between them that no year has keeps its place, unnamed."""
        if self.indikator.satuan != "tingkat":
            return ()
        kode = self._kode
        return tuple(kode.get(n, "") for n in range(self._terburuk, min(kode, default=0) - 1, -1))

    def catatan(self) -> tuple[str, ...]:
        """What a reader must know of single years."""
        catatan = []
        for tahun in self.tahun:
            fakta = self._terukur(tahun)
            if fakta.sementara:
                catatan.append(f"Realisasi {tahun} masih sementara.")
            if fakta.catatan_kaki:
                catatan.append(f"Realisasi {tahun}: {fakta.catatan_kaki}")
        return tuple(catatan)


def _tanpa(fakta: Sequence[FaktaTarget]) -> dict[int, str]:
    return {n: TANPA_TARGET for n, satu in enumerate(fakta) if satu.tanpa_target and not satu.nilai.ada}
