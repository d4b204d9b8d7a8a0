"""How the checking side of the rules looks at a plan: each line beside the officer and the opening it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from binhyen.solver.deployment.plan import Plan, Posting
from binhyen.solver.deployment.problem import POSTS, Candidate, Problem, UnitNeed


@dataclass(frozen=True, slots=True)
class Line:
    """A posting whose names all exist."""

    posting: Posting
    officer: Candidate
    unit: UnitNeed


def lines(problem: Problem, plan: Plan) -> list[Line]:
    """Lines of the plan, in its order; those naming anything unknown are left to `KnownNames`."""
    officers = {one.id: one for one in problem.candidates}
    units = {unit.key: unit for unit in problem.units}
    return [
        Line(posting, officers[posting.officer], units[posting.unit])
        for posting in plan.postings
        if posting.officer in officers
        and posting.unit in units
        and posting.post in POSTS
        and 1 <= posting.wave <= problem.last_wave
    ]


def holders(people: Iterable[Candidate], skills: Iterable[str]) -> Counter[str]:
    """Skill or pseudo-skill → how many of these people have it."""
    wanted = tuple(skills)
    return Counter(skill for one in people for skill in wanted if one.holds(skill))
