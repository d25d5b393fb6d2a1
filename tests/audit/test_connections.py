"""Real connections that commit at the same time, on a copy of the database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.transaction import TransactionManagementError

from apps.audit import triggers
from apps.audit.models import Jejak, KepalaRantai
from apps.audit.services import AWAL, Sistem, fingerprint, lock_chain, record, save_recorded
from apps.audit.verification import verify
from apps.laporan.integritas import check_everything
from apps.organisasi.models import Satker
from apps.perencanaan.models import Misi, Renstra

pytestmark = pytest.mark.usefixtures("own_database")
THREADS, EACH = 8, 100


def in_threads(work, count: int = THREADS) -> list:  # type: ignore[no-untyped-def, type-arg]
    """Run work(0) … work(count - 1) at the same time, each on a connection of its own."""

    def one(number: int) -> object:
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_eight_writers_of_one_chain_leave_it_whole() -> None:
    def write(thread: int) -> None:
        for number in range(EACH):
            record(rantai="uji", pelaku=Sistem(f"Utas {thread}"), tindakan="ubah", objek=f"Objek {number}")

    in_threads(write)
    hasil = verify("uji")
    assert (hasil.jumlah, hasil.masalah) == (THREADS * EACH, ())
    numbers = Jejak.objects.filter(rantai="uji").order_by("nomor").values_list("nomor", flat=True)
    assert list(numbers) == list(range(1, THREADS * EACH + 1))


def test_a_chain_that_all_begin_at_once_has_one_beginning() -> None:
    in_threads(lambda thread: record(rantai="baru", pelaku=Sistem(), tindakan="ubah", objek=f"Objek {thread}"))
    assert (verify("baru").jumlah, verify("baru").masalah) == (THREADS, ())


def test_who_reads_after_the_lock_loses_no_update() -> None:
    """Each adds its mark to what stands there; without the lock some would write over others."""
    pk = Satker.objects.get(kode="5371").pk
    Satker.objects.filter(pk=pk).update(tempat="")

    def add(thread: int) -> None:
        with transaction.atomic():
            lock_chain("5371")
            satker = Satker.objects.get(pk=pk)
            satker.tempat += str(thread)
            save_recorded(satker, rantai="5371", pelaku=Sistem())

    in_threads(add)
    assert sorted(Satker.objects.get(pk=pk).tempat) == [str(n) for n in range(THREADS)]


def test_the_same_row_made_twice_is_refused_once() -> None:
    renstra = Renstra.objects.get(kode="renstra-5371-2020")

    def add(thread: int) -> bool:
        try:
            return save_recorded(Misi(renstra=renstra, nomor=77, isi="Baru"), rantai="5371", pelaku=Sistem())
        except ValidationError:
            return False

    assert sorted(in_threads(add, 4)) == [False, False, False, True]
    assert not verify("5371").masalah


def test_the_lock_needs_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        lock_chain("uji")


def test_the_check_sees_one_moment_while_others_write() -> None:
    def work(thread: int) -> list[str]:
        if thread == 0:
            return [temuan for hasil in check_everything() for temuan in hasil.temuan]
        for number in range(20):
            row = Misi(renstra=Renstra.objects.get(kode="renstra-5371-2020"), nomor=100 * thread + number, isi="Baru")
            save_recorded(row, rantai="5371", pelaku=Sistem())
        return []

    assert in_threads(work, 3) == [[], [], []]


def migrate(name: str) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("audit", name)])


def refuses_changes() -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE audit_jejak SET pelaku = 'lain'")
    except DatabaseError:
        return not triggers.missing(connection)
    return False


def entry_of_the_first_form(nomor: int, before: str) -> Jejak:
    entry = Jejak.objects.filter(rantai="5371").first()
    entry.pk, entry.rantai, entry.nomor, entry.bentuk, entry.sidik_sebelum = None, "lama", nomor, 1, before
    entry.asal = entry.pokok = ""
    entry.sidik = fingerprint(entry)
    return entry


def test_the_migration_keeps_the_triggers_and_the_old_entries_both_ways() -> None:
    first = entry_of_the_first_form(1, AWAL)
    second = entry_of_the_first_form(2, first.sidik)
    for entry in (first, second):
        entry.save(force_insert=True)
    KepalaRantai.objects.create(rantai="lama", nomor=2, sidik=second.sidik)
    migrate("0002_hanya_tambah")
    assert refuses_changes()
    migrate("0003_asal_dan_pokok")
    assert refuses_changes()
    assert verify("lama").jumlah == 2
    assert not verify("lama").masalah
    record(rantai="lama", pelaku=Sistem(), tindakan="ubah", objek="Baru")
    assert not verify("lama").masalah
