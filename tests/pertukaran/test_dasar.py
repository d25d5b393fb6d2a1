"""What an empty application begins with: the rows that every office shares, the same as in the data of the LKj."""

import pytest
from django.conf import settings

from apps.audit.services import Sistem
from apps.pertukaran.muat import muat_folder
from tests.conftest import DATA

DASAR = DATA.parent / "dasar"


@pytest.mark.parametrize("berkas", sorted(path.name for path in DASAR.glob("*.csv")))
def test_its_rows_are_those_of_the_office(berkas: str) -> None:
    dasar, kantor = ((folder / berkas).read_text(encoding="utf-8").splitlines() for folder in (DASAR, DATA))
    assert dasar[0] == kantor[0]
    assert set(dasar) <= set(kantor)


@pytest.mark.django_db
def test_it_changes_nothing_where_an_office_is() -> None:
    assert settings.BASE_DIR in DASAR.parents
    hasil = muat_folder(DASAR, Sistem("Uji"))
    assert hasil.perubahan == [] and hasil.sama > 50
