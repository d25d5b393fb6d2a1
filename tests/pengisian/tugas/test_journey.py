"""One figure on its way through the pages, from an opened period to the eve of its pengesahan."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from apps.organisasi.models import Entitas
from apps.organisasi.scope import anggota_of
from apps.pengukuran.models import Realisasi
from apps.pengukuran.tugas import jumlah_menunggu
from apps.siklus.models import Periode, Perpanjangan
from tests.pengisian.selisih import jelaskan_semua

pytestmark = pytest.mark.django_db


def open_page(client: Client, url: str) -> Any:
    response = client.get(url)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content)


def submit(client: Client, form: Any, **typed: str) -> Any:
    """Send a form as a browser does: what it holds and what was typed; follow to the next page."""
    data = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"} | typed
    response = client.post(form.get("action"), data, follow=True)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content)


def form_to(tree: Any, ending: str) -> Any:
    return next(form for form in tree.forms if (form.get("action") or "").endswith(ending))


def text(tree: Any) -> str:
    return " ".join(tree.text_content().split())


def test_from_opening_the_period_to_the_eve_of_pengesahan(
    client_of: Callable[[str], Client], entitas: Entitas, lengkap: Realisasi, cast: Any
) -> None:
    administrator, operator, verifikator = (client_of(who) for who in ("administrator", "operator", "verifikator"))
    hari = timezone.localdate()
    tree = open_page(administrator, "/5371/2024/periode/tahunan/")
    tree = submit(administrator, form_to(tree, "/periode/tahunan/"), dibuka="ya", tenggat=hari.isoformat())
    assert "hari ini" in text(tree)
    assert lengkap.adopsi.indikator.nama in text(open_page(operator, "/5371/2024/tugas/"))

    versi = str(lengkap.versi)
    operator.post(f"/5371/2024/langkah/{lengkap.pk}/ajukan/", {"versi": versi})
    tree = submit(verifikator, form_to(open_page(verifikator, "/5371/2024/tugas/"), "/periksa/"))
    assert "Pemeriksaan dimulai." in text(tree)
    response = operator.post(f"/5371/2024/langkah/{lengkap.pk}/tarik/", {"versi": str(int(versi) + 2)})
    assert response.status_code == 403
    assert "Verifikator sudah mulai memeriksa." in response.content.decode()

    # The deadline passes while the entry is being checked; it comes back with three more days.
    Periode.objects.filter(entitas=entitas, tahun=2024, triwulan=0).update(tenggat=hari - timedelta(days=1))
    tree = open_page(verifikator, "/5371/2024/verifikasi/6/tahunan/")
    batas = (hari + timedelta(days=3)).isoformat()
    tree = submit(verifikator, form_to(tree, "/kembalikan/"), alasan="Jelaskan hambatannya.", batas=batas)
    assert "sudah dikembalikan kepada pengisinya" in text(tree)
    assert Perpanjangan.objects.get().diberikan_oleh == cast["verifikator"]
    tree = open_page(operator, "/5371/2024/tugas/")
    assert "Jelaskan hambatannya." in text(tree)
    assert "sisa 3 hari" in text(tree)

    lengkap.refresh_from_db()
    operator.post(f"/5371/2024/langkah/{lengkap.pk}/ajukan/", {"versi": lengkap.versi})
    tree = open_page(verifikator, "/5371/2024/verifikasi/6/tahunan/")
    tree = submit(verifikator, form_to(tree, "/verifikasi/"))
    assert "sudah diverifikasi" in text(tree)
    lain = Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0)
    lain.update(tahap="diverifikasi")
    jelaskan_semua(cast["verifikator"], entitas.satker)
    assert "Menunggu pengesahan" in text(open_page(client_of("pimpinan"), "/5371/2024/tugas/"))
    pimpinan = cast["pimpinan"]
    assert jumlah_menunggu(entitas, 2024, pimpinan, anggota_of(pimpinan, entitas.satker)) == 1
