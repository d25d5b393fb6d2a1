"""What an import of a sheet asks of whoever runs it, and what it notes of each row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from django.core.exceptions import ValidationError
from django.db import models

from apps.ui.widgets import NotThere, Row, Sel

if TYPE_CHECKING:
    from apps.ui.resources import SheetResource


@dataclass(frozen=True)
class Fault:
    """What is wrong at a heading of a row; sought is the row that the cell names and that is not there."""

    heading: str
    message: str
    sought: NotThere | None = None


@dataclass(frozen=True)
class Catatan:
    """What a row of a file did: the row it made or changed, its cells before and after, its state before.

    nomor counts the rows of the data from 1; lama is empty for a new row. dinamai is what the cells name, by heading
    (``SheetResource.named``), dinamai_lama what they named before.
    """

    nomor: int
    objek: models.Model
    baru: bool
    lama: Mapping[str, Sel]
    kini: Mapping[str, Sel]
    sebelum: Any = None
    dinamai_lama: Mapping[str, Any] = field(default_factory=dict)
    dinamai: Mapping[str, Any] = field(default_factory=dict)


def fault_of(error: ValueError) -> ValidationError:
    """The refusal of a cell; it remembers which row was sought in vain."""
    fault = ValidationError(str(error), code="invalid")
    fault.sought = error if isinstance(error, NotThere) else None  # type: ignore[attr-defined]
    return fault


class Penjaga(Protocol):
    """Whoever runs an import: asked about each row, and it may refuse with a ValidationError."""

    def sebelum_baca(self, lembar: "SheetResource", row: Row) -> None:
        """Whether a row may be looked at, before anything that it names is looked for."""

    def tampak(self, rujukan: models.Model) -> bool:
        """Whether a row that a cell names exists for this person."""

    def sebelum_isi(self, lembar: "SheetResource", tersimpan: models.Model) -> None:
        """Whose a stored row is, before anything of it is told or the cells are put on it."""

    def sebelum_banding(self, lembar: "SheetResource", objek: models.Model, row: Row) -> None:
        """Whose row it is and what it refers to, before it is compared with what is stored."""

    def sebelum_simpan(self, lembar: "SheetResource", objek: models.Model, tersimpan: models.Model | None) -> Any:
        """Whether this person may write it now; returns what is to be remembered of the stored row."""
