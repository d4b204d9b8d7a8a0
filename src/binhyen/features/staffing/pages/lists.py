"""A plan's lists: who goes where, what each unit receives, what each donor gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from binhyen.features.staffing import api
from binhyen.features.staffing.forms import LineFilters
from binhyen.features.staffing.pages import asking, pictures, words
from binhyen.features.staffing.pages.frame import plan_page
from binhyen.foundation.exchange.api import csv_text
from binhyen.foundation.ui.api import Cell, Column, Table, Verdict, make_table, show_number
from binhyen.kernel.text import fold

PAGE = 50
EXACT = {"wave": "wave", "district": "unit", "donor_id": "donor", "post": "post", "state": "state"}
"""What a line must be exactly, by the filter that asks for it."""
CSV_COLUMNS = (
    "officer_code", "full_name", "donor", "unit_code", "unit", "district", "post", "wave", "km", "points", "state", "reason",
)  # fmt: skip


@require_GET
def show_lines(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Everybody the plan sends, narrowed and sorted as asked."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    lines = api.line_rows(actor, plan)
    form = _filters(request, lines)
    found = narrowed(lines, form)
    query = request.GET.urlencode()
    address = reverse("staffing:lines_csv", args=[plan.pk])
    context = {
        "form": form,
        "table": lines_table(request, plan, found),
        "downloads": [(_("Tải CSV"), f"{address}?{query}" if query else address)],
        "empty_title": _("Không ai khớp"),
        "empty_text": _("Hãy bớt điều kiện lọc."),
    }
    return plan_page(request, plan, "staffing/plan_table.html", context, tab="lines")


@require_GET
def lines_csv(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The same list as a file for spreadsheets."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    lines = api.line_rows(actor, plan)
    rows = [
        (one.officer_code, one.full_name, one.donor, one.unit_code, one.unit, one.district,
         words.post_word(one.post), one.wave, one.hm / 10, one.cost, state_word(one.state), one.reason)
        for one in narrowed(lines, _filters(request, lines))
    ]  # fmt: skip
    text = csv_text(CSV_COLUMNS, rows, bom=True)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="plan-{plan.pk}.csv"'
    return response


@require_GET
def show_units(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Receiving units: wanted, sent, wave, way."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    columns = [
        Column("unit", _("Đơn vị nhận")),
        Column("district", _("Huyện")),
        Column("complexity", _("Độ phức tạp"), "number"),
        *(Column(post, words.post_word(post), "number") for post in words.POSTS),
        Column("party", _("Đảng viên"), "number"),
        Column("waves", _("Đợt")),
        Column("km", _("Quãng đường trung bình"), "number", 1, "km"),
        Column("verdict", _("Kết quả"), "verdict"),
    ]
    table = make_table(
        request,
        columns,
        [_unit_row(plan, one) for one in api.unit_rows(actor, plan)],
        caption=_("Các đơn vị nhận"),
    )
    lead = _("Mỗi chức danh: số được cử trên số cần.")
    return plan_page(
        request, plan, "staffing/plan_table.html", {"table": table, "lead": lead}, tab="units"
    )


@require_GET
def show_donors(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Donors: payroll, given, cap, left."""
    actor = asking.actor_of(request)
    plan = api.plan_of(actor, plan_id)
    table = donors_table(request, plan, api.donor_rows(actor, plan))
    return plan_page(request, plan, "staffing/plan_table.html", {"table": table}, tab="donors")


def donors_table(request: HttpRequest, plan: api.Plan, donors: Sequence[api.DonorRow]) -> Table:
    """What each donor gives, beside its cap and what stays."""
    columns = [
        Column("name", _("Đơn vị cử")),
        Column("payroll", _("Biên chế"), "number"),
        Column("taken", _("Cử đi"), "number"),
        Column("cap", _("Mức cao nhất"), "number"),
        Column("share", _("Tỷ lệ cử đi"), "number", 1, "%"),
        Column("left", _("Còn lại"), "number"),
    ]
    lines = reverse("staffing:lines", args=[plan.pk])
    rows = [
        {
            "name": Cell(one.name, f"{lines}?donor={one.police_unit_id}"),
            "payroll": one.payroll,
            "taken": one.taken,
            "cap": Cell(one.cap, note="" if one.cap is not None else _("không giới hạn")),
            "share": words.as_decimal(100 * one.taken / one.payroll) if one.payroll else None,
            "left": one.left,
        }
        for one in donors
    ]
    total = {
        "name": _("Cộng"),
        "payroll": sum(one.payroll for one in donors),
        "taken": sum(one.taken for one in donors),
        "left": sum(one.left for one in donors),
    }
    return make_table(
        request, columns, rows, caption=_("Các đơn vị cử"), total=total, page_size=100
    )


