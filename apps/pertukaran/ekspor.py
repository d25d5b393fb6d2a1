"""What is stored as the rows of the sheets: for a satker and a year, or of certain rows. It reads back as no change."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from apps.organisasi.models import Satker
from apps.perencanaan.models import Renstra
from apps.pertukaran.lembar import SHEETS
from apps.ui.resources import SheetResource
from apps.ui.widgets import Sel


@dataclass(frozen=True)
class IsiLembar:
    """A sheet with its rows; each row holds the cells by heading, as the types that they are."""

    resource: SheetResource
    baris: tuple[dict[str, Sel], ...]


def isi_satker(satker: Satker, tahun: int | None, jenis: Sequence[type[SheetResource]] = SHEETS) -> list[IsiLembar]:
    """The sheets of a satker: what belongs to the year (None: every year), to plans that cover it, and to no year.

    Offices above and their plans come along, and what all share, so that the file can be loaded where nothing is.
    """
    return [_isi(satu(), _saring(satu, satker, tahun)) for satu in jenis]


def isi_bersama(jenis: Sequence[type[SheetResource]]) -> list[IsiLembar]:
    """The sheets of an office that is only being made: what all share, and nothing of any other office."""
    return [_isi(satu(), Q()) if satu.satker_path is None else IsiLembar(satu(), ()) for satu in jenis]


def isi_terpilih(jenis: type[SheetResource], rows: QuerySet) -> IsiLembar:
    """One sheet with certain rows of its model."""
    return _isi(jenis(), Q(pk__in=rows.order_by().values("pk")))


def _isi(resource: SheetResource, saring: Q) -> IsiLembar:
    # In the order in which they were made: what is referred to stands above what refers to it.
    rows = resource.stored().filter(saring).order_by("pk")
    return IsiLembar(resource, tuple(resource.cells(satu) for satu in rows))


def _saring(jenis: type[SheetResource], satker: Satker, tahun: int | None) -> Q:
    keluarga = [satker, *leluhur(satker)]
    saring = Q()
    if jenis.satker_path is not None:
        # Of the offices above only what an office takes over from them: themselves and their plans.
        milik = keluarga if jenis.part_of_plan() or jenis.satker_path == "" else [satker]
        saring &= Q(**{f"{jenis.satker_path or 'pk'}__in": [satu.pk for satu in milik]})
    if jenis.renstra_path is not None:
        # Of the offices above what they published, and what was taken over from them.
        rencana = Renstra.objects.terbaca([satker.pk]).filter(pemilik__in=keluarga)
        if tahun is not None:
            rencana = rencana.filter(tahun_awal__lte=tahun, tahun_akhir__gte=tahun)
        saring &= Q(**{f"{jenis.renstra_path or 'pk'}__in": rencana.values("pk")})
    if jenis.tahun_path and tahun is not None:
        saring &= Q(**{jenis.tahun_path: tahun})
    return saring


def leluhur(satker: Satker) -> Iterable[Satker]:
    """The offices above, the nearest first."""
    atas, dilihat = satker.induk, {satker.pk}
    while atas is not None and atas.pk not in dilihat:
        dilihat.add(atas.pk)
        yield atas
        atas = atas.induk
