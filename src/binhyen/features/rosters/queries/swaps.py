"""Swap requests: state from their steps, and what a swap would break."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from binhyen.features.rosters.models import Roster, RosterDuty, Swap
from binhyen.features.rosters.queries.rosters import (
    duties_of,
    new_violations,
    plan_of,
    problem_now,
)
from binhyen.features.rosters.types import SwapAct
from binhyen.foundation.access.api import Actor, visible
from binhyen.kernel.errors import N_, NotFound
from binhyen.solver.rosters.api import Duty, Violation
from binhyen.solver.rosters.api import Roster as Plan

CLOSING = (SwapAct.REFUSED, SwapAct.APPROVED, SwapAct.REJECTED, SwapAct.WITHDRAWN)


def swaps(actor: Actor, *, roster_id: int | None = None) -> QuerySet[Swap]:
    """Swap requests the actor may see, newest first, with all that is told of them. Two statements."""
    rows = visible(actor, Swap.objects.all()).select_related(
        "roster", "given", "taken", "asker", "other"
    )
    rows = rows.prefetch_related("steps")
    return rows.filter(roster_id=roster_id) if roster_id else rows


def swap_of(actor: Actor, swap_id: int) -> Swap:
    """One request.

    Raises:
        NotFound: no such request, or not for this actor.
    """
    found = swaps(actor).filter(pk=swap_id).first()
    if found is None:
        raise NotFound(N_("Không có lần xin đổi ca số {id} trong phạm vi của bạn."), id=swap_id)
    return found


def consented(swap: Swap) -> set[int]:
    """Ids of the officers who consented."""
    return {
        step.officer_id
        for step in swap.steps.all()
        if step.act == SwapAct.CONSENTED and step.officer_id is not None
    }


def closed_by(swap: Swap) -> SwapAct | None:
    """What ended the request, None while it is open."""
    return next((SwapAct(step.act) for step in swap.steps.all() if step.act in CLOSING), None)


def is_stale(swap: Swap) -> bool:
    """Whether one of the duties has meanwhile gone to somebody else."""
    taken = swap.taken is not None and swap.taken.officer_id != swap.other_id
    return taken or swap.given.officer_id != swap.asker_id


def swap_breaks(
    roster: Roster, given: RosterDuty, taken: RosterDuty | None, other_code: str
) -> tuple[Violation, ...]:
    """What would break if the two exchanged these duties."""
    duties = duties_of(roster)
    before = plan_of(duties)
    asker = next(one.officer.code for one in duties if one.pk == given.pk)
    moved: list[Duty] = []
    for one in duties:
        duty = Duty(one.on, one.kind, one.officer.code)
        if one.pk == given.pk:
            duty = replace(duty, person=other_code)
        elif taken is not None and one.pk == taken.pk:
            duty = replace(duty, person=asker)
        moved.append(duty)
    return new_violations(problem_now(roster), before, Plan(tuple(moved)))
