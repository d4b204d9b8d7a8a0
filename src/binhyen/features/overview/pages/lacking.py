"""Units that miss a norm: by how much, since when, why."""

from __future__ import annotations

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from binhyen.engines.norms.api import Finding, Findings, NormRule, Verdict, rules_in_force
from binhyen.features.overview.api import Place, findings, measures, place, strength_norms
from binhyen.features.overview.pages import asking
from binhyen.features.overview.pages.boards import frame, head
from binhyen.features.overview.pages.links import unit_url
from binhyen.features.overview.pages.words import cited, norm_label, norm_short, shown_verdict
from binhyen.foundation.ui.api import Cell, Column, Table, make_table, page, show_day


def show_lacking(request: HttpRequest, code: str) -> HttpResponse:
    """The units below a unit that miss one norm, or any rule on strength."""
    actor, on = asking.actor_of(request), asking.day_of(request)
    where = place(actor, code, on, asking.level_of(request))
    rules = rules_in_force(on)
    choices = [
        (measures.STRENGTH, _("Định mức quân số (mọi loại đơn vị)")),
        *((rule.code, norm_label(rule)) for rule in rules),
    ]
    chosen = asking.choice_of(request, "norm", [key for key, _label in choices], measures.STRENGTH)
    codes = strength_norms(on) if chosen == measures.STRENGTH else {chosen}
    judged = findings(actor, where, codes, since=True)
    context = {
        **frame(request, where, "norms"),
        "choices": [(key, label, key == chosen) for key, label in choices],
        "too_many": judged is None,
        "tally": tally(judged) if judged is not None else [],
        "rules": [rule for rule in rules if rule.code in codes],
        "table": lacking_table(request, where, judged) if judged is not None else None,
        "sources": sources(judged) if judged is not None else [],
    }
    return page(request, "overview/lacking.html", context, **head(request, where))


def tally(judged: Findings) -> list[tuple[Verdict, int]]:
    """How many units have each verdict; all four, so that a zero is seen as one."""
    counts = Counter(one.verdict for one in judged)
    shown = (Verdict.MET, Verdict.SHORT, Verdict.OVER, Verdict.NOT_MEASURABLE)
    return [(verdict, counts[verdict]) for verdict in shown]


def sources(judged: Findings) -> list[tuple[NormRule, str, str]]:
    """Each rule with its name and where its threshold of the day comes from."""
    found = [(rule, rule.threshold_on(judged.on)) for rule in judged.rules]
    return [
        (rule, norm_label(rule), cited(threshold.source))
        for rule, threshold in found
        if threshold is not None
    ]


def lacking_table(request: HttpRequest, where: Place, judged: Findings) -> Table:
    """One row a unit that misses a rule, the worst first."""
    lacking = sorted((one for one in judged if one.is_lacking), key=lambda one: -(one.by or 0))
    columns = [
        Column("unit", _("Đơn vị")),
        Column("verdict", _("Kết quả"), "verdict", sortable=False),
        Column("by", _("Lệch"), "number", 1),
        Column("since", _("Từ ngày"), "date"),
        Column("why", _("Vì sao"), sortable=False),
    ]
    rows = [_row(where, one) for one in lacking]
    return make_table(
        request, columns, rows, caption=_("Đơn vị chưa đạt hoặc vượt định mức"), page_size=40
    )


def _row(where: Place, one: Finding) -> dict[str, object]:
    unit = where.tree.get(one.unit_id)
    parent = where.tree.get(unit.parent_id).full_name if unit.parent_id else ""
    due = _("hạn {day}").format(day=show_day(one.due_on)) if one.due_on else ""
    return {
        "unit": Cell(unit.full_name, unit_url(unit, where.on), parent),
        "verdict": Cell(shown_verdict(one), note=due),
        "by": one.by,
        "since": Cell(one.since, note=one.since_note),
        "why": Cell(one.why, note=norm_short(one)),
    }
