"""What an invitation would say, who is not invited yet, and the file of one that was sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from django.db.models import QuerySet

from binhyen.engines.documents.api import Document, issued_content
from binhyen.features.conference.models import Conference, Invitation, Point
from binhyen.features.conference.queries.agenda import items_of
from binhyen.features.conference.queries.minutes import agency_of
from binhyen.features.conference.queries.points import point_states
from binhyen.features.conference.queries.preparing import at_desk, own_points
from binhyen.features.conference.text.invitations import Invited, invitation_document
from binhyen.features.conference.types import PointKind
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import installation
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound, RuleBroken


def uninvited(conference: Conference) -> QuerySet[Point]:
    """Member points without an invitation, in order."""
    return conference.points.filter(kind=PointKind.MEMBER, invitations=None)


def invitation_draft(conference: Conference, points: Sequence[Point], reason: str = "") -> Document:
    """The invitation to some points as it would be issued today.

    Raises:
        RuleBroken: no main point with a chair, or no agenda yet.
    """
    states = {one.point.pk: one for one in point_states(conference)}
    main = next((one for one in states.values() if one.point.kind == PointKind.MAIN), None)
    if main is None or main.chair is None:
        raise RuleBroken(N_("Chưa có điểm cầu chính hoặc người chủ trì nên chưa mời được."))
    agenda = [(one.title, one.minutes) for one in items_of(conference.pk)]
    if not agenda:
        raise RuleBroken(N_("Chương trình còn trống nên chưa mời được."))
    return invitation_document(
        Invited(
            agency_of(conference),
            conference.title,
            conference.purpose,
            conference.starts_at,
            conference.ends_at,
            conference.place,
            str(main.chair),
            [(one.name, one.hall, str(states[one.pk].chair or "")) for one in points],
            agenda,
            clock.today(),
            conference.simulated or bool(installation().demo_world),
            reason,
        )
    )


def invitation_file(
    actor: Actor, conference: Conference, invitation_id: int, kind: Literal["docx", "pdf"]
) -> tuple[Invitation, bytes]:
    """An invitation's issued file, for the desk and the points it went to.

    Raises:
        NotFound: no such invitation, or not for this actor.
    """
    rows = conference.invitations.select_related("document")
    if not at_desk(actor, conference):
        rows = rows.filter(point_id__in=own_points(actor, conference))
    found = rows.filter(pk=invitation_id).first()
    if found is None or found.document_id is None:
        raise NotFound(N_("Không có giấy mời số {id}."), id=invitation_id)
    # Whoever was invited may read the invitation, whether or not they may read the host's register.
    return found, issued_content(Actor.system(), found.document_id, kind)
