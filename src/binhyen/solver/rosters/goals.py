"""The goals in the words of CP-SAT: each an expression to make small, with a bound that counting already proves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

from binhyen.solver.rosters.evenness import counting_bound, points_on, shares
from binhyen.solver.rosters.model import Literal, Model
from binhyen.solver.rosters.problem import Goal, Measure

Expression = cp_model.LinearExprT


@dataclass(frozen=True, slots=True)
class Aim:
    """One goal: `expression` shall be small, and cannot be below `floor`; `settled` = it can be nothing else."""

    goal: Goal
    expression: Expression
    floor: int
    settled: bool = False


def stand_ins(model: Model) -> Aim:
    """As few duties as can be held by somebody whose post does not carry them."""
    posts = {person.id: person.post for person in model.problem.people}
    holders = {kind.code: kind.posts for kind in model.problem.kinds}
    used = [
        one for (who, _, kind), one in model.literals.items() if posts[who] not in holders[kind]
    ]
    return Aim("stand_ins", cp_model.LinearExpr.sum(used), 0, settled=not used)


def fairness(model: Model, stand_ins_used: int) -> Aim:
    """The weighted sum of spreads; given how many stand-ins the goals before allow."""
    parts: list[Expression] = []
    floor = 0
    for measure in model.problem.measures:
        bound = counting_bound(model.problem, measure, stand_ins_used)
        spread = _spread(model, measure, bound.spread)
        if spread is not None:
            parts.append(measure.weight * spread)
            floor += measure.weight * bound.spread
    return Aim("fairness", cp_model.LinearExpr.sum(parts), floor, settled=not parts)


def wishes(model: Model) -> Aim:
    """As little weight of wishes left open as can be."""
    open_wishes: list[Expression] = []
    for wish in model.problem.wishes:
        kinds = [wish.kind] if wish.kind else [kind.code for kind in model.problem.kinds]
        held = model.sum_of(model.held(wish.person, wish.on, kinds))
        open_wishes.append(wish.weight * (1 - held if wish.wanted else held))
    return Aim("wishes", cp_model.LinearExpr.sum(open_wishes), 0, settled=not open_wishes)


def change(model: Model) -> Aim:
    """As many duties as can be stay with whom the published roster names."""
    slots = ((duty.person, duty.on, duty.kind) for duty in model.problem.published)
    kept = [model.literals[slot] for slot in slots if slot in model.literals]
    lost = len(model.problem.published) - len(kept)
    moved = len(kept) + lost - cp_model.LinearExpr.sum(kept)
    return Aim("change", moved, lost, settled=not kept)


def points_held(model: Model, measure: Measure) -> Mapping[str, list[tuple[int, Literal]]]:
    """Person id → (points, literal) of everything that counts for a measure."""
    kinds = {kind.code: kind for kind in model.problem.kinds if kind.code in measure.points}
    found: dict[str, list[tuple[int, Literal]]] = {person.id: [] for person in model.problem.people}
    for (person, on, code), literal in model.literals.items():
        points = points_on(model.problem, measure, kinds[code], on) if code in kinds else 0
        if points:
            found[person].append((points, literal))
    return found


def _spread(model: Model, measure: Measure, floor: int) -> Expression | None:
    members, held = shares(model.problem, measure), points_held(model, measure)
    if len(members) < 2:
        return None
    most = max(one.start + sum(points for points, _ in held[one.person]) for one in members)
    top, bottom = (model.cp.new_int_var(0, most, "") for _ in range(2))
    for one in members:
        load = one.start + sum(points * literal for points, literal in held[one.person])
        model.cp.add(load <= top)
        model.cp.add(load >= bottom)
    model.cp.add(top - bottom >= floor)
    return top - bottom
