"""The fictional offices beside the one of the session, in a database of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from apps.audit.services import Sistem
from apps.laporan.outline import Outline
from apps.organisasi.models import Entitas, Pengguna
from apps.pertukaran.muat import muat_folder
from tests.conftest import copied_database

DATA = Path(settings.BASE_DIR) / "data"
FOLDERS = ("contoh-lain", "contoh-nasional", "contoh-lain-2025", "contoh-kota")


@pytest.fixture(scope="package", autouse=True)
def contoh(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[None]:  # type: ignore[no-untyped-def]
    """Load the folders after data/kota-kupang, once for all tests here, where no other test sees them."""
    with django_db_blocker.unblock(), copied_database(tmp_path_factory.mktemp("contoh")):
        for folder in FOLDERS:
            muat_folder(DATA / folder, Sistem("Uji"))
        # Every test blocks and unblocks for itself.
        with django_db_blocker.block():
            yield


def outline_of(kunci: str, tahun: int, triwulan: int = 0) -> Outline:
    """The report of an entitas and year."""
    return Outline(Entitas.objects.select_related("satker").by_kunci(kunci).get(), tahun, triwulan=triwulan)


@pytest.fixture
def pemilik(db: None) -> Client:
    """Signed in as somebody who sees every office."""
    client = Client()
    client.force_login(Pengguna.objects.create_superuser(username="semua", password="sandi-uji", nama="Semua"))
    return client
