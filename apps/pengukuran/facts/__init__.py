"""Facts of performance: what the database knows of an entitas in a year, as frozen values, and capaian from them."""

from apps.pengukuran.facts.fetch import (
    fakta_realisasi,
    fakta_target,
    fetch_kinerja,
    fetch_kinerja_banyak,
    fetch_kinerja_periode,
    fetch_renstra,
)
from apps.pengukuran.facts.kinerja import (
    BELUM_DISAHKAN,
    KOSONG_REALISASI,
    KOSONG_TARGET,
    FaktaIndikator,
    FaktaKinerja,
    FaktaRealisasi,
    FaktaRenstra,
    FaktaSasaran,
    FaktaTarget,
    FaktaTujuan,
    Nilai,
)
from apps.pengukuran.facts.triwulan import TriwulanBerisi, fetch_triwulan_berisi

__all__ = [
    "BELUM_DISAHKAN",
    "KOSONG_REALISASI",
    "KOSONG_TARGET",
    "FaktaIndikator",
    "FaktaKinerja",
    "FaktaRealisasi",
    "FaktaRenstra",
    "FaktaSasaran",
    "FaktaTarget",
    "FaktaTujuan",
    "Nilai",
    "TriwulanBerisi",
    "fakta_realisasi",
    "fakta_target",
    "fetch_kinerja",
    "fetch_kinerja_banyak",
    "fetch_kinerja_periode",
    "fetch_renstra",
    "fetch_triwulan_berisi",
]
