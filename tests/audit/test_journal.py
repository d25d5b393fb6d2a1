"""The journal: chained, append-only in the database itself, and every tampering shows."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError

from apps.audit import triggers
from apps.audit.models import Jejak, KepalaRantai
from apps.audit.services import (
    AWAL,
    Sistem,
    delete_recorded,
    fingerprint,
    record,
    save_recorded,
)
from apps.audit.states import canonical_json, state_of
from apps.audit.verification import HasilPemeriksaan, verify
from apps.organisasi.models import Pengguna, Satker
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import Misi, Renstra

pytestmark = pytest.mark.django_db
PELAKU = Sistem("Uji")


def write(rantai: str = "uji", count: int = 3) -> list[Jejak]:
    return [
        record(rantai=rantai, pelaku=PELAKU, tindakan="ubah", objek=f"Objek {n}", sesudah={"n": n})
        for n in range(count)
    ]


@pytest.fixture
def tamper() -> Callable[..., None]:
    """Change the journal behind its back, as the owner of a database could."""

    def run(statement: str, *values: object) -> None:
        triggers.remove(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
        triggers.install(connection)

    return run


def test_entries_are_numbered_and_chained() -> None:
    first, second, third = write()
    assert [entry.nomor for entry in (first, second, third)] == [1, 2, 3]
    assert first.sidik_sebelum == AWAL
    assert (second.sidik_sebelum, third.sidik_sebelum) == (first.sidik, second.sidik)
    assert not verify("uji").masalah
    assert verify("uji").sidik == third.sidik


def test_every_office_has_its_own_chain() -> None:
    write("a", 2)
    write("b", 1)
    assert (verify("a").jumlah, verify("b").jumlah) == (2, 1)


@pytest.mark.parametrize("statement", ["UPDATE audit_jejak SET pelaku = 'lain'", "DELETE FROM audit_jejak"])
def test_the_database_refuses_to_change_or_delete(statement: str) -> None:
    write()
    with pytest.raises(DatabaseError, match="tidak dapat diubah"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify("uji").jumlah == 3


def test_the_orm_cannot_change_an_entry_either() -> None:
    entry = write()[0]
    entry.pelaku = "Orang lain"
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        ("UPDATE audit_jejak SET pelaku = 'lain' WHERE rantai = 'uji' AND nomor = 2", "nomor 2 tidak cocok"),
        ("UPDATE audit_jejak SET alasan = 'x' WHERE rantai = 'uji' AND nomor = 1", "nomor 1 tidak cocok"),
        ("UPDATE audit_jejak SET sesudah = '{\"n\": 7}' WHERE rantai = 'uji' AND nomor = 2", "nomor 2 tidak cocok"),
        ("UPDATE audit_jejak SET rantai = 'lain' WHERE rantai = 'uji' AND nomor = 3", "Kepala rantai"),
        ("DELETE FROM audit_jejak WHERE rantai = 'uji' AND nomor = 1", "nomor 1 hilang"),
        ("DELETE FROM audit_jejak WHERE rantai = 'uji' AND nomor = 2", "nomor 2 hilang"),
        ("DELETE FROM audit_jejak WHERE rantai = 'uji' AND nomor = 3", "Kepala rantai"),
        ("UPDATE audit_jejak SET nomor = nomor + 10 WHERE rantai = 'uji' AND nomor = 3", "nomor 3 hilang"),
        ("UPDATE audit_kepalarantai SET nomor = 2 WHERE rantai = 'uji'", "Kepala rantai"),
    ],
)
def test_tampering_shows(tamper: Callable[..., None], statement: str, message: str) -> None:
    write()
    tamper(statement)
    assert message in " ".join(verify("uji").masalah)
    with pytest.raises(SystemExit):
        call_command("verifikasi_jejak")


def test_entries_put_in_another_order_show(tamper: Callable[..., None]) -> None:
    write()
    for old, new in ((2, 99), (3, 2), (99, 3)):
        tamper("UPDATE audit_jejak SET nomor = %s WHERE rantai = 'uji' AND nomor = %s", new, old)
    masalah = " ".join(verify("uji").masalah)
    assert "nomor 2 tidak cocok" in masalah
    assert "nomor 3 tidak cocok" in masalah


def test_an_entry_rewritten_with_a_fresh_fingerprint_shows_in_the_next(tamper: Callable[..., None]) -> None:
    _, second, _ = write()
    second.pelaku = "Orang lain"
    rewrite = "UPDATE audit_jejak SET pelaku = %s, sidik = %s WHERE rantai = 'uji' AND nomor = 2"
    tamper(rewrite, second.pelaku, fingerprint(second))
    assert "nomor 3 tidak cocok" in verify("uji").masalah[0]


def test_a_chain_that_is_whole_again_has_no_complaint(tamper: Callable[..., None]) -> None:
    write()
    tamper("UPDATE audit_jejak SET pelaku = 'lain' WHERE rantai = 'uji' AND nomor = 2")
    tamper("UPDATE audit_jejak SET pelaku = 'Uji' WHERE rantai = 'uji' AND nomor = 2")
    assert not verify("uji").masalah


def test_tampering_in_one_chain_leaves_the_others_whole(tamper: Callable[..., None]) -> None:
    write("a")
    write("b")
    tamper("UPDATE audit_jejak SET pelaku = 'lain' WHERE rantai = 'a' AND nomor = 1")
    assert verify("a").masalah
    assert not verify("b").masalah


def test_the_loaded_data_is_journalled_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verifikasi_jejak")
    assert "5371: " in capsys.readouterr().out
    assert KepalaRantai.objects.get(rantai="5371").nomor > 30


def test_the_state_of_a_row_is_its_columns_with_exact_text() -> None:
    realisasi = Realisasi.objects.get(adopsi__nomor=2, tahun=2024, adopsi__entitas__satker__kode="5371")
    state = state_of(realisasi)
    assert (state["nilai"], state["tahun"], state["per_tanggal"]) == ("93.5200", 2024, "2024-12-31")
    assert (state["adopsi_id"], state["tingkat_id"]) == (realisasi.adopsi_id, None)
    assert set(state) == {field.attname for field in Realisasi._meta.concrete_fields}
    assert canonical_json(state) == canonical_json(dict(reversed(state.items())))


def test_a_save_records_the_state_before_and_after() -> None:
    satker = Satker.objects.get(kode="5371")
    before = state_of(satker)
    satker.tempat = "Kota Kupang"
    save_recorded(satker, rantai="uji", pelaku=PELAKU, alasan="Ejaan resmi.")
    entry = Jejak.objects.get(rantai="uji")
    assert entry.tindakan == "ubah"
    assert entry.sebelum == before
    assert entry.sesudah == before | {"tempat": "Kota Kupang"}
    assert entry.alasan == "Ejaan resmi."
    assert (entry.objek_jenis, entry.objek_id) == ("organisasi.satker", str(satker.pk))


def test_a_new_row_has_no_state_before() -> None:
    misi = Misi(renstra=Renstra.objects.get(kode="renstra-5371-2020"), nomor=7, isi="Baru")
    save_recorded(misi, rantai="uji", pelaku=PELAKU)
    entry = Jejak.objects.get(rantai="uji")
    assert (entry.tindakan, entry.sebelum) == ("tambah", None)


def test_saving_what_did_not_change_records_nothing() -> None:
    save_recorded(Satker.objects.get(kode="5371"), rantai="uji", pelaku=PELAKU)
    assert not Jejak.objects.filter(rantai="uji").exists()


def test_an_invalid_row_is_neither_saved_nor_recorded() -> None:
    misi = Misi.objects.filter(nomor=1).first()
    assert misi is not None
    misi.isi = ""
    with pytest.raises(ValidationError):
        save_recorded(misi, rantai="uji", pelaku=PELAKU)
    assert not Jejak.objects.filter(rantai="uji").exists()


def test_an_act_may_carry_its_own_name(satker: Satker) -> None:
    satker.tempat = "Kota Kupang"
    save_recorded(satker, rantai="uji", pelaku=PELAKU, tindakan="buat_akun")
    assert Jejak.objects.get(rantai="uji").tindakan == "buat_akun"


def test_a_person_is_recorded_by_value_and_a_machine_without_number(satker: Satker) -> None:
    ani = Pengguna.objects.create_user(username="ani", password="sandi-uji-kinerja", nama="Ani")
    entry = record(rantai="uji", pelaku=ani, tindakan="ubah", objek=satker)
    assert (entry.pelaku_id, entry.pelaku) == (str(ani.pk), "Ani")
    assert write("lain", 1)[0].pelaku_id == ""


def test_a_row_that_others_need_stays_and_nothing_is_recorded(satker: Satker) -> None:
    with pytest.raises(ProtectedError):
        delete_recorded(satker, rantai="uji", pelaku=PELAKU)
    assert Satker.objects.filter(kode="5371").exists()
    assert not Jejak.objects.filter(rantai="uji").exists()


def test_a_deleted_row_is_recorded_with_what_it_was() -> None:
    misi = Misi.objects.get(renstra__kode="renstra-5371-2020", nomor=6)
    state = state_of(misi)
    delete_recorded(misi, rantai="uji", pelaku=PELAKU)
    assert Jejak.objects.get(rantai="uji").sebelum == state
    assert not Misi.objects.filter(renstra__kode="renstra-5371-2020", nomor=6).exists()


def test_what_is_rolled_back_leaves_no_entry(satker: Satker) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        satker.tempat = "Kota Kupang"
        save_recorded(satker, rantai="uji", pelaku=PELAKU)
        delete_recorded(Misi.objects.first(), rantai="uji", pelaku=PELAKU)
        raise RuntimeError
    assert verify("uji") == HasilPemeriksaan("uji", 0, AWAL, ())
    assert [entry.nomor for entry in write()] == [1, 2, 3]
