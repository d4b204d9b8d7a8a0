"""The sitting on screens: the desk, a point (also on a phone), the hall's projector. All work without scripts."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from binhyen.features.conference import api
from binhyen.features.conference.pages.sitting_people import Here, here
from binhyen.features.conference.pages.sitting_words import (
    choice_words,
    page_words,
    stage_words,
)
from binhyen.foundation.audit.api import installation
from binhyen.foundation.ui.api import allow_devices
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, NotFound, Refused

HALL = "hall"
KICKED = N_("Bạn đã được mời ra khỏi phiên họp; hãy liên hệ thư ký.")


@login_not_required
@never_cache
@require_safe
def enter(request: HttpRequest, conference_id: int) -> HttpResponse:
    """One address for everybody: the desk for whoever runs the sitting, their point for the others."""
    found = here(request, conference_id)
    return redirect("conference:desk" if found.acting.desk else "conference:sit", conference_id)


@login_not_required
@never_cache
@gzip_page
@require_safe
def desk(request: HttpRequest, conference_id: int) -> HttpResponse:
    """The chair's and the secretary's desk."""
    found = _at_desk(request, conference_id)
    context = _desk_context(found)
    conference = found.conference
    delegates = api.delegates_in_order(conference.pk)
    context |= {
        "delegates": delegates,
        "points": conference.points.all(),
        "slides_url": reverse("conference:slides", args=[conference.pk]),
        "may_media": found.seat is not None and context["state"] is not None,
        "page": _page_data(request, found, context["state"], desk=True),
    }
    return _answer(request, "desk", found, context)


@login_not_required
@never_cache
@gzip_page
@require_safe
def desk_parts(request: HttpRequest, conference_id: int) -> HttpResponse:
    """The desk's lists as they stand, for the page that is open."""
    return TemplateResponse(
        request,
        "conference/sitting/_desk_parts.html",
        _desk_context(_at_desk(request, conference_id)),
    )


@login_not_required
@never_cache
@gzip_page
@require_safe
def point(request: HttpRequest, conference_id: int) -> HttpResponse:
    """A delegate's place: what is shown, who speaks, the roll, votes, one's hand."""
    found = here(request, conference_id)
    if found.seat is None:
        raise Refused(N_("Bạn không có chỗ trong hội nghị này."), kind="no-seat")
    state = _state(found)
    if state is not None and found.seat.pk in state["kicked"]:
        raise Refused(KICKED, kind="kicked")
    context = _shared(found, state) | {
        "hall": _hall(found),
        "page": _page_data(request, found, state),
        "me": found.seat.pk,
        "my_place": _place(state, found.seat.pk),
        "hand_is_up": _has_hand(state, found.seat.pk),
        "agenda": api.agenda_of(found.conference).lines,
    }
    return _answer(request, "point", found, context)


@login_not_required
@never_cache
@gzip_page
@require_safe
def projector(request: HttpRequest, conference_id: int) -> HttpResponse:
    """What the hall sees: slide, speaker, time, vote."""
    found = here(request, conference_id)
    state = _state(found)
    context = _shared(found, state) | {
        "hall": [],
        "page": _page_data(request, found, state, hall=True),
        "me": None,
    }
    return _answer(request, "projector", found, context)


@login_not_required
@never_cache
@gzip_page
@require_safe
def state(request: HttpRequest, conference_id: int) -> JsonResponse:
    """All that somebody needs who was away too long: the state and a new ticket."""
    found = here(request, conference_id)
    sitting = api.sitting_of(conference_id)
    now = api.sitting_state(sitting)
    if found.seat is not None and found.seat.pk in now["kicked"]:
        raise Refused(KICKED, kind="kicked")
    listening = api.listening(sitting, found.who, now["seq"])
    return JsonResponse({"state": now, "topic": listening.topic, "ticket": listening.ticket})


def _at_desk(request: HttpRequest, conference_id: int) -> Here:
    found = here(request, conference_id)
    if not found.acting.desk:
        raise Refused(N_("Việc này chỉ bàn chủ trì làm được."), kind="not-yours")
    return found


