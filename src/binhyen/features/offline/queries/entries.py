"""Entries as their owners and their district may see them."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from binhyen.features.offline.models import Entry
from binhyen.features.offline.rules.wire import read_changes
from binhyen.features.offline.types import Answer, Fate, NewEntry
from binhyen.foundation.access.api import Actor, visible


def entry_answer(actor: Actor, key: UUID) -> Answer | None:
    """The answer to an entry; None when it never came, or the actor may not see it."""
    row = visible(actor, Entry.objects.filter(pk=key)).first()
    return None if row is None else answer_of(row)


def entries_of_unit(actor: Actor, unit_id: int, limit: int = 50) -> list[Entry]:
    """The newest entries of a unit that the actor may see, newest first."""
    rows = visible(actor, Entry.objects.filter(lane__unit_id=unit_id))
    return list(rows.select_related("lane", "device").order_by("-received_at", "key")[:limit])


def answer_of(row: Entry, *, repeated: bool = True) -> Answer:
    """The stored answer of a row."""
    return Answer(row.key, Fate(row.fate), row.answer, repeated=repeated)


def entry_of(row: Entry) -> NewEntry:
    """The entry as it once arrived, read back from its row."""
    return NewEntry(
        key=row.key,
        unit_id=row.lane.unit_id,
        definition=row.lane.definition,
        period=row.lane.period,
        base_version=row.base_version,
        changes=read_changes(row.body["changes"]),
        remarks=row.body["remarks"],
        submit=row.body["submit"],
        after=row.after,
        settles=row.settles,
        form=row.body["form"],
        made_at=row.made_at,
        digest=row.digest,
    )


def with_parcel_device(entry: NewEntry, device: UUID) -> NewEntry:
    """An entry from a parcel: made on the device that signed it, whatever it says itself."""
    return replace(entry, device=device)
