"""Periods as the rules see them, for one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from apps.organisasi.models import Entitas
from apps.organisasi.permissions import KeadaanPeriode
from apps.siklus.models import TRIWULAN, Pengesahan, Periode, Perpanjangan

NAMA_TRIWULAN = dict(TRIWULAN)
SELURUH_TAHUN = 0


def nama_periode(tahun: int, triwulan: int) -> str:
    """A period's name as people say it: "Triwulan II 2024", "Tahunan 2024"."""
    return f"{NAMA_TRIWULAN[triwulan]} {tahun}"


def akhir_triwulan(tahun: int, triwulan: int) -> date:
    """The last day of a quarter (1–4).

    >>> akhir_triwulan(2024, 2)
    datetime.date(2024, 6, 30)
    """
    return date(tahun, 3 * triwulan, 31 if triwulan in (1, 4) else 30)


@dataclass(frozen=True, slots=True)
class FaktaPeriode:
    """A period with what an extension gives to each subbagian and person."""

    id: int | None
    tahun: int
    triwulan: int
    dibuka: bool
    tenggat: date | None
    disahkan: str
    direvisi: bool
    untuk_subbagian: dict[int, date]
    untuk_pengguna: dict[int, date]

    @property
    def nama(self) -> str:
        return nama_periode(self.tahun, self.triwulan)

    def keadaan(self, subbagian_id: int | None, pengguna_id: int | None) -> KeadaanPeriode:
        """The period for one person's work on one subbagian's figures."""
        perpanjangan = [self.untuk_subbagian.get(subbagian_id or 0), self.untuk_pengguna.get(pengguna_id or 0)]
        return KeadaanPeriode(
            self.nama, self.dibuka, self.tenggat, max(filter(None, perpanjangan), default=None), self.disahkan
        )


def fetch_periode(entitas: Entitas, tahun: int) -> dict[int, FaktaPeriode]:
    """All five periods of a year by triwulan (0 = the year), also those that nobody has made yet: three queries."""
    ada = {p.triwulan: p for p in Periode.objects.filter(entitas=entitas, tahun=tahun)}
    ids = [p.pk for p in ada.values()]
    perpanjangan = list(Perpanjangan.objects.filter(periode__in=ids)) if ids else []
    pengesahan = list(Pengesahan.objects.filter(periode__in=ids).select_related("periode")) if ids else []
    return {triwulan: _fakta(tahun, triwulan, ada.get(triwulan), perpanjangan, pengesahan) for triwulan, _ in TRIWULAN}


def _fakta(
    tahun: int,
    triwulan: int,
    periode: Periode | None,
    perpanjangan: Iterable[Perpanjangan],
    pengesahan: list[Pengesahan],
) -> FaktaPeriode:
    berlaku = [p for p in pengesahan if p.dibuka_kembali is None and p.periode.triwulan in (SELURUH_TAHUN, triwulan)]
    pernah = [p for p in pengesahan if periode and p.periode_id == periode.pk]
    milik = [p for p in perpanjangan if periode and p.periode_id == periode.pk]
    return FaktaPeriode(
        id=periode.pk if periode else None,
        tahun=tahun,
        triwulan=triwulan,
        dibuka=bool(periode and periode.dibuka),
        tenggat=periode.tenggat if periode else None,
        disahkan=berlaku[0].kalimat if berlaku else "",
        direvisi=bool(pernah) and not berlaku,
        untuk_subbagian=latest_extensions(milik, "subbagian_id"),
        untuk_pengguna=latest_extensions(milik, "pengguna_id"),
    )


def latest_extensions(perpanjangan: Iterable[Perpanjangan], kolom: str) -> dict[int, date]:
    """The latest day that extensions give to each subbagian or person; kolom is "subbagian_id" or "pengguna_id"."""
    hasil: dict[int, date] = {}
    for p in perpanjangan:
        if (kunci := getattr(p, kolom)) is not None:
            hasil[kunci] = max(p.sampai, hasil.get(kunci, p.sampai))
    return hasil


def fetch_satu_periode(entitas: Entitas, tahun: int, triwulan: int) -> FaktaPeriode:
    """One period of a year."""
    return fetch_periode(entitas, tahun)[triwulan]


def entitas_belum_disahkan(entitas_ids: Iterable[int], tahun: int) -> frozenset[int]:
    """Those of the entitas in which a year runs through the workflow and is not approved as a whole: one query."""
    tahunan = Pengesahan.objects.filter(
        periode__tahun=tahun, periode__triwulan=SELURUH_TAHUN, dibuka_kembali__isnull=True
    )
    berjalan = Periode.objects.filter(entitas__in=entitas_ids, tahun=tahun)
    return frozenset(
        berjalan.exclude(entitas__in=tahunan.values("periode__entitas")).values_list("entitas_id", flat=True)
    )


def tahun_belum_disahkan(entitas_id: int) -> frozenset[int]:
    """The years that run through the workflow here and are not approved as a whole."""
    tahunan = Pengesahan.objects.filter(
        periode__entitas=entitas_id, periode__triwulan=SELURUH_TAHUN, dibuka_kembali__isnull=True
    )
    berjalan = Periode.objects.filter(entitas=entitas_id).exclude(tahun__in=tahunan.values("periode__tahun"))
    return frozenset(berjalan.values_list("tahun", flat=True))
