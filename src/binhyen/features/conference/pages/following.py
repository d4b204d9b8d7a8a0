"""What became of the conclusions: of this conference, and of the last one for whoever opens the next."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binhyen.engines.tasks.api import State
from binhyen.features.conference import api
from binhyen.features.conference.pages.minuting import asked, tabs
from binhyen.foundation.ui.api import Cell, Column, make_table, page, show_day
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound


@require_GET
def outcome(request: HttpRequest, conference_id: int) -> HttpResponse:
    """This conference's conclusions with their tasks by state."""
    return _shown(request, conference_id, "conference:outcome")


@require_GET
def follow_up(request: HttpRequest, conference_id: int) -> HttpResponse:
    """The last conference's conclusions, as the next one opens with them."""
    _actor, conference = asked(request, conference_id)
    if conference.previous_id is None:
        raise NotFound(N_("Chuỗi hội nghị này chưa có hội nghị trước."))
    return _shown(request, conference.previous_id, "", opened_by=conference)


def _shown(
    request: HttpRequest,
    conference_id: int,
    current: str,
    *,
    opened_by: api.Conference | None = None,
) -> HttpResponse:
    actor, conference = asked(request, conference_id)
    found = api.follow_up(actor, conference.pk, _day(request))
    context = {
        "conference": conference,
        "opened_by": opened_by,
        "tabs": tabs(conference, current),
        "found": found,
        "table": make_table(
            request,
            _columns(),
            [_row(one) for one in found.rows],
            caption=_("Nhiệm vụ theo kết luận, ngày %(day)s") % {"day": show_day(found.on)},
        ),
        "rate": None if found.kept_rate is None else round(100 * found.kept_rate, 1),
        "figures": [_figure(one, one.figure) for one in found.rows if one.figure is not None],
        "ungiven": [one for one in found.rows if one.conclusion.order_id is None],
    }
    title = _("Kết quả thực hiện kết luận")
    return page(
        request,
        "conference/minutes/outcome.html",
        context,
        title=title if opened_by is None else _("Hội nghị trước: kết quả thực hiện kết luận"),
        over=conference.title,
        subtitle=_("Đếm ở %(unit)s và các đơn vị bên dưới; tỷ lệ tính trên việc đã đến hạn.")
        % {"unit": found.under.full_name},
    )


def _columns() -> list[Column]:
    return [
        Column("place", _("TT"), "number"),
        Column("text", _("Kết luận")),
        Column("total", _("Việc đã giao"), "number"),
        Column("in_time", _("Trong hạn"), "number"),
        Column("overdue", _("Quá hạn"), "number"),
        Column("done_in_time", _("Xong đúng hạn"), "number"),
        Column("done_late", _("Xong quá hạn"), "number"),
        Column("rate", _("Tỷ lệ xong"), "number", decimals=1, unit="%"),
        Column("measured", _("Đo được")),
    ]


def _row(one: api.Followed) -> dict[str, Any]:
    row = one.row
    counts = row.counts if row else {}
    directive = one.conclusion.directive_id
    return {
        "place": one.place,
        "text": Cell(
            one.conclusion.what or one.conclusion.text[:120],
            reverse("directives:directive", args=[directive]) if directive else "",
            _("hạn %(day)s") % {"day": show_day(one.conclusion.due_on)}
            if one.conclusion.due_on
            else "",
        ),
        "total": row.total if row else None,
        "in_time": counts.get(State.IN_TIME, 0) + counts.get(State.NEAR_DUE, 0) if row else None,
        "overdue": counts.get(State.OVERDUE, 0) if row else None,
        "done_in_time": counts.get(State.DONE_IN_TIME, 0) if row else None,
        "done_late": counts.get(State.DONE_LATE, 0) if row else None,
        "rate": None if row is None or row.rate is None else Decimal(str(round(100 * row.rate, 1))),
        "measured": _measured(one),
    }


def _figure(one: api.Followed, figure: api.ThenAndNow) -> dict[str, Any]:
    return {
        "place": one.place,
        "what": one.conclusion.what or one.conclusion.text[:120],
        "target": figure.target,
        "readings": [
            (reading.period.label(), reading) for reading in (figure.before, figure.after)
        ],
        "gained": figure.gained,
    }


def _measured(one: api.Followed) -> str:
    if one.measured is None:
        return ""
    return _("%(met)s đạt, %(missed)s chưa (%(day)s)") % {
        "met": one.measured.met,
        "missed": one.measured.missed,
        "day": show_day(one.measured.on),
    }


def _day(request: HttpRequest) -> date:
    text = request.GET.get("on", "")
    if not text:
        return clock.today()
    try:
        return date.fromisoformat(text[:20])
    except ValueError:
        raise Invalid(N_("Ngày “{text}” không đọc được."), text=text[:20]) from None
