"""A roster from live data: solved, kept as a draft, adjusted with reasons, published, replaced."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from binhyen.features.rosters import api
from binhyen.features.rosters.tests.conftest import FIRST, LAST
from binhyen.foundation.audit.api import JournalEntry
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused, RuleBroken


def test_it_covers_every_day_and_keeps_all_rules(station):
    roster = station.draft()
    held = Counter(one.kind for one in api.duties_of(roster))
    # 31 days with one commander and one at the desk; no public holiday in July.
    assert held == {"command": 31, "desk": 31}
    assert roster.result["status"] == "optimal"
    assert api.check(api.problem_now(roster), api.plan_of(api.duties_of(roster))).valid
    assert roster.synthetic
    assert roster.scheme == "small"


def test_the_proof_is_kept_in_words(station):
    words = [one["words"] for one in station.draft().result["fairness"]]
    # 31 nights on three officers: 11, 10, 10.
    assert "Đêm trực ban: chênh lệch 1 đêm (nhiều nhất 11, ít nhất 10)" in words[3]
    assert "31 đêm chia 3 người" in words[3]


def test_a_station_of_five_is_told_it_is_overloaded(station):
    names = {one["name"] for one in station.draft().result["overloads"]}
    assert {"Lê Văn Trưởng", "Phạm Văn Phó"} <= names


def test_leave_is_minded(station):
    station.absent("an", date(2022, 7, 4), date(2022, 7, 10))
    days = {one.on for one in api.duties_of(station.draft()) if one.officer == station.people["an"]}
    # The eve, 3 July, is free too: that night would end on the first day of leave.
    assert not days & {date(2022, 7, 3) + timedelta(days=at) for at in range(8)}


def test_an_ended_absence_counts_no_more(station):
    row = station.absent("an", FIRST, LAST)
    api.end_fact(station.binh, unit_id=station.unit_id, name="absence", fact_id=row.pk)
    assert station.people["an"].pk in {one.officer_id for one in api.duties_of(station.draft())}


def test_both_leaders_away_are_explained_and_nothing_is_kept(station):
    for who in ("chief", "deputy"):
        station.absent(who, date(2022, 7, 12), date(2022, 7, 12), "training")
    proposal = station.propose()
    assert proposal.result.status.value == "infeasible"
    with pytest.raises(RuleBroken) as refusal:
        api.draft_roster(
            station.binh, unit_id=station.unit_id, first=FIRST, last=LAST, solved=proposal.itself
        )
    assert "giao quyền trực chỉ huy" in str(refusal.value)
    assert not api.Roster.objects.exists()


def test_an_authorised_officer_makes_it_possible(station):
    for who in ("chief", "deputy"):
        station.absent(who, date(2022, 7, 12), date(2022, 7, 12), "training")
    api.authorise_stand_in(
        station.binh, unit_id=station.unit_id, officer_id=station.people["cu"].pk, kind="command",
        first=date(2022, 7, 11), last=date(2022, 7, 12), document="QĐ số 12/QĐ-CAX (mô phỏng)",
    )  # fmt: skip
    roster = station.draft()
    commanders = {one.on: one.officer for one in api.duties_of(roster) if one.kind == "command"}
    assert commanders[date(2022, 7, 12)] == station.people["cu"]
    # The eve too, since both leaders' nights would run into their day away.
    assert roster.result["goals"][0] == {
        "goal": "stand_ins",
        "value": 2,
        "bound": 2,
        "proven": True,
    }


def test_months_are_fair_together(station):
    station.publish(date(2022, 7, 1), date(2022, 7, 31))
    station.publish(date(2022, 8, 1), date(2022, 8, 31))
    held = Counter(one.officer_id for one in api.RosterDuty.objects.filter(kind="desk"))
    # 62 nights on three officers: 21, 21, 20.
    assert sorted(held.values()) == [20, 21, 21]


def test_a_newcomer_starts_level(station):
    station.publish()
    station.world.officer(station.world.commune, on=date(2022, 8, 1), name="Bùi Văn Mới")
    roster = station.draft(date(2022, 8, 1), date(2022, 8, 31))
    held = Counter(one.officer.full_name for one in api.duties_of(roster) if one.kind == "desk")
    # 31 nights on four: 8, 8, 8, 7; the newcomer is not made to catch up.
    assert held["Bùi Văn Mới"] in (7, 8)


def test_a_hand_adjustment_is_checked_at_once(station):
    roster = station.draft()
    duty = station.duty(roster, "desk", "an", 1)
    with pytest.raises(RuleBroken, match="trái"):
        api.adjust_duty(
            station.binh,
            roster_id=roster.pk,
            duty_id=duty.pk,
            officer_id=station.people["chief"].pk,
        )
    broken = api.adjust_duty(
        station.binh, roster_id=roster.pk, duty_id=duty.pk, officer_id=station.people["chief"].pk,
        reason="Trưởng tự nhận ca này",
    )  # fmt: skip
    assert "authority" in {one.rule for one in broken}
    assert "Trưởng tự nhận" in roster.events.last().note


def test_an_adjustment_within_one_day_exchanges_the_two(station):
    roster = station.draft()
    duty = station.duty(roster, "command", "chief")
    desk = next(one for one in api.duties_of(roster) if one.on == duty.on and one.kind == "desk")
    api.adjust_duty(
        station.binh, roster_id=roster.pk, duty_id=duty.pk, officer_id=desk.officer_id, reason="thử"
    )
    that_day = {one.kind: one.officer_id for one in api.duties_of(roster) if one.on == duty.on}
    assert that_day == {"command": desk.officer_id, "desk": station.people["chief"].pk}


def test_a_published_roster_is_not_adjusted(station):
    roster = station.publish()
    duty = api.duties_of(roster)[0]
    with pytest.raises(Conflict):
        api.adjust_duty(
            station.binh,
            roster_id=roster.pk,
            duty_id=duty.pk,
            officer_id=station.people["an"].pk,
            reason="x",
        )


def test_two_published_rosters_never_cover_one_day(station):
    station.publish()
    again = station.draft(date(2022, 7, 20), date(2022, 8, 5))
    with pytest.raises(Conflict, match="Đã có lịch công bố"):
        api.publish_roster(station.binh, roster_id=again.pk)


def test_illness_changes_as_little_as_can_be(station):
    roster = station.publish()
    before = {(one.on, one.kind, one.officer_id) for one in api.duties_of(roster)}
    station.absent("an", date(2022, 7, 20), date(2022, 7, 22), "regime")
    lost = [
        key
        for key in before
        if key[2] == station.people["an"].pk and date(2022, 7, 19) <= key[0] <= date(2022, 7, 22)
    ]
    proposal = api.propose_again(
        station.binh,
        roster=api.roster_of(station.binh, roster.pk),
        frozen_through=date(2022, 7, 15),
    )
    made = api.draft_roster(
        station.binh, unit_id=station.unit_id, first=FIRST, last=LAST, solved=proposal.itself
    )
    after = {(one.on, one.kind, one.officer_id) for one in api.duties_of(made)}
    moved = {key[0] for key in before - after}
    assert all(day > date(2022, 7, 15) for day in moved)
    assert len(before - after) >= len(lost)
    assert len(before - after) == proposal.result.reached[1].value
    api.publish_roster(station.binh, roster_id=made.pk)
    assert api.state_of(api.roster_of(station.binh, roster.pk)) == "replaced"


def test_a_draft_may_be_dropped_and_stays_readable(station):
    roster = station.draft()
    api.withdraw_roster(station.binh, roster_id=roster.pk, reason="lập nhầm tháng")
    assert api.state_of(api.roster_of(station.binh, roster.pk)) == "withdrawn"
    with pytest.raises(Conflict):
        api.publish_roster(station.binh, roster_id=roster.pk)


def test_only_who_manages_rosters_makes_them(station):
    for actor in (station.an, station.world.giang(), station.world.dung()):
        with pytest.raises(Refused):
            api.propose(actor, unit_id=station.unit_id, first=FIRST, last=LAST)
    proposal = station.propose()
    with pytest.raises(Refused):
        api.draft_roster(
            station.an, unit_id=station.unit_id, first=FIRST, last=LAST, solved=proposal.itself
        )


def test_an_outsider_finds_nothing(station):
    roster, giang = station.publish(), station.world.giang()
    assert not api.rosters(giang)
    with pytest.raises(NotFound):
        api.roster_of(giang, roster.pk)


@pytest.mark.parametrize(
    ("first", "last"),
    [(LAST, FIRST), (FIRST, date(2023, 7, 1)), (date(2019, 1, 1), date(2020, 1, 5))],
)
def test_impossible_periods_are_refused(station, first, last):
    with pytest.raises(Invalid):
        station.propose(first, last)


def test_every_step_is_in_the_journal(station):
    roster = station.publish()
    acts = list(
        JournalEntry.objects.filter(action__startswith="rosters.")
        .order_by("seq")
        .values_list("action", flat=True)
    )
    assert acts[-2:] == ["rosters.draft_roster", "rosters.publish_roster"]
    entry = JournalEntry.objects.get(action="rosters.draft_roster")
    assert entry.object_id == str(roster.pk)
    # The journal keeps the question, not the couples and reliefs of everybody.
    assert "couples" not in str(entry.details)


@pytest.mark.parametrize(
    ("reason", "last"),
    [("sick", date(2022, 7, 2)), ("child", date(2022, 7, 2)), ("leave", date(2023, 7, 2))],
)
def test_reasons_come_from_a_closed_list(station, reason, last):
    with pytest.raises(Invalid):
        station.absent("an", FIRST, last, reason)


def test_the_clerk_sees_no_reliefs(station):
    api.record_relief(
        station.binh, unit_id=station.unit_id, officer_id=station.people["ba"].pk, first=FIRST, last=LAST,
        reason="child",
    )  # fmt: skip
    api.record_couple(
        station.binh,
        unit_id=station.unit_id,
        one_id=station.people["an"].pk,
        other_id=station.people["cu"].pk,
    )
    assert not any(api.facts_of(station.an, station.unit_id).values())
    assert len(api.facts_of(station.binh, station.unit_id)["relief"]) == 1
    problem, _ = api.live_problem(station.binh, station.unit_id, FIRST, LAST)
    assert len(problem.couples) == len(problem.reliefs) == 1


def test_wishes_are_ones_own(station):
    wish = {"unit_id": station.unit_id, "on": date(2022, 7, 9), "wanted": False}
    api.record_wish(station.an, officer_id=station.people["an"].pk, **wish)
    with pytest.raises(Refused):
        api.record_wish(station.an, officer_id=station.people["ba"].pk, **wish)
    days = {one.on for one in api.duties_of(station.draft()) if one.officer == station.people["an"]}
    assert date(2022, 7, 9) not in days
