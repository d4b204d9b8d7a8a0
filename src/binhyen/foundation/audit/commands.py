"""The journal's only writer."""

from __future__ import annotations

from contextvars import ContextVar
from datetime import date
from uuid import uuid4

from django.db import connection, transaction

from binhyen.foundation.audit import anchor, chain
from binhyen.foundation.audit.models import Installation, JournalEntry
from binhyen.foundation.audit.types import Act, Author
from binhyen.kernel import clock

# One key for everything done in one request, command line call or job.
request_key: ContextVar[str] = ContextVar("request_key", default="")

# Any constant will do: it only has to be the same for every writer of one database.
_CHAIN_LOCK = 7_240_622


def append(author: Author, act: Act) -> JournalEntry:
    """Write one act at the end of the chain, inside the caller's transaction."""
    with transaction.atomic():
        _one_writer_at_a_time()
        last = JournalEntry.objects.order_by("-seq").values_list("seq", "hash").first()
        seq, previous = (last[0] + 1, last[1]) if last else (1, chain.GENESIS)
        entry = JournalEntry(
            seq=seq,
            at=clock.now(),
            request_key=request_key.get() or str(uuid4()),
            actor_kind=author.kind,
            actor_id=author.id,
            actor_name=author.name[:200],
            action=act.action,
            object_type=act.object_type,
            object_id=act.object_id,
            scope_id=act.scope_id,
            details=chain.canonical(act.details),
            previous_hash=previous,
        )
        entry.hash = chain.row_hash(entry)
        entry.save(force_insert=True)
        transaction.on_commit(lambda: anchor.advance(entry.seq, entry.hash))
    return entry


def installation() -> Installation:
    """The installation's own row, made at first use."""
    found = Installation.objects.first()
    return found or Installation.objects.create(created_at=clock.now())


def mark_demo(*, world: str, focus_on: date) -> None:
    """Say that this installation holds synthetic data, seen by default on `focus_on`."""
    row = installation()
    row.demo_world, row.focus_on = world, focus_on
    row.save(update_fields=["demo_world", "focus_on"])


def _one_writer_at_a_time() -> None:
    # SQLite's IMMEDIATE transactions already queue writers; PostgreSQL needs to be told.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
