"""Officers: the list within the reader's scope, and one officer's record, whose opening is written down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from binhyen.engines.people.api import (
    PARTY_STATES,
    Listed,
    Officer,
    officer_detail,
    officer_list,
    post_choices,
    rank_choices,
)
from binhyen.engines.units.api import StructureUnit, find, structure
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.audit.api import installation
from binhyen.foundation.ui.api import Cell, Column, Table, make_table, named, page, told
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid, Refused
from binhyen.kernel.memory import once

PERMISSION = "people.view_personal"
ALL = ("", gettext_lazy("Tất cả"))
PARTY = {
    "official": gettext_lazy("đảng viên chính thức"),
    "probation": gettext_lazy("đảng viên dự bị"),
    "none": gettext_lazy("chưa vào Đảng"),
}


class Filters(forms.Form):
    """What the list is narrowed by."""

    q = forms.CharField(label=gettext_lazy("Tên hoặc số hiệu"), required=False, max_length=80)
    post = forms.ChoiceField(label=gettext_lazy("Chức danh"), required=False)
    rank = forms.ChoiceField(label=gettext_lazy("Cấp bậc hàm"), required=False)
    party = forms.ChoiceField(
        label=gettext_lazy("Đảng"),
        required=False,
        choices=[ALL, *((one, PARTY[one]) for one in PARTY_STATES)],
    )
    unit = forms.CharField(label=gettext_lazy("Mã đơn vị"), required=False, max_length=8)
    on = forms.DateField(
        label=gettext_lazy("Vào ngày"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["post"].choices = [ALL, *post_choices()]  # type: ignore[attr-defined]  # a choice field
        self.fields["rank"].choices = [ALL, *rank_choices()]  # type: ignore[attr-defined]  # a choice field


def show_list(request: HttpRequest) -> HttpResponse:
    """Officers in service on a day whom the reader may see."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not allows_somewhere(actor, PERMISSION):
        raise Refused(N_("{name} không có quyền xem dữ liệu cá nhân cán bộ."), name=actor.name)
    form = Filters(request.GET.copy() if request.GET else {"on": _default_day().isoformat()})
    chosen = form.cleaned_data if form.is_valid() else {}
    on = chosen.get("on") or _default_day()
    found: list[Listed] = []
    unit = None
    if form.is_valid():
        code = chosen["unit"]
        unit = _unit(code, on, form)
        if unit is not None or not code:
            found = officer_list(
                actor, on, under_id=unit.id if unit else None, text=chosen["q"],
                post=chosen["post"] or None, rank=chosen["rank"] or None, party=chosen["party"] or None,
            )  # fmt: skip
    context = {"form": form, "table": _table(request, found, on), "on": on, "unit": unit}
    subtitle = _(
        "Chỉ gồm người trong phạm vi của bạn. Mở hồ sơ của một người được ghi vào nhật ký."
    )
    return page(
        request,
        "people/list.html",
        context,
        title=_("Cán bộ"),
        subtitle=subtitle,
        crumbs=[(_("Tổng quan"), "/")],
    )


