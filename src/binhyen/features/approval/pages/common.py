"""What pages of approval share: who asks, what the address names, the frame of one period, the way down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from binhyen.engines.indicators.api import DefinitionInfo
from binhyen.features.approval import api
from binhyen.foundation.access.api import Actor, allows_somewhere
from binhyen.foundation.ui.api import named, page, show_day, told
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid, NotFound, Refused
from binhyen.kernel.periods import Period, following, previous
from binhyen.kernel.text import fold

PAGE = 50


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; the middleware has put it there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def may_somewhere(request: HttpRequest, permission: str) -> Actor:
    """Who asks, if they hold a right anywhere.

    Raises:
        Refused: they do not.
    """
    actor = actor_of(request)
    if not allows_somewhere(actor, permission):
        raise Refused(
            N_("{name} không có quyền “{permission}”; hãy đề nghị quản trị cấp quyền."),
            name=actor.name,
            permission=permission,
        )
    return actor


def named_period(definition: str, period: str) -> tuple[DefinitionInfo, Period]:
    """What an address names.

    Raises:
        NotFound: no such report definition or period.
    """
    form = api.definition_of(definition)
    return form, api.period_named(form, period)


def under_of(request: HttpRequest, permission: str = "figures.view") -> int:
    """The unit a page is asked about; by default where the reader's role is.

    Raises:
        Invalid: not a number.
        NotFound: the reader has no unit.
    """
    text = request.GET.get("under", "") or request.POST.get("under", "")
    if text:
        if not text.isdecimal() or len(text) > 12:
            raise Invalid(N_("“{value}” không phải số của đơn vị."), value=text[:40])
        return int(text)
    homes = api.home_units(actor_of(request), permission)
    if not homes:
        raise NotFound(N_("Không có đơn vị này trong phạm vi của bạn."))
    return homes[0].id


def refused(request: HttpRequest, refusal: DomainError) -> None:
    """Say a refusal above the page, with the first of its rows."""
    rows = " ".join(row.message for row in refusal.rows[:3])
    messages.error(request, f"{told(refusal)} {rows}".strip())


def paged(request: HttpRequest, rows: list[Any]) -> Page[Any]:
    """The page of rows asked for."""
    return Paginator(rows, PAGE).get_page(request.GET.get("page"))


def page_links(request: HttpRequest, shown: Page[Any]) -> list[tuple[str, str, bool]]:
    """Label, address and whether it is this one, for each page."""
    found = []
    for number in shown.paginator.get_elided_page_range(shown.number, on_each_side=2, on_ends=1):
        kept = request.GET.copy()
        kept["page"] = str(number)
        url = f"?{kept.urlencode()}" if isinstance(number, int) else ""
        found.append((str(number), url, number == shown.number))
    return found


def matches(query: str, *texts: str) -> bool:
    """Whether all words of a search, without accents, occur in the texts."""
    searched = fold(" ".join(texts))
    return all(word in searched for word in fold(query).split())


def period_url(name: str, form: DefinitionInfo, period: Period, **query: str | int) -> str:
    """The address of a page of a period."""
    url = reverse(f"approval:{name}", args=[form.code, str(period)])
    return f"{url}?{urlencode(query)}" if query else url


def period_page(
    request: HttpRequest,
    template: str,
    tab: str,
    form: DefinitionInfo,
    period: Period,
    shown: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of one report definition and period, with its tabs, its deadline and the periods around it."""
    kept = {"under": request.GET["under"]} if request.GET.get("under") else {}
    due = api.hand_in_due(form.code, period)
    words = period.label()
    if due is not None:
        words = _("%(period)s · hạn nộp hết ngày %(day)s") % {"period": words, "day": show_day(due)}
    context = {
        "tabs": _tabs(request, tab, form, period, kept),
        "earlier": _step(previous, tab, form, period, kept),
        "later": _step(following, tab, form, period, kept),
        "form_code": form.code,
        "period_code": str(period),
    }
    return page(
        request,
        template,
        context | shown,
        title=named(form.entry),
        over=_("Duyệt báo cáo"),
        subtitle=words[:1].upper() + words[1:],
        crumbs=[(_("Duyệt báo cáo"), reverse("approval:inbox"))]
        if allows_somewhere(actor_of(request), "figures.approve")
        else [(_("Nhắc việc"), reverse("approval:notices"))],
        status=status,
    )


def _tabs(
    request: HttpRequest, current: str, form: DefinitionInfo, period: Period, kept: dict[str, str]
) -> list[dict[str, Any]]:
    labels = {"board": _("Theo dõi nộp"), "rates": _("Đầy đủ, đúng hạn"), "locks": _("Khóa kỳ")}
    if allows_somewhere(actor_of(request), "figures.approve"):
        labels = {"group": _("Chờ duyệt")} | labels
    return [
        {"label": label, "url": period_url(name, form, period, **kept), "current": name == current}
        for name, label in labels.items()
    ]


def _step(
    step: Any, tab: str, form: DefinitionInfo, period: Period, kept: dict[str, str]
) -> tuple[str, str] | None:
    try:
        other: Period = step(period)
    except Invalid:
        return None
    if other.start > clock.today():
        return None
    return period_url(tab, form, other, **kept), other.label()
