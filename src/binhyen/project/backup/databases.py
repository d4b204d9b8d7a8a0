"""Copying a database out and in, each vendor in its own fast and consistent way."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from django.core.management.color import no_style
from django.db import connection, connections, transaction

from binhyen.kernel.errors import N_, Invalid

TABLES = "tables"
SQLITE_FILE = "database.sqlite3"


def dump(folder: Path) -> None:
    """Write the database as it stands at one instant into a folder, while others write."""
    if connection.vendor == "sqlite":
        _dump_sqlite(folder / SQLITE_FILE)
    else:
        _dump_postgresql(folder / TABLES)


def load(folder: Path) -> None:
    """Put a dumped database into this empty installation."""
    if connection.vendor == "sqlite":
        _load_sqlite(folder / SQLITE_FILE)
    else:
        _load_postgresql(folder / TABLES)


def _dump_sqlite(target: Path) -> None:
    connection.ensure_connection()
    copy = sqlite3.connect(target)
    try:
        connection.connection.backup(copy, pages=4096)
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()


def _load_sqlite(source: Path) -> None:
    target = Path(str(connection.settings_dict["NAME"]))
    connections.close_all()
    for leftover in ("-wal", "-shm"):
        target.with_name(target.name + leftover).unlink(missing_ok=True)
    source.replace(target)


def _dump_postgresql(folder: Path) -> None:
    folder.mkdir()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        for table in _tables():
            columns = _columns(table)
            (folder / f"{table}.columns").write_text(columns, encoding="utf-8")
            with (
                (folder / f"{table}.copy").open("wb") as out,
                cursor.copy(f'COPY "{table}" ({columns}) TO STDOUT') as rows,
            ):
                for piece in rows:
                    out.write(piece)


def _load_postgresql(folder: Path) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for source in sorted(folder.glob("*.copy")):
            table, columns = _known(source)
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a name of our own schema
            with (
                source.open("rb") as rows,
                cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as into,
            ):
                while piece := rows.read(1 << 20):
                    into.write(piece)
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _known(source: Path) -> tuple[str, str]:
    """Table and columns of a copied file, both of this schema: names from outside never become SQL."""
    table = source.stem
    named = source.with_suffix(".columns").read_text(encoding="utf-8").split(", ")
    if table not in _tables() or not set(named) <= set(_columns(table).split(", ")):
        raise Invalid(N_("Bản sao lưu chứa bảng hoặc cột lạ: {name}."), name=table[:80])
    return table, ", ".join(named)


def _tables() -> list[str]:
    return sorted(
        {*connection.introspection.django_table_names(only_existing=True), "django_migrations"}
    )


def _models() -> list[Any]:
    return list(connection.introspection.installed_models(_tables()))


def _columns(table: str) -> str:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return ", ".join(f'"{column.name}"' for column in described)
