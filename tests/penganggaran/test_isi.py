"""The sheet of months as a page: who types where, what is asked first, what stays when it is refused."""

import time

import pytest
from django.test import Client

from apps.anggaran.facts.lembar import fetch_lembar
from apps.anggaran.models import KeadaanRealisasi, Pagu
from apps.anggaran.services import simpan_realisasi_bulanan
from apps.audit.models import Jejak
from apps.organisasi.models import Entitas, Pengguna
from tests.anggaran.conftest import A, B, C, Kecil
from tests.penganggaran.conftest import angka, formulir
from tests.pengisian.reading import Element, css, having, parse, words

pytestmark = pytest.mark.django_db
URL = "/5371/2022/anggaran/isi/"
LKJ = "/5371/2024/anggaran/isi/"


def page(client: Client, url: str = URL) -> Element:
    response = client.get(url)
    assert response.status_code == 200
    return parse(response)


def sel(kecil: Kecil, bulan: int, *teks: str) -> dict[str, str]:
    """A month typed for komponen A, B and C."""
    return {f"sel_{kecil.id(jalur)}_{bulan}": satu for jalur, satu in zip((A, B, C), teks, strict=True)}


def isi(doc: Element) -> dict[str, str]:
    return {i.get("name"): i.get("value") or "" for i in having(doc, "data-sel")}


@pytest.fixture
def januari(kecil: Kecil, cast: dict[str, Pengguna]) -> None:
    """January is stored: A 100, B 20, C 3."""
    nilai = {1: dict(zip([kecil.id(x) for x in (A, B, C)], (100, 20, 3), strict=True))}
    sidik = fetch_lembar(kecil.dipa).sidik
    simpan_realisasi_bulanan(
        pelaku=cast["administrator"], dipa=kecil.dipa, basis="sp2d", nilai=nilai, alasan="", sidik=sidik
    )


def test_a_new_month_is_saved_at_once_with_sums_on_the_page(kecil: Kecil, client_of) -> None:
    client = client_of("operator_lain")
    bulan = sel(kecil, 1, "900", "Rp 100", "5") | sel(kecil, 2, "0", "0", "-5")
    response = client.post(URL, formulir(page(client), basis="spm", **bulan), follow=True)
    assert response.redirect_chain[0][0] == f"{URL}?tersimpan=1"
    doc = parse(response)
    assert "2 bulan disimpan." in css(doc, "notice-success")[0].text_content()
    assert angka(having(doc, "data-lembar-semua")[0]) == ["1.005", "-5", "1.000", "800"]
    assert [angka(tr) for tr in having(doc, "data-lembar-kepala")] == [
        ["5", "-5", "0", "300"],
        ["1.000", "0", "1.000", "500"],
    ]
    assert isi(doc)[f"sel-{kecil.id(C)}-2"] == "-5"
    # The basis that was given last is offered again.
    assert [o.get("value") for o in css(doc, "lembar-alat", "option") if o.get("selected") is not None] == ["spm"]


def test_a_correction_is_shown_first_and_needs_reason_and_mark(januari: None, kecil: Kecil, client_of) -> None:
    client = client_of("operator_lain")
    data = formulir(page(client), **sel(kecil, 1, "110", "20", "3"), **sel(kecil, 2, "1", "0", "0"))
    doc = parse(client.post(URL, data))
    assert KeadaanRealisasi.objects.filter(dipa=kecil.dipa).count() == 1
    periksa = words(css(doc, "lembar-periksa")[0])
    assert "Januari Rp123 Rp133 Angkanya diubah." in periksa
    assert "Tidak biasa" not in periksa
    data = formulir(doc)
    assert data[f"sel-{kecil.id(A)}-1"] == "110"
    doc = parse(client.post(URL, data))
    galat = words(css(doc, "error-summary")[0])
    assert "Beri tanda" in galat
    assert "Tulis alasan perbaikan" in galat
    response = client.post(URL, formulir(doc, alasan="Salah ketik.", konfirmasi="on"))
    assert response.status_code == 302
    keadaan = KeadaanRealisasi.objects.filter(dipa=kecil.dipa).order_by("per_tanggal", "urutan")
    assert list(keadaan.values_list("per_tanggal__month", "urutan", "alasan")) == [
        (1, 0, ""),
        (1, 1, "Salah ketik."),
        (2, 0, ""),
    ]


def test_a_confirmation_holds_only_for_what_was_shown(januari: None, kecil: Kecil, client_of) -> None:
    client = client_of("administrator")
    doc = parse(client.post(URL, formulir(page(client), **sel(kecil, 1, "110", "20", "3"))))
    data = formulir(doc, alasan="x", konfirmasi="on", **sel(kecil, 1, "111", "20", "3"))
    doc = parse(client.post(URL, data))
    assert "Periksa dahulu perubahan" in words(css(doc, "error-summary")[0])
    assert "Rp134" in words(css(doc, "lembar-periksa")[0])
    assert not doc.get_element_by_id("id_konfirmasi").checked


def test_more_than_the_pagu_is_asked_about_without_a_reason(kecil: Kecil, client_of) -> None:
    client = client_of("administrator")
    doc = parse(client.post(URL, formulir(page(client), **sel(kecil, 1, "1.001", "0", "0"))))
    assert f"{A}: realisasi s.d. Januari Rp1.001 melebihi pagu Rp1.000." in words(css(doc, "lembar-periksa")[0])
    assert "lebih 1" in words(css(doc, "lembar-lebih")[0])
    assert client.post(URL, formulir(doc, konfirmasi="on")).status_code == 302


