"""The only writer of live rows. None is journalled: an event repeats what its owner journalled, a line is no act."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from binhyen.foundation.realtime.frames import as_json
from binhyen.foundation.realtime.models import Listener, LiveEvent, LiveProcess
from binhyen.foundation.realtime.topics import check_kind, family_of
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid

KEPT = timedelta(minutes=10)
"""How long an event stays for processes that were busy and for topics that nobody else replays."""
LEASE = timedelta(seconds=12)
"""A process that was silent for so long is taken for dead."""
MOST_BYTES = 64 * 1024
DISMISS = "dismiss"

Changes = dict[str, tuple[list[str], list[str]]]
"""Topic → who joined, who left."""
_LOCK = 0x62796C76  # "bylv": PostgreSQL's number of the lock under which live rows are written


def publish(topic: str, kind: str, payload: Mapping[str, Any], *, seq: int | None = None) -> None:
    """Tell everybody who listens to a topic, once the surrounding transaction has committed (at once outside one).

    Args:
        topic: registered, such as `sitting/abc`.
        kind: a short name in small letters; the browser's event name.
        payload: plain JSON, 64 KB at most; everybody on the topic sees it.
        seq: the owner's running number. What a listener missed is then asked from the owner's replay.

    Raises:
        Invalid: a bad name, or a payload that is no JSON or too large.
        NotFound: nobody owns the topic.
    """
    family_of(topic)
    check_kind(kind)
    text = _checked(payload)
    # The change is committed: a failure here must not look like its own; it is heard of with the next event.
    transaction.on_commit(lambda: _tell(topic, kind, text, seq), robust=True)


def dismiss(topic: str, who: str) -> None:
    """Close somebody's lines to a topic after commit; whether they may come back is for the owner's `admit` to say."""
    family_of(topic)
    text = as_json({"who": who})
    transaction.on_commit(lambda: _tell(topic, f"-{DISMISS}", text, None), robust=True)


def enter_and_leave(
    process: str, entering: Iterable[tuple[str, str]], leaving: Iterable[tuple[str, str]]
) -> Changes:
    """Write who came to and went from one process; returns who came or went altogether.

    Args:
        process: the key of the calling process.
        entering: (topic, who) whose first line here was opened.
        leaving: (topic, who) whose last line here was closed.
    """
    changes: Changes = {}
    coming, going = set(entering), set(leaving)
    with _one_at_a_time():
        LiveProcess.objects.update_or_create(key=process, defaults={"leased_until": _lease()})
        known = _listening({topic for topic, _who in coming})
        for topic, who in sorted(coming):
            if (topic, who) not in known:
                changes.setdefault(topic, ([], []))[0].append(who)
        _insert(process, coming, known)
        mine = Listener.objects.filter(process_id=process)
        _remove(mine.filter(topic__in={topic for topic, _who in going}), going, changes)
    return changes


def renew(process: str) -> bool:
    """Prolong a process's lease; False when it was taken for dead, so that it must enter its listeners anew."""
    return bool(LiveProcess.objects.filter(key=process).update(leased_until=_lease()))


def bury_dead() -> Changes:
    """Remove processes whose lease has run out; returns who is gone with them. One query when all live."""
    if not LiveProcess.objects.filter(leased_until__lt=clock.now()).exists():
        return {}
    changes: Changes = {}
    asked = time.monotonic()
    with _one_at_a_time():
        if time.monotonic() - asked > 1:
            # Somebody wrote for long, so the living could not renew either: judge at the next look.
            return {}
        dead = list(
            LiveProcess.objects.filter(leased_until__lt=clock.now()).values_list("key", flat=True)
        )
        theirs = Listener.objects.filter(process_id__in=dead)
        _remove(theirs, set(theirs.values_list("topic", "who")), changes)
        LiveProcess.objects.filter(key__in=dead).delete()
    return changes


def forget_old() -> None:
    """Remove events that nobody will ask for any more."""
    LiveEvent.objects.filter(told_at__lt=clock.now() - KEPT).delete()


def _checked(payload: Mapping[str, Any]) -> str:
    try:
        text = as_json(payload)
    except (TypeError, ValueError) as fault:
        raise Invalid(N_("Nội dung sự kiện phải là JSON: {fault}."), fault=str(fault)) from fault
    if len(text.encode()) > MOST_BYTES:
        raise Invalid(
            N_("Nội dung sự kiện dài {size} byte, nhiều nhất {most}."),
            size=len(text.encode()),
            most=MOST_BYTES,
        )
    return text


def _tell(topic: str, kind: str, payload: str, seq: int | None) -> None:
    with _one_at_a_time():
        LiveEvent.objects.create(
            topic=topic, kind=kind, payload=payload, seq=seq, told_at=clock.now()
        )
    for heard in tuple(after_telling):
        heard()


after_telling: set[Any] = set()
"""Called in the telling thread after each event of this process, so that the process's own tail need not wait."""


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """SQLite has one writer anyway; on PostgreSQL a lock keeps ids in the order of commits, which the tail rests on."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        yield


def _lease() -> datetime:
    return clock.now() + LEASE


def _listening(topics: set[str]) -> dict[tuple[str, str], datetime]:
    rows = Listener.objects.filter(topic__in=topics).values_list("topic", "who", "since")
    return {(topic, who): since for topic, who, since in rows}


def _insert(
    process: str, coming: set[tuple[str, str]], known: Mapping[tuple[str, str], datetime]
) -> None:
    now = clock.now()
    Listener.objects.bulk_create(
        [
            Listener(process_id=process, topic=topic, who=who, since=known.get((topic, who), now))
            for topic, who in sorted(coming)
        ],
        ignore_conflicts=True,
    )


def _remove(rows: Any, going: set[tuple[str, str]], changes: Changes) -> None:
    found: Sequence[tuple[int, str, str]] = rows.values_list("pk", "topic", "who")
    removed = {pk: (topic, who) for pk, topic, who in found if (topic, who) in going}
    Listener.objects.filter(pk__in=list(removed)).delete()
    gone = set(removed.values())
    for topic, who in sorted(gone - set(_listening({topic for topic, _who in gone}))):
        changes.setdefault(topic, ([], []))[1].append(who)
