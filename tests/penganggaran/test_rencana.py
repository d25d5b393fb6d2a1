"""The plan of withdrawals as a page: typed, copied from the version before, refused with everything kept."""

import pytest
from django.test import Client

from apps.anggaran.facts.rencana import fetch_rencana
from apps.anggaran.models import RencanaPenarikan
from apps.anggaran.services import simpan_rencana
from apps.organisasi.models import Pengguna
from tests.anggaran.conftest import A, Kecil
from tests.penganggaran.conftest import angka, formulir
from tests.pengisian.reading import Element, css, having, parse, words

pytestmark = pytest.mark.django_db
URL = "/5371/2022/anggaran/rencana/"


def page(client: Client, url: str = URL) -> Element:
    response = client.get(url)
    assert response.status_code == 200
    return parse(response)


def isi(doc: Element) -> dict[str, str]:
    return {i.get("name"): i.get("value") or "" for i in having(doc, "data-sel") if i.get("value")}


@pytest.fixture
def pos(kecil: Kecil) -> int:
    """Kegiatan 6639, pagu 1.500."""
    return kecil.tambah("6639").pk


@pytest.fixture
def terencana(kecil: Kecil, pos: int, cast: dict[str, Pengguna]) -> None:
    simpan_rencana(
        pelaku=cast["administrator"],
        versi=kecil.versi,
        nilai={pos: {1: 500, 2: 700}},
        sidik=fetch_rencana(kecil.versi).sidik,
    )


def test_a_plan_is_saved_and_says_what_is_not_divided(kecil: Kecil, pos: int, client_of) -> None:
    client = client_of("operator_lain")
    response = client.post(URL, formulir(page(client), **{f"sel_{pos}_1": "1.000"}), follow=True)
    doc = parse(response)
    assert "1 sel disimpan." in words(css(doc, "notice-success")[0])
    assert angka(having(doc, "data-lembar-baris")[1]) == ["1.000", "500"]
    doc = parse(client.post(URL, formulir(doc, **{f"sel_{pos}_2": "501"}), follow=True))
    assert angka(having(doc, "data-lembar-baris")[1]) == ["1.501", "lebih 1"]
    client.post(URL, formulir(doc, **{f"sel_{pos}_1": ""}))
    assert list(RencanaPenarikan.objects.values_list("bulan", "jumlah")) == [(2, 501)]


def test_wrong_cells_save_nothing_and_keep_their_text(pos: int, client_of) -> None:
    client = client_of("administrator")
    doc = parse(
        client.post(URL, formulir(page(client), **{f"sel_{pos}_1": "-5", f"sel_{pos}_2": "x", f"sel_{pos}_3": "7"}))
    )
    assert isi(doc) == {f"sel-{pos}-1": "-5", f"sel-{pos}-2": "x", f"sel-{pos}-3": "7"}
    assert [a.get("href") for a in css(doc, "error-summary", "a")] == [f"#sel-{pos}-1", f"#sel-{pos}-2"]
    assert not RencanaPenarikan.objects.exists()


def test_a_stale_plan_shows_both_amounts(
    kecil: Kecil, pos: int, terencana: None, client_of, cast: dict[str, Pengguna]
) -> None:
    client = client_of("operator_lain")
    lama = page(client)
    sidik = fetch_rencana(kecil.versi).sidik
    simpan_rencana(pelaku=cast["administrator"], versi=kecil.versi, nilai={pos: {1: 600, 2: 800}}, sidik=sidik)
    doc = parse(client.post(URL, formulir(lama, **{f"sel_{pos}_1": "650"})))
    assert "kini “600”, Anda mengetik “650”" in words(css(doc, "error-summary")[0])
    assert isi(doc) == {f"sel-{pos}-1": "650", f"sel-{pos}-2": "800"}
    assert client.post(URL, formulir(doc)).status_code == 302
    assert RencanaPenarikan.objects.get(bulan=1).jumlah == 650


def test_the_plan_of_the_version_before_is_offered_and_saved_only_by_saving(
    kecil: Kecil, pos: int, terencana: None, client_of
) -> None:
    kecil.revisi("Revisi 2", {A: 900})
    client = client_of("administrator")
    [tautan] = css(page(client), "notice-info", "a")
    assert words(tautan) == "Salin rencana Revisi 1"
    doc = page(client, tautan.get("href"))
    assert isi(doc) == {f"sel-{pos}-1": "500", f"sel-{pos}-2": "700"}
    assert angka(having(doc, "data-lembar-baris")[0]) == ["1.200", "lebih 300"]
    assert RencanaPenarikan.objects.count() == 2
    [form] = [f for f in doc.forms if "sidik" in f.fields]
    assert client.post(form.action, formulir(doc)).status_code == 302
    assert RencanaPenarikan.objects.filter(versi=kecil.versi).count() == 2
    assert not css(page(client), "notice-info")


def test_each_version_has_its_own_sheet(kecil: Kecil, pos: int, terencana: None, client_of) -> None:
    kecil.revisi("Revisi 2", {A: 900})
    client = client_of("administrator")
    assert [words(a) for a in css(page(client), "lembar-versi", "a")] == ["Revisi 2", "Revisi 1"]
    assert isi(page(client, f"{URL}?versi=1"))
    assert client.get(f"{URL}?versi=77").status_code == 404


@pytest.mark.parametrize("siapa", ["operator", "verifikator", "pimpinan", "auditor"])
def test_the_others_of_the_satker_only_read(pos: int, terencana: None, client_of, siapa: str) -> None:
    client = client_of(siapa)
    doc = page(client)
    assert not having(doc, "data-sel")
    assert "Hanya baca." in words(css(doc, "notice")[0])
    assert angka(having(doc, "data-lembar-semua")[0]) == ["500", "700", "1.200", "600"]
    assert client.post(URL, {}).status_code == 403


def test_a_closed_year_is_read_and_says_why(kecil: Kecil, client_of, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.penganggaran.dasar.alasan_anggaran_disahkan", lambda *_: "Tahun ini disahkan.")
    client = client_of("administrator")
    assert not having(page(client), "data-sel")
    assert "Tahun ini disahkan." in client.post(URL, {}).content.decode()


def test_without_lines_the_page_says_what_to_do(client_of) -> None:
    assert "Belum ada pagu" in words(css(page(client_of("auditor"), "/5371/2021/anggaran/rencana/"), "empty")[0])
