"""Who has handed in what by when: the board of a period, and rates over periods; both as a file too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binhyen.engines.indicators.api import DefinitionInfo, Timing
from binhyen.engines.units.api import Level, StructureUnit, structure
from binhyen.features.approval import api
from binhyen.features.approval.pages.common import (
    actor_of,
    matches,
    may_somewhere,
    named_period,
    page_links,
    paged,
    period_page,
    period_url,
    under_of,
)
from binhyen.features.approval.pages.words import TIMINGS, late_words, percent, phase_word
from binhyen.foundation.access.api import allows
from binhyen.foundation.exchange.api import csv_text
from binhyen.foundation.ui.api import Cell, Column, line_chart, make_table
from binhyen.kernel import clock
from binhyen.kernel.periods import Period
from binhyen.kernel.text import sort_key

VIEWS = "figures.view"
MONTHS = 12
STATES = {
    "missing": (Timing.MISSING,),
    "late": (Timing.LATE,),
    "on_time": (Timing.ON_TIME,),
    "not_due": (Timing.NOT_DUE,),
}


@require_GET
def board(request: HttpRequest, definition: str, period: str) -> HttpResponse:
    """Every unit of a period with its state by real date; drill down by level."""
    actor = may_somewhere(request, VIEWS)
    form, span = named_period(definition, period)
    found = api.board(actor, form, span, under_of(request))
    state, query = request.GET.get("state", ""), request.GET.get("q", "")[:80]
    lines = _sorted(request, _kept(found.units, state, query))
    rows = paged(request, lines)
    by_level = len(found.levels) > 1 or found.under.level < Level.DISTRICT
    shown = {
        "board": found,
        "total": found.total,
        "completeness": percent(found.total.completeness),
        "timeliness": percent(found.total.timeliness),
        "levels": _levels(request, found, span, form)
        if by_level and found.under.level < Level.COMMUNE and _has_levels(found)
        else None,
        "rows": [_row(request, line) for line in rows],
        "paging": rows,
        "pages": page_links(request, rows) if rows.has_other_pages() else [],
        "state": state,
        "query": query,
        "sort": request.GET.get("sort", ""),
        "zeros": sum(line.zero for line in found.units),
        "silent": sum(line.timing == Timing.MISSING for line in found.units),
        "way": _way(request, found.under, span, form),
        "states": [("", _("Mọi tình trạng")), *_state_words()],
        "csv": period_url("board_csv", form, span) + f"?{request.GET.urlencode()}",
    }
    return period_page(request, "approval/board.html", "board", form, span, shown)


@require_GET
def board_csv(request: HttpRequest, definition: str, period: str) -> HttpResponse:
    """The units seen on the board, with the same filters."""
    actor = may_somewhere(request, VIEWS)
    form, span = named_period(definition, period)
    found = api.board(actor, form, span, under_of(request))
    lines = _kept(found.units, request.GET.get("state", ""), request.GET.get("q", "")[:80])
    columns = ("unit_code", "unit_name", "above", "timing", "state", "zero", "late_hours",
               "submitted_at", "approved_at", "locked")  # fmt: skip
    rows = [
        (
            line.unit.code,
            line.unit.full_name,
            line.above.full_name if line.above else "",
            line.timing.name.lower(),
            phase_word(line),
            line.zero,
            -(-line.late_seconds // 3600),
            line.submitted_at.isoformat() if line.submitted_at else None,
            line.approved_at.isoformat() if line.approved_at else None,
            line.locked,
        )
        for line in _sorted(request, lines)
    ]
    return _download(csv_text(columns, rows, bom=True), f"{form.code}-{span.code}-nop")


@require_GET
def rates(request: HttpRequest, definition: str, period: str) -> HttpResponse:
    """Completeness and timeliness over a year, and the units of the level below side by side."""
    actor = may_somewhere(request, VIEWS)
    form, span = named_period(definition, period)
    found = api.rates(actor, form, _periods(form, span), under_of(request))
    shown = {
        "chart": line_chart(
            "rates",
            _("Đầy đủ và đúng hạn qua các kỳ: %(unit)s") % {"unit": found.under.full_name},
            [one.code for one in found.periods],
            {
                _("Đầy đủ"): [percent(line.completeness) for line in found.totals],
                _("Đúng hạn"): [percent(line.timeliness) for line in found.totals],
            },
            decimals=1,
            unit="%",
            note=_("Đầy đủ: báo cáo đã nhận trên số phải nộp. Đúng hạn: nhận trong hạn trên số phải nộp."),
        ),
        "table": make_table(
            request,
            _league_columns(),
            [_league_row(line, period_url("rates", form, span, under=line.unit.id)) for line in found.league],
            caption=_("Từng đơn vị trong %(count)s kỳ") % {"count": len(found.periods)},
            total=_league_row(_sum(found.totals), ""),
        ),
        "way": _way(request, found.under, span, form, "rates"),
        "csv": period_url("rates_csv", form, span) + f"?{request.GET.urlencode()}",
    }  # fmt: skip
    return period_page(request, "approval/rates.html", "rates", form, span, shown)


@require_GET
def rates_csv(request: HttpRequest, definition: str, period: str) -> HttpResponse:
    """The rates as a file: one row a unit below and period."""
    actor = may_somewhere(request, VIEWS)
    form, span = named_period(definition, period)
    found = api.rates(actor, form, _periods(form, span), under_of(request))
    level = found.league[0].unit.level if found.league else found.under.level
    by_unit = found.judged.rolled_up(level)
    names = {line.unit.id: line.unit for line in found.league}
    rows = [
        (
            names[unit_id].code,
            names[unit_id].full_name,
            str(one),
            int(by_unit.expected[row, column]),
            int(by_unit.received[row, column]),
            int(by_unit.on_time[row, column]),
            int(by_unit.late[row, column]),
            int(by_unit.missing[row, column]),
        )
        for row, unit_id in enumerate(by_unit.unit_ids)
        for column, one in enumerate(found.periods)
        if by_unit.expected[row, column]
    ]
    columns = (
        "unit_code",
        "unit_name",
        "period",
        "expected",
        "received",
        "on_time",
        "late",
        "missing",
    )
    return _download(csv_text(columns, rows, bom=True), f"{form.code}-{span.code}-ty-le")


def newest_period(form: DefinitionInfo) -> Period | None:
    """The newest period of a definition that has ended."""
    return api.newest_due(form, api.periods_until(form, clock.today(), 2), clock.today())


def _periods(form: DefinitionInfo, span: Period) -> list[Period]:
    return api.periods_until(form, span.last_day, MONTHS) or [span]


def _has_levels(found: api.Board) -> bool:
    return any(line.unit.level < Level.COMMUNE for line in found.levels)


def _kept(lines: Sequence[api.UnitLine], state: str, query: str) -> list[api.UnitLine]:
    wanted = STATES.get(state)
    return [
        line
        for line in lines
        if (wanted is None or line.timing in wanted)
        and (state != "zero" or line.zero)
        and (not query or matches(query, line.unit.full_name, line.unit.code))
    ]


def _sorted(request: HttpRequest, lines: list[api.UnitLine]) -> list[api.UnitLine]:
    match request.GET.get("sort"):
        case "unit":
            return sorted(lines, key=lambda line: sort_key(line.unit.full_name))
        case "at":
            return sorted(lines, key=lambda line: str(line.submitted_at or "9"))
        case "late":
            return sorted(lines, key=lambda line: -line.late_seconds)
        case _:
            return sorted(lines, key=lambda line: line.timing)


def _state_words() -> list[tuple[str, str]]:
    words = [(state, str(TIMINGS[timings[0]][0])) for state, timings in STATES.items()]
    return [*words, ("zero", _("Báo cáo bằng 0"))]


def _row(request: HttpRequest, line: api.UnitLine) -> dict[str, Any]:
    word, tone = TIMINGS[line.timing]
    return {
        "unit": line.unit.full_name,
        "code": line.unit.code,
        "above": line.above.full_name if line.above else "",
        "word": word,
        "tone": tone,
        "late": late_words(line.late_seconds) if line.late_seconds else "",
        "phase": phase_word(line),
        "submitted_at": line.submitted_at,
        "approved_at": line.approved_at,
        "report_id": line.report_id,
        "locked": line.locked,
    }


def _levels(request: HttpRequest, found: api.Board, span: Period, form: DefinitionInfo) -> Any:
    columns = [
        Column("unit", _("Đơn vị")),
        Column("expected", _("Phải nộp"), "number"),
        Column("on_time", _("Đúng hạn"), "number"),
        Column("late", _("Muộn"), "number"),
        Column("missing", _("Chưa nộp, quá hạn"), "number"),
        Column("not_due", _("Chưa đến hạn"), "number"),
        Column("approved", _("Đã duyệt"), "number"),
        Column("completeness", _("Đầy đủ"), "number", 1, "%"),
        Column("timeliness", _("Đúng hạn"), "number", 1, "%"),
    ]
    rows = [
        _league_row(line, period_url("board", form, span, under=line.unit.id))
        for line in found.levels
    ]
    return make_table(
        request,
        columns,
        rows,
        caption=_("Theo đơn vị cấp dưới"),
        total=_league_row(found.total, ""),
        prefix="l",
        page_size=70,
    )


def _league_columns() -> list[Column]:
    return [
        Column("unit", _("Đơn vị")),
        Column("expected", _("Phải nộp"), "number"),
        Column("received", _("Đã nhận"), "number"),
        Column("late", _("Muộn"), "number"),
        Column("missing", _("Chưa nộp, quá hạn"), "number"),
        Column("completeness", _("Đầy đủ"), "number", 1, "%"),
        Column("timeliness", _("Đúng hạn"), "number", 1, "%"),
    ]


def _league_row(line: api.LevelLine, url: str) -> dict[str, Any]:
    return {
        "unit": Cell(line.unit.full_name, url),
        "expected": line.expected,
        "received": line.received,
        "on_time": line.on_time,
        "late": line.late,
        "missing": line.missing,
        "not_due": line.not_due,
        "approved": line.approved,
        "completeness": percent(line.completeness),
        "timeliness": percent(line.timeliness),
    }


def _sum(lines: Sequence[api.LevelLine]) -> api.LevelLine:
    names = ("expected", "received", "on_time", "late", "missing", "not_due", "approved")
    counts = [sum(getattr(line, name) for line in lines) for name in names]
    return api.LevelLine(lines[0].unit, *counts)


def _way(
    request: HttpRequest,
    under: StructureUnit,
    span: Period,
    form: DefinitionInfo,
    name: str = "board",
) -> list[tuple[str, str]]:
    """The units above, as far as the reader may see them."""
    tree = structure(span.last_day)
    if under.id not in tree:
        return []
    actor = actor_of(request)
    return [
        (unit.full_name, period_url(name, form, span, under=unit.id))
        for unit in reversed(tree.ancestors(under.id))
        if allows(actor, VIEWS, unit.id, on=span.last_day)
    ]


def _download(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text.encode(), content_type="text/csv; charset=utf-8")
    safe = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in name)
    response["Content-Disposition"] = f'attachment; filename="{safe}.csv"'
    return response
