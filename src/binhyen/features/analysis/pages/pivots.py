"""The page of analysis: a form that is the question, and the answer as table, chart or map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from binhyen.engines.indicators.api import calendars, catalogue, usable_definitions
from binhyen.engines.units.api import structure
from binhyen.features.analysis import api
from binhyen.features.analysis.api import Axis, Dimension, Pivot, Question, View
from binhyen.features.analysis.pages import asking, words
from binhyen.features.analysis.pages.maps import map_of
from binhyen.features.analysis.pages.pictures import chart_of
from binhyen.features.analysis.pages.tables import periods_text, pivot_table
from binhyen.foundation.access.api import Actor, allows
from binhyen.foundation.ui.api import named, page, show_day
from binhyen.foundation.ui.page import Crumb
from binhyen.kernel import clock
from binhyen.kernel.text import fold

TITLE = gettext_lazy("Phân tích số liệu")
EXPORTS = ("xlsx", "csv", "docx", "pdf")
PICTURES = ("svg", "png")


@require_GET
def show_pivot(request: HttpRequest) -> HttpResponse:
    """Figures as the address asks; without one, the reader's unit over the last twelve months."""
    actor, asked = asking.actor_of(request), request.GET
    question = asking.question_of(actor, asked)
    found = api.pivot(actor, question)
    context = {
        "question": question,
        "table": pivot_table(found, asked),
        "source": source_line(question),
        "form": _form(actor, question, asked),
        "views": _views(question, asked),
        "filters": _filters(found),
        "swap_url": _swapped(question, asked),
        "exports": _exports(question, asked),
        "query": asking.canonical(asked).urlencode(),
        "kept": _pairs(asked, asking.CHOSEN, inside=False),
        "kept_filters": _pairs(asked, asking.CHOSEN, inside=True),
        "new_alerts": api.open_count(actor, question.on),
        "may_save": actor.kind == "person",
        "may_share": allows(actor, "figures.view", question.unit.id),
        **_drawing(found, asked),
    }
    return page(
        request,
        "analysis/pivot.html",
        context,
        title=question.unit.full_name,
        over=TITLE,
        subtitle=periods_text(question.periods),
        crumbs=_crumbs(actor, question, asked),
    )


def source_line(question: Question) -> str:
    """Where the figures come from: structure, period, and as known on which day."""
    tree = (
        _("theo cơ cấu đơn vị của từng kỳ")
        if question.as_of is None
        else _("theo cơ cấu đơn vị ngày {day}").format(day=show_day(question.as_of))
    )
    return _("Số đã duyệt, {tree}; số liệu biết đến ngày {day}.").format(
        tree=tree, day=show_day(clock.today())
    )


def _drawing(found: Pivot, asked: QueryDict) -> dict[str, Any]:
    view = found.question.view
    if view in (View.TILES, View.OUTLINE):
        shown, why = map_of(found, asked)
        return {"map": shown, "no_drawing": why}
    chart = chart_of(found)
    if chart is None and view is View.FUNNEL:
        return {
            "no_drawing": _(
                "Biểu đồ phễu cần một chỉ số có tử số và mẫu số, ở ít nhất ba đơn vị có số liệu."
            )
        }
    return {"chart": chart}


def _crumbs(actor: Actor, question: Question, asked: QueryDict) -> list[Crumb]:
    tree = structure(question.on)
    above = api.path_to(tree, question.unit, actor)
    news: dict[str, str | None] = {"by": None, "only_unit": None, "sort": None}
    return [
        (one.full_name, asking.changed(asked, unit=one.code, level=str(one.level), **news))
        for one in above
    ]


def _form(actor: Actor, question: Question, asked: QueryDict) -> dict[str, Any]:
    """What the form offers, and what is chosen."""
    tree, known = structure(question.on), calendars()
    calendar = asked.get("calendar") or api.measure_info(question.measures[0]).calendar
    calendar = calendar if calendar in known else next(iter(known))
    span = asked.get("span") or asking.first_fitting(known[calendar])
    return {
        "unit": question.unit,
        "homes": [(one.code, one.full_name, str(one.level)) for one in api.homes(actor, question.on)[:1]],
        "on": question.on.isoformat(),
        "measures": _measure_groups(question),
        "chosen": [api.measure_info(code) for code in question.measures],
        "levels": _choices(words.LEVELS, api.levels_below(tree, question.unit), question.by),
        "calendars": [(code, one.label, code == calendar) for code, one in known.items()],
        "spans": [
            (name, _(label), name == span)
            for name, label in api.spans.SHORTCUTS.items()
            if api.spans.fits(name, known[calendar])
        ],
        "periods": asked.get("periods", ""),
        "as_was": question.as_of is None,
        "as_of": "" if question.as_of in (None, question.on) else asked.get("as_of", ""),
        "can_break_down": asking.breakdown_of(question.measures) is not None,
        "breakdown": len(question.options) > 1,
        "against": _choices(words.AGAINST, list(words.AGAINST), question.against),
        "targets": question.targets,
        "is_special": _is_special(question, asked),
        "axes": [
            (f"{one.value}_at", words.DIMENSIONS[one], _choices(words.AXES, list(Axis), question.places[one]))
            for one in Dimension
            if one is not Dimension.OPTION or len(question.options) > 1
        ],
    }  # fmt: skip


