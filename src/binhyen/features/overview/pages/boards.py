"""The board of a country, a province or a district; each tab is a page of its own, so nothing waits for all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from binhyen.engines.indicators.api import catalogue
from binhyen.features.overview.api import Place, board, homes, is_board, measures, place
from binhyen.features.overview.pages import asking
from binhyen.features.overview.pages.board_cards import cards
from binhyen.features.overview.pages.board_charts import funnel_chart, trend_chart
from binhyen.features.overview.pages.board_tables import parts_table
from binhyen.features.overview.pages.links import crumbs, identity_url, unit_url
from binhyen.features.overview.pages.words import label_of
from binhyen.foundation.ui.api import page, start_for
from binhyen.foundation.ui.page import Crumb
from binhyen.kernel.memory import once

SHORTCUTS = (date(2019, 12, 31), date(2022, 6, 3), date(2025, 7, 1))
STRUCTURES = ("as-of", "as-was")


class Head(TypedDict):
    """What `page` takes about the head of a page."""

    title: str
    over: str | Promise
    subtitle: str
    crumbs: Sequence[Crumb]


def show_home(request: HttpRequest) -> HttpResponse:
    """Where a reader starts: the widest unit of their roles; without any, a page that says what they may open."""
    actor = asking.actor_of(request)
    on = asking.day_of(request)
    found = homes(actor, on)
    chosen = start_for(actor)
    if chosen:
        return redirect(chosen)
    if found and actor.scopes("figures.view"):
        return redirect(unit_url(found[0], on))
    return page(request, "overview/home.html", {"units": found}, title=_("Chào mừng"))


def show_board(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of a unit and of the units below it."""
    actor, on = asking.actor_of(request), asking.day_of(request)
    where = place(actor, code, on, asking.level_of(request))
    if not is_board(where.unit):
        return redirect(unit_url(where.unit, on))
    known = catalogue()
    trends = [one for one in measures.TRENDS if one in known.elements or one in known.indicators]
    trend = asking.choice_of(request, "trend", trends, measures.CRIME)
    tree = asking.choice_of(request, "structure", STRUCTURES, "as-of")
    found = board(actor, where, trend, as_was=tree == "as-was")
    context = {
        **frame(request, where, "summary"),
        "cards": cards(found, known),
        "table": parts_table(request, found, known),
        "trend_chart": trend_chart(found, known, trend),
        "funnel_chart": funnel_chart(where, known),
        "trends": [(one, label_of(known, one), one == trend) for one in trends],
        "structure": tree,
        "now": found.now,
    }
    return page(request, "overview/board.html", context, **head(request, where))


def frame(request: HttpRequest, where: Place, tab: str) -> dict[str, object]:
    """What all tabs of a board share: the day, the tabs, the unit."""
    asked = urlencode({"on": where.on.isoformat()})
    names = (("summary", _("Tổng quan"), "overview:board"), ("map", _("Bản đồ"), "overview:map"),
             ("norms", _("So định mức"), "overview:lacking"))  # fmt: skip
    tabs = [
        {
            "label": label,
            "url": f"{reverse(name, args=[where.unit.code])}?{asked}",
            "current": key == tab,
        }
        for key, label, name in names
    ]
    tabs.append(
        {"label": _("Lịch sử đơn vị"), "url": identity_url(where.unit, where.on), "current": False}
    )
    return {
        "place": where,
        "on": where.on,
        "tabs": tabs,
        "kept": [
            (name, value)
            for name, value in request.GET.items()
            if name not in {"on", "page", "sort"}
        ],
        "shortcuts": [(f"{day:%d/%m/%Y}", day) for day in SHORTCUTS],
    }


def head(request: HttpRequest, where: Place) -> Head:
    """The head of a board's pages."""
    actor = asking.actor_of(request)
    tops = once("overview.homes", lambda: homes(actor, where.on))
    seen = {unit_id for top in tops for unit_id in where.tree.subtree(top.id)}
    return {
        "title": where.unit.full_name,
        "subtitle": "",
        "over": _("Bảng theo dõi công an cấp xã"),
        "crumbs": crumbs(where, tuple(seen)),
    }
