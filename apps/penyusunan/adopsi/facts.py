"""What an entitas may adopt in a year: the plans that are open to it, their indicators, and what is adopted already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from apps.organisasi.models import Entitas, Satker
from apps.perencanaan.aturan_nasional import IsiTarget
from apps.perencanaan.models import AdopsiIndikator, Indikator, Renstra, TargetIndikator


@dataclass(frozen=True, slots=True)
class Tingkat:
    """A level of a scale as a choice."""

    id: int
    kode: str
    peringkat: int


@dataclass(frozen=True, slots=True)
class Teradopsi:
    """What the entitas adopted of an indicator in years that the plan still covers."""

    id: int
    nomor: int
    dari: int
    sampai: int
    subbagian: str


@dataclass(frozen=True, slots=True)
class Calon:
    """An indicator of a plan: how it is measured, what its owner promises by year, and whether it is adopted."""

    id: int
    nama: str
    satuan: str
    nama_satuan: str
    arah: str
    nama_arah: str
    tingkat: tuple[Tingkat, ...]
    nasional: Mapping[int, IsiTarget]
    adopsi: Teradopsi | None


@dataclass(frozen=True, slots=True)
class CalonSasaran:
    """A sasaran with its indicators."""

    nomor: int
    nama: str
    calon: tuple[Calon, ...]


@dataclass(frozen=True, slots=True)
class Rencana:
    """A plan as it can be adopted from a year on."""

    id: int
    nama: str
    pemilik: str
    milik_sendiri: bool
    tahun: range
    sasaran: tuple[CalonSasaran, ...]

    @property
    def calon(self) -> Iterator[Calon]:
        for sasaran in self.sasaran:
            yield from sasaran.calon

    @property
    def sisa(self) -> list[Calon]:
        """What is not adopted yet."""
        return [calon for calon in self.calon if calon.adopsi is None]


def renstra_terbuka(satker: Satker) -> list[Renstra]:
    """The plans that the satker may adopt from, those of the offices above it first: one query."""
    semua = Renstra.objects.dapat_diadopsi(satker).select_related("pemilik").order_by("-tahun_awal", "kode")
    return sorted(semua, key=lambda renstra: renstra.pemilik_id == satker.pk)


def fetch_rencana(renstra: Renstra, entitas: Entitas, tahun: int) -> Rencana:
    """The indicators of a plan with national targets from a year on: four queries."""
    sisa = range(tahun, renstra.tahun_akhir + 1)
    adopsi = AdopsiIndikator.objects.filter(entitas=entitas, dari__lte=sisa[-1], sampai__gte=sisa[0])
    target = TargetIndikator.objects.filter(tahun__in=sisa).select_related("tingkat")
    indikator = (
        Indikator.objects.filter(sasaran__tujuan__renstra=renstra)
        .select_related("sasaran", "skala")
        .prefetch_related(
            "skala__tingkat",
            Prefetch("target", queryset=target),
            Prefetch("adopsi", queryset=adopsi.select_related("subbagian").order_by("dari")),
        )
        .order_by("sasaran__tujuan__nomor", "sasaran__nomor", "nomor")
    )
    menurut_sasaran: dict[int, tuple[Indikator, list[Calon]]] = {}
    for satu in indikator:
        menurut_sasaran.setdefault(satu.sasaran_id, (satu, []))[1].append(_calon(satu))
    sasaran = tuple(
        CalonSasaran(pertama.sasaran.nomor, pertama.sasaran.nama, tuple(calon))
        for pertama, calon in menurut_sasaran.values()
    )
    return Rencana(
        id=renstra.pk,
        nama=renstra.nama,
        pemilik=str(renstra.pemilik),
        milik_sendiri=renstra.pemilik_id == entitas.satker_id,
        tahun=sisa,
        sasaran=sasaran,
    )


def _calon(indikator: Indikator) -> Calon:
    sudah = [Teradopsi(a.pk, a.nomor, a.dari, a.sampai, a.subbagian.nama) for a in indikator.adopsi.all()]
    tingkat = indikator.skala.tingkat.all() if indikator.skala else ()
    return Calon(
        id=indikator.pk,
        nama=indikator.nama,
        satuan=indikator.satuan,
        nama_satuan=indikator.nama_satuan or indikator.get_satuan_display(),
        arah=indikator.arah,
        nama_arah=indikator.get_arah_display(),
        tingkat=tuple(Tingkat(t.pk, t.kode, t.peringkat) for t in tingkat),
        nasional={target.tahun: target.isi for target in indikator.target.all()},
        adopsi=sudah[0] if sudah else None,
    )
