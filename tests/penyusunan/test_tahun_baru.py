"""The page of a new year: suggestions, choices, faults that keep what was typed, and what comes next."""

from collections.abc import Callable
from typing import Any

import lxml.html
import pytest
from django.http import HttpResponse
from django.test import Client

from apps.organisasi.models import Entitas, Pengguna
from apps.perencanaan.models import AdopsiIndikator, PerjanjianKinerja, RencanaAksi, Target, TargetIndikator
from apps.siklus.models import Periode
from tests.pengisian.reading import css, parse, words
from tests.penyusunan.test_tahun_baru_services import sahkan

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
Baru = dict[int, AdopsiIndikator]
URL = "/5371/2025/rencana/tahun-baru/"


def form_of(response: HttpResponse) -> Any:
    """The form of the page, as a browser holds it."""
    return next(form for form in parse(response).forms if "sidik" in form.fields)


def fields(response: HttpResponse, **changed: str | None) -> dict[str, str]:
    """What the browser would send, with changes; None takes a tick away."""
    sent = dict(form_of(response).form_values())
    sent |= {name.replace("_", "-"): value for name, value in changed.items() if value is not None}
    return {name: value for name, value in sent.items() if changed.get(name.replace("-", "_"), "") is not None}


def card(page: lxml.html.HtmlElement, nomor: int) -> str:
    return next(words(c) for c in css(page, "plan-card") if words(c).startswith(f"{nomor}. "))


def test_last_year_and_the_renstra_stand_side_by_side_and_the_renstra_is_suggested(
    client_of: ClientOf, baru: Baru
) -> None:
    response = client_of("administrator").get(URL)
    page = parse(response)
    assert "PK 2024 40%" in card(page, 1) and "Renstra 2025 45% disarankan" in card(page, 1)
    assert "Rencana aksi 2024: 8 kegiatan, 4 target triwulan" in card(page, 1)
    kiri = words(css(page, "plan-left")[0])
    assert "Tidak dapat dibawa dari 2024" in kiri and "11. " in kiri
    assert kiri.count("berakhir 2024") == 1
    sent = fields(response)
    assert sent[f"pilih-{baru[1].pk}"] == "renstra" and f"bawa-{baru[1].pk}" in sent
    assert sent["nama"] == "Perjanjian Kinerja KPU Kota Kupang Tahun 2025"
    assert sent["penandatangan"] == str(PerjanjianKinerja.objects.get(tahun=2024).penandatangan_id)


def test_sending_the_suggestions_makes_the_year_and_says_what_was_made(client_of: ClientOf, baru: Baru) -> None:
    client = client_of("administrator")
    Periode.objects.filter(tahun=2025).delete()
    response = client.post(URL, fields(client.get(URL)), follow=True)
    text = words(parse(response))
    assert (
        "Perjanjian kinerja 2025 dibuat. Tersimpan untuk 2025: 10 target perjanjian kinerja, 8 target triwulan, "
        "12 kegiatan rencana aksi, 5 periode yang masih tertutup."
    ) in text
    for langkah in ("Buka periode 2025", "Lengkapi rencana aksi", "Lihat tabel Perjanjian Kinerja", "Susun rencana"):
        assert langkah in text
    assert Target.objects.get(adopsi=baru[1], tahun=2025, sumber="pk").nilai == 45
    assert RencanaAksi.objects.filter(adopsi=baru[1], tahun=2025).count() == 8
    # Everything is there: what remains are the two that cannot be carried, and there is nothing to send.
    assert not parse(response).xpath("//main//form")
    assert "Sudah ada" in text and "Tidak dapat dibawa" in text
    assert all(client.get(url).status_code == 200 for url in parse(response).xpath("//main//a/@href") if url[0] == "/")


def test_a_new_year_does_not_inherit_the_name_of_a_change(client_of: ClientOf, baru: Baru) -> None:
    PerjanjianKinerja.objects.filter(tahun=2024).update(nama="Perjanjian Kinerja Perubahan KPU Kota Kupang Tahun 2024")
    sent = fields(client_of("administrator").get(URL))
    assert sent["nama"] == "Perjanjian Kinerja KPU Kota Kupang Tahun 2025"


