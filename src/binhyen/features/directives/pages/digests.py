"""The digest of a unit: what it was told on one day, bundled; and the line that leads there."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from binhyen.engines.tasks import api
from binhyen.engines.units.api import structure
from binhyen.features.directives.pages.common import viewer
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import HomeNotice, page, show_day
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid

PAGE = 50
KINDS = {
    "given": gettext_lazy("Mới giao"),
    "near": gettext_lazy("Sắp đến hạn"),
    "overdue": gettext_lazy("Quá hạn"),
}
ESCALATED = gettext_lazy("Đơn vị dưới quá hạn lâu")


@require_GET
def digest(request: HttpRequest, unit_id: int, day: str) -> HttpResponse:
    """What the unit was told on a day, and the other days when it was told something."""
    actor, on = viewer(request), _day(day)
    tree = structure(on)
    unit = tree.get(unit_id)
    paging = Paginator(api.digest(actor, unit_id, on), PAGE).get_page(request.GET.get("page"))
    lines = [
        (
            one,
            KINDS.get(one.kind, ESCALATED),
            tree.units[one.unit_id].full_name if one.unit_id in tree else "–",
        )
        for one in map(api.digest_line, paging)
    ]
    days = [
        (one, lines_, reverse("directives:digest", args=[unit_id, one.isoformat()]))
        for one, lines_ in api.digest_days(actor, unit_id, clock.today())
    ]
    return page(
        request,
        "directives/digest.html",
        {"unit": unit, "paging": paging, "lines": lines, "days": days, "on": on, "kept": ""},
        title=_("Bản nhắc nhiệm vụ"),
        over=unit.full_name,
        subtitle=_("Mọi lời nhắc trong ngày %(day)s, gom một bản.") % {"day": show_day(on)},
        crumbs=[(_("Nhiệm vụ của đơn vị"), reverse("directives:unit", args=[unit_id]))],
    )


def on_unit_page(actor: Actor, unit_code: str) -> HomeNotice | None:
    """The line on a unit's page: how much it was told today."""
    today = clock.today()
    try:
        unit = structure(today).by_code(unit_code)
    except DomainError:
        return None
    # Whoever is above reads their own unit's digest, not that of each unit below.
    if unit.id not in actor.scopes("directives.view"):
        return None
    count = api.digest(actor, unit.id, today).count()
    if not count:
        return None
    text = _("Hôm nay có %(count)s lời nhắc về nhiệm vụ.") % {"count": count}
    address = reverse("directives:digest", args=[unit.id, today.isoformat()])
    return HomeNotice(text, address, "warning")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text[:20])
    except ValueError:
        raise Invalid(N_("Ngày “{text}” không đọc được."), text=text[:20]) from None
