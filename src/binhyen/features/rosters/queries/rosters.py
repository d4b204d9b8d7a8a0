"""Rosters as they stand: state, duties, the rules they are under today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from binhyen.features.rosters.models import Roster, RosterDuty, RosterEvent
from binhyen.features.rosters.queries.facts import mind
from binhyen.features.rosters.queries.standards import days_between
from binhyen.features.rosters.rules.instance import Instance, problem_of
from binhyen.features.rosters.types import STATES, RosterStep
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound
from binhyen.solver.rosters.api import Duty, Problem, Violation, violations
from binhyen.solver.rosters.api import Roster as Plan


def rosters(actor: Actor, unit_id: int | None = None) -> QuerySet[Roster]:
    """Rosters the actor may see, newest first, with their state as `state`; without their long content."""
    found = with_state(visible(actor, Roster.objects.defer("instance", "result")))
    return found.filter(police_unit__unit_id=unit_id) if unit_id else found


def roster_of(actor: Actor, roster_id: int) -> Roster:
    """One roster with its state.

    Raises:
        NotFound: no such roster, or not for this actor.
    """
    rows = visible(actor, Roster.objects.select_related("police_unit", "based_on"))
    found = with_state(rows).filter(pk=roster_id).first()
    if found is None:
        raise NotFound(N_("Không có lịch trực số {id} trong phạm vi của bạn."), id=roster_id)
    return found


def with_state(rows: QuerySet[Roster]) -> QuerySet[Roster]:
    """Annotate `state`, the last step that is one."""
    steps = RosterEvent.objects.filter(roster=OuterRef("pk"), step__in=STATES).order_by("-id")
    return rows.annotate(state=Subquery(steps.values("step")[:1]))


def state_of(roster: Roster) -> RosterStep:
    """The state of a roster that came from `with_state`."""
    return RosterStep(getattr(roster, "state"))  # noqa: B009 - an annotation, unknown to the type checker


def unit_of_roster(arguments: dict[str, Any]) -> int:
    """The scope of a command about a roster.

    Raises:
        NotFound: no such roster.
    """
    found = (
        Roster.objects.filter(pk=arguments["roster_id"])
        .values_list("police_unit__unit_id", flat=True)
        .first()
    )
    if found is None:
        raise NotFound(N_("Không có lịch trực số {id}."), id=arguments["roster_id"])
    return found


def published(police_unit_id: int, *, before: date, since: date) -> QuerySet[Roster]:
    """Published rosters of a station that touch [since, before), oldest first."""
    rows = Roster.objects.filter(
        police_unit_id=police_unit_id, first_day__lt=before, last_day__gte=since
    )
    return in_force(rows).order_by("first_day", "id")


def overlapping(police_unit_id: int, first: date, last: date) -> QuerySet[Roster]:
    """Published rosters of a station that share a day with the period."""
    rows = Roster.objects.filter(
        Q(first_day__lte=last) & Q(last_day__gte=first), police_unit_id=police_unit_id
    )
    return in_force(rows)


def in_force(rows: QuerySet[Roster]) -> QuerySet[Roster]:
    """Only the published ones among these."""
    # By name, because the annotation is unknown to the type checker.
    return with_state(rows).filter(Q(("state", RosterStep.PUBLISHED)))


def duties_of(roster: Roster) -> list[RosterDuty]:
    """The duties as they stand, by day and kind, with their officers. One statement."""
    return list(roster.duties.select_related("officer").order_by("on", "kind", "officer__sort_key"))


def plan_of(duties: Iterable[RosterDuty]) -> Plan:
    """Duties as the solver's roster."""
    return Plan(tuple(Duty(one.on, one.kind, one.officer.code) for one in duties))


def stored_problem(roster: Roster) -> Problem:
    """The problem as it was when the roster was drafted."""
    return problem_of(Instance.model_validate(roster.instance), {}, days_between)


def problem_now(roster: Roster) -> Problem:
    """The same rules and people with the absences, reliefs, couples and authorisations as they are today."""
    problem = stored_problem(roster)
    codes = [one.id for one in problem.people]
    facts = mind(codes, roster.first_day, roster.last_day)
    people = tuple(
        replace(one, stands_in=one.stands_in | facts.stands_in.get(one.id, frozenset()))
        for one in problem.people
    )
    return replace(
        problem,
        people=people,
        absences=facts.absences,
        reliefs=facts.reliefs,
        couples=facts.couples,
        fixed=(),
        published=(),
    )


def new_violations(problem: Problem, before: Plan, after: Plan) -> tuple[Violation, ...]:
    """What a change would break that was not broken already."""
    known = {(one.rule, one.on, one.people, one.kind) for one in violations(problem, before)}
    return tuple(
        one
        for one in violations(problem, after)
        if (one.rule, one.on, one.people, one.kind) not in known
    )
