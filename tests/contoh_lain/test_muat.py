"""The folders load by one command each, on an empty database too, and change nothing that others share."""

import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.core.management import call_command

from apps.audit.models import Jejak
from apps.laporan.integritas import check_everything
from apps.organisasi.management.commands import buat_akun_contoh
from apps.organisasi.management.commands.buat_akun_contoh import AKUN
from apps.organisasi.models import Keanggotaan, Pengguna
from tests.contoh_lain.conftest import FOLDERS

pytestmark = pytest.mark.django_db
DATA = Path(settings.BASE_DIR) / "data"


def manage(var: Path, *arguments: str) -> str:
    """Run a command on a database of its own."""
    umum = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments],
        env={**umum, "DATA_DIR": str(var)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_folders_load_on_an_empty_database_after_what_they_build_on_alone(tmp_path: Path) -> None:
    kosong = tmp_path / "kosong"
    kosong.mkdir()
    manage(kosong, "migrate", "-v0")
    for urutan in (("contoh-nasional",), ("contoh-lain", "contoh-nasional", "contoh-kota")):
        isi = shutil.copytree(kosong, tmp_path / urutan[-1])
        for folder in urutan:
            assert ".csv: " in manage(isi, "muat_data", str(DATA / folder)), folder


@pytest.mark.parametrize("folder", ["kota-kupang", *FOLDERS])
def test_whatever_came_before_loading_again_changes_nothing(folder: str) -> None:
    before, out = Jejak.objects.count(), StringIO()
    call_command("muat_data", str(DATA / folder), stdout=out)
    assert (out.getvalue(), Jejak.objects.count()) == ("Tidak ada perubahan: data sudah sama.\n", before)


def test_the_journal_is_sound() -> None:
    assert [temuan for hasil in check_everything() for temuan in hasil.temuan] == []


def test_the_accounts_are_made_for_the_offices_that_are_there() -> None:
    out = StringIO()
    call_command("buat_akun_contoh", stdout=out)
    baris = {line.split()[0]: line.split("satker ")[1] for line in out.getvalue().splitlines() if " sandi " in line}
    assert baris == {akun.username: akun.satker for akun in AKUN}
    milik = Keanggotaan.objects.filter(pengguna__username__endswith="contoh")
    assert set(milik.values_list("pengguna__username", "peran", "satker__kode", "subbagian__kode")) == {
        ("operator-contoh", "operator", "9901", "teknis"),
        ("administrator-contoh", "administrator", "9901", None),
    }
    assert Keanggotaan.objects.get(pengguna__username="pimpinan-provinsi").satker.kode == "99"
    # A second time makes nothing.
    call_command("buat_akun_contoh", stdout=StringIO())
    assert Keanggotaan.objects.filter(pengguna__username="operator-contoh").count() == 1


def test_the_list_of_accounts_shows_only_known_passwords_and_checks_a_shared_one_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    call_command("buat_akun_contoh", stdout=StringIO())
    pengguna = Pengguna.objects.get(username="auditor")
    pengguna.set_password("sandi sendiri yang panjang")
    pengguna.save()
    diperiksa: list[str] = []
    monkeypatch.setattr(buat_akun_contoh, "check_password", lambda s, d: diperiksa.append(d) or check_password(s, d))
    out = StringIO()
    call_command("buat_akun_contoh", "--daftar", stdout=out)
    terdaftar = {line.split()[0] for line in out.getvalue().splitlines() if " sandi " in line}
    assert terdaftar == {akun.username for akun in AKUN} - {"auditor"}
    # Every start of the demonstration waits for this; a check is slow on purpose.
    assert len(diperiksa) == 2
