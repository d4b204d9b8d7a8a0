"""`binhyen plan check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from binhyen.features.staffing.cli.options import BoundInOption, FolderArgument, PlanArgument
from binhyen.features.staffing.rules.answering import verdict_facts
from binhyen.features.staffing.rules.format1.plans import (
    read_plan,
    read_prices,
    read_relaxations,
)
from binhyen.features.staffing.rules.format1.reading import read_problem
from binhyen.foundation.exchange.console import Format, FormatOption, say
from binhyen.solver.deployment.api import check as check_plan
from binhyen.solver.deployment.api import relaxed


def check(
    folder: FolderArgument,
    plan: PlanArgument,
    bound: BoundInOption = None,
    relaxations: Annotated[
        Path | None, typer.Option("--relaxed", help="relax.csv: các điều được nới")
    ] = None,
    format_: FormatOption = Format.text,
) -> None:
    """Kiểm phương án không cần bộ giải: vi phạm theo điều kiện, điểm, cận dưới. Mã thoát 1 nếu vi phạm."""
    problem = read_problem(folder)
    if relaxations is not None:
        problem = relaxed(problem, read_relaxations(relaxations))
    file = read_plan(plan)
    prices = None if bound is None else read_prices(bound, problem)
    verdict = check_plan(problem, file.plan, prices)
    say(verdict_facts(verdict, file), format_)
    if not verdict.valid:
        raise typer.Exit(1)
