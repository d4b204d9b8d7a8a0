"""Solving a plan: the search runs outside any transaction, its answer is stored by a command."""

from __future__ import annotations

from binhyen.features.staffing.commands.drafting import scope_of_plan
from binhyen.features.staffing.commands.storing import NewResult, store_result
from binhyen.features.staffing.models import Plan, PlanResult
from binhyen.features.staffing.queries.overviews import step_of
from binhyen.features.staffing.queries.plans import plan_of, problem_of
from binhyen.features.staffing.rules.lives import refuse_step
from binhyen.features.staffing.types import Step
from binhyen.foundation.access.api import Actor, require
from binhyen.foundation.commands.api import command
from binhyen.kernel.errors import N_, RuleBroken
from binhyen.solver.deployment.api import Progress, Result, Status, check, solve

MAX_GAP = 0.001
TIME_LIMIT = 120.0


def solve_plan(
    actor: Actor,
    *,
    plan_id: int,
    max_gap: float = MAX_GAP,
    time_limit: float | None = TIME_LIMIT,
    seed: int = 0,
    progress: Progress | None = None,
) -> PlanResult:
    """Solve a drafted plan and keep the answer, checked without the solver; the same seed gives the same plan.

    Args:
        max_gap: proven distance from the best that is good enough (0.001 = 0.1 %).
        time_limit: seconds.
        progress: called at each stage; may raise to stop, and then nothing is stored.

    Raises:
        NotFound: no such plan, or not for this actor.
        Refused: the actor may not plan here.
        Conflict: the plan is solved already.
        RuleBroken: time ran out before a plan or a proof was found.
    """
    plan = plan_of(actor, plan_id)
    require(actor, "staffing.plan", plan.unit_id)
    refuse_step(plan.name, step_of(plan), Step.SOLVED)
    result = solve(
        problem_of(plan), max_gap=max_gap, time_limit=time_limit, seed=seed, progress=progress
    )
    if result.status is Status.UNKNOWN:
        raise RuleBroken(
            N_("Hết {seconds} giây mà chưa có lời giải; hãy cho thêm thời gian."),
            seconds=round(time_limit or 0),
        )
    return keep_solution(actor, result, plan_id=plan_id)


@command(
    "staffing.solve_plan", "Tính phương án điều động", needs="staffing.plan", scope=scope_of_plan
)
def keep_solution(actor: Actor, result: Result, *, plan_id: int) -> PlanResult:
    """Store what solving answered, once the checker has found the same.

    The result comes by position, for the journal keeps named arguments whole.

    Raises:
        Conflict: the plan was solved meanwhile.
        RuleBroken: the checker finds a rule broken; the plan is not stored.
    """
    plan = plan_of(actor, plan_id)
    problem = problem_of(plan)
    if result.plan is not None:
        refuse_violations(plan, check(problem, result.plan).violations)
    return store_result(
        actor,
        plan,
        problem,
        NewResult(
            status=str(result.status),
            solution=result.plan,
            prices=result.prices,
            seed=result.seed,
            seconds=result.seconds,
            certificate=result.certificate,
            bound=result.bound,
            relaxation=result.relaxation,
            reasons=result.reasons,
            steps=result.steps,
        ),
    )


def refuse_violations(plan: Plan, violations: tuple[object, ...]) -> None:
    """Raises: RuleBroken: the checker found at least one."""
    if violations:
        raise RuleBroken(
            N_(
                "Lời giải của “{name}” vi phạm {count} điều kiện; không lưu. Hãy báo nhà phát triển."
            ),
            code="checker-disagrees",
            name=plan.name,
            count=len(violations),
        )
