"""Who is late, why, since when: the board, and a unit's own tasks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binhyen.engines.tasks.api import Board, BoardQuery, BoardRow, State, late_tasks, tasks_of
from binhyen.engines.tasks.api import board as counted
from binhyen.engines.units.api import Level, Structure, structure
from binhyen.features.directives.pages.common import CAUSES, STATES, day_of, number_of, viewer
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import Cell, Column, make_table, page, show_day
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound

PAGE, LATE = 30, 10
SHOWN = [state for state in State if state is not State.WITHDRAWN]


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Tasks by state under a unit: by the units right below, by order or by level."""
    actor, on = viewer(request), day_of(request)
    tree = structure(on)
    under_id = number_of(request, "under") or _home(actor, tree)
    by = request.GET.get("by", "unit")[:10]
    known = _known_on(request)
    query = BoardQuery(under_id, on, by, known_on=known)
    found = counted(actor, query)
    unit = tree.get(under_id)
    above = [
        (one.full_name, _address(under=one.id, on=on.isoformat()))
        for one in reversed(tree.ancestors(under_id))
        if actor.unlimited or _may_open(actor, tree, one.id)
    ]
    shown = {
        "found": found,
        "unit": unit,
        "on": on,
        "by": by,
        "table": _table(request, found, tree),
        "late": [] if known or not found.total.counts[State.OVERDUE] else _late(actor, query, tree),
        "known": known,
        "rate": None if found.total.rate is None else round(100 * found.total.rate, 1),
        "kinds": [
            (_("Theo đơn vị"), _address(under=under_id, on=on.isoformat()), by == "unit"),
            (
                _("Theo việc giao"),
                _address(under=under_id, on=on.isoformat(), by="order"),
                by == "order",
            ),
            (_("Theo cấp"), _address(under=under_id, on=on.isoformat(), by="level"), by == "level"),
        ],
        "own": reverse("directives:unit", args=[under_id]),
    }
    return page(
        request,
        "directives/board.html",
        shown,
        title=_("Bảng nhiệm vụ"),
        over=unit.full_name,
        subtitle=_("Tỷ lệ tính trên nhiệm vụ đã đến hạn, ngày %(day)s.") % {"day": show_day(on)},
        crumbs=above,
    )


def _known_on(request: HttpRequest) -> date | None:
    """The second clock; None without one.

    Raises:
        Invalid: not a date.
    """
    text = request.GET.get("known", "")
    if not text:
        return None
    try:
        return date.fromisoformat(text[:20])
    except ValueError:
        raise Invalid(N_("Ngày “{text}” không đọc được."), text=text[:20]) from None


@require_GET
def unit(request: HttpRequest, unit_id: int) -> HttpResponse:
    """A unit's own tasks, those due first ahead."""
    actor, on = viewer(request), day_of(request)
    state = request.GET.get("state", "")
    if state and state not in set(State):
        raise Invalid(N_("“{value}” không phải trạng thái nhiệm vụ."), value=state[:40])
    found = structure(on).get(unit_id)
    tasks = tasks_of(actor, unit_id, on, state=State(state) if state else None)
    paging = Paginator(tasks, PAGE).get_page(request.GET.get("page"))
    shown = {
        "unit": found,
        "paging": paging,
        "tasks": [(task, STATES[State(task.state)]) for task in paging],  # type: ignore[attr-defined]
        "state": state,
        "digest_day": clock.today().isoformat(),
        "states": [("", _("Mọi trạng thái")), *((one.value, STATES[one]) for one in State)],
        "kept": urlencode({"state": state}),
    }
    return page(
        request,
        "directives/unit.html",
        shown,
        title=_("Nhiệm vụ của đơn vị"),
        over=found.full_name,
        crumbs=[(_("Bảng nhiệm vụ"), _address(under=unit_id))],
    )


def _table(request: HttpRequest, found: Board, tree: Structure) -> Any:
    columns = [
        Column("label", _("Đơn vị hoặc việc")),
        *(Column(state.value, STATES[state], "number", 0) for state in SHOWN),
        Column("unacknowledged", _("Chưa tiếp nhận"), "number", 0),
        Column("awaiting", _("Chờ công nhận"), "number", 0),
        Column("fell_due", _("Đã đến hạn"), "number", 0),
        Column("rate", _("Xong trên đến hạn"), "number", 1, "%"),
        Column("oldest", _("Quá hạn từ"), "date"),
    ]
    rows = [_row(row, found, tree) for row in found.rows]
    return make_table(
        request,
        columns,
        rows,
        caption=_("Nhiệm vụ theo trạng thái"),
        total=_row(found.total, found, tree) | {"label": _("Tất cả")},
    )


def _row(row: BoardRow, found: Board, tree: Structure) -> dict[str, Any]:
    link = None
    if found.query.by == "unit" and row.ref in tree and row is not found.total:
        deeper = row.ref != found.query.under_id and tree.units[row.ref].level < Level.COMMUNE
        link = (
            _address(under=row.ref, on=found.query.on.isoformat())
            if deeper
            else reverse("directives:unit", args=[row.ref])
        )
    return {
        "label": Cell(row.label, url=link) if link else row.label,
        **{state.value: row.counts[state] for state in SHOWN},
        "unacknowledged": row.unacknowledged,
        "awaiting": row.awaiting,
        "fell_due": row.fell_due,
        "rate": None if row.rate is None else Decimal(str(round(100 * row.rate, 1))),
        "oldest": row.oldest_due,
    }


def _late(actor: Actor, query: BoardQuery, tree: Structure) -> list[dict[str, Any]]:
    """The longest overdue: who, since when, why."""
    return [
        {
            "task": one,
            "unit": tree.units[one.unit_id].full_name if one.unit_id in tree else "",
            "cause": CAUSES[one.cause],
        }
        for one in late_tasks(actor, query, most=LATE)
    ]


def _home(actor: Actor, tree: Structure) -> int:
    """The reader's own unit; the country for whoever sees everything."""
    scopes = actor.scopes("directives.view")
    if actor.unlimited or None in scopes:
        return tree.root.id
    standing = sorted(one for one in scopes if one is not None and one in tree)
    if not standing:
        raise NotFound(N_("Đơn vị của bạn không còn trong ngày này: hãy chọn ngày khác."))
    return min(standing, key=lambda one: tree.units[one].level)


def _may_open(actor: Actor, tree: Structure, unit_id: int) -> bool:
    scopes = actor.scopes("directives.view")
    line = {unit_id, *(one.id for one in tree.ancestors(unit_id))}
    return None in scopes or bool(line & scopes)


def _address(**query: str | int) -> str:
    return f"{reverse('directives:board')}?{urlencode(query)}"
