"""Reading rosters: the list, the month, the days, fairness with its proof, what happened."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binhyen.features.rosters import api
from binhyen.features.rosters.pages.common import actor_of, crumbs, home_unit, roster_page, today
from binhyen.features.rosters.presenting import kind_word, sheet
from binhyen.foundation.access.api import allows, allows_somewhere
from binhyen.foundation.ui.api import Cell, Column, Table, make_table, page


@require_GET
def roster_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    columns = [
        Column("unit", _("Đơn vị")),
        Column("first", _("Từ ngày"), "date"),
        Column("last", _("Đến hết ngày"), "date"),
        Column("state", _("Tình trạng")),
        Column("made", _("Lập ngày"), "date"),
    ]
    rows = [
        {
            "unit": Cell(one.unit_name, reverse("rosters:month", args=[one.pk])),
            "first": one.first_day,
            "last": one.last_day,
            "state": str(api.state_of(one).label),
            "made": one.made_at,
        }
        for one in api.rosters(actor)
    ]
    unit_id = home_unit(actor)
    shown = {
        "table": make_table(request, columns, rows, caption=_("Các lịch trực")),
        "may_make": allows_somewhere(actor, "rosters.manage"),
        "may_keep": allows_somewhere(actor, "rosters.keep"),
        "unit_id": unit_id,
    }
    return page(
        request,
        "rosters/list.html",
        shown,
        title=_("Lịch trực"),
        subtitle=_(
            "Mỗi lịch giữ nguyên bài toán, kết quả và chứng minh; sửa, đổi ca đều để lại dấu vết."
        ),
    )


@require_GET
def month(request: HttpRequest, roster_id: int) -> HttpResponse:
    actor = actor_of(request)
    roster = api.roster_of(actor, roster_id)
    duties = api.duties_of(roster)
    shown = {
        "sheet": sheet(roster, duties, _addresses(request, roster, duties)),
        "broken": api.check(api.problem_now(roster), api.plan_of(duties)).violations,
    }
    return roster_page(request, roster, "rosters/month.html", "month", shown)


@require_GET
def days(request: HttpRequest, roster_id: int) -> HttpResponse:
    roster = api.roster_of(actor_of(request), roster_id)
    shown = {"sheet": sheet(roster, api.duties_of(roster), {}), "today": today()}
    return roster_page(request, roster, "rosters/days.html", "days", shown)


@require_GET
def fairness(request: HttpRequest, roster_id: int) -> HttpResponse:
    roster = api.roster_of(actor_of(request), roster_id)
    problem, plan = api.problem_now(roster), api.plan_of(api.duties_of(roster))
    verdict = api.check(problem, plan)
    proofs = [one.words for one in verdict.evenness if one.loads]
    made = [one["words"] for one in roster.result["fairness"] if one["loads"]]
    shown = {
        "proofs": proofs,
        "table": _loads([one for one in verdict.evenness if one.loads], problem),
        "when_made": made if made != proofs else [],
        "overloads": [
            {"name": problem.name(one.person), "label": one.label, "most": one.most, "advised": one.advised, "since": one.since}
            for one in verdict.overloads
        ],
    }  # fmt: skip
    return roster_page(request, roster, "rosters/fairness.html", "fairness", shown)


@require_GET
def history(request: HttpRequest, roster_id: int) -> HttpResponse:
    actor = actor_of(request)
    roster = api.roster_of(actor, roster_id)
    steps = [
        {
            "on": one.at,
            "title": f"{one.get_step_display()}: {one.by}",
            "text": one.note,
            "current": False,
        }
        for one in roster.events.all()
    ]
    shown = {"steps": steps, "swaps": api.swaps(actor, roster_id=roster.pk)}
    return roster_page(request, roster, "rosters/history.html", "history", shown)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    officer = api.own_officer(actor_of(request))
    duties = api.duties_of_officer(officer.pk, today()) if officer else []
    columns = [
        Column("on", _("Ngày"), "date"),
        Column("kind", _("Ca")),
        Column("unit", _("Đơn vị")),
    ]
    rows = [
        {
            "on": Cell(one.on, reverse("rosters:duty", args=[one.roster_id, one.pk])),
            "kind": kind_word(one.kind),
            "unit": one.roster.unit_name,
        }
        for one in duties
    ]
    shown = {
        "officer": officer,
        "table": make_table(request, columns, rows, caption=_("Ca trực của tôi")),
    }
    return page(
        request,
        "rosters/mine.html",
        shown,
        title=_("Ca trực của tôi"),
        subtitle=officer.full_name if officer else "",
        crumbs=crumbs(),
    )


def _addresses(
    request: HttpRequest, roster: api.Roster, duties: list[api.RosterDuty]
) -> dict[int, str]:
    actor, state = actor_of(request), api.state_of(roster)
    unit_id = roster.police_unit.unit_id
    if state not in ("drafted", "published"):
        return {}
    manages = allows(actor, "rosters.manage", unit_id)
    own = api.own_officer(actor)
    return {
        one.pk: reverse("rosters:duty", args=[roster.pk, one.pk])
        for one in duties
        if manages or (own is not None and one.officer_id == own.pk and state == "published")
    }


def _loads(found: Sequence[api.Evenness], problem: api.Problem) -> Table:
    """People by measures; a dash for whoever does not share a measure."""
    columns = [Column("name", _("Cán bộ"), sortable=False)] + [
        Column(one.measure, one.label, "number", unit=one.word, sortable=False) for one in found
    ]
    rows = [
        {"name": person.name} | {one.measure: _load(one, person.id) for one in found}
        for person in problem.people
    ]
    return make_table(None, columns, rows, caption=_("Ai gánh bao nhiêu, cộng cả mang sang"))


def _load(one: api.Evenness, person: str) -> Cell | None:
    if person not in one.loads:
        return None
    credit = one.credits[person]
    return Cell(
        one.loads[person],
        note=_("tính cho ngày vắng %(count)s") % {"count": credit} if credit else "",
    )
