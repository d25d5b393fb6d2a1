"""The administration and signing in, beside a service that writes for the same satker: nobody waits for each other."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connections, transaction
from django.test import Client
from django.urls import reverse

from apps.audit.services import lock_chain
from apps.audit.verification import verify
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import Peran
from apps.pengukuran.models import Realisasi
from tests.conftest import make_user
from tests.organisasi.conftest import as_posted
from tests.organisasi.test_admin import url

pytestmark = pytest.mark.usefixtures("own_database")
# Long enough for a request to come to where it must wait.
TO_ARRIVE = 1.5


def beside_a_service(touch: Callable[[], Any], request: Callable[[], Any]) -> Any:
    """Send a request while a service holds the chain of the satker, and touch a row before the service is done."""
    held = Event()

    def service() -> None:
        try:
            with transaction.atomic():
                lock_chain("5371")
                held.set()
                time.sleep(TO_ARRIVE)
                touch()
        finally:
            connections.close_all()

    def sent() -> Any:
        try:
            held.wait(TO_ARRIVE)
            return request()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        waiting, answer = pool.submit(service), pool.submit(sent)
        waiting.result()
        return answer.result()


@pytest.fixture
def administrator(own_database) -> Pengguna:  # type: ignore[no-untyped-def]
    return make_user(Satker.objects.get(kode="5371"), Peran.ADMINISTRATOR, is_staff=True)


def test_saving_a_realisasi(administrator: Pengguna) -> None:
    row = Realisasi.objects.get(adopsi__entitas__satker__kode="5371", adopsi__nomor=6, tahun=2024, triwulan=0)
    client = Client()
    client.force_login(administrator)
    address = url(Realisasi, "change", row.pk)
    form = as_posted(client.get(address), sumber="Dari administrasi")
    response = beside_a_service(
        lambda: Realisasi.objects.filter(pk=row.pk).update(keandalan="sah"), lambda: client.post(address, form)
    )
    assert response.status_code == 302
    assert Realisasi.objects.get(pk=row.pk).sumber == "Dari administrasi"
    assert not verify("5371").masalah


def test_renaming_an_account(administrator: Pengguna) -> None:
    other = make_user(Satker.objects.get(kode="5371"), Peran.AUDITOR)
    client = Client()
    client.force_login(administrator)
    address = url(Pengguna, "change", other.pk)
    form = as_posted(client.get(address), username="nama-baru")
    response = beside_a_service(
        lambda: Pengguna.objects.filter(pk=other.pk).update(email="a@kpu.go.id"), lambda: client.post(address, form)
    )
    assert response.status_code == 302
    assert Pengguna.objects.get(pk=other.pk).username == "nama-baru"
    assert not verify("5371").masalah


def test_signing_in(administrator: Pengguna) -> None:
    response = beside_a_service(
        lambda: Pengguna.objects.filter(pk=administrator.pk).update(email="a@kpu.go.id"),
        lambda: Client().post(reverse("masuk"), {"username": administrator.username, "password": "sandi-uji-kinerja"}),
    )
    assert response.status_code == 302
    assert not verify("5371").masalah