def test_people_choose_value_indicator_and_line(client_of: ClientOf, baru: Baru) -> None:
    client = client_of("administrator")
    response = client.get(URL)
    lines = list(RencanaAksi.objects.filter(adopsi__nomor=1, tahun=2024, triwulan=1).order_by("urutan"))
    sent = fields(response)
    sent |= {f"pilih-{baru[1].pk}": "lalu", f"pilih-{baru[2].pk}": "lain", f"lain-{baru[2].pk}": "82,5"}
    sent |= {f"triwulan-{baru[1].pk}-1": "", f"kegiatan-{lines[0].pk}": "Memutakhirkan Sipol\r\ndua kali"}
    for name in (f"bawa-{baru[4].pk}", f"bawa-kegiatan-{lines[1].pk}"):
        del sent[name]
    assert client.post(URL, sent).status_code == 302
    pk = Target.objects.filter(tahun=2025, sumber="pk")
    assert (pk.get(adopsi=baru[1]).nilai, str(pk.get(adopsi=baru[2]).nilai)) == (40, "82.5000")
    assert not pk.filter(adopsi=baru[4]).exists()
    quarter = {"adopsi": baru[1], "tahun": 2025, "triwulan": 1}
    assert not Target.objects.filter(**quarter, sumber="triwulan").exists()
    assert RencanaAksi.objects.get(**quarter).uraian == "Memutakhirkan Sipol\ndua kali"


def test_faults_are_told_together_and_nothing_typed_is_lost(client_of: ClientOf, baru: Baru) -> None:
    client = client_of("administrator")
    line = RencanaAksi.objects.filter(adopsi__nomor=1, tahun=2024, triwulan=1).order_by("urutan")[0]
    sent = fields(client.get(URL), nama="", tanggal="kapan-kapan")
    sent |= {f"pilih-{baru[2].pk}": "lain", f"lain-{baru[2].pk}": "98.765", f"pilih-{baru[5].pk}": "lain"}
    sent |= {f"triwulan-{baru[1].pk}-2": "banyak", f"kegiatan-{line.pk}": " ", f"pilih-{baru[6].pk}": "apa"}
    del sent[f"bawa-{baru[7].pk}"]
    response = client.post(URL, sent)
    assert response.status_code == 200
    page = parse(response)
    [summary] = css(page, "error-summary")
    for kalimat in (
        "Tulis nama perjanjian kinerja.",
        "Tanggal ini tidak dapat dibaca",
        "Indikator 1, Target Triwulan II:",
        "Indikator 1, Kegiatan 1 Triwulan I: Tulis kegiatannya, atau hapus tandanya.",
        "Indikator 2: Titik tidak dipakai",
        "Indikator 5: Isi targetnya, atau hapus tanda pada indikator ini.",
        "Indikator 6: Pilih salah satu target.",
    ):
        assert kalimat in words(summary)
    for href in summary.xpath(".//a/@href"):
        assert page.get_element_by_id(href[1:]) is not None
    again = fields(response)
    # No choice of the sixth is ticked, since none was made; an empty text has no value.
    assert dict.fromkeys(sent.keys() - again.keys(), "") == {"nama": "", f"pilih-{baru[6].pk}": ""}
    assert {name for name, value in again.items() if sent[name] != value} == {"csrfmiddlewaretoken"}
    assert page.xpath("//details/@open")
    assert not PerjanjianKinerja.objects.filter(tahun=2025).exists()


