"""What the installation's catalogue says of approval, and report definitions with their periods."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.conf import settings

from binhyen.engines.indicators.api import (
    DefinitionInfo,
    calendars,
    catalogue,
    offered_definitions,
)
from binhyen.features.approval.entries import ApprovalDefaults
from binhyen.features.approval.rules.defaults import read_defaults
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid, NotFound
from binhyen.kernel.periods import Period, parse_period, period_of, previous


def defaults() -> ApprovalDefaults:
    """Days of reminders and thresholds."""
    return read_defaults(Path(settings.BINHYEN_CATALOGUE))


def definition_of(code: str) -> DefinitionInfo:
    """A report definition by its code.

    Raises:
        NotFound: there is none.
    """
    return catalogue().definition(code)


def definitions() -> list[DefinitionInfo]:
    """Every report definition, in the order of the catalogue."""
    return list(catalogue().definitions.values())


def offered(actor: Actor) -> list[DefinitionInfo]:
    """The report definitions lists offer a reader: the common ones and those of the own province."""
    return offered_definitions(actor, clock.today())


def period_named(form: DefinitionInfo, text: str) -> Period:
    """A period of a report definition, as pages and commands write it.

    Raises:
        NotFound: no period, or of another calendar or length.
    """
    try:
        period = parse_period(text, calendars(), form.calendar.code)
    except Invalid:
        period = None
    if period is None or not form.has(period):
        raise NotFound(
            N_("“{period}” không phải kỳ của {report}."), period=text[:60], report=form.entry.vi
        )
    return period


def periods_until(form: DefinitionInfo, day: date, count: int) -> list[Period]:
    """The last periods that began by a day, oldest first; none for reports without regular periods.

    Only those in which the definition is in force.
    """
    try:
        period = period_of(day, form.calendar, form.entry.kind)
    except Invalid:
        return []
    found = [period]
    while len(found) < count:
        try:
            found.append(previous(found[-1]))
        except Invalid:
            break
    return [one for one in reversed(found) if in_force(form, one)]


def in_force(form: DefinitionInfo, period: Period) -> bool:
    """Whether reports of a period are made at all."""
    entry = form.entry
    begun = entry.valid_from is None or period.start >= entry.valid_from
    return begun and (entry.valid_to is None or period.start < entry.valid_to)
