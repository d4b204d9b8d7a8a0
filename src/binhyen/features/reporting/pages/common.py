"""What pages of reporting share: who asks, the form an address means, its frame and words."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from binhyen.engines.indicators.api import calendars, catalogue
from binhyen.features.reporting import api
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import installation
from binhyen.foundation.ui.api import named, page, told
from binhyen.kernel import clock
from binhyen.kernel.errors import DomainError, Invalid
from binhyen.kernel.memory import once
from binhyen.kernel.periods import Period, parse_period

TONES = {
    "not_begun": "",
    "draft": "tag-info",
    "returned": "tag-bad",
    "submitted": "tag-info",
    "approved": "tag-good",
}


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # the middleware sets it
    return actor


def today() -> date:
    """Today, or in a demonstration the day it is told on."""
    return once("reporting.installation", installation).focus_on or clock.today()


def period_asked(definition: str, text: str) -> Period:
    """The period an address names, in the definition's own calendar when it names none.

    Raises:
        NotFound: no such definition.
        Invalid: no such period.
    """
    form = catalogue().definition(definition)
    period = parse_period(text, calendars(), form.calendar.code)
    if not form.has(period):
        raise Invalid(
            _("“{period}” không phải kỳ của {report}."), period=str(period), report=form.entry.vi
        )
    return period


def form_asked(request: HttpRequest, definition: str, unit_id: int, period: str) -> api.EntryForm:
    """The form an address means, as the actor may see it."""
    return api.entry_form(actor_of(request), definition, unit_id, period_asked(definition, period))


def place(form: api.EntryForm) -> list[object]:
    """The parts of a form's addresses."""
    return [form.layout.definition, form.layout.unit.id, str(form.layout.period)]


def address(form: api.EntryForm, name: str = "entry") -> str:
    """The address of a page of a form."""
    return reverse(f"reporting:{name}", args=place(form))


def state_word(state: str) -> str:
    """A report's state in the reader's language."""
    return {
        "not_begun": _("chưa nhập"),
        "draft": _("đang nhập"),
        "returned": _("bị trả lại"),
        "submitted": _("đã nộp, chờ duyệt"),
        "approved": _("đã duyệt"),
    }[state]


def refused(request: HttpRequest, refusal: DomainError) -> None:
    """Say a refusal above the page, with the first of its rows."""
    rows = " ".join(row.message for row in refusal.rows[:3])
    messages.error(request, f"{told(refusal)} {rows}".strip())


def form_page(
    request: HttpRequest,
    form: api.EntryForm,
    template: str,
    shown: dict[str, Any],
    *,
    tab: str = "entry",
    status: int = 200,
) -> HttpResponse:
    """A page of one form, with its tabs."""
    state = "not_begun" if form.status is None else form.status.value
    context = {
        "form": form,
        "layout": form.layout,
        "state_word": state_word(state),
        "tone": TONES[state],
        "tabs": [
            {"label": _("Nhập số liệu"), "url": address(form), "current": tab == "entry"},
            {"label": _("Lịch sử"), "url": address(form, "history"), "current": tab == "history"},
        ],
        "urls": {
            name: address(form, name)
            for name in ("entry", "save", "submit", "nothing", "print", "docx", "pdf", "xlsx")
        },
    }
    return page(
        request,
        template,
        {**context, **shown},
        title=named(form.layout.title),
        over=form.layout.unit.name,
        subtitle=form.layout.period.label(),
        crumbs=[(_("Nhập báo cáo"), reverse("reporting:due"))],
        status=status,
    )
