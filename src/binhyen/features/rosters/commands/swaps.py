"""Swaps by consent: asked, agreed by both, decided by who manages rosters; the rules are checked at both ends."""

from __future__ import annotations

from binhyen.engines.people.api import Officer
from binhyen.features.rosters.commands.rosters import step
from binhyen.features.rosters.models import Roster, RosterDuty, Swap, SwapStep
from binhyen.features.rosters.queries.rosters import roster_of, state_of, unit_of_roster
from binhyen.features.rosters.queries.stations import own_officer
from binhyen.features.rosters.queries.swaps import (
    closed_by,
    consented,
    is_stale,
    swap_breaks,
    swap_of,
)
from binhyen.features.rosters.types import RosterStep, SwapAct
from binhyen.foundation.access.api import Actor, allows, require
from binhyen.foundation.commands.api import ANYWHERE, command, note
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Conflict, Invalid, Refused, RowProblem, RuleBroken
from binhyen.kernel.text import clean_text


@command("rosters.ask_swap", "Xin đổi ca trực", needs="rosters.keep", scope=unit_of_roster)
def ask_swap(
    actor: Actor,
    *,
    roster_id: int,
    given_id: int,
    other_id: int,
    taken_id: int | None = None,
    reason: str = "",
) -> Swap:
    """Ask to give a duty to somebody, for one of theirs or for nothing; the asker's own account consents with it.

    Raises:
        Refused: the duty is not one's own, and the actor does not manage rosters.
        Conflict: the roster is not published, or the duty's day has come.
        Invalid: the duties do not belong together.
        RuleBroken: the swap breaks rules; the rows name them.
    """
    roster = roster_of(actor, roster_id)
    given, taken = _duty(roster, given_id), None if taken_id is None else _duty(roster, taken_id)
    _refuse_stranger(actor, roster, given.officer_id)
    if state_of(roster) != RosterStep.PUBLISHED or given.on <= clock.today():
        raise Conflict(N_("Chỉ xin đổi ca chưa tới ngày, trong lịch đã công bố."))
    other = Officer.objects.filter(pk=other_id).first()
    if other is None or other.pk == given.officer_id or (taken and taken.officer_id != other.pk):
        raise Invalid(N_("Hãy chọn người khác, và ca nhận lại phải là ca của người ấy."))
    _refuse_breaking(roster, given, taken, other.code)
    swap = Swap.objects.create(
        roster=roster, given=given, taken=taken, asker_id=given.officer_id, other=other,
        reason=clean_text(reason, 300), asked_at=clock.now(), asked_by=actor.name[:200],
    )  # fmt: skip
    own = own_officer(actor)
    if own is not None and own.pk == given.officer_id:
        _add(actor, swap, SwapAct.CONSENTED, own.pk)
    note("rosters.Swap", swap.pk, after={"given": given.pk, "taken": taken_id, "other": other.pk})
    return swap


@command("rosters.answer_swap", "Trả lời xin đổi ca", needs="rosters.keep", scope=ANYWHERE)
def answer_swap(
    actor: Actor, *, swap_id: int, officer_id: int, agrees: bool, note_text: str = ""
) -> Swap:
    """Consent or refuse: by the officer's own account, or on paper by who manages rosters.

    Raises:
        Refused: neither the officer nor a manager. NotFound: no such request.
        Conflict: it is decided already. Invalid: the officer is not one of the two, or answered before.
    """
    swap = _open(actor, swap_id)
    if officer_id not in (swap.asker_id, swap.other_id):
        raise Invalid(N_("Chỉ hai người đổi ca mới trả lời được."))
    if officer_id in consented(swap):
        raise Invalid(N_("Người này đã đồng ý rồi."))
    _refuse_stranger(actor, swap.roster, officer_id)
    _add(actor, swap, SwapAct.CONSENTED if agrees else SwapAct.REFUSED, officer_id, note_text)
    note("rosters.Swap", swap.pk, after={"officer": officer_id, "agrees": agrees})
    return swap_of(actor, swap_id)


