"""The journal of changes, for those who audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.audit.api import JournalEntry, entries
from binhyen.kernel.errors import N_, NotFound, Refused

PERMISSION = "audit.view"
HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class JournalFilter:
    """What to narrow the journal by; empty fields do not narrow."""

    action: str = ""
    actor: str = ""
    object_type: str = ""
    object_id: str = ""
    first_on: date | None = None
    last_on: date | None = None


def journal(actor: Actor, wanted: JournalFilter) -> QuerySet[JournalEntry]:
    """Entries, newest first.

    Raises:
        Refused: the actor may not audit.
    """
    _require(actor)
    rows = entries(
        action=wanted.action, object_type=wanted.object_type, object_id=wanted.object_id
    ).order_by("-seq")
    if wanted.actor:
        rows = rows.filter(actor_name__contains=wanted.actor)
    if wanted.first_on:
        rows = rows.filter(at__gte=_midnight(wanted.first_on))
    if wanted.last_on:
        rows = rows.filter(at__lt=_midnight(wanted.last_on + timedelta(days=1)))
    return rows


def journal_entry(actor: Actor, seq: int) -> JournalEntry:
    """One entry.

    Raises:
        Refused: the actor may not audit.
        NotFound: the journal is not that long.
    """
    _require(actor)
    found = entries().filter(seq=seq).first()
    if found is None:
        raise NotFound(N_("Nhật ký không có dòng số {seq}."), seq=seq)
    return found


def _require(actor: Actor) -> None:
    if not allows_somewhere(actor, PERMISSION):
        raise Refused(
            N_("{name} không có quyền “{permission}”; hãy đề nghị quản trị cấp quyền."),
            name=actor.name,
            permission=PERMISSION,
        )


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time.min, HERE)
