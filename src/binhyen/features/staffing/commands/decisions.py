"""Decisions from an approved plan: numbered documents with the list as annex; taken back only before handover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from binhyen.engines.documents.api import Drafting, IssuedDocument, Signer, issue
from binhyen.engines.people.api import force
from binhyen.engines.units.api import Structure, structure
from binhyen.features.staffing.commands.drafting import scope_of_plan
from binhyen.features.staffing.models import (
    Decision,
    DecisionLine,
    Handover,
    Plan,
    PlanLine,
    Revocation,
)
from binhyen.features.staffing.queries.lines import line_rows
from binhyen.features.staffing.queries.overviews import step_of
from binhyen.features.staffing.queries.plans import plan_of, tree_day
from binhyen.features.staffing.queries.progress import decided_in_line, handed_in_line, place_of
from binhyen.features.staffing.rules.grouping import by_place
from binhyen.features.staffing.text.decisions import (
    Sending,
    decision_document,
    revocation_document,
)
from binhyen.features.staffing.types import LineRow, Step
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import installation
from binhyen.foundation.commands.api import command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound

Per = Literal["district", "province"]
TEMPLATE = "staffing.decision"
DIRECTOR = "GIÁM ĐỐC"
_SHOWN = 10


@command(
    "staffing.issue_decisions",
    "Ban hành quyết định điều động",
    needs="staffing.decide",
    scope=scope_of_plan,
)
def issue_decisions(
    actor: Actor,
    *,
    plan_id: int,
    wave: int,
    issued_on: date,
    effective_on: date,
    signer: Signer | str = DIRECTOR,
    per: Per = "district",
) -> list[Decision]:
    """Issue the decisions of a wave of an approved plan: one for each receiving district, or one for the province.

    Lines already decided (here or in a plan this one re-plans) are left out, so a second call adds what is missing.

    Raises:
        NotFound: no such plan, or not for this actor.
        Refused: the actor may not decide, or not issue documents, or not see personal data here.
        Conflict: the plan is not approved, nothing is left to decide, or somebody no longer serves at their donor.
        RuleBroken: dated in the future.
        Invalid: officers would report before the decision is issued.
    """
    plan = plan_of(actor, plan_id)
    _refuse_days(issued_on, effective_on)
    if step_of(plan) is not Step.APPROVED:
        raise Conflict(N_("Phương án “{name}” chưa được phê duyệt."), name=plan.name)
    lines = _undecided(actor, plan, wave)
    _refuse_gone(actor, plan, lines, issued_on)
    sending = Sending(plan.name, plan.first_wave_number + wave - 1, issued_on, effective_on, signer)
    tree = structure(tree_day(plan))
    return [
        _issue(actor, plan, wave, place, rows, sending, tree)
        for place, rows in by_place(tree, plan.unit_id, lines, districts=per == "district").items()
    ]


def _scope_of_decision(arguments: dict[str, Any]) -> int | None:
    rows = Decision.objects.filter(pk=arguments["decision_id"])
    return rows.values_list("plan__unit_id", flat=True).first()


@command(
    "staffing.revoke_decision",
    "Thu hồi quyết định điều động",
    needs="staffing.decide",
    scope=_scope_of_decision,
)
def revoke_decision(
    actor: Actor, *, decision_id: int, reason: str, issued_on: date, signer: Signer | str = DIRECTOR
) -> Revocation:
    """Take a decision back by another one; its lines may then be decided anew.

    Raises:
        NotFound: no such decision.
        Conflict: somebody was handed over by it, or it was taken back already.
        Invalid: no reason.
    """
    if not reason.strip():
        raise Invalid(N_("Thu hồi quyết định phải có lý do."))
    found = Decision.objects.select_related("plan", "document").filter(pk=decision_id).first()
    if found is None:
        raise NotFound(N_("Không có quyết định số {id}."), id=decision_id)
    if Handover.objects.filter(decision=found).exists():
        raise Conflict(
            N_("Đã bàn giao người theo quyết định {symbol} nên không thu hồi được."),
            symbol=found.document.symbol,
        )
    if Revocation.objects.filter(decision=found).exists():
        raise Conflict(N_("Quyết định {symbol} đã thu hồi."), symbol=found.document.symbol)
    province = structure(tree_day(found.plan)).get(found.plan.unit_id)
    document = issue(
        actor,
        unit_id=found.plan.unit_id,
        document=revocation_document(
            province, found.document, issued_on, reason, signer, demo=is_demo(found.plan)
        ),
        drafting=Drafting(TEMPLATE, {"decision": found.pk, "reason": reason}),
    )
    row = Revocation.objects.create(
        decision=found, document=document, reason=reason, at=clock.now(), by=actor.name[:200]
    )
    note("staffing.Decision", found.pk, after={"revoked_by": document.symbol})
    return row


def _refuse_days(issued_on: date, effective_on: date) -> None:
    if effective_on < issued_on:
        raise Invalid(
            N_("Ngày có mặt {effective:%d-%m-%Y} trước ngày ban hành {issued:%d-%m-%Y}."),
            effective=effective_on,
            issued=issued_on,
        )


def _undecided(actor: Actor, plan: Plan, wave: int) -> list[LineRow]:
    decided, handed = decided_in_line(plan), handed_in_line(plan)
    places = {line.pk: place_of(line) for line in PlanLine.objects.filter(plan=plan, wave=wave)}
    left = [pk for pk, place in places.items() if place not in decided and place not in handed]
    if not left:
        raise Conflict(
            N_("Đợt {wave} của “{name}” không còn ai chờ quyết định."), wave=wave, name=plan.name
        )
    rows = line_rows(actor, plan, wave=wave)
    chosen = set(left)
    return [row for row in rows if row.line_id in chosen]


def _refuse_gone(actor: Actor, plan: Plan, lines: Sequence[LineRow], on: date) -> None:
    serving = {
        one.officer_id: one.police_unit_id for one in force(actor, on, under_id=plan.unit_id)
    }
    gone = [row.officer_code for row in lines if serving.get(row.officer_id) != row.donor_id]
    if gone:
        raise Conflict(
            N_(
                "{count} người không còn ở đơn vị cử ngày {on:%d-%m-%Y}: {codes}. Hãy điều chỉnh phương án."
            ),
            code="officers-gone",
            count=len(gone),
            on=on,
            codes=", ".join(gone[:_SHOWN]),
        )


def _issue(
    actor: Actor,
    plan: Plan,
    wave: int,
    place_id: int,
    rows: Sequence[LineRow],
    sending: Sending,
    tree: Structure,
) -> Decision:
    province, place = tree.get(plan.unit_id), tree.get(place_id)
    document: IssuedDocument = issue(
        actor,
        unit_id=plan.unit_id,
        document=decision_document(province, place, rows, sending, demo=is_demo(plan)),
        drafting=Drafting(
            TEMPLATE, {"plan": plan.pk, "wave": wave, "lines": [row.line_id for row in rows]}
        ),
    )
    decision = Decision.objects.create(
        plan=plan,
        wave=wave,
        unit_id=place_id,
        document=document,
        effective_on=sending.effective_on,
        at=clock.now(),
        by=actor.name[:200],
    )
    DecisionLine.objects.bulk_create(
        [
            DecisionLine(decision=decision, line_id=row.line_id, number=number)
            for number, row in enumerate(rows, 1)
        ],
        batch_size=1000,
    )
    note("staffing.Decision", decision.pk, after={"symbol": document.symbol, "lines": len(rows)})
    return decision


def is_demo(plan: Plan) -> bool:
    """Whether documents of this plan must say that persons are invented."""
    return plan.synthetic or bool(installation().demo_world)
