"""What a satker sees of the offices directly below it, in a number of queries that does not grow with them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery

from apps.anggaran.facts.ringkas import RingkasAnggaran, fetch_ringkas_banyak
from apps.laporan.keadaan import KeadaanAngka, keadaan_angka, siklus_periode
from apps.laporan.models import Laporan
from apps.organisasi.models import Entitas, Satker
from apps.pengukuran.facts import FaktaIndikator, FaktaKinerja, fetch_kinerja_banyak
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import Renstra
from apps.siklus.facts import SELURUH_TAHUN, akhir_triwulan, entitas_belum_disahkan


@dataclass(frozen=True, slots=True)
class Kantor:
    """An office in a period: the figures of its own dashboard. ada is False where it has no such entitas yet.

    uang_tertahan says that its budget is left out because the year is not approved.
    """

    satker_id: int
    nama: str
    ada: bool
    kinerja: FaktaKinerja
    keadaan: KeadaanAngka
    uang: RingkasAnggaran | None
    uang_tertahan: bool

    def indikator(self, indikator_id: int) -> FaktaIndikator | None:
        """What it adopted of an indicator; None when it did not."""
        return next((i for i in self.kinerja.indikator if i.indikator_id == indikator_id), None)


@dataclass(frozen=True, slots=True)
class RenstraBersama:
    """A plan of somebody else that offices below adopted from."""

    id: int
    nama: str


@dataclass(frozen=True, slots=True)
class FaktaBawahan:
    """All offices below a satker in a period, and the plans that they share; tahun are the years to choose from.

    triwulan_terakhir is the last quarter that somebody filled in where nobody has a figure of the year yet, else 0.
    """

    kantor: tuple[Kantor, ...]
    bersama: tuple[RenstraBersama, ...]
    tahun: tuple[int, ...]
    triwulan_terakhir: int


def fetch_bawahan(entitas: Entitas, tahun: int, *, triwulan: int = 0, hanya_disahkan: bool = False) -> FaktaBawahan:
    """The offices directly below, each with its entitas of the same kind as the one that asks."""
    satker = list(Satker.objects.filter(induk=entitas.satker_id).order_by("kode"))
    milik = {
        satu.satker_id: satu
        for satu in Entitas.objects.filter(satker__in=satker, jenis=entitas.jenis)
        .select_related("satker")
        .annotate(siklus=Subquery(siklus_periode(OuterRef("pk"), tahun, triwulan)))
    }
    ids = [satu.pk for satu in milik.values()]
    kinerja = fetch_kinerja_banyak(ids, tahun, triwulan=triwulan, hanya_disahkan=hanya_disahkan)
    uang = fetch_ringkas_banyak(list(milik), tahun, akhir_triwulan(tahun, triwulan) if triwulan else None)
    tertahan = entitas_belum_disahkan(ids, tahun) if hanya_disahkan else frozenset()
    kosong = FaktaKinerja(tahun, None, ())

    def kantor(satu: Satker) -> Kantor:
        punya = milik.get(satu.pk)
        angka = kinerja.get(punya.pk, kosong) if punya else kosong
        siklus = punya.siklus if punya else None  # type: ignore[attr-defined]
        ditahan = punya is not None and punya.pk in tertahan
        return Kantor(
            satker_id=satu.pk,
            nama=satu.nama_singkat if entitas.jenis == Entitas.Jenis.LEMBAGA or punya is None else punya.nama,
            ada=punya is not None,
            kinerja=angka,
            keadaan=keadaan_angka(angka, siklus, hanya_disahkan=hanya_disahkan, triwulan=triwulan),
            uang=None if ditahan else uang.get(satu.pk),
            uang_tertahan=ditahan,
        )

    semua = tuple(kantor(satu) for satu in satker)
    setahun = triwulan == SELURUH_TAHUN and not hanya_disahkan
    terakhir = _triwulan_terakhir(ids, semua, tahun) if setahun else SELURUH_TAHUN
    return FaktaBawahan(semua, _bersama(semua), _tahun(ids, semua, tahun), terakhir)


def _bersama(semua: Iterable[Kantor]) -> tuple[RenstraBersama, ...]:
    """The plans that offices adopted from without owning them."""
    pemakai: dict[int, set[int]] = {}
    for kantor in semua:
        for indikator in kantor.kinerja.indikator:
            pemakai.setdefault(indikator.renstra_id, set()).add(kantor.satker_id)
    rows = Renstra.objects.filter(pk__in=pemakai).order_by("kode").values_list("pk", "nama", "pemilik_id")
    return tuple(RenstraBersama(pk, nama) for pk, nama, pemilik in rows if pemakai[pk] != {pemilik})


def _tahun(ids: Collection[int], semua: Iterable[Kantor], tahun: int) -> tuple[int, ...]:
    """The years of the plans at work, and those that have a report."""
    rencana = {t for kantor in semua if kantor.kinerja.renstra for t in kantor.kinerja.renstra.tahun}
    laporan = Laporan.objects.filter(entitas__in=ids).values_list("tahun", flat=True)
    return tuple(sorted({tahun, *rencana, *laporan}))


def _triwulan_terakhir(ids: Collection[int], semua: Iterable[Kantor], tahun: int) -> int:
    """One query more, and only in a year of which there is nothing to show."""
    if any(i.realisasi_tahun(tahun).terisi for kantor in semua for i in kantor.kinerja.indikator):
        return SELURUH_TAHUN
    terisi = Realisasi.objects.filter(adopsi__entitas__in=ids, tahun=tahun)
    return terisi.aggregate(terakhir=Max("triwulan"))["terakhir"] or SELURUH_TAHUN