def _state(found: Here) -> api.State | None:
    """The state, None while the room is not open yet."""
    try:
        return api.sitting_state(api.sitting_of(found.conference.pk))
    except NotFound:
        return None


def _shared(found: Here, state: api.State | None) -> dict[str, Any]:
    items = {one.pk: one.title for one in found.conference.items.all()}
    vote = None if state is None else api.open_vote(state)
    return {
        "conference": found.conference,
        "state": state,
        "stage": stage_words()[state["stage"]] if state else _("Phòng họp chưa mở"),
        "item": items.get(state["item"], "") if state else "",
        "items": items,
        "vote": vote,
        "votes": _counted(state),
        "choice_words": choice_words(),
        "seat": found.seat,
        "acting": found.acting,
        "simulated": found.conference.simulated or bool(installation().demo_world),
    }


def _desk_context(found: Here) -> dict[str, Any]:
    state = _state(found)
    shared = _shared(found, state)
    conference = found.conference
    missing = () if state else api.missing_to_open(conference)
    return shared | {
        "missing": [str(one) for one in missing],
        "agenda": api.agenda_of(conference).lines,
        "slides": api.slides_of(conference),
        "roll": api.roll_of(conference, state) if state else (),
        "speakers": api.seat_names(conference.pk, _named(state)) if state else {},
    }


def _named(state: api.State) -> list[int]:
    return [*state["muted"], *state["kicked"]]


def _counted(state: api.State | None) -> list[dict[str, Any]]:
    """Votes with their counts, newest first."""
    words = choice_words()
    votes = state["votes"] if state else []
    return [
        {
            "question": one["question"],
            "open": one["open"],
            "total": len(one["cast"]),
            "counts": [(words.get(name, name), count) for name, count in api.counted(one).items()],
        }
        for one in reversed(votes)
    ]


def _hall(found: Here) -> list[dict[str, Any]]:
    """Those for whom this seat answers: its whole hall for who leads it, else itself."""
    seat = found.seat
    if seat is None:
        return []
    rows = api.hall_of(seat)
    return [{"id": one.pk, "name": f"{one.office}, {one.body}", "votes": one.votes} for one in rows]


def _place(state: api.State | None, who: int) -> int:
    """Place in the speaking list, from 1; 0 for none."""
    queue = [one["who"] for one in state["queue"]] if state else []
    return queue.index(who) + 1 if who in queue else 0


def _has_hand(state: api.State | None, who: int) -> bool:
    return bool(state) and any(one["who"] == who for one in (state or {})["hands"])


def _page_data(
    request: HttpRequest,
    found: Here,
    state: api.State | None,
    *,
    desk: bool = False,
    hall: bool = False,
) -> dict[str, Any]:
    """What the browser's script begins with."""
    number = found.conference.pk
    data: dict[str, Any] = {
        "state": state,
        "now": clock.now().isoformat(),
        "language": translation.get_language(),
        "me": None if hall or found.seat is None else found.seat.pk,
        "hall": [] if hall or desk else _hall(found),
        "items": {str(one.pk): one.title for one in found.conference.items.all()},
        "words": page_words(),
        "urls": {
            "act": reverse("conference:act", args=[number]),
            "state": reverse("conference:sitting-state", args=[number]),
            "parts": reverse("conference:desk-parts", args=[number]) if desk else "",
            "drill": "" if hall else reverse("conference:slide", args=[number, 0]),
        },
    }
    if state is not None:
        sitting = api.sitting_of(number)
        listening = api.listening(sitting, HALL if hall else found.who, state["seq"])
        data |= {"topic": listening.topic, "ticket": listening.ticket}
    return data


def _answer(
    request: HttpRequest, name: str, found: Here, context: dict[str, Any]
) -> TemplateResponse:
    shown = context | {"title": found.conference.title, "screen": name}
    answer = TemplateResponse(request, f"conference/sitting/{name}.html", shown)
    if name != "projector":
        allow_devices(answer)
    return answer
