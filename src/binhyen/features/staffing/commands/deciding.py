"""A plan's way to approval: proposed with its donors asked, approved by another account, or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from binhyen.engines.indicators.api import work_calendar
from binhyen.features.staffing.commands.drafting import scope_of_plan
from binhyen.features.staffing.commands.storing import add_step
from binhyen.features.staffing.models import Consultation, Plan, PlanEvent, PlanLine, Release
from binhyen.features.staffing.queries.catalogue import defaults
from binhyen.features.staffing.queries.plans import plan_of
from binhyen.features.staffing.queries.progress import (
    answers_of,
    handed_in_line,
    place_of,
    promised_elsewhere,
)
from binhyen.features.staffing.types import Step
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command
from binhyen.foundation.commands.api import note as write_down
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, Refused

_BATCH = 1000


@command(
    "staffing.propose_plan",
    "Trình phương án, hiệp y với đơn vị cử",
    needs="staffing.plan",
    scope=scope_of_plan,
)
def propose_plan(actor: Actor, *, plan_id: int, asked_on: date | None = None) -> Plan:
    """Propose a solved plan and ask every donor that has not answered for its lines yet.

    A re-plan keeps the answers already given about lines that stay the same. Donors have as many working days to
    answer as the catalogue says.

    Raises:
        NotFound: no such plan, or not for this actor.
        Conflict: the plan is not solved, or proposed already.
    """
    plan = plan_of(actor, plan_id)
    add_step(actor, plan, Step.PROPOSED)
    _carry_answers(plan)
    answered = answers_of(plan)
    rows = PlanLine.objects.filter(plan=plan).order_by().values_list("id", "donor_id")
    donors = sorted({donor for line, donor in rows if line not in answered})
    on = asked_on or clock.today()
    due = work_calendar().add_working_days(on, defaults().answer_working_days)
    Consultation.objects.bulk_create(
        [
            Consultation(
                plan=plan, donor_id=donor, asked_on=on, due_on=due, asked_by=actor.name[:200]
            )
            for donor in donors
        ],
        batch_size=_BATCH,
    )
    write_down("staffing.Plan", plan.pk, after={"asked": len(donors), "due_on": str(due)})
    return plan


@command(
    "staffing.approve_plan", "Phê duyệt phương án", needs="staffing.decide", scope=scope_of_plan
)
def approve_plan(
    actor: Actor, *, plan_id: int, note: str = "", without_answers: bool = False
) -> Plan:
    """Approve a proposed plan; whoever proposed it may not.

    Args:
        note: kept with the step; needed when approving `without_answers`.
        without_answers: approve although some donors were silent beyond their term.

    Raises:
        NotFound: no such plan, or not for this actor.
        Refused: the account that proposed it.
        Conflict: not proposed; a line is refused (re-plan first); a donor has not answered; or another approved plan
            sends somebody of this one.
    """
    plan = plan_of(actor, plan_id)
    _refuse_own(actor, plan)
    if without_answers and not note.strip():
        raise Invalid(N_("Phê duyệt khi đơn vị cử chưa trả lời thì phải ghi lý do."))
    _refuse_open(plan, without_answers=without_answers)
    _refuse_promised(plan)
    add_step(actor, plan, Step.APPROVED, note)
    return plan


@command("staffing.withdraw_plan", "Rút phương án", needs="staffing.plan", scope=scope_of_plan)
def withdraw_plan(actor: Actor, *, plan_id: int, reason: str) -> Plan:
    """Take a plan back before it is approved; it stays readable.

    Raises:
        NotFound: no such plan, or not for this actor.
        Invalid: no reason.
        Conflict: approved or withdrawn already.
    """
    if not reason.strip():
        raise Invalid(N_("Rút phương án phải có lý do."))
    plan = plan_of(actor, plan_id)
    add_step(actor, plan, Step.WITHDRAWN, reason)
    return plan


def _carry_answers(plan: Plan) -> None:
    """Answers about lines of the plan before stand for the same lines of this one."""
    base = plan.based_on
    if base is None or plan.root_id is None:
        return
    known = answers_of(base)
    handed = handed_in_line(plan)
    before = {place_of(line): known.get(line.pk) for line in PlanLine.objects.filter(plan=base)}
    rows = []
    for line in PlanLine.objects.filter(plan=plan):
        answer = before.get(place_of(line))
        if place_of(line) in handed or (answer is not None and answer.released):
            rows.append(
                Release(
                    line=line,
                    released=True,
                    letter=answer.letter if answer else "",
                    at=answer.at if answer else clock.now(),
                    by=answer.by if answer else plan.made_by,
                )
            )
    Release.objects.bulk_create(rows, batch_size=_BATCH)


def _refuse_own(actor: Actor, plan: Plan) -> None:
    proposed = PlanEvent.objects.filter(plan=plan, step=Step.PROPOSED).first()
    if proposed is None:
        return
    # Programs and the operator have no account; their name stands for them.
    own = (proposed.account_id, proposed.by if proposed.account_id is None else "")
    if own == (actor.id, actor.name[:200] if actor.id is None else ""):
        raise Refused(
            N_("{name} đã trình phương án này nên không tự phê duyệt; phải là người khác."),
            code="four-eyes",
            name=actor.name,
        )


def _refuse_open(plan: Plan, *, without_answers: bool) -> None:
    answers = answers_of(plan)
    lines = dict(PlanLine.objects.filter(plan=plan).values_list("id", "donor_id"))
    refused = [line for line, answer in answers.items() if not answer.released]
    if refused:
        raise Conflict(
            N_("Đơn vị cử từ chối {count} người; hãy điều chỉnh phương án rồi trình lại."),
            code="lines-refused",
            count=len(refused),
        )
    silent = lines.keys() - answers.keys()
    if not silent:
        return
    if not without_answers:
        raise Conflict(
            N_("Còn {count} người của {donors} đơn vị cử chưa được trả lời hiệp y."),
            code="lines-unanswered",
            count=len(silent),
            donors=len({lines[line] for line in silent}),
        )
    _refuse_early(plan, {lines[line] for line in silent})


def _refuse_promised(plan: Plan) -> None:
    promised = promised_elsewhere(plan)
    rows = PlanLine.objects.filter(plan=plan).values_list("officer_id", "officer__code")
    twice = {code: promised[officer] for officer, code in rows if officer in promised}
    if twice:
        code, other = min(twice.items())
        raise Conflict(
            N_(
                "{count} người (như {example}) đã nằm trong phương án “{other}” được phê duyệt; hãy điều chỉnh."
            ),
            code="promised-elsewhere",
            count=len(twice),
            example=code,
            other=other,
        )


def _refuse_early(plan: Plan, donors: Iterable[int]) -> None:
    rows = Consultation.objects.filter(plan=plan, donor_id__in=donors, due_on__gte=clock.today())
    latest = rows.order_by("-due_on").values_list("due_on", flat=True).first()
    if latest is not None:
        raise Conflict(
            N_(
                "Hạn trả lời hiệp y đến hết ngày {due:%d-%m-%Y}; chưa thể phê duyệt khi chưa có trả lời."
            ),
            code="too-early",
            due=latest,
        )
