"""What a station's rosters must mind, for whoever manages them; and the handover book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from binhyen.features.rosters import api
from binhyen.features.rosters.forms import (
    AbsenceForm,
    AccountForm,
    AuthorisationForm,
    CoupleForm,
    LineForm,
    ReliefForm,
)
from binhyen.features.rosters.pages.common import actor_of, crumbs, refused, today
from binhyen.features.rosters.presenting import kind_word
from binhyen.foundation.access.api import Actor, allows, require
from binhyen.foundation.ui.api import named, page, show_day, told
from binhyen.kernel.errors import DomainError, Invalid

FORMS: dict[str, Any] = {
    "absence": AbsenceForm,
    "relief": ReliefForm,
    "couple": CoupleForm,
    "authorisation": AuthorisationForm,
    "account": AccountForm,
}
Record = Callable[[Actor, int, dict[str, Any]], object]
RECORDS: dict[str, Record] = {
    "absence": lambda actor, unit, given: api.record_absence(actor, unit_id=unit, **_span(given)),
    "relief": lambda actor, unit, given: api.record_relief(actor, unit_id=unit, **_span(given)),
    "couple": lambda actor, unit, given: api.record_couple(
        actor, unit_id=unit, one_id=int(given["officer"]), other_id=int(given["other_officer"])
    ),
    "authorisation": lambda actor, unit, given: api.authorise_stand_in(
        actor, unit_id=unit, officer_id=int(given["officer"]), kind=given["kind"], first=given["first"],
        last=given["last"], document=given["document"],
    ),
    "account": lambda actor, unit, given: api.link_account(
        actor, unit_id=unit, username=given["username"], officer_id=int(given["officer"])
    ),
}  # fmt: skip


@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, unit_id: int) -> HttpResponseBase:
    actor = actor_of(request)
    require(actor, "rosters.manage", unit_id)
    staff = api.members(actor, unit_id, today())
    chosen = request.POST.get("form", "")
    forms = {
        name: form(staff, request.POST if name == chosen else None, prefix=name)
        for name, form in FORMS.items()
    }
    if request.method == "POST" and _changed(request, actor, unit_id, forms.get(chosen)):
        return redirect("rosters:facts", unit_id)
    wrong = any(form.errors for form in forms.values() if form.is_bound)
    shown = {"forms": _named_forms(forms), "lists": _lists(actor, unit_id), "unit_id": unit_id}
    return page(
        request,
        "rosters/facts.html",
        shown,
        title=_("Điều lịch trực phải xét"),
        over=api.unit_name(unit_id, today()),
        subtitle=_(
            "Chỉ người lập lịch thấy trang này. Chỉ ghi loại và ngày; không ghi bệnh tật, chuyện riêng."
        ),
        crumbs=crumbs(),
        status=422 if wrong else 200,
    )


@require_http_methods(["GET", "POST"])
def book(request: HttpRequest, unit_id: int) -> HttpResponseBase:
    actor = actor_of(request)
    require(actor, "rosters.view", unit_id)
    on = _day(request)
    form = LineForm(request.POST if request.POST.get("act") == "line" else None, initial={"on": on})
    if request.method == "POST" and _written(request, actor, unit_id, form):
        return redirect(f"{reverse('rosters:book', args=[unit_id])}?on={on.isoformat()}")
    lines = list(api.book(actor, unit_id, on - timedelta(days=6), on))
    on_duty = api.on_duty(api.station(unit_id).pk, on)
    shown = {
        "form": form,
        "unit_id": unit_id,
        "on": on,
        "lines": lines,
        "on_duty": [(kind_word(one.kind), one.officer.full_name) for one in on_duty],
        "signers": _signers(actor, unit_id),
        "may_keep": allows(actor, "rosters.keep", unit_id),
        "earlier": on - timedelta(days=7),
        "later": on + timedelta(days=7),
    }
    return page(
        request,
        "rosters/book.html",
        shown,
        title=_("Sổ bàn giao ca trực"),
        over=api.unit_name(unit_id, today()),
        subtitle=_("Dòng đã ghi không sửa, không xóa được; sai thì ghi dòng đính chính."),
        crumbs=crumbs(),
        status=422 if form.errors else 200,
    )


def _span(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "officer_id": int(given["officer"]), "first": given["first"], "last": given["last"],
        "reason": given["reason"],
    }  # fmt: skip


def _changed(request: HttpRequest, actor: Actor, unit_id: int, form: Any) -> bool:
    ended = request.POST.get("end", "")
    try:
        if ended:
            name, _sep, key = ended.partition(":")
            _end(actor, unit_id, name, key)
        elif form is None or not form.is_valid():
            return False
        else:
            RECORDS[request.POST["form"]](actor, unit_id, form.cleaned_data)
    except DomainError as refusal:
        if form is None:
            refused(request, refusal)
            return True
        form.add_error(None, told(refusal))
        return False
    messages.success(request, _("Đã ghi."))
    return True


def _end(actor: Actor, unit_id: int, name: str, key: str) -> None:
    if name not in ("absence", "relief", "couple", "authorisation", "wish") or not key.isdigit():
        raise Invalid(_("Không có dòng này."))
    api.end_fact(actor, unit_id=unit_id, name=name, fact_id=int(key))  # type: ignore[arg-type]  # checked above


def _named_forms(forms: dict[str, Any]) -> list[dict[str, Any]]:
    titles = {
        "absence": _("Vắng mặt"),
        "relief": _("Miễn trực đêm"),
        "couple": _("Không trực cùng đêm"),
        "authorisation": _("Giao quyền trực thay"),
        "account": _("Tài khoản của cán bộ"),
    }
    return [{"name": name, "title": titles[name], "form": form} for name, form in forms.items()]


def _lists(actor: Actor, unit_id: int) -> list[dict[str, Any]]:
    found, reasons = api.facts_of(actor, unit_id), api.reliefs()

    def span(one: Any) -> str:
        return f"{show_day(one.first_day)} – {show_day(one.last_day)}"

    rows: list[tuple[str, str, list[tuple[str, str]]]] = [
        (_("Vắng mặt"), "absence", [(f"{one.pk}", f"{one.officer.full_name}: {named(reasons[one.reason])}, {span(one)}") for one in found["absence"]]),
        (_("Miễn trực đêm"), "relief", [(f"{one.pk}", f"{one.officer.full_name}: {named(reasons[one.reason])}, {span(one)}") for one in found["relief"]]),
        (_("Không trực cùng đêm"), "couple", [(f"{one.pk}", f"{one.one.full_name}, {one.other.full_name}") for one in found["couple"]]),
        (_("Giao quyền trực thay"), "authorisation", [(f"{one.pk}", f"{one.officer.full_name}: {kind_word(one.kind)}, {span(one)}; {one.document}") for one in found["authorisation"]]),
        (_("Nguyện vọng"), "wish", [(f"{one.pk}", f"{one.officer.full_name}: {show_day(one.on)}, {_('muốn trực') if one.wanted else _('muốn nghỉ')}") for one in found["wish"]]),
        (_("Tài khoản của cán bộ"), "", [("", f"{one.account.username}: {one.officer.full_name}") for one in found["dutyaccount"]]),
    ]  # fmt: skip
    return [{"title": title, "name": name, "rows": lines} for title, name, lines in rows if lines]


def _day(request: HttpRequest) -> date:
    text = request.GET.get("on", "").strip()
    try:
        return date.fromisoformat(text) if text else today()
    except ValueError:
        raise Invalid(
            _("“{value}” không phải là ngày; hãy ghi năm-tháng-ngày."), value=text[:60]
        ) from None


def _written(request: HttpRequest, actor: Actor, unit_id: int, form: LineForm) -> bool:
    act, officer = request.POST.get("act", ""), request.POST.get("officer", "")
    try:
        if act in ("handed_over", "taken_over") and officer.isdigit():
            api.sign(
                actor, unit_id=unit_id, on=_day(request), side=act, officer_id=int(officer),  # type: ignore[arg-type]  # one of the two
                text=request.POST.get("text", ""),
            )  # fmt: skip
        elif form.is_bound and form.is_valid():
            api.write_line(
                actor, unit_id=unit_id, on=form.cleaned_data["on"], text=form.cleaned_data["text"]
            )
        else:
            return False
    except DomainError as refusal:
        if form.is_bound:
            form.add_error(None, told(refusal))
            return False
        refused(request, refusal)
        return True
    messages.success(request, _("Đã ghi vào sổ."))
    return True


def _signers(actor: Actor, unit_id: int) -> list[tuple[int, str]]:
    """Who may sign here: oneself, or for a leader anybody of the station, on paper."""
    own = api.own_officer(actor)
    if allows(actor, "rosters.manage", unit_id) and allows(actor, "people.view_personal", unit_id):
        return [(one.officer_id, one.name) for one in api.members(actor, unit_id, today())]
    return [(own.pk, own.full_name)] if own else []
