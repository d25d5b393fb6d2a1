"""A target that no realisasi can reach is refused, wherever it is written."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from apps.organisasi.models import Entitas
from apps.perencanaan.models import AdopsiIndikator, Indikator, Target, TargetIndikator
from tests.pengisian.reading import css, parse, words
from tests.penyusunan.test_tahun_baru import fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def adopsi(entitas: Entitas) -> AdopsiIndikator:
    """Indicator 6: voters who came, of all voters."""
    return AdopsiIndikator.objects.select_related("indikator").get(entitas=entitas, nomor=6)


def rows(adopsi: AdopsiIndikator, nilai: str) -> list[Target | TargetIndikator]:
    return [
        Target(adopsi=adopsi, sumber="triwulan", tahun=2024, triwulan=1, nilai=Decimal(nilai)),
        TargetIndikator(indikator=adopsi.indikator, tahun=2024, nilai=Decimal(nilai)),
    ]


def test_more_than_the_whole_is_refused_with_what_to_do(adopsi: AdopsiIndikator) -> None:
    for row in rows(adopsi, "234"):
        with pytest.raises(ValidationError) as refusal:
            row.full_clean()
        assert refusal.value.message_dict["nilai"] == [
            "Target 234% tidak mungkin tercapai, karena pembilang indikator ini tidak boleh melebihi penyebutnya. "
            "Tulis paling banyak 100%, atau mintalah administrator mengizinkan pembilangnya melebihi penyebut."
        ]
    for row in rows(adopsi, "100"):
        row.full_clean()


@pytest.mark.parametrize(
    "beda",
    [
        {"pembilang_boleh_lebih": True},
        # A value that is not computed from parts may be anything, as its realisasi may.
        {"label_penyebut": ""},
        {"satuan": "indeks"},
    ],
)
def test_where_a_realisasi_may_be_more_a_target_may(adopsi: AdopsiIndikator, beda: dict[str, object]) -> None:
    Indikator.objects.filter(pk=adopsi.indikator_id).update(**beda)
    adopsi.indikator.refresh_from_db()
    for row in rows(adopsi, "234"):
        row.full_clean()


def test_what_stood_before_stays_until_it_is_changed(adopsi: AdopsiIndikator) -> None:
    for row in rows(adopsi, "234"):
        row.save()
        row.full_clean()
        row.nilai = Decimal(235)
        with pytest.raises(ValidationError):
            row.full_clean()


def test_the_page_of_quarter_targets_says_so(adopsi: AdopsiIndikator, client_of: Callable[[str], Client]) -> None:
    client, url = client_of("administrator"), "/5371/2024/rencana/indikator/6/"
    again = client.post(url, fields(client.get(url)) | {"target-1": "234"})
    assert "Target 234% tidak mungkin tercapai" in words(css(parse(again), "error-summary")[0])
    assert fields(again)["target-1"] == "234"
    assert not Target.objects.filter(adopsi=adopsi, sumber="triwulan").exists()
