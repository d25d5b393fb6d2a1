"""The sheet of a subbagian as a page: who types where, what stays when it is refused, what is remarked."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.organisasi.models import Entitas, Pengguna
from apps.pengisian.grid.views import baca_sel
from apps.pengukuran.models import Realisasi
from apps.pengukuran.services import SelGrid, simpan_grid
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import Periode
from tests.pengisian.reading import Element, css, having, parse, words

pytestmark = pytest.mark.django_db
TEKNIS = "/5371/2024/grid/teknis/"
MILIK_TEKNIS = (1, 5, 6, 7, 8, 10)


@pytest.fixture
def terbuka(entitas: Entitas, periode: Periode) -> None:
    """The year and triwulan I are open, triwulan II is past its deadline, the others were never opened."""
    hari = timezone.localdate()
    for triwulan, sampai in ((1, 3), (2, -3)):
        Periode.objects.create(
            entitas=entitas, tahun=2024, triwulan=triwulan, dibuka=True, tenggat=hari + timedelta(days=sampai)
        )


def page(client: Client, url: str = TEKNIS) -> Element:
    response = client.get(url)
    assert response.status_code == 200
    return parse(response)


def inputs(doc: Element) -> dict[str, str]:
    return {i.get("name"): i.get("value") or "" for i in having(doc, "data-sel")}


def typed(doc: Element, **sel: str) -> dict[str, str]:
    """The form as the browser would post it, with some cells typed over ("sel_6_0" is the cell sel-6-0)."""
    data = {i.get("name"): i.get("value") or "" for i in css(doc, "grid-form", "input")}
    return data | {name.replace("_", "-"): text for name, text in sel.items()}


def nilai(nomor: int, triwulan: int = 0) -> Decimal:
    return Realisasi.objects.get(adopsi__nomor=nomor, tahun=2024, triwulan=triwulan).nilai


def test_the_operator_types_where_the_period_is_open(terbuka: None, client_of) -> None:
    doc = page(client_of("operator"))
    assert set(inputs(doc)) == {f"sel-{nomor}-{triwulan}" for nomor in MILIK_TEKNIS for triwulan in (1, 0)}
    assert inputs(doc)["sel-6-0"] == "69,66"
    kolom = [words(th) for th in css(doc, "grid-table", "th")[:6]]
    assert [k.rsplit(" ", 1)[-1] for k in kolom[2:5]] == ["(lewat)", "dibuka", "dibuka"]
    alasan = css(doc, "grid-why", "ul")[0].text_content()
    assert "Administrator satker Anda dapat membukanya" in alasan
    assert "dapat memberi perpanjangan" in alasan


@pytest.mark.parametrize("siapa", ["verifikator", "administrator"])
def test_verifikator_and_administrator_write_too(terbuka: None, client_of, siapa: str) -> None:
    assert inputs(page(client_of(siapa)))


@pytest.mark.parametrize("siapa", ["operator_lain", "pimpinan", "auditor"])
def test_the_others_of_the_satker_only_read(terbuka: None, client_of, siapa: str) -> None:
    client = client_of(siapa)
    doc = page(client)
    assert not inputs(doc)
    assert not css(doc, "grid-form", "button")
    assert "Hanya baca." in css(doc, "notice")[0].text_content()
    assert "69,66" in css(doc, "grid-table")[0].text_content()
    response = client.post(TEKNIS, {"sel-6-0": "1", "dasar-6-0": "1 69,66"})
    assert response.status_code == 403
    assert nilai(6) == Decimal("69.66")


def test_for_strangers_and_for_other_words_there_is_no_sheet(terbuka: None, client_of) -> None:
    assert client_of("satker_lain").get(TEKNIS).status_code == 404
    assert client_of("operator").get("/5371/2024/grid/tidak-ada/").status_code == 404
    assert client_of("tanpa_masuk").get(TEKNIS).status_code == 302


def test_saving_leads_back_with_a_message_and_remarks(terbuka: None, client_of) -> None:
    client = client_of("operator")
    response = client.post(TEKNIS, typed(page(client), sel_5_0="12,5", sel_6_1="60"), follow=True)
    assert response.redirect_chain
    doc = parse(response)
    assert "2 nilai disimpan." in css(doc, "notice-success")[0].text_content()
    assert (nilai(5), nilai(6, 1)) == (Decimal("12.5"), 60)
    catatan = css(doc, "grid-remarks")[0].text_content()
    assert "Indikator 5, Tahunan: Nilai 12,50% turun 87,50 poin" in catatan


def test_remarks_are_not_shown_to_those_who_cannot_mend_them(terbuka: None, client_of) -> None:
    client = client_of("operator")
    client.post(TEKNIS, typed(page(client), sel_5_0="12,5"))
    assert css(page(client), "grid-remarks")
    assert not css(page(client_of("operator_lain")), "grid-remarks")
    assert not css(page(client_of("auditor")), "grid-remarks")


def test_one_bad_cell_saves_nothing_and_loses_nothing(terbuka: None, client_of) -> None:
    client = client_of("operator")
    response = client.post(TEKNIS, typed(page(client), sel_5_0="98.765", sel_6_1="60"))
    assert response.status_code == 200
    assert not Realisasi.objects.filter(adopsi__nomor=6, tahun=2024, triwulan=1).exists()
    doc = parse(response)
    assert doc.findtext("head/title").startswith("Galat: ")
    assert (inputs(doc)["sel-5-0"], inputs(doc)["sel-6-1"]) == ("98.765", "60")
    link = css(doc, "error-summary", "a")
    assert [a.get("href") for a in link] == ["#sel-5-0"]
    cell = doc.get_element_by_id("sel-5-0")
    assert cell.get("aria-invalid") == "true"
    pesan = doc.get_element_by_id(cell.get("aria-describedby").split()[0])
    assert "Titik tidak dipakai" in pesan.text_content()
    assert "Indikator 5, Tahunan" in link[0].text_content()
    # Mended, the same form is saved whole.
    assert client.post(TEKNIS, typed(doc, sel_5_0="98,765")).status_code == 302
    assert (nilai(5), nilai(6, 1)) == (Decimal("98.765"), 60)


def test_a_stale_cell_shows_both_values_and_untouched_ones_what_stands_now(
    terbuka: None, client_of, cast: dict[str, Pengguna], entitas: Entitas
) -> None:
    client = client_of("operator")
    lama = page(client)
    versi = Realisasi.objects.get(adopsi__nomor=6, tahun=2024, triwulan=0).versi
    simpan_grid(
        pelaku=cast["verifikator"],
        entitas=entitas,
        tahun=2024,
        sel=[SelGrid(6, 0, versi, "75", "69,66"), SelGrid(7, 0, 1, "55", "53,05")],
    )
    doc = parse(client.post(TEKNIS, typed(lama, sel_6_0="72")))
    assert "kini “75”, Anda mengetik “72”" in doc.get_element_by_id("sel-6-0-galat").text_content()
    assert (inputs(doc)["sel-6-0"], inputs(doc)["sel-7-0"]) == ("72", "55")
    assert client.post(TEKNIS, typed(doc)).status_code == 302
    assert (nilai(6), nilai(7)) == (72, 55)


def test_a_period_that_closes_meanwhile_keeps_what_was_typed_in_sight(
    terbuka: None, client_of, entitas: Entitas
) -> None:
    client = client_of("operator")
    lama = page(client)
    Periode.objects.filter(entitas=entitas, tahun=2024, triwulan=1).update(dibuka=False)
    doc = parse(client.post(TEKNIS, typed(lama, sel_6_1="60,25")))
    pesan = doc.get_element_by_id("sel-6-1").text_content()
    assert "belum dibuka" in pesan
    assert "Anda mengetik “60,25”" in pesan


def test_what_is_handed_in_or_hangs_on_parts_is_text_with_its_word(
    terbuka: None, client_of, entitas: Entitas, lengkap: Realisasi, langkah
) -> None:
    langkah("operator", "ajukan", lengkap)
    adopsi = AdopsiIndikator.objects.get(entitas=entitas, nomor=7)
    Realisasi.objects.create(adopsi=adopsi, tahun=2024, triwulan=1, pembilang=2, penyebut=3)
    doc = page(client_of("operator"))
    assert not {"sel-6-0", "sel-7-1"} & set(inputs(doc))
    terkunci = {words(td): td.get("title") for td in css(doc, "grid-locked") if td.xpath(".//a")}
    assert any(text.startswith("69,66 Diajukan") and "sudah diajukan" in why for text, why in terkunci.items())
    assert any(text.startswith("66,67% dari pembilang dan penyebut") for text in terkunci)


def test_rows_lead_to_the_entry_page_of_the_period_that_is_open(terbuka: None, client_of) -> None:
    baris = page(client_of("operator")).get_element_by_id("baris-6")
    assert baris.get("href") == "/5371/2024/isi/6/triwulan-1/"
    assert page(client_of("auditor")).get_element_by_id("baris-6").get("href") == "/5371/2024/isi/6/tahunan/"


def test_every_input_is_named_by_its_row_and_column(terbuka: None, client_of) -> None:
    doc = page(client_of("operator"))
    for cell in having(doc, "data-sel"):
        names = [doc.get_element_by_id(part).text_content().strip() for part in cell.get("aria-labelledby").split()]
        assert len(names) == 2
        assert all(names)


def test_a_subbagian_without_indicators_says_so(client_of, entitas: Entitas) -> None:
    AdopsiIndikator.objects.filter(entitas=entitas, subbagian__kode="hukum").update(sampai=2023)
    assert "Belum ada indikator" in page(client_of("operator"), "/5371/2024/grid/hukum/").text_content()


def test_tampered_hidden_fields_are_not_read() -> None:
    for dasar in ("", "x 1", "-1 1", "٣ 1", "9999999999999 1"):
        data = QueryDict(mutable=True)
        data.update({"sel-6-0": "70", "dasar-6-0": dasar})
        assert baca_sel(data, 6, 0) is None


def test_the_page_needs_as_many_queries_for_six_indicators_as_for_one(
    terbuka: None, client_of, entitas: Entitas
) -> None:
    client = client_of("operator")
    page(client)
    with CaptureQueriesContext(connection) as semua:
        page(client)
    AdopsiIndikator.objects.filter(entitas=entitas, nomor__in=MILIK_TEKNIS[1:]).update(sampai=2023)
    with CaptureQueriesContext(connection) as satu:
        page(client)
    assert len(semua) == len(satu) <= 20
