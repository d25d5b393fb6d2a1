"""Is the journal whole, and does the database hold what the journal says?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from apps.audit.models import Jejak, KepalaRantai
from apps.audit.services import AWAL, CHAINED, fingerprint

# An import is one entry of many megabytes, so few are held at once.
CHUNK = 50


@dataclass(frozen=True)
class HasilPemeriksaan:
    """Outcome of checking a chain: how many entries, the head, and what is wrong (empty when all is well)."""

    rantai: str
    jumlah: int
    sidik: str
    masalah: tuple[str, ...]


@contextmanager
def consistent_view() -> Iterator[None]:
    """See one moment of the database while others go on writing: a new entry and its row appear together or not.

    Inside another transaction this changes nothing.
    """
    if connection.in_atomic_block:
        yield
        return
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        # Only reading: no need to keep the writers waiting.
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]


def chains() -> list[str]:
    """The names of all chains; an entry without a head is a fault that only the entries themselves can show."""
    entries = Jejak.objects.order_by().values_list("rantai")
    heads = KepalaRantai.objects.values_list("rantai")
    return [rantai for (rantai,) in heads.union(entries).order_by("rantai")]


def _is_sound(entry: Jejak, before: str) -> bool:
    """Whether an entry follows the one before it and says what its fingerprint covers, nothing beside it."""
    names = CHAINED.get(entry.bentuk)
    if names is None or entry.sidik_sebelum != before:
        return False
    beside = [name for name in CHAINED[max(CHAINED)] if name not in names]
    return fingerprint(entry) == entry.sidik and not any(getattr(entry, name) for name in beside)


def verify(rantai: str) -> HasilPemeriksaan:
    """Walk a chain from its first entry and recompute every fingerprint."""
    masalah: list[str] = []
    nomor, sidik = 0, AWAL
    for entry in Jejak.objects.filter(rantai=rantai).order_by("nomor").iterator(chunk_size=CHUNK):
        nomor += 1
        if entry.nomor != nomor:
            masalah.append(f"Jejak nomor {nomor} hilang; yang ada nomor {entry.nomor}.")
            nomor = entry.nomor
        if not _is_sound(entry, sidik):
            masalah.append(f"Jejak nomor {entry.nomor} tidak cocok dengan sidiknya.")
        sidik = entry.sidik
    kepala = KepalaRantai.objects.filter(rantai=rantai).first()
    if (nomor or kepala) and (kepala is None or (kepala.nomor, kepala.sidik) != (nomor, sidik)):
        masalah.append("Kepala rantai tidak cocok dengan jejak terakhir.")
    return HasilPemeriksaan(rantai, nomor, sidik, tuple(masalah))
