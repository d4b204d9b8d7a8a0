"""The life of a posting: terms and the way back, certificates, vacancies, donors' remaining strength."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.engines.people.api import force
from binhyen.features.staffing import api
from binhyen.features.staffing.forms import ListFilters, ReturnForm, WordsFilter
from binhyen.features.staffing.pages import asking
from binhyen.features.staffing.pages.frame import crumbs
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.ui.api import Cell, Column, Table, make_table, page, told
from binhyen.kernel.errors import N_, DomainError, NotFound
from binhyen.kernel.text import fold

SHOWN = 10
"""Donors on the board; the list has all."""


@require_GET
def terms(request: HttpRequest) -> HttpResponse:
    """Terms that end, and the way back where one is planned."""
    actor = asking.reader_of(request)
    form, on, until = _asked(request)
    unit = asking.place_of(request, actor, on)
    sees = unit is not None and _sees(actor)
    found = api.ending_terms(actor, on, until, under_id=unit.id) if unit and sees else []
    may_plan = allows_somewhere(actor, "staffing.plan")
    columns = [
        Column("who", _("Cán bộ")),
        Column("post", _("Chức danh")),
        Column("unit", _("Đơn vị")),
        Column("since", _("Từ ngày"), "date"),
        Column("until", _("Hết nhiệm kỳ"), "date"),
        Column("from", _("Từ đơn vị")),
        Column("back", _("Dự kiến về")),
    ]
    rows = [
        {
            "who": Cell(
                one.full_name, _return_url(one.officer_id) if may_plan else "", one.officer_code
            ),
            "post": one.post,
            "unit": one.unit,
            "since": one.since,
            "until": Cell(one.term_until, note=_("đã hết") if one.term_until <= on else ""),
            "from": one.came_from or None,
            "back": Cell(one.return_on, note=one.return_to) if one.return_on else None,
        }
        for one in found
        if _says(form, one.full_name, one.officer_code, one.unit)
    ]
    table = make_table(request, columns, rows, caption=_("Nhiệm kỳ sắp hết"))
    return _page(request, "terms", form, table, _("Không nhiệm kỳ nào sắp hết"), personal=True)


@require_GET
def certificates(request: HttpRequest) -> HttpResponse:
    """Certificates that lapse and that nothing newer renews."""
    actor = asking.reader_of(request)
    form, on, until = _asked(request)
    unit = asking.place_of(request, actor, on)
    sees = unit is not None and _sees(actor)
    found = api.expiring_certificates(actor, on, until, under_id=unit.id) if unit and sees else []
    columns = [
        Column("who", _("Cán bộ")),
        Column("unit", _("Đơn vị")),
        Column("label", _("Văn bằng, chứng chỉ")),
        Column("until", _("Hết hạn"), "date"),
    ]
    rows = [
        {
            "who": Cell(one.full_name, note=one.officer_code),
            "unit": one.unit,
            "label": one.label,
            "until": one.expires_on,
        }
        for one in found
        if _says(form, one.full_name, one.officer_code, one.unit)
    ]
    table = make_table(request, columns, rows, caption=_("Chứng chỉ sắp hết hạn"))
    return _page(
        request, "certificates", form, table, _("Không chứng chỉ nào sắp hết hạn"), personal=True
    )


@require_GET
def vacancies(request: HttpRequest) -> HttpResponse:
    """Units short of what a norm asks, by how many and since when."""
    actor = asking.reader_of(request)
    form = WordsFilter(request.GET or {"on": asking.default_day().isoformat()})
    on = _day(form)
    unit = asking.place_of(request, actor, on)
    columns = [
        Column("unit", _("Đơn vị")),
        Column("district", _("Huyện")),
        Column("norm", _("Định mức")),
        Column("short", _("Thiếu"), "number"),
        Column("since", _("Từ ngày"), "date"),
        Column("days", _("Số ngày"), "number"),
        Column("due", _("Hạn bố trí"), "date"),
    ]
    rows = [
        {
            "unit": Cell(one.unit, note=one.unit_code),
            "district": one.district,
            "norm": one.label,
            "short": one.short_by,
            "since": Cell(one.since, note=one.note),
            "days": one.days,
            "due": Cell(one.due_on, note=_("quá hạn") if one.due_on and one.due_on < on else ""),
        }
        for one in (api.vacancy_alarms(actor, unit.id, on) if unit else [])
        if _says(form, one.unit, one.unit_code, one.district)
    ]
    table = make_table(request, columns, rows, caption=_("Đơn vị còn thiếu người"))
    return _page(request, "vacancies", form, table, _("Không đơn vị nào thiếu người"))


@require_GET
def strength(request: HttpRequest) -> HttpResponse:
    """What each donor had, gave and has."""
    actor = asking.reader_of(request)
    form = WordsFilter(request.GET or {"on": asking.default_day().isoformat()})
    on = _day(form)
    unit = asking.place_of(request, actor, on)
    found = [
        one
        for one in (api.donor_strengths(actor, unit.id, on) if unit else [])
        if _says(form, one.name)
    ]
    # The board fetches the first lines; their heads would sort the board instead.
    short = bool(request.headers.get("HX-Request"))
    table = strength_table(None, found[:SHOWN]) if short else strength_table(request, found)
    return _page(request, "strength", form, table, _("Không có đơn vị cử nào"))


@require_http_methods(["GET", "POST"])
def plan_return(request: HttpRequest, officer_id: int) -> HttpResponseBase:
    """Plan an officer's way back: to whom, from which day."""
    actor = asking.actor_of(request)
    on = asking.default_day()
    serving = [one for one in force(actor, on) if one.officer_id == officer_id]
    if not serving:
        raise NotFound(N_("Không có cán bộ này trong phạm vi của bạn."))
    places = api.return_places(serving[0].unit_id, on)
    form = ReturnForm(request.POST or None, places=[(str(one.id), one.name) for one in places])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            api.plan_return(
                actor,
                officer_id=officer_id,
                police_unit_id=int(given["place"]),
                on=given["on"],
                reason=given["reason"],
            )
        except DomainError as refusal:
            form.add_error(None, told(refusal))
        else:
            messages.success(request, _("Đã ghi dự kiến luân chuyển."))
            return redirect("staffing:terms")
    context = {
        "form": form,
        "question": _("Dự kiến cho cán bộ {code} về đâu?").format(code=serving[0].code),
        "consequences": [
            _("Chỉ là dự kiến, sửa được bằng một dự kiến mới; quyết định ban hành sau.")
        ],
        "button": _("Ghi dự kiến"),
        "back": reverse("staffing:terms"),
    }
    trail = [*crumbs(), (_("Nhiệm kỳ"), reverse("staffing:terms"))]
    return page(
        request,
        "staffing/confirm.html",
        context,
        title=_("Dự kiến luân chuyển"),
        crumbs=trail,
        status=422 if form.errors else 200,
    )


