"""Database triggers that keep the journal append-only, for SQLite and PostgreSQL.

There is no switch to turn them off in production. Tests that flush whole tables remove and install them again.
"""

from django.db.backends.base.base import BaseDatabaseWrapper

_MESSAGE = "Jejak audit tidak dapat diubah atau dihapus."

_SQLITE_INSTALL = [
    f"""CREATE TRIGGER audit_jejak_tolak_{act.lower()} BEFORE {act} ON audit_jejak
    BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"""
    for act in ("UPDATE", "DELETE")
] + [
    # INSERT OR REPLACE would delete without firing the trigger for DELETE.
    """CREATE TRIGGER audit_jejak_tolak_insert BEFORE INSERT ON audit_jejak
    WHEN EXISTS (SELECT 1 FROM audit_jejak WHERE id = NEW.id OR (rantai = NEW.rantai AND nomor = NEW.nomor))
    BEGIN SELECT RAISE(ABORT, 'Jejak audit tidak dapat diubah atau dihapus.'); END"""
]
_SQLITE_REMOVE = [f"DROP TRIGGER IF EXISTS audit_jejak_tolak_{act}" for act in ("update", "delete", "insert")]

_POSTGRES_INSTALL = [
    f"""CREATE FUNCTION audit_jejak_tolak() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$""",
    """CREATE TRIGGER audit_jejak_tolak BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_jejak
    FOR EACH STATEMENT EXECUTE FUNCTION audit_jejak_tolak()""",
]
_POSTGRES_REMOVE = [
    "DROP TRIGGER IF EXISTS audit_jejak_tolak ON audit_jejak",
    "DROP FUNCTION IF EXISTS audit_jejak_tolak()",
]


def _run(connection: BaseDatabaseWrapper, statements: dict[str, list[str]]) -> None:
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def install(connection: BaseDatabaseWrapper) -> None:
    """Refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE on the journal."""
    _run(connection, {"sqlite": _SQLITE_INSTALL, "postgresql": _POSTGRES_INSTALL})


def missing(connection: BaseDatabaseWrapper) -> bool:
    """Whether a trigger is gone or switched off."""
    statements = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_jejak'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgrelid = 'audit_jejak'::regclass "
        "AND tgname = 'audit_jejak_tolak' AND tgenabled IN ('O', 'A')",
    }
    expected = {"sqlite": len(_SQLITE_INSTALL), "postgresql": 1}
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor])
        return cursor.fetchone()[0] < expected[connection.vendor]


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away again: for reversing the migration and for the test runner's flush."""
    _run(connection, {"sqlite": _SQLITE_REMOVE, "postgresql": _POSTGRES_REMOVE})
