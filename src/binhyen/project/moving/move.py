"""The move itself: one transaction of the target, while nobody writes to the source."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import verify
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, RuleBroken
from binhyen.project.moving import marker
from binhyen.project.moving.copying import clear, copy_table, set_numbers
from binhyen.project.moving.digests import Digest
from binhyen.project.moving.source import count, held_source, last_numbers, refuse_strange_tables
from binhyen.project.moving.tables import Table, tables
from binhyen.project.moving.target import (
    ALIAS,
    SEEDED,
    holds_already,
    make_tables,
    name_of,
    reach,
    refuse_inhabited,
    speaking_to,
)

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move brought over, by table: rows and the digest both databases agree on."""

    target: str
    rows: int
    digests: dict[str, str]
    journal: int
    already: bool = False


def move(actor: Actor, url: str, say: Say) -> Moved:
    """Move the whole installation to PostgreSQL; the source stays as it is, keys and files stay in the home.

    Until its one transaction commits the target counts as empty, so whatever goes wrong, moving again is the cure.

    Raises:
        Invalid: the target cannot be reached.
        Conflict: it is not empty.
        RuleBroken: the source is not SQLite, or a value or the journal does not pass.
    """
    target = reach(url)
    if holds_already(target):
        marker.leave(name_of(target))
        return Moved(name_of(target), 0, {}, 0, already=True)
    with held_source() as source:
        known = tables()
        refuse_strange_tables(source, known)
        refuse_inhabited(target)
        say("tables …")
        make_tables(target)
        marker.keep_anchor()
        with transaction.atomic(using=ALIAS):
            digests = _copy_all(source, target, known, say)
            with speaking_to(target):
                journal = _proved_journal()
                record_move(
                    actor, tables=len(digests), rows=sum(one.rows for one in digests.values())
                )
    marker.leave(name_of(target))
    _refresh(target)
    return Moved(
        name_of(target),
        sum(one.rows for one in digests.values()),
        {name: str(one) for name, one in digests.items()},
        journal,
    )


@command("installation.move", "Chuyển sang PostgreSQL", needs="backup.manage")
def record_move(actor: Actor, *, tables: int, rows: int) -> None:
    """Write into the moved journal that it was moved, and how much came with it."""
    note("project.Move", "postgresql", after={"tables": tables, "rows": rows})


def _copy_all(
    source: sqlite3.Connection, target: BaseDatabaseWrapper, known: list[Table], say: Say
) -> dict[str, Digest]:
    with target.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'UTC'")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in reversed(known):
        if table.name in SEEDED:
            clear(target, table)
    numbers, digests = last_numbers(source), {}
    for place, table in enumerate(known, 1):
        say(f"{place}/{len(known)} {table.name}: {count(source, table):,}")
        digests[table.name] = copy_table(source, target, table, say)
        set_numbers(target, table, numbers.get(table.name, 0))
    say("foreign keys …")
    try:
        with target.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError as fault:
        raise RuleBroken(
            N_("Nguồn có dòng trỏ vào chỗ không có ({reason}); nguồn vẫn nguyên vẹn."),
            reason=str(fault).splitlines()[0],
        ) from fault
    return digests


def _proved_journal() -> int:
    found = verify()
    if not found.intact:
        raise RuleBroken(
            N_("Nhật ký hỏng từ dòng {row}: {reason}. Chưa chuyển gì."),
            row=found.broken_at,
            reason=found.reason,
        )
    return found.checked


def _refresh(target: BaseDatabaseWrapper) -> None:
    """Without statistics PostgreSQL takes full tables for empty ones."""
    with target.cursor() as cursor:
        cursor.execute("ANALYZE")
