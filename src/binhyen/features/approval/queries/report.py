"""One report beside the one before, last year's and its neighbours', with everything said and asked about it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import isnan

import numpy as np
from numpy.typing import NDArray

from binhyen.engines.indicators.api import (
    BrokenCheck,
    DefinitionInfo,
    ElementInfo,
    Lock,
    Remark,
    ReportState,
    Series,
    broken,
    catalogue,
    locked,
    remarks,
    report_by_id,
    report_series,
)
from binhyen.engines.units.api import StructureUnit, structure
from binhyen.features.approval.models import Question
from binhyen.features.approval.queries.catalogue import defaults, definition_of
from binhyen.features.approval.queries.places import unit_on
from binhyen.features.approval.queries.questions import digest_of, questions_of
from binhyen.features.approval.queries.waiting import compared_periods
from binhyen.features.approval.rules.attention import big_changes
from binhyen.foundation.access.api import Actor
from binhyen.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Line:
    """One cell with what stands beside it; None is not reported."""

    ref: str
    element: ElementInfo
    option: str | None
    value: Decimal | None
    approved: Decimal | None
    previous: Decimal | None
    year: Decimal | None
    neighbours: Decimal | None
    changed: bool
    remarks: tuple[Remark, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class Review:
    """Everything an approver sees of one report.

    Attributes:
        previous: the period before; None when there is none to compare.
        year: the same period last year; likewise.
        neighbours: how many units the medians are of.
        said: remarks about the whole report.
        questions: of the detector, about the values as they stand; older ones were about values since changed.
    """

    state: ReportState
    form: DefinitionInfo
    unit: StructureUnit
    parent: StructureUnit | None
    lines: tuple[Line, ...]
    previous: Period | None
    year: Period | None
    neighbours: int
    checks: tuple[BrokenCheck, ...]
    said: tuple[Remark, ...]
    questions: tuple[Question, ...]
    lock: Lock | None


def review(actor: Actor, report_id: int) -> Review:
    """One report with all that helps to judge it.

    Cost: a fixed number of statements.

    Raises:
        NotFound: no such report, or not for this actor.
    """
    state = report_by_id(actor, report_id)
    form, period = definition_of(state.definition), state.period
    unit = unit_on(state.unit_id, period.last_day, period.start)
    tree = structure(period.last_day)
    siblings = [one.id for one in tree.children(unit.parent_id)] if unit.parent_id else []
    ids = [unit.id, *(one for one in siblings if one != unit.id)]
    series = report_series(form.code, compared_periods(period), ids)
    told = remarks(report_id)
    found = questions_of(actor, [report_id])
    now = digest_of(series, 0)
    current = tuple(one for one in found if one.digest == now)
    stored = _stored(state)
    return Review(
        state=state,
        form=form,
        unit=unit,
        parent=tree.units.get(unit.parent_id or 0),
        lines=tuple(_lines(form, state, series, told, current)),
        previous=series.periods[-2] if len(series.periods) > 1 else None,
        year=series.periods[0] if len(series.periods) > 2 else None,
        neighbours=int((~np.isnan(series.values[1:, -1])).any(axis=1).sum()),
        checks=tuple(broken(form.code, stored)),
        said=tuple(one for one in told if not one.ref),
        questions=current,
        lock=locked(form.code, period, unit.id),
    )


def _lines(
    form: DefinitionInfo,
    state: ReportState,
    series: Series,
    told: list[Remark],
    questions: tuple[Question, ...],
) -> list[Line]:
    columns = {ref: place for place, ref in enumerate(series.refs)}
    before = series.values[0, -2].tolist() if len(series.periods) > 1 else None
    year = series.values[0, 0].tolist() if len(series.periods) > 2 else None
    around = series.values[1:, -1]
    now = [
        float(value) if (value := state.values.get(ref)) is not None else float("nan")
        for ref in series.refs
    ]
    earlier = [(n, v) for n, v in (("previous", before), ("year", year)) if v is not None]
    changed = {one.ref for one in big_changes(series.refs, now, earlier, defaults().attention)}
    asked = {ref for question in questions for ref in question.refs}
    known = catalogue()
    found = []
    for code in form.entry.elements:
        element = known.elements[code]
        for _key, option in element.value_keys() if not element.counted else ():
            ref = element.reference(option)
            place = columns[ref]
            found.append(
                Line(
                    ref,
                    element,
                    option,
                    state.values.get(ref),
                    state.approved_values.get(ref),
                    _decimal(before and before[place], element),
                    _decimal(year and year[place], element),
                    _median(around[:, place], element),
                    ref in changed,
                    tuple(one for one in told if one.ref == ref),
                    ref in asked,
                )
            )
    return found


def _stored(state: ReportState) -> dict[str, int]:
    known = catalogue()
    found = {}
    for code in known.definition(state.definition).entry.elements:
        element = known.elements[code]
        for key, option in element.value_keys():
            value = state.values.get(element.reference(option))
            if value is not None:
                found[key] = int(value.scaleb(element.entry.decimals))
    return found


def _median(values: NDArray[np.float64], element: ElementInfo) -> Decimal | None:
    held = values[~np.isnan(values)]
    return _decimal(float(np.median(held)), element, extra=1) if len(held) >= 3 else None


def _decimal(value: float | None, element: ElementInfo, extra: int = 0) -> Decimal | None:
    if value is None or isnan(value):
        return None
    return round(Decimal(value), element.entry.decimals + extra).normalize() + 0
