"""Calendar addresses: made and revoked by their owner; only a digest of the secret is kept."""

from __future__ import annotations

import secrets
from typing import Any

from binhyen.engines.tasks.models import CalendarFeed
from binhyen.engines.tasks.queries.calendars import secret_digest
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, NotFound, Refused

MOST_FEEDS = 10


def _unit(arguments: dict[str, Any]) -> int:
    return int(arguments["unit_id"])


@command("tasks.make_feed", "Lập địa chỉ lịch nhiệm vụ", needs="directives.view", scope=_unit)
def make_feed(actor: Actor, *, unit_id: int) -> tuple[CalendarFeed, str]:
    """Make an address of a unit's deadlines for one's own calendar; its secret is returned here and never again.

    Raises:
        Refused: the actor may not see tasks there, or has no account of their own.
        Conflict: too many addresses in use.
    """
    if actor.kind != "person" or actor.id is None:
        raise Refused(N_("Chỉ người có tài khoản mới lập được địa chỉ lịch."))
    if CalendarFeed.objects.filter(account_id=actor.id, revoked_at=None).count() >= MOST_FEEDS:
        raise Conflict(N_("Đã có {most} địa chỉ lịch đang dùng: hãy thu hồi bớt."), most=MOST_FEEDS)
    secret = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(
        account_id=actor.id, unit_id=unit_id, digest=secret_digest(secret), made_at=clock.now()
    )
    note("tasks.CalendarFeed", feed.pk, after={"unit": unit_id})
    return feed, secret


@command("tasks.revoke_feed", "Thu hồi địa chỉ lịch", needs="directives.view", scope=ANYWHERE)
def revoke_feed(actor: Actor, *, feed_id: int) -> CalendarFeed:
    """Stop an address at once; one revoked already stays as it was.

    Raises:
        NotFound: it is not the actor's own.
    """
    feed = CalendarFeed.objects.filter(pk=feed_id, account_id=actor.id or 0).first()
    if feed is None:
        raise NotFound(N_("Không có địa chỉ lịch này."))
    if feed.revoked_at is None:
        feed.revoked_at = clock.now()
        feed.save(update_fields=["revoked_at"])
    note("tasks.CalendarFeed", feed.pk, after={"revoked": True})
    return feed
