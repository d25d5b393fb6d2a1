"""Tugas saya and the board: every role sees what waits for it, in every state, in words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from apps.organisasi.models import Entitas, Keanggotaan, Pengguna, Satker
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import AdopsiIndikator, Indikator
from apps.siklus.models import Periode
from tests.pengisian.selisih import jelaskan_semua

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Cast = dict[str, Pengguna]
Step = Callable[..., Realisasi]
READERS = ("operator", "operator_lain", "verifikator", "pimpinan", "administrator", "auditor")


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def page(client: Client, name: str, query: str = "") -> Any:
    response = client.get(reverse(name, args=["5371", 2024]) + query)
    assert response.status_code == 200
    return lxml.html.fromstring(response.content)


def task(tree: Any, nama: str) -> Any:
    return next(li for li in tree.iterfind(".//li[@class='task']") if nama in words(li))


def end_in(periode: Periode, hari: int) -> None:
    periode.tenggat = timezone.localdate() + timedelta(days=hari)
    periode.save()


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("name", ["tugas", "papan", "periode", "pemberitahuan"])
def test_everybody_of_the_satker_reads_the_page_before_a_period_is_opened(
    client_of: ClientOf, who: str, name: str
) -> None:
    assert "2024" in words(page(client_of(who), name))


@pytest.mark.parametrize("name", ["tugas", "papan", "periode", "pemberitahuan"])
def test_for_strangers_the_pages_do_not_exist(client_of: ClientOf, name: str, periode: Periode) -> None:
    url = reverse(name, args=["5371", 2024])
    assert [client_of(who).get(url).status_code for who in ("satker_lain", "tanpa_peran")] == [404, 404]
    assert client_of("tanpa_masuk").get(url).status_code == 302


def test_without_an_open_period_the_page_says_who_opens_one(client_of: ClientOf) -> None:
    assert "setelah administrator satker membuka" in words(page(client_of("operator"), "tugas"))
    (button,) = page(client_of("administrator"), "tugas").xpath("//div[@class='empty']//a")
    assert (words(button), button.get("href")) == ("Buka periode", "/5371/2024/periode/")


@pytest.mark.parametrize(
    ("hari", "kata"), [(7, "sisa 7 hari"), (1, "sisa 1 hari"), (0, "hari ini"), (-3, "terlambat 3 hari")]
)
def test_a_task_says_how_far_its_deadline_is(
    client_of: ClientOf, periode: Periode, adopsi: AdopsiIndikator, hari: int, kata: str
) -> None:
    end_in(periode, hari)
    row = task(page(client_of("operator"), "tugas"), adopsi.indikator.nama)
    assert kata in words(row)


def test_a_task_not_begun_asks_to_be_filled_in(client_of: ClientOf, periode: Periode, realisasi: Realisasi) -> None:
    realisasi.delete()
    row = task(page(client_of("operator"), "tugas"), realisasi.adopsi.indikator.nama)
    assert "Belum diisi" in words(row)
    button = row.xpath(".//a[contains(@class, 'btn')]")[0]
    assert words(button).startswith("Isi")
    assert button.get("href") == "/5371/2024/isi/6/tahunan/"


def test_a_partial_task_says_what_is_missing(client_of: ClientOf, periode: Periode, realisasi: Realisasi) -> None:
    row = task(page(client_of("operator"), "tugas"), realisasi.adopsi.indikator.nama)
    assert words(row.xpath(".//a[contains(@class, 'btn')]")[0]).startswith("Lanjutkan")
    assert "Lampirkan sedikitnya satu bukti dukung." in words(row)


def test_a_returned_task_says_who_returned_it_and_why_and_stands_first(
    client_of: ClientOf, periode: Periode, lengkap: Realisasi, langkah: Step, cast: Cast
) -> None:
    langkah("operator", "ajukan", lengkap)
    langkah("verifikator", "kembalikan", lengkap, "Lampirkan <b>D.Hasil</b>.")
    tree = page(client_of("operator"), "tugas")
    first = tree.xpath("//ul[@class='tasks']/li")[0]
    assert lengkap.adopsi.indikator.nama in words(first)
    assert f"Dikembalikan oleh {cast['verifikator'].nama}" in words(first)
    assert "Lampirkan <b>D.Hasil</b>." in words(first)
    assert words(first.xpath(".//a[contains(@class, 'btn')]")[0]).startswith("Perbaiki")


def test_what_is_handed_in_is_folded_below(
    client_of: ClientOf, periode: Periode, lengkap: Realisasi, langkah: Step
) -> None:
    langkah("operator", "ajukan", lengkap)
    tree = page(client_of("operator"), "tugas")
    (folded,) = tree.xpath("//details[@class='done']")
    assert lengkap.adopsi.indikator.nama in words(folded)
    assert words(folded.xpath(".//a[contains(@class, 'btn')]")[0]).startswith("Lihat")


def test_after_the_deadline_the_page_says_why_and_who_helps(client_of: ClientOf, periode: Periode) -> None:
    end_in(periode, -2)
    tree = page(client_of("operator"), "tugas")
    assert "Administrator satker Anda dapat memberi perpanjangan." in words(tree)
    buttons = {words(a).split()[0] for a in tree.xpath("//li[@class='task']/a")}
    assert buttons == {"Lihat"}


def test_what_was_not_handed_in_before_the_period_closed_is_not_called_done(
    client_of: ClientOf, periode: Periode, lengkap: Realisasi, langkah: Step
) -> None:
    langkah("operator", "ajukan", lengkap)
    periode.dibuka = False
    periode.save()
    tree = page(client_of("operator"), "tugas")
    assert "belum dibuka untuk pengisian. Administrator satker Anda dapat membukanya." in words(tree)
    (folded,) = tree.xpath("//details[@class='done']")
    assert len(folded.xpath(".//li[@class='task']")) == 1


def test_an_operator_sees_only_the_own_subbagian(client_of: ClientOf, periode: Periode, realisasi: Realisasi) -> None:
    nama = realisasi.adopsi.indikator.nama
    assert nama not in words(page(client_of("operator_lain"), "tugas"))
    assert "Lampirkan sedikitnya" not in words(page(client_of("auditor"), "tugas"))
    hrefs = page(client_of("operator"), "tugas").xpath("//a/@href")
    assert "/5371/2024/grid/teknis/" in hrefs


def test_the_queue_shows_value_target_last_year_and_what_is_unusual(
    client_of: ClientOf, periode: Periode, lengkap: Realisasi, langkah: Step, cast: Cast
) -> None:
    Realisasi.objects.filter(adopsi=lengkap.adopsi, tahun=2023).update(keandalan="sah", nilai=93)
    langkah("operator", "ajukan", lengkap)
    (row,) = page(client_of("verifikator"), "tugas").xpath("//table[contains(@class, 'queue')]/tbody/tr")
    text = words(row)
    for part in ("69,66%", "85%", "93%", "turun 23,34 poin", "1 bukti dukung", cast["operator"].nama):
        assert part in text, part
    (form,) = row.xpath(".//form")
    assert form.get("action") == f"/5371/2024/langkah/{lengkap.pk}/periksa/"
    assert words(form.xpath(".//button")[0]).startswith("Periksa")


def test_missing_evidence_stands_in_the_queue(
    client_of: ClientOf, periode: Periode, lengkap: Realisasi, langkah: Step
) -> None:
    langkah("operator", "ajukan", lengkap)
    lengkap.bukti.all().delete()
    (row,) = page(client_of("verifikator"), "tugas").xpath("//table[contains(@class, 'queue')]/tbody/tr")
    assert "Tanpa bukti dukung" in words(row)


def test_own_hand_ins_are_left_to_a_colleague(
    client_of: ClientOf, periode: Periode, lengkap: Realisasi, langkah: Step
) -> None:
    langkah("verifikator", "ajukan", lengkap)
    (row,) = page(client_of("verifikator"), "tugas").xpath("//table[contains(@class, 'queue')]/tbody/tr")
    assert "verifikasi dilakukan orang lain" in words(row)
    assert not row.xpath(".//form")


def test_an_empty_queue_says_where_to_look(client_of: ClientOf, periode: Periode) -> None:
    assert "Tidak ada yang menunggu pemeriksaan" in words(page(client_of("verifikator"), "tugas"))


def test_a_pimpinan_sees_what_waits_for_pengesahan(
    client_of: ClientOf, cast: Cast, entitas: Entitas, periode: Periode
) -> None:
    tree = page(client_of("pimpinan"), "tugas")
    assert "Dapat disahkan setelah semua isian diverifikasi." in words(tree)
    (link,) = tree.xpath("//a[contains(@href, '/pengesahan/tahunan/')]")
    assert words(link) == "Lihat yang masih ditunggu, Tahunan 2024"
    Realisasi.objects.filter(adopsi__entitas=entitas, tahun=2024, triwulan=0).update(tahap="diverifikasi")
    jelaskan_semua(cast["verifikator"], entitas.satker)
    (button,) = page(client_of("pimpinan"), "tugas").xpath("//a[contains(@href, '/pengesahan/tahunan/')]")
    assert words(button).startswith("Periksa dan sahkan")


def test_several_roles_see_several_sections(client_of: ClientOf, satker: Satker, periode: Periode, cast: Cast) -> None:
    for peran in ("verifikator", "pimpinan"):
        Keanggotaan.objects.create(pengguna=cast["operator"], satker=satker, peran=peran)
    headings = {words(h) for h in page(client_of("operator"), "tugas").iterfind(".//h2")}
    assert {"Isian saya", "Menunggu pemeriksaan", "Pengesahan"} <= headings


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_who_has_no_task_is_led_to_board_and_periods(client_of: ClientOf, periode: Periode, who: str) -> None:
    tree = page(client_of(who), "tugas")
    assert "Tidak ada tugas untuk peran Anda" in words(tree)
    assert {"/5371/2024/papan/", "/5371/2024/periode/"} <= set(tree.xpath("//main//a/@href"))


# The board


def test_the_board_counts_every_subbagian(
    client_of: ClientOf, entitas: Entitas, periode: Periode, lengkap: Realisasi, langkah: Step
) -> None:
    langkah("operator", "ajukan", lengkap)
    end_in(periode, -1)
    tree = page(client_of("auditor"), "papan")
    rows = {words(tr.find("th")): words(tr.find("td")) for tr in tree.xpath("//table/tbody/tr")}
    jumlah = AdopsiIndikator.objects.berlaku(2024).filter(entitas=entitas).count()
    assert f"1 dari {jumlah} sudah diajukan" in rows["Seluruh satker"]
    assert f"{jumlah - 1} terlambat" in rows["Seluruh satker"]
    teknis = next(text for nama, text in rows.items() if "Teknis" in nama)
    assert "1 diajukan" in teknis
    for tr in tree.xpath("//table/tbody/tr"):
        widths = [float(w) for w in tr.xpath(".//rect/@width")]
        assert abs(sum(widths) - 100) < 0.1


def test_a_cell_of_the_board_opens_its_indicators(client_of: ClientOf, periode: Periode, realisasi: Realisasi) -> None:
    tree = page(client_of("pimpinan"), "papan", "?subbagian=teknis&periode=tahunan")
    links = tree.xpath("//section[@id='rincian']//a/@href")
    assert "/5371/2024/verifikasi/6/tahunan/" in links
    assert "Lampirkan" not in words(tree)
    assert not page(client_of("pimpinan"), "papan").xpath("//section[@id='rincian']")


@pytest.mark.parametrize(
    "query", ["subbagian=x&periode=tahunan", "subbagian=teknis&periode=9", "periode=", "subbagian=%00"]
)
def test_a_senseless_address_of_the_board_opens_nothing(client_of: ClientOf, periode: Periode, query: str) -> None:
    assert not page(client_of("auditor"), "papan", f"?{query}").xpath("//section[@id='rincian']")


# Queries


def counts(client: Client) -> dict[str, int]:
    found = {}
    urls = {name: reverse(name, args=["5371", 2024]) for name in ("tugas", "papan", "periode", "pemberitahuan")}
    urls["verifikasi"] = reverse("verifikasi", args=["5371", 2024, 6, 0])
    for name, url in urls.items():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        found[name] = len(queries)
    return found


@pytest.mark.parametrize("who", ["operator", "verifikator", "pimpinan"])
def test_more_indicators_need_no_more_queries(
    client_of: ClientOf, entitas: Entitas, periode: Periode, lengkap: Realisasi, langkah: Step, who: str
) -> None:
    langkah("operator", "ajukan", lengkap)
    client = client_of(who)
    before = counts(client)
    first = lengkap.adopsi
    for n in range(13, 43):
        indikator = Indikator.objects.create(
            sasaran=first.indikator.sasaran, kode=f"tambahan-{n}", nomor=n, nama=f"Indikator {n}", satuan="persen"
        )
        tambahan = AdopsiIndikator.objects.create(
            entitas=entitas, indikator=indikator, dari=2020, sampai=2024, subbagian=first.subbagian, nomor=n
        )
        if n % 2:
            Realisasi.objects.create(adopsi=tambahan, tahun=2024, nilai=n, tahap="diajukan")
    assert counts(client) == before
