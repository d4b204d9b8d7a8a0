"""Coming by a personal link: a delegate without an account sees the agenda, their seat and the papers they may read."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from binhyen.features.conference import api
from binhyen.features.conference.pages.papers import paper_answer
from binhyen.features.conference.types import ItemKind
from binhyen.foundation.ui.api import page

SEAT = "conference_seat"
"""The session's key of what is kept of the link: its digest, never the secret."""


@login_not_required
@never_cache
@require_safe
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Take a seat by its link and leave the secret behind: the next address holds none."""
    found = api.delegate_of_link(secret)
    request.session[SEAT] = found.ticket_digest
    answer = redirect("conference:seat")
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@login_not_required
@never_cache
@require_safe
def seat(request: HttpRequest) -> HttpResponse:
    """Where, when, what, and the papers of one's own seat."""
    found = _seated(request)
    conference, actor = found.point.conference, api.delegate_actor(found)
    kinds = dict(api.ITEMS)
    agenda = api.agenda_of(conference)
    context = {
        "seat": found,
        "conference": conference,
        "lines": [(one, kinds[ItemKind(one.item.kind)]) for one in agenda.lines],
        "papers": api.papers_of(actor, conference),
        "until": api.link_ends(conference),
    }
    return page(
        request,
        "conference/preparing/seat.html",
        context,
        title=conference.title,
        over=_("Giấy mời dự họp"),
    )


@login_not_required
@never_cache
@require_safe
def seat_paper(request: HttpRequest, paper_id: int, number: int) -> HttpResponse:
    """A paper of one's own seat; opening it leaves the receipt."""
    found = _seated(request)
    version = api.open_paper(
        api.delegate_actor(found),
        conference_id=found.point.conference_id,
        paper_id=paper_id,
        number=number,
    )
    return paper_answer(version)


def _seated(request: HttpRequest) -> api.Delegate:
    """The delegate of this browser's seat, asked anew each time: a link revoked meanwhile ends at once.

    Raises:
        Refused: no link was used here, or it is no longer good.
    """
    return api.delegate_of_digest(str(request.session.get(SEAT, "")))
