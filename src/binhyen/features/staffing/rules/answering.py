"""What commands answer about plans, as plain values for JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from binhyen.features.staffing.rules.format1.plans import PlanFile
from binhyen.solver.deployment.api import (
    Plan,
    Problem,
    Relaxation,
    Result,
    Verdict,
    Violation,
)


def verdict_facts(verdict: Verdict, file: PlanFile) -> dict[str, Any]:
    """Validity, violations by rule with the lines of plan.csv they stand in, objective with parts, bound and gap."""
    lines = _Lines(file)
    by_rule: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for one in verdict.violations:
        by_rule[one.rule].append(
            {
                "keys": list(one.keys),
                "amount": one.amount,
                "message": one.message,
                "rows": lines.of(one),
            }
        )
    return {
        "valid": verdict.valid,
        "violations": dict(by_rule),
        "objective": verdict.objective,
        "parts": dict(verdict.parts),
        "bound": verdict.bound,
        "gap": verdict.gap,
    }


def result_facts(problem: Problem, result: Result) -> dict[str, Any]:
    """Status, proof and size of an answer."""
    return {
        "status": result.status.value,
        "objective": result.objective,
        "bound": result.bound,
        "certificate": result.certificate,
        "gap": result.gap,
        "seed": result.seed,
        "seconds": round(result.seconds, 3),
        "posts": sum(unit.size for unit in problem.units),
        "units": len(problem.units),
        "waves": len(problem.waves),
        "officers": len(problem.candidates),
        "posts_by_wave": _posts_by_wave(problem, result.plan),
        "steps": {name: round(seconds, 3) for name, seconds in result.steps},
        "reasons": list(result.reasons),
        "relaxation": relaxation_facts(result.relaxation),
    }


def relaxation_facts(relaxations: Iterable[Relaxation]) -> list[dict[str, Any]]:
    """Relaxations as in relax.csv."""
    return [
        {"kind": one.kind, "key1": one.key1, "key2": one.key2, "amount": one.amount}
        for one in relaxations
    ]


def _posts_by_wave(problem: Problem, plan: Plan | None) -> dict[str, int] | None:
    if plan is None:
        return None
    counts = {str(wave.number): 0 for wave in problem.waves}
    for one in plan.postings:
        counts[str(one.wave)] += 1
    return counts


class _Lines:
    """Lines of plan.csv by what a violation names."""

    def __init__(self, file: PlanFile) -> None:
        self.by_name: defaultdict[str, set[int]] = defaultdict(set)
        self.by_keys: dict[tuple[str, ...], Iterable[int]] = {}
        rows: Mapping[Any, tuple[int, ...]] = file.rows
        for posting, lines in rows.items():
            keys = (posting.officer, posting.unit, str(posting.post), str(posting.wave))
            self.by_keys[keys] = lines
            self.by_name[posting.officer].update(lines)
            self.by_name[posting.unit].update(lines)

    def of(self, violation: Violation) -> list[int]:
        """Lines of the officer or opening it names first; none for donors and waves."""
        keys = violation.keys
        return sorted(self.by_keys.get(keys, self.by_name.get(keys[0], ())))
