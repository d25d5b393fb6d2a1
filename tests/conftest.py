"""Shared fixtures: the LKj 2024 as loaded data, a cast of people, and the rules of this test suite."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from apps.audit.services import Sistem
from apps.laporan.outline import Outline
from apps.organisasi.models import Entitas, Keanggotaan, Pengguna, Satker, Subbagian
from apps.organisasi.permissions import Peran
from apps.pertukaran.muat import muat_folder

DATA = Path(settings.BASE_DIR) / "data" / "kota-kupang"
# The browser tests run an event loop in the thread that also talks to the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# How long an example takes says something about the machine (and about Unicode, which the first text of a run loads),
# not about the code: times are measured by `make bench`.
hypothesis_settings.register_profile("kinerja", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("kinerja")


def pytest_configure(config: pytest.Config) -> None:
    """Make every test run cheap in what is not under test: plain static files, a fast password hasher."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Work in the background is done at once: no worker runs beside the tests.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    # What one run noted of its imports is not to be found by the next.
    kemajuan = tempfile.TemporaryDirectory()
    config.add_cleanup(kemajuan.cleanup)
    settings.CACHES["kemajuan"]["LOCATION"] = kemajuan.name
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):  # type: ignore[no-untyped-def]
    """Where KINERJA_TANPA_LEWATI is set (CI), a skipped test is a failed test."""
    report = yield
    if report.skipped and os.environ.get("KINERJA_TANPA_LEWATI") == "1" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Dilewati, padahal di sini tidak boleh: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, request):  # type: ignore[no-untyped-def]
    """Have the test database made also when only tests with a database of their own are asked for.

    pytest-django looks for tests that use its own fixtures; without any, the data would be loaded into the
    database of this machine. They borrow the name of one until the database is there.
    """
    for item in _with_own_database(request):
        item.fixturenames.append("db")


def _with_own_database(request: pytest.FixtureRequest) -> list[Any]:
    return [item for item in request.session.items if "own_database" in getattr(item, "fixturenames", ())]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, request):  # type: ignore[no-untyped-def]
    """Load the LKj 2024 once for the whole session, through the same path as an office would."""
    for item in _with_own_database(request):
        item.fixturenames.remove("db")
    with django_db_blocker.unblock():
        muat_folder(DATA, Sistem("Uji"))


@pytest.fixture(scope="session", autouse=True)
def files_apart(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test writes among the evidence of this machine."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("berkas")


@pytest.fixture
def own_database(django_db_setup, django_db_blocker, tmp_path):  # type: ignore[no-untyped-def]
    """A copy of the test database for tests that really commit, from several connections; thrown away afterwards.

    Rolling back does not undo what other connections committed, and emptying the tables, as Django does for such
    tests, is what the journal's triggers refuse and would lose the data of the session.
    """
    with django_db_blocker.unblock(), copied_database(tmp_path):
        yield


@contextmanager
def copied_database(folder: Path) -> Iterator[None]:
    """Work on a copy of the test database until the end of the block."""
    original, settings_before = connections["default"], connections.settings["default"]
    copy, drop = _copy_of(original, folder)
    connections.settings["default"] = {**settings_before, "NAME": copy}
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        if original.vendor == "postgresql":
            connections["default"].close_pool()
        connections["default"], connections.settings["default"] = original, settings_before
        drop()


def _copy_of(original: Any, folder: Path) -> tuple[str, Callable[[], None]]:
    """Copy the test database; returns the name of the copy and how to drop it."""
    if original.vendor == "sqlite":
        path = folder / "salinan.sqlite3"
        original.ensure_connection()
        with closing(sqlite3.connect(path)) as target:
            original.connection.backup(target)
        return str(path), lambda: None
    name = f"{original.settings_dict['NAME']}_salinan"
    quoted = original.ops.quote_name(name)
    # PostgreSQL copies only a database that nobody is connected to.
    original.close()
    original.close_pool()

    def run(statement: str) -> None:
        with original._nodb_cursor() as cursor:
            cursor.execute(statement)

    run(f"DROP DATABASE IF EXISTS {quoted} WITH (FORCE)")
    run(f"CREATE DATABASE {quoted} TEMPLATE {original.ops.quote_name(original.settings_dict['NAME'])}")
    return name, lambda: run(f"DROP DATABASE {quoted} WITH (FORCE)")


@pytest.fixture
def satker(db) -> Satker:  # type: ignore[no-untyped-def]
    return Satker.objects.get(kode="5371")


@pytest.fixture
def entitas(db) -> Entitas:  # type: ignore[no-untyped-def]
    return Entitas.objects.select_related("satker").by_kunci("5371").get()


@pytest.fixture
def outline(entitas: Entitas) -> Outline:
    return Outline(entitas, 2024)


@pytest.fixture
def satker_lain(db) -> Satker:  # type: ignore[no-untyped-def]
    """Another office with nothing in it but its two entitas."""
    lain = Satker.objects.create(
        kode="9999", nama="KPU Kabupaten Lain", nama_singkat="KPU Kab. Lain", jenis="kabupaten_kota"
    )
    for jenis in Entitas.Jenis.values:
        Entitas.objects.create(satker=lain, jenis=jenis, nama=f"{lain.nama_singkat} {jenis}")
    return lain


def make_user(satker: Satker | None, peran: Peran | None, subbagian: str = "", **extra: object) -> Pengguna:
    """A person with one role in a satker; neither means somebody without any membership."""
    name = f"{peran or 'tanpa-peran'}-{subbagian or 'semua'}-{satker.kode if satker else 'tanpa'}"
    user = Pengguna.objects.create_user(username=name, password="sandi-uji-kinerja", nama=name, **extra)
    if satker and peran:
        Keanggotaan.objects.create(
            pengguna=user,
            satker=satker,
            peran=peran,
            subbagian=Subbagian.objects.get(satker=satker, kode=subbagian) if subbagian else None,
        )
    return user


@pytest.fixture
def cast(satker: Satker, satker_lain: Satker) -> dict[str, Pengguna | None]:
    """The fixed cast: every role, another subbagian's operator, another satker's people, nobody."""
    return {
        "operator": make_user(satker, Peran.OPERATOR, "teknis"),
        "operator_lain": make_user(satker, Peran.OPERATOR, "keuangan"),
        "verifikator": make_user(satker, Peran.VERIFIKATOR),
        "pimpinan": make_user(satker, Peran.PIMPINAN),
        "administrator": make_user(satker, Peran.ADMINISTRATOR, is_staff=True),
        "auditor": make_user(satker, Peran.AUDITOR),
        "satker_lain": make_user(satker_lain, Peran.ADMINISTRATOR, is_staff=True),
        "tanpa_peran": make_user(None, None),
        "tanpa_masuk": None,
    }


@pytest.fixture
def client_of(cast: dict[str, Pengguna | None]):  # type: ignore[no-untyped-def]
    """A test client signed in as a member of the cast."""

    def sign_in(name: str) -> Client:
        client = Client()
        if user := cast[name]:
            client.force_login(user)
        return client

    return sign_in
