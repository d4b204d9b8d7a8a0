"""`binhyen plan explain`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from binhyen.features.staffing.cli.options import BoundInOption, FolderArgument
from binhyen.features.staffing.rules.format1.plans import PlanFile, read_plan, read_prices
from binhyen.features.staffing.rules.format1.reading import read_problem, refuse_size
from binhyen.foundation.exchange.console import Format, FormatOption, say
from binhyen.kernel.errors import N_, Invalid, RowProblem
from binhyen.solver.deployment.api import (
    Prices,
    Problem,
    check,
    explain_officer,
    explain_plan,
    explain_unit,
    why_infeasible,
)

CONFUSING = ("known_names", "one_post_each")
"""Rules whose breach leaves nothing to explain: a line must name someone and something, once."""


def explain(
    folder: FolderArgument,
    plan: Annotated[
        Path | None, typer.Argument(help="plan.csv; không cần với --infeasible")
    ] = None,
    officer: Annotated[str | None, typer.Option("--officer", help="mã cán bộ")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="mã đơn vị")] = None,
    infeasible: Annotated[  # noqa: FBT002 - a flag of the command line
        bool, typer.Option("--infeasible", help="vì sao bài toán không thể, phải nới gì")
    ] = False,
    bound: BoundInOption = None,
    format_: FormatOption = Format.text,
) -> None:
    """Giải thích: một cán bộ (--officer; thêm --unit: vì sao không về đó), một đơn vị, cả phương án, hay vì sao không thể."""
    problem = read_problem(folder)
    refuse_size(problem)
    if infeasible:
        found = why_infeasible(problem)
        facts = {**asdict(found), "proven": found.proven}
        # The plan of the relaxed problem is for `solve`, not for reading.
        del facts["plan"]
        _tell(facts, format_)
        raise typer.Exit(0 if found.feasible else 1)
    if plan is None:
        raise Invalid(N_("Thiếu plan.csv: ghi tên tệp sau thư mục bài toán."))
    file = read_plan(plan)
    _refuse_nonsense(problem, file, plan.name)
    prices = Prices() if bound is None else read_prices(bound, problem)
    _tell(_reasons(problem, file, prices, officer, unit), format_)


def _tell(facts: dict[str, Any], format_: Format) -> None:
    """Everything for a program; for a person, of whatever comes with a sentence the sentence alone."""
    say(
        facts if format_ is Format.json else {name: _said(one) for name, one in facts.items()},
        format_,
    )


def _said(fact: Any) -> Any:
    if isinstance(fact, dict):
        return fact.get("sentence") or {name: _listed(one) for name, one in fact.items()}
    return [_listed(_said(one)) for one in fact] if isinstance(fact, list | tuple) else fact


def _listed(value: Any) -> Any:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value


def _reasons(
    problem: Problem, file: PlanFile, prices: Prices, officer: str | None, unit: str | None
) -> dict[str, Any]:
    if officer is not None:
        return asdict(explain_officer(problem, file.plan, prices, officer, unit=unit))
    if unit is not None:
        return asdict(explain_unit(problem, file.plan, prices, unit))
    return asdict(explain_plan(problem, file.plan, prices))


def _refuse_nonsense(problem: Problem, file: PlanFile, name: str) -> None:
    """Raises: Invalid: the plan names what is not there, or an officer twice."""
    verdict = check(problem, file.plan)
    rows = [
        RowProblem(None, None, one.keys[0], one.message, name)
        for one in verdict.violations
        if one.rule in CONFUSING
    ]
    if rows:
        raise Invalid(
            N_("Phương án {file} có {count} dòng không hiểu được; hãy sửa rồi hỏi lại."),
            rows=rows,
            file=name,
            count=len(rows),
        )
