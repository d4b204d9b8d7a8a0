"""Re-planning: a new plan with the least change; refused and absent officers stay, frozen waves stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from binhyen.engines.people.api import wave_totals
from binhyen.features.staffing import api
from binhyen.features.staffing.models import Consultation, Release
from binhyen.features.staffing.tests.conftest import DAY, EASY
from binhyen.kernel.errors import Conflict, Invalid, NotFound

EFFECTIVE = date(2022, 7, 1)


@pytest.fixture
def refused(staffed):
    """A proposed plan of which one line is refused and everybody else released."""
    staffed.donors()
    staffed.chi, staffed.dung = staffed.world.chi(), staffed.world.dung()
    plan = staffed.solved(actor=staffed.chi)
    api.propose_plan(staffed.chi, plan_id=plan.pk)
    staffed.release(plan)
    line = next(row for row in api.line_rows(staffed.operator, plan) if row.post == "officer")
    asked = next(
        one
        for one in api.consultations(staffed.operator, plan=plan)
        if one.donor_id == line.donor_id
    )
    staffed.refused_line = line
    api.answer_consultation(
        staffed.operator,
        consultation_id=asked.pk,
        answers=[api.Answer(line.line_id, released=False, reason="Đang điều tra")],
    )
    return api.plan_of(staffed.operator, plan.pk)


def mended(staffed, plan, **changed):
    return api.replan_plan(
        staffed.chi, plan_id=plan.pk, name="Điều chỉnh", **{"reason": "Bị từ chối"} | changed
    )


def test_a_refusal_changes_one_person_and_both_plans_stay(staffed, refused):
    before = api.line_rows(staffed.operator, refused)
    plan = mended(staffed, refused)
    assert (plan.based_on_id, plan.origin, plan.root_id) == (refused.pk, "replan", refused.pk)
    changes = api.person_differences(staffed.operator, refused, plan)
    gone = [one for one in changes if one.after is None]
    new = [one for one in changes if one.before is None]
    assert [one.officer_code for one in gone] == [staffed.refused_line.officer_code]
    assert len(new) == 1
    assert new[0].after[:2] == (staffed.refused_line.unit_code, "officer")
    assert [row.officer_id for row in api.line_rows(staffed.operator, refused)] == [
        row.officer_id for row in before
    ]
    assert api.result_of(plan).proof


def test_prices_of_the_plan_before_still_bound_the_replan(staffed, refused):
    result = api.result_of(mended(staffed, refused))
    assert 0 < result.certificate <= result.objective
    assert any(api.plan_reason(api.plan_of(staffed.operator, result.plan_id)).rules) == any(
        api.plan_reason(refused).rules
    )


def test_only_whoever_is_new_is_asked_about_again(staffed, refused):
    plan = mended(staffed, refused)
    api.propose_plan(staffed.chi, plan_id=plan.pk)
    open_lines = [row for row in api.line_rows(staffed.operator, plan) if row.state == "planned"]
    assert len(open_lines) == 1
    assert list(Consultation.objects.filter(plan=plan).values_list("donor_id", flat=True)) == [
        open_lines[0].donor_id
    ]
    assert Release.objects.filter(line__plan=plan).count() == 33
    staffed.release(plan)
    api.approve_plan(staffed.dung, plan_id=plan.pk)


def test_decided_waves_are_frozen_and_both_readings_live(staffed):
    staffed.donors()
    first = staffed.approved()
    api.issue_decisions(
        staffed.dung, plan_id=first.pk, wave=1, issued_on=DAY, effective_on=EFFECTIVE
    )
    api.hand_over(staffed.dung, plan_id=first.pk, wave=1, on=EFFECTIVE)
    sick = next(row for row in api.line_rows(staffed.operator, first, wave=2))
    api.record_absence(staffed.chi, officer=sick.officer_code, kind="ill", valid_from=EFFECTIVE)
    second = mended(staffed, first, reason="Ốm", on=date(2022, 7, 2))
    assert second.frozen_through == 1
    assert sick.officer_code not in {
        row.officer_code for row in api.line_rows(staffed.operator, second)
    }
    states = {row.wave: row.state for row in api.line_rows(staffed.operator, second)}
    assert states == {1: "handed_over", 2: "planned"}
    api.propose_plan(staffed.chi, plan_id=second.pk)
    staffed.release(second)
    api.approve_plan(staffed.dung, plan_id=second.pk)
    with pytest.raises(Conflict):
        api.issue_decisions(
            staffed.dung, plan_id=second.pk, wave=1, issued_on=DAY, effective_on=EFFECTIVE
        )
    api.issue_decisions(
        staffed.dung, plan_id=second.pk, wave=2, issued_on=DAY, effective_on=date(2022, 9, 1)
    )
    api.hand_over(staffed.dung, plan_id=second.pk, on=date(2022, 9, 1))
    end = date(2022, 9, 1)
    assert sum(one.officers for one in wave_totals(end, staffed.province)) == 34
    progress = api.wave_progress(staffed.operator, staffed.province, end)
    assert [one.replanned for one in progress] == [one.in_post for one in progress]
    assert sum(one.planned.officers for one in progress) == 34
    assert [one.open for one in progress] == [0, 0]


def test_fewer_posts_or_other_caps_are_a_replan_too(staffed, refused):
    settings = replace(EASY, units={"99203": api.UnitSetting(posts={"chief": 1, "deputy": 1})})
    plan = mended(staffed, refused, settings=settings, reason="Xã nhỏ")
    assert plan.wanted == 31
    assert len(api.line_rows(staffed.operator, plan)) == 31


def test_what_cannot_be_mended_says_what_must_give_way(staffed, refused):
    sent = {row.officer_code for row in api.line_rows(staffed.operator, refused)}
    idle = {one.id: "Nhiệm vụ khác" for one in api.problem_of(refused).candidates}
    plan = mended(
        staffed, refused, excluded={code: why for code, why in idle.items() if code not in sent}
    )
    assert api.step_of(plan) == api.Step.INFEASIBLE
    result = api.result_of(plan)
    assert result.reasons
    assert result.relaxation
    version = api.accept_relaxation(staffed.chi, plan_id=plan.pk, reason="Chấp nhận thiếu một")
    assert [row.reason for row in api.relaxations_of(version)] == ["Chấp nhận thiếu một"] * len(
        result.relaxation
    )
    api.solve_plan(staffed.chi, plan_id=version.pk)
    figures = api.figures_of(staffed.operator, api.plan_of(staffed.operator, version.pk))
    assert (figures.short, figures.units_short) == (1, 1)


def test_a_replan_has_a_reason_and_names_known_officers(staffed, refused):
    with pytest.raises(Invalid, match="lý do"):
        mended(staffed, refused, reason=" ")
    with pytest.raises(Invalid, match="MP-none"):
        mended(staffed, refused, excluded={"MP-none": "?"})
    with pytest.raises(NotFound):
        api.replan_plan(staffed.world.giang(), plan_id=refused.pk, name="?", reason="?")
