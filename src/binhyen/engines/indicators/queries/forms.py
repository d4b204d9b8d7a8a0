"""The form of a unit and period, from the definition and the tree of the period's last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from binhyen.engines.indicators.entries import (
    CalendarEntry,
    CheckEntry,
    ElementEntry,
    ReportEntry,
)
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo, ElementInfo
from binhyen.engines.indicators.rules.forms.layout import layout_of
from binhyen.engines.indicators.rules.forms.types import FormLayout, FormUnit
from binhyen.engines.units.api import structure
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.periods import Period, period_of


def form_layout(definition: str, unit_id: int, period: Period) -> FormLayout:
    """The form a unit fills in for a period: sections → lines → cells, with its checks and version.

    Cost: nothing beyond the remembered catalogue and tree.

    Raises:
        NotFound: no such definition, or the unit did not exist in the period.
    """
    known = catalogue()
    return layout_of(known, known.definition(definition), form_unit(unit_id, period), period)


def draft_layout(
    report: ReportEntry,
    elements: Sequence[ElementEntry],
    checks: Sequence[CheckEntry],
    calendar: CalendarEntry | None,
    unit_id: int,
    on: date,
) -> FormLayout:
    """The form a definition would give, before it is defined; the keys of new elements are not known yet.

    Raises:
        NotFound: no such calendar.
    """
    known = catalogue()
    used = calendar.calendar() if calendar else known.calendars.get(report.calendar)
    if used is None:
        raise NotFound(N_("Không có lịch “{code}”."), code=report.calendar)
    drafted = replace(
        known,
        elements={**known.elements, **{one.code: _drafted(known, one) for one in elements}},
        checks={one.code: one for one in checks},
    )
    period = period_of(on, used, report.kind)
    form = DefinitionInfo(0, report, used, owner_id=unit_id)
    return layout_of(drafted, form, form_unit(unit_id, period), period)


def _drafted(known: Catalogue, entry: ElementEntry) -> ElementInfo:
    held = known.elements.get(entry.code)
    breakdown = known.breakdowns.get(entry.breakdown or "")
    options = {one.code: place for place, one in enumerate(breakdown.options)} if breakdown else {}
    return ElementInfo(held.id if held else 0, entry, None, options)


def form_unit(unit_id: int, period: Period) -> FormUnit:
    """Who fills a form in, named as on the period's last day; a unit that ended within it, as on its first.

    Raises:
        NotFound: it existed on neither day.
    """
    for day in (period.last_day, period.start):
        tree = structure(day)
        if unit_id in tree:
            unit = tree.get(unit_id)
            above = tuple(one.full_name for one in tree.ancestors(unit_id) if one.level)
            return FormUnit(unit_id, unit.code, unit.full_name, above)
    raise NotFound(
        N_("Đơn vị số {unit} không tồn tại trong kỳ {period}."), unit=unit_id, period=str(period)
    )
