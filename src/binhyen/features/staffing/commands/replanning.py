"""Re-planning after refusals, illness, retirement or new settings: a new plan with the least change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from binhyen.engines.people.api import force
from binhyen.features.staffing.commands.drafting import scope_of_plan
from binhyen.features.staffing.commands.solving import refuse_violations
from binhyen.features.staffing.commands.storing import (
    NewPlan,
    NewResult,
    store_plan,
    store_relaxations,
    store_result,
)
from binhyen.features.staffing.models import Plan, PlanLine
from binhyen.features.staffing.queries.absences import absences_on
from binhyen.features.staffing.queries.instance import live
from binhyen.features.staffing.queries.overviews import step_of
from binhyen.features.staffing.queries.plans import (
    plan_of,
    prices_of,
    problem_of,
    solution_of,
)
from binhyen.features.staffing.queries.progress import (
    answers_of,
    decided_in_line,
    handed_in_line,
    place_of,
)
from binhyen.features.staffing.rules.excluding import Leaving, without
from binhyen.features.staffing.rules.packing import settings_json
from binhyen.features.staffing.types import Origin, Settings, Step
from binhyen.foundation.access.api import Actor, require
from binhyen.foundation.commands.api import command
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid
from binhyen.solver.deployment.api import (
    Prices,
    Problem,
    Relaxation,
    Replanned,
    certified,
    check,
    prices_known,
    replan,
)

GONE = N_("không còn công tác")
REFUSED = N_("đơn vị cử từ chối: {reason}")


@dataclass(frozen=True, slots=True)
class _Mended:
    """What is stored of a re-planning, found outside any transaction."""

    problem: Problem
    settings: Mapping[str, Any]
    result: NewResult
    frozen_through: int
    wanted: int | None


def replan_plan(
    actor: Actor,
    *,
    plan_id: int,
    name: str,
    reason: str,
    freeze_through: int = 0,
    on: date | None = None,
    excluded: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> Plan:
    """A new plan in the same line that keeps every standing line it can; both stay readable.

    Officers refused by their donor, out of service or absent on the day, and those `excluded` by code with a reason,
    are not sent. Waves with decisions in force are frozen whatever `freeze_through` says. With `settings` the
    problem is made anew from the data of the plan's own day: another tree of units, other caps.

    Args:
        on: the day whose retirements and absences count; today by default.

    Raises:
        NotFound: no such plan, or not for this actor.
        Refused: the actor may not plan here or not see personal data.
        Conflict: the plan has no lines, or was withdrawn.
        Invalid: no reason, or an excluded code that is not in the plan's data.
    """
    base = plan_of(actor, plan_id)
    require(actor, "staffing.plan", base.unit_id)
    if not reason.strip():
        raise Invalid(N_("Điều chỉnh phương án phải có lý do."))
    if step_of(base) not in (Step.SOLVED, Step.PROPOSED, Step.APPROVED):
        raise Conflict(N_("Phương án “{name}” không có danh sách để điều chỉnh."), name=base.name)
    day = on or clock.today()
    mended = _mend(actor, base, day, excluded or {}, settings, freeze_through)
    return keep_replan(actor, mended, plan_id=plan_id, name=name, reason=reason)


@command("staffing.replan_plan", "Điều chỉnh phương án", needs="staffing.plan", scope=scope_of_plan)
def keep_replan(actor: Actor, mended: _Mended, *, plan_id: int, name: str, reason: str) -> Plan:
    """Store a re-plan once the checker has found it valid; what was mended comes by position, out of the journal."""
    base = plan_of(actor, plan_id)
    if mended.result.solution is not None:
        refuse_violations(base, check(mended.problem, mended.result.solution).violations)
    plan = store_plan(
        actor,
        NewPlan(
            unit_id=base.unit_id,
            name=name,
            on=base.on,
            origin=Origin.REPLAN,
            problem=mended.problem,
            settings=mended.settings,
            first_wave_number=base.first_wave_number,
            synthetic=base.synthetic,
            based_on=base,
            reason=reason,
            frozen_through=mended.frozen_through,
            wanted=mended.wanted,
        ),
    )
    store_relaxations(actor, plan, (), reason)
    store_result(actor, plan, mended.problem, mended.result)
    return plan


def _mend(
    actor: Actor,
    base: Plan,
    on: date,
    excluded: Mapping[str, str],
    settings: Settings | None,
    freeze_through: int,
) -> _Mended:
    anew = None if settings is None else live(actor, base.unit_id, base.on, settings).problem
    whole = anew or problem_of(base)
    problem = without(whole, _leaving(actor, base, on, whole, excluded), _days(whole))
    frozen = max(freeze_through, _last_decided(base))
    found = replan(
        problem,
        solution_of(base),
        freeze_through=frozen,
        prices=prices_of(base) if settings is None else None,
    )
    return _Mended(
        problem=problem,
        settings=base.settings if settings is None else settings_json(settings),
        result=_result(found, problem, prices_known(problem, prices_of(base) or Prices())),
        frozen_through=frozen,
        wanted=base.wanted if settings is None else None,
    )


def _days(problem: Problem) -> tuple[date, ...]:
    return tuple(wave.starts_on for wave in problem.waves)


def _leaving(
    actor: Actor, base: Plan, on: date, problem: Problem, excluded: Mapping[str, str]
) -> dict[str, Leaving]:
    """Officer code → why not sent and, if it ends, when they are back."""
    codes = {one.id for one in problem.candidates}
    if unknown := sorted(excluded.keys() - codes):
        raise Invalid(
            N_("Không có cán bộ {codes} trong số liệu của phương án."),
            codes=", ".join(unknown[:10]),
        )
    serving = {one.code: one.officer_id for one in force(actor, on, under_id=base.unit_id)}
    handed = {officer for officer, _, _ in handed_in_line(base)}
    absent = absences_on(on)
    found = {code: Leaving(GONE) for code in codes - serving.keys()}
    for code, officer in serving.items():
        row = absent.get(officer)
        if code in codes and row is not None and officer not in handed:
            found[code] = Leaving(str(row.get_kind_display()), row.valid_to)
    found |= {code: Leaving(REFUSED.format(reason=why)) for code, why in _refused(base).items()}
    return found | {code: Leaving(why) for code, why in excluded.items()}


def _refused(base: Plan) -> dict[str, str]:
    answers = {line: one for line, one in answers_of(base).items() if not one.released}
    rows = PlanLine.objects.filter(plan=base, releases__released=False).distinct()
    lines = rows.values_list("id", "officer__code")
    return {code: answers[line].reason for line, code in lines if line in answers}


def _last_decided(base: Plan) -> int:
    """Waves of which somebody is decided already cannot be planned anew."""
    decided = decided_in_line(base)
    lines = PlanLine.objects.filter(plan=base)
    return max((line.wave for line in lines if place_of(line) in decided), default=0)


def _result(found: Replanned, problem: Problem, prices: Prices) -> NewResult:
    """The prices of the plan before still prove a bound against all plans: any prices do, if a weaker one."""
    if found.plan is None:
        trouble = found.infeasibility
        relaxation: tuple[Relaxation, ...] = trouble.relaxation if trouble else ()
        reasons = tuple(trouble.sentences) if trouble else ()
        return NewResult(
            status="infeasible",
            solution=None,
            prices=Prices(),
            seed=0,
            seconds=found.seconds,
            relaxation=relaxation,
            reasons=reasons,
        )
    return NewResult(
        status="feasible",
        solution=found.plan,
        prices=prices,
        seed=0,
        seconds=found.seconds,
        certificate=max(0, certified(problem, prices)),
        bound=found.bound,
        proof=found.proof,
    )
