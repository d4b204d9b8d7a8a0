"""Goal after goal: each made as small as can be, then kept while the next one is looked at.

One worker, a fixed seed and a limit in CP-SAT's own deterministic time: the same problem and seed give the same
roster on every machine with the same solver version.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ortools.sat.python import cp_model

from binhyen.solver.rosters import goals
from binhyen.solver.rosters.check import check, values
from binhyen.solver.rosters.clashes import clashing_rules, smallest_relaxation
from binhyen.solver.rosters.evenness import evenness
from binhyen.solver.rosters.model import Model, Slot, solver_of
from binhyen.solver.rosters.problem import DEFAULT_EFFORT, DEFAULT_SEED, Duty, Goal, Problem
from binhyen.solver.rosters.result import Reached, Result, Status
from binhyen.solver.rosters.roster import Roster
from binhyen.solver.rosters.rules import ALL
from binhyen.solver.rosters.search import Polisher


@dataclass(slots=True)
class _Search:
    """One model solved several times; remembers the best roster and the effort spent."""

    model: Model
    seed: int
    effort_left: float
    status: cp_model.CpSolverStatus = cp_model.UNKNOWN
    held: frozenset[Slot] = frozenset()
    effort: float = 0.0
    reached: list[Reached] = field(default_factory=list)

    def run(self, aim: goals.Aim | None, share: float = 1.0) -> int | None:
        """Make an aim small (or just find a roster); answers the proven bound, None without a roster."""
        cp = self.model.cp
        cp.clear_objective()  # type: ignore[no-untyped-call]  # the library leaves it untyped
        if aim is not None:
            cp.minimize(aim.expression)
        self._hint()
        solver = solver_of(self.seed, max(0.01, self.effort_left * share))
        self.status = solver.solve(cp)
        spent = solver.response_proto.deterministic_time
        self.effort += spent
        self.effort_left = max(0.0, self.effort_left - spent)
        if self.status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return None
        self.held = frozenset(
            slot for slot, one in self.model.literals.items() if solver.boolean_value(one)
        )
        return 0 if aim is None else round(solver.best_objective_bound)

    def _hint(self) -> None:
        if not self.held:
            return
        self.model.cp.clear_hints()  # type: ignore[no-untyped-call]  # as above
        for slot, literal in self.model.literals.items():
            self.model.cp.add_hint(literal, slot in self.held)


def solve(problem: Problem, *, seed: int = DEFAULT_SEED, effort: float = DEFAULT_EFFORT) -> Result:
    """Find a roster that keeps all rules and is best goal by goal, or say what would have to give way.

    Args:
        problem: the problem.
        seed: of the search; any whole number from 0 to 2³¹-1.
        effort: limit in deterministic time, close to seconds of one processor.

    Cost: seconds for 60 people over three months.
    """
    began = time.process_time()
    search = _Search(build(problem), seed, effort)
    _reach_goals(problem, search)
    if search.held:
        return _found(problem, search, time.process_time() - began)
    nothing = Result(
        Status.UNKNOWN, None, (), (), (), (), (), smallest=False, seed=seed, seconds=0.0,
        effort=search.effort,
    )  # fmt: skip
    if search.status == cp_model.INFEASIBLE:
        clashes, smallest = smallest_relaxation(problem, seed, build)
        nothing = replace(
            nothing,
            status=Status.INFEASIBLE,
            clashing=clashing_rules(problem, seed, build),
            clashes=clashes,
            smallest=smallest,
        )
    return replace(nothing, seconds=time.process_time() - began)


def build(
    problem: Problem, *, elastic: bool = False, without: frozenset[str] = frozenset()
) -> Model:
    """The model with all rules but those left out."""
    model = Model(problem, elastic)
    rules = [rule for rule in ALL if rule.code not in without]
    for rule in rules:
        rule.bar(model)
    model.close_bars()
    for rule in rules:
        rule.into_model(model)
    return model


def _reach_goals(problem: Problem, search: _Search) -> None:
    used = 0
    for place, goal in enumerate(problem.goals):
        aim = _AIMS[goal](search.model, used)
        if aim.settled:
            search.reached.append(Reached(goal, aim.floor, aim.floor))
            continue
        kept = tuple(one.goal for one in search.reached)
        bound = _reach(search, aim, kept, 1.0 / (len(problem.goals) - place))
        if not search.held:
            return
        value = values(problem, _roster(search))[goal]
        # Without an answer in time the roster of the goals before stays, and only counting bounds it.
        search.reached.append(Reached(goal, value, min(value, max(aim.floor, bound or 0))))
        search.model.cp.add(aim.expression <= value)
        used = value if goal == "stand_ins" else used
    if not search.held:
        search.run(None)


def _reach(search: _Search, aim: goals.Aim, kept: tuple[Goal, ...], share: float) -> int | None:
    """Local search first; CP-SAT only where counting does not already prove its answer the best."""
    if not search.held and search.run(None) is None:
        return None
    polisher = Polisher(search.model, search.held, search.seed)
    if polisher.polish(aim.goal, aim.floor, kept) <= aim.floor:
        search.held = polisher.roster()
        return aim.floor
    search.held = polisher.roster()
    return search.run(aim, share)


_AIMS: dict[Goal, Callable[[Model, int], goals.Aim]] = {
    "stand_ins": lambda model, _used: goals.stand_ins(model),
    "fairness": goals.fairness,
    "wishes": lambda model, _used: goals.wishes(model),
    "change": lambda model, _used: goals.change(model),
}


def _roster(search: _Search) -> Roster:
    return Roster(tuple(Duty(on, kind, person) for person, on, kind in search.held))


def _found(problem: Problem, search: _Search, seconds: float) -> Result:
    roster = _roster(search)
    verdict = check(problem, roster)
    if verdict.violations:
        raise AssertionError(f"the model let through: {verdict.violations[0].message}")
    exhausted = any(one.goal == "fairness" and one.value == one.bound for one in search.reached)
    proven = all(one.value == one.bound for one in search.reached)
    return Result(
        status=Status.OPTIMAL if proven else Status.FEASIBLE,
        roster=roster,
        reached=tuple(search.reached),
        evenness=tuple(
            evenness(
                problem, one, roster, stand_ins=verdict.values["stand_ins"], exhausted=exhausted
            )
            for one in problem.measures
        ),
        overloads=verdict.overloads,
        clashing=(),
        clashes=(),
        smallest=False,
        seed=search.seed,
        seconds=seconds,
        effort=search.effort,
    )
