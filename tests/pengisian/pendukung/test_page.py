"""The supporting table as a page: its buttons change what is typed, only saving changes what is stored."""

import pytest
from django.test import Client
from lxml.html import tostring

from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import BarisTabelPendukung, TabelPendukung
from apps.pengukuran.pendukung import isi_pendukung
from apps.pengukuran.services import simpan_tabel_pendukung
from apps.perencanaan.models import AdopsiIndikator
from apps.siklus.models import Periode
from tests.pengisian.reading import Element, css, parse, words

pytestmark = pytest.mark.django_db
URL = "/5371/2024/pendukung/1/"
JUMLAH = 24


@pytest.fixture
def parpol(entitas: Entitas) -> AdopsiIndikator:
    """Indicator 1, whose supporting table is Tabel 12."""
    return AdopsiIndikator.objects.select_related("indikator", "entitas__satker").get(entitas=entitas, nomor=1)


def buka(client: Client) -> Element:
    response = client.get(URL)
    assert response.status_code == 200
    return parse(response)


def isian(doc: Element, **beda: str) -> dict[str, str]:
    """The form as the browser would post it, without any button; what differs by the names of its fields."""
    form = css(doc, "sup-form")[0]
    data = {
        f.get("name"): (f.text or "").removeprefix("\n") if f.tag == "textarea" else f.get("value") or ""
        for f in form.xpath(".//input | .//textarea")
        if f.get("type") != "checkbox" or f.get("checked") is not None
    }
    return data | {name.replace("_", "-"): text for name, text in beda.items()}


def kirim(client: Client, doc: Element, aksi: str, **beda: str) -> Element:
    response = client.post(URL, isian(doc, **beda) | {"aksi": aksi}, follow=True)
    assert response.status_code == 200
    return parse(response)


def kolom_partai(doc: Element) -> list[str]:
    data = isian(doc)
    return [data[f"sel-{i}-0"] for i in range(int(data["jumlah_baris"]))]


def tersimpan(adopsi: AdopsiIndikator) -> list[str]:
    return [b.isi[0] for b in isi_pendukung(adopsi, 2024).baris]


def test_the_table_is_typed_in_inputs_with_rows_to_spare(periode: Periode, client_of) -> None:
    doc = buka(client_of("operator"))
    assert kolom_partai(doc)[JUMLAH - 1 :] == ["Partai Ummat", "", "", ""]
    data = isian(doc)
    assert [data[f"kolom-{j}"] for j in range(3)] == ["NOMOR URUT", "PARTAI POLITIK", "HASIL PEMUKTAHIRAN"]
    assert data["tanda-20"] == "*"
    assert doc.get_element_by_id("sel-2-0").get("aria-label") == "PARTAI POLITIK, baris 3"
    # Enter in any field saves, whatever button stands before it.
    assert css(doc, "sup-form", "button")[0].get("value") == "simpan"


@pytest.mark.parametrize("siapa", ["operator_lain", "pimpinan", "auditor"])
def test_others_of_the_satker_read_it(periode: Periode, client_of, siapa: str) -> None:
    client = client_of(siapa)
    doc = buka(client)
    assert not css(doc, "sup-form")
    assert "Partai Aceh*" in words(css(doc, "list")[0])
    assert "Tidak dapat diubah." in words(css(doc, "notice")[0])
    assert client.post(URL, {"aksi": "simpan"}).status_code == 403


def test_a_closed_period_says_why(client_of) -> None:
    doc = buka(client_of("operator"))
    assert not css(doc, "sup-form")
    assert "belum dibuka" in words(css(doc, "notice")[0])


def test_for_strangers_and_other_indicators_there_is_none(periode: Periode, client_of) -> None:
    assert client_of("satker_lain").get(URL).status_code == 404
    for nomor in (2, 99):
        assert client_of("operator").get(f"/5371/2024/pendukung/{nomor}/").status_code == 404


def test_saving_what_was_typed_added_and_ticked(periode: Periode, client_of, parpol: AdopsiIndikator) -> None:
    client = client_of("operator")
    doc = kirim(
        client, buka(client), "simpan", sel_0_0="=Partai", hapus_1="on", sel_24_0="Partai Baru", catatan="* Lokal"
    )
    assert "Tabel pendukung disimpan." in words(css(doc, "notice-success")[0])
    nama = tersimpan(parpol)
    assert (nama[0], nama[-1], len(nama)) == ("=Partai", "Partai Baru", JUMLAH)
    assert "Partai Gerakan Indonesia Raya" not in nama
    assert isi_pendukung(parpol, 2024).catatan == "* Lokal"
    laporan = client.get("/5371/2024/tabel/12/").content.decode()
    assert "Partai Baru" in laporan


