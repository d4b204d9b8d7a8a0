"""Single reports: as forms show them, with their history."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from binhyen.engines.indicators.models import Report, ReportVersion
from binhyen.engines.indicators.queries.catalogue import catalogue
from binhyen.engines.indicators.rules.catalogue import Catalogue, DefinitionInfo
from binhyen.engines.indicators.rules.values import unscaled
from binhyen.engines.indicators.types import ReportState, Status
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound
from binhyen.kernel.periods import Period, parse_period


def report_state(
    actor: Actor, *, unit_id: int, definition: str, period: Period
) -> ReportState | None:
    """The report of a unit over a period; None when nothing was entered yet or the actor may not see it."""
    known = catalogue()
    row = (
        visible(actor, Report.objects.all())
        .filter(
            unit_id=unit_id,
            period__definition_id=known.definition(definition).id,
            period__code=period.code,
        )
        .select_related("period")
        .first()
    )
    return None if row is None else state_of(row)


def report_history(actor: Actor, *, report_id: int) -> list[ReportVersion]:
    """Every version of a report, oldest first.

    Raises:
        NotFound: no such report, or not for this actor.
    """
    if not visible(actor, Report.objects.all()).filter(pk=report_id).exists():
        raise no_report(report_id)
    return list(ReportVersion.objects.filter(report_id=report_id).order_by("number"))


def state_of(row: Report) -> ReportState:
    """The row as it may cross the border."""
    known = catalogue()
    definition = definition_by_id(known, row.period.definition_id)
    newest = row.values if row.draft is None else row.draft
    return ReportState(
        id=row.pk,
        unit_id=row.unit_id,
        definition=definition.code,
        period=period_of_row(known, row.period),
        status=Status(row.status),
        version=row.version,
        values=_by_code(known, definition, newest),
        approved_values=_by_code(known, definition, row.values),
        comment=row.comment,
    )


def definition_by_id(known: Catalogue, number: int) -> DefinitionInfo:
    """The report definition of a number; numbers are never given away, so it is always there."""
    return next(entry for entry in known.definitions.values() if entry.id == number)


def period_of_row(known: Catalogue, row: Any) -> Period:
    """The kernel's period for a stored one."""
    return parse_period(row.code, known.calendars, row.calendar)


def no_report(report_id: int) -> NotFound:
    """The refusal for a report that is not there for this actor."""
    return NotFound(N_("Không có báo cáo số {report}."), report=report_id)


def _by_code(
    known: Catalogue, definition: DefinitionInfo, values: Mapping[str, int] | None
) -> dict[str, Decimal]:
    named = {}
    for code in definition.entry.elements:
        element = known.elements[code]
        for key, option in element.value_keys():
            if key in (values or {}):
                named[element.reference(option)] = unscaled(element, (values or {})[key])
    return named
