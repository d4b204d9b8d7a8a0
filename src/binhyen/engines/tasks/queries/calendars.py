"""Calendar addresses and what they give out."""

from __future__ import annotations

import hashlib
import hmac
from datetime import date

from django.db.models import Count, Max, QuerySet

from binhyen.engines.tasks.models import CalendarFeed, Task
from binhyen.engines.tasks.queries.defaults import defaults
from binhyen.engines.tasks.rules.calendars import DueDay, calendar
from binhyen.foundation.access.api import Actor, actor_for, allows
from binhyen.kernel.errors import N_, NotFound

MOST_SECRET = 100


def feeds_of(actor: Actor) -> QuerySet[CalendarFeed]:
    """The actor's own addresses that are in use, newest first."""
    return CalendarFeed.objects.filter(account_id=actor.id or 0, revoked_at=None).order_by("-pk")


def calendar_of(secret: str, *, title: str, words: str, url: str) -> str:
    """The file behind an address: open tasks of its unit by deadline and text, at most `feed_most_days` lines.

    The secret is 256 random bits and looked up by digest, so how long a guess takes tells nothing of it. An address
    gives out no more than its owner may see now.

    Args:
        url: the page of the unit's tasks, with {unit_id}.

    Raises:
        NotFound: never made, revoked, or its owner may no longer see the unit's tasks; which of them is not told.
    """
    feed = _feed(secret)
    open_tasks = Task.objects.filter(unit_id=feed.unit_id, done_on=None, withdrawn_on=None)
    days = (
        open_tasks.values_list("due_on", "order__clause__directive_id")
        .annotate(symbol=Max("order__clause__directive__symbol"), tasks=Count("id"))
        .order_by("due_on", "order__clause__directive_id")
    )[: defaults().feed_most_days]
    newest = open_tasks.aggregate(at=Max("steps__at"))["at"] or feed.made_at
    found = [
        DueDay(f"{feed.unit_id}-{directive_id}-{due_on:%Y%m%d}", due_on, symbol, tasks)
        for due_on, directive_id, symbol, tasks in _typed(days)
    ]
    return calendar(
        found, title=title, words=words, url=url.format(unit_id=feed.unit_id), stamp=newest
    )


def secret_digest(secret: str) -> str:
    """What is kept of a secret; it is random enough that no salt is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _typed(days: object) -> list[tuple[date, int, str, int]]:
    return list(days)  # type: ignore[call-overload, no-any-return]


def _feed(secret: str) -> CalendarFeed:
    digest = secret_digest(secret[:MOST_SECRET])
    found = CalendarFeed.objects.filter(digest=digest, revoked_at=None).select_related("account")
    feed = found.first()
    if (
        feed is None
        or not hmac.compare_digest(feed.digest, digest)
        or not feed.account.is_active
        or not allows(actor_for(feed.account), "directives.view", feed.unit_id)
    ):
        raise NotFound(N_("Không có địa chỉ lịch này."))
    return feed