def test_buttons_move_rows_and_add_some_without_saving(periode: Periode, client_of, parpol: AdopsiIndikator) -> None:
    client, sejak = client_of("operator"), Jejak.objects.count()
    doc = buka(client)
    pertama, kedua = kolom_partai(doc)[:2]
    doc = kirim(client, doc, "turun-0")
    assert kolom_partai(doc)[:2] == [kedua, pertama]
    assert "belum disimpan" in words(css(doc, "notice")[0])
    doc = kirim(client, doc, "naik-1")
    assert kolom_partai(doc)[:2] == [pertama, kedua]
    doc = kirim(client, kirim(client, doc, "naik-0"), "tambah_baris", sel_26_1="diketik")
    assert len(kolom_partai(doc)) == JUMLAH + 8
    assert isian(doc)["sel-26-1"] == "diketik"
    assert Jejak.objects.count() == sejak
    doc = kirim(client, doc, "turun-0")
    kirim(client, doc, "simpan")
    assert tersimpan(parpol)[:2] == [kedua, pertama]


def test_buttons_add_and_drop_columns(periode: Periode, client_of, parpol: AdopsiIndikator) -> None:
    client = client_of("operator")
    doc = kirim(client, buka(client), "tambah_kolom")
    doc = kirim(client, doc, "hapus_kolom-2", kolom_3="KETERANGAN", sel_0_2="baru", sel_26_2="ada")
    assert isian(doc)["kolom-2"] == "KETERANGAN"
    kirim(client, doc, "simpan")
    isi = isi_pendukung(parpol, 2024)
    assert isi.kolom == ("NOMOR URUT", "PARTAI POLITIK", "KETERANGAN")
    assert isi.baris[0].isi == ("Partai Kebangkitan Bangsa", "baru")
    doc = kirim(client, buka(client), "hapus_kolom-2")
    assert isian(kirim(client, doc, "hapus_kolom-1"))["jumlah_kolom"] == "2"


def test_a_paste_is_previewed_then_taken_then_saved(periode: Periode, client_of, parpol: AdopsiIndikator) -> None:
    client = client_of("operator")
    tempelan = 'Partai Politik\tHasil Pemuktahiran\r\nPartai Aceh*\tya\r\n"Partai\u00a0B\nbaru"\t=1+1\r\n'
    doc = kirim(client, buka(client), "pratinjau", tempelan=tempelan)
    pratinjau = words(doc.get_element_by_id("pratinjau"))
    assert "Pratinjau tempelan: 2 baris" in pratinjau
    assert "Partai B baru" in pratinjau
    assert kolom_partai(doc)[0] == "Partai Kebangkitan Bangsa"
    doc = kirim(client, doc, "pakai")
    assert kolom_partai(doc)[:3] == ["Partai Aceh", "Partai B baru", ""]
    assert len(tersimpan(parpol)) == JUMLAH
    kirim(client, doc, "simpan")
    isi = isi_pendukung(parpol, 2024)
    assert [(b.isi, b.tanda) for b in isi.baris] == [(("Partai Aceh", "ya"), "*"), (("Partai B baru", "=1+1"), "")]


def test_a_paste_that_was_not_looked_at_is_not_lost_by_saving(
    periode: Periode, client_of, parpol: AdopsiIndikator
) -> None:
    client, sejak = client_of("operator"), Jejak.objects.count()
    doc = kirim(client, buka(client), "simpan", tempelan="Partai A\tya", catatan="x")
    assert "belum dipakai" in words(css(doc, "error-summary")[0])
    assert isian(doc)["tempelan"] == "Partai A\tya"
    assert Jejak.objects.count() == sejak
    doc = kirim(client, doc, "pratinjau")
    assert not doc.xpath("//*[@class='card-footer']//button")
    doc = kirim(client, doc, "batal")
    assert isian(doc)["tempelan"] == ""
    kirim(client, doc, "simpan")
    assert len(tersimpan(parpol)) == JUMLAH


@pytest.mark.parametrize(
    ("tempelan", "kalimat"),
    [
        ("", "Tempelkan dahulu"),
        ("A\tB\nC", "Baris 2 berisi 1 sel"),
        ("A\tB\tC\tD", "berisi 4 kolom"),
        ("A\tB\n" * 501, "lebih dari 500 baris"),
        ("A\tB\x07", "Baris 1 memuat karakter"),
    ],
)
def test_a_paste_that_does_not_fit_is_refused_and_kept(
    periode: Periode, client_of, parpol: AdopsiIndikator, tempelan: str, kalimat: str
) -> None:
    client = client_of("operator")
    doc = kirim(client, buka(client), "pratinjau", tempelan=tempelan, sel_24_0="diketik")
    link = css(doc, "error-summary", "a")[0]
    assert kalimat in words(link)
    assert link.get("href") == "#tempelan"
    assert doc.get_element_by_id("tempelan").get("aria-invalid") == "true"
    assert isian(doc)["sel-24-0"] == "diketik"
    assert len(tersimpan(parpol)) == JUMLAH


