"""`binhyen plan solve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from binhyen.features.staffing.cli.options import (
    FolderArgument,
    OutOption,
    RelaxOutOption,
    SeedOption,
)
from binhyen.features.staffing.rules.answering import result_facts
from binhyen.features.staffing.rules.format1.places import refuse_places
from binhyen.features.staffing.rules.format1.plans import (
    plan_text,
    prices_text,
    relaxations_text,
)
from binhyen.features.staffing.rules.format1.reading import read_problem, refuse_size
from binhyen.features.staffing.rules.format1.safely import write_all
from binhyen.foundation.exchange.console import Format, FormatOption, progress, say
from binhyen.solver.deployment.api import Result, Status, Step
from binhyen.solver.deployment.api import solve as solve_problem


def solve(
    folder: FolderArgument,
    out: OutOption,
    bound: Annotated[Path | None, typer.Option("--bound", help="bound.csv sẽ ghi")] = None,
    relax: RelaxOutOption = None,
    max_gap: Annotated[
        float, typer.Option("--max-gap", min=0.0, max=1.0, help="dừng khi khoảng cách đạt mức này")
    ] = 0.001,
    time_limit: Annotated[
        float | None, typer.Option("--time-limit", min=0.0, help="giây; mặc định không hạn")
    ] = None,
    seed: SeedOption = 0,
    format_: FormatOption = Format.text,
) -> None:
    """Lập phương án tốt nhất kèm chứng minh. Mã thoát 1 nếu không thể; khi đó ghi điều phải nới vào relax.csv."""
    relax_out = out.with_name("relax.csv") if relax is None else relax
    refuse_places(folder, [], {"--out": out, "--bound": bound, "--relax": relax_out})
    problem = read_problem(folder)
    refuse_size(problem)
    result = solve_problem(
        problem, max_gap=max_gap, time_limit=time_limit, seed=seed, progress=_tell
    )
    written = _texts(result, out, bound, relax_out)
    write_all(dict(written.values()))
    files = {name: str(path) for name, (path, _) in written.items()}
    say({**result_facts(problem, result), "files": files}, format_)
    if result.plan is None:
        raise typer.Exit(1)


def _texts(
    result: Result, out: Path, bound: Path | None, relax: Path
) -> dict[str, tuple[Path, str]]:
    """What is to be written: name → (path, text)."""
    if result.plan is not None:
        found = {"plan": (out, plan_text(result.plan))}
        if bound is not None:
            found["bound"] = (bound, prices_text(result.prices))
        return found
    if result.status is Status.INFEASIBLE and result.relaxation:
        return {"relax": (relax, relaxations_text(result.relaxation))}
    return {}


def _tell(step: Step) -> None:
    numbers = [
        f"{label} {number}"
        for label, number in (("điểm", step.objective), ("cận dưới", step.bound))
        if number is not None
    ]
    progress(" · ".join([f"{step.done}/{step.total} {step.stage}", *numbers]))
