"""What an import has written, kept so that it can be taken back: the state before, and a digest of the state after."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from apps.audit.states import comparable_state, digest, stored_states
from apps.pertukaran.mesin import JejakBaris


@dataclass(frozen=True)
class Tertulis:
    """A row that an import wrote; sebelum is None where it made it."""

    model: type[models.Model]
    pk: Any
    sebelum: dict[str, Any] | None
    sidik: str


@dataclass(frozen=True)
class Catatan:
    """The rows in the order in which they were written, and of each model the columns that the digests cover."""

    baris: tuple[Tertulis, ...]
    kolom: Mapping[type[models.Model], tuple[str, ...]]

    def menurut_model(self) -> dict[type[models.Model], dict[Any, Tertulis]]:
        menurut: dict[type[models.Model], dict[Any, Tertulis]] = {}
        for satu in self.baris:
            menurut.setdefault(satu.model, {})[satu.pk] = satu
        return menurut

    def berubah(self) -> Iterator[tuple[Tertulis, bool]]:
        """The rows that no longer stand as they were written; whether each is still there. A few queries per model."""
        for model, tertulis in self.menurut_model().items():
            kini = {pk: self._sidik(model, keadaan) for pk, keadaan in stored_states(model, list(tertulis))}
            yield from ((satu, pk in kini) for pk, satu in tertulis.items() if kini.get(pk) != satu.sidik)

    def _sidik(self, model: type[models.Model], keadaan: Mapping[str, Any]) -> str:
        """Of a state as it is now; "" where the model lost a column, so that nothing can be compared."""
        nama = self.kolom[model]
        return digest(keadaan, nama) if set(nama) <= set(keadaan) else ""


def data_ditulis(ditulis: Iterable[JejakBaris]) -> dict[str, Any]:
    """As JSON. The state after is kept as a digest: only whether it is still so will be asked."""
    kolom: dict[str, list[str]] = {}
    baris = []
    for satu in ditulis:
        keadaan = comparable_state(apps.get_model(satu.model), satu.sesudah)
        nama = kolom.setdefault(satu.model, sorted(keadaan))
        baris.append({"model": satu.model, "pk": satu.pk, "sebelum": satu.sebelum, "sidik": digest(keadaan, nama)})
    return {"kolom": kolom, "baris": baris}


def catatan_of(data: Mapping[str, Any] | None) -> Catatan:
    """What ``data_ditulis`` made of it. Raises LookupError where a model or column of then is gone."""
    isi = data or {"kolom": {}, "baris": []}
    return Catatan(
        tuple(
            Tertulis(apps.get_model(satu["model"]), satu["pk"], satu["sebelum"], satu["sidik"]) for satu in isi["baris"]
        ),
        {apps.get_model(model): tuple(nama) for model, nama in isi["kolom"].items()},
    )
