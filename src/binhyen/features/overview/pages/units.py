"""The page of one unit: who serves there and what is lacking, its work, its way through the reforms."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binhyen.engines.indicators.api import catalogue
from binhyen.engines.norms.api import Finding
from binhyen.engines.people.api import Service
from binhyen.engines.units.api import Level
from binhyen.features.overview.api import (
    Place,
    Station,
    figures_of,
    history_of,
    is_board,
    may,
    place,
    station,
    successors_of,
    unit_findings,
)
from binhyen.features.overview.pages import asking
from binhyen.features.overview.pages.boards import SHORTCUTS, head
from binhyen.features.overview.pages.links import officers_url, unit_url, why_url
from binhyen.features.overview.pages.timeline import steps_of
from binhyen.features.overview.pages.words import (
    cited,
    entry_of,
    label_of,
    norm_label,
    ratio_words,
    shown_verdict,
    type_word,
    unit_of,
)
from binhyen.foundation.ui.api import Cell, Column, Table, Verdict, make_table, page, show_day, told
from binhyen.kernel.errors import NotFound

TABS = (
    ("staff", gettext_lazy("Tổ chức, cán bộ")),
    ("norms", gettext_lazy("Định mức công việc")),
    ("work", gettext_lazy("Số liệu các tháng")),
    ("history", gettext_lazy("Lịch sử đơn vị")),
)


def show_unit(request: HttpRequest, code: str) -> HttpResponse:
    """A unit as it stood on a day; a code nobody bears that day is answered with whom to ask for instead."""
    actor, on = asking.actor_of(request), asking.day_of(request)
    try:
        where = place(actor, code, on, asking.level_of(request))
    except NotFound as fault:
        return _not_in_force(request, code, on, fault)
    tab = asking.choice_of(
        request,
        "tab",
        [key for key, _label in TABS],
        "staff" if where.unit.level == Level.COMMUNE else "history",
    )
    show = {"staff": _staff, "norms": _norms, "work": _work, "history": _history}[tab]
    context = {**_frame(request, where, tab), **show(request, where)}
    heading = head(request, where)
    is_station = where.unit.level == Level.COMMUNE
    heading["over"] = _("Đơn vị hành chính và công an") if is_station else _("Đơn vị hành chính")
    return page(request, f"overview/unit_{tab}.html", context, **heading)


def _not_in_force(request: HttpRequest, code: str, on: date, fault: NotFound) -> HttpResponse:
    offers = [
        {
            "name": unit.full_name,
            "code": unit.code,
            "on": day,
            "url": f"{reverse('overview:unit', args=[unit.code])}?{urlencode({'on': day.isoformat()})}",
        }
        for unit, day in successors_of(code, on)
    ]
    context = {"message": told(fault), "offers": offers, "code": code, "on": on}
    return page(
        request,
        "overview/unit_missing.html",
        context,
        title=_("Không có đơn vị mang mã này"),
        status=404,
    )


def _frame(request: HttpRequest, where: Place, tab: str) -> dict[str, Any]:
    base = reverse("overview:unit", args=[where.unit.code])
    tabs = [
        {
            "label": label,
            "url": f"{base}?{urlencode({'on': where.on.isoformat(), 'tab': key})}",
            "current": key == tab,
        }
        for key, label in TABS
        if key == "history" or where.unit.level == Level.COMMUNE
    ]
    return {
        "place": where,
        "on": where.on,
        "tabs": tabs,
        "kept": [(name, value) for name, value in request.GET.items() if name in {"tab", "level"}],
        "shortcuts": [(f"{day:%d/%m/%Y}", day) for day in SHORTCUTS],
        "board_url": unit_url(where.unit, where.on) if is_board(where.unit) else "",
        "map_url": _map_url(where),
    }


def _map_url(where: Place) -> str:
    parents = where.above
    if not parents:
        return ""
    return f"{reverse('overview:map', args=[parents[-1].code])}?{urlencode({'on': where.on.isoformat()})}"


def _staff(request: HttpRequest, where: Place) -> dict[str, Any]:
    actor = asking.actor_of(request)
    found = station(actor, where)
    sees_people = may(actor, "people.view_personal", where)
    return {
        "station": found,
        "facts": _facts(found),
        "posts": _posts(found),
        "officers": _officers(found.officers or [], where.on, personal=sees_people),
        "sees_people": sees_people,
        "officers_url": officers_url(where.unit.code, where.on),
        "findings": [_judged(one) for one in found.findings],
        "neighbours": [(unit, unit_url(unit, where.on)) for unit in found.neighbours],
    }


def _facts(found: Station) -> list[tuple[str, str | None]]:
    where = found.place
    unit = where.unit
    since = _("từ")
    bodies = "; ".join(
        f"{body.name}, {since} {show_day(body.established_on)}" for body in found.bodies
    )
    return [
        (_("Tên đầy đủ"), unit.full_name),
        (_("Mã số"), unit.code),
        (_("Loại"), type_word(unit.type)),
        (
            _("Thuộc"),
            ", ".join(one.full_name for one in where.above[::-1] if one.level != Level.COUNTRY),
        ),
        (_("Công an"), bodies or None),
        (_("Chương trình công an chính quy"), _programme(where)),
        (_("Tổng số cán bộ"), None if found.strength is None else str(found.strength)),
    ]


def _programme(where: Place) -> str:
    if where.tree.in_programme(where.unit.id):
        return _("Thuộc chương trình: là {type}.").format(type=type_word(where.unit.type))
    return _(
        "Không thuộc chương trình: chương trình chỉ gồm xã và thị trấn, đơn vị này là {type}."
    ).format(type=type_word(where.unit.type))


def _posts(found: Station) -> Table:
    columns = [
        Column("post", _("Chức danh"), sortable=False),
        Column("held", _("Đang giữ"), "number", sortable=False),
        Column("verdict", _("Kết quả"), "verdict", sortable=False),
    ]
    rows = [
        {
            "post": Cell(line.label, note=_("bắt buộc") if line.mandatory else ""),
            "held": line.held,
            "verdict": _filled(line.held, mandatory=line.mandatory),
        }
        for line in found.posts
    ]
    return make_table(None, columns, rows, caption=_("Bố trí theo chức danh"))


def _filled(held: int, *, mandatory: bool) -> Verdict | None:
    if not mandatory:
        return None
    return Verdict("met") if held else Verdict("short", _("1 người"))


def _officers(officers: list[Service], on: date, *, personal: bool) -> Table:
    columns = [
        Column("name", _("Họ và tên"), sortable=False),
        Column("post", _("Chức danh"), sortable=False),
        Column("since", _("Từ ngày"), "date", sortable=False),
        Column("party", _("Đảng viên chính thức"), sortable=False),
    ]
    rows = [
        {
            "name": Cell(one.full_name, _officer_url(one, on) if personal else "", one.code),
            "post": one.post_label,
            "since": one.since,
            "party": _("có") if one.party_official else _("chưa"),
        }
        for one in officers
    ]
    return make_table(None, columns, rows, caption=_("Cán bộ đang công tác"))


def _officer_url(one: Service, on: date) -> str:
    return f"{reverse('people:detail', args=[one.officer_id])}?{urlencode({'on': on.isoformat()})}"


def _norms(request: HttpRequest, where: Place) -> dict[str, Any]:
    found = unit_findings(asking.actor_of(request), where, of_the_day=False)
    return {"findings": [_judged(one) for one in found], "period_shown": True}


def _judged(one: Finding) -> tuple[Finding, Verdict, str, str]:
    return one, shown_verdict(one), norm_label(one), cited(one.source)


def _work(request: HttpRequest, where: Place) -> dict[str, Any]:
    known = catalogue()
    frame = figures_of(asking.actor_of(request), where)
    periods = sorted({cell.period for cell in frame.total_cells})
    columns = [Column("name", _("Chỉ tiêu"), sortable=False)] + [
        Column(period.code, f"{period.code[5:7]}/{period.code[:4]}", "number", sortable=False)
        for period in periods
    ]
    rows = []
    for measure in dict.fromkeys(cell.measure for cell in frame.total_cells):
        entry = entry_of(known, measure)
        row: dict[str, Any] = {"name": Cell(label_of(known, measure), note=unit_of(known, measure))}
        for cell in frame.total_cells:
            if cell.measure == measure and cell.value is not None:
                value = round(cell.value, entry.decimals)
                row[cell.period.code] = Cell(
                    value,
                    why_url(measure, where.unit.code, where.on, cell.period),
                    ratio_words(cell),
                )
        rows.append(row)
    return {
        "table": make_table(
            None, columns, rows, caption=_("Số liệu sáu tháng báo cáo gần nhất đã chốt")
        )
    }


def _history(request: HttpRequest, where: Place) -> dict[str, Any]:
    spans, family = history_of(where)
    return {"steps": steps_of(spans, family, where.on), "spans": spans}
