"""Where figures are while a year as a whole has none yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from apps.pengukuran.facts.kinerja import FaktaKinerja
from apps.pengukuran.models import Realisasi
from apps.siklus.models import Periode


@dataclass(frozen=True, slots=True)
class TriwulanBerisi:
    """A quarter (1–4) and the adoptions that have a realisasi in it."""

    triwulan: int
    adopsi: frozenset[int]


def fetch_triwulan_berisi(semua: Iterable[FaktaKinerja], *, hanya_disahkan: bool = False) -> TriwulanBerisi | None:
    """The latest quarter with figures of these, whose facts are those of the same year as a whole.

    None where the year itself holds a figure, or no quarter does. hanya_disahkan leaves out what is not approved, as
    fetch_kinerja does. One query, and none where the year holds a figure or nobody answers for an indicator.
    """
    tahun = {i.adopsi_id: (kinerja.tahun, i) for kinerja in semua for i in kinerja.indikator}
    if not tahun or any(i.realisasi_tahun(t).terisi for t, i in tahun.values()):
        return None
    rows = Realisasi.objects.filter(adopsi__in=tahun, tahun__in={t for t, _ in tahun.values()}, triwulan__gt=0)
    if hanya_disahkan:
        # Years outside the workflow come from reports that had been published.
        berjalan = Periode.objects.filter(entitas=OuterRef("adopsi__entitas"), tahun=OuterRef("tahun"))
        rows = rows.filter(Q(tahap=Realisasi.Tahap.DISAHKAN) | ~Exists(berjalan))
    berisi: dict[int, set[int]] = {}
    for triwulan, adopsi_id in rows.values_list("triwulan", "adopsi_id"):
        berisi.setdefault(triwulan, set()).add(adopsi_id)
    if not berisi:
        return None
    terakhir = max(berisi)
    return TriwulanBerisi(terakhir, frozenset(berisi[terakhir]))
