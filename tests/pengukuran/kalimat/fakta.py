"""Plain facts for sentences: an indicator of a plan 2020–2024 with the years that a test says."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from apps.pengukuran.facts import (
    FaktaIndikator,
    FaktaKinerja,
    FaktaRealisasi,
    FaktaRenstra,
    FaktaSasaran,
    FaktaTarget,
    FaktaTujuan,
    Nilai,
)
from apps.pengukuran.formulas import Arah, Tingkat

RENSTRA = FaktaRenstra(1, "Renstra 2020–2024", 2020, 2024, None, "Renstra KPU 2020-2024")
AA, A, BB, B, CC = (Tingkat(kode, n) for n, kode in enumerate(("AA", "A", "BB", "B", "CC"), 1))
KOSONG = {
    name: ""
    for name in FaktaIndikator.__slots__
    if name not in ("target_renstra", "target_pk", "target_nasional", "realisasi")
}


def nilai(value: Any) -> Nilai:
    """A level as it is, everything else as an exact number."""
    if isinstance(value, Tingkat):
        return Nilai(tingkat=value)
    return Nilai(value if isinstance(value, Fraction) else Decimal(str(value)))


def target(value: Any, sumber: str = "pk") -> FaktaTarget:
    return FaktaTarget(tanpa_target=True, sumber=sumber) if value is None else FaktaTarget(nilai(value), sumber=sumber)


def hasil(value: Any, **values: Any) -> FaktaRealisasi:
    """A realisasi; None is one that could not be measured."""
    return FaktaRealisasi(Nilai() if value is None else nilai(value), terisi=True, **values)


def indikator(nomor: int = 1, satuan: str = "persen", arah: Arah = Arah.MAKSIMAL, **figures: Any) -> FaktaIndikator:
    """An indicator; pk, renstra, nasional and realisasi by year, as values or as facts."""
    maps: dict[str, dict[int, Any]] = {}
    for name, key in (("target_pk", "pk"), ("target_renstra", "renstra"), ("target_nasional", "nasional")):
        maps[name] = {
            year: value if isinstance(value, FaktaTarget) else target(value, key)
            for year, value in figures.get(key, {}).items()
        }
    maps["realisasi"] = {
        year: value if isinstance(value, FaktaRealisasi) else hasil(value)
        for year, value in figures.get("realisasi", {}).items()
    }
    values: dict[str, Any] = {
        **KOSONG,
        "adopsi_id": nomor,
        "subbagian_id": 1,
        "nomor": nomor,
        "nama": f"Indikator {nomor}",
    }
    return FaktaIndikator(**{**values, "satuan": satuan, "arah": arah, **maps})


def kinerja(*semua: FaktaIndikator, tahun: int = 2024, **renstra: Any) -> FaktaKinerja:
    """A year with one sasaran of these indicators; batas_capaian and others change the plan."""
    sasaran = FaktaSasaran(1, "Sasaran", semua)
    return FaktaKinerja(tahun, replace(RENSTRA, **renstra), (FaktaTujuan(1, "Tujuan", (sasaran,)),))


def tanpa_renstra(semua: FaktaIndikator, tahun: int = 2024) -> FaktaKinerja:
    return replace(kinerja(semua, tahun=tahun), renstra=None)
