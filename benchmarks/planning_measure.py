"""One measurement of the planner in a process of its own: `python -m benchmarks.planning_measure KIND INSTANCE [plan]`.

Prints one JSON object. Every answer is checked by the product's checker, which shares no code with any solver, before
its time counts. CPU seconds are this process's own; wall seconds would measure what else the machine does.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.measuring import expect
from benchmarks.planning_flow import flow_bound
from binhyen.features.staffing.rules.format1.plans import (
    plan_text,
    prices_text,
    read_plan,
    read_prices,
)
from binhyen.features.staffing.rules.format1.reading import read_problem
from binhyen.solver.deployment.api import (
    Plan,
    Problem,
    Result,
    certified,
    check,
    greedy,
    relaxed,
    replan,
    solve,
    why_infeasible,
)

Facts = dict[str, Any]


def main(arguments: list[str]) -> None:
    """Run one measurement and print what it found."""
    kind, folder, *rest = arguments
    started = time.process_time()
    facts = KINDS[kind](Path(folder), *rest)
    facts.setdefault("cpu", time.process_time() - started)
    facts["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(json.dumps(facts) + "\n")


def by_hand(folder: Path) -> Facts:
    """The planner by hand: greedy by priority; its plan must be valid."""
    problem = read_problem(folder)
    clock = time.process_time()
    plan = greedy(problem)
    cpu = time.process_time() - clock
    if plan is None:
        return {"cpu": cpu, "objective": None}
    return {"cpu": cpu, "objective": _checked(problem, plan)}


def solved(folder: Path, max_gap: str, out: str = "", limit: str = "") -> Facts:
    """Load, solve to a gap, and check plan and certificate apart from the time."""
    clock = time.process_time()
    problem = read_problem(folder)
    wall = time.perf_counter()
    result = solve(
        problem, max_gap=float(max_gap), time_limit=float(limit) if limit else None, seed=0
    )
    cpu, wall = time.process_time() - clock, time.perf_counter() - wall
    plan = _plan(result)
    expect("objective", result.objective, _checked(problem, plan))
    expect("certificate", result.certificate, certified(problem, result.prices))
    if out:
        Path(out, "plan.csv").write_text(plan_text(plan), encoding="utf-8")
        Path(out, "bound.csv").write_text(prices_text(result.prices), encoding="utf-8")
    return {
        "cpu": cpu,
        "wall": wall,
        "status": result.status.value,
        "objective": result.objective,
        "bound": result.bound,
        "gap": result.gap,
        "steps": dict(result.steps),
        **_size(problem),
    }


def repaired(folder: Path, plan_file: str, losses: str) -> Facts:
    """Mend a plan after so many officers were lost at random; no standing officer may move when none has to."""
    problem = read_problem(folder)
    baseline = read_plan(Path(plan_file)).plan
    lost = set(random.Random(1).sample([one.officer for one in baseline.postings], int(losses)))  # noqa: S311 - repeatable
    changed = replace(
        problem,
        candidates=tuple(
            replace(one, excluded="health") if one.id in lost else one for one in problem.candidates
        ),
    )
    clock = time.process_time()
    mended = replan(changed, baseline)
    cpu = time.process_time() - clock
    if mended.plan is None:
        raise SystemExit(f"benchmarks: no repair of {losses} losses")
    cost = _checked(changed, mended.plan)
    expect("cost after", mended.cost_after, cost)
    standing = sum(one.officer not in lost for one in baseline.postings)
    kept = len(set(baseline.postings) & set(mended.plan.postings))
    expect("moves told", mended.moves, standing - kept)
    return {
        "cpu": cpu,
        "moves": mended.moves,
        "moves_bound": mended.moves_bound,
        "objective": cost,
        "bound": mended.bound,
    }


def explained(folder: Path) -> Facts:
    """Say why nothing is possible, and the smallest relaxation; the relaxed problem's plan must be valid."""
    problem = read_problem(folder)
    clock = time.process_time()
    found = why_infeasible(problem)
    cpu = time.process_time() - clock
    expect("infeasible", found.feasible, False)  # noqa: FBT003 - the answer itself
    if found.plan is None:
        raise SystemExit("benchmarks: the relaxation came without a plan")
    _checked(relaxed(problem, found.relaxation), found.plan)
    return {
        "cpu": cpu,
        "relaxation": [
            f"{one.kind} {one.key1} {one.key2}".strip() + f": {one.amount}"
            for one in found.relaxation
        ],
        "amount": sum(one.amount for one in found.relaxation),
        "price": found.price,
        "bound": found.bound,
    }


def checked(folder: Path, plan_file: str, bound_file: str) -> Facts:
    """The checker alone: validity, objective and certificate, in plain Python."""
    problem = read_problem(folder)
    plan, prices = read_plan(Path(plan_file)).plan, read_prices(Path(bound_file), problem)
    clock = time.process_time()
    verdict = check(problem, plan, prices)
    cpu = time.process_time() - clock
    expect("valid", verdict.valid, True)  # noqa: FBT003 - the answer itself
    return {"cpu": cpu, "gap": verdict.gap, "objective": verdict.objective, "bound": verdict.bound}


KINDS: dict[str, Callable[..., Facts]] = {
    "flow": flow_bound,
    "greedy": by_hand,
    "solve": solved,
    "replan": repaired,
    "relax": explained,
    "check": checked,
}


def _checked(problem: Problem, plan: Plan) -> int:
    verdict = check(problem, plan)
    if not verdict.valid:
        raise SystemExit(f"benchmarks: an invalid plan: {dict(verdict.by_rule)}")
    return verdict.objective


def _plan(result: Result) -> Plan:
    if result.plan is None:
        raise SystemExit(f"benchmarks: no plan, {result.status}: {' '.join(result.reasons)}")
    return result.plan


def _size(problem: Problem) -> Facts:
    return {
        "units": len(problem.units),
        "posts": sum(unit.size for unit in problem.units),
        "officers": len(problem.candidates),
    }


if __name__ == "__main__":
    main(sys.argv[1:])
