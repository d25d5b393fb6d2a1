"""The only writer of the journal, and the way by which every row is saved and deleted."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from apps.audit.falling import Falling
from apps.audit.models import Jejak, KepalaRantai
from apps.audit.origin import current_origin
from apps.audit.states import (
    canonical_json,
    comparable_state,
    digest,
    recorded_choices,
    recorded_columns,
    state_of,
    stored_states,
)
from apps.ui.closing import refuse_deleting, refuse_locked

AWAL = "0" * 64
BENTUK = 2
_FIRST_FORM = (
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
)
# What the fingerprint covers, for each form that an entry was ever written in. A form is never changed, only added.
CHAINED = {1: _FIRST_FORM, 2: (*_FIRST_FORM, "asal", "pokok")}
# Every act that can stand in the journal, and how people read it.
TINDAKAN = {
    "tambah": "Menambah",
    "ubah": "Mengubah",
    "hapus": "Menghapus",
    "buat_akun": "Membuat akun",
    "ganti_sandi": "Mengganti kata sandi",
    "impor_lembar": "Memuat lembar data",
    "impor_anggaran": "Mengimpor anggaran",
    "catat_keadaan": "Mencatat keadaan data",
    "ajukan": "Mengajukan",
    "tarik": "Menarik kembali pengajuan",
    "periksa": "Mulai memeriksa",
    "kembalikan": "Mengembalikan",
    "verifikasi": "Memverifikasi",
    "sahkan": "Mengesahkan",
    "buka_kembali": "Membuka kembali",
    "terbitkan_edisi": "Menerbitkan edisi",
    "ubah_periode": "Mengubah periode",
    "perpanjang": "Memberi perpanjangan",
    "unggah_bukti": "Mengunggah bukti",
    "unduh_bukti": "Mengunduh bukti",
    "unduh_jejak": "Mengunduh jejak",
    "kirim_surel": "Mengirim surel",
    "masuk": "Masuk",
    "keluar": "Keluar",
    "gagal_masuk": "Gagal masuk",
    "ditolak": "Percobaan ditolak",
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


def chained_content(entry: Jejak) -> dict[str, Any]:
    """What the fingerprint of an entry covers, as it is exported too. Raises KeyError for an unknown form."""
    content = {name: getattr(entry, name) for name in CHAINED[entry.bentuk]}
    content["waktu"] = entry.waktu.astimezone(UTC).isoformat(timespec="milliseconds")
    return content


def fingerprint(entry: Jejak) -> str:
    """SHA-256 over everything an entry says and the fingerprint of the entry before it."""
    return hashlib.sha256(canonical_json(chained_content(entry)).encode()).hexdigest()


def _now() -> datetime:
    # Milliseconds survive every database and every JSON round trip.
    now = timezone.now()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def lock_chain(rantai: str) -> KepalaRantai:
    """Wait until nobody else writes for this satker, and keep others waiting until the transaction ends.

    Every service calls it first: whatever it then reads stays true until it has written, so no update is lost, no
    period is approved twice, and two writers cannot wait for each other. Raises TransactionManagementError outside a
    transaction, where the lock would last for nothing.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("lock_chain needs a transaction.")
    heads = KepalaRantai.objects.select_for_update()
    kepala = heads.filter(rantai=rantai).first()
    if kepala is None:
        KepalaRantai.objects.get_or_create(rantai=rantai)
        kepala = heads.get(rantai=rantai)
    return kepala


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
    jenis: str = "",
    pokok: str = "",
) -> Jejak:
    """Append one entry to the chain of a satker (rantai = its kode, "" for the system as a whole).

    Must run in the same transaction as the change it records: both stand or neither does. jenis names the model when
    the object is not one row of it; pokok is what a history page asks for, by default the row's ``pokok_jejak()``.
    """
    kepala = lock_chain(rantai)
    is_row = isinstance(objek, models.Model)
    if not pokok and hasattr(objek, "pokok_jejak"):
        pokok = objek.pokok_jejak()
    entry = Jejak(
        rantai=rantai,
        nomor=kepala.nomor + 1,
        waktu=_now(),
        asal=current_origin(),
        pelaku_id=str(pelaku.pk or ""),
        pelaku=pelaku.get_full_name()[:200],
        tindakan=tindakan,
        objek_jenis=objek._meta.label_lower if isinstance(objek, models.Model) else jenis,
        objek_id=str(objek.pk) if is_row else "",  # type: ignore[union-attr]
        objek=str(objek)[:300],
        pokok=pokok,
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


def record_rows(
    *,
    rantai: str,
    pelaku: Pelaku,
    tindakan: str,
    objek: str,
    model: type[models.Model],
    pks: Collection[Any],
    rincian: Mapping[str, Any] | None = None,
    pokok: str = "",
) -> Jejak:
    """Record many rows of one model, as they stand now, in one entry: for imports and migrations of data.

    The entry keeps a digest of each row, enough to check it later and not enough to read it.
    """
    kolom = sorted({**recorded_columns(model), **recorded_choices(model)})
    keadaan = {str(pk): digest(state, kolom) for pk, state in stored_states(model, pks)}
    return record(
        rantai=rantai,
        pelaku=pelaku,
        tindakan=tindakan,
        objek=objek,
        jenis=model._meta.label_lower,
        sesudah={**(rincian or {}), "kolom": kolom, "keadaan": keadaan},
        pokok=pokok,
    )


def _changed(stored: models.Model | None, instance: models.Model) -> bool:
    """Whether saving would change a recorded column; 93.52 over 93.5200 changes nothing."""
    if stored is None:
        return True
    model = type(instance)
    return comparable_state(model, state_of(stored)) != comparable_state(model, state_of(instance))


@transaction.atomic
def save_recorded(instance: models.Model, *, rantai: str, pelaku: Pelaku, tindakan: str = "", alasan: str = "") -> bool:
    """Validate and save a row and journal its state before and after; returns whether anything changed.

    Saving what did not change records nothing. Raises ValidationError when the row is not valid, or closed before or
    after the change; then nothing is saved and nothing recorded.
    """
    lock_chain(rantai)
    stored = type(instance)._base_manager.filter(pk=instance.pk).first() if instance.pk else None
    before = state_of(stored) if stored else None
    try:
        instance.full_clean()
    except ValidationError:
        # Who changes what is closed is told that, and not to mend a field first.
        refuse_locked(stored)
        raise
    if _changed(stored, instance):
        refuse_locked(stored, instance)
    instance.save()
    # Read again: the database decides what stands there (93.5200), not what was typed (93.52).
    after = state_of(type(instance)._base_manager.get(pk=instance.pk))
    if before == after:
        return False
    record(
        rantai=rantai,
        pelaku=pelaku,
        tindakan=tindakan or ("ubah" if stored else "tambah"),
        objek=instance,
        sebelum=before,
        sesudah=after,
        alasan=alasan,
    )
    return True


@transaction.atomic
def delete_recorded(instance: models.Model, *, rantai: str, pelaku: Pelaku, alasan: str = "") -> None:
    """Delete a row and what falls with it, and journal what each was and which rows lose their reference to it.

    Raises ValidationError when one of them is closed, ProtectedError when others still need one.
    """
    lock_chain(rantai)
    falling = Falling(instance)
    for row in falling.loosened():
        save_recorded(row, rantai=rantai, pelaku=pelaku, alasan=alasan)
    holders = [(row, state_of(row)) for row in falling.choosers()]
    for row in falling.rows():
        stored = type(row)._base_manager.get(pk=row.pk)
        refuse_deleting(stored)
        before = state_of(stored)
        record(rantai=rantai, pelaku=pelaku, tindakan="hapus", objek=row, sebelum=before, alasan=alasan)
    instance.delete()
    for row, before in holders:
        after = state_of(row)
        record(rantai=rantai, pelaku=pelaku, tindakan="ubah", objek=row, sebelum=before, sesudah=after, alasan=alasan)
