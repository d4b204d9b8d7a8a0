"""What pages of rosters share: who asks, the frame of one roster, words for states."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from binhyen.features.rosters import api
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.audit.api import installation
from binhyen.foundation.ui.api import page, show_day, told
from binhyen.kernel import clock
from binhyen.kernel.errors import DomainError
from binhyen.kernel.memory import once

TONES = {"drafted": "tag-info", "published": "tag-good", "replaced": "", "withdrawn": ""}


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # the middleware sets it
    return actor


def today() -> date:
    """Today, or in a demonstration the day it is told on."""
    return once("rosters.installation", installation).focus_on or clock.today()


def home_unit(actor: Actor) -> int | None:
    """The unit an actor's roles are about, when it is one."""
    scopes = actor.scopes("rosters.view") - {None}
    return next(iter(scopes)) if len(scopes) == 1 else None


def refused(request: HttpRequest, refusal: DomainError) -> None:
    """Say a refusal above the page, with the first of its rows."""
    rows = " ".join(row.message for row in refusal.rows[:3])
    messages.error(request, f"{told(refusal)} {rows}".strip())


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way from the list of rosters down."""
    return [(_("Lịch trực"), reverse("rosters:list")), *more]


def roster_page(
    request: HttpRequest,
    roster: api.Roster,
    template: str,
    tab: str,
    shown: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of one roster, with its tabs and what may be done with it."""
    actor, state = actor_of(request), api.state_of(roster)
    unit_id = roster.police_unit.unit_id
    may_manage = allows(actor, "rosters.manage", unit_id)
    context = {
        "roster": roster,
        "state": state,
        "tone": TONES[state],
        "tabs": _tabs(roster, tab),
        "may_publish": may_manage and state == api.RosterStep.DRAFTED,
        "may_redo": may_manage and state == api.RosterStep.PUBLISHED,
        "may_manage": may_manage,
    }
    return page(
        request,
        template,
        {**context, **shown},
        title=roster.unit_name[:1].upper() + roster.unit_name[1:],
        over=_("Lịch trực"),
        subtitle=f"{show_day(roster.first_day)} – {show_day(roster.last_day)} · {state.label}",
        crumbs=crumbs(),
        status=status,
    )


def _tabs(roster: api.Roster, current: str) -> list[dict[str, Any]]:
    labels = {
        "month": _("Bảng tháng"),
        "days": _("Theo ngày"),
        "fairness": _("Công bằng"),
        "history": _("Quá trình"),
    }
    return [
        {
            "label": label,
            "url": reverse(f"rosters:{name}", args=[roster.pk]),
            "current": name == current,
        }
        for name, label in labels.items()
    ]
