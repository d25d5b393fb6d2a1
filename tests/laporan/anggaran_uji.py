"""Budgets made by hand for the tests of generated tables: no database."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from apps.anggaran.facts import FaktaAnggaran, FaktaPos, total
from apps.laporan.report import Konteks, Report
from apps.laporan.table import Table

TINGKAT = ("program", "kegiatan", "kro", "ro", "komponen", "subkomponen", "akun", "item")
KONTEKS = Konteks(satker="KPU Uji", kunci="9999", tahun=2024, tahun_awal=2020, tahun_akhir=2024)


def pos(
    jenis: str,
    jalur: str,
    *anak: FaktaPos,
    pagu: int = 0,
    realisasi: int | None = None,
    capaian: Fraction | None = None,
    asumsi: bool = False,
    **lain: Any,
) -> FaktaPos:
    """A line; pagu and realisasi are its own, what stands below it is added."""
    return FaktaPos(
        jalur=jalur,
        kode=jalur.rpartition(".")[2],
        jenis=jenis,
        nama=lain.pop("nama", f"Nama {jalur}"),
        prioritas_nasional=False,
        pagu=pagu + sum(a.pagu for a in anak),
        realisasi=total([realisasi, *(a.realisasi for a in anak)]),
        capaian=capaian,
        asumsi=asumsi,
        anak=anak,
        **lain,
    )


def anggaran(*akar: FaktaPos) -> FaktaAnggaran:
    return FaktaAnggaran(tahun=2024, versi="Revisi 3", per_tanggal=date(2024, 12, 31), basis="SP2D", akar=akar)


def tabel(report: type[Report], fakta: FaktaAnggaran | None) -> Table:
    """The table that a report makes of this budget."""
    return report().build(SimpleNamespace(anggaran=fakta), KONTEKS)  # type: ignore[arg-type]


@st.composite
def pohon(draw: st.DrawFn, tingkat: int = 0, jalur: str = "076.01", luas: int = 3) -> FaktaPos:
    """A random tree from the program down; leaves at any depth, some without realisasi."""
    kode = f"{jalur}.{draw(st.integers(0, 999)):03d}"
    capaian = draw(st.none() | st.fractions(0, 2, max_denominator=20)) if TINGKAT[tingkat] == "ro" else None
    jumlah = draw(st.integers(0, luas)) if tingkat + 1 < len(TINGKAT) else 0
    anak: Iterable[FaktaPos] = [draw(pohon(tingkat + 1, f"{kode}.{i}", luas)) for i in range(jumlah)]
    if anak:
        return pos(TINGKAT[tingkat], kode, *anak, capaian=capaian)
    pagu = draw(st.integers(0, 10**12))
    realisasi = draw(st.none() | st.integers(-(10**6), pagu))
    return pos(TINGKAT[tingkat], kode, pagu=pagu, realisasi=realisasi, capaian=capaian)
