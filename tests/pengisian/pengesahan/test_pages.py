"""The pages of pengesahan: what each person sees, what forms ask, what comes back when something is wrong."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.audit.models import Jejak
from apps.laporan.edisi import sidik_edisi
from apps.organisasi.models import Entitas
from apps.pengukuran.models import Realisasi
from apps.siklus.models import Edisi, Pengesahan, Periode
from tests.pengisian.pengesahan.conftest import scan

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
READERS = ("operator", "operator_lain", "verifikator", "pimpinan", "administrator", "auditor")


def at(name: str, *args: Any, kunci: str = "5371", tahun: int = 2024) -> str:
    return reverse(name, args=[kunci, tahun, *args])


def page_of(response: Any) -> Any:
    assert response.status_code == 200, response.status_code
    return lxml.html.fromstring(response.content)


def text_of(node: Any) -> str:
    return " ".join(node.text_content().split())


def hidden(client: Client, cara: str) -> dict[str, str]:
    """The hidden fields of one of the forms on the page of the year."""
    page = page_of(client.get(at("sahkan", 0)))
    [form] = [f for f in page.forms if f.fields.get("cara") == cara]
    return {"cara": cara, "sidik": form.fields["sidik"]}


def buttons(response: Any) -> list[str]:
    page = page_of(response)
    return [text_of(b) for b in page.xpath("//main//button[@type='submit']")]


@pytest.fixture
def edisi(terverifikasi: list[Realisasi], setuju: Callable[..., Edisi]) -> Edisi:
    return setuju()


def test_everybody_of_the_satker_reads_where_each_period_stands(
    terverifikasi: list[Realisasi], client_of: SignIn
) -> None:
    Realisasi.objects.filter(pk=terverifikasi[5].pk).update(tahap="diajukan")
    for who in READERS:
        page = page_of(client_of(who).get(at("pengesahan")))
        [card] = page.xpath("//section[.//h2[text()='Tahunan 2024']]")
        assert "11 dari 12 angka sudah diverifikasi; 1 lagi ditunggu." in text_of(card)
        [link] = card.xpath(".//ul[@class='blocker-list']//a")
        assert text_of(link).startswith("6. Persentase Partisipasi")
        assert link.get("href") == at("verifikasi", 6, 0)
        assert client_of(who).get(link.get("href")).status_code == 200


def test_the_year_tells_its_own_figures_from_those_of_its_quarters(
    terverifikasi: list[Realisasi], client_of: SignIn
) -> None:
    """Everywhere else the figures of a year are those of the year alone."""
    Realisasi.objects.filter(pk=terverifikasi[5].pk).update(tahap="diajukan")
    asal = terverifikasi[6]
    Periode.objects.get_or_create(entitas=asal.adopsi.entitas, tahun=2024, triwulan=2, defaults={"dibuka": True})
    Realisasi.objects.create(adopsi=asal.adopsi, tahun=2024, triwulan=2, keadaan="terukur", nilai=1)
    page = page_of(client_of("verifikator").get(at("pengesahan")))
    [card] = page.xpath("//section[.//h2[text()='Tahunan 2024']]")
    assert "11 dari 12 angka tahunan sudah diverifikasi; 2 lagi ditunggu: 1 tahunan + 1 triwulan." in text_of(card)


def test_what_was_returned_or_not_begun_leads_to_its_entry(terverifikasi: list[Realisasi], client_of: SignIn) -> None:
    Realisasi.objects.filter(pk=terverifikasi[5].pk).update(tahap="draf")
    for who in ("pimpinan", "operator"):
        page = page_of(client_of(who).get(at("sahkan", 0)))
        [link] = page.xpath("//ul[@class='blocker-list']//a/@href")
        assert link == at("isi", 6, 0)
        assert client_of(who).get(link).status_code == 200


@pytest.mark.parametrize("who", ["satker_lain", "tanpa_peran"])
def test_for_strangers_nothing_of_it_exists(edisi: Edisi, client_of: SignIn, who: str) -> None:
    client = client_of(who)
    for url in (
        at("pengesahan"),
        at("sahkan", 0),
        at("buka_kembali", 0),
        at("edisi", edisi.pk),
        at("edisi_unduh", edisi.pk),
        at("edisi_lembar", edisi.pk),
        at("berita_acara_unduh", edisi.pk),
        at("edisi_tabel", edisi.pk, "10"),
        at("edisi_banding", edisi.pk, edisi.pk),
    ):
        assert client.get(url).status_code == 404, url
    for name in ("sahkan", "buka_kembali"):
        assert client.post(at(name, 0), {}).status_code == 404


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("pimpinan", ["Sahkan Tahunan 2024"]),
        ("verifikator", ["Catat pengesahan Tahunan 2024"]),
        ("operator", []),
        ("administrator", []),
        ("auditor", []),
    ],
)
def test_the_form_is_for_those_who_may_and_others_are_told_who_does(
    terverifikasi: list[Realisasi], client_of: SignIn, who: str, expected: list[str]
) -> None:
    response = client_of(who).get(at("sahkan", 0))
    assert buttons(response) == expected
    page = page_of(response)
    rows = page.xpath("//section[.//h2[text()='Angka Tahunan 2024']]//tbody/tr[not(@class)]")
    assert len(rows) == 12
    assert "69,66%*" in text_of(rows[5])
    if not expected:
        assert "Pengesahan dilakukan pimpinan" in text_of(page)
        assert client_of(who).post(at("sahkan", 0), {"cara": "aplikasi"}).status_code == 403
        assert client_of(who).post(at("sahkan", 0), {"cara": "berita_acara"}).status_code == 403
        assert not Pengesahan.objects.exists()


def test_a_pimpinan_approves_with_one_confirmation(terverifikasi: list[Realisasi], client_of: SignIn) -> None:
    client = client_of("pimpinan")
    response = client.post(at("sahkan", 0), {**hidden(client, "aplikasi"), "konfirmasi": "on"})
    edisi = Edisi.objects.select_related("pengesahan").get()
    assert response["Location"] == at("edisi", edisi.pk)
    pengesahan = edisi.pengesahan
    assert (pengesahan.tanggal, pengesahan.cara) == (timezone.localdate(), "aplikasi")
    assert pengesahan.penandatangan == "pimpinan-semua-5371"
    page = page_of(client.get(response["Location"]))
    assert "Tahunan 2024 disahkan. Edisi 1 sudah terbit." in text_of(page)
    assert edisi.sha256 in text_of(page)
    assert f"jejak nomor {edisi.isi['jejak']['nomor']}" in text_of(page)
    assert len(page.xpath("//ul[contains(@class, 'edition-tables')]//a")) == 31


def test_without_the_confirmation_nothing_is_approved(terverifikasi: list[Realisasi], client_of: SignIn) -> None:
    client = client_of("pimpinan")
    sent = {**hidden(client, "aplikasi"), "nomor_berita_acara": "7/BA"}
    page = page_of(client.post(at("sahkan", 0), sent))
    assert page.findtext(".//title").startswith("Galat: ")
    assert "Centang pernyataan ini" in text_of(page.find_class("error-summary")[0])
    assert page.xpath("//input[@name='nomor_berita_acara']/@value") == ["7/BA"]
    assert not Pengesahan.objects.exists()


def test_figures_that_changed_since_are_read_again_before_approving(
    terverifikasi: list[Realisasi], client_of: SignIn
) -> None:
    client = client_of("pimpinan")
    sent = {**hidden(client, "aplikasi"), "konfirmasi": "on"}
    Realisasi.objects.filter(pk=terverifikasi[5].pk).update(nilai="70.5", versi=99)
    response = client.post(at("sahkan", 0), sent)
    page = page_of(response)
    assert "Ada angka yang berubah sejak halaman ini dibuka" in text_of(page.find_class("error-summary")[0])
    assert "70,50%*" in text_of(page)
    assert not Pengesahan.objects.exists()
    [form] = [f for f in page.forms if f.fields.get("cara") == "aplikasi"]
    sent["sidik"] = form.fields["sidik"]
    assert client.post(at("sahkan", 0), sent).status_code == 302


BERITA_ACARA = {
    "nomor_berita_acara": "12/PY.02-BA/5371/2025",
    "tanggal": "2025-02-14",
    "penandatangan": "Ketua: Ani\r\nAnggota: Budi",
}


def test_a_verifikator_records_the_berita_acara_and_its_scan_is_downloaded(
    terverifikasi: list[Realisasi], client_of: SignIn
) -> None:
    client = client_of("verifikator")
    sent = {**hidden(client, "berita_acara"), **BERITA_ACARA, "unggahan": scan()}
    assert client.post(at("sahkan", 0), sent).status_code == 302
    edisi = Edisi.objects.get()
    page = page_of(client_of("auditor").get(at("edisi", edisi.pk)))
    assert "Berita acara nomor 12/PY.02-BA/5371/2025" in text_of(page)
    [link] = page.xpath("//a[text()='Unduh pindaian berita acara']/@href")
    entries = Jejak.objects.count()
    response = client_of("auditor").get(link)
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert "attachment" in response["Content-Disposition"]
    entry = Jejak.objects.order_by("-pk")[0]
    assert (Jejak.objects.count(), entry.tindakan, entry.pelaku) == (entries + 1, "unduh_bukti", "auditor-semua-5371")


def test_a_faulty_berita_acara_keeps_what_was_typed(terverifikasi: list[Realisasi], client_of: SignIn) -> None:
    client = client_of("verifikator")
    besok = (timezone.localdate() + timedelta(days=1)).isoformat()
    sent = {**hidden(client, "berita_acara"), **BERITA_ACARA, "tanggal": besok, "unggahan": scan("ba.pdf")}
    page = page_of(client.post(at("sahkan", 0), sent))
    assert "tidak boleh sesudah hari ini" in text_of(page.find_class("error-summary")[0])
    assert page.xpath("//input[@name='tanggal']/@value") == [besok]
    assert "Anggota: Budi" in page.xpath("//textarea")[0].text
    assert "Pilih lagi pindaiannya" in text_of(page)
    sent = {**hidden(client, "berita_acara"), **BERITA_ACARA}
    page = page_of(client.post(at("sahkan", 0), sent))
    assert "Pilih berkas." in text_of(page.find_class("error-summary")[0])
    assert not Pengesahan.objects.exists()


def test_an_approved_period_shows_why_it_is_closed_and_its_edition(edisi: Edisi, client_of: SignIn) -> None:
    page = page_of(client_of("pimpinan").get(at("sahkan", 0)))
    assert "Tahunan 2024 sudah disahkan pada 14 Februari 2025" in text_of(page)
    assert at("edisi", edisi.pk) in page.xpath("//main//a/@href")
    assert not page.xpath("//input[@name='cara']")


def test_an_approval_of_a_closed_period_by_an_old_page_is_refused_in_words(edisi: Edisi, client_of: SignIn) -> None:
    response = client_of("pimpinan").post(at("sahkan", 0), {"cara": "aplikasi", "konfirmasi": "on", "sidik": "x"})
    assert "sudah disahkan pada 14 Februari 2025" in text_of(page_of(response).find_class("error-summary")[0])
    assert Edisi.objects.count() == 1


def test_reopening_asks_for_a_reason_and_tells_it_afterwards(edisi: Edisi, client_of: SignIn) -> None:
    client = client_of("administrator")
    [link] = page_of(client.get(at("pengesahan"))).xpath("//a[text()='Buka kembali Tahunan 2024']/@href")
    page = page_of(client.post(link, {"alasan": " ", "tenggat": "2026-02-30"}))
    assert len(page.find_class("error-summary")[0].findall(".//li")) == 2
    assert page.xpath("//input[@name='tenggat']/@value") == ["2026-02-30"]
    tenggat = timezone.localdate() + timedelta(days=3)
    response = client.post(link, {"alasan": "Salah ketik indikator 6", "tenggat": tenggat.isoformat()}, follow=True)
    page = page_of(response)
    assert response.redirect_chain == [(at("pengesahan"), 302)]
    assert "Dibuka kembali" in text_of(page)
    assert "Salah ketik indikator 6" in text_of(page)
    assert Periode.objects.get(tahun=2024, triwulan=0).tenggat == tenggat
    assert "Sedang direvisi" in text_of(page.find_class("chip")[0])


@pytest.mark.parametrize("who", ["operator", "verifikator", "auditor"])
def test_others_are_refused_with_the_reason(edisi: Edisi, client_of: SignIn, who: str) -> None:
    client = client_of(who)
    for response in (client.get(at("buka_kembali", 0)), client.post(at("buka_kembali", 0), {})):
        assert response.status_code == 403
        assert "Pembukaan kembali dilakukan pimpinan atau administrator" in response.content.decode()
    assert "Buka kembali Tahunan" not in client.get(at("pengesahan")).content.decode()


def test_a_period_that_is_not_approved_has_nothing_to_reopen(periode: Periode, client_of: SignIn) -> None:
    client = client_of("pimpinan")
    page = page_of(client.get(at("buka_kembali", 0)))
    assert "Tahunan 2024 belum disahkan, jadi tidak perlu dibuka kembali." in text_of(page)
    assert not page.xpath("//textarea")
    assert client.post(at("buka_kembali", 0), {"alasan": "x", "tenggat": "2030-01-01"}).status_code == 404


def test_a_table_of_an_edition_stays_as_it_was_approved(
    edisi: Edisi, client_of: SignIn, buka: Callable[..., Any], terverifikasi: list[Realisasi]
) -> None:
    buka(edisi)
    Realisasi.objects.filter(pk=terverifikasi[5].pk).update(nilai="70.5")
    client = client_of("auditor")
    assert "70,50%" in client.get(at("tabel", "10")).content.decode()
    for alamat in ("10", "capaian-kinerja"):
        page = page_of(client.get(at("edisi_tabel", edisi.pk, alamat)))
        assert "69,66%*" in text_of(page)
        assert "70,50%" not in text_of(page)
    unduhan = page.xpath("//div[contains(@class, 'report-tools')]//a/@href")
    assert [client.get(url).status_code for url in unduhan] == [200, 200, 200]
    assert client.get(unduhan[0])["Content-Disposition"].endswith('"capaian-kinerja-5371-2024-tahunan-1.xlsx"')
    assert client.get(at("edisi_tabel", edisi.pk, "99")).status_code == 404
    assert client.get(at("edisi_tabel", edisi.pk, "10") + "?bentuk=exe").status_code == 404


def test_the_download_is_what_the_verifier_reads(edisi: Edisi, client_of: SignIn) -> None:
    response = client_of("auditor").get(at("edisi_unduh", edisi.pk))
    assert 'filename="edisi-5371-2024-tahunan-1.json"' in response["Content-Disposition"]
    data = json.loads(response.content)
    assert set(data) == {"sha256", "isi"}
    assert sidik_edisi(data["isi"]) == data["sha256"] == edisi.sha256


def test_the_sheet_to_sign_holds_figures_fingerprint_anchor_and_names(edisi: Edisi, client_of: SignIn) -> None:
    page = page_of(client_of("verifikator").get(at("edisi_lembar", edisi.pk)))
    text = text_of(page)
    for part in ("69,66%*", edisi.sha256, edisi.isi["jejak"]["sidik"], "Ketua KPU Kota Kupang", "versi aplikasi"):
        assert part in text


def test_editions_are_compared_on_a_page(
    edisi: Edisi,
    client_of: SignIn,
    buka: Callable[..., Any],
    setuju: Callable[..., Edisi],
    terverifikasi: list[Realisasi],
) -> None:
    buka(edisi)
    Realisasi.objects.filter(pk=terverifikasi[5].pk).update(nilai="70.5")
    baru = setuju()
    client = client_of("auditor")
    [link] = page_of(client.get(at("pengesahan"))).xpath("//a[text()='Bandingkan dengan edisi 1']/@href")
    assert link == at("edisi_banding", edisi.pk, baru.pk)
    page = page_of(client.get(link))
    [card] = page.xpath("//section[starts-with(.//h2, 'Tabel 10.')]")
    assert [text_of(cell) for cell in card.findall(".//tbody/tr[1]/*")] == [
        "Persentase Partisipasi Pemilih dalam Pemilu/Pemilihan",
        "Realisasi",
        "69,66%*",
        "70,50%*",
    ]
    assert "Salah ketik pada indikator 6." in text_of(page)


def test_equal_editions_say_so(
    edisi: Edisi, client_of: SignIn, buka: Callable[..., Any], setuju: Callable[..., Edisi]
) -> None:
    page = page_of(client_of("auditor").get(at("edisi_banding", edisi.pk, edisi.pk)))
    assert "Tidak ada perbedaan" in text_of(page)


def test_an_edition_lives_at_one_address_only(edisi: Edisi, client_of: SignIn, entitas: Entitas) -> None:
    client = client_of("auditor")
    assert client.get(at("edisi", edisi.pk, tahun=2023)).status_code == 404
    assert client.get(at("edisi", edisi.pk, kunci="5371-sekretariat")).status_code == 404
    assert client.get(at("edisi", edisi.pk + 1)).status_code == 404
    assert client.get(at("berita_acara_unduh", edisi.pk)).status_code == 404


def test_reading_changes_nothing(edisi: Edisi, client_of: SignIn) -> None:
    entries = Jejak.objects.count()
    client = client_of("pimpinan")
    for url in (at("pengesahan"), at("sahkan", 0), at("sahkan", 3), at("edisi", edisi.pk), at("buka_kembali", 0)):
        assert client.get(url).status_code == 200
    assert Jejak.objects.count() == entries
