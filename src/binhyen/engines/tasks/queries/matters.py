"""Matters: what wants a decision, on which way it is, and whether what was done worked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from binhyen.engines.indicators.api import By, Query, calendars, catalogue, read
from binhyen.engines.norms.api import check
from binhyen.engines.tasks.models import Matter, Task, TaskFile, TaskStep
from binhyen.engines.tasks.queries.defaults import near_until
from binhyen.engines.tasks.queries.measuring import DEFAULT_CALENDAR
from binhyen.engines.tasks.queries.states import state_case
from binhyen.engines.tasks.rules.matters import outcome
from binhyen.engines.tasks.types import (
    Chain,
    LinkKind,
    MatterSource,
    NewMatter,
    Outcome,
    Proposal,
    Reading,
    State,
    Station,
    StepKind,
)
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, DomainError, Invalid, NotFound
from binhyen.kernel.periods import Period, following, parse_periods
from binhyen.kernel.text import fold

MOST_PERIODS = 60
Proposer = Callable[[Actor, int, date], list[Proposal]]
_proposers: dict[str, Proposer] = {}


def register_proposer(name: str, propose: Proposer) -> None:
    """Let another module propose matters, such as thresholds that figures crossed; the last one of a name counts."""
    _proposers[name] = propose


def matters(
    actor: Actor, under_id: int, on: date, *, open_only: bool = False, text: str = ""
) -> list[Matter]:
    """Matters found by a day at and below a unit, newest first, with `closed` and `order_count`. One statement.

    Raises:
        Refused: the actor may not see directives there.
    """
    require(actor, "directives.view", under_id, then=on)
    tree = structure(on)
    below = set(tree.subtree(under_id)) if under_id in tree else {under_id}
    rows: QuerySet[Matter] = Matter.objects.filter(found_on__lte=on).annotate(
        closed=Count("links", filter=Q(links__kind=LinkKind.CLOSED), distinct=True),
        order_count=Count("orders", distinct=True),
    )
    words = fold(text).split()
    return [
        one
        for one in rows
        if one.unit_id in below
        and not (open_only and one.closed)  # type: ignore[attr-defined]
        and all(word in fold(one.title) for word in words)
    ]


def matter_of(actor: Actor, matter_id: int) -> Matter:
    """One matter.

    Raises:
        NotFound: no such matter.
        Refused: outside what the actor may see.
    """
    found = Matter.objects.filter(pk=matter_id).first()
    if found is None:
        raise NotFound(N_("Không có vấn đề số {id}."), id=matter_id)
    require(actor, "directives.view", found.unit_id, then=found.found_on)
    return found


def chain(actor: Actor, matter_id: int, on: date) -> Chain:
    """A matter from finding to the same figure on a day. Five statements and one read of the figure.

    Raises:
        NotFound, Refused: as `matter_of`.
    """
    matter = matter_of(actor, matter_id)
    tasks = Task.objects.filter(order__matter=matter, given_on__lte=on)
    states = Counter(
        tasks.annotate(state=state_case(on, near_until(on))).values_list("state", flat=True)
    )
    reports = TaskStep.objects.filter(
        task__order__matter=matter, kind=StepKind.REPORTED, on__lte=on
    )
    files = TaskFile.objects.filter(step__task__order__matter=matter, step__on__lte=on)
    then, now = _found(matter), figure(matter, on)
    stations = _stations(matter)
    return Chain(
        matter.pk,
        matter.title,
        matter.unit_id,
        stations,
        {State(state): count for state, count in states.items()},
        reports.count(),
        files.count(),
        then,
        now,
        _outcome(matter, then, now),
        any(one.kind == LinkKind.CLOSED for one in stations),
    )


def figure(matter: Matter | NewMatter, on: date) -> Reading:
    """A matter's figure as it stands on a day; never raises, for a figure that cannot be read is None.

    Time: a norm is judged on the day; a measure is read over the last period of its kind that had ended by then and has
    a value.
    """
    try:
        if matter.norm:
            found = check(Actor.system(), matter.unit_id, on, [matter.norm], since=False)
            lacking = sum(one.is_lacking for one in found)
            return Reading(Decimal(lacking), len(found), on.isoformat())
        if matter.measure:
            return _measure(matter, on)
    except DomainError:
        pass
    return Reading(None, None, on.isoformat())


def proposals(actor: Actor, under_id: int, on: date) -> list[Proposal]:
    """Breaches of norms and of thresholds that no open matter of the unit takes up yet, the widest first.

    Raises:
        Refused: the actor may not see directives or norms there.
    """
    require(actor, "directives.view", under_id, then=on)
    found = _of_norms(actor, under_id, on)
    for propose in _proposers.values():
        found += propose(actor, under_id, on)
    open_ones = {
        (one.unit_id, one.norm, one.measure) for one in matters(actor, under_id, on, open_only=True)
    }
    fresh = [
        one
        for one in found
        if (one.matter.unit_id, one.matter.norm, one.matter.measure) not in open_ones
    ]
    return sorted(fresh, key=lambda one: -one.units)


def checked_source(matter: NewMatter) -> MatterSource:
    """Where a matter comes from.

    Raises:
        Invalid: names both a norm and a measure, or a measure without period.
        NotFound: no such measure.
    """
    if matter.norm and matter.measure:
        raise Invalid(N_("Vấn đề theo định mức hoặc theo chỉ tiêu, không phải cả hai."))
    if matter.measure:
        known = catalogue()
        if matter.measure not in known.indicators:
            known.element(matter.measure)
        _period(matter.period)
        return MatterSource.INDICATOR
    return MatterSource.NORM if matter.norm else MatterSource.PERSON


def _of_norms(actor: Actor, under_id: int, on: date) -> list[Proposal]:
    lacking, bound, labels = Counter[str](), Counter[str](), dict[str, str]()
    for one in check(actor, under_id, on, since=False):
        bound[one.norm] += 1
        lacking[one.norm] += one.is_lacking
        labels[one.norm] = one.label
    return [
        Proposal(NewMatter(under_id, f"Chưa đạt: {labels[norm]}", norm=norm), count, bound[norm])
        for norm, count in lacking.items()
        if count
    ]


def _measure(matter: Matter | NewMatter, on: date) -> Reading:
    periods = [first := _period(matter.period)]
    while (after := following(periods[-1])).last_day <= on and len(periods) < MOST_PERIODS:
        periods.append(after)
    if first.last_day > on:
        return Reading(None, None, first.code)
    frame = read(Query((matter.measure,), matter.unit_id, By.UNIT, tuple(periods)))
    told = [one for one in frame.cells if one.value is not None]
    newest = max(told, key=lambda one: one.period.last_day, default=None)
    if newest is None:
        return Reading(None, None, periods[-1].code)
    return Reading(newest.value, None, newest.period.code)


def _found(matter: Matter) -> Reading:
    said: dict[str, Any] = matter.found
    value = said.get("value")
    return Reading(None if value is None else Decimal(value), said.get("of"), said.get("said", ""))


def _outcome(matter: Matter, then: Reading, now: Reading) -> Outcome:
    if matter.norm:
        return outcome(then, now, "lower")
    entry = catalogue().indicators.get(matter.measure)
    return outcome(then, now, entry.better if entry else "neutral")


def _stations(matter: Matter) -> tuple[Station, ...]:
    """Links in order of time; an order that names the matter is a station though nobody linked it."""
    found = [
        Station(
            one.kind, one.title, one.at.astimezone(clock.HANOI).date(), one.url,
            str(one.facts.get("detail", "")),
        )
        for one in matter.links.all()
    ]  # fmt: skip
    orders = matter.orders.select_related("clause__directive").annotate(units=Count("tasks"))
    found += [
        Station(
            LinkKind.DIRECTIVE,
            f"{one.clause.directive.symbol}, {one.clause.ref}: {one.what}",
            one.given_on,
            f"/directives/{one.clause.directive_id}/",
            str(one.units),
        )
        for one in orders
    ]
    return tuple(sorted(found, key=lambda one: one.on))


def _period(text: str) -> Period:
    try:
        (found,) = parse_periods(text, calendars(), DEFAULT_CALENDAR)
    except ValueError as fault:
        raise Invalid(N_("Không có kỳ “{period}”."), period=text[:40]) from fault
    return found
