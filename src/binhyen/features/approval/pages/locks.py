"""Locking and unlocking a period, by right and with a reason, and how it came about."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binhyen.engines.units.api import structure
from binhyen.features.approval import api
from binhyen.features.approval.pages.common import (
    may_somewhere,
    named_period,
    period_page,
    period_url,
    refused,
    under_of,
)
from binhyen.foundation.access.api import allows
from binhyen.foundation.ui.api import actor_name
from binhyen.kernel.errors import DomainError


@require_http_methods(["GET", "POST"])
def locks(request: HttpRequest, definition: str, period: str) -> HttpResponse:
    """The state of a period for a unit and all below it; whoever has the right locks or unlocks it."""
    actor = may_somewhere(request, "figures.view")
    form, span = named_period(definition, period)
    unit = api.seen_unit(actor, "figures.view", under_of(request), span.last_day)
    status = 200
    if request.method == "POST":
        act = api.unlock_period if request.POST.get("act") == "unlock" else api.lock_period
        try:
            act(
                actor,
                definition=form.code,
                period=span,
                unit_id=unit.id,
                reason=request.POST.get("reason", ""),
            )
        except DomainError as refusal:
            refused(request, refusal)
            status = 422
        else:
            messages.success(request, _("Đã ghi."))
            return redirect(period_url("locks", form, span, under=unit.id))
    tree = structure(span.last_day)
    line = [one.id for one in tree.ancestors(unit.id)] if unit.id in tree else []
    below = tree.subtree(unit.id) if unit.id in tree else [unit.id]
    acts = api.lock_acts(form.code, span, [*below, *line])
    shown = {
        "unit": unit,
        "lock": api.locked(form.code, span, unit.id),
        "may_lock": allows(actor, "figures.lock", unit.id),
        "reason": request.POST.get("reason", ""),
        "steps": [
            {
                "on": act.at,
                "title": (_("Khóa: %(unit)s") if act.locked else _("Mở khóa: %(unit)s"))
                % {"unit": api.unit_on(act.unit_id, span.last_day).full_name},
                "text": f"{act.reason} ({actor_name(act.author_name)})",
                "current": place == 0,
                "url": "",
            }
            for place, act in enumerate(acts)
        ],
    }
    return period_page(request, "approval/locks.html", "locks", form, span, shown, status)
