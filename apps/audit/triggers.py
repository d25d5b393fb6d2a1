"""Database triggers that keep a table append-only, for SQLite and PostgreSQL: the journal, and what else is final.

There is no switch to turn them off in production. SQLite loses them when a migration remakes the table: such a
migration takes them away before and installs them again after.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


@dataclass(frozen=True)
class AppendOnly:
    """A table whose rows nobody changes or deletes.

    message is the refusal; same is the SQL condition by which a new row would take the place of an old one.
    """

    table: str
    message: str
    same: str


JEJAK = AppendOnly(
    "audit_jejak",
    "Jejak audit tidak dapat diubah atau dihapus.",
    "id = NEW.id OR (rantai = NEW.rantai AND nomor = NEW.nomor)",
)


def _sqlite_install(kept: AppendOnly) -> list[str]:
    name = f"{kept.table}_tolak"
    refuse = f"BEGIN SELECT RAISE(ABORT, '{kept.message}'); END"
    changes = [f"CREATE TRIGGER {name}_{act.lower()} BEFORE {act} ON {kept.table} {refuse}" for act in _ACTS]
    # INSERT OR REPLACE would delete without firing the trigger for DELETE.
    replacing = f"EXISTS (SELECT 1 FROM {kept.table} WHERE {kept.same})"  # noqa: S608
    return [*changes, f"CREATE TRIGGER {name}_insert BEFORE INSERT ON {kept.table} WHEN {replacing} {refuse}"]


def _sqlite_remove(kept: AppendOnly) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {kept.table}_tolak_{act}" for act in ("update", "delete", "insert")]


def _postgres_install(kept: AppendOnly) -> list[str]:
    name = f"{kept.table}_tolak"
    return [
        f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '{kept.message}'; END $$""",
        f"""CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {kept.table}
        FOR EACH STATEMENT EXECUTE FUNCTION {name}()""",
    ]


def _postgres_remove(kept: AppendOnly) -> list[str]:
    name = f"{kept.table}_tolak"
    return [f"DROP TRIGGER IF EXISTS {name} ON {kept.table}", f"DROP FUNCTION IF EXISTS {name}()"]


_ACTS = ("UPDATE", "DELETE")
_INSTALL = {"sqlite": _sqlite_install, "postgresql": _postgres_install}
_REMOVE = {"sqlite": _sqlite_remove, "postgresql": _postgres_remove}


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def install(connection: BaseDatabaseWrapper, kept: AppendOnly = JEJAK) -> None:
    """Refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE on the table."""
    _run(connection, _INSTALL[connection.vendor](kept))


def missing(connection: BaseDatabaseWrapper, kept: AppendOnly = JEJAK) -> bool:
    """Whether a trigger of the table is gone or switched off."""
    statements = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s AND name LIKE %s",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname LIKE %s "
        "AND tgenabled IN ('O', 'A')",
    }
    expected = {"sqlite": len(_sqlite_install(kept)), "postgresql": 1}
    with connection.cursor() as cursor:
        cursor.execute(statements[connection.vendor], [kept.table, f"{kept.table}_tolak%"])
        return cursor.fetchone()[0] < expected[connection.vendor]


def remove(connection: BaseDatabaseWrapper, kept: AppendOnly = JEJAK) -> None:
    """Take the triggers away again: for reversing a migration and for tests that tamper."""
    _run(connection, _REMOVE[connection.vendor](kept))
