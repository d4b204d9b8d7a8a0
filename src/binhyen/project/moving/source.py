"""The SQLite database moved from: held against writers, read through a connection that cannot write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection, transaction

from binhyen.kernel.errors import N_, RuleBroken
from binhyen.project.moving.tables import Table
from binhyen.project.moving.target import CACHE, MIGRATIONS


@contextmanager
def held_source() -> Iterator[sqlite3.Connection]:
    """A reading connection on a database nobody can write to meanwhile; readers are not disturbed.

    Raises:
        RuleBroken: the installation does not use SQLite.
    """
    if connection.vendor != "sqlite":
        raise RuleBroken(
            N_("Bản cài này đã dùng {vendor}; chỉ chuyển được từ SQLite."), vendor=connection.vendor
        )
    path = Path(str(connection.settings_dict["NAME"]))
    address = f"file:{quote(str(path))}?mode=ro"
    # SQLite takes its one writer's place at the start of the transaction (IMMEDIATE).
    with transaction.atomic(), closing(sqlite3.connect(address, uri=True)) as reading:
        yield reading


def refuse_strange_tables(source: sqlite3.Connection, known: list[Table]) -> None:
    """Refuse to move a database with tables that nobody would copy.

    Raises:
        RuleBroken: naming them.
    """
    names = {
        name for (name,) in source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    ours = {table.name for table in known} | {CACHE, MIGRATIONS}
    strange = sorted(name for name in names - ours if not name.startswith("sqlite_"))
    if strange:
        raise RuleBroken(
            N_(
                "Cơ sở dữ liệu có bảng lạ, sẽ mất nếu chuyển: {names}. Hãy xuất rồi xóa các bảng đó."
            ),
            names=", ".join(strange[:10]),
        )


def last_numbers(source: sqlite3.Connection) -> dict[str, int]:
    """The highest number each table ever gave out, so that none is given twice after the move."""
    found = source.execute("SELECT name, seq FROM sqlite_sequence")
    return {name: int(number) for name, number in found}


def count(source: sqlite3.Connection, table: Table) -> int:
    """How many rows a table has."""
    (found,) = source.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608 - from the schema
    return int(found)
