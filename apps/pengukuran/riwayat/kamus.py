"""What the numbers inside recorded states stand for: names of people, levels, indicators."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from apps.audit.models import Jejak
from apps.perencanaan.models import AdopsiIndikator

Kunci = tuple[str, str]


@dataclass(frozen=True, slots=True)
class NamaIndikator:
    """An indicator as sentences name it, and the kind of its values."""

    nomor: int
    nama: str
    satuan: str


@dataclass(frozen=True)
class Kamus:
    """Names by (model, number), and what is known of each adopted indicator."""

    nama: Mapping[Kunci, str] = field(default_factory=dict)
    indikator: Mapping[int, NamaIndikator] = field(default_factory=dict)
    # Where a realisasi belongs, for entries that name only the realisasi: (adopsi, year, quarter).
    tempat: Mapping[int, tuple[int, int, int]] = field(default_factory=dict)

    def sebut(self, model: type[models.Model], pk: Any) -> str:
        """The name of a row; its number when nobody knows its name any more."""
        return self.nama.get((model._meta.label_lower, str(pk)), f"nomor {pk}")


def model_of(label: str) -> type[models.Model] | None:
    """The model of an entry; None for acts that are about no row, and for models that no longer exist."""
    try:
        return apps.get_model(label) if label else None
    except (LookupError, ValueError):
        return None


def kolom_of(model: type[models.Model]) -> dict[str, Any]:
    """The fields of a model by the names that the journal uses."""
    kolom: dict[str, Any] = {f.attname: f for f in model._meta.concrete_fields}
    return kolom | {f.name: f for f in model._meta.many_to_many}


def fetch_kamus(entries: Iterable[Jejak]) -> Kamus:
    """Everything that the states of these entries refer to: one query for each model, however many the entries."""
    dirujuk: dict[type[models.Model], set[str]] = {}
    adopsi: set[int] = set()
    for entry in entries:
        model = model_of(entry.objek_jenis)
        bagian = entry.pokok.split("/")
        if bagian[0] in ("realisasi", "target") and len(bagian) == 4:
            adopsi.add(int(bagian[1]))
        for keadaan in (entry.sebelum, entry.sesudah):
            if model and isinstance(keadaan, dict):
                _kumpulkan(model, keadaan, dirujuk, adopsi)
    nama: dict[Kunci, str] = {}
    tempat: dict[int, tuple[int, int, int]] = {}
    for model, pks in dirujuk.items():
        for row in model._base_manager.select_related().filter(pk__in=pks):
            nama[model._meta.label_lower, str(row.pk)] = _nama(row)
            if model._meta.label_lower == "pengukuran.realisasi":
                tempat[row.pk] = (row.adopsi_id, row.tahun, row.triwulan)  # type: ignore[attr-defined]
    _nama_lama(dirujuk, nama)
    adopsi |= {a for a, _, _ in tempat.values()}
    found = AdopsiIndikator.objects.filter(pk__in=adopsi).select_related("indikator") if adopsi else ()
    indikator = {a.pk: NamaIndikator(a.nomor, a.indikator.nama, a.indikator.satuan) for a in found}
    return Kamus(nama, indikator, tempat)


def _kumpulkan(
    model: type[models.Model],
    keadaan: dict[str, Any],
    dirujuk: dict[type[models.Model], set[str]],
    adopsi: set[int],
) -> None:
    for name, column in kolom_of(model).items():
        value = keadaan.get(name)
        if value in (None, [], "") or not column.is_relation:
            continue
        target = column.related_model
        if target is AdopsiIndikator:
            adopsi.add(int(value))
        dirujuk.setdefault(target, set()).update(map(str, value if isinstance(value, list) else [value]))


def _nama(row: models.Model) -> str:
    try:
        return str(row)
    except ObjectDoesNotExist:
        return f"nomor {row.pk}"


def _nama_lama(dirujuk: Mapping[type[models.Model], set[str]], nama: dict[Kunci, str]) -> None:
    """Rows that are gone keep the name under which the journal knew them last."""
    hilang = {(m._meta.label_lower, pk) for m, pks in dirujuk.items() for pk in pks} - nama.keys()
    if not hilang:
        return
    entries = Jejak.objects.filter(objek_jenis__in={j for j, _ in hilang}, objek_id__in={pk for _, pk in hilang})
    for jenis, pk, objek in entries.order_by("id").values_list("objek_jenis", "objek_id", "objek"):
        if (jenis, pk) in hilang:
            nama[jenis, pk] = objek