def show_officer(request: HttpRequest, officer_id: int) -> HttpResponse:
    """One officer's service, ranks and certificates."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = _day(request)
    officer = officer_detail(actor, officer_id=officer_id, on=on)
    context = {
        "officer": officer,
        "on": on,
        "facts": _facts(officer, on),
        "service": _service(officer, on),
        "ranks": [
            {"on": one.valid_from, "title": named(one.rank), "current": False}
            for one in officer.ranks.all()
        ],
        "certificates": _certificates(officer, on),
    }
    crumbs = [
        (_("Tổng quan"), "/"),
        (_("Cán bộ"), f"{reverse('people:list')}?{urlencode({'on': on.isoformat()})}"),
    ]
    return page(
        request,
        "people/detail.html",
        context,
        title=officer.full_name,
        over=_("Hồ sơ cán bộ"),
        crumbs=crumbs,
    )


def _unit(code: str, on: date, form: Filters) -> StructureUnit | None:
    if not code:
        return None
    try:
        return find(code, on)
    except DomainError as fault:
        form.add_error("unit", told(fault))
        return None


def _table(request: HttpRequest, found: list[Listed], on: date) -> Table:
    columns = [
        Column("name", _("Họ và tên")),
        Column("post", _("Chức danh")),
        Column("rank", _("Cấp bậc hàm")),
        Column("station", _("Đơn vị")),
        Column("since", _("Giữ từ ngày"), "date"),
        Column("party", _("Đảng")),
    ]
    asked = urlencode({"on": on.isoformat()})
    rows = [
        {
            "name": Cell(
                one.full_name,
                f"{reverse('people:detail', args=[one.officer_id])}?{asked}",
                one.code,
            ),
            "post": one.post,
            "rank": one.rank or None,
            "station": Cell(one.station, note=one.unit_code),
            "since": one.since,
            "party": str(PARTY[one.party]),
        }
        for one in found
    ]
    caption = _("Cán bộ đang công tác ngày {on}").format(on=f"{on:%d/%m/%Y}")
    return make_table(request, columns, rows, caption=caption)


def _facts(officer: Officer, on: date) -> list[tuple[str, Any]]:
    home = structure(on).units.get(officer.home_unit_id) if officer.home_unit_id else None
    return [
        (_("Số hiệu"), officer.code),
        (_("Giới tính"), officer.get_sex_display()),
        (_("Năm sinh"), str(officer.birth_year)),
        (_("Quê quán"), home.full_name if home else None),
        (_("Vào ngành"), f"{officer.joined_on:%d/%m/%Y}"),
        (_("Vào Đảng"), _shown(officer.party_admitted_on)),
        (_("Đảng viên chính thức"), _shown(officer.party_official_on)),
    ]


def _service(officer: Officer, on: date) -> list[dict[str, Any]]:
    rows = list(officer.assignments.all())
    current = max((row.valid_from for row in rows if row.valid_from <= on), default=None)
    return [
        {
            "on": row.valid_from,
            "title": f"{named(row.post) if row.post else row.get_kind_display()}{_place(row)}",
            "text": _decision(row),
            "current": row.valid_from == current,
        }
        for row in rows
    ]


def _place(row: Any) -> str:
    if row.police_unit is None:
        return ""
    tree = structure(row.valid_from)
    unit = tree.units.get(row.police_unit.unit_id)
    name = row.police_unit.name or (unit.full_name if unit else "")
    return f", {name}" if name else ""


def _decision(row: Any) -> str:
    parts = [row.get_kind_display()]
    if row.wave is not None:
        parts.append(row.wave.name)
    if row.decision_number:
        parts.append(_("quyết định {number}").format(number=row.decision_number))
    if row.term_until:
        parts.append(
            _("nhiệm kỳ đến {day}").format(day=f"{row.term_until - timedelta(days=1):%d/%m/%Y}")
        )
    return "; ".join(parts) + "."


def _certificates(officer: Officer, on: date) -> Table:
    columns = [Column("kind", _("Loại"), sortable=False), Column("name", _("Văn bằng, chứng chỉ"), sortable=False),
               Column("since", _("Cấp ngày"), "date", sortable=False), Column("until", _("Hết hạn"), "date", sortable=False)]  # fmt: skip
    rows = [
        {"kind": named(one.kind), "name": one.certificate or None, "since": one.valid_from,
         "until": Cell(one.expires_on, note=_("đã hết hạn") if one.expires_on and one.expires_on <= on else "")}
        for one in officer.qualifications.all()
    ]  # fmt: skip
    return make_table(None, columns, rows, caption=_("Văn bằng, chứng chỉ"))


def _shown(on: date | None) -> str | None:
    return f"{on:%d/%m/%Y}" if on else None


def _default_day() -> date:
    return once("installation", installation).focus_on or clock.today()


def _day(request: HttpRequest) -> date:
    text = request.GET.get("on", "").strip()
    try:
        return date.fromisoformat(text) if text else _default_day()
    except ValueError:
        raise Invalid(
            N_("“{value}” không phải là ngày; hãy ghi năm-tháng-ngày."), value=text[:60]
        ) from None
