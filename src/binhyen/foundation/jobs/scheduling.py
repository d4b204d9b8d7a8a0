"""Daily work: told once at start when a kind is due, begun by whichever worker looks first.

The time it is due next is a row, so a restart forgets nothing; after days of downtime it runs once, at once.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction

from binhyen.foundation.access.api import Actor
from binhyen.foundation.jobs import commands
from binhyen.foundation.jobs.models import Job, Schedule
from binhyen.foundation.jobs.registry import enqueue, kind
from binhyen.kernel import clock
from binhyen.kernel.clock import HANOI

_daily: dict[str, time] = {}


def every_day(code: str, at: time) -> None:
    """Have a kind of work without arguments done each day by the system.

    Args:
        at: the time of day in Vietnam.

    Raises:
        NotFound: no such kind of work.
    """
    kind(code)
    _daily[code] = at


def start_due() -> list[Job]:
    """Queue what is due; safe to call by many workers at once and as often as one likes.

    Cost: one statement while nothing is due.
    """
    kept = dict(Schedule.objects.values_list("code", "due_at"))
    now = clock.now()
    started = []
    for code, at in _daily.items():
        if code not in kept:
            commands.begin_schedule(code, next_time(at, now))
        elif kept[code] <= now:
            with transaction.atomic():
                if commands.take_due(code, next_time(at, now)):
                    started.append(enqueue(Actor.system(), code))
    return started


def next_time(at: time, now: datetime) -> datetime:
    """The first instant after `now` when clocks in Vietnam show `at`."""
    here = now.astimezone(HANOI)
    found = datetime.combine(here.date(), at, HANOI)
    return found if found > here else found + timedelta(days=1)
