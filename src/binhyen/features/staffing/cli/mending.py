"""`binhyen plan replan`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from binhyen.features.staffing.cli.options import (
    BoundInOption,
    FolderArgument,
    OutOption,
    SeedOption,
)
from binhyen.features.staffing.rules.answering import relaxation_facts
from binhyen.features.staffing.rules.format1.places import refuse_places
from binhyen.features.staffing.rules.format1.plans import (
    plan_text,
    read_plan,
    read_prices,
    relaxations_text,
)
from binhyen.features.staffing.rules.format1.reading import read_problem, refuse_size
from binhyen.features.staffing.rules.format1.safely import write_all
from binhyen.foundation.exchange.console import Format, FormatOption, say
from binhyen.kernel.errors import N_, Invalid
from binhyen.solver.deployment.api import Problem, Replanned
from binhyen.solver.deployment.api import replan as mend


def replan(
    folder: FolderArgument,
    baseline: Annotated[Path, typer.Option("--baseline", help="plan.csv đang có")],
    out: OutOption,
    freeze_through: Annotated[
        int, typer.Option("--freeze-through", min=0, help="giữ nguyên các đợt đến đợt này")
    ] = 0,
    max_moves: Annotated[
        int | None, typer.Option("--max-moves", min=0, help="nhiều nhất bao nhiêu người bị chuyển")
    ] = None,
    bound: BoundInOption = None,
    seed: SeedOption = 0,
    format_: FormatOption = Format.text,
) -> None:
    """Sửa phương án khi người, đơn vị thay đổi: ít xáo trộn nhất, khác nhau từng người. Mã thoát 1 nếu không thể."""
    relax_out = out.with_name("relax.csv")
    inputs = [path for path in (baseline, bound) if path is not None]
    refuse_places(folder, inputs, {"--out": out, "--relax": relax_out})
    problem = read_problem(folder)
    refuse_size(problem)
    _refuse_frozen(problem, freeze_through)
    old = read_plan(baseline).plan
    prices = None if bound is None else read_prices(bound, problem, changed=True)
    mended = mend(
        problem, old, freeze_through=freeze_through, max_moves=max_moves, prices=prices, seed=seed
    )
    files = _write(mended, out, relax_out)
    say({**_facts(mended), "files": files}, format_)
    if mended.plan is None:
        raise typer.Exit(1)


def _refuse_frozen(problem: Problem, freeze_through: int) -> None:
    if freeze_through > problem.last_wave:
        raise Invalid(
            N_("--freeze-through {wave}: bài toán chỉ có {last} đợt; ghi từ 0 đến {last}."),
            wave=freeze_through,
            last=problem.last_wave,
        )


def _write(mended: Replanned, out: Path, relax: Path) -> dict[str, str]:
    if mended.plan is not None:
        write_all({out: plan_text(mended.plan)})
        return {"plan": str(out)}
    if mended.infeasibility is not None and mended.infeasibility.relaxation:
        write_all({relax: relaxations_text(mended.infeasibility.relaxation)})
        return {"relax": str(relax)}
    return {}


def _facts(mended: Replanned) -> dict[str, Any]:
    why = mended.infeasibility
    return {
        "status": "infeasible" if mended.plan is None else "feasible",
        "objective": mended.cost_after,
        "cost_before": mended.cost_before,
        "bound": mended.bound,
        "moves": mended.moves,
        "moves_bound": mended.moves_bound,
        "unchanged": mended.unchanged,
        "changes": [asdict(change) for change in mended.changes],
        "scope": mended.scope,
        "proof": list(mended.proof),
        "seconds": round(mended.seconds, 3),
        "reasons": [] if why is None else [clash.sentence for clash in why.clashes],
        "relaxation": [] if why is None else relaxation_facts(why.relaxation),
    }
