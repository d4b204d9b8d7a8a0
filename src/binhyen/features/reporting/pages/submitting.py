"""Hand in with what the checks say, report that nothing happened, look back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.engines.indicators.api import (
    BrokenCheck,
    report_nothing,
    save_report,
    submit_report,
)
from binhyen.features.reporting import api
from binhyen.features.reporting.pages.common import (
    actor_of,
    address,
    form_asked,
    form_page,
    refused,
)
from binhyen.foundation.access.api import require
from binhyen.foundation.ui.api import named
from binhyen.kernel.errors import N_, DomainError, Invalid


@require_http_methods(["GET", "POST"])
def submit(request: HttpRequest, definition: str, unit_id: int, period: str) -> HttpResponseBase:
    form = form_asked(request, definition, unit_id, period)
    require(actor_of(request), "figures.enter", unit_id)
    status = 200
    if request.method == "POST":
        try:
            _hand_in(request, form)
        except DomainError as refusal:
            refused(request, refusal)
            status = refusal.status
            form = form_asked(request, definition, unit_id, period)
        else:
            messages.success(request, _("Đã nộp báo cáo."))
            return redirect(address(form))
    errors = [one for one in form.broken if one.severity == "error"]
    return form_page(
        request,
        form,
        "reporting/submit.html",
        {
            "errors": [_told(form, one) for one in errors],
            "warnings": [_told(form, one) for one in form.broken if one.severity != "error"],
            "unanswered": _unanswered(form),
            "may_submit": form.status in ("draft", "returned") and not errors and not form.lock,
        },
        status=status,
    )


@require_http_methods(["GET", "POST"])
def nothing(request: HttpRequest, definition: str, unit_id: int, period: str) -> HttpResponseBase:
    form = form_asked(request, definition, unit_id, period)
    require(actor_of(request), "figures.enter", unit_id)
    if request.method == "POST":
        try:
            report_nothing(
                actor_of(request),
                unit_id=unit_id,
                definition=definition,
                period=form.layout.period,
                base_version=form.version if form.state else 0,
            )
        except DomainError as refusal:
            refused(request, refusal)
        else:
            messages.success(
                request, _("Đã ghi 0 vào các ô phát sinh còn trống. Báo cáo chưa nộp.")
            )
        return redirect(address(form))
    empty = [one for one in form.cells.values() if one.value is None]
    shown = {
        "zeros": sum(one.cell.kind == "flow" for one in empty),
        "stocks": [_name(form, one.cell.ref) for one in empty if one.cell.kind == "stock"],
        "filled": len(form.cells) - len(empty),
        "may_fill": form.open,
    }
    return form_page(request, form, "reporting/nothing.html", shown)


@require_GET
def history(request: HttpRequest, definition: str, unit_id: int, period: str) -> HttpResponse:
    form = form_asked(request, definition, unit_id, period)
    steps = api.versions(actor_of(request), form.layout, form.state.id) if form.state else []
    said = [(one, _name(form, one.ref)) for one in reversed(form.remarks) if one.text]
    shown = {"steps": steps, "said": said}
    return form_page(request, form, "reporting/history.html", shown, tab="history")


def _hand_in(request: HttpRequest, form: api.EntryForm) -> None:
    """Explain what warns, then submit; a warning nobody explained keeps the report here."""
    if form.state is None:
        raise Invalid(N_("Báo cáo chưa có số liệu: hãy nhập rồi nộp."))
    actor, version = actor_of(request), form.version
    notes, silent = _explanations(request, form)
    if silent:
        raise Invalid(
            N_("Hãy giải trình {count} cảnh báo trước khi nộp: {first}"),
            count=len(silent),
            first=silent[0].words,
        )
    if notes:
        version = save_report(
            actor,
            unit_id=form.layout.unit.id,
            definition=form.layout.definition,
            period=form.layout.period,
            values={},
            base_version=version,
            remarks=notes,
        ).version
    submit_report(actor, report_id=form.state.id, base_version=version)


def _explanations(
    request: HttpRequest, form: api.EntryForm
) -> tuple[dict[str, str], list[BrokenCheck]]:
    """New notes by reference, and the warnings that have neither a new nor an earlier one."""
    standing = api.standing_notes(form.remarks)
    notes, silent = dict[str, str](), []
    for one in form.broken:
        if one.severity == "error" or any(ref in standing for ref in one.refs):
            continue
        text = request.POST.get(f"w:{one.code}", "").strip()
        if text:
            notes[one.refs[0]] = " ".join(filter(None, (notes.get(one.refs[0]), text)))
        else:
            silent.append(one)
    return notes, silent


def _told(form: api.EntryForm, one: BrokenCheck) -> dict[str, Any]:
    check = next(check for check in form.layout.checks if check.code == one.code)
    standing = api.standing_notes(form.remarks)
    return {
        "code": one.code,
        "label": named(check.label),
        "words": one.words,
        "explain": check.explain,
        "advice": one.advice,
        "note": next((standing[ref] for ref in one.refs if ref in standing), ""),
        "key": next(form.cells[ref].cell.key for ref in one.refs).replace(".", "-"),
    }


def _unanswered(form: api.EntryForm) -> list[str]:
    return [_name(form, one.cell.ref) for one in form.cells.values() if one.value is None]


def _name(form: api.EntryForm, ref: str) -> str:
    for line in form.layout.lines():
        for cell in line.cells:
            if cell.ref == ref:
                return (
                    named(line.label)
                    if cell.option is None
                    else f"{named(line.label)}: {named(cell.label)}"
                )
    return _("Cả báo cáo")
