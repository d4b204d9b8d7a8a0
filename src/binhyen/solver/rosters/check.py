"""The checker: what any roster breaks and how good it is, in plain Python over the problem alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from binhyen.solver.rosters.evenness import evenness
from binhyen.solver.rosters.problem import Goal, Limit, Problem, Wish
from binhyen.solver.rosters.result import Overload, Verdict
from binhyen.solver.rosters.roster import Roster, Violation
from binhyen.solver.rosters.rules import ALL


def check(problem: Problem, roster: Roster) -> Verdict:
    """Every violation, the evenness of each measure with the counting proof, each goal's value, and overloads.

    Shape: violations by day, then rule. Raises nothing: a roster full of nonsense is a roster full of violations.
    """
    stand_ins = stand_in_count(problem, roster)
    return Verdict(
        violations=violations(problem, roster),
        evenness=tuple(
            evenness(problem, one, roster, stand_ins=stand_ins) for one in problem.measures
        ),
        values=values(problem, roster),
        overloads=tuple(overloads(problem, roster)),
    )


def violations(problem: Problem, roster: Roster) -> tuple[Violation, ...]:
    """Only what breaks rules."""
    found = [one for rule in ALL for one in rule.violations(problem, roster)]
    return tuple(
        sorted(found, key=lambda one: (one.on or date.min, one.rule, one.people, one.kind))
    )


def values(problem: Problem, roster: Roster) -> dict[Goal, int]:
    """Each goal's value; less is better."""
    fairness = sum(one.weight * evenness(problem, one, roster).spread for one in problem.measures)
    return {
        "stand_ins": stand_in_count(problem, roster),
        "fairness": fairness,
        "wishes": sum(wish.weight for wish in problem.wishes if not _granted(roster, wish)),
        "change": len(set(problem.published) - set(roster.duties)) if problem.published else 0,
    }


def stand_in_count(problem: Problem, roster: Roster) -> int:
    """Duties held by somebody whose post does not carry them."""
    posts = {person.id: person.post for person in problem.people}
    holders = {kind.code: kind.posts for kind in problem.kinds}
    return sum(
        duty.person in posts and posts[duty.person] not in holders.get(duty.kind, frozenset())
        for duty in roster.duties
    )


def overloads(problem: Problem, roster: Roster) -> Iterator[Overload]:
    """Whoever is beyond what is advised (limits that are not hard), with their heaviest window."""
    for limit in (one for one in problem.limits if not one.hard):
        for person in problem.people:
            count, since = _heaviest(problem, roster, limit, person.id)
            if count > limit.most:
                yield Overload(limit.code, limit.label, person.id, count, limit.most, since)


def _heaviest(problem: Problem, roster: Roster, limit: Limit, person: str) -> tuple[int, date]:
    held = Counter(
        duty.on
        for duty in (*problem.earlier, *roster.duties)
        if duty.person == person and duty.kind in limit.kinds
    )
    windows = (
        (
            sum(held[on - timedelta(days=back)] for back in range(limit.days)),
            on - timedelta(days=limit.days - 1),
        )
        for on in (day.on for day in problem.days)
    )
    return max(windows, key=lambda one: (one[0], -one[1].toordinal()))


def _granted(roster: Roster, wish: Wish) -> bool:
    held = any(
        duty.on == wish.on and duty.person == wish.person and wish.kind in ("", duty.kind)
        for duty in roster.duties
    )
    return held == wish.wanted
