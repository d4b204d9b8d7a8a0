"""Acts of a sitting, from scripts and from plain forms, and tickets for sound and picture."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from binhyen.features.conference import api
from binhyen.features.conference.pages.sitting_people import Here, here
from binhyen.foundation.realtime.media.api import media_ticket, members
from binhyen.foundation.ui.api import told
from binhyen.kernel.errors import DomainError

FIELDS = (
    "delegate", "minutes", "item", "slide", "question", "vote", "choice", "point", "text", "on",
    "step", "why",
)  # fmt: skip


@login_not_required
@never_cache
@require_POST
def act(request: HttpRequest, conference_id: int) -> HttpResponse:
    """Do one act; a script gets `{seq}` or `{code, message}`, a plain form comes back to its page."""
    plain = "application/json" not in request.headers.get("Accept", "")
    try:
        found = here(request, conference_id)
        seq = _do(request, found)
    except DomainError as refusal:
        if not plain:
            said = {"code": refusal.code, "message": told(refusal)}
            return JsonResponse(said, status=refusal.status)
        messages.error(request, told(refusal))
    else:
        if not plain:
            to = "." if seq is None else ""
            return JsonResponse({"seq": seq, "to": to and request.headers.get("Referer", to)})
    return redirect("conference:sitting", conference_id)


@login_not_required
@never_cache
@require_safe
def media(request: HttpRequest, conference_id: int) -> JsonResponse:
    """A ticket for sound and picture: the desk and whoever has the word may send, everybody may hear."""
    found = here(request, conference_id)
    sitting = api.sitting_of(conference_id)
    state = api.sitting_state(sitting)
    speaking = state["speaking"]
    mine = found.seat is not None and speaking is not None and speaking["who"] == found.seat.pk
    may = found.acting.desk or mine or _leads(found)
    return JsonResponse(
        media_ticket(sitting.room, found.who, may, moderates=found.acting.desk).as_json()
    )


@login_not_required
@never_cache
@require_safe
def names(request: HttpRequest, conference_id: int) -> JsonResponse:
    """Who is who on the wire: the media server knows ids only."""
    found = here(request, conference_id)
    sitting = api.sitting_of(conference_id)
    keys = {one.key: one.who for one in members(sitting.room)}
    numbers = {who: int(who[1:]) for who in keys.values() if who[1:].isdigit() and who[0] == "d"}
    told = api.seat_names(found.conference.pk, list(numbers.values()))
    return JsonResponse({key: told.get(numbers.get(who, 0), "") for key, who in keys.items()})


def _leads(found: Here) -> bool:
    """A hall's own camera belongs to its chair or technician."""
    return found.seat is not None and found.seat.role in {"chair", "technician"}


def _do(request: HttpRequest, found: Here) -> int | None:
    """The number of the last event; None where the page must be read anew."""
    form, number = request.POST, found.conference.pk
    kind = form.get("kind", "")
    whole = {
        "open_room": api.open_room,
        "opened": api.open_sitting,
        "closed": api.close_sitting,
    }
    if kind in whole:
        whole[kind](found.actor, conference_id=number)
        return None
    event = api.post(
        found.actor,
        conference_id=number,
        kind=kind,
        payload=_payload(request),
        key=form.get("key", ""),
    )
    return event.seq


def _payload(request: HttpRequest) -> dict[str, Any]:
    form = request.POST
    payload: dict[str, Any] = {name: form[name] for name in FIELDS if form.get(name)}
    choices = [line.strip() for line in form.get("choices", "").splitlines() if line.strip()]
    if choices:
        payload["choices"] = choices
    return payload
