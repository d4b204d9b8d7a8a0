"""Donors answer about their own lines; two people propose and approve; refusals stop approval."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from binhyen.features.staffing import api
from binhyen.features.staffing.models import Release
from binhyen.features.staffing.tests.conftest import DAY, EASY
from binhyen.foundation.access.api import actor_for
from binhyen.foundation.accounts.api import create_account, grant_role
from binhyen.kernel import clock
from binhyen.kernel.errors import Conflict, Invalid, NotFound, Refused


@pytest.fixture
def proposed(staffed):
    staffed.donors()
    staffed.chi, staffed.dung = staffed.world.chi(), staffed.world.dung()
    plan = staffed.solved(actor=staffed.chi)
    return api.propose_plan(staffed.chi, plan_id=plan.pk)


@pytest.fixture
def district(staffed):
    """The district's own officer, who answers for its police."""
    account = create_account(
        staffed.operator,
        username="hoa",
        office="Trưởng Công an huyện Sông Trăng",
        password="chi-de-thu-2022",
    )
    grant_role(
        staffed.operator,
        account_id=account.pk,
        role="district_officer",
        scope_id=staffed.world.district.id,
        valid_from=date(2019, 1, 1),
    )
    return actor_for(account)


def own(staffed, plan):
    body = staffed.world.police(staffed.world.district)
    (asked,) = [
        one for one in api.consultations(staffed.operator, plan=plan) if one.donor_id == body
    ]
    return asked


def test_every_donor_is_asked_with_ten_working_days(staffed, proposed):
    asked = list(api.consultations(staffed.operator, plan=proposed))
    assert len(asked) == 2
    assert {(one.asked_on, one.due_on) for one in asked} == {(DAY, date(2022, 6, 17))}
    rows = api.donor_rows(staffed.operator, proposed)
    assert sum(row.taken for row in rows) == 34
    assert sum(one.lines for one in asked) == 34


def test_a_district_answers_for_its_own_officers_only(staffed, proposed, district):
    asked = own(staffed, proposed)
    assert [one.pk for one in api.consultations(district, plan=proposed)] == [asked.pk]
    lines = api.consultation_lines(district, asked)
    assert {line.donor_id for line in lines} == {asked.donor_id}
    assert all(line.full_name for line in lines)
    answers = [
        api.Answer(lines[0].line_id, released=False, reason="Đang điều tra vụ án"),
        *(api.Answer(line.line_id, released=True) for line in lines[1:]),
    ]
    api.answer_consultation(district, consultation_id=asked.pk, answers=answers)
    states = [line.state for line in api.consultation_lines(district, asked)]
    assert states == ["refused"] + ["released"] * (len(lines) - 1)
    other = next(
        one for one in api.consultations(staffed.operator, plan=proposed) if one.pk != asked.pk
    )
    with pytest.raises(NotFound):
        api.answer_consultation(district, consultation_id=other.pk, answers=[])
    with pytest.raises(NotFound):
        api.plan_of(district, proposed.pk)


def test_nobody_above_answers_in_a_districts_place(staffed, proposed):
    account = create_account(
        staffed.operator, username="ha", office="Trưởng phòng PC02", password="chi-de-thu-2022"
    )
    grant_role(
        staffed.operator,
        account_id=account.pk,
        role="department_head",
        scope_id=staffed.province,
        valid_from=date(2019, 1, 1),
    )
    head, asked = actor_for(account), own(staffed, proposed)
    assert not api.may_answer(head, asked)
    with pytest.raises(Refused, match="Sông Trăng"):
        api.release_all(head, consultation_id=asked.pk)


def test_a_department_answers_for_departments(staffed):
    body = staffed.world.department()
    staffed.donors()
    account = create_account(
        staffed.operator, username="ha", office="Trưởng phòng PC02", password="chi-de-thu-2022"
    )
    grant_role(
        staffed.operator,
        account_id=account.pk,
        role="department_head",
        scope_id=staffed.province,
        valid_from=date(2019, 1, 1),
    )
    head = actor_for(account)
    staffed.of_department(body, held=("chief_ok",), home=staffed.world.elsewhere)
    units = {"99203": api.UnitSetting(posts={"chief": 1})}
    donors = {name: api.DonorSetting(max_release=0) for name in ("H991", "H992")}
    plan = staffed.solved(replace(EASY, norm="explicit", units=units, donors=donors))
    api.propose_plan(staffed.operator, plan_id=plan.pk)
    (asked,) = api.consultations(head, plan=plan)
    assert api.may_answer(head, asked)
    assert api.release_all(head, consultation_id=asked.pk, letter="05/PC02") == 1
    assert {line.full_name for line in api.consultation_lines(head, asked)} == {""}


