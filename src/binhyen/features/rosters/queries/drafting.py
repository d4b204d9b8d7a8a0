"""From live data to a proposal: who serves there that day, what is to be minded, what was carried, then the solver."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from binhyen.features.rosters.models import Roster
from binhyen.features.rosters.queries.balances import carried_over, duties_before
from binhyen.features.rosters.queries.facts import Minded, mind
from binhyen.features.rosters.queries.rosters import duties_of, plan_of
from binhyen.features.rosters.queries.standards import days_between, duty_entries, scheme_for
from binhyen.features.rosters.queries.stations import members, station
from binhyen.features.rosters.rules.schemes import rules_of
from binhyen.features.rosters.types import Member, Proposal
from binhyen.foundation.access.api import Actor, require
from binhyen.kernel.errors import N_, Invalid
from binhyen.solver.rosters.api import (
    DEFAULT_SEED,
    Duty,
    Goal,
    Person,
    Post,
    Problem,
    solve,
)

LONGEST_DAYS = 93
EFFORT = 6.0
"""Deterministic time for a page or a command: seconds; a roster not proven by then says so."""


def propose(
    actor: Actor,
    *,
    unit_id: int,
    first: date,
    last: date,
    seed: int = DEFAULT_SEED,
    effort: float = EFFORT,
) -> Proposal:
    """A roster for a station and a period, from live data; nothing is kept.

    Raises:
        Refused: the actor may not make rosters there, or not see its officers.
        NotFound: the unit has no police of its own.
        Invalid: the period is not in order or too long, or nobody serves there that day.
    """
    require(actor, "rosters.manage", unit_id)
    problem, scheme = live_problem(actor, unit_id, first, last)
    return Proposal(unit_id, scheme, problem, solve(problem, seed=seed, effort=effort))


def propose_again(
    actor: Actor,
    *,
    roster: Roster,
    frozen_through: date | None,
    change_first: bool = True,
    seed: int = DEFAULT_SEED,
    effort: float = EFFORT,
) -> Proposal:
    """The same period anew: days up to `frozen_through` stay, the rest changes as little as can be.

    Raises:
        Refused: as `propose`.
    """
    unit_id = roster.police_unit.unit_id
    require(actor, "rosters.manage", unit_id)
    held = plan_of(duties_of(roster)).duties
    problem, scheme = live_problem(
        actor, unit_id, roster.first_day, roster.last_day, published=held,
        frozen_through=frozen_through, change_first=change_first,
    )  # fmt: skip
    result = solve(problem, seed=seed, effort=effort)
    return Proposal(unit_id, scheme, problem, result, based_on=roster.pk)


def live_problem(
    actor: Actor,
    unit_id: int,
    first: date,
    last: date,
    *,
    published: tuple[Duty, ...] = (),
    frozen_through: date | None = None,
    change_first: bool = False,
) -> tuple[Problem, str]:
    """The problem of a station, and the scheme whose rules it is under."""
    if not 0 <= (last - first).days < LONGEST_DAYS:
        raise Invalid(
            N_("Lịch trực dài từ 1 đến {most} ngày; hãy xem lại ngày đầu và ngày cuối."),
            most=LONGEST_DAYS,
        )
    police_unit, staff = station(unit_id), members(actor, unit_id, first)
    if not staff:
        raise Invalid(
            N_("Ngày {on} đơn vị chưa có cán bộ nào nên chưa lập được lịch."),
            on=f"{first:%d/%m/%Y}",
        )
    codes = [one.code for one in staff]
    found = scheme_for(len(staff))
    rules = rules_of(found, duty_entries())
    carried = carried_over(
        police_unit.pk, codes, rules["measures"], before=first, months=found.history_months
    )
    facts = mind(codes, first, last)
    frozen = [one for one in published if frozen_through and one.on <= frozen_through]
    problem = Problem(
        people=tuple(_person(one, facts, carried) for one in staff),
        days=tuple(days_between(first, last)),
        absences=facts.absences,
        reliefs=facts.reliefs,
        couples=facts.couples,
        wishes=facts.wishes,
        earlier=duties_before(police_unit.pk, codes, first),
        published=tuple(one for one in published if one.person in codes),
        fixed=tuple(one for one in frozen if one.person in codes),
        **{**rules, "goals": _goals(rules["goals"], change_first=change_first)},
    )
    return problem, found.code


def _person(one: Member, facts: Minded, carried: dict[str, dict[str, int]]) -> Person:
    return Person(
        one.code,
        one.name,
        cast("Post", one.role),
        facts.stands_in.get(one.code, frozenset()),
        carried.get(one.code, {}),
    )


def _goals(goals: tuple[Goal, ...], *, change_first: bool) -> Any:
    if not change_first:
        return goals
    rest = [goal for goal in goals if goal not in ("stand_ins", "change")]
    return ("stand_ins", "change", *rest)
