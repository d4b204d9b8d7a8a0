"""Writing a plan and its steps; every verb that makes or moves one comes through here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from binhyen.engines.people.api import Officer
from binhyen.features.staffing.models import (
    Plan,
    PlanEvent,
    PlanLine,
    PlanResult,
)
from binhyen.features.staffing.models import Relaxation as RelaxationRow
from binhyen.features.staffing.queries.ground import donor_bodies
from binhyen.features.staffing.queries.plans import tree_day, unit_ids_by_code
from binhyen.features.staffing.rules.lives import refuse_step
from binhyen.features.staffing.rules.packing import digest, pack_prices, pack_problem
from binhyen.features.staffing.types import Origin, Step
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.text import clean_text
from binhyen.solver.deployment.api import Plan as Solution
from binhyen.solver.deployment.api import (
    Posting,
    Prices,
    Problem,
    Relaxation,
    objective,
)

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class NewPlan:
    """What a plan is stored from; `wanted` None = all posts of the problem."""

    unit_id: int
    name: str
    on: date
    origin: Origin
    problem: Problem
    settings: Mapping[str, Any]
    first_wave_number: int
    synthetic: bool
    based_on: Plan | None = None
    reason: str = ""
    frozen_through: int = 0
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class NewResult:
    """What solving, or a checker, said of a plan's lines; `solution` None = no plan keeps all rules."""

    status: str
    solution: Solution | None
    prices: Prices
    seed: int
    seconds: float
    certificate: int | None = None
    bound: int | None = None
    relaxation: tuple[Relaxation, ...] = ()
    reasons: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    steps: tuple[tuple[str, float], ...] = ()


def store_plan(actor: Actor, new: NewPlan) -> Plan:
    """A new plan with its first step; nothing about lines yet."""
    packed = pack_problem(new.problem)
    base = new.based_on
    joins = base is not None and new.origin in (Origin.REPLAN, Origin.RELAXED)
    size = sum(unit.size for unit in new.problem.units)
    plan = Plan.objects.create(
        unit_id=new.unit_id,
        name=clean_text(new.name, 160),
        on=new.on,
        origin=new.origin,
        based_on=base,
        root_id=(base.root_id or base.pk) if base is not None and joins else None,
        reason=clean_text(new.reason, 600) if new.reason else "",
        settings=dict(new.settings),
        first_wave_number=new.first_wave_number,
        frozen_through=new.frozen_through,
        problem=packed,
        digest=digest(packed),
        wanted=size if new.wanted is None else new.wanted,
        candidates=sum(not one.excluded for one in new.problem.candidates),
        synthetic=new.synthetic,
        made_at=clock.now(),
        made_by=actor.name[:200],
    )
    add_step(actor, plan, Step.DRAFTED, "", first=True)
    note("staffing.Plan", plan.pk, after={"digest": plan.digest, "wanted": plan.wanted})
    return plan


def add_step(actor: Actor, plan: Plan, step: Step, said: str = "", *, first: bool = False) -> None:
    """Move a plan one step on.

    Raises:
        Conflict: the step may not follow the plan's last one.
    """
    if not first:
        now = Step(plan.events.order_by("-id").values_list("step", flat=True)[0])
        refuse_step(plan.name, now, step)
    PlanEvent.objects.create(
        plan=plan,
        step=step,
        at=clock.now(),
        by=actor.name[:200],
        account_id=actor.id,
        note=clean_text(said, 600) if said else "",
    )
    # Whoever reads this very object again must see its new state.
    plan.step = step  # type: ignore[attr-defined]
    note("staffing.Plan", plan.pk, after={"step": str(step)})


def store_result(actor: Actor, plan: Plan, problem: Problem, new: NewResult) -> PlanResult:
    """The answer of solving, with its lines; the plan moves on.

    Raises:
        Conflict: the plan was solved meanwhile.
    """
    add_step(actor, plan, Step.SOLVED if new.solution is not None else Step.INFEASIBLE)
    cost = None if new.solution is None else objective(problem, new.solution)
    result = PlanResult.objects.create(
        plan=plan,
        status=new.status,
        objective=None if cost is None else cost.total,
        certificate=new.certificate,
        bound=new.bound,
        cost_parts={} if cost is None else dict(cost.parts),
        prices=pack_prices(new.prices),
        relaxation=[[one.kind, one.key1, one.key2, one.amount] for one in new.relaxation],
        reasons=list(new.reasons),
        proof=list(new.proof),
        seed=new.seed,
        seconds=round(new.seconds, 3),
        steps=[list(step) for step in new.steps],
    )
    if cost is not None:
        _store_lines(plan, problem, cost.by_line)
    note(
        "staffing.PlanResult",
        result.pk,
        after={"status": new.status, "objective": result.objective, "bound": new.bound},
    )
    return result


def store_relaxations(
    actor: Actor, plan: Plan, relaxations: Iterable[Relaxation], reason: str
) -> None:
    """What gave way in this plan's problem, after what gave way in the plan it is based on."""
    earlier = [] if plan.based_on is None else list(plan.based_on.relaxations.order_by("id"))
    kept = [
        RelaxationRow(
            plan=plan, kind=row.kind, key1=row.key1, key2=row.key2, amount=row.amount,
            reason=row.reason, at=row.at, by=row.by,
        )
        for row in earlier
    ]  # fmt: skip
    now, by, said = clock.now(), actor.name[:200], clean_text(reason, 600)
    fresh = [
        RelaxationRow(
            plan=plan, kind=one.kind, key1=one.key1, key2=one.key2, amount=one.amount,
            reason=said, at=now, by=by,
        )
        for one in relaxations
    ]  # fmt: skip
    RelaxationRow.objects.bulk_create([*kept, *fresh], batch_size=_BATCH)


def _store_lines(plan: Plan, problem: Problem, by_line: Iterable[tuple[Posting, Any]]) -> None:
    officers = officer_ids([one.id for one in problem.candidates])
    donors = {name: body.id for name, body in donor_bodies(plan.unit_id, plan.on).items()}
    donor_of = {one.id: one.donor for one in problem.candidates}
    units = unit_ids_by_code(tree_day(plan), plan.unit_id)
    rows = []
    for posting, cost in by_line:
        code, _, stage = posting.unit.partition("/")
        rows.append(
            PlanLine(
                plan=plan,
                officer_id=officers[posting.officer],
                donor_id=donors[donor_of[posting.officer]],
                unit_id=units[code],
                stage=stage,
                post=posting.post,
                wave=posting.wave,
                hm=cost.hm,
                cost=cost.total,
                parts={name: points for name in _PARTS if (points := getattr(cost, name))},
            )
        )
    PlanLine.objects.bulk_create(rows, batch_size=_BATCH)


_PARTS = ("distance", "far", "rank", "years", "wants", "waiting")


def officer_ids(codes: Iterable[str]) -> dict[str, int]:
    """Officer code → id.

    Raises:
        Invalid: a code nobody bears.
    """
    wanted = set(codes)
    rows = Officer.objects.values_list("code", "pk")
    found = {code: pk for code, pk in rows if code in wanted}
    if missing := sorted(wanted - found.keys()):
        raise Invalid(N_("Không có cán bộ mang số hiệu {codes}."), codes=", ".join(missing[:10]))
    return found