def test_every_bad_place_is_marked_and_nothing_typed_is_lost(
    periode: Periode, client_of, parpol: AdopsiIndikator
) -> None:
    client = client_of("operator")
    doc = kirim(client, buka(client), "simpan", kolom_1="", sel_2_1="x" * 501, sel_3_0="Nama baru")
    assert doc.findtext("head/title").startswith("Galat: ")
    assert [a.get("href") for a in css(doc, "error-summary", "a")] == ["#kolom-1", "#sel-2-1"]
    for nama in ("kolom-1", "sel-2-1"):
        field = doc.get_element_by_id(nama)
        assert field.get("aria-invalid") == "true"
        assert words(doc.get_element_by_id(field.get("aria-describedby")))
    assert isian(doc)["sel-3-0"] == "Nama baru"
    assert "Nama baru" not in tersimpan(parpol)


def test_a_stale_form_shows_both_tables_and_saves_when_sent_again(
    periode: Periode, client_of, cast: dict[str, Pengguna], parpol: AdopsiIndikator
) -> None:
    client = client_of("operator")
    doc = buka(client)
    lama = isi_pendukung(parpol, 2024)
    simpan_tabel_pendukung(
        pelaku=cast["verifikator"],
        adopsi=parpol,
        tahun=2024,
        versi=lama.versi,
        kolom=lama.kolom,
        baris=lama.baris,
        catatan="Dari verifikator",
    )
    doc = kirim(client, doc, "simpan", catatan="Dari operator")
    assert "sudah diubah orang lain" in words(css(doc, "error-summary")[0])
    assert "Dari verifikator" in words(css(doc, "report-notes")[0])
    assert isian(doc)["catatan"] == "Dari operator"
    kirim(client, doc, "simpan")
    assert isi_pendukung(parpol, 2024).catatan == "Dari operator"


def test_a_period_that_closes_meanwhile_keeps_what_was_typed(
    periode: Periode, client_of, parpol: AdopsiIndikator
) -> None:
    client = client_of("operator")
    doc = buka(client)
    Periode.objects.filter(pk=periode.pk).update(dibuka=False)
    doc = kirim(client, doc, "simpan", catatan="Sudah diketik")
    assert "belum dibuka" in words(css(doc, "error-summary")[0])
    assert isian(doc)["catatan"] == "Sudah diketik"
    assert isi_pendukung(parpol, 2024).catatan != "Sudah diketik"


def test_a_table_that_does_not_exist_yet_begins_empty(periode: Periode, client_of, parpol: AdopsiIndikator) -> None:
    TabelPendukung.objects.all().delete()
    assert "belum diisi" in words(css(buka(client_of("auditor")), "empty")[0])
    client = client_of("operator")
    doc = buka(client)
    assert kolom_partai(doc) == ["", "", ""]
    kirim(client, doc, "simpan", kolom_1="PARTAI", sel_1_0="Partai A")
    assert BarisTabelPendukung.objects.get(tabel__adopsi=parpol).isi == ["Partai A"]


def test_a_table_of_500_rows_is_one_form(periode: Periode, client_of, parpol: AdopsiIndikator) -> None:
    tabel = TabelPendukung.objects.get(adopsi=parpol, tahun=2024)
    BarisTabelPendukung.objects.bulk_create(
        BarisTabelPendukung(tabel=tabel, urutan=n, isi=[f"Partai {n}", "ya"]) for n in range(100, 100 + 500 - JUMLAH)
    )
    client = client_of("operator")
    doc = buka(client)
    assert len(kolom_partai(doc)) == 500
    kirim(client, doc, "simpan", sel_499_0="Terakhir")
    assert tersimpan(parpol)[-1] == "Terakhir"


def test_script_in_a_cell_stays_text(periode: Periode, client_of) -> None:
    client = client_of("operator")
    doc = kirim(client, buka(client), "simpan", sel_0_0="<script>alert(1)</script>")
    assert kolom_partai(doc)[0] == "<script>alert(1)</script>"
    assert b"alert" not in b"".join(tostring(script) for script in doc.xpath("//script"))
