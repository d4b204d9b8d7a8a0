"""Who stands before a page of the sitting: somebody with an account, or a delegate who came by link."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from binhyen.features.conference import api
from binhyen.features.conference.pages.joining import SEAT
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.kernel.errors import N_, NotFound, Refused


@dataclass(frozen=True, slots=True)
class Here:
    """Who asks, in which conference, and as what.

    Attributes:
        who: the name under which their presence is told.
    """

    actor: Actor
    conference: api.Conference
    acting: api.Acting
    seat: api.Delegate | None

    @property
    def who(self) -> str:
        return f"d{self.seat.pk}" if self.seat else f"a{self.actor.id or 0}"


def here(request: HttpRequest, conference_id: int) -> Here:
    """Who asks.

    Raises:
        NotFound: no such conference, or not for them.
        Refused: no seat there and no right to run it; nobody signed in and no link used.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if actor.kind == "nobody" or _came_by_link(request, actor, conference_id):
        return _by_link(request, conference_id)
    conference = api.conference_of(actor, conference_id)
    seat = api.own_seat(actor, conference_id)
    if seat is not None and not allows_somewhere(actor, "conference.view"):
        actor = api.delegate_actor(seat)
    return Here(actor, conference, api.acting_in(actor, conference, seat), seat)


def _came_by_link(request: HttpRequest, actor: Actor, conference_id: int) -> bool:
    """Somebody may be signed in and still come by a link, as a technician who helps out does."""
    if SEAT not in request.session or actor.kind != "person":
        return False
    if api.own_seat(actor, conference_id) is not None:
        return False
    try:
        return _seat(request).point.conference_id == conference_id
    except Refused:
        return False


def _by_link(request: HttpRequest, conference_id: int) -> Here:
    seat = _seat(request)
    if seat.point.conference_id != conference_id:
        raise NotFound(N_("Không có hội nghị số {id}."), id=conference_id)
    actor = api.delegate_actor(seat)
    conference = api.conference_of(actor, conference_id)
    return Here(actor, conference, api.acting_in(actor, conference, seat), seat)


def _seat(request: HttpRequest) -> api.Delegate:
    return api.delegate_of_digest(str(request.session.get(SEAT, "")))
