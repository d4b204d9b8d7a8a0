"""Why: for an officer, for a unit, for the whole plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binhyen.features.staffing import api
from binhyen.features.staffing.pages import asking, words
from binhyen.features.staffing.pages.frame import plan_page
from binhyen.features.staffing.pages.lists import state_word, who_cell
from binhyen.features.staffing.pages.naming import Names, names_of
from binhyen.foundation.access.api import Actor
from binhyen.foundation.ui.api import Column, Table, make_table, show_number, told
from binhyen.kernel.errors import N_, NotFound
from binhyen.solver.deployment.api import (
    Alternative,
    CostPart,
    Member,
    OfficerReason,
    QuotaMet,
    RuleCost,
    UnitReason,
)

MOST_ALTERNATIVES = 8


@require_GET
def officer(request: HttpRequest, plan_id: int, code: str) -> HttpResponse:
    """Why here, why now, what else it could be, and why not there."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    line = line_of(actor, plan, code)
    reason, fault = _officer_reason(request, plan, code)
    names = names_of(plan)
    context = {
        "facts": _officer_facts(line),
        "record_url": reverse("people:detail", args=[line.officer_id]) if line.full_name else "",
        "why": [names.said(one) for one in reason.why],
        "waves": [names.said(one) for one in reason.waves],
        "parts": _parts(reason.parts, line, names),
        "alternatives": _alternatives(reason.alternatives, names),
        "barriers": [names.said(one.sentence) for one in reason.barriers],
        "limits": [names.said(one.sentence) for one in reason.limits],
        "asked": [names.said(one) for one in reason.asked],
        "asked_unit": request.GET.get("unit", "")[: asking.LONGEST],
        "ask_fault": fault,
    }
    title = line.full_name or line.officer_code
    over = _("Lý do của một dòng phương án")
    return plan_page(
        request, plan, "staffing/officer.html", context, tab="lines", title=title, over=over
    )


@require_GET
def unit(request: HttpRequest, plan_id: int, code: str) -> HttpResponse:
    """Whom a unit got, what it still wants, why its wave."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    row = unit_of(actor, plan, code)
    reason, names = api.unit_reason(plan, code), names_of(plan)
    lines = {one.officer_code: one for one in api.line_rows(actor, plan, unit_id=row.unit_id)}
    context = {
        "facts": _unit_facts(row, reason),
        "why": [names.said(one) for one in reason.why],
        "members": _members(plan, reason.members, lines, names),
        "quotas": _quotas(reason.quotas, names) if reason.quotas else None,
        "wishes": [names.said(one) for one in reason.wishes],
        "next_best": _next_best(reason.next_best, names) if reason.next_best else None,
    }
    over = _("Lý do của một đơn vị nhận")
    return plan_page(
        request, plan, "staffing/unit.html", context, tab="units", title=row.name, over=over
    )


def line_of(actor: Actor, plan: api.Plan, code: str) -> api.LineRow:
    """The line of one officer.

    Raises:
        NotFound: the plan does not send them.
    """
    found = api.line_rows(actor, plan, officer_code=code)
    if not found:
        raise NotFound(
            N_("Phương án “{name}” không cử cán bộ mang số hiệu {code}."),
            name=plan.name,
            code=code[: asking.LONGEST],
        )
    return found[0]


def unit_of(actor: Actor, plan: api.Plan, code: str) -> api.UnitRow:
    """One receiving unit.

    Raises:
        NotFound: the plan knows no such unit.
    """
    found = [one for one in api.unit_rows(actor, plan) if one.code == code]
    if not found:
        raise NotFound(
            N_("Phương án “{name}” không có đơn vị mang mã {code}."),
            name=plan.name,
            code=code[: asking.LONGEST],
        )
    return found[0]


@require_GET
def rules(request: HttpRequest, plan_id: int) -> HttpResponse:
    """What the plan's points are made of, and what each rule costs."""
    plan = api.plan_of(asking.actor_of(request), plan_id)
    reason, names = api.plan_reason(plan), names_of(plan)
    context = {
        "why": [names.said(one) for one in reason.why],
        "parts": _points_table(_("Điểm theo từng phần"), [(words.part_word(one.code), one.points) for one in reason.parts]),
        "rules": _rule_costs(request, reason.rules, names),
    }  # fmt: skip
    return plan_page(request, plan, "staffing/rules.html", context, tab="rules")


def _officer_reason(request: HttpRequest, plan: api.Plan, code: str) -> tuple[OfficerReason, str]:
    """With an answer to "why not there?" where a unit was asked about; an unknown one is told."""
    asked = request.GET.get("unit", "").strip()[: asking.LONGEST]
    if asked:
        try:
            return api.officer_reason(plan, code, unit=asked), ""
        except NotFound as fault:
            return api.officer_reason(plan, code), told(fault)
    return api.officer_reason(plan, code), ""


def _officer_facts(line: api.LineRow) -> list[tuple[str, str]]:
    return [
        (_("Số hiệu"), line.officer_code),
        (_("Đơn vị cử"), line.donor),
        (_("Đơn vị nhận"), f"{line.unit}, {line.district}" if line.district else line.unit),
        (_("Chức danh"), words.post_word(line.post)),
        (_("Đợt"), str(line.wave)),
        (_("Quãng đường"), words.km_words(line.hm)),
        (_("Điểm"), show_number(line.cost)),
        (_("Tình trạng"), state_word(line.state)),
    ]