def strength_table(request: HttpRequest | None, found: Sequence[api.DonorStrength]) -> Table:
    """Donors with what is left of them."""
    columns = [
        Column("name", _("Đơn vị cử")),
        Column("before", _("Trước đợt một"), "number"),
        Column("given", _("Đã cử đi"), "number"),
        Column("share", _("Tỷ lệ"), "number", 1, "%"),
        Column("now", _("Hiện có"), "number"),
        Column("absent", _("Tạm vắng"), "number"),
    ]
    rows = [
        {
            "name": one.name,
            "before": one.before,
            "given": one.given,
            "share": None if one.given_permille is None else _share(one.given_permille),
            "now": one.now,
            "absent": one.absent,
        }
        for one in found
    ]
    total = {
        "name": _("Cộng"),
        "before": sum(one.before for one in found),
        "given": sum(one.given for one in found),
        "now": sum(one.now for one in found),
        "absent": sum(one.absent for one in found),
    }
    caption = _("Sức còn lại của đơn vị cử")
    return make_table(
        request, columns, rows, caption=caption, total=total, prefix="donor-", page_size=60
    )


def tabs(current: str) -> list[dict[str, Any]]:
    """The board and the lists beside it."""
    labels = {
        "board": _("Phương án, các đợt"),
        "alarms": _("Cần để ý"),
        "vacancies": _("Chỗ trống"),
        "terms": _("Nhiệm kỳ, luân chuyển"),
        "certificates": _("Chứng chỉ"),
        "strength": _("Đơn vị cử"),
        "absences": _("Tạm vắng"),
        "consultations": _("Hiệp y"),
    }
    return [
        {
            "label": label,
            "url": reverse(f"staffing:{one}"),
            "current": one == current,
            "count": None,
        }
        for one, label in labels.items()
    ]


def _page(
    request: HttpRequest,
    tab: str,
    form: Any,
    table: Table,
    empty: str,
    *,
    personal: bool = False,
) -> HttpResponse:
    hidden = personal and not _sees(asking.actor_of(request))
    shown = tabs(tab)
    context = {
        "form": form,
        "table": table,
        "tabs": shown,
        "empty_title": _("Danh sách này có tên cán bộ") if hidden else empty,
        "empty_text": _("Bạn không có quyền xem dữ liệu cá nhân cán bộ.")
        if hidden
        else _("Hãy chọn ngày khác hoặc bớt điều kiện lọc."),
    }
    title = next(one["label"] for one in shown if one["current"])
    return page(
        request,
        "staffing/table.html",
        context,
        title=title,
        crumbs=crumbs(),
        fragment="rows",
    )


def _asked(request: HttpRequest) -> tuple[ListFilters, date, date]:
    warned = str(api.deployment_defaults().warn_months)
    begin = {"on": asking.default_day().isoformat(), "months": warned}
    form = ListFilters({**begin, **request.GET.dict()})
    on = _day(form)
    return form, on, _months_after(on, int(form.cleaned_data.get("months") or warned))


def _months_after(on: date, months: int) -> date:
    """The same day so many months later, or the month's last."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _day(form: Any) -> date:
    form.is_valid()
    day: date | None = form.cleaned_data.get("on")
    return day or asking.default_day()


def _says(form: Any, *texts: str) -> bool:
    asked = fold(form.cleaned_data.get("q") or "").split()
    text = fold(" ".join(texts))
    return all(word in text for word in asked)


def _sees(actor: Actor) -> bool:
    return allows_somewhere(actor, "people.view_personal")


def _return_url(officer_id: int) -> str:
    return reverse("staffing:return", args=[officer_id])


def _share(permille: int) -> Decimal:
    return Decimal(permille) / 10
