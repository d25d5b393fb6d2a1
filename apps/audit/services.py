"""The only writer of the journal, and its checker."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils import timezone

from apps.audit.models import Jejak, KepalaRantai

AWAL = "0" * 64
BENTUK = 1
_CHAINED = [
    "rantai",
    "nomor",
    "waktu",
    "pelaku_id",
    "pelaku",
    "tindakan",
    "objek_jenis",
    "objek_id",
    "objek",
    "sebelum",
    "sesudah",
    "alasan",
    "bentuk",
    "sidik_sebelum",
]
# Every act that can stand in the journal, and how people read it.
TINDAKAN = {
    "tambah": "Menambah",
    "ubah": "Mengubah",
    "hapus": "Menghapus",
    "buat_akun": "Membuat akun",
    "ganti_sandi": "Mengganti kata sandi",
    "impor_lembar": "Memuat lembar data",
}


class Pelaku(Protocol):
    """Whoever acts: a signed-in user, or Sistem."""

    @property
    def pk(self) -> Any: ...

    def get_full_name(self) -> str: ...


@dataclass(frozen=True)
class Sistem:
    """The application itself acting, for example a command run by the administrator of the machine."""

    nama: str = "Sistem"
    pk: str = ""

    def get_full_name(self) -> str:
        return self.nama


def canonical_json(data: Any) -> str:
    """Serialise data in exactly one way, so that its fingerprint can be recomputed years later."""
    return json.dumps(data, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


# What the journal must never hold (password hashes), and what changes without anybody changing it.
NOT_RECORDED = frozenset({"password", "last_login"})


def state_of(instance: models.Model) -> dict[str, Any]:
    """The recorded state of a row: its own columns by name, dates and decimals as text, secrets left out."""
    fields = [field for field in instance._meta.concrete_fields if field.name not in NOT_RECORDED]
    values = {field.attname: _recorded(field, field.value_from_object(instance)) for field in fields}
    return json.loads(canonical_json(values))


def _recorded(field: models.Field, value: Any) -> Any:
    return str(value) if isinstance(field, models.FileField) else value


def fingerprint(entry: Jejak) -> str:
    """SHA-256 over everything an entry says and the fingerprint of the entry before it."""
    content = {name: getattr(entry, name) for name in _CHAINED}
    content["waktu"] = entry.waktu.astimezone(UTC).isoformat(timespec="milliseconds")
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def _now() -> datetime:
    # Milliseconds survive every database and every JSON round trip.
    now = timezone.now()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def lock_chain(rantai: str) -> KepalaRantai:
    """Wait until nobody else writes for this satker, and keep others waiting until the transaction ends.

    Every service calls it first: whatever it then reads stays true until it has written, so no update is lost, no
    period is approved twice, and two writers cannot wait for each other. Raises outside a transaction.
    """
    KepalaRantai.objects.get_or_create(rantai=rantai)
    return KepalaRantai.objects.select_for_update().get(rantai=rantai)


@transaction.atomic
def record(
    *,
    rantai: str,
    pelaku: Pelaku,
    tindakan: str,
    objek: models.Model | str,
    sebelum: Mapping[str, Any] | None = None,
    sesudah: Mapping[str, Any] | None = None,
    alasan: str = "",
) -> Jejak:
    """Append one entry to the chain of a satker (rantai = its kode, "" for the system as a whole).

    Must run in the same transaction as the change it records: both stand or neither does.
    """
    kepala = lock_chain(rantai)
    entry = Jejak(
        rantai=rantai,
        nomor=kepala.nomor + 1,
        waktu=_now(),
        pelaku_id=str(pelaku.pk or ""),
        pelaku=pelaku.get_full_name()[:200],
        tindakan=tindakan,
        objek_jenis=objek._meta.label_lower if isinstance(objek, models.Model) else "",
        objek_id=str(objek.pk) if isinstance(objek, models.Model) else "",
        objek=str(objek)[:300],
        sebelum=sebelum,
        sesudah=sesudah,
        alasan=alasan,
        bentuk=BENTUK,
        sidik_sebelum=kepala.sidik,
    )
    entry.sidik = fingerprint(entry)
    entry.save(force_insert=True)
    kepala.nomor, kepala.sidik = entry.nomor, entry.sidik
    kepala.save(update_fields=["nomor", "sidik"])
    return entry


@dataclass(frozen=True)
class HasilPemeriksaan:
    """Outcome of checking a chain: how many entries, the head, and what is wrong (empty when all is well)."""

    rantai: str
    jumlah: int
    sidik: str
    masalah: tuple[str, ...]


def verify(rantai: str) -> HasilPemeriksaan:
    """Walk a chain from its first entry and recompute every fingerprint."""
    masalah: list[str] = []
    nomor, sidik = 0, AWAL
    for entry in Jejak.objects.filter(rantai=rantai).order_by("nomor").iterator(chunk_size=500):
        nomor += 1
        if entry.nomor != nomor:
            masalah.append(f"Jejak nomor {nomor} hilang; yang ada nomor {entry.nomor}.")
            nomor = entry.nomor
        if entry.sidik_sebelum != sidik or fingerprint(entry) != entry.sidik:
            masalah.append(f"Jejak nomor {entry.nomor} tidak cocok dengan sidiknya.")
        sidik = entry.sidik
    kepala = KepalaRantai.objects.filter(rantai=rantai).first()
    if (nomor or kepala) and (kepala is None or (kepala.nomor, kepala.sidik) != (nomor, sidik)):
        masalah.append("Kepala rantai tidak cocok dengan jejak terakhir.")
    return HasilPemeriksaan(rantai, nomor, sidik, tuple(masalah))


@transaction.atomic
def save_recorded(instance: models.Model, *, rantai: str, pelaku: Pelaku, tindakan: str = "", alasan: str = "") -> None:
    """Validate and save a row and journal its state before and after; saving what did not change records nothing.

    Raises ValidationError when the row is not valid; then nothing is saved and nothing recorded.
    """
    stored = type(instance)._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    before = state_of(stored) if stored else None
    instance.full_clean()
    instance.save()
    # Read again: the database decides what stands there (93.5200), not what was typed (93.52).
    after = state_of(type(instance)._base_manager.get(pk=instance.pk))
    if before != after:
        record(
            rantai=rantai,
            pelaku=pelaku,
            tindakan=tindakan or ("ubah" if stored else "tambah"),
            objek=instance,
            sebelum=before,
            sesudah=after,
            alasan=alasan,
        )


@transaction.atomic
def delete_recorded(instance: models.Model, *, rantai: str, pelaku: Pelaku, alasan: str = "") -> None:
    """Delete a row and journal what it was."""
    before = state_of(type(instance)._base_manager.get(pk=instance.pk))
    record(rantai=rantai, pelaku=pelaku, tindakan="hapus", objek=instance, sebelum=before, alasan=alasan)
    instance.delete()
