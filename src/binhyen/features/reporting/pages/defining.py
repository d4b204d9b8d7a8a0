"""A province's own forms on the screen: list, drawing board with explanation while writing, preview, confirmation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from binhyen.engines.indicators.api import (
    DefinitionInfo,
    FormLayout,
    catalogue,
    define_report,
    draft_layout,
    form_layout,
    own_definitions,
    report_count,
    retire_definition,
)
from binhyen.engines.units.api import StructureUnit, structure
from binhyen.features.reporting import api
from binhyen.features.reporting.pages.common import actor_of, refused, today
from binhyen.features.reporting.pages.drawing import REPORTERS, board, explained
from binhyen.foundation.access.api import allows
from binhyen.foundation.ui.api import named, page, told
from binhyen.kernel import clock
from binhyen.kernel.errors import DomainError, NotFound, Refused
from binhyen.kernel.periods import period_of


@require_GET
def forms(request: HttpRequest) -> HttpResponse:
    owner = _owner(request)
    own = own_definitions(owner.id)
    common = [
        form
        for form in catalogue().definitions.values()
        if form.owner_id is None and not form.retired
    ]
    return page(
        request,
        "reporting/forms.html",
        {"own": [_listed(form) for form in own], "common": [_listed(form) for form in common]},
        title=_("Mẫu báo cáo"),
        over=owner.full_name,
        subtitle=_("Mẫu của danh mục chung chỉ đổi bằng tệp; mẫu riêng của tỉnh lập và sửa ở đây."),
    )


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponseBase:
    return _draw(request, _owner(request), None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, definition: str) -> HttpResponseBase:
    owner = _owner(request)
    return _draw(request, owner, _own_form(owner, definition))


@require_GET
def form(request: HttpRequest, definition: str) -> HttpResponse:
    owner, shown = _owner(request), catalogue().definition(definition)
    if shown.owner_id not in {None, owner.id}:
        raise NotFound(_("Không có mẫu báo cáo này."))
    period = period_of(today(), shown.calendar, shown.entry.kind)
    layout = form_layout(definition, owner.id, period)
    own = shown.owner_id == owner.id and not shown.retired
    return page(
        request,
        "reporting/form.html",
        {
            "preview": _preview(layout),
            "entry": shown.entry,
            "own": own,
            "reports": report_count(definition),
        },
        title=named(shown.entry),
        over=_("Mẫu báo cáo"),
        subtitle=shown.entry.explain,
        crumbs=_crumbs(),
    )


@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, definition: str) -> HttpResponseBase:
    owner = _owner(request)
    shown = _own_form(owner, definition)
    if request.method == "POST":
        try:
            retire_definition(
                actor_of(request), unit_id=owner.id, code=definition, valid_to=clock.today()
            )
        except DomainError as refusal:
            refused(request, refusal)
        else:
            messages.success(request, _("Đã thôi dùng mẫu báo cáo."))
            return redirect("reporting:forms")
    return page(
        request,
        "reporting/retire.html",
        {"reports": report_count(definition), "entry": shown.entry},
        title=_("Thôi dùng mẫu báo cáo"),
        over=named(shown.entry),
        crumbs=_crumbs(),
    )


@require_POST
def explain_check(request: HttpRequest) -> HttpResponse:
    """One rule in words, or where it does not parse: a fragment asked for while somebody writes it."""
    _owner(request)
    words, wrong = explained(request.POST.dict(), request.POST.get("check", ""))
    return render(request, "reporting/_check_words.html", {"words": words, "wrong": wrong})


def _draw(
    request: HttpRequest, owner: StructureUnit, held: DefinitionInfo | None
) -> HttpResponseBase:
    if request.method == "GET":
        sent = _fields(held) if held else {}
        chosen: list[str] = list(held.entry.reporters if held else REPORTERS)
        return _board(request, owner, held, sent, chosen)
    sent, act = request.POST.dict(), request.POST.get("act", "")
    sent["code"] = held.code if held else ""
    chosen = request.POST.getlist("reporters")
    if act in {"more", "back"}:
        return _board(request, owner, held, sent, chosen, more=5 if act == "more" else 0)
    try:
        drawn = api.read_drawn(sent, chosen, owner.code, owner.full_name)
        if held is None and drawn.report.code in catalogue().definitions:
            raise Refused(_("Đã có mẫu báo cáo cùng tên: hãy đặt tên khác."))
        layout = draft_layout(
            drawn.report, drawn.elements, drawn.checks, drawn.calendar, owner.id, today()
        )
        if act == "save":
            code = define_report(
                actor_of(request), unit_id=owner.id, report=drawn.report, elements=drawn.elements,
                checks=drawn.checks, calendar=drawn.calendar,
            )  # fmt: skip
            messages.success(request, _("Đã lưu mẫu báo cáo."))
            return redirect("reporting:form", code)
    except DomainError as refusal:
        return _board(request, owner, held, sent, chosen, refusal=refusal)
    return _confirm(request, layout, held)


def _board(
    request: HttpRequest,
    owner: StructureUnit,
    held: DefinitionInfo | None,
    sent: dict[str, str],
    chosen: list[str],
    *,
    more: int = 0,
    refusal: DomainError | None = None,
) -> HttpResponse:
    faults = []
    if refusal is not None:
        faults = [row.message for row in refusal.rows] or [told(refusal)]
    return page(
        request,
        "reporting/draw.html",
        {**board(sent, chosen, more), "faults": faults, "held": held},
        title=_("Sửa mẫu báo cáo") if held else _("Lập mẫu báo cáo"),
        over=owner.full_name,
        crumbs=_crumbs(),
        status=refusal.status if refusal else 200,
    )


def _confirm(request: HttpRequest, layout: FormLayout, held: DefinitionInfo | None) -> HttpResponse:
    skipped = {"act", "csrfmiddlewaretoken"}
    fields = [
        (name, text)
        for name, texts in request.POST.lists()
        if name not in skipped
        for text in texts
    ]
    return page(
        request,
        "reporting/confirm.html",
        {"preview": _preview(layout), "fields": fields, "held": held},
        title=named(layout.title),
        over=_("Xem thử trước khi lưu"),
        crumbs=_crumbs(),
    )


def _preview(layout: FormLayout) -> dict[str, Any]:
    return {"layout": layout, "sections": layout.sections, "checks": layout.checks}


def _owner(request: HttpRequest) -> StructureUnit:
    """The province the actor may define forms for."""
    actor, tree = actor_of(request), structure(today())
    for scope in sorted(one for one in actor.scopes("figures.define") if one is not None):
        if scope in tree and tree.get(scope).level == 1 and allows(actor, "figures.define", scope):
            return tree.get(scope)
    raise Refused(_("Chỉ người được quyền lập mẫu báo cáo của một tỉnh vào trang này."))


def _own_form(owner: StructureUnit, definition: str) -> DefinitionInfo:
    shown = catalogue().definitions.get(definition)
    if shown is None or shown.owner_id != owner.id or shown.retired:
        raise NotFound(_("Không có mẫu báo cáo này."))
    return shown


def _fields(held: DefinitionInfo) -> dict[str, str]:
    known = catalogue()
    within = set(held.entry.elements)
    own = [check for check in known.checks.values() if api.mentioned(check) <= within]
    return api.fields_of(held, known.elements, own)


def _listed(form: DefinitionInfo) -> dict[str, Any]:
    return {
        "name": named(form.entry),
        "url": reverse("reporting:form", args=[form.code]),
        "code": form.code,
        "lines": len(form.entry.elements),
        "calendar": form.calendar.label,
        "retired": form.retired or form.entry.valid_to is not None,
    }


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Mẫu báo cáo"), reverse("reporting:forms"))]
