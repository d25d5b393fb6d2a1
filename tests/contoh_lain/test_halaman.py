"""Pages of the fictional offices: what they print, where they lead, and who may not see them."""

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.laporan.perbandingan.views import TopikKinerja
from apps.organisasi.models import Pengguna, Satker
from apps.organisasi.permissions import Peran
from apps.pengukuran.situasi import situasi_of  # noqa: F401
from tests.conftest import make_user
from tests.contoh_lain.conftest import outline_of

pytestmark = pytest.mark.django_db


def words(client: Client, name: str, kunci: str, tahun: int, *args: object, **query: object) -> str:
    """What a page says."""
    response = client.get(reverse(name, args=[kunci, tahun, *args]), query)
    assert response.status_code == 200
    return " ".join(lxml.html.fromstring(response.content).text_content().split())
