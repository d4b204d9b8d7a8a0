"""One province: read, solve, write; runs in a worker process. Its result file comes last, and only a whole one counts."""

from __future__ import annotations

import json
import logging
import resource
import sys
import time
from dataclasses import asdict, replace
from pathlib import Path

from binhyen.features.staffing.country.fingerprint import fingerprint
from binhyen.features.staffing.country.types import FINAL, Asked, ProvinceResult
from binhyen.features.staffing.rules.format1.plans import (
    plan_text,
    prices_text,
    relaxations_text,
)
from binhyen.features.staffing.rules.format1.reading import read_problem
from binhyen.features.staffing.rules.format1.safely import write_all
from binhyen.kernel.errors import DomainError
from binhyen.solver.deployment.api import Problem, Result

PLAN, BOUND, RELAX, RESULT = "plan.csv", "bound.csv", "relax.csv", "result.json"

log = logging.getLogger(__name__)


def kept(folder: Path, out: Path, asked: Asked) -> ProvinceResult | None:
    """The answer of an earlier run, if it stands on the same instance, question and solver and its files are there."""
    try:
        stored = json.loads((out / RESULT).read_text(encoding="utf-8"))
        facts = ProvinceResult(**stored["result"])
        if stored["fingerprint"] != fingerprint(folder, asked) or facts.state not in FINAL:
            return None
    except (OSError, ValueError, KeyError, TypeError):
        # None yet, or one torn or of another version: it is made anew.
        return None
    needed = (RELAX,) if facts.state == "infeasible" else (PLAN, BOUND)
    if not all((out / name).is_file() for name in needed):
        return None
    return replace(facts, name=folder.name, reused=True)


def answer(folder: Path, out: Path, asked: Asked, worker: int) -> ProvinceResult:
    """Solve one province and write its files; whatever goes wrong becomes its result, never an exception."""
    started, cpu = time.monotonic(), time.process_time()
    try:
        found, texts = _solved(folder, asked)
    except DomainError as refusal:
        rows = [str(row) for row in refusal.rows[:5]]
        found, texts = (
            ProvinceResult(folder.name, "invalid", "\n".join([str(refusal), *rows])),
            {},
        )
    except Exception as fault:
        # One province's trouble must not stop the others; the log has the rest of the story.
        log.exception("%s failed", folder)
        found, texts = ProvinceResult(folder.name, "failed", f"{type(fault).__name__}: {fault}"), {}
    found = replace(
        found,
        seconds=round(time.monotonic() - started, 3),
        cpu_seconds=round(time.process_time() - cpu, 3),
        peak_mb=peak_mb(),
        worker=worker,
    )
    _write(folder, out, asked, found, texts)
    return found


def peak_mb() -> int:
    """Peak memory of this process."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts in kB, macOS in bytes.
    return peak // (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _solved(folder: Path, asked: Asked) -> tuple[ProvinceResult, dict[str, str]]:
    from binhyen.solver.deployment.api import solve  # noqa: PLC0415 - loads the optimisers

    problem = read_problem(folder)
    result = solve(
        problem,
        max_gap=asked.max_gap,
        time_limit=asked.time_limit,
        seed=asked.seed,
        to_the_end=asked.to_the_end,
    )
    return _facts(folder.name, problem, result), _texts(result)


def _facts(name: str, problem: Problem, result: Result) -> ProvinceResult:
    return ProvinceResult(
        name=name,
        state=result.status.value,
        message="\n".join(result.reasons),
        objective=result.objective,
        bound=result.bound,
        # Out of time a bound may prove nothing at all; a ratio to it would look like a proof.
        gap=result.gap if (result.bound or 0) > 0 or result.objective == 0 else None,
        posts=sum(unit.size for unit in problem.units),
        units=len({unit.code for unit in problem.units}),
        officers=len(problem.candidates),
        relaxed=sum(one.amount for one in result.relaxation),
    )


def _texts(result: Result) -> dict[str, str]:
    if result.plan is not None:
        return {PLAN: plan_text(result.plan), BOUND: prices_text(result.prices)}
    if result.relaxation:
        return {RELAX: relaxations_text(result.relaxation)}
    return {}


def _write(
    folder: Path, out: Path, asked: Asked, found: ProvinceResult, texts: dict[str, str]
) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name in {PLAN, BOUND, RELAX, RESULT} - texts.keys():
        # An older answer beside a newer one would contradict it.
        (out / name).unlink(missing_ok=True)
    write_all({out / name: text for name, text in texts.items()})
    stored = {"fingerprint": fingerprint(folder, asked), "result": asdict(found)}
    write_all({out / RESULT: json.dumps(stored, ensure_ascii=False, indent=1) + "\n"})
