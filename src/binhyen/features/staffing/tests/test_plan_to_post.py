"""From plan to decision to post on a tiny province, counted at the end from the rows of people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from binhyen.engines.people.api import (
    Assignment,
    Move,
    donor_shares,
    end_assignment,
    headcount,
    wave_totals,
)
from binhyen.features.staffing import api
from binhyen.features.staffing.models import Decision
from binhyen.features.staffing.tests.conftest import DAY, EASY
from binhyen.foundation.audit.api import entries
from binhyen.kernel.errors import Conflict, Invalid, Refused

ISSUED, EFFECTIVE = date(2022, 6, 3), date(2022, 7, 1)


@pytest.fixture
def approved(staffed):
    staffed.donors()
    return staffed.approved()


def decide(staffed, plan, wave=1, **changed):
    return api.issue_decisions(
        staffed.dung,
        plan_id=plan.pk,
        wave=wave,
        **{"issued_on": ISSUED, "effective_on": EFFECTIVE} | changed,
    )


def test_every_post_is_filled_through_decisions(staffed, approved):
    for wave in (1, 2):
        decided = decide(staffed, approved, wave)
        assert all(one.document.symbol.endswith("/QĐ-CAT") for one in decided)
        api.hand_over(staffed.dung, plan_id=approved.pk, wave=wave, on=EFFECTIVE)
    assert {unit: count for unit, count in headcount(EFFECTIVE).items() if count in (5, 7)} == {
        unit.unit_id: sum(unit.wanted.values())
        for unit in api.unit_rows(staffed.operator, approved)
    }
    totals = wave_totals(EFFECTIVE, staffed.province)
    assert sum(total.officers for total in totals) == 34
    assert [total.number for total in totals] == [1, 2]
    assert sum(share.given for share in donor_shares(EFFECTIVE, staffed.province)) == 34
    progress = api.wave_progress(staffed.operator, staffed.province, EFFECTIVE)
    assert [one.planned for one in progress] == [one.in_post for one in progress]
    assert [one.decided for one in progress] == [one.in_post for one in progress]
    assert {row.state for row in api.line_rows(staffed.operator, approved)} == {"handed_over"}


def test_rows_of_service_name_the_decision_and_leaders_get_a_term(staffed, approved):
    decided = decide(staffed, approved)
    api.hand_over(staffed.dung, plan_id=approved.pk, wave=1, on=EFFECTIVE)
    rows = Assignment.objects.filter(wave__isnull=False).select_related("post")
    assert {row.decision_number for row in rows} == {one.document.symbol for one in decided}
    assert {(row.post.role, row.term_until) for row in rows} == {
        ("chief", date(2027, 7, 1)),
        ("deputy", date(2027, 7, 1)),
        ("officer", None),
    }
    assert entries(action="staffing.hand_over").count() == 1
    assert entries(action="people.assign_many").count() == 1


def test_handing_over_a_part_leaves_the_rest_waiting(staffed, approved):
    decide(staffed, approved, per="province")
    first, *_ = api.line_rows(staffed.operator, approved, wave=1)
    api.hand_over(staffed.dung, plan_id=approved.pk, on=EFFECTIVE, line_ids=[first.line_id])
    states = [row.state for row in api.line_rows(staffed.operator, approved, wave=1)]
    assert states.count("handed_over") == 1
    assert set(states) == {"handed_over", "decided"}


def test_a_wave_is_decided_once_and_nobody_reports_before_the_decision(staffed, approved):
    decide(staffed, approved)
    with pytest.raises(Conflict, match="không còn ai"):
        decide(staffed, approved)
    with pytest.raises(Invalid, match="trước ngày ban hành"):
        decide(staffed, approved, 2, effective_on=date(2022, 6, 1))
    with pytest.raises(Invalid, match="hiệu lực"):
        api.hand_over(staffed.dung, plan_id=approved.pk, on=date(2022, 6, 20))


def test_a_decision_taken_back_frees_its_lines_and_stays(staffed, approved):
    (decision, *_) = decide(staffed, approved, per="province")
    api.revoke_decision(
        staffed.dung, decision_id=decision.pk, reason="Sai danh sách", issued_on=ISSUED
    )
    assert {row.state for row in api.line_rows(staffed.operator, approved, wave=1)} == {"released"}
    with pytest.raises(Conflict, match="đã thu hồi"):
        api.revoke_decision(
            staffed.dung, decision_id=decision.pk, reason="Lần nữa", issued_on=ISSUED
        )
    decide(staffed, approved)
    assert Decision.objects.filter(plan=approved).count() > 1


def test_after_handover_a_decision_cannot_be_taken_back(staffed, approved):
    (decision,) = decide(staffed, approved, per="province")
    api.hand_over(staffed.dung, plan_id=approved.pk, on=EFFECTIVE, decision_id=decision.pk)
    with pytest.raises(Conflict, match="bàn giao"):
        api.revoke_decision(staffed.dung, decision_id=decision.pk, reason="Muộn", issued_on=ISSUED)


def test_whoever_left_the_donor_meanwhile_stops_the_decision(staffed, approved):
    line, *_ = api.line_rows(staffed.operator, approved, wave=1)
    end_assignment(
        staffed.operator, officer=line.officer_code, on=date(2022, 6, 1), kind=Move.RETIRE
    )
    with pytest.raises(Conflict, match=line.officer_code):
        decide(staffed, approved)


def test_only_the_leader_decides(staffed, approved):
    with pytest.raises(Refused):
        api.issue_decisions(
            staffed.chi, plan_id=approved.pk, wave=1, issued_on=ISSUED, effective_on=EFFECTIVE
        )
    with pytest.raises(Refused):
        api.hand_over(staffed.world.giang(), plan_id=approved.pk, on=EFFECTIVE)


def test_nothing_is_decided_before_approval(staffed):
    staffed.donors()
    plan = staffed.solved(replace(EASY))
    with pytest.raises(Conflict, match="chưa được phê duyệt"):
        api.issue_decisions(
            staffed.operator, plan_id=plan.pk, wave=1, issued_on=ISSUED, effective_on=EFFECTIVE
        )
    assert plan.on == DAY
