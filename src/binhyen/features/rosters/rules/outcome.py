"""roster.json, format `binhyen.roster-result/1`: a roster with its proof, or why there is none."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import ConfigDict

from binhyen.features.rosters.rules.instance import DutyLine, duty_lines
from binhyen.kernel.entries import Entry
from binhyen.solver.rosters.api import (
    Duty,
    Evenness,
    Overload,
    Problem,
    Result,
    Roster,
    Verdict,
    Violation,
)

RESULT_FORMAT = "binhyen.roster-result/1"


class RosterFile(Entry):
    """What `check` reads of a roster file; all else in it is for people."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: Literal["binhyen.roster-result/1"]
    duties: tuple[DutyLine, ...]

    def roster(self) -> Roster:
        """The duties."""
        return Roster(tuple(Duty(one.on, one.kind, one.person) for one in self.duties))


def result_facts(problem: Problem, result: Result) -> dict[str, Any]:
    """Everything a solve answered; the same problem and seed give the same facts but for `seconds`."""
    return {
        "format": RESULT_FORMAT,
        "status": result.status.value,
        "objective": list(result.objective),
        "bound": list(result.bound),
        "gap": result.gap,
        "goals": [
            {"goal": one.goal, "value": one.value, "bound": one.bound, "proven": one.value == one.bound}
            for one in result.reached
        ],
        "fairness": [evenness_facts(one) for one in result.evenness],
        "overloads": [overload_facts(problem, one) for one in result.overloads],
        "clashing_rules": list(result.clashing),
        "relaxation_proven_smallest": result.smallest,
        "clashes": [
            {
                "rule": one.rule, "on": _day(one.on), "people": list(one.people), "kind": one.kind,
                "amount": one.amount, "message": one.message, "because": list(one.because),
            }
            for one in result.clashes
        ],
        "seed": result.seed,
        "effort": round(result.effort, 6),
        "seconds": round(result.seconds, 3),
        "duties": duty_lines(result.roster.duties) if result.roster else [],
    }  # fmt: skip


def verdict_facts(problem: Problem, verdict: Verdict) -> dict[str, Any]:
    """What the checker found."""
    return {
        "valid": verdict.valid,
        "violations": [violation_facts(one) for one in verdict.violations],
        "values": dict(verdict.values),
        "fairness": [evenness_facts(one) for one in verdict.evenness],
        "overloads": [overload_facts(problem, one) for one in verdict.overloads],
    }


def violation_facts(one: Violation) -> dict[str, Any]:
    """One violation."""
    return {
        "rule": one.rule, "on": _day(one.on), "people": list(one.people), "kind": one.kind,
        "amount": one.amount, "message": one.message,
    }  # fmt: skip


def evenness_facts(one: Evenness) -> dict[str, Any]:
    """One measure with its proof."""
    return {
        "measure": one.measure, "label": one.label, "word": one.word, "spread": one.spread, "bound": one.bound,
        "proven": one.proven, "words": one.words, "loads": dict(one.loads), "credits": dict(one.credits),
    }  # fmt: skip


def overload_facts(problem: Problem, one: Overload) -> dict[str, Any]:
    """One overload, as a sentence too."""
    return {
        "limit": one.limit, "label": one.label, "person": one.person, "name": problem.name(one.person),
        "most": one.most, "advised": one.advised, "since": one.since.isoformat(),
    }  # fmt: skip


def _day(on: date | None) -> str | None:
    return None if on is None else on.isoformat()
