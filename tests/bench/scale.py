"""An office with more indicators than the example: the same ones over and over, with all their figures."""

from copy import copy
from datetime import date
from itertools import cycle, islice
from typing import Any

from apps.laporan.models import Laporan
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Realisasi, TransisiRealisasi, Upaya
from apps.perencanaan.models import AdopsiIndikator, Indikator, Renstra, Target
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


def lengthen(entitas: Entitas, tahun: int, years: int, pelaku: Pengguna) -> None:
    """Give an entitas figures for so many years up to ``tahun``, with four quarters in each of them.

    This year's periods are all open and what is entered in them was handed in once.
    """
    awal = tahun - years + 1
    Renstra.objects.filter(tujuan__sasaran__indikator__adopsi__entitas=entitas).update(tahun_awal=awal)
    AdopsiIndikator.objects.filter(entitas=entitas).update(dari=awal)
    for model, quarterly in ((Target, {"sumber": "triwulan", "perjanjian": None}), (Realisasi, {})):
        rows = model.objects.filter(adopsi__entitas=entitas)
        whole = list(rows.filter(tahun=tahun, triwulan=0))
        known = set(rows.values_list("tahun", flat=True))
        earlier = [t for t in range(awal, tahun) if t not in known]
        # A perjanjian kinerja belongs to its year; a quarter is planned once, whatever promised the year.
        promised = [row for row in whole if getattr(row, "sumber", "") != "pk"]
        planned = list({row.adopsi_id: row for row in whole}.values())
        new = [_changed(row, tahun=t) for row in promised for t in earlier]
        new += [
            _changed(row, tahun=t, triwulan=triwulan, **quarterly)
            for row in planned
            for t in range(awal, tahun + 1)
            for triwulan in (1, 2, 3, 4)
        ]
        model.objects.bulk_create(new, batch_size=500)
    for triwulan in range(5):
        Periode.objects.update_or_create(
            entitas=entitas,
            tahun=tahun,
            triwulan=triwulan,
            defaults={"dibuka": True, "tenggat": date(tahun + 1, 1, 31)},
        )
    TransisiRealisasi.objects.bulk_create(
        TransisiRealisasi(realisasi=row, langkah="ajukan", dari="draf", ke="diajukan", oleh=pelaku)
        for row in Realisasi.objects.filter(adopsi__entitas=entitas, tahun=tahun)
    )


def _changed(row: Any, **values: Any) -> Any:
    new = copy(row)
    new.pk = None
    for name, value in values.items():
        setattr(new, name, value)
    return new
