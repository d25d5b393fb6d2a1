"""Who may open which page of the journal, of histories and of people."""

import pytest

from tests.pengisian.jejak.reading import OPERATORS, READERS, STRANGERS, at, by_class, page, texts

pytestmark = pytest.mark.django_db


JOURNAL = [
    ("jejak", []),
    ("jejak_rincian", [1]),
    ("unduh_jejak", ["xlsx"]),
    ("jejak_ekspor", []),
    ("jejak_pemeriksa", []),
    ("jejak_pemeriksaan", []),
]


@pytest.mark.parametrize(("name", "args"), JOURNAL)
def test_the_journal_and_what_leaves_it_is_for_those_who_answer_for_all_data(client_of, name: str, args: list) -> None:
    url = at(name, *args)
    assert {who: client_of(who).get(url).status_code for who in READERS} == dict.fromkeys(READERS, 200)
    assert {who: client_of(who).get(url).status_code for who in OPERATORS} == dict.fromkeys(OPERATORS, 403)
    assert {who: client_of(who).get(url).status_code for who in STRANGERS} == dict.fromkeys(STRANGERS, 404)
    assert client_of("tanpa_masuk").get(url).status_code == 302


@pytest.mark.parametrize("name", ["riwayat", "riwayat_unduh"])
def test_the_history_of_a_figure_is_for_everybody_of_the_satker(client_of, name: str) -> None:
    everybody = READERS + OPERATORS
    for triwulan in range(5):
        url = at(name, 6, triwulan)
        assert {who: client_of(who).get(url).status_code for who in everybody} == dict.fromkeys(everybody, 200)
        assert {who: client_of(who).get(url).status_code for who in STRANGERS} == dict.fromkeys(STRANGERS, 404)
    assert client_of("auditor").get(at(name, 99, 0)).status_code == 404


@pytest.mark.parametrize("name", ["orang", "orang_unduh"])
def test_a_person_is_seen_by_oneself_and_by_those_who_hand_work_on(client_of, cast, name: str) -> None:
    url = at(name, cast["operator"].pk)
    allowed = ("operator", *READERS)
    assert {who: client_of(who).get(url).status_code for who in allowed} == dict.fromkeys(allowed, 200)
    refused = client_of("operator_lain").get(url)
    assert refused.status_code == 403
    assert "Halaman ini hanya untuk orangnya sendiri" in refused.content.decode()
    assert {who: client_of(who).get(url).status_code for who in STRANGERS} == dict.fromkeys(STRANGERS, 404)


@pytest.mark.parametrize("siapa", STRANGERS)
def test_people_of_elsewhere_do_not_exist(client_of, cast, siapa: str) -> None:
    assert client_of("auditor").get(at("orang", cast[siapa].pk)).status_code == 404


def test_the_list_of_people_shows_each_what_may_be_opened(client_of, cast) -> None:
    names = {cast[who].nama for who in (*READERS, *OPERATORS)}
    found = texts(page(client_of("auditor").get(at("orang_daftar"))), by_class("people") + "/li/a")
    assert set(found) == names
    own = texts(page(client_of("operator").get(at("orang_daftar"))), by_class("people") + "/li/a")
    assert own == [cast["operator"].nama]
