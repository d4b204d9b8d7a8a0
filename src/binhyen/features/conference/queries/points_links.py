"""Personal links: who holds one, until when it opens the conference, and as whom they act."""

from __future__ import annotations

from datetime import datetime, timedelta

from binhyen.features.conference.models import Conference, Delegate, Sitting
from binhyen.features.conference.queries.preparing import defaults
from binhyen.features.conference.types import Stage
from binhyen.foundation.access.api import Actor, Grant, token_digest
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Refused

LONGEST = 200


def delegate_of_link(secret: str) -> Delegate:
    """The delegate whose link this is.

    Raises:
        Refused: forged, revoked, or the sitting is over; a stranger learns no more than that.
    """
    if not secret or len(secret) > LONGEST:
        raise _refusal()
    return delegate_of_digest(token_digest(secret))


def delegate_of_digest(digest: str) -> Delegate:
    """The same by what is stored, so that a session need not keep the secret.

    Raises:
        Refused: as `delegate_of_link`.
    """
    rows = Delegate.objects.select_related("point__conference__sitting", "stands_for")
    found = rows.filter(ticket_digest=digest, ticket_revoked=False).first() if digest else None
    if found is None or clock.now() >= link_ends(found.point.conference):
        raise _refusal()
    return found


def link_ends(conference: Conference) -> datetime:
    """When links of a conference end: with its sitting, or some hours after its planned end."""
    sitting: Sitting | None = getattr(conference, "sitting", None)
    if sitting is not None and sitting.ended_at is not None:
        return min(sitting.ended_at, clock.now())
    if conference.stage in (Stage.CLOSED, Stage.CONCLUDED):
        return min(conference.ends_at, clock.now())
    return conference.ends_at + timedelta(hours=defaults().link_hours_after)


def delegate_actor(delegate: Delegate) -> Actor:
    """A delegate who came by link, as whom commands see them: may read conferences at their own point's unit only."""
    grant = Grant("delegate", frozenset({"conference.view"}), delegate.point.unit_id)
    return Actor("delegate", delegate.pk, str(delegate)[:200], (grant,))


def _refusal() -> Refused:
    return Refused(
        N_("Đường dẫn không đúng, đã bị thu hồi hoặc đã hết hạn; hãy hỏi thư ký hội nghị."),
        kind="link",
    )
