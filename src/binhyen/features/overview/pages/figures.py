"""One figure opened down to its reports; and figures as printed beside the computed ones."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from binhyen.engines.indicators.api import (
    Catalogue,
    Explanation,
    Origin,
    SourceValue,
    calendars,
    catalogue,
)
from binhyen.features.overview.api import (
    StatedLine,
    Why,
    homes,
    place,
    stated_beside,
    stated_lines,
    why,
)
from binhyen.features.overview.pages import asking
from binhyen.features.overview.pages.boards import head
from binhyen.features.overview.pages.links import identity_url, why_url
from binhyen.features.overview.pages.words import (
    entry_of,
    label_of,
    missing_words,
    period_words,
    ratio_words,
)
from binhyen.foundation.ui.api import (
    Cell,
    Column,
    Table,
    actor_name,
    in_english,
    make_table,
    page,
    show_day,
    show_number,
)
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.periods import Period, parse_period

STATED_A_PAGE = 5
"""Each figure is computed as of its own day, so a page holds few."""


def show_why(request: HttpRequest) -> HttpResponse:
    """Formula, inputs, units, reports, approvers, and what was printed."""
    actor, on = asking.actor_of(request), asking.day_of(request)
    known, measure = catalogue(), request.GET.get("measure", "")
    _refuse_unknown(known, measure)
    own = homes(actor, on)
    code = request.GET.get("unit", "") or (own[0].code if own else "VN")
    where = place(actor, code, on, asking.level_of(request))
    structure = asking.choice_of(request, "structure", ("as-of", "as-was"), "as-of")
    period = _period(request, known, measure)
    found = why(actor, where, measure, period, on if structure == "as-of" else None)
    cell, entry = found.explanation.cell, entry_of(known, measure)
    context = {
        "place": where, "on": on, "measure": measure, "why": found, "cell": cell, "entry": entry,
        "structure": structure, "period": period, "ratio": ratio_words(cell), "missing": missing_words(cell),
        "inputs": [_input(one, at) for at, one in enumerate(found.explanation.inputs or (found.explanation,))],
        "below": _below_table(request, found, on),
        "stated": [(figure, _difference(figure.difference)) for figure in found.stated],
        "kept": [(key, value) for key, value in request.GET.items() if key not in {"structure", "on"}],
    }  # fmt: skip
    heading = head(request, where)
    heading["over"], heading["title"] = _("Giải thích số liệu"), label_of(known, measure)
    heading["crumbs"] = [*heading["crumbs"], (where.unit.full_name, identity_url(where.unit, on))]
    heading["subtitle"] = f"{where.unit.full_name}, {period_words(cell.period)}"
    return page(request, "overview/explain.html", context, **heading)


def _refuse_unknown(known: Catalogue, measure: str) -> None:
    if measure not in known.elements and measure not in known.indicators:
        raise NotFound(
            N_("Không có chỉ tiêu hay chỉ số “{name}”; hãy chọn ở trang Chỉ số."), name=measure[:80]
        )


def _period(request: HttpRequest, known: Catalogue, measure: str) -> Period | None:
    text = request.GET.get("period", "").strip()
    if not text:
        return None
    if len(text) > asking.LONGEST:
        raise Invalid(N_("“{value}” không phải là kỳ."), value=text[: asking.LONGEST])
    return parse_period(text, calendars(), known.calendar_code(measure))


def _input(one: Explanation, at: int) -> dict[str, Any]:
    columns = [
        Column("unit", _("Đơn vị"), sortable=False),
        Column("period", _("Kỳ"), sortable=False),
        Column("value", _("Giá trị"), "number", sortable=False),
        Column("counted", _("Được tính"), "number", sortable=False),
        Column("report", _("Báo cáo"), sortable=False),
        Column("approved", _("Người duyệt"), sortable=False),
    ]
    rows = [_source(source) for source in one.sources]
    table = make_table(None, columns, rows, caption=_("Giá trị của từng đơn vị"))
    return {
        "explanation": one,
        "table": table,
        "id": f"input-{at}",
        "estimated": [s for s in one.sources if s.estimated or s.via],
    }


def _source(source: SourceValue) -> dict[str, Any]:
    origin = {
        Origin.SYNTHETIC: _("số liệu mô phỏng"),
        Origin.IMPORT: _("nạp từ tệp"),
        Origin.ENTERED: _("nhập tay"),
    }
    report = (
        _("số {number}, phiên bản {version}").format(
            number=source.report_id, version=source.version
        )
        if source.report_id
        else _("đếm từ dữ liệu gốc")
    )
    notes = [origin.get(source.origin, "") if source.origin else "", source.document]
    return {
        "unit": Cell(source.unit_name, note=source.via or source.unit_code),
        "period": source.period,
        "value": source.value,
        "counted": Cell(source.counted, note=_("ước tính") if source.estimated else ""),
        "report": Cell(report, note="; ".join(note for note in notes if note)),
        "approved": Cell(
            actor_name(source.approved_office) or None,
            note=show_day(source.approved_at) if source.approved_at else "",
        ),
    }


def _below_table(request: HttpRequest, found: Why, on: date) -> Table:
    columns = [
        Column("unit", _("Đơn vị")),
        Column(
            "value",
            _("Giá trị"),
            "number",
            entry_of(catalogue(), found.explanation.cell.measure).decimals,
        ),
        Column("ratio", _("Tử số / mẫu số"), sortable=False),
        Column("reported", _("Báo cáo đã duyệt / phải có"), sortable=False),
    ]
    decimals = entry_of(catalogue(), found.explanation.cell.measure).decimals
    period = found.explanation.cell.period
    rows = [
        {
            "unit": Cell(
                cell.unit_name,
                why_url(cell.measure, cell.unit_code, on, period if period.days > 1 else None),
            ),
            "value": None if cell.value is None else round(cell.value, decimals),
            "ratio": ratio_words(cell) or None,
            "reported": f"{show_number(cell.reported)} / {show_number(cell.expected)}"
            if cell.expected
            else None,
        }
        for cell in found.below
    ]
    return make_table(
        request, columns, rows, caption=_("Cùng số liệu ở các đơn vị bên dưới"), page_size=40
    )


def show_stated(request: HttpRequest) -> HttpResponse:
    """Figures as printed, each beside what the rows give."""
    on = asking.day_of(request)
    lines = stated_lines(asking.actor_of(request), on)
    wanted = request.GET.get("unit", "")
    scopes = list(dict.fromkeys((line.about.code, line.about.full_name) for line in lines))
    lines = [line for line in lines if not wanted or line.about.code == wanted]
    shown = Paginator(lines, STATED_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_of": shown,
        "figures": [_stated(line, on) for line in shown],
        "scopes": [(code, name, code == wanted) for code, name in scopes],
        "asked": urlencode({"unit": wanted}),
    }
    subtitle = _(
        "Số do báo chí, văn bản nêu được giữ nguyên như nguồn; bên cạnh là số tính từ dữ liệu của hệ thống cho đúng ngày đó."
    )
    return page(
        request,
        "overview/stated.html",
        context,
        title=_("Số đã công bố"),
        subtitle=subtitle,
        crumbs=[(_("Tổng quan"), "/")],
    )


def _stated(line: StatedLine, on: date) -> dict[str, Any]:
    figure = stated_beside(line)
    return {
        "label": line.label_en if in_english() else line.label,
        "line": line,
        "figure": figure,
        "difference": _difference(figure.difference if figure else None),
        "url": why_url(line.measure, line.about.code, on),
        "is_link": bool(figure and figure.source.startswith("http")),
    }


def _difference(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 2)
