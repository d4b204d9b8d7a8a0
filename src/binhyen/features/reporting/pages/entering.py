"""What is due, and the grid: a plain form that works without scripts, kinder with them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from binhyen.engines.indicators.api import answer_remark
from binhyen.engines.units.api import structure
from binhyen.features.reporting import api
from binhyen.features.reporting.pages.common import (
    TONES,
    actor_of,
    address,
    form_asked,
    form_page,
    refused,
    state_word,
    today,
)
from binhyen.features.reporting.pages.keeping import Clashed, keep
from binhyen.features.reporting.pages.wording import script_texts
from binhyen.foundation.access.api import require
from binhyen.foundation.ui.api import named, page, told
from binhyen.kernel.errors import DomainError


@require_GET
def due(request: HttpRequest) -> HttpResponse:
    actor, on = actor_of(request), today()
    units = api.reporting_units(actor, on)
    asked = request.GET.get("unit", "")
    unit_id = (
        int(asked) if asked.isdigit() and len(asked) < 10 else (units[0].id if units else None)
    )
    if unit_id is not None:
        require(actor, "figures.view", unit_id)
    found = api.reports_due(actor, unit_id, on) if unit_id is not None else []
    tree = structure(on)
    unit = tree.get(unit_id) if unit_id is not None and unit_id in tree else None
    return page(
        request,
        "reporting/due.html",
        {
            "waiting": [_due(one, unit_id) for one in found if one.waits and one.open],
            "running": [_due(one, unit_id) for one in found if not one.open],
            "done": [_due(one, unit_id) for one in found if not one.waits and one.open],
            "events": [
                (
                    named(form.entry),
                    reverse("reporting:entry", args=[form.code, unit_id, str(period)]),
                )
                for form, period in (api.on_event_forms(unit_id, on) if unit_id is not None else [])
            ],
            "unit": unit,
            "units": units if len(units) > 1 else [],
        },
        title=_("Báo cáo phải nộp"),
        over=unit.full_name if unit else "",
    )


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, definition: str, unit_id: int, period: str) -> HttpResponseBase:
    form = form_asked(request, definition, unit_id, period)
    if request.method == "GET":
        return _shown(request, form, api.Posted())
    require(actor_of(request), "figures.enter", unit_id)
    posted = api.read_post(form.layout, request.POST)
    if posted.faults:
        return _shown(request, form, posted, 422)
    try:
        keep(
            actor_of(request),
            form,
            posted,
            reason=request.POST.get("reason", ""),
        )
        _answer(request, form)
    except Clashed as clash:
        return _clashed(request, form, posted, clash)
    except DomainError as refusal:
        refused(request, refusal)
        return _shown(request, form, posted, refusal.status)
    if request.POST.get("act") == "submit":
        return redirect(address(form, "submit"))
    messages.success(request, _("Đã lưu."))
    return redirect(address(form))


def _shown(
    request: HttpRequest, form: api.EntryForm, posted: api.Posted, status: int = 200
) -> HttpResponse:
    correcting = form.settled and (request.GET.get("correct") == "1" or request.method == "POST")
    may_type = form.open or (correcting and form.may_enter and form.lock is None)
    shown = {
        "sections": list(_sections(form, posted)),
        "may_type": may_type,
        "correcting": correcting and may_type,
        "may_correct": form.settled and form.may_enter and form.lock is None and not correcting,
        "faults": [
            {"ref": ref, "label": _label(form, ref), "words": told(fault)}
            for ref, fault in posted.faults.items()
        ],
        "report_reasons": [
            one for ref, one in api.open_reasons(form.remarks, form.state).items() if not ref
        ],
        "reason": request.POST.get("reason", ""),
        "form_json": {"layout": form.layout.as_json(), "texts": script_texts()},
    }
    return form_page(request, form, "reporting/entry.html", shown, status=status)


def _sections(form: api.EntryForm, posted: api.Posted) -> Iterator[dict[str, Any]]:
    for section in form.layout.sections:
        yield {
            "number": section.number,
            "title": named(section.title),
            "note": section.note,
            "lines": [
                {
                    "line": line,
                    "label": named(line.label),
                    "norms": form.norms.get(line.element, ()),
                    "cells": [_cell(one, posted) for one in form.rows(line)],
                }
                for line in section.lines
            ],
        }


def _cell(one: api.EntryCell, posted: api.Posted) -> dict[str, Any]:
    ref = one.cell.ref
    shown = api.input_text(one.value, one.cell.decimals)
    fault = posted.faults.get(ref)
    return {
        "ref": ref,
        "id": f"c-{one.cell.key.replace('.', '-')}",
        "name": api.VALUE + ref,
        "base_name": api.BASE + ref,
        "note_name": api.NOTE + ref,
        "label": named(one.cell.label),
        "option": one.cell.option,
        "unit": one.cell.unit,
        "kind": one.cell.kind,
        "decimals": one.cell.decimals,
        "text": posted.typed.get(ref, shown),
        "saved": shown,
        "beside": one.beside,
        "note": posted.notes.get(ref, one.note),
        "returned": one.returned,
        "fault": told(fault) if fault else "",
        "broken": one.broken,
    }


def _clashed(
    request: HttpRequest, form: api.EntryForm, posted: api.Posted, clash: Clashed
) -> HttpResponse:
    """Both values of every cell two people changed; a person chooses, the other changes go along."""
    contested = {one.ref for one in clash.clashes}
    shown = {
        "clashes": [_contested(form, one) for one in clash.clashes],
        "others": [
            field
            for ref, value in clash.mine.items()
            if ref not in contested
            for field in (
                (api.VALUE + ref, _text(form, ref, value)),
                (api.BASE + ref, _text(form, ref, posted.base.get(ref))),
            )
        ],
        "notes": [(api.NOTE + ref, text) for ref, text in posted.notes.items()],
        "reason": request.POST.get("reason", ""),
        "author": clash.author,
    }
    return form_page(request, form, "reporting/clash.html", shown, status=409)


def _contested(form: api.EntryForm, one: api.Clash) -> dict[str, Any]:
    """Choosing either value posts it as typed over what is saved now."""
    return {
        "name": api.VALUE + one.ref,
        "base_name": api.BASE + one.ref,
        "label": _label(form, one.ref),
        "was": _text(form, one.ref, one.was),
        "mine": _text(form, one.ref, one.mine),
        "theirs": _text(form, one.ref, one.theirs),
    }


def _text(form: api.EntryForm, ref: str, value: Decimal | None) -> str:
    return api.input_text(value, form.cells[ref].cell.decimals)


def _answer(request: HttpRequest, form: api.EntryForm) -> None:
    """Answers to the reviewer's reasons, typed beside them."""
    open_ones = api.open_reasons(form.remarks, form.state).values()
    for remark in open_ones:
        if text := request.POST.get(f"a:{remark.id}", "").strip():
            answer_remark(actor_of(request), remark_id=remark.id, text=text)


def _label(form: api.EntryForm, ref: str) -> str:
    for line in form.layout.lines():
        for cell in line.cells:
            if cell.ref == ref:
                return (
                    named(line.label)
                    if cell.option is None
                    else f"{named(line.label)}: {named(cell.label)}"
                )
    return ref


def _due(one: api.DueReport, unit_id: int | None) -> dict[str, Any]:
    return {
        "name": named(one),
        "url": reverse("reporting:entry", args=[one.definition, unit_id, str(one.period)]),
        "period": one.period.label(),
        "state": state_word(one.state),
        "tone": TONES[one.state],
        "due_at": one.due_at,
        "late": one.late,
        "waits": one.waits,
    }
