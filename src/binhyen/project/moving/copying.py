"""Rows from one database into the other, each table counted and digested on both sides."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

from binhyen.kernel.errors import N_, RuleBroken
from binhyen.project.moving.digests import Digest
from binhyen.project.moving.tables import Kind, Table, about

AT_ONCE = 5_000
STEP = 200_000

Say = Callable[[str], None]


def copy_table(
    source: sqlite3.Connection, target: BaseDatabaseWrapper, table: Table, say: Say
) -> Digest:
    """Copy all rows of a table and prove that the target holds exactly them.

    Raises:
        RuleBroken: PostgreSQL does not take a value, or gives back other rows than it was given.
    """
    given = Digest(table.kinds)
    try:
        with (
            target.cursor() as cursor,
            cursor.copy(f'COPY "{table.name}" ({table.quoted}) FROM STDIN') as into,
        ):
            for row in _rows(source, table):
                into.write_row(row)
                given.add(row)
                if given.rows % STEP == 0:
                    say(f"{table.name}: {given.rows:,}")
    except (DatabaseError, psycopg.Error, ValueError) as fault:
        reason = str(fault).splitlines()
        raise RuleBroken(
            N_(
                "Bảng {table}, khoảng dòng {row}: PostgreSQL không nhận ({reason}). Nguồn vẫn nguyên vẹn."
            ),
            table=table.name,
            row=given.rows + 1,
            reason=reason[0] if reason else "?",
        ) from fault
    _prove(target, table, given)
    return given


def set_numbers(target: BaseDatabaseWrapper, table: Table, last: int) -> None:
    """Have the table go on numbering after the last number it ever gave out."""
    key = about(table.model).pk
    if not key.get_internal_type().endswith("AutoField") or not last:
        return
    with target.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
            [f'"{table.name}"', key.column, last],
        )


def clear(target: BaseDatabaseWrapper, table: Table) -> None:
    """Take away what making the tables filled in."""
    with target.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{table.name}"')  # noqa: S608 - from the schema


def _rows(source: sqlite3.Connection, table: Table) -> Iterator[tuple[Any, ...]]:
    found = source.execute(f'SELECT {table.quoted} FROM "{table.name}"')  # noqa: S608 - from the schema
    while batch := found.fetchmany(AT_ONCE):
        yield from batch


def _prove(target: BaseDatabaseWrapper, table: Table, given: Digest) -> None:
    """Read everything back; JSON as text, since only its meaning is compared."""
    found = Digest(table.kinds)
    chosen = ", ".join(
        f'"{column}"::text' if kind is Kind.JSON else f'"{column}"'
        for column, kind in zip(table.columns, table.kinds, strict=True)
    )
    with target.connection.cursor(name="proof") as cursor:
        cursor.itersize = AT_ONCE
        cursor.execute(f'SELECT {chosen} FROM "{table.name}"')  # noqa: S608 - from the schema
        for row in cursor:
            found.add(row)
    if (found.rows, str(found)) != (given.rows, str(given)):
        raise RuleBroken(
            N_(
                "Bảng {table}: đích có {found} dòng khác với {given} dòng của nguồn. Chưa chuyển gì."
            ),
            table=table.name,
            found=found.rows,
            given=given.rows,
        )
