"""Draft, adjust, publish and withdraw rosters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from binhyen.engines.people.api import Officer
from binhyen.features.rosters.models import Roster, RosterDuty, RosterEvent
from binhyen.features.rosters.queries.rosters import (
    duties_of,
    new_violations,
    overlapping,
    plan_of,
    problem_now,
    roster_of,
    state_of,
    unit_of_roster,
)
from binhyen.features.rosters.queries.stations import station, unit_name
from binhyen.features.rosters.rules.instance import instance_of
from binhyen.features.rosters.rules.outcome import result_facts
from binhyen.features.rosters.types import Proposal, RosterStep
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import installation
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, RowProblem, RuleBroken
from binhyen.solver.rosters.api import Duty, Violation
from binhyen.solver.rosters.api import Roster as Plan

SYNTHETIC = "MP-"


@command(
    "rosters.draft_roster",
    "Lập lịch trực",
    needs="rosters.manage",
    scope=lambda arguments: int(arguments["unit_id"]),
)
def draft_roster(
    actor: Actor, *, unit_id: int, first: date, last: date, solved: Callable[[], Proposal]
) -> Roster:
    """Keep a proposal as a draft.

    Args:
        solved: gives the proposal (`Proposal.itself`). Solving comes before the command, so that nobody waits for the
            database meanwhile; a callable, so that the journal keeps the question and not everything about everybody.

    Raises:
        Invalid: the proposal is of another station or period.
        Refused: the actor may not make rosters of this station.
        RuleBroken: the proposal holds no roster; the rows say what clashes.
    """
    proposal = solved()
    plan, days = proposal.result.roster, proposal.problem.days
    if (proposal.unit_id, days[0].on, days[-1].on) != (unit_id, first, last):
        raise Invalid(N_("Lịch này được tính cho đơn vị hoặc thời gian khác: hãy tính lại."))
    if plan is None:
        raise _nothing_to_keep(proposal)
    name = unit_name(unit_id, first)
    codes = [one.id for one in proposal.problem.people]
    officers = dict(Officer.objects.filter(code__in=codes).values_list("code", "id"))
    roster = Roster.objects.create(
        police_unit=station(unit_id),
        unit_name=name,
        first_day=days[0].on,
        last_day=days[-1].on,
        scheme=proposal.scheme,
        based_on_id=proposal.based_on,
        instance=instance_of(proposal.problem, name),
        result=result_facts(proposal.problem, proposal.result),
        synthetic=installation().demo_world != ""
        or any(one.startswith(SYNTHETIC) for one in officers),
        made_at=clock.now(),
        made_by=actor.name[:200],
    )
    RosterDuty.objects.bulk_create(
        RosterDuty(roster=roster, on=one.on, kind=one.kind, officer_id=officers[one.person])
        for one in plan.duties
    )
    step(actor, roster, RosterStep.DRAFTED)
    note(
        "rosters.Roster",
        roster.pk,
        after={"duties": len(plan.duties), "status": roster.result["status"]},
    )
    return roster


@command("rosters.adjust_duty", "Sửa tay lịch trực", needs="rosters.manage", scope=unit_of_roster)
def adjust_duty(
    actor: Actor, *, roster_id: int, duty_id: int, officer_id: int, reason: str = ""
) -> tuple[Violation, ...]:
    """Give a duty of a draft to somebody else; if that breaks rules, only with a reason, which is kept.

    Whoever holds another duty that day exchanges with the one replaced.

    Raises:
        Refused, NotFound: as `roster_of`.
        Conflict: the roster is no draft any more.
        Invalid: the duty or the officer is not of this roster.
        RuleBroken: it breaks rules and no reason is given; the rows name them.
    """
    roster = roster_of(actor, roster_id)
    if state_of(roster) != RosterStep.DRAFTED:
        raise Conflict(N_("Lịch này đã công bố hoặc đã bỏ: hãy đổi ca hoặc lập lịch thay thế."))
    duties = duties_of(roster)
    duty = next((one for one in duties if one.pk == duty_id), None)
    officer = Officer.objects.filter(pk=officer_id).first()
    problem = problem_now(roster)
    if duty is None or officer is None or officer.code not in {one.id for one in problem.people}:
        raise Invalid(N_("Ca trực hoặc cán bộ không thuộc lịch này: hãy chọn lại."))
    same_day = next(
        (one for one in duties if one.on == duty.on and one.officer_id == officer.pk), None
    )
    before, replaced, kind = plan_of(duties), duty.officer, duty.kind
    after = _exchanged(duties, duty, officer, same_day)
    broken = new_violations(problem, before, after)
    if broken and not reason.strip():
        raise RuleBroken(
            N_("Sửa như vậy trái {count} quy tắc; chỉ làm được khi ghi lý do: {first}"),
            rows=[RowProblem(None, one.rule, "", one.message) for one in broken],
            count=len(broken),
            first=broken[0].message,
        )
    if same_day is not None:
        # The two exchange kinds, so that nobody holds two duties between the writes.
        duty.kind, same_day.kind = same_day.kind, duty.kind
        duty.save(update_fields=["kind"])
        same_day.save(update_fields=["kind"])
    else:
        duty.officer = officer
        duty.save(update_fields=["officer"])
    told = (
        f"{duty.on:%d/%m/%Y} {kind}: {replaced.full_name} → {officer.full_name}. {reason}".strip()
    )
    step(actor, roster, RosterStep.ADJUSTED, told)
    note(
        "rosters.RosterDuty", duty.pk, before={"officer": replaced.code}, after={"officer": officer.code},
        breaks=[one.rule for one in broken],
    )  # fmt: skip
    return broken


@command(
    "rosters.publish_roster", "Công bố lịch trực", needs="rosters.manage", scope=unit_of_roster
)
def publish_roster(actor: Actor, *, roster_id: int) -> Roster:
    """Publish a draft; the published roster it was made to replace becomes replaced.

    Raises:
        Refused, NotFound: as `roster_of`.
        Conflict: it is no draft, or another published roster covers some of its days.
    """
    roster = roster_of(actor, roster_id)
    if state_of(roster) != RosterStep.DRAFTED:
        raise Conflict(N_("Chỉ công bố được lịch đang ở bước dự thảo."))
    in_the_way = list(overlapping(roster.police_unit_id, roster.first_day, roster.last_day))
    if others := [one for one in in_the_way if one.pk != roster.based_on_id]:
        raise Conflict(
            N_("Đã có lịch công bố số {id} cho những ngày này: hãy lập lịch thay cho lịch ấy."),
            id=others[0].pk,
        )
    for replaced in in_the_way:
        step(actor, replaced, RosterStep.REPLACED, f"→ {roster.pk}")
        note(
            "rosters.Roster",
            replaced.pk,
            before={"state": "published"},
            after={"state": "replaced"},
        )
    step(actor, roster, RosterStep.PUBLISHED)
    note("rosters.Roster", roster.pk, before={"state": "drafted"}, after={"state": "published"})
    return roster_of(actor, roster_id)


@command("rosters.withdraw_roster", "Bỏ lịch trực", needs="rosters.manage", scope=unit_of_roster)
def withdraw_roster(actor: Actor, *, roster_id: int, reason: str) -> None:
    """Drop a draft that will not be used; it stays readable.

    Raises:
        Refused, NotFound: as `roster_of`.
        Conflict: it is no draft.
    """
    roster = roster_of(actor, roster_id)
    if state_of(roster) != RosterStep.DRAFTED:
        raise Conflict(N_("Chỉ bỏ được lịch đang ở bước dự thảo."))
    step(actor, roster, RosterStep.WITHDRAWN, reason)
    note("rosters.Roster", roster.pk, before={"state": "drafted"}, after={"state": "withdrawn"})


def step(actor: Actor, roster: Roster, what: RosterStep, told: str = "") -> None:
    """Add a step to a roster's life; part of a command."""
    RosterEvent.objects.create(
        roster=roster, step=what, at=clock.now(), by=actor.name[:200], note=told
    )


def _exchanged(
    duties: list[RosterDuty], duty: RosterDuty, officer: Officer, same_day: RosterDuty | None
) -> Plan:
    moved = []
    for one in duties:
        code = one.officer.code
        if one.pk == duty.pk:
            code = officer.code
        elif same_day is not None and one.pk == same_day.pk:
            code = duty.officer.code
        moved.append(Duty(one.on, one.kind, code))
    return Plan(tuple(moved))


def _nothing_to_keep(proposal: Proposal) -> RuleBroken:
    clashes = proposal.result.clashes
    return RuleBroken(
        N_("Không xếp được lịch giữ đủ mọi quy tắc; nới ít nhất: {first}"),
        kind="roster-infeasible",
        rows=[
            RowProblem(None, one.rule, "", "; ".join([one.message, *one.because]))
            for one in clashes
        ],
        first=clashes[0].message if clashes else "–",
    )
