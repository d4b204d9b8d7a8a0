"""Why no roster keeps all rules: what would have to give way at least, and which rules cannot be kept together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date

from ortools.sat.python import cp_model

from binhyen.kernel.numbers import format_date
from binhyen.solver.rosters.model import Given, Model, solver_of
from binhyen.solver.rosters.problem import Problem
from binhyen.solver.rosters.result import Clash
from binhyen.solver.rosters.rules import ALL, BY_CODE

Build = Callable[..., Model]
RELAXATION_EFFORT = 3.0
CORE_EFFORT = 1.0
"""Deterministic time for each question which rule may be left out; a question without an answer keeps the rule."""

WORDS = {
    "coverage": "thiếu {amount} người {kind}",
    "authority": "giao quyền {kind} cho {people}",
    "absence": "gọi {people} đang vắng mặt về {kind}",
    "relief": "xếp {people} dù đang được miễn {kind}",
    "rest": "{people} chưa hết nghỉ sau ca trước",
    "limit": "{people} vượt {amount} ca so với mức trong nhiều ngày liền",
    "couples": "{people} trực cùng đêm",
    "fixed": "bỏ ca {kind} đã ấn định cho {people}",
}


def smallest_relaxation(
    problem: Problem, seed: int, build: Build
) -> tuple[tuple[Clash, ...], bool]:
    """The cheapest set of relaxations with which a roster exists, by day, and whether none is proven cheaper.

    "Cheapest" is by `gives_way`: one step of a later rule outweighs several of an earlier one. Empty when no set of
    rules that may give way would help.
    """
    model = build(problem, elastic=True)
    model.cp.minimize(cp_model.LinearExpr.sum([one.price * one.amount for one in model.given]))
    solver = solver_of(seed, RELAXATION_EFFORT)
    status = solver.solve(model.cp)
    if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
        return (), status == cp_model.INFEASIBLE
    used = [(given, solver.value(given.amount)) for given in model.given]
    clashes = _clashes(problem, [(given, amount) for given, amount in used if amount])
    return tuple(clashes), status == cp_model.OPTIMAL


def clashing_rules(problem: Problem, seed: int, build: Build) -> tuple[str, ...]:
    """Labels of a smallest set of rules that cannot be kept together: leaving out any one of them would help."""
    left_out: set[str] = set()
    for rule in ALL:
        model = build(problem, without=frozenset({*left_out, rule.code}))
        if solver_of(seed, CORE_EFFORT).solve(model.cp) == cp_model.INFEASIBLE:
            left_out.add(rule.code)
    return tuple(rule.label for rule in ALL if rule.code not in left_out)


def _clashes(problem: Problem, used: list[tuple[Given, int]]) -> Iterator[Clash]:
    # Two limits broken by the same duty are one decision, so rows of one rule, day and person are told once.
    told: dict[tuple[str, date | None, tuple[str, ...], str], int] = defaultdict(int)
    for given, amount in used:
        key = given.rule, given.on, given.people, given.kind
        told[key] = max(told[key], amount)
    for (rule, on, people, kind), amount in sorted(
        told.items(), key=lambda one: (one[0][1] or date.min, one[0])
    ):
        message = WORDS[rule].format(
            amount=amount, kind=_label(problem, kind), people=" và ".join(map(problem.name, people))
        )
        where = "" if on is None else f"{format_date(on)}: "
        because = tuple(_because(problem, on, kind)) if on is not None and kind else ()
        yield Clash(
            rule, BY_CODE[rule].label, on, people, kind, amount, f"{where}{message}", because
        )


def _because(problem: Problem, on: date, kind: str) -> Iterator[str]:
    """Why each of those who might hold a duty cannot, or has to be spared, on that day."""
    model = Model(problem)
    for rule in ALL:
        rule.bar(model)
    free = []
    for person in problem.people:
        rules = model.barred.get((person.id, on, kind), [])
        if "authority" in rules:
            continue
        if rules:
            yield f"{person.name}: {_label_of(rules[0])}"
        else:
            free.append(person.name)
    if free:
        yield f"{', '.join(free)}: giữ ca này thì vướng quy tắc khác ở ngày liền kề"
    others = sum("authority" in model.barred.get((one.id, on, kind), []) for one in problem.people)
    if others:
        yield f"{others} người còn lại: {_label_of('authority')}"


def _label_of(rule: str) -> str:
    return BY_CODE[rule].label


def _label(problem: Problem, kind: str) -> str:
    return problem.kind(kind).label.lower() if kind else "ca"
