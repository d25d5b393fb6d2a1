"""The ways around a refused DELETE: replacing a row by inserting it again."""

import pytest
from django.db import DatabaseError, connection, transaction

from apps.audit.models import Jejak
from apps.audit.services import Sistem, record
from apps.audit.verification import verify

COLUMNS = [field.column for field in Jejak._meta.concrete_fields]


@pytest.mark.django_db
def test_an_entry_cannot_be_replaced() -> None:
    entry = record(rantai="uji", pelaku=Sistem("Uji"), tindakan="ubah", objek="Objek", sesudah={"n": 1})
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    forged = ["'DIPALSUKAN'" if column == "pelaku" else column for column in COLUMNS]
    statement = (
        f"{verb} INTO audit_jejak ({', '.join(COLUMNS)}) "  # noqa: S608
        f"SELECT {', '.join(forged)} FROM audit_jejak WHERE id = {entry.pk}"
    )
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Jejak.objects.get(pk=entry.pk).pelaku == "Uji"
    assert not verify("uji").masalah