def _is_special(question: Question, asked: QueryDict) -> bool:
    """Whether anything is chosen that the form keeps folded away."""
    moved = any(question.places[one] is not axis for one, axis in asking.DEFAULT_PLACES.items())
    return moved or bool(asked.get("periods")) or question.as_of != question.on


def _choices(labels: Any, offered: Any, chosen: Any) -> list[tuple[str, str, bool]]:
    return [(one.value, str(labels[one]), one is chosen) for one in offered]


def _measure_groups(question: Question) -> list[tuple[str, list[dict[str, Any]]]]:
    """Everything that can be asked, indicators first, then elements by their report."""
    known = catalogue()
    usable = {form.code for form in usable_definitions(question.unit.id, question.on)}
    groups: dict[str, list[dict[str, Any]]] = {}
    for info in api.measure_infos():
        element = known.elements.get(info.code)
        form = None if element is None else element.definition
        if form is not None and form not in usable and info.code not in question.measures:
            continue  # another province's own
        name = _("Chỉ số") if element is None else _report_name(element.definition)
        groups.setdefault(name, []).append({
            "code": info.code,
            "label": info.label,
            "unit": info.unit,
            "search": fold(f"{info.label} {info.short} {info.code}"),
            "chosen": info.code in question.measures,
        })  # fmt: skip
    return list(groups.items())


def _report_name(code: str | None) -> str:
    if code is None:
        return _("Hệ thống đếm từ dữ liệu gốc")
    entry = catalogue().definitions[code].entry
    return named(entry)


def _views(question: Question, asked: QueryDict) -> list[dict[str, Any]]:
    return [
        {
            "label": label,
            "url": asking.changed(asked, view=None if one is View.TABLE else one.value),
            "current": one is question.view,
        }
        for one, label in words.VIEWS.items()
    ]


def _filters(found: Pivot) -> list[dict[str, Any]]:
    """Dimensions of which one member is shown: filters, and what a chart or map pins."""
    drawn = found.question.view not in (View.TABLE, View.HEAT)
    shown = []
    for one in Dimension:
        pinned = found.question.places[one] is Axis.FILTER or (drawn and one is not Dimension.UNIT)
        if not pinned or len(found.members[one]) < 2:
            continue
        here = getattr(found.filters, one.value)
        options = [
            (member.key, member.label or _("Tổng số"), member.at == here)
            for member in found.members[one]
        ]
        if one is Dimension.UNIT:
            options.insert(0, ("", found.question.unit.full_name, here == api.TOTAL))
        shown.append(
            {"name": f"only_{one.value}", "label": words.DIMENSIONS[one], "options": options}
        )
    return shown


def _swapped(question: Question, asked: QueryDict) -> str:
    other = {Axis.ROWS: Axis.COLUMNS, Axis.COLUMNS: Axis.ROWS, Axis.FILTER: Axis.FILTER}
    news: dict[str, str | None] = {
        f"{one.value}_at": other[axis].value for one, axis in question.places.items()
    }
    return asking.changed(asked, sort=None, **news)


def _pairs(asked: QueryDict, keys: Sequence[str], *, inside: bool) -> list[tuple[str, str]]:
    """The parts of the question that forms carry along, those of some keys or all others."""
    lists = asking.canonical(asked).lists()
    return [
        (key, str(value)) for key, values in lists for value in values if (key in keys) is inside
    ]


def _exports(question: Question, asked: QueryDict) -> list[tuple[str, str]]:
    query = asking.changed(asked)
    charts = PICTURES if question.view in (View.LINES, View.BARS, View.FUNNEL) else ()
    return [(kind, query) for kind in (*EXPORTS, *charts)]
