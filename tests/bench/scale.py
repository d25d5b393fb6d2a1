"""An office with more indicators than the example: its own ones again, with all their figures."""

from itertools import count, cycle, islice

from apps.organisasi.models import Entitas
from apps.pengukuran.models import Realisasi, Upaya
from apps.perencanaan.models import AdopsiIndikator, Indikator, Target


def grow(entitas: Entitas, size: int) -> None:
    """Copy indicators of an entitas in turn until it has `size` of them."""
    adopted = list(AdopsiIndikator.objects.filter(entitas=entitas).select_related("indikator").order_by("nomor"))
    numbers = count(Indikator.objects.order_by("-nomor")[0].nomor + 1)
    for nomor, original in zip(range(len(adopted) + 1, size + 1), islice(cycle(adopted), size), strict=False):
        _copy(original, nomor, next(numbers))


def _copy(original: AdopsiIndikator, nomor: int, nomor_renstra: int) -> None:
    source = original.pk
    indikator = Indikator.objects.get(pk=original.indikator_id)
    indikator.pk, indikator.kode, indikator.nomor = None, f"salinan-{nomor}", nomor_renstra
    indikator.save()
    adopsi = AdopsiIndikator.objects.get(pk=source)
    adopsi.pk, adopsi.indikator, adopsi.nomor = None, indikator, nomor
    adopsi.save()
    for model in (Target, Realisasi, Upaya):
        rows = list(model.objects.filter(adopsi=source))
        for row in rows:
            row.pk, row.adopsi = None, adopsi
        model.objects.bulk_create(rows)