def test_answers_are_judged_together(staffed, proposed, district):
    asked = own(staffed, proposed)
    line, *_ = api.consultation_lines(district, asked)
    foreign = next(
        row for row in api.line_rows(staffed.operator, proposed) if row.donor_id != asked.donor_id
    )
    answers = [
        api.Answer(line.line_id, released=False, reason="  "),
        api.Answer(line.line_id, released=True),
        api.Answer(foreign.line_id, released=True),
    ]
    with pytest.raises(Invalid) as refusal:
        api.answer_consultation(district, consultation_id=asked.pk, answers=answers)
    assert [row.row for row in refusal.value.rows] == [1, 2, 3]
    assert not Release.objects.exists()


def test_the_last_answer_counts_and_the_first_stays(staffed, proposed, district):
    asked = own(staffed, proposed)
    line, *_ = api.consultation_lines(district, asked)
    for answer in (
        api.Answer(line.line_id, released=False, reason="Thiếu người"),
        api.Answer(line.line_id, released=True, letter="12/CAH-TH"),
    ):
        api.answer_consultation(district, consultation_id=asked.pk, answers=[answer])
    assert api.consultation_lines(district, asked)[0].state == "released"
    assert Release.objects.filter(line_id=line.line_id).count() == 2


def test_a_refusal_or_silence_stops_approval(staffed, proposed, district):
    with pytest.raises(Conflict, match="chưa được trả lời"):
        api.approve_plan(staffed.dung, plan_id=proposed.pk)
    with pytest.raises(Conflict, match="Hạn trả lời"):
        api.approve_plan(staffed.dung, plan_id=proposed.pk, note="Việc gấp", without_answers=True)
    asked = own(staffed, proposed)
    line, *_ = api.consultation_lines(district, asked)
    refusal = api.Answer(line.line_id, released=False, reason="Thiếu người")
    api.answer_consultation(district, consultation_id=asked.pk, answers=[refusal])
    with pytest.raises(Conflict, match="từ chối 1 người"):
        api.approve_plan(staffed.dung, plan_id=proposed.pk)


def test_silence_beyond_the_term_may_be_overruled_with_a_reason(staffed, proposed):
    with clock.frozen(datetime(2022, 6, 20, 3, 0, tzinfo=UTC)):
        with pytest.raises(Invalid, match="lý do"):
            api.approve_plan(staffed.dung, plan_id=proposed.pk, without_answers=True)
        plan = api.approve_plan(
            staffed.dung, plan_id=proposed.pk, note="Quá hạn", without_answers=True
        )
    assert api.step_of(plan) == api.Step.APPROVED


def test_whoever_proposed_may_not_approve(staffed):
    staffed.donors()
    plan = staffed.solved()
    api.propose_plan(staffed.operator, plan_id=plan.pk)
    staffed.release(plan)
    with pytest.raises(Refused, match="không tự phê duyệt"):
        api.approve_plan(staffed.operator, plan_id=plan.pk)
    with pytest.raises(Refused):
        api.approve_plan(staffed.world.chi(), plan_id=plan.pk)
    api.approve_plan(staffed.world.dung(), plan_id=plan.pk)


def test_nobody_is_sent_by_two_approved_plans(staffed):
    staffed.donors()
    staffed.approved()
    second = staffed.solved(name="Phương án B", actor=staffed.chi)
    api.propose_plan(staffed.chi, plan_id=second.pk)
    staffed.release(second)
    with pytest.raises(Conflict, match="Phương án A"):
        api.approve_plan(staffed.dung, plan_id=second.pk)


def test_steps_follow_one_another_and_are_kept(staffed, proposed):
    with pytest.raises(Conflict):
        api.propose_plan(staffed.chi, plan_id=proposed.pk)
    with pytest.raises(Conflict):
        api.solve_plan(staffed.chi, plan_id=proposed.pk)
    with pytest.raises(Invalid):
        api.withdraw_plan(staffed.chi, plan_id=proposed.pk, reason=" ")
    api.withdraw_plan(staffed.chi, plan_id=proposed.pk, reason="Đổi chủ trương")
    with pytest.raises(Conflict):
        api.approve_plan(staffed.dung, plan_id=proposed.pk)
    steps = [event.step for event in api.history(api.plan_of(staffed.operator, proposed.pk))]
    assert steps == ["drafted", "solved", "proposed", "withdrawn"]


def test_outsiders_see_no_plan_and_no_name(staffed, proposed):
    giang = staffed.world.giang()
    assert list(api.plans(giang)) == []
    assert list(api.consultations(giang, plan=proposed)) == []
    with pytest.raises(NotFound):
        api.plan_of(giang, proposed.pk)
