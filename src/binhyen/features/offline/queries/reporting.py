"""A report as an entry meets it: its form, its newest values, and who last touched which field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from binhyen.engines.indicators.api import (
    ReportState,
    calendars,
    catalogue,
    form_layout,
    report_history,
    report_state,
)
from binhyen.features.offline.types import Change, FieldConflict, NewEntry
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import N_, Conflict
from binhyen.kernel.expressions import Reference, parse
from binhyen.kernel.periods import Period, parse_period


@dataclass(frozen=True, slots=True)
class Touch:
    """The last change of one field: who made it, when, as which version."""

    by: str
    at: datetime
    version: int


def period_of(definition: str, code: str) -> Period:
    """The period an entry names, in its report's calendar.

    Raises:
        NotFound: no such report definition.
        Invalid: not a period.
    """
    return parse_period(code, calendars(), catalogue().definition(definition).calendar.code)


def newest(actor: Actor, entry: NewEntry, period: Period) -> ReportState | None:
    """The report as it stands; None when nothing was entered yet."""
    return report_state(actor, unit_id=entry.unit_id, definition=entry.definition, period=period)


def refuse_other_form(entry: NewEntry, period: Period) -> None:
    """Refuse an entry made on another version of the form: its fields may mean something else today.

    Raises:
        Conflict: kind `form-changed`.
    """
    if entry.form and entry.form != form_digest(entry.definition, entry.unit_id, period):
        raise Conflict(
            N_("Mẫu {report} đã thay đổi từ khi bản này được nhập."),
            kind="form-changed",
            report=catalogue().definition(entry.definition).entry.vi,
        )


def form_digest(definition: str, unit_id: int, period: Period) -> str:
    """The version of a report's form."""
    return form_layout(definition, unit_id, period).version


def field_conflicts(
    actor: Actor,
    state: ReportState | None,
    changes: Mapping[str, Change],
    clashing: Collection[str],
) -> list[FieldConflict]:
    """Each clashing field with both values, and who set the other one."""
    touched = {} if state is None else _last_touches(actor, state, clashing)
    return [
        _conflict(reference, changes[reference], state, touched.get(reference))
        for reference in clashing
    ]


def _conflict(
    reference: str, change: Change, state: ReportState | None, touch: Touch | None
) -> FieldConflict:
    theirs = None if state is None else state.values.get(reference)
    if touch is None:
        return FieldConflict(reference, change.base, change.value, theirs)
    return FieldConflict(
        reference, change.base, change.value, theirs, touch.by, touch.at, touch.version
    )


def _last_touches(
    actor: Actor, state: ReportState, references: Collection[str]
) -> dict[str, Touch]:
    keys = {reference: _key_of(reference) for reference in references}
    held: dict[str, int | None] = dict.fromkeys(references)
    found: dict[str, Touch] = {}
    for version in report_history(actor, report_id=state.id):
        for reference, key in keys.items():
            value = version.values.get(key)
            if value != held[reference]:
                held[reference] = value
                found[reference] = Touch(version.author_name, version.at, version.number)
    return found


def _key_of(reference: str) -> str:
    parsed = parse(reference)
    if not isinstance(parsed, Reference):
        return ""
    option = parsed.breakdown[0][1] if parsed.breakdown else None
    return catalogue().element(parsed.code).key(option)
