"""The table of permissions holds: who may open and who may post what, in which state; a refusal changes nothing."""

import copy
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from apps.anggaran.models import (
    CapaianRO,
    DukunganKegiatan,
    KeadaanRealisasi,
    KemajuanRO,
    NilaiRealisasi,
    PenjelasanSelisih,
    RencanaPenarikan,
)
from apps.audit.models import Jejak
from apps.dokumen.models import AngkaKutipan
from apps.organisasi.models import Entitas, Pengguna
from apps.pengukuran.models import Bukti, Narasi, Realisasi, TransisiRealisasi
from apps.perencanaan.models import AdopsiIndikator, PerjanjianKinerja, RencanaAksi, Target
from apps.pertukaran.models import ImporData
from apps.rapat.models import BerkasRapat, Keputusan, Pembahasan, Peserta, Rapat, TindakLanjut
from apps.siklus.models import Edisi, Pengesahan, Periode, Perpanjangan
from tests.pengisian.reading import css, parse, words
from tests.permissions.office import Office, open_office
from tests.permissions.table import CAST, ROWS, STATES, UNRECORDED, Row

# What a refusal may not touch, whole: numbers of rows, versions and all.
KEPT = (
    *(Realisasi, Bukti, TransisiRealisasi, Periode, Perpanjangan, Pengesahan),
    *(CapaianRO, KemajuanRO, DukunganKegiatan),
    *(KeadaanRealisasi, NilaiRealisasi, RencanaPenarikan),
    *(AngkaKutipan, PenjelasanSelisih, Narasi),
    *(PerjanjianKinerja, Target, RencanaAksi, AdopsiIndikator),
    *(Rapat, Peserta, Pembahasan, Keputusan, TindakLanjut, BerkasRapat),
    ImporData,
)
DEFAULT_REASON = "Halaman ini di luar wewenang akun Anda."


def everything() -> list[Any]:
    """All that entry, checking and approval have written."""
    return [*(list(model.objects.order_by("pk").values_list()) for model in KEPT), Edisi.objects.count()]


def reason(response: HttpResponse) -> str:
    """The sentence of a 403 that says why."""
    page = parse(response)
    found = [*css(page, "lead-text"), *css(page, "notice-error"), *css(page, "notice")]
    return words(found[0]) if found else ""


class Asked:
    """The answer to one request, and what it left behind; everything is undone afterwards."""

    def __init__(self, client: Client, row: Row, office: Office, before: tuple[list[Any], int]) -> None:
        # A client of its own, because signing out and messages change it.
        client, url = copy.deepcopy(client), office.address(row.name)
        kept, last = before
        with transaction.atomic():
            self.response = client.get(url) if row.method == "GET" else client.post(url, office.body(row.name))
            new = Jejak.objects.filter(pk__gt=last).order_by("pk")
            self.entries = list(new.values_list("tindakan", "pelaku_id"))
            self.changed = row.method == "POST" and everything() != kept
            transaction.set_rollback(True)

    def faults(self, row: Row, expected: str, person: Pengguna | None) -> Iterator[str]:
        """What is not as the table says."""
        status = str(self.response.status_code)
        if status != expected.rstrip("*"):
            yield f"{status} instead of {expected}"
            return
        refused = [pelaku for tindakan, pelaku in self.entries if tindakan == "ditolak"]
        noted = [str(person.pk)] if person and (status == "403" or expected.endswith("*")) else []
        if refused != noted:
            yield f"refusals in the journal of {refused}"
        done = row.method == "POST" and expected == "302" and person is not None
        if self.changed and not done:
            yield "something changed"
        if done and row.name not in UNRECORDED and not self.entries:
            yield "nothing was written"
        if status == "403" and not _says_why(reason(self.response)):
            yield f"reason: {reason(self.response)!r}"


