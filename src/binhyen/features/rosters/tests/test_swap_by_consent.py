"""Swaps: both agree, the leader decides, the rules are asked at both ends."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from binhyen.features.rosters import api
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, Refused, RuleBroken


@pytest.fixture
def agreed(station):
    """An's duty and one of somebody else that may be exchanged without breaking anything."""
    roster = station.publish()
    mine = [one for one in api.duties_of(roster) if one.officer == station.people["an"]]
    others = [
        one
        for one in api.duties_of(roster)
        if one.kind == "desk" and one.officer != station.people["an"]
    ]
    for given in mine:
        for taken in others:
            try:
                return roster, api.ask_swap(
                    station.an, roster_id=roster.pk, given_id=given.pk, other_id=taken.officer_id,
                    taken_id=taken.pk, reason="việc gia đình",
                )  # fmt: skip
            except RuleBroken:
                continue
    raise AssertionError("no swap is possible at all")


def test_a_swap_agreed_and_approved_changes_the_roster(station, agreed):
    roster, swap = agreed
    given, taken = swap.given, swap.taken
    assert api.consented(swap) == {station.people["an"].pk}
    # The other has no account: the leader writes the consent down from paper.
    api.answer_swap(
        station.binh, swap_id=swap.pk, officer_id=swap.other_id, agrees=True, note_text="đã ký giấy"
    )
    api.decide_swap(station.binh, swap_id=swap.pk, approve=True)
    held = {one.pk: one.officer_id for one in api.duties_of(roster)}
    assert (held[given.pk], held[taken.pk]) == (swap.other_id, swap.asker_id)
    assert api.check(api.problem_now(roster), api.plan_of(api.duties_of(roster))).valid
    steps = [(step.act, step.on_paper) for step in api.swap_of(station.binh, swap.pk).steps.all()]
    assert steps == [("consented", False), ("consented", True), ("approved", False)]


def test_it_is_not_approved_before_both_agree(station, agreed):
    with pytest.raises(Conflict, match="Chưa đủ hai người"):
        api.decide_swap(station.binh, swap_id=agreed[1].pk, approve=True)


def test_a_refusal_ends_it(station, agreed):
    api.answer_swap(station.binh, swap_id=agreed[1].pk, officer_id=agreed[1].other_id, agrees=False)
    with pytest.raises(Conflict, match="đã xong"):
        api.decide_swap(station.binh, swap_id=agreed[1].pk, approve=True)


def test_rejecting_leaves_the_roster(station, agreed):
    roster, swap = agreed
    before = api.plan_of(api.duties_of(roster))
    api.decide_swap(station.binh, swap_id=swap.pk, approve=False, note_text="thiếu người")
    assert api.plan_of(api.duties_of(roster)) == before
    assert api.closed_by(api.swap_of(station.binh, swap.pk)) == "rejected"


def test_it_may_be_taken_back(station, agreed):
    api.withdraw_swap(station.an, swap_id=agreed[1].pk)
    with pytest.raises(Conflict):
        api.withdraw_swap(station.an, swap_id=agreed[1].pk)


def test_nobody_consents_for_another(station, agreed):
    with pytest.raises(Refused):
        api.answer_swap(
            station.an, swap_id=agreed[1].pk, officer_id=agreed[1].other_id, agrees=True
        )
    with pytest.raises(Invalid):
        api.answer_swap(
            station.an, swap_id=agreed[1].pk, officer_id=station.people["chief"].pk, agrees=True
        )


def test_the_clerk_does_not_approve(station, agreed):
    with pytest.raises(Refused):
        api.decide_swap(station.an, swap_id=agreed[1].pk, approve=True)


def test_a_swap_against_the_rules_is_refused_at_once(station):
    roster = station.publish()
    duty = station.duty(roster, "desk", "an")
    with pytest.raises(RuleBroken, match="trái"):
        api.ask_swap(
            station.an, roster_id=roster.pk, given_id=duty.pk, other_id=station.people["chief"].pk
        )


def test_somebody_elses_duty_is_not_given_away(station):
    roster = station.publish()
    duty = station.duty(roster, "desk", "ba")
    with pytest.raises(Refused):
        api.ask_swap(
            station.an, roster_id=roster.pk, given_id=duty.pk, other_id=station.people["cu"].pk
        )


def test_a_day_that_has_come_is_not_swapped(station):
    roster = station.publish()
    duty = station.duty(roster, "desk", "an")
    with clock.frozen(datetime(2022, 8, 1, 3, tzinfo=UTC)), pytest.raises(Conflict):
        api.ask_swap(
            station.an, roster_id=roster.pk, given_id=duty.pk, other_id=station.people["cu"].pk
        )


def test_leave_written_down_meanwhile_stops_the_approval(station, agreed):
    _, swap = agreed
    api.answer_swap(station.binh, swap_id=swap.pk, officer_id=swap.other_id, agrees=True)
    api.record_absence(
        station.binh, unit_id=station.unit_id, officer_id=swap.other_id, first=swap.given.on, last=swap.given.on,
        reason="leave",
    )  # fmt: skip
    with pytest.raises(RuleBroken):
        api.decide_swap(station.binh, swap_id=swap.pk, approve=True)
    assert date(2022, 7, 1) <= swap.given.on
