"""Database triggers that refuse to change or delete rows of append-only tables."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

MESSAGE = "append-only table: rows cannot be changed or deleted"


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Guard a table on SQLite or PostgreSQL; doing it twice is harmless."""
    _run(connection, _sqlite_guards(table), _postgresql_guards(table))


def remove(connection: BaseDatabaseWrapper, table: str) -> None:
    """Take the guards away: only for emptying test databases and for restoring a backup."""
    names = [_name(table, verb) for verb in ("update", "delete")]
    _run(
        connection,
        [f"DROP TRIGGER IF EXISTS {name}" for name in names],
        [
            *(f'DROP TRIGGER IF EXISTS {name} ON "{table}"' for name in names),
            f'DROP TRIGGER IF EXISTS {_name(table, "truncate")} ON "{table}"',
        ],
    )


def _run(connection: BaseDatabaseWrapper, sqlite: list[str], postgresql: list[str]) -> None:
    statements = sqlite if connection.vendor == "sqlite" else postgresql
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _name(table: str, verb: str) -> str:
    return f"{table}_no_{verb}"


def _sqlite_guards(table: str) -> list[str]:
    return [
        f'CREATE TRIGGER IF NOT EXISTS {_name(table, verb)} BEFORE {verb.upper()} ON "{table}" '
        f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        for verb in ("update", "delete")
    ]


def _postgresql_guards(table: str) -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION binhyen_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
    )
    triggers = [
        statement
        for verb, level in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT"))
        for statement in (
            f'DROP TRIGGER IF EXISTS {_name(table, verb)} ON "{table}"',
            (
                f'CREATE TRIGGER {_name(table, verb)} BEFORE {verb.upper()} ON "{table}" '
                f"FOR EACH {level} EXECUTE FUNCTION binhyen_append_only()"
            ),
        )
    ]
    return [function, *triggers]
