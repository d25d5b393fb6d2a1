"""The quick way of asking the constraints says what Django says."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from apps.pengukuran.models import Realisasi
from apps.perencanaan.models import Target
from apps.ui.constraints import validate_constraints

pytestmark = pytest.mark.django_db
KEYS = {Realisasi: ("adopsi_id", "tahun", "triwulan"), Target: ("adopsi_id", "tahun", "sumber")}
CHANGES: list[tuple[type[models.Model], dict[str, Any]]] = [
    (Realisasi, {}),
    (Realisasi, {"nilai": -1}),
    (Realisasi, {"nilai": None}),
    (Realisasi, {"keadaan": "belum_terukur"}),
    (Realisasi, {"keadaan": "belum_terukur", "nilai": None, "keandalan": "diragukan"}),
    (Realisasi, {"pembilang": 5, "penyebut": 0}),
    (Target, {}),
    (Target, {"nilai": None}),
    (Target, {"nilai": -1, "triwulan": 3}),
    (Target, {"sumber": "pk"}),
]


def said(check: Any) -> dict[str, list[str]]:
    try:
        check()
    except ValidationError as error:
        return {name: sorted(messages) for name, messages in error.message_dict.items()}
    return {}


@pytest.mark.parametrize(("model", "change"), CHANGES)
def test_it_says_the_same(model: type[models.Model], change: dict[str, Any]) -> None:
    row = model._default_manager.filter(nilai__isnull=False, tahun=2024).first()
    assert row is not None
    for name, value in change.items():
        setattr(row, name, value)
    quick = said(lambda: validate_constraints(row, set(), KEYS[model]))
    assert quick == said(row.validate_constraints)
    assert bool(quick) == bool(change)


def test_a_sound_row_is_one_question() -> None:
    row = Realisasi.objects.filter(nilai__isnull=False).first()
    assert row is not None
    with CaptureQueriesContext(connection) as queries:
        validate_constraints(row, set(), KEYS[Realisasi])
    # Django puts a savepoint around it.
    assert sum(query["sql"].startswith("SELECT") for query in queries) == 1