@command("rosters.decide_swap", "Duyệt đổi ca", needs="rosters.manage", scope=ANYWHERE)
def decide_swap(actor: Actor, *, swap_id: int, approve: bool, note_text: str = "") -> Swap:
    """Approve a swap both agreed to, which changes the roster at once, or reject it.

    Raises:
        Refused: not for this station. NotFound: no such request.
        Conflict: decided already, not agreed by both, or a duty has meanwhile changed hands.
        RuleBroken: by now it breaks rules; the rows name them.
    """
    swap = _open(actor, swap_id)
    require(actor, "rosters.manage", swap.roster.police_unit.unit_id)
    if approve:
        _make(actor, swap)
    _add(actor, swap, SwapAct.APPROVED if approve else SwapAct.REJECTED, None, note_text)
    note("rosters.Swap", swap.pk, after={"approved": approve})
    return swap_of(actor, swap_id)


@command("rosters.withdraw_swap", "Rút xin đổi ca", needs="rosters.keep", scope=ANYWHERE)
def withdraw_swap(actor: Actor, *, swap_id: int) -> Swap:
    """Take a request back.

    Raises:
        Refused: not the asker, nor a manager. NotFound: no such request. Conflict: decided already.
    """
    swap = _open(actor, swap_id)
    _refuse_stranger(actor, swap.roster, swap.asker_id)
    _add(actor, swap, SwapAct.WITHDRAWN, None)
    note("rosters.Swap", swap.pk, after={"withdrawn": True})
    return swap_of(actor, swap_id)


def _make(actor: Actor, swap: Swap) -> None:
    roster = roster_of(actor, swap.roster_id)
    if consented(swap) != {swap.asker_id, swap.other_id}:
        raise Conflict(N_("Chưa đủ hai người đồng ý."))
    if state_of(roster) != RosterStep.PUBLISHED or is_stale(swap):
        raise Conflict(N_("Ca trực đã sang người khác hoặc lịch đã thay: hãy xin đổi lại."))
    _refuse_breaking(roster, swap.given, swap.taken, swap.other.code)
    given, taken = swap.given, swap.taken
    same_day = taken is not None and taken.on == given.on
    if same_day and taken is not None:
        # On one day the two exchange kinds, so that nobody holds two duties between the writes.
        given.kind, taken.kind = taken.kind, given.kind
        given.save(update_fields=["kind"])
        taken.save(update_fields=["kind"])
    else:
        given.officer = swap.other
        given.save(update_fields=["officer"])
        if taken is not None:
            taken.officer = swap.asker
            taken.save(update_fields=["officer"])
    told = f"{given.on:%d/%m/%Y}: {swap.asker.full_name} ↔ {swap.other.full_name}"
    step(actor, roster, RosterStep.SWAPPED, told)


def _duty(roster: Roster, duty_id: int) -> RosterDuty:
    found = RosterDuty.objects.select_related("officer").filter(roster=roster, pk=duty_id).first()
    if found is None:
        raise Invalid(N_("Ca trực không thuộc lịch này."))
    return found


def _open(actor: Actor, swap_id: int) -> Swap:
    swap = swap_of(actor, swap_id)
    if closed_by(swap) is not None:
        raise Conflict(N_("Lần xin đổi ca này đã xong."))
    return swap


def _refuse_stranger(actor: Actor, roster: Roster, officer_id: int) -> None:
    own = own_officer(actor)
    if own is not None and own.pk == officer_id:
        return
    if not allows(actor, "rosters.manage", roster.police_unit.unit_id):
        raise Refused(N_("{name} chỉ xin và trả lời được cho ca của chính mình."), name=actor.name)


def _refuse_breaking(
    roster: Roster, given: RosterDuty, taken: RosterDuty | None, other: str
) -> None:
    if broken := swap_breaks(roster, given, taken, other):
        raise RuleBroken(
            N_("Đổi như vậy trái {count} quy tắc: {first}"),
            rows=[RowProblem(None, one.rule, "", one.message) for one in broken],
            count=len(broken),
            first=broken[0].message,
        )


def _add(actor: Actor, swap: Swap, act: SwapAct, officer_id: int | None, told: str = "") -> None:
    own = own_officer(actor)
    on_paper = officer_id is not None and (own is None or own.pk != officer_id)
    SwapStep.objects.create(
        swap=swap, act=act, officer_id=officer_id, on_paper=on_paper, at=clock.now(), by=actor.name[:200],
        note=clean_text(told, 300),
    )  # fmt: skip
