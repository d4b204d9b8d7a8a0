"""What each receiving unit of a plan wants and gets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from binhyen.engines.units.api import Structure, structure
from binhyen.features.staffing.models import Plan
from binhyen.features.staffing.queries.lines import district_of, lines_of
from binhyen.features.staffing.queries.plans import (
    problem_of,
    relaxations_of,
    tree_day,
    unit_ids_by_code,
)
from binhyen.features.staffing.types import UnitRow
from binhyen.foundation.access.api import Actor
from binhyen.solver.deployment.api import Post, Problem, UnitNeed


@dataclass(slots=True)
class _Sent:
    """What a plan sends to one unit, added up over its lines."""

    posts: Counter[Post] = field(default_factory=Counter)
    waves: set[int] = field(default_factory=set)
    hm: int = 0
    party: int = 0


def unit_rows(actor: Actor, plan: Plan) -> list[UnitRow]:
    """Every receiving unit of the plan's problem in the order of the tree, wanted (before relaxation) and sent.

    Cost: four statements and the remembered structure.
    """
    problem = problem_of(plan)
    sent, wanted = _sent(actor, plan, problem), _wanted(plan, problem)
    ids, tree = unit_ids_by_code(tree_day(plan), plan.unit_id), structure(tree_day(plan))
    stages: defaultdict[str, list[UnitNeed]] = defaultdict(list)
    for need in problem.units:
        stages[need.code].append(need)
    return [
        _row(ids[code], needs, wanted[code], sent[ids[code]], tree)
        for code, needs in stages.items()
    ]


def _sent(actor: Actor, plan: Plan, problem: Problem) -> defaultdict[int, _Sent]:
    members = {one.id for one in problem.candidates if one.party}
    found: defaultdict[int, _Sent] = defaultdict(_Sent)
    rows = lines_of(actor, plan).values_list("unit_id", "post", "wave", "hm", "officer__code")
    for unit, post, wave, hm, code in rows:
        one = found[unit]
        one.posts[cast("Post", post)] += 1
        one.waves.add(wave)
        one.hm += hm
        one.party += code in members
    return found


def _wanted(plan: Plan, problem: Problem) -> defaultdict[str, Counter[Post]]:
    """Unit code → posts wanted; those that gave way in the problem are still wanted, though not asked for."""
    found: defaultdict[str, Counter[Post]] = defaultdict(Counter)
    for need in problem.units:
        found[need.code].update(need.posts)
    for row in relaxations_of(plan):
        if row.kind == "posts":
            found[row.key1.partition("/")[0]][cast("Post", row.key2)] += row.amount
    return found


def _row(
    unit_id: int, needs: Sequence[UnitNeed], wanted: Counter[Post], sent: _Sent, tree: Structure
) -> UnitRow:
    first = needs[0]
    return UnitRow(
        unit_id=unit_id,
        code=first.code,
        name=first.name,
        district=district_of(unit_id, tree),
        lat=first.lat,
        lon=first.lon,
        complexity=first.complexity,
        wanted=dict(wanted),
        sent=dict(sent.posts),
        waves=tuple(sorted(sent.waves)),
        hm=sent.hm,
        sent_party=sent.party,
    )
