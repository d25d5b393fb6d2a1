"""Sheets in the administration: what a list shows goes out as its sheet and comes in by the same checks."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from apps.organisasi.models import Divisi, Pengguna, Satker
from apps.perencanaan.models import Target
from apps.pertukaran.buku import baca
from apps.pertukaran.lembar import SHEETS
from apps.pertukaran.mesin import Sumber, jalankan
from apps.pertukaran.wewenang import Wewenang

pytestmark = pytest.mark.django_db
Masuk = Callable[[str], Client]


def unduh(client: Client, model: type, *pks: int) -> bytes:
    alamat = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")  # type: ignore[attr-defined]
    response = client.post(alamat, {"action": "unduh_lembar", "_selected_action": pks})
    assert response.status_code == 200
    assert response["Content-Disposition"].endswith('.xlsx"')
    return response.content


def test_every_list_whose_rows_have_a_sheet_offers_it(cast: dict[str, Pengguna | None], client_of: Masuk) -> None:
    client = client_of("administrator")
    for model in {satu._meta.model for satu in SHEETS} & set(admin.site._registry):
        halaman = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
        assert "Muat dari berkas" in halaman.content.decode(), model


def test_the_chosen_rows_go_out_and_come_in_as_no_change(
    satker: Satker, cast: dict[str, Pengguna | None], client_of: Masuk
) -> None:
    target = Target.objects.filter(adopsi__entitas__satker=satker, tahun=2024)[:9]
    isi = unduh(client_of("administrator"), Target, *(t.pk for t in target))
    lembar = baca(BytesIO(isi), "lembar.xlsx")
    assert sum(len(satu.baris) for satu in lembar) == 9
    pelaku = cast["administrator"]
    assert pelaku is not None
    hasil = jalankan(lembar, Wewenang(pelaku, satker), Sumber("lembar.xlsx"), terapkan=True)
    assert (hasil.ditolak, hasil.perubahan, hasil.sama) == ([], [], 9)


def test_the_rows_of_another_office_do_not_go_out(
    satker: Satker, satker_lain: Satker, cast: dict[str, Pengguna | None], client_of: Masuk
) -> None:
    lain = Divisi.objects.create(satker=satker_lain, kode="lain", nama="Lain", urutan=1)
    milik = Divisi.objects.filter(satker=satker).first()
    assert milik is not None
    (lembar,) = baca(BytesIO(unduh(client_of("administrator"), Divisi, lain.pk, milik.pk)), "lembar.xlsx")
    assert [sel["Kode"] for _, sel in lembar.baris] == [milik.kode]


def test_the_way_in_leads_to_the_own_office(cast: dict[str, Pengguna | None], client_of: Masuk) -> None:
    alamat = reverse("muat_dari_admin")
    assert client_of("administrator").get(alamat)["Location"] == reverse("data_masuk", args=["5371", 2024])
    assert client_of("auditor").get(alamat).status_code == 404
    Pengguna.objects.create_superuser("pengelola", "p@example.com", "sandi-uji-kinerja")
    client = Client()
    client.force_login(Pengguna.objects.get(username="pengelola"))
    assert client.get(alamat)["Location"] == reverse("aplikasi_data_masuk")