def test_wrong_cells_save_nothing_and_keep_their_text(kecil: Kecil, client_of) -> None:
    client = client_of("administrator")
    doc = parse(client.post(URL, formulir(page(client), **sel(kecil, 1, "12.5", "7", ""))))
    nama = f"sel-{kecil.id(A)}-1"
    assert (isi(doc)[nama], isi(doc)[f"sel-{kecil.id(B)}-1"]) == ("12.5", "7")
    assert doc.findtext("head/title").startswith("Galat: ")
    [tautan] = css(doc, "error-summary", "a")
    assert tautan.get("href") == f"#{nama}"
    assert words(tautan).startswith(f"{A}, Januari: “12.5” tidak jelas")
    assert doc.get_element_by_id(nama).get("aria-invalid") == "true"
    # A sum with an unreadable cell says so instead of leaving it out.
    assert angka(having(doc, "data-lembar-semua")[0]) == ["?", "?", "?"]
    doc = parse(client.post(URL, formulir(doc, **sel(kecil, 1, "12", "7", ""))))
    assert f"{C}, Januari: Januari belum lengkap" in words(css(doc, "error-summary")[0])


def test_a_stale_sheet_shows_both_amounts_and_the_newest_ones(
    kecil: Kecil, client_of, cast: dict[str, Pengguna], januari: None
) -> None:
    client = client_of("operator_lain")
    lama = page(client)
    baru = dict(zip([kecil.id(x) for x in (A, B, C)], (150, 25, 3), strict=True))
    simpan_realisasi_bulanan(
        pelaku=cast["administrator"],
        dipa=kecil.dipa,
        basis="sp2d",
        nilai={1: baru},
        alasan="x",
        sidik=fetch_lembar(kecil.dipa).sidik,
    )
    doc = parse(client.post(URL, formulir(lama, **sel(kecil, 1, "170", "20", "3"))))
    nama = f"sel-{kecil.id(A)}-1"
    assert "kini “150”, Anda mengetik “170”" in doc.get_element_by_id(f"{nama}-galat").text_content()
    assert (isi(doc)[nama], isi(doc)[f"sel-{kecil.id(B)}-1"]) == ("170", "25")
    assert "sudah diubah orang lain" in words(css(doc, "error-summary")[0])
    doc = parse(client.post(URL, formulir(doc)))
    assert "Rp178 Rp198" in words(css(doc, "lembar-periksa")[0])


def test_months_of_a_file_are_locked_with_the_reason_and_are_the_rest(client_of) -> None:
    client = client_of("administrator")
    doc = page(client, LKJ)
    assert not any(nama.endswith("-12") for nama in isi(doc))
    assert "Desember dimuat dari LKj 2024 per 31 Desember 2024" in words(css(doc, "grid-why")[0])
    kunci = having(doc, "data-kumulatif")
    assert len(kunci) == 25
    assert "sejak Januari, LKj 2024" in words(doc.get_element_by_id("kolom-12"))
    data = formulir(doc) | {nama: "0" for nama in isi(doc) if nama.endswith("-1")}
    pertama = next(nama for nama in isi(doc) if nama.endswith("-1"))
    assert client.post(LKJ, data | {pertama: "20.174"}).status_code == 302
    doc = page(client, LKJ)
    assert words(having(doc, "data-kumulatif")[0]) == "26.247.700.000"
    assert angka(having(doc, "data-lembar-semua")[0]) == ["20.174", "56.575.108.138", "56.575.128.312", "82.970.688"]


@pytest.mark.parametrize("siapa", ["operator", "verifikator", "pimpinan", "auditor"])
def test_the_others_of_the_satker_only_read(januari: None, kecil: Kecil, client_of, siapa: str) -> None:
    client = client_of(siapa)
    doc = page(client)
    assert not isi(doc)
    assert not css(doc, "grid-form", "button")
    assert "Hanya baca." in words(css(doc, "notice")[0])
    assert angka(having(doc, "data-lembar-semua")[0]) == ["123", "123", "1.677"]
    assert client.post(URL, {"basis": "spm"}).status_code == 403


def test_a_closed_year_is_read_and_says_why(kecil: Kecil, client_of, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.penganggaran.dasar.alasan_anggaran_disahkan", lambda *_: "Tahun ini disahkan.")
    client = client_of("administrator")
    doc = page(client)
    assert not isi(doc)
    assert "Tahun ini disahkan." in words(css(doc, "notice")[0])
    jejak = Jejak.objects.filter(tindakan="ditolak").count()
    assert "Tahun ini disahkan." in client.post(URL, {"basis": "spm"}).content.decode()
    assert Jejak.objects.filter(tindakan="ditolak").count() == jejak + 1


def test_without_lines_the_page_says_what_to_do(client_of) -> None:
    client = client_of("administrator")
    assert "Belum ada pagu" in words(css(page(client, "/5371/2021/anggaran/isi/"), "empty")[0])
    assert client.post("/5371/2021/anggaran/isi/", {}).status_code == 404
    assert client_of("satker_lain").get(URL).status_code == 404


def test_150_komponen_go_through_one_form(kecil: Kecil, client_of, entitas: Entitas) -> None:
    for n in range(150):
        Pagu.objects.create(versi=kecil.versi, pos=kecil.tambah(f"3355.EBA.9{n // 50}0.{n % 50 + 100}"), jumlah=10**6)
    client = client_of("administrator")
    mulai = time.perf_counter()
    doc = page(client)
    assert time.perf_counter() - mulai < 5
    data = formulir(doc) | dict.fromkeys(isi(doc), "1.000")
    assert len(data) > 153 * 12
    doc = parse(client.post(URL, data))
    assert client.post(URL, formulir(doc, konfirmasi="on")).status_code == 302
    assert KeadaanRealisasi.objects.filter(dipa=kecil.dipa).count() == 12
    assert sum(fetch_lembar(kecil.dipa).bulan[12].kumulatif.values()) == 153 * 12_000
