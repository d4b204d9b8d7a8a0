"""Calendar addresses of one's own, and the calendar file that an address gives to whoever holds it."""

from __future__ import annotations

import hashlib

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from binhyen.engines.tasks import api
from binhyen.engines.units.api import structure
from binhyen.features.directives.pages.common import viewer
from binhyen.foundation.ui.api import page, told
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid, NotFound


@require_http_methods(["GET", "POST"])
def feeds(request: HttpRequest, unit_id: int) -> HttpResponse:
    """One's addresses in use; a POST makes one for the unit (its secret is shown once) or revokes one."""
    actor = viewer(request)
    tree = structure(clock.today())
    unit = tree.get(unit_id)
    address, status = "", 200
    if request.method == "POST":
        try:
            if "revoke" in request.POST:
                api.revoke_feed(actor, feed_id=_number(request.POST["revoke"]))
                messages.success(request, _("Đã thu hồi địa chỉ lịch."))
                return redirect("directives:feeds", unit_id)
            _feed, secret = api.make_feed(actor, unit_id=unit_id)
            address = request.build_absolute_uri(reverse("directives:calendar", args=[secret]))
        except DomainError as refusal:
            messages.error(request, told(refusal))
            status = refusal.status
    own = [
        (feed, tree.units[feed.unit_id].full_name if feed.unit_id in tree else "–")
        for feed in api.feeds_of(actor)
    ]
    answer = page(
        request,
        "directives/feeds.html",
        {"unit": unit, "own": own, "address": address},
        title=_("Lịch nhiệm vụ"),
        over=unit.full_name,
        subtitle=_(
            "Hạn nhiệm vụ trong lịch của bạn: chỉ số văn bản và số nhiệm vụ, không có nội dung."
        ),
        crumbs=[(_("Nhiệm vụ của đơn vị"), reverse("directives:unit", args=[unit_id]))],
        status=status,
    )
    answer["Cache-Control"] = "no-store"
    return answer


@login_not_required
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar file of an address; 404 for whatever is not an address in use."""
    try:
        text = api.calendar_of(
            secret,
            title=_("Hạn nhiệm vụ"),
            words=_("{symbol}: {count} nhiệm vụ đến hạn"),
            url=request.build_absolute_uri("/tasks/unit/{unit_id}/"),
        )
    except NotFound:
        return HttpResponse(status=404)
    body = text.encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {
        "ETag": tag,
        "Cache-Control": "private, max-age=900",
        "Referrer-Policy": "no-referrer",
    }
    if request.headers.get("If-None-Match") == tag:
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 12:
        raise Invalid(N_("“{value}” không phải số."), value=text[:40])
    return int(text)