def test_a_target_worse_than_the_nations_asks_for_its_reason_beside_it(client_of: ClientOf, baru: Baru) -> None:
    TargetIndikator.objects.create(indikator=baru[1].indikator, tahun=2025, nilai=70)
    client = client_of("administrator")
    response = client.get(URL)
    assert "Target nasional 2025: 70%" in card(parse(response), 1) and "nasional" not in card(parse(response), 2)
    refused = client.post(URL, fields(response))
    summary = css(parse(refused), "error-summary")[0]
    assert "Indikator 1: Target 2025 (45) lebih rendah daripada target nasional (70)." in words(summary)
    assert "pada “Alasan target lebih buruk daripada target nasional”" in words(summary)
    assert f"#catatan-{baru[1].pk}" in summary.xpath(".//a/@href")
    # The input is folded away until it is needed.
    terbuka = "ancestor::details/@open"
    assert not parse(response).get_element_by_id(f"catatan-{baru[1].pk}").xpath(terbuka)
    assert parse(refused).get_element_by_id(f"catatan-{baru[1].pk}").xpath(terbuka)
    sent = fields(refused) | {f"catatan-{baru[1].pk}": "x" * 301}
    assert "Paling banyak 300 huruf." in words(parse(client.post(URL, sent)))
    nul = client.post(URL, sent | {f"catatan-{baru[1].pk}": "Pagu\0 dipotong."})
    assert "Karakter null tidak diizinkan." in words(parse(nul))
    assert client.post(URL, sent | {f"catatan-{baru[1].pk}": "Pagu dipotong."}).status_code == 302
    assert Target.objects.get(adopsi=baru[1], tahun=2025, sumber="pk").catatan == "Pagu dipotong."
    # The next version shows the reason and asks for it as well.
    url = "/5371/2025/rencana/perjanjian-baru/"
    sent = fields(client.get(url), alasan="Lagi.") | {f"target-{baru[1].pk}": "44"}
    assert sent[f"catatan-{baru[1].pk}"] == "Pagu dipotong."
    kosong = client.post(url, sent | {f"catatan-{baru[1].pk}": ""})
    assert "Target 2025 (44) lebih rendah daripada target nasional (70)." in words(parse(kosong))
    assert client.post(url, sent).status_code == 302


def test_somebody_elses_change_is_told_and_what_was_typed_stays(client_of: ClientOf, baru: Baru) -> None:
    client = client_of("administrator")
    response = client.get(URL)
    first, second = fields(response), fields(response)
    second |= {f"pilih-{baru[2].pk}": "lain", f"lain-{baru[2].pk}": "77"}
    for n in range(2, 11):
        first.pop(f"bawa-{baru[n].pk}")
    assert client.post(URL, first).status_code == 302
    stale = client.post(URL, second)
    assert stale.status_code == 409
    assert "sudah diubah orang lain" in words(parse(stale))
    sent = fields(stale)
    assert sent[f"lain-{baru[2].pk}"] == "77" and f"bawa-{baru[1].pk}" not in sent
    assert client.post(URL, sent).status_code == 302
    assert Target.objects.filter(tahun=2025, sumber="pk").count() == 10


def test_extending_is_offered_unticked_and_done_when_ticked(client_of: ClientOf, baru: Baru) -> None:
    client = client_of("administrator")
    client.post(URL, fields(client.get(URL)))
    url = URL.replace("2025", "2026")
    response = client.get(url)
    assert "Masa indikator ini berakhir 2025. Bila dibawa, masanya diperpanjang sampai 2026." in card(
        parse(response), 1
    )
    assert f"bawa-{baru[1].pk}" not in fields(response)
    done = client.post(url, fields(response) | {f"bawa-{baru[1].pk}": "on"}, follow=True)
    assert "1 masa indikator yang diperpanjang" in words(parse(done))
    assert AdopsiIndikator.objects.get(pk=baru[1].pk).sampai == 2026


def test_a_quarter_that_is_approved_says_why_and_offers_nothing(
    client_of: ClientOf, cast: dict[str, Pengguna], entitas: Entitas, baru: Baru
) -> None:
    sahkan(entitas, cast, 2025, triwulan=1)
    client = client_of("administrator")
    response = client.get(URL)
    assert "Triwulan I 2025 sudah disahkan" in card(parse(response), 1)
    assert "6 kegiatan, 3 target triwulan" in card(parse(response), 1)
    assert client.post(URL, fields(response)).status_code == 302
    assert RencanaAksi.objects.filter(adopsi=baru[1], tahun=2025).count() == 6


def test_an_approved_year_is_shown_with_its_sentence_and_refused(
    client_of: ClientOf, cast: dict[str, Pengguna], entitas: Entitas, baru: Baru
) -> None:
    client = client_of("administrator")
    sent = fields(client.get(URL))
    sahkan(entitas, cast, 2025)
    page = parse(client.get(URL))
    assert "Tahunan 2025 sudah disahkan" in words(page) and not page.xpath("//main//form")
    refused = client.post(URL, sent)
    assert refused.status_code == 403 and "Tahunan 2025 sudah disahkan" in words(parse(refused))