def _says_why(sentence: str) -> bool:
    return sentence.endswith(".") and " " in sentence and sentence != DEFAULT_REASON


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of refusals, all of them meant, are no news for the log."""
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


@pytest.fixture
def office_in(
    entitas: Entitas, cast: dict[str, Pengguna], client_of: Callable[[str], Client]
) -> Callable[[str], Office]:
    return lambda state: open_office(state, entitas, cast, client_of)


@pytest.mark.parametrize("state", STATES)
def test_everybody_gets_what_the_table_says(
    office_in: Callable[[str], Office], client_of: Callable[[str], Client], state: str
) -> None:
    office = office_in(state)
    clients = {who: client_of(who) for who in CAST.values()}
    before = everything(), Jejak.objects.latest("pk").pk
    wrong = []
    for row in ROWS:
        for who, expected in row.expected.items() if state in row.asked_in else ():
            asked = Asked(clients[who], row, office, before)
            wrong += [
                f"{row.method} {row.name}, {who}: {fault}" for fault in asked.faults(row, expected, office.cast[who])
            ]
    assert wrong == [], "\n".join(wrong)


def test_without_login_everything_leads_to_the_login_page(
    office_in: Callable[[str], Office], client_of: Callable[[str], Client]
) -> None:
    office = office_in("disahkan")
    for row in ROWS:
        if row.expected["tanpa_masuk"] == "302" and row.name != "keluar":
            url = office.address(row.name)
            client = client_of("tanpa_masuk")
            response = client.get(url) if row.method == "GET" else client.post(url, {})
            assert response["Location"].partition("?")[0] in ("/masuk/", "/admin/login/"), row


# What an address names by number, so that it could be tried below another office, unit or year.
BY_NUMBER = (
    *("bukti_hapus", "bukti_unduh", "langkah ajukan", "langkah tarik", "langkah verifikasi", "langkah kembalikan"),
    *("edisi", "edisi_unduh", "edisi_lembar", "edisi_tabel", "edisi_banding", "berita_acara_unduh"),
    # Files of the budget belong to the satker, whichever of its entitas is looked at: tests/penganggaran/test_impor.py.
    "anggaran_nilai_ubah",
)


@pytest.mark.parametrize(
    ("who", "kunci", "tahun"),
    [("satker_lain", "9999", 2024), ("administrator", "5371-sekretariat", 2024), ("administrator", "5371", 2023)],
)
def test_what_belongs_elsewhere_is_not_found_below_an_address_of_ones_own(
    office_in: Callable[[str], Office], client_of: Callable[[str], Client], who: str, kunci: str, tahun: int
) -> None:
    office, client = office_in("disahkan"), client_of(who)
    before = everything()
    for name in BY_NUMBER:
        url = office.address(name).replace("/5371/2024/", f"/{kunci}/{tahun}/")
        statuses = {client.get(url).status_code, client.post(url, office.body(name)).status_code}
        assert statuses <= {404, 405}, url
        assert 404 in statuses, url
    assert everything() == before


@pytest.mark.parametrize("name", ["orang", "orang_unduh"])
def test_people_of_another_office_do_not_exist(
    office_in: Callable[[str], Office], client_of: Callable[[str], Client], name: str
) -> None:
    url = office_in("terbuka").address(name, kunci="9999")
    assert client_of("satker_lain").get(url).status_code == 404


def names_in(resolver: URLResolver) -> Iterator[str]:
    """Every name of an address of the application; the administration has tests of its own."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        elif pattern.namespace != "admin":
            yield from names_in(pattern)


def test_every_address_of_the_application_has_a_row() -> None:
    assert {*names_in(get_resolver()), "admin:index"} == {row.name.partition(" ")[0] for row in ROWS}


def test_a_row_for_one_state_has_its_sisters() -> None:
    """Whoever gives an address a row by state says what holds in every state; editions exist in one only."""
    states: dict[str, set[str]] = {}
    for row in ROWS:
        states.setdefault(row.name, set()).update(row.asked_in if row.state != "-" else STATES)
    incomplete = {name for name, found in states.items() if found != set(STATES)}
    assert {name for name in incomplete if not name.startswith(("edisi", "berita_acara_unduh"))} == set()
