"""Periods: the administrator opens, closes and extends; the others read and learn who can help."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.utils import timezone

from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna, Subbagian
from apps.siklus.models import Pengesahan, Periode, Perpanjangan
from apps.siklus.services import PeriodeBasi, atur_periode, sidik_periode

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Cast = dict[str, Pengguna]
ATUR = "/5371/2024/periode/tahunan/"
BERI = "/5371/2024/periode/tahunan/perpanjangan/"
READERS = ("operator", "operator_lain", "verifikator", "pimpinan", "auditor")


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def tree_of(response: Any, status: int = 200) -> Any:
    assert response.status_code == status, response.content.decode()[:600]
    return lxml.html.fromstring(response.content)


def sidik(client: Client, url: str = ATUR) -> str:
    return tree_of(client.get(url)).xpath("//input[@name='sidik']/@value")[0]


def row(client: Client, nama: str) -> str:
    rows = tree_of(client.get("/5371/2024/periode/")).xpath("//table/tbody/tr")
    assert len(rows) == 5
    return next(words(tr) for tr in rows if nama in words(tr))


def test_a_period_that_nobody_made_is_opened_with_its_deadline(client_of: ClientOf, entitas: Entitas) -> None:
    client = client_of("administrator")
    url = "/5371/2024/periode/triwulan-2/"
    tenggat = timezone.localdate() + timedelta(days=10)
    assert "Belum dibuka" in row(client, "Triwulan II 2024")
    data = {"dibuka": "ya", "tenggat": tenggat.isoformat(), "sidik": sidik(client, url)}
    response = client.post(url, data, follow=True)
    assert "Triwulan II 2024 dibuka, dengan tenggat" in words(tree_of(response))
    periode = Periode.objects.get(entitas=entitas, tahun=2024, triwulan=2)
    assert (periode.dibuka, periode.tenggat) == (True, tenggat)
    assert "sisa 10 hari" in row(client, "Triwulan II 2024")
    assert Jejak.objects.filter(objek_jenis="siklus.periode", objek_id=str(periode.pk)).exists()


def test_states_are_told_in_words(client_of: ClientOf, periode: Periode, cast: Cast) -> None:
    client = client_of("auditor")
    assert "Dibuka" in row(client, "Tahunan 2024")
    Periode.objects.filter(pk=periode.pk).update(tenggat=timezone.localdate() - timedelta(days=3))
    assert "Lewat tenggat" in row(client, "Tahunan 2024")
    assert "lewat 3 hari" in row(client, "Tahunan 2024")
    Pengesahan.objects.create(
        periode=periode, cara="aplikasi", tanggal=date(2025, 1, 20), penandatangan="K", disahkan_oleh=cast["pimpinan"]
    )
    assert "Disahkan" in row(client, "Tahunan 2024")
    tree = tree_of(client_of("administrator").get(ATUR))
    assert "sudah disahkan pada 20 Januari 2025" in words(tree)
    assert not tree.xpath("//main//form")
    assert client_of("administrator").post(ATUR, {"dibuka": "ya", "sidik": "x"}).status_code == 403


@pytest.mark.parametrize("who", READERS)
def test_the_others_read_and_learn_why_they_cannot_change(client_of: ClientOf, periode: Periode, who: str) -> None:
    client = client_of(who)
    tree = tree_of(client.get(ATUR))
    assert "Hubungi administrator satker Anda." in words(tree)
    assert not tree.xpath("//main//form")
    for url in (ATUR, BERI):
        response = client.post(url, {"dibuka": "tidak"})
        assert response.status_code == 403
        assert "administrator" in response.content.decode()
    periode.refresh_from_db()
    assert periode.dibuka


def test_for_strangers_the_periods_do_not_exist(client_of: ClientOf, periode: Periode) -> None:
    for who in ("satker_lain", "tanpa_peran"):
        assert client_of(who).get(ATUR).status_code == 404
        assert client_of(who).post(ATUR, {"dibuka": "tidak"}).status_code == 404
        assert client_of(who).post(BERI, {}).status_code == 404


def test_a_stale_form_is_refused_with_both_states(client_of: ClientOf, periode: Periode) -> None:
    client = client_of("administrator")
    lama = sidik(client)
    tenggat = date(2099, 3, 1)
    Periode.objects.filter(pk=periode.pk).update(tenggat=date(2099, 1, 31))
    data = {"dibuka": "tidak", "tenggat": tenggat.isoformat(), "sidik": lama}
    tree = tree_of(client.post(ATUR, data), 409)
    assert words(tree.xpath("//dl[@class='compare']")[0]) == (
        "Yang Anda isikanDitutup, 1 Maret 2099 SekarangDibuka, 31 Januari 2099"
    )
    assert tree.xpath("//input[@name='tenggat']/@value") == ["2099-03-01"]
    assert tree.xpath("//input[@name='dibuka'][@checked]/@value") == ["tidak"]
    periode.refresh_from_db()
    assert periode.dibuka
    # What the page now shows may be sent.
    data["sidik"] = tree.xpath("//input[@name='sidik']/@value")[0]
    assert client.post(ATUR, data).status_code == 302


def test_the_service_asks_for_the_state_under_the_lock(entitas: Entitas, periode: Periode, cast: Cast) -> None:
    with pytest.raises(PeriodeBasi) as galat:
        atur_periode(
            pelaku=cast["administrator"],
            entitas=entitas,
            tahun=2024,
            triwulan=0,
            dibuka=False,
            tenggat=None,
            sidik=sidik_periode(False, None),
        )
    assert galat.value.tersimpan.dibuka


@pytest.mark.parametrize(
    ("data", "kata"),
    [
        ({"dibuka": "ya", "tenggat": "2020-01-01"}, "sudah lewat"),
        ({"dibuka": "ya", "tenggat": "besok"}, "tidak dapat dibaca"),
        ({"tenggat": ""}, "Pilih dibuka atau ditutup."),
    ],
)
def test_a_wrong_form_says_what_to_mend(client_of: ClientOf, periode: Periode, data: dict[str, str], kata: str) -> None:
    client = client_of("administrator")
    tree = tree_of(client.post(ATUR, {**data, "sidik": sidik(client)}))
    assert kata in words(tree.xpath("//div[@data-error-summary]")[0])
    assert tree.xpath("//input[@name='tenggat']/@value") in ([data["tenggat"]], [])


def test_a_deadline_that_has_passed_may_stand_while_the_period_is_closed(client_of: ClientOf, periode: Periode) -> None:
    lewat = timezone.localdate() - timedelta(days=2)
    Periode.objects.filter(pk=periode.pk).update(tenggat=lewat)
    client = client_of("administrator")
    data = {"dibuka": "tidak", "tenggat": lewat.isoformat(), "sidik": sidik(client)}
    assert client.post(ATUR, data).status_code == 302


def test_an_extension_says_for_whom_until_when_and_why(client_of: ClientOf, periode: Periode, cast: Cast) -> None:
    client = client_of("administrator")
    teknis = Subbagian.objects.get(satker=periode.entitas.satker, kode="teknis")
    sampai = timezone.localdate() + timedelta(days=20)
    for untuk in (f"subbagian-{teknis.pk}", f"orang-{cast['operator'].pk}"):
        data = {"untuk": untuk, "sampai": sampai.isoformat(), "alasan": "Menunggu rekapitulasi."}
        assert client.post(BERI, data)["Location"] == ATUR
    assert {(p.subbagian, p.pengguna) for p in Perpanjangan.objects.all()} == {
        (teknis, None),
        (None, cast["operator"]),
    }
    text = words(tree_of(client_of("auditor").get(ATUR)))
    for part in (teknis.nama, cast["operator"].nama, "Menunggu rekapitulasi.", cast["administrator"].nama):
        assert part in text


@pytest.mark.parametrize(
    ("ubah", "kata"),
    [
        ({"untuk": ""}, "Pilih satu subbagian atau satu orang."),
        ({"untuk": "orang-999999"}, "Untuk siapa"),
        ({"sampai": ""}, "Pilih tanggalnya."),
        ({"sampai": "2020-01-01"}, "Pilih tanggal sesudah tenggat periode ini."),
        ({"alasan": " "}, "Tuliskan alasannya."),
    ],
)
def test_a_wrong_extension_keeps_what_was_typed(
    client_of: ClientOf, periode: Periode, cast: Cast, ubah: dict[str, str], kata: str
) -> None:
    data = {"untuk": f"orang-{cast['operator'].pk}", "sampai": "2099-01-01", "alasan": "Sakit.", **ubah}
    tree = tree_of(client_of("administrator").post(BERI, data))
    assert kata in words(tree.xpath("//div[@data-error-summary]")[0])
    assert tree.xpath("//textarea[@name='alasan']")[0].text_content().strip() == data["alasan"].strip()
    assert not Perpanjangan.objects.exists()


def test_nobody_of_another_satker_is_offered_more_time(client_of: ClientOf, periode: Periode, cast: Cast) -> None:
    options = tree_of(client_of("administrator").get(ATUR)).xpath("//select[@name='untuk']//option/@value")
    assert f"orang-{cast['operator'].pk}" in options
    assert f"orang-{cast['satker_lain'].pk}" not in options