def _unit_facts(row: api.UnitRow, reason: UnitReason) -> list[tuple[str, str]]:
    counts = ", ".join(
        f"{words.post_word(post)} {row.sent.get(post, 0)}/{wanted}"
        for post, wanted in row.wanted.items()
        if wanted
    )
    return [
        (_("Mã số"), row.code),
        (_("Huyện"), row.district),
        (_("Độ phức tạp"), show_number(row.complexity)),
        (_("Được cử trên số cần"), counts),
        (_("Đợt"), ", ".join(map(str, row.waves))),
        (_("Điểm của người được cử"), show_number(reason.points)),
        (_("Điểm vì phải chờ"), show_number(reason.wait_points)),
    ]


def _parts(parts: Sequence[CostPart], line: api.LineRow, names: Names) -> Table | None:
    if not parts:
        return None
    columns = [
        Column("name", _("Phần"), sortable=False),
        Column("points", _("Điểm"), "number", sortable=False),
        Column("why", _("Vì"), sortable=False),
    ]
    rows = [
        {"name": words.part_word(one.code), "points": one.points, "why": names.said(one.sentence)}
        for one in parts
    ]
    if waiting := line.parts.get("waiting", 0):
        why = _("Phần của người này khi cả đơn vị phải chờ.")
        rows.append({"name": words.part_word("waiting"), "points": waiting, "why": why})
    total = {"name": _("Cộng"), "points": line.cost, "why": ""}
    return make_table(None, columns, rows, caption=_("Điểm của dòng này"), total=total)


def _alternatives(found: Sequence[Alternative], names: Names) -> Table:
    columns = [
        Column("where", _("Nơi khác"), sortable=False),
        Column("post", _("Chức danh"), sortable=False),
        Column(
            "extra", _("Cả phương án tốn thêm ít nhất"), "number", unit=_("điểm"), sortable=False
        ),
        Column("why", _("Bằng lời"), sortable=False),
    ]
    rows = [
        {
            "where": names.place(one.unit) if one.unit else _("Ở lại đơn vị cũ"),
            "post": words.post_word(one.post) if one.post else None,
            "extra": one.surcharge if one.exact is None else one.exact,
            "why": names.said(one.sentence),
        }
        for one in found[:MOST_ALTERNATIVES]
    ]
    return make_table(None, columns, rows, caption=_("Những lựa chọn kế tiếp"))


def _members(
    plan: api.Plan, members: Sequence[Member], lines: Mapping[str, api.LineRow], names: Names
) -> Table:
    columns = [
        Column("who", _("Cán bộ"), sortable=False),
        Column("post", _("Chức danh"), sortable=False),
        Column("donor", _("Từ"), sortable=False),
        Column("km", _("Quãng đường"), "number", 1, "km", sortable=False),
        Column("party", _("Đảng viên chính thức"), sortable=False),
        Column("skills", _("Năng lực"), sortable=False),
    ]
    rows = [
        {
            "who": who_cell(plan, lines[one.officer]) if one.officer in lines else one.officer,
            "post": words.post_word(one.post),
            "donor": lines[one.officer].donor if one.officer in lines else None,
            "km": words.as_decimal(one.km),
            "party": _("có") if one.party else _("chưa"),
            "skills": ", ".join(map(names.skill, one.skills)) or None,
        }
        for one in members
    ]
    return make_table(None, columns, rows, caption=_("Những người được cử đến"))


def _quotas(found: Sequence[QuotaMet], names: Names) -> Table:
    columns = [
        Column("what", _("Yêu cầu"), sortable=False),
        Column("needed", _("Cần"), "number", sortable=False),
        Column("got", _("Có"), "number", sortable=False),
        Column("why", _("Bằng lời"), sortable=False),
    ]
    rows = [
        {
            "what": names.skill(one.skill),
            "needed": one.needed,
            "got": one.got,
            "why": names.said(one.sentence),
        }
        for one in found
    ]
    return make_table(None, columns, rows, caption=_("Yêu cầu bắt buộc"))


def _next_best(found: Sequence[Alternative], names: Names) -> Table:
    columns = [
        Column("who", _("Số hiệu"), sortable=False),
        Column("post", _("Chức danh"), sortable=False),
        Column("extra", _("Tốn thêm ít nhất"), "number", unit=_("điểm"), sortable=False),
        Column("why", _("Bằng lời"), sortable=False),
    ]
    rows = [
        {
            "who": one.officer,
            "post": words.post_word(one.post) if one.post else None,
            "extra": one.surcharge,
            "why": names.said(one.sentence),
        }
        for one in found
    ]
    return make_table(None, columns, rows, caption=_("Người kế tiếp cho từng chức danh"))


def _rule_costs(request: HttpRequest, found: Sequence[RuleCost], names: Names) -> Table:
    columns = [
        Column("rule", _("Điều kiện")),
        Column("price", _("Giá mỗi đơn vị nới"), "number", 1, _("điểm")),
        Column("slack", _("Còn dư"), "number"),
        Column("why", _("Bằng lời"), sortable=False),
    ]
    rows = [
        {
            "rule": words.rule_word(one.kind),
            "price": words.as_decimal(one.price),
            "slack": one.slack,
            "why": names.said(one.sentence),
        }
        for one in found
    ]
    return make_table(request, columns, rows, caption=_("Các điều kiện, đắt nhất ở trên"))


def _points_table(caption: str, points: Sequence[tuple[str, int]]) -> Table:
    columns = [
        Column("name", _("Phần"), sortable=False),
        Column("points", _("Điểm"), "number", sortable=False),
    ]
    rows: list[dict[str, Any]] = [{"name": name, "points": value} for name, value in points]
    total = {"name": _("Cộng"), "points": sum(value for _name, value in points)}
    return make_table(None, columns, rows, caption=caption, total=total)
