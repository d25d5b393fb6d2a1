"""More entries and more people cost no more queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.audit.services import save_recorded
from tests.conftest import make_user
from tests.pengisian.jejak.reading import at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "args"), [("jejak", []), ("riwayat", [6, 0]), ("orang", ["operator"])])
def test_more_entries_need_no_more_queries(client_of, worked_on, cast, name: str, args: list) -> None:
    url = at(name, *(cast[a].pk if a == "operator" else a for a in args))
    client = client_of("auditor")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    before = count()
    for nilai in range(5):
        worked_on.refresh_from_db()
        worked_on.nilai = 50 + nilai
        save_recorded(worked_on, rantai="5371", pelaku=cast["operator"])
    assert count() == before


def test_people_and_their_roles_cost_the_same_however_many(client_of, satker) -> None:
    client = client_of("auditor")

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(at("orang_daftar"))
        return len(queries)

    before = count()
    for kode in ("perencanaan", "hukum"):
        make_user(satker, "operator", kode)  # type: ignore[arg-type]
    assert count() == before