def test_a_year_that_nobody_planned_says_what_to_do(client_of: ClientOf, entitas: Entitas) -> None:
    page = parse(client_of("administrator").get(URL))
    assert "Tahun ini belum punya indikator." in words(page) and not page.xpath("//main//form")
    kiri = css(page, "plan-left")[0]
    assert len(kiri.xpath(".//li")) == 12 and words(kiri).count("berakhir 2024") == 1
    kosong = client_of("administrator").get("/5371-sekretariat/2025/rencana/tahun-baru/")
    assert "Belum ada perjanjian kinerja tahun sebelumnya" in words(parse(kosong))


def test_a_reason_is_suggested_only_with_the_value_that_it_was_said_of(client_of: ClientOf, baru: Baru) -> None:
    for indikator in (baru[1].indikator, baru[2].indikator):
        TargetIndikator.objects.create(indikator=indikator, tahun=2025, nilai=99)
    Target.objects.filter(adopsi__nomor__in=(1, 2), tahun=2024, sumber="pk").update(catatan="Pagu 2024 dipotong.")
    Target.objects.filter(adopsi=baru[2], tahun=2025, sumber="renstra").delete()
    sent = fields(client_of("administrator").get(URL))
    assert (sent[f"pilih-{baru[1].pk}"], sent[f"catatan-{baru[1].pk}"]) == ("renstra", "")
    assert (sent[f"pilih-{baru[2].pk}"], sent[f"catatan-{baru[2].pk}"]) == ("lalu", "Pagu 2024 dipotong.")


def test_nothing_ticked_is_not_a_year(client_of: ClientOf, baru: Baru) -> None:
    client = client_of("administrator")
    sent = {name: value for name, value in fields(client.get(URL)).items() if not name.startswith("bawa-")}
    response = client.post(URL, sent)
    assert "Belum ada yang dipilih." in words(css(parse(response), "error-summary")[0])
    assert not PerjanjianKinerja.objects.filter(tahun=2025).exists()


def test_the_way_leads_from_the_menu_to_the_next_year(client_of: ClientOf) -> None:
    page = parse(client_of("administrator").get("/5371/2024/"))
    assert "/5371/2024/rencana/tahun-baru/" in page.xpath("//nav//a/@href")
    assert "/5371/2025/rencana/tahun-baru/" in parse(
        client_of("administrator").get("/5371/2024/rencana/tahun-baru/")
    ).xpath("//main//a/@href")
    assert "/5371/2024/rencana/tahun-baru/" not in parse(client_of("verifikator").get("/5371/2024/")).xpath(
        "//nav//a/@href"
    )


@pytest.mark.parametrize("alamat", ["rencana/tahun-baru", "anggaran/impor"])
def test_the_last_year_leads_to_none_behind_it(client_of: ClientOf, alamat: str) -> None:
    """Addresses end with 2099; a page that leads further would fail."""
    assert client_of("administrator").get(f"/5371/2099/{alamat}/").status_code == 200


def test_quarters_that_do_not_make_the_year_are_remarked_before_and_after_and_refuse_nothing(
    client_of: ClientOf, baru: Baru
) -> None:
    beda = "Target Triwulan IV 40%, target setahun 45%."
    client = client_of("administrator")
    response = client.get(URL)
    assert beda in card(parse(response), 1)
    sent = fields(response) | {f"pilih-{baru[1].pk}": "lalu", "nama": ""}
    assert beda not in card(parse(client.post(URL, sent)), 1)
    page = parse(client.post(URL, fields(response), follow=True))
    assert [words(p) for p in css(page, "plan-differs")].count(beda) == 1
    rencana = "/5371/2025/rencana/indikator/1/"
    assert beda in words(parse(client.get(rencana)))
    client.post(rencana, fields(client.get(rencana)) | {"target-4": "45"})
    assert not css(parse(client.get(rencana)), "plan-differs")
