"""Autosave: JSON in, the new version out; a clash comes back with both values, and nothing is overwritten."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from binhyen.features.reporting import api
from binhyen.features.reporting.pages.common import actor_of, form_asked
from binhyen.features.reporting.pages.keeping import Clashed, keep
from binhyen.foundation.access.api import require
from binhyen.foundation.ui.api import told
from binhyen.kernel.errors import N_, DomainError, Invalid

MAX_BODY = 300_000


@require_POST
def save(request: HttpRequest, definition: str, unit_id: int, period: str) -> JsonResponse:
    """`{form, values, base, notes, reason}` by reference → `{version, values}`; 409 with `clashes` and the newest values.

    `values` holds only cells changed in the browser, `base` what they were when the page last agreed with the server.
    """
    require(actor_of(request), "figures.enter", unit_id)
    form = form_asked(request, definition, unit_id, period)
    try:
        sent = _body(request)
        if sent.get("form") != form.layout.version:
            raise Invalid(N_("Mẫu báo cáo vừa thay đổi: hãy mở lại trang, số đã lưu vẫn còn."))
        posted = api.read_post(form.layout, _fields(sent))
        if posted.faults:
            faults = {ref: told(fault) for ref, fault in posted.faults.items()}
            return JsonResponse({"faults": faults}, status=422)
        state = keep(
            actor_of(request),
            form,
            posted,
            reason=str(sent.get("reason", "")),
            autosave=True,
        )
    except Clashed as clash:
        return JsonResponse(_clash(form, clash), status=409)
    except DomainError as refusal:
        return JsonResponse({"message": told(refusal)}, status=refusal.status)
    newest = {} if state is None else {ref: _text(value) for ref, value in state.values.items()}
    return JsonResponse({"version": state.version if state else 0, "values": newest})


def _body(request: HttpRequest) -> dict[str, Any]:
    try:
        if len(request.body) > MAX_BODY:
            raise ValueError  # noqa: TRY301 - one refusal for whatever is no form of ours
        sent = json.loads(request.body)
        if not all(isinstance(sent.get(name, {}), dict) for name in ("values", "base", "notes")):
            raise ValueError  # noqa: TRY301
    except (ValueError, AttributeError, RecursionError) as fault:
        raise Invalid(N_("Dữ liệu gửi lên không đọc được: hãy mở lại trang.")) from fault
    return dict(sent)


def _fields(sent: dict[str, Any]) -> dict[str, str]:
    fields = {}
    for prefix, name in ((api.VALUE, "values"), (api.BASE, "base"), (api.NOTE, "notes")):
        for ref, text in sent.get(name, {}).items():
            fields[prefix + ref] = "" if text is None else str(text)
    return fields


def _clash(form: api.EntryForm, clash: Clashed) -> dict[str, Any]:
    state = form.state
    return {
        "message": told(clash),
        "version": form.version,
        "values": {ref: _text(value) for ref, value in (state.values if state else {}).items()},
        "clashes": [one.ref for one in clash.clashes],
        "author": clash.author,
    }


def _text(value: Any) -> str:
    return format(value, "f")
