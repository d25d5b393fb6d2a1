"""Administration: every page opens, shows one's own rows only, and lets each role do what the rules say."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.audit.models import Jejak
from apps.audit.services import record
from apps.organisasi.admin_base import ScopedAdmin
from apps.organisasi.models import Divisi, Entitas, Keanggotaan, Pengguna, Satker, Subbagian
from apps.organisasi.permissions import Peran
from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import AdopsiIndikator, Indikator, Renstra, SasaranStrategis, Skala, Tujuan
from tests.organisasi.conftest import MILIK_LAIN

pytestmark = pytest.mark.django_db
OWN_APPS = ("organisasi", "audit", "dokumen", "siklus", "perencanaan", "rapat", "pengukuran", "anggaran", "laporan")
PAGES: dict[str, ScopedAdmin] = {
    model._meta.label_lower: page  # type: ignore[misc]
    for model, page in admin.site._registry.items()
    if model._meta.app_label in OWN_APPS
}
SignIn = Callable[[str], Client]


def url(model: type[models.Model] | str, view: str, *args: Any) -> str:
    name = model if isinstance(model, str) else model._meta.label_lower
    return reverse(f"admin:{name.replace('.', '_')}_{view}", args=args)


def test_every_model_of_ours_has_a_page_that_knows_its_satker() -> None:
    from django.apps import apps

    own = {
        m._meta.label_lower for m in apps.get_models() if m._meta.app_label in OWN_APPS and getattr(m, "diaudit", True)
    }
    assert own == set(PAGES)
    for page in PAGES.values():
        assert isinstance(page, ScopedAdmin)
        model: Any = page.model
        for name in filter(None, (page.satker_path or "").split("__")):
            model = model._meta.get_field(name).related_model
        assert model is Satker or page.satker_path is None, page
        assert page.search_fields, page


def pages_of(client: Client, page: ScopedAdmin, but: Any) -> dict[str, Any]:
    """The list of a model, its empty form, and the form of the first own row."""
    label = page.model._meta.label_lower
    own = page.model._default_manager.exclude(pk=but.pk if but else 0)
    first = next((row for row in own if page.satker_path and page.satker_of(row).kode == "5371"), None)
    answers = {"list": client.get(url(label, "changelist")), "add": client.get(url(label, "add"))}
    return answers | ({"change": client.get(url(label, "change", first.pk))} if first else {})


def test_lists_and_forms_of_the_administrator_hold_nothing_of_another_office(
    staff: SignIn, lain: dict[Any, Any]
) -> None:
    faults = []
    for name, page in PAGES.items():
        shared = page.satker_path is None and page.model is not Pengguna
        fixed = shared or page.read_only or not page.addable or page.model is Satker
        for view, response in pages_of(staff("administrator"), page, lain.get(page.model)).items():
            content = response.content.decode()
            if response.status_code != (403 if fixed and view == "add" else 200):
                faults.append((name, view, response.status_code))
            # 1999 is a year that only the other office has; filters list years too.
            faults += [(name, view, word) for word in (MILIK_LAIN, "1999", "milik-lain") if word in content]
    assert not faults


def test_the_row_of_another_office_does_not_exist(staff: SignIn, lain: dict[Any, Any]) -> None:
    client, own, faults = staff("administrator"), Client(), []
    own.force_login(lain[Pengguna])
    scoped = {name: page for name, page in PAGES.items() if page.satker_path is not None}
    assert set(scoped) - {model._meta.label_lower for model in lain} == {"dokumen.lampiran"}
    for name, page in scoped.items():
        if (row := lain.get(page.model)) is None:
            continue
        for view in ("change", "delete", "history"):
            if client.get(url(name, view, row.pk)).status_code != 404:
                faults.append((name, view))
        if client.get(url(name, "changelist"), {"q": MILIK_LAIN}).context["cl"].result_list:
            faults.append((name, "search"))
        # No accident: its own administrator finds the row.
        if row not in own.get(url(name, "changelist")).context["cl"].result_list:
            faults.append((name, "own"))
    assert not faults


def test_what_may_go_without_a_page_of_its_own_takes_nothing_along() -> None:
    for page in PAGES.values():
        if page.leaf:
            falling = [r for r in page.model._meta.related_objects if r.on_delete is not models.PROTECT]
            assert not falling, page


# Who may see and write what; the operator is of the subbagian teknis, which answers for indicator 1 and not for 11.
ROLES = ["operator:teknis", "verifikator", "pimpinan", "administrator", "auditor", "superuser", "tanpa_peran"]
RIGHTS = {
    # act: of whom it is allowed, in the order of ROLES (s: superuser and so on)
    "lihat divisi": "yyyyyyn",
    "ubah divisi": "nnnynyn",
    "tambah divisi": "nnnynyn",
    "hapus divisi": "nnnynyn",
    "lihat realisasi sendiri": "yyyyyyn",
    "ubah realisasi sendiri": "yynynyn",
    "lihat realisasi lain": "nyyyyyn",
    "ubah realisasi lain": "nynynyn",
    "tambah realisasi": "yynynyn",
    "lihat dipa": "yyyyyyn",
    "ubah dipa": "nnnynyn",
    "lihat skala": "nnnynyn",
    "ubah skala": "nnnnnyn",
    "lihat pengguna": "nnnynyn",
    "tambah pengguna": "nnnynyn",
    "lihat jejak": "nyyyyyn",
    "ubah jejak": "nnnnnnn",
    "hapus jejak": "nnnnnnn",
    "tambah jejak": "nnnnnnn",
    "ubah upayaumum": "nynynyn",
}


def _allowed(client: Client, act: str) -> bool:
    verb, noun, *whose = act.split()
    name = next(name for name in PAGES if name.endswith(f".{noun}"))
    page = PAGES[name]
    rows = page.model._default_manager.all()
    if noun == "realisasi":
        rows = rows.filter(adopsi__nomor=11 if whose == ["lain"] else 1)
    pk = rows.first().pk  # type: ignore[union-attr]
    if verb == "lihat":
        return client.get(url(name, "changelist")).status_code == 200 and (
            client.get(url(name, "change", pk)).status_code == 200
        )
    if verb == "ubah":
        # An empty form is refused by validation where the person may write, and by the rule where not.
        return client.post(url(name, "change", pk), {}).status_code == 200
    if verb == "tambah":
        return client.get(url(name, "add")).status_code == 200
    return client.get(url(name, "delete", pk)).status_code == 200


@pytest.mark.parametrize("who", ROLES)
def test_each_role_does_what_the_rules_say(who: str, staff: SignIn) -> None:
    client = staff(who)
    Satker.objects.exclude(kode="5371").exclude(bawahan__isnull=False).delete()
    letter = ROLES.index(who)
    expected = {act: rights[letter] == "y" for act, rights in RIGHTS.items()}
    assert {act: _allowed(client, act) for act in RIGHTS} == expected


def test_nobody_comes_in_without_access(staff: SignIn, client: Client, client_of: SignIn) -> None:
    stranger, reader = staff("tanpa_peran"), client_of("pimpinan")
    for name in PAGES:
        assert stranger.get(url(name, "changelist")).status_code == 403, name
        assert client.get(url(name, "changelist"))["Location"].startswith(reverse("masuk")), name
        response = reader.get(url(name, "changelist"), follow=True)
        assert response.status_code == 403, "signed in, but not staff: told so, not sent round in circles"
        assert "belum diberi akses" in response.content.decode()


def test_the_index_shows_what_a_person_may_open(staff: SignIn) -> None:
    def names(who: str) -> set[str]:
        apps = staff(who).get(reverse("admin:index")).context["app_list"]
        return {model["object_name"] for app in apps for model in app["models"]}

    assert names("tanpa_peran") == set()
    assert {"Realisasi", "Bukti", "Divisi"} <= names("operator:teknis")
    assert not {"Jejak", "Pengguna", "Skala", "Group"} & names("operator:teknis")
    assert {"Pengguna", "Skala", "Jejak"} <= names("administrator")


def test_what_libraries_bring_along_is_named_in_indonesian(client: Client) -> None:
    client.force_login(Pengguna.objects.create_superuser("kepala-ti", nama="Kepala TI"))
    apps = {app["app_label"]: app for app in client.get(reverse("admin:index")).context["app_list"]}
    assert apps["axes"]["name"] == "Percobaan masuk"
    assert [model["name"] for model in apps["django_tasks_database"]["models"]] == ["Pekerjaan"]


def test_a_refusal_says_why(staff: SignIn, satker: Satker) -> None:
    divisi = Divisi.objects.filter(satker=satker).first()
    shown = staff("pimpinan").get(url(Divisi, "change", divisi.pk))
    assert "Hanya administrator yang dapat mengubah data ini" in shown.content.decode()
    posted = staff("pimpinan").post(url(Divisi, "change", divisi.pk), {"nama": "X"})
    assert posted.status_code == 403
    assert "Hanya administrator yang dapat mengubah data ini" in posted.content.decode()


def test_the_journal_of_a_satker_is_read_by_those_who_answer_for_it(
    staff: SignIn, satker_lain: Satker, lain: dict[Any, Any]
) -> None:
    """A role in one office opens no journal of another, where the same person is something less."""
    client = staff("operator:teknis")
    user = Pengguna.objects.get(pk=client.session["_auth_user_id"])
    Keanggotaan.objects.create(pengguna=user, satker=satker_lain, peran=Peran.AUDITOR)
    record(rantai="9999", pelaku=user, tindakan="ubah", objek=lain[Divisi])
    shown = client.get(url(Jejak, "changelist")).context["cl"].queryset
    assert set(shown.values_list("rantai", flat=True)) == {"9999"}


def test_an_operator_finds_only_the_indicators_of_the_own_subbagian(staff: SignIn) -> None:
    client = staff("operator:teknis")
    other = Realisasi.objects.filter(adopsi__subbagian__kode="hukum").first()
    assert client.get(url(Realisasi, "change", other.pk)).status_code == 404
    assert client.post(url(Realisasi, "change", other.pk), {"nilai": "1"}).status_code == 404
    offered = client.get(url(Realisasi, "add")).context["adminform"].form.fields["adopsi"].queryset
    assert set(offered.values_list("subbagian__kode", flat=True)) == {"teknis"}
    listed = client.get(url(Realisasi, "changelist")).context["cl"].queryset
    assert set(listed.values_list("adopsi__subbagian__kode", flat=True)) == {"teknis"}


def test_choices_by_typing_are_scoped_too(staff: SignIn, lain: dict[Any, Any]) -> None:
    def found(who: Client) -> list[str]:
        query = {"app_label": "perencanaan", "model_name": "adopsiindikator", "field_name": "subbagian", "term": ""}
        results = who.get(reverse("admin:autocomplete"), query).json()["results"]
        return [row["text"] for row in results]

    own = Client()
    own.force_login(lain[Pengguna])
    assert found(own) == [MILIK_LAIN]
    assert len(found(staff("administrator"))) == Subbagian.objects.filter(satker__kode="5371").count()


def test_a_plan_is_seen_by_who_adopts_from_it_and_written_by_its_owner(
    staff: SignIn, lain: dict[Any, Any], entitas: Entitas
) -> None:
    client = staff("administrator")
    sub = Subbagian.objects.get(satker=entitas.satker, kode="teknis")
    assert client.get(url(Renstra, "change", lain[Renstra].pk)).status_code == 404
    AdopsiIndikator.objects.create(
        entitas=entitas, indikator=lain[Indikator], dari=2024, sampai=2024, subbagian=sub, nomor=99
    )
    for model in (Renstra, Tujuan, SasaranStrategis, Indikator):
        assert client.get(url(model, "change", lain[model].pk)).status_code == 200
        assert client.post(url(model, "change", lain[model].pk), {}).status_code == 403
    offered = client.get(url(AdopsiIndikator, "add")).context["adminform"].form.fields["indikator"].queryset
    assert lain[Indikator] in offered
    # What hangs directly on a plan becomes its owner's: there only own plans are offered.
    assert lain[Renstra] not in client.get(url(Tujuan, "add")).context["adminform"].form.fields["renstra"].queryset


def test_a_list_asks_few_queries_however_many_rows(staff: SignIn) -> None:
    client, faults = staff("administrator"), {}
    for name in PAGES:
        with CaptureQueriesContext(connection) as queries:
            client.get(url(name, "changelist"))
        if len(queries) > 12:
            faults[name] = [query["sql"][:200] for query in queries]
    assert not faults


def test_a_form_asks_few_queries_however_many_choices(staff: SignIn) -> None:
    client = staff("administrator")
    for name, page in PAGES.items():
        if page.addable and not page.read_only and page.satker_path:
            with CaptureQueriesContext(connection) as queries:
                client.get(url(name, "add"))
            assert len(queries) <= 14, (name, [query["sql"][:200] for query in queries])


def test_shared_data_is_offered_to_who_may_not_see_its_page(staff: SignIn) -> None:
    form = staff("operator:teknis").get(url(Realisasi, "add")).context["adminform"].form
    assert form.fields["tingkat"].queryset.exists()
    assert staff("operator:teknis").get(url(Skala, "changelist")).status_code == 403


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("pengukuran.baristabelpendukung", "Golkar", 1),
        ("anggaran.posanggaran", "6639", 4),
        ("siklus.periode", "2024", 5),
        ("pengukuran.realisasi", "disabilitas", 5),
    ],
)
def test_searching(staff: SignIn, name: str, words: str, found: int) -> None:
    listed = staff("administrator").get(url(name, "changelist"), {"q": words}).context["cl"]
    assert listed.result_count == found
