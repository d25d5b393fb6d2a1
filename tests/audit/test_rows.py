"""Every audited row equals what its last entry recorded, and what does not is named."""

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.anggaran.models import Pagu
from apps.audit.models import Jejak
from apps.audit.rows import MAX_TOLD, audited_models, check_model, check_rows
from apps.audit.services import Sistem, delete_recorded, record, record_rows, save_recorded
from apps.audit.states import digest, recorded_columns, state_of, stored_states
from apps.organisasi.accounts import record_new_password
from apps.organisasi.models import Divisi, Keanggotaan, Pengguna, Subbagian
from apps.pengukuran.models import Analisis, Realisasi
from apps.perencanaan.models import Misi, Renstra, Target
from apps.pertukaran.muat import MuatDitolak, muat_folder
from tests.audit import tampering
from tests.conftest import DATA

pytestmark = pytest.mark.django_db
PELAKU = Sistem("Uji")


def findings() -> list[str]:
    return [temuan for hasil in check_rows() for temuan in hasil.temuan]


def realisasi(nomor: int = 2) -> Realisasi:
    return Realisasi.objects.get(adopsi__nomor=nomor, tahun=2024)


def change(row: Realisasi, **values: object) -> Jejak:
    for name, value in values.items():
        setattr(row, name, value)
    assert save_recorded(row, rantai="5371", pelaku=PELAKU)
    return Jejak.objects.first()


def test_a_prepared_demonstration_has_no_findings(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("buat_akun_contoh", stdout=StringIO())
    call_command("verifikasi_jejak")
    out = capsys.readouterr().out
    assert re.search(r"Rantai 5371: \d+ jejak", out)
    assert "Tidak ada temuan." in out


def test_a_figure_changed_with_sql_is_named_with_both_values() -> None:
    row = realisasi()
    entry = change(row, nilai=94)
    tampering.run("UPDATE pengukuran_realisasi SET nilai = 70 WHERE id = %s", row.pk)
    assert findings() == [
        f"{row}: nilai di basis data 70,0000, padahal jejak 5371 nomor {entry.nomor} mencatat 94,0000."
    ]


def test_the_command_names_it_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    tampering.run("UPDATE pengukuran_realisasi SET nilai = 70 WHERE id = %s", realisasi().pk)
    with pytest.raises(SystemExit) as stop:
        call_command("verifikasi_jejak")
    assert stop.value.code == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Realisasi 2024 2.")
    assert "(Lembar Realisasi)" in line


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("UPDATE perencanaan_target SET catatan = 'Lain' WHERE tahun = 2024", "Target"),
        ("UPDATE anggaran_pagu SET jumlah = jumlah + 1 WHERE id = (SELECT min(id) FROM anggaran_pagu)", "Pagu"),
        ("UPDATE organisasi_satker SET nama = 'Lain'", "Satker"),
        ("UPDATE pengukuran_baristabelpendukung SET isi = '[]' WHERE urutan = 1", "Baris tabel pendukung"),
    ],
)  # fmt: skip
def test_any_audited_row_is_found(statement: str, name: str) -> None:
    tampering.run(statement)
    assert findings()
    assert all(temuan.startswith(name) for temuan in findings())


def test_a_choice_changed_in_the_table_between_is_named() -> None:
    sub = Subbagian.objects.get(kode="teknis")
    sub.nama += " baru"
    save_recorded(sub, rantai="5371", pelaku=PELAKU)
    tampering.run("DELETE FROM organisasi_subbagian_divisi WHERE subbagian_id = %s", sub.pk)
    (temuan,) = findings()
    assert "divisi koordinator di basis data kosong, padahal" in temuan


def test_a_row_that_nobody_recorded_and_one_that_vanished_are_named() -> None:
    renstra = Renstra.objects.get(kode="renstra-5371-2020")
    Misi.objects.create(renstra=renstra, nomor=70, isi="Diselipkan")
    gone = Misi.objects.get(renstra=renstra, nomor=6)
    tampering.run("DELETE FROM perencanaan_misi WHERE id = %s", gone.pk)
    unrecorded, vanished = findings()
    assert "Diselipkan" in unrecorded or "70" in unrecorded
    assert "ada di basis data tetapi tidak pernah dicatat" in unrecorded
    assert vanished.startswith(f"Misi nomor {gone.pk} (Lembar Misi) hilang dari basis data")


