"""The contents of the parts a device keeps: forms, periods with their deadlines, reports, norms, units, messages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from binhyen.engines.indicators.api import (
    DefinitionInfo,
    Remark,
    RemarkKind,
    ReportState,
    Status,
    due,
    form_layout,
    unit_remarks,
    unit_reports,
    usable_definitions,
)
from binhyen.engines.norms.api import NormRule, rules_in_force
from binhyen.engines.units.api import Level, structure
from binhyen.features.offline.rules.wire import value_text
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import DomainError
from binhyen.kernel.periods import (
    Period,
    following,
    period_of,
    previous,
    same_period_last_year,
)

# How many periods back and ahead a device may fill in, by kind; a station may be cut off for a season.
REACH = {"day": (45, 30), "month": (13, 3), "quarter": (5, 2), "half": (3, 1), "year": (2, 1)}
OTHER_REACH = (6, 2)


def own_definitions(unit_id: int, on: date) -> list[DefinitionInfo]:
    """The reports a unit makes, by code."""
    kind = structure(on).get(unit_id).type
    usable = {form.code: form for form in usable_definitions(unit_id, on)}
    return [usable[code] for code in sorted(usable) if kind in usable[code].entry.reporters]


def form_rows(unit_id: int, on: date) -> Iterator[tuple[str, object]]:
    """One part a form; what is the same for every period of it."""
    for form in own_definitions(unit_id, on):
        current = _current(form, on)
        if current is not None:
            facts = form_layout(form.code, unit_id, current).as_json()
            left_out = {"unit", "period"}
            yield f"forms/{form.code}", {k: v for k, v in facts.items() if k not in left_out}


def period_rows(unit_id: int, on: date) -> dict[str, list[dict[str, Any]]]:
    """By report: the periods that may be filled in, oldest first, with neighbours and deadline."""
    return {
        form.code: [_period_row(form, period) for period in _reachable(form, on)]
        for form in own_definitions(unit_id, on)
    }


def report_months(
    actor: Actor, unit_id: int, since: date
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """One part a month in which periods began: the unit's reports with values, state and remarks."""
    said: dict[int, list[Remark]] = {}
    for remark in unit_remarks(actor, unit_id, since):
        said.setdefault(remark.report_id, []).append(remark)
    months: dict[str, list[dict[str, Any]]] = {}
    for state in unit_reports(actor, unit_id, since):
        row = _report_row(state, said.get(state.id, ()))
        months.setdefault(f"{state.period.start:%Y-%m}", []).append(row)
    for month in sorted(months):
        yield f"reports/{month}", months[month]


def norm_rows(unit_id: int, on: date) -> list[dict[str, Any]]:
    """The norms in force that apply to a unit of this type and province."""
    tree = structure(on)
    unit = tree.get(unit_id)
    province = tree.ancestor_at(unit_id, Level.PROVINCE).code
    return [
        _norm_row(rule, on)
        for rule in rules_in_force(on)
        if _applies(rule, unit.type, province)
        and (not rule.programme_only or tree.in_programme(unit_id))
    ]


def directory_rows(unit_id: int, on: date) -> list[list[Any]]:
    """The units of the own province: id, code, level, full name, parent's id; in the order of the tree."""
    tree = structure(on)
    province = tree.ancestor_at(unit_id, Level.PROVINCE)
    ids = sorted(tree.subtree(province.id))
    units = sorted((tree.get(one) for one in ids), key=lambda unit: (unit.level, unit.code))
    return [[unit.id, unit.code, unit.level, unit.full_name, unit.parent_id] for unit in units]


def message_rows(actor: Actor, unit_id: int, since: date) -> list[dict[str, Any]]:
    """What the unit should read first: reports that came back, with the reason, newest first."""
    returned = [
        state for state in unit_reports(actor, unit_id, since) if state.status is Status.RETURNED
    ]
    return [
        {
            "kind": "returned",
            "report": state.definition,
            "period": state.period.code,
            "text": state.comment,
        }
        for state in reversed(returned)
    ]


def _current(form: DefinitionInfo, on: date) -> Period | None:
    try:
        return period_of(on, form.calendar, form.entry.kind)
    except DomainError:
        return None


def _reachable(form: DefinitionInfo, on: date) -> list[Period]:
    current = _current(form, on)
    if current is None:
        return []
    back, ahead = REACH.get(str(form.entry.kind), OTHER_REACH)
    return [*reversed(_steps(current, previous, back)), current, *_steps(current, following, ahead)]


def _steps(period: Period, step: Any, count: int) -> list[Period]:
    found: list[Period] = []
    try:
        for _ in range(count):
            period = step(period)
            found.append(period)
    except DomainError:  # the calendar begins or ends here
        pass
    return found


def _period_row(form: DefinitionInfo, period: Period) -> dict[str, Any]:
    return {
        "code": period.code,
        "label": period.label(),
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "due": _due(form, period),
        "before": _neighbour(period, previous),
        "year_before": _neighbour(period, same_period_last_year),
    }


def _neighbour(period: Period, step: Any) -> str | None:
    try:
        found: Period = step(period)
    except DomainError:
        return None
    return found.code


def _due(form: DefinitionInfo, period: Period) -> str | None:
    """When the report must have reached the first level that receives it."""
    for level in (Level.DISTRICT, Level.PROVINCE):
        try:
            return due(form.code, period, level).isoformat(timespec="minutes")
        except DomainError:
            continue
    return None


def _report_row(state: ReportState, remarks: Iterable[Remark]) -> dict[str, Any]:
    row: dict[str, Any] = {
        "report": state.definition,
        "period": state.period.code,
        "status": str(state.status),
        "version": state.version,
        "values": _texts(state.values),
        "comment": state.comment,
        "by": [state.submitted_by, state.approved_by],
        "at": [_moment(state.submitted_at), _moment(state.approved_at)],
        "remarks": [_remark_row(remark) for remark in remarks],
    }
    if state.approved_values and state.approved_values != state.values:
        row["approved"] = _texts(state.approved_values)
    return {name: value for name, value in row.items() if value not in (None, "", [], ["", ""])}


def _remark_row(remark: Remark) -> dict[str, Any]:
    kind = "return" if remark.kind is RemarkKind.RETURN else str(remark.kind)
    return {
        "ref": remark.ref,
        "kind": kind,
        "text": remark.text,
        "by": remark.author_name,
        "version": remark.version,
    }


def _texts(values: Any) -> dict[str, str | None]:
    return {reference: value_text(value) for reference, value in values.items()}


def _moment(value: Any) -> str | None:
    return None if value is None else value.isoformat(timespec="minutes")


def _applies(rule: NormRule, kind: str, province: str) -> bool:
    if rule.types and kind not in rule.types:
        return False
    if rule.provinces and province not in rule.provinces:
        return False
    return province not in rule.except_provinces


def _norm_row(rule: NormRule, on: date) -> dict[str, Any]:
    threshold = rule.threshold_on(on)
    facts: dict[str, Any] = {
        "code": rule.code,
        "vi": rule.label,
        "en": rule.en,
        "left": rule.left,
        "operator": rule.operator,
        "unit": rule.unit,
        "severity": rule.severity,
        "explain": rule.explain,
    }
    if threshold is not None:
        facts |= {
            "value": value_text(threshold.value),
            "up_to": value_text(threshold.up_to),
            "source": threshold.source.citation,
            "due_on": None if threshold.due_on is None else threshold.due_on.isoformat(),
        }
    return facts
