"""The effect of one entry: a three-way merge by field into the report's draft, then submission if asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from binhyen.engines.indicators.api import (
    Origin,
    ReportState,
    Status,
    save_report,
    submit_report,
)
from binhyen.features.offline.models import Entry
from binhyen.features.offline.queries.reporting import (
    field_conflicts,
    newest,
    period_of,
    refuse_other_form,
)
from binhyen.features.offline.rules.cures import refusal_facts, refused
from binhyen.features.offline.rules.merging import merge
from binhyen.features.offline.rules.wire import value_text
from binhyen.features.offline.types import Answer, Fate, FieldConflict, Merged, NewEntry, Value
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, DomainError, Invalid
from binhyen.kernel.periods import Period

# Somebody else may save between our look and our write; a fourth time in a row is no chance any more.
ATTEMPTS = 4


def settle(actor: Actor, entry: NewEntry, earlier: Entry | None) -> Answer:
    """Apply an entry for good; a refusal of the domain takes back all it did and becomes the answer."""
    try:
        with transaction.atomic():
            _refuse_wrong_links(entry, earlier)
            return _applied(actor, entry)
    except DomainError as fault:
        return refused(entry.key, fault)


def _refuse_wrong_links(entry: NewEntry, earlier: Entry | None) -> None:
    """An entry builds on its own report's entries, and settles a conflict of its own report."""
    lane = (entry.unit_id, entry.definition, entry.period)
    if earlier is not None and _lane_of(earlier) != lane:
        raise Invalid(N_("Bản nhập dựng trên một bản của báo cáo khác."), kind="built-on-another")
    if entry.settles is None:
        return
    settled = Entry.objects.select_related("lane").filter(pk=entry.settles).first()
    if settled is None or _lane_of(settled) != lane or settled.fate != Fate.CONFLICT:
        raise Invalid(
            N_("Bản nhập giải quyết một chỗ khác nhau không có trong báo cáo này."),
            kind="built-on-another",
        )


def _lane_of(row: Entry) -> tuple[int, str, str]:
    return row.lane.unit_id, row.lane.definition, row.lane.period


def _applied(actor: Actor, entry: NewEntry) -> Answer:
    period = period_of(entry.definition, entry.period)
    refuse_other_form(entry, period)
    state, merged = _written(actor, entry, period)
    if merged.clashing:
        clashes = field_conflicts(actor, state, entry.changes, merged.clashing)
        return Answer(entry.key, Fate.CONFLICT, _facts(state, merged, clashes))
    facts = _facts(state, merged)
    if entry.submit:
        facts |= _submission(actor, state)
    return Answer(entry.key, Fate.STORED, facts)


def _written(actor: Actor, entry: NewEntry, period: Period) -> tuple[ReportState | None, Merged]:
    for attempt in range(ATTEMPTS):
        state = newest(actor, entry, period)
        merged = merge(entry.changes, {} if state is None else state.values)
        if not merged.apply and not entry.remarks:
            return state, merged
        try:
            return _saved(actor, entry, period, state, merged.apply), merged
        except Conflict:
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("the last attempt returns or raises")


def _saved(
    actor: Actor,
    entry: NewEntry,
    period: Period,
    state: ReportState | None,
    values: Mapping[str, Value],
) -> ReportState:
    return save_report(
        actor,
        unit_id=entry.unit_id,
        definition=entry.definition,
        period=period,
        values=values,
        base_version=0 if state is None else state.version,
        origin=Origin.OFFLINE,
        remarks=entry.remarks,
    )


def _submission(actor: Actor, state: ReportState | None) -> dict[str, Any]:
    """Hand the draft in; a refusal keeps the values that were saved and says why it was not handed in."""
    if state is not None and state.status is Status.SUBMITTED:
        return {"submitted": True}
    try:
        if state is None:
            raise Invalid(N_("Báo cáo chưa có số liệu nào để nộp."))
        with transaction.atomic():
            after = submit_report(actor, report_id=state.id, base_version=state.version)
    except DomainError as fault:
        return {"submitted": False, "refusal": refusal_facts(fault)}
    return {"submitted": True, "version": after.version, "status": str(after.status)}


def _facts(
    state: ReportState | None, merged: Merged, clashes: list[FieldConflict] | None = None
) -> dict[str, Any]:
    return {
        "report": None if state is None else state.id,
        "version": 0 if state is None else state.version,
        "status": None if state is None else str(state.status),
        "applied": sorted(merged.apply),
        "equal": list(merged.equal),
        "conflicts": [_clash_facts(clash) for clash in clashes or ()],
        "at": clock.now().isoformat(),
    }


def _clash_facts(clash: FieldConflict) -> dict[str, Any]:
    return {
        "reference": clash.reference,
        "base": value_text(clash.base),
        "yours": value_text(clash.yours),
        "theirs": value_text(clash.theirs),
        "theirs_by": clash.theirs_by,
        "theirs_at": None if clash.theirs_at is None else clash.theirs_at.isoformat(),
        "theirs_version": clash.theirs_version,
    }