def test_rows_of_before_the_digests_are_recorded_once_and_changed_ones_stay_findings(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Misi.objects.create(renstra=Renstra.objects.get(kode="renstra-5371-2020"), nomor=70, isi="Lama")
    tampering.run("UPDATE pengukuran_realisasi SET nilai = 70 WHERE id = %s", realisasi().pk)
    call_command("catat_keadaan")
    assert capsys.readouterr().out == "Keadaan awal misi: 1 baris\n"
    entries = Jejak.objects.count()
    call_command("catat_keadaan")
    assert Jejak.objects.count() == entries
    (temuan,) = findings()
    assert temuan.startswith("Realisasi")


def test_what_was_deleted_properly_is_not_missed() -> None:
    delete_recorded(Misi.objects.get(renstra__kode="renstra-5371-2020", nomor=6), rantai="5371", pelaku=PELAKU)
    assert findings() == []


def test_what_falls_with_a_row_is_recorded_and_what_loses_a_choice_too() -> None:
    row = realisasi()
    save_recorded(Analisis(realisasi=row, uraian="Uraian"), rantai="5371", pelaku=PELAKU)
    delete_recorded(row, rantai="5371", pelaku=PELAKU)
    assert Jejak.objects.filter(objek_jenis="pengukuran.analisis", tindakan="hapus").exists()
    sub = Subbagian.objects.get(kode="teknis")
    loose = Divisi.objects.create(satker=sub.satker, kode="lepas", nama="Lepas", urutan=99)
    record_rows(
        rantai="5371", pelaku=PELAKU, tindakan="catat_keadaan", objek="Divisi", model=Divisi, pks=[loose.pk]
    )  # fmt: skip
    before = state_of(sub)
    sub.divisi.add(loose)
    record(rantai="5371", pelaku=PELAKU, tindakan="ubah", objek=sub, sebelum=before, sesudah=state_of(sub))
    delete_recorded(loose, rantai="5371", pelaku=PELAKU)
    assert Jejak.objects.first().sesudah["divisi"] == before["divisi"]
    assert findings() == []


def test_the_latest_record_counts_whether_import_or_change(tmp_path: Path) -> None:
    row = realisasi()
    change(row, nilai=94)
    muat_folder(DATA, PELAKU)
    row.refresh_from_db()
    assert str(row.nilai) == "93.5200"
    assert findings() == []
    change(row, nilai=95)
    assert findings() == []


def test_a_schema_change_raises_no_false_alarm() -> None:
    """A record of yesterday: without a column that came since, with one that is gone, with fewer decimals."""
    row = realisasi()
    old = state_of(row)
    old.pop("catatan_kaki")
    old |= {"kolom_lama": "x", "nilai": "93.52"}
    record(rantai="5371", pelaku=PELAKU, tindakan="ubah", objek=row, sebelum=None, sesudah=old)
    assert findings() == []
    tampering.run("UPDATE pengukuran_realisasi SET catatan_kaki = 'Diselipkan' WHERE id = %s", row.pk)
    (temuan,) = findings()
    assert "catatan kaki di basis data Diselipkan, padahal" in temuan


def test_an_import_whose_columns_are_gone_is_counted_and_not_accused() -> None:
    sesudah = {"kolom": ["id", "kolom_lama"], "keadaan": {str(row.pk): "0" * 64 for row in Misi.objects.all()}}
    record(rantai="5371", pelaku=PELAKU, tindakan="impor_lembar", objek="x", jenis="perencanaan.misi", sesudah=sesudah)
    hasil = check_model(Misi)
    assert (hasil.tak_terperiksa, hasil.temuan) == (Misi.objects.count(), ())


def test_entries_that_say_what_was_done_and_not_how_a_row_is_change_nothing(satker) -> None:  # type: ignore[no-untyped-def]
    ani = Pengguna(username="ani", nama="Ani", password="!")
    save_recorded(ani, rantai="5371", pelaku=PELAKU, tindakan="buat_akun")
    save_recorded(Keanggotaan(pengguna=ani, satker=satker, peran="auditor"), rantai="5371", pelaku=PELAKU)
    record_new_password(ani, PELAKU)
    record(rantai="5371", pelaku=PELAKU, tindakan="unduh_bukti", objek=realisasi())
    assert findings() == []
    assert "password" not in str(Jejak.objects.filter(objek_jenis="organisasi.pengguna").values_list("sesudah"))


def test_a_superuser_made_on_the_command_line_is_recorded() -> None:
    options = {"username": "pengelola", "email": "a@example.go.id", "nama": "Pengelola", "interactive": False}
    call_command("createsuperuser", **options, stdout=StringIO())
    entry = Jejak.objects.first()
    assert (entry.tindakan, entry.rantai, entry.objek) == ("buat_akun", "", "Pengelola")
    assert entry.sesudah["is_superuser"] is True
    assert findings() == []


def test_a_right_given_with_sql_is_named() -> None:
    call_command("buat_akun_contoh", stdout=StringIO())
    tampering.run("UPDATE organisasi_pengguna SET is_superuser = %s WHERE username = 'auditor'", True)
    (temuan,) = findings()
    assert "di basis data ya, padahal jejak 5371 nomor" in temuan


def test_models_opt_out_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Misi in audited_models()
    assert not [model for model in audited_models() if model._meta.app_label in ("audit", "auth", "axes", "sessions")]
    monkeypatch.setattr(Misi, "diaudit", False, raising=False)
    assert Misi not in audited_models()


def test_many_findings_are_told_up_to_a_limit() -> None:
    tampering.run("UPDATE anggaran_pagu SET jumlah = jumlah + 1")
    tampering.run("DELETE FROM anggaran_nilairealisasi")
    said = check_model(Pagu).temuan
    assert len(said) <= MAX_TOLD + 1
    assert len(said) == min(Pagu.objects.count(), MAX_TOLD + 1)


def test_the_number_of_queries_does_not_grow_with_the_rows() -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            check_rows()
        return len(captured)

    before = queries()
    renstra = Renstra.objects.get(kode="renstra-5371-2020")
    rows = Misi.objects.bulk_create(Misi(renstra=renstra, nomor=1000 + n, isi="Baru") for n in range(500))
    pks = [row.pk for row in rows]
    record_rows(rantai="5371", pelaku=PELAKU, tindakan="catat_keadaan", objek="Misi", model=Misi, pks=pks)
    assert findings() == []
    assert queries() == before


def test_an_import_keeps_a_digest_of_each_row_it_made_and_of_no_other() -> None:
    entry = Jejak.objects.get(objek="Lembar Misi", rantai="5371")
    assert entry.objek_jenis == "perencanaan.misi"
    states = dict(stored_states(Misi))
    assert entry.sesudah["kolom"] == sorted(recorded_columns(Misi))
    assert entry.sesudah["keadaan"] == {str(pk): digest(state, entry.sesudah["kolom"]) for pk, state in states.items()}


def test_equal_values_have_one_digest_however_they_are_written() -> None:
    row = realisasi()
    ((_, state),) = stored_states(Realisasi, [row.pk])
    assert state["nilai"] == "93.52"
    assert state["per_tanggal"] == "2024-12-31"
    assert list(stored_states(Realisasi, [])) == []


# What is closed


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Close a year for realisasi, as a period does."""

    def close(tahun: int) -> None:
        def reason(self: Realisasi) -> str:
            return f"Tahun {tahun} sudah disahkan." if self.tahun == tahun else ""

        monkeypatch.setattr(Realisasi, "alasan_terkunci", reason, raising=False)

    return close


def test_what_is_closed_can_neither_be_changed_nor_deleted(closed: Callable[[int], None]) -> None:
    closed(2024)
    row = realisasi()
    row.nilai = 1
    with pytest.raises(ValidationError, match="Tahun 2024 sudah disahkan"):
        save_recorded(row, rantai="5371", pelaku=PELAKU)
    with pytest.raises(ValidationError, match="Tahun 2024 sudah disahkan"):
        delete_recorded(row, rantai="5371", pelaku=PELAKU)
    assert str(realisasi().nilai) == "93.5200"


def test_a_row_can_neither_leave_a_closed_year_nor_enter_one(closed: Callable[[int], None]) -> None:
    Realisasi.objects.filter(adopsi__nomor=2, tahun=2021).delete()
    for tahun in (2024, 2021):
        closed(tahun)
        row = realisasi()
        row.tahun = 2021
        with pytest.raises(ValidationError, match="sudah disahkan"):
            save_recorded(row, rantai="5371", pelaku=PELAKU)


def test_saving_what_is_closed_without_a_change_is_no_offence(closed: Callable[[int], None]) -> None:
    closed(2024)
    row = realisasi()
    row.nilai = "93.52"
    assert save_recorded(row, rantai="5371", pelaku=PELAKU) is False


def test_the_reason_comes_before_faults_in_fields(closed: Callable[[int], None]) -> None:
    closed(2024)
    row = realisasi()
    row.nilai = "bukan angka"
    with pytest.raises(ValidationError, match="sudah disahkan"):
        save_recorded(row, rantai="5371", pelaku=PELAKU)


def test_an_import_obeys_and_an_unchanged_sheet_is_no_offence(closed: Callable[[int], None], tmp_path: Path) -> None:
    closed(2024)
    muat_folder(DATA, PELAKU)
    text = (DATA / "realisasi.csv").read_text(encoding="utf-8")
    (tmp_path / "realisasi.csv").write_text(text.replace(";93,52;", ";40;"), encoding="utf-8")
    with pytest.raises(MuatDitolak, match=r"realisasi\.csv, baris \d+, kolom Realisasi: Tahun 2024 sudah disahkan"):
        muat_folder(tmp_path, PELAKU)


def test_targets_stay_open(closed: Callable[[int], None]) -> None:
    closed(2024)
    target = Target.objects.first()
    target.catatan = "Catatan"
    assert save_recorded(target, rantai="5371", pelaku=PELAKU) is True