def lines_table(request: HttpRequest, plan: api.Plan, lines: Sequence[api.LineRow]) -> Table:
    """Lines with their way and state; each name leads to its reason."""
    columns = [
        Column("who", _("Cán bộ")),
        Column("donor", _("Đơn vị cử")),
        Column("unit", _("Đơn vị nhận")),
        Column("post", _("Chức danh")),
        Column("wave", _("Đợt"), "number"),
        Column("km", _("Quãng đường"), "number", 1, "km"),
        Column("cost", _("Điểm"), "number"),
        Column("state", _("Tình trạng")),
    ]
    rows = [
        {
            "who": who_cell(plan, one),
            "donor": one.donor,
            "unit": Cell(
                one.unit, reverse("staffing:unit", args=[plan.pk, one.unit_code]), one.district
            ),
            "post": words.post_word(one.post),
            "wave": one.wave,
            "km": words.as_decimal(one.hm / 10),
            "cost": one.cost,
            "state": Cell(state_word(one.state), note=one.reason),
        }
        for one in lines
    ]
    return make_table(request, columns, rows, caption=_("Cán bộ của phương án"), page_size=PAGE)


def who_cell(plan: api.Plan, line: api.LineRow) -> Cell:
    """Name with code, or the code alone where names are not for this reader; leads to the reason."""
    url = reverse("staffing:officer", args=[plan.pk, line.officer_code])
    return Cell(
        line.full_name or line.officer_code, url, line.officer_code if line.full_name else ""
    )


def state_word(state: str) -> str:
    """Where a line stands, in the reader's language."""
    return str(words.LINE_STATES[state][1])


def narrowed(lines: Sequence[api.LineRow], form: LineFilters) -> list[api.LineRow]:
    """The lines that fit every filter; words are found without accents."""
    if not form.is_valid():
        return []
    asked = form.cleaned_data
    words_asked = fold(asked["q"]).split()
    exact = {name: asked[field] for name, field in EXACT.items() if asked[field]}
    return [
        one
        for one in lines
        if all(str(getattr(one, name)) == value for name, value in exact.items())
        and (not words_asked or _says(one, words_asked))
    ]


def _says(line: api.LineRow, asked: Sequence[str]) -> bool:
    text = fold(
        " ".join((line.full_name, line.officer_code, line.unit, line.unit_code, line.donor))
    )
    return all(word in text for word in asked)


def _filters(request: HttpRequest, lines: Sequence[api.LineRow]) -> LineFilters:
    choices: dict[str, Sequence[tuple[str, Any]]] = {
        "wave": [(str(one), _("Đợt {number}").format(number=one)) for one in sorted({line.wave for line in lines})],
        "unit": [(one, one) for one in sorted({line.district for line in lines if line.district}, key=fold)],
        "donor": sorted({(str(line.donor_id), line.donor) for line in lines}, key=lambda one: fold(one[1])),
        "post": list(words.POSTS.items()),
        "state": [(code, label) for code, (_tag, label) in words.LINE_STATES.items()],
    }  # fmt: skip
    return LineFilters(request.GET or {}, choices=choices)


def _unit_row(plan: api.Plan, unit: api.UnitRow) -> dict[str, Any]:
    sent = sum(unit.sent.values())
    return {
        "unit": Cell(unit.name, reverse("staffing:unit", args=[plan.pk, unit.code]), unit.code),
        "district": unit.district,
        "complexity": unit.complexity,
        **{post: _of(unit.sent.get(post, 0), unit.wanted.get(post, 0)) for post in api.POSTS},
        "party": unit.sent_party,
        "waves": ", ".join(map(str, unit.waves)) or None,
        "km": pictures.mean_km(unit.hm, sent),
        "verdict": Verdict("short", show_number(unit.short)) if unit.short else Verdict("met"),
    }


def _of(sent: int, wanted: int) -> str | None:
    return f"{sent}/{wanted}" if wanted or sent else None
