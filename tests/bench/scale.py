"""An office with more indicators than the example: the same ones over and over, with all their figures."""

from itertools import cycle, islice

from apps.laporan.models import Laporan
from apps.organisasi.models import Entitas
from apps.pengukuran.models import Realisasi, Upaya
from apps.perencanaan.models import AdopsiIndikator, Indikator, Target
from apps.siklus.models import Periode


def fill(entitas: Entitas, example: Entitas, size: int) -> None:
    """Give an empty entitas `size` indicators, copied in turn from another one, and its reports."""
    originals = AdopsiIndikator.objects.filter(entitas=example).order_by("nomor")
    highest = Indikator.objects.order_by("-nomor")[0].nomor
    for nomor, original in enumerate(islice(cycle(originals), size), start=1):
        _copy(original.pk, entitas, nomor, highest + nomor)
    for laporan in Laporan.objects.filter(entitas=example):
        laporan.pk, laporan.entitas = None, entitas
        laporan.save()
    for periode in Periode.objects.filter(entitas=example):
        Periode.objects.update_or_create(
            entitas=entitas,
            tahun=periode.tahun,
            triwulan=periode.triwulan,
            defaults={"dibuka": periode.dibuka, "tenggat": periode.tenggat},
        )


def _copy(original: int, entitas: Entitas, nomor: int, nomor_renstra: int) -> None:
    adopsi = AdopsiIndikator.objects.select_related("indikator").get(pk=original)
    indikator = adopsi.indikator
    indikator.pk, indikator.kode, indikator.nomor = None, f"salinan-{nomor}", nomor_renstra
    indikator.save()
    adopsi.pk, adopsi.entitas, adopsi.indikator, adopsi.nomor = None, entitas, indikator, nomor
    adopsi.save()
    for model in (Target, Realisasi, Upaya):
        rows = list(model.objects.filter(adopsi=original))
        for row in rows:
            row.pk, row.adopsi = None, adopsi
        model.objects.bulk_create(rows)
