"""What the owner of a database can do behind the application's back."""

import json
from typing import Any

from django.db import connection

from apps.audit import triggers
from apps.audit.models import Jejak, KepalaRantai
from apps.audit.services import fingerprint


def run(statement: str, *values: Any) -> None:
    """Change something with SQL, where the journal's triggers do not see it."""
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    triggers.install(connection)


def rewrite(rantai: str, nomor: int, sesudah: dict[str, Any]) -> None:
    """Rewrite what an entry says and recompute every later fingerprint and the head, as if it had always been so."""
    changes: list[tuple[Any, ...]] = []
    before = None
    for entry in Jejak.objects.filter(rantai=rantai, nomor__gte=nomor).order_by("nomor"):
        entry.sidik_sebelum = before or entry.sidik_sebelum
        if entry.nomor == nomor:
            entry.sesudah = sesudah
        before = entry.sidik = fingerprint(entry)
        changes.append((json.dumps(entry.sesudah), entry.sidik_sebelum, entry.sidik, entry.pk))
    for change in changes:
        run("UPDATE audit_jejak SET sesudah = %s, sidik_sebelum = %s, sidik = %s WHERE id = %s", *change)
    KepalaRantai.objects.filter(rantai=rantai).update(sidik=before)
