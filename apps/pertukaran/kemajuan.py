"""How far the work on an import is, kept outside the database.

The work is one transaction, and a preview is rolled back: nobody could read in the database how far it is, and SQLite
lets nobody else write meanwhile. Web and worker share a small cache of files (CACHES["kemajuan"]).
"""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.core.cache import caches

from apps.pertukaran.models import ImporData

# Seconds between two notes; nobody looks more often than once a second.
_JEDA = 0.3


@dataclass
class Pencatat:
    """Notes how far an import is, not more often than anybody would see."""

    impor: ImporData
    _terakhir: float = field(default=0.0, init=False)

    def __call__(self, selesai: int, seluruhnya: int) -> None:
        sekarang = time.monotonic()
        if selesai < seluruhnya and sekarang - self._terakhir < _JEDA:
            return
        self._terakhir = sekarang
        caches["kemajuan"].set(_kunci(self.impor), (selesai, seluruhnya, time.time()))

    def hapus(self) -> None:
        """Nothing is being done any more."""
        caches["kemajuan"].delete(_kunci(self.impor))


def kemajuan_of(impor: ImporData) -> tuple[int, int] | None:
    """Rows done and rows in all; None when nothing is known. No query."""
    tercatat = caches["kemajuan"].get(_kunci(impor))
    return tercatat[:2] if tercatat else None


def terakhir_bergerak(impor: ImporData) -> datetime:
    """When the work moved last, in the database or beside it."""
    tercatat = caches["kemajuan"].get(_kunci(impor))
    return max(impor.diubah, datetime.fromtimestamp(tercatat[2], UTC)) if tercatat else impor.diubah


def _kunci(impor: ImporData) -> str:
    # With its time: a restored backup gives the same number to another import.
    return f"{impor.pk}-{impor.waktu.timestamp()}"
