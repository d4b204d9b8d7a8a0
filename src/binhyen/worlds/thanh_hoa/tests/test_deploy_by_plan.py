"""Whoever serves in a commune came there by a plan that was proven, consulted, approved, decided and handed over."""

from __future__ import annotations

import pytest

from binhyen.engines.people.api import Assignment
from binhyen.features.staffing.api import (
    Decision,
    Plan,
    PlanLine,
    Step,
    decisions,
    figures_of,
    history,
    person_differences,
    plans,
    result_of,
    wave_progress,
)
from binhyen.foundation.access.api import Actor
from binhyen.worlds.thanh_hoa.deploying import GAP, REFUSALS
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON
from binhyen.worlds.thanh_hoa.places import province

pytestmark = [pytest.mark.world, pytest.mark.django_db]


@pytest.fixture
def actor() -> Actor:
    return Actor.operator()


@pytest.fixture
def line(thanh_hoa) -> list[Plan]:
    """The first plan and its re-plans, oldest first."""
    root = Plan.objects.order_by("id")[0]
    return [root, *Plan.objects.filter(root=root).order_by("id")]


def _steps(plan: Plan) -> list[str]:
    return [event.step for event in history(plan)]


def test_the_first_plan_is_proven_and_mended_after_refusals(line, actor):
    first, mended, *_ = line
    result = result_of(first)
    assert result.gap is not None
    assert result.gap <= GAP
    assert _steps(first) == [Step.DRAFTED, Step.SOLVED, Step.PROPOSED, Step.WITHDRAWN]
    assert _steps(mended) == [Step.DRAFTED, Step.SOLVED, Step.PROPOSED, Step.APPROVED]
    kept = PlanLine.objects.filter(plan=first, releases__released=False)
    assert kept.count() == REFUSALS
    assert all(line.releases.get().reason for line in kept)
    changed = person_differences(actor, first, mended)
    assert {one.officer_id for one in changed if one.after is None} == set(
        kept.values_list("officer_id", flat=True)
    )


def test_the_plan_as_it_was_and_as_it_became_both_live(line, actor):
    told = {one.number: one for one in wave_progress(actor, province().id, FOCUS_ON)}
    planned = {
        number: (w.planned.officers, w.planned.units) for number, w in told.items() if w.planned
    }
    become = {
        number: (w.replanned.officers, w.replanned.units)
        for number, w in told.items()
        if w.replanned
    }
    in_post = {
        number: (w.in_post.officers, w.in_post.units)
        for number, w in told.items()
        if w.in_post.officers
    }
    assert (planned[1], planned[2]) == ((253, 60), (322, 49))
    assert sum(officers for officers, _ in (planned[1], planned[2])) == 575
    assert in_post == {
        1: (253, 60),
        2: (289, 52),
        3: (387, 387),
        4: (501, 263),
        5: (1140, 480),
    }
    assert become == in_post | {6: (0, 0)}


def test_every_row_of_a_wave_has_its_decision_and_its_line(line):
    rows = Assignment.objects.filter(wave__isnull=False)
    last = line[-1]
    assert rows.count() == 2570 == PlanLine.objects.filter(plan=last).count()
    assert not rows.filter(decision_number="").exists()
    symbols = Decision.objects.values_list("document__symbol", "document__issued_on")
    assert set(rows.values_list("decision_number", "decision_on")) == set(symbols)
    placed = set(rows.values_list("officer_id", "police_unit__unit_id", "post__role"))
    assert placed == set(
        PlanLine.objects.filter(plan=last).values_list("officer_id", "unit_id", "post")
    )


def test_somebody_in_every_commune_of_the_mountains_speaks_its_language(line):
    from binhyen.worlds.thanh_hoa.openings import SPOKEN
    from binhyen.worlds.thanh_hoa.places import read_ground

    spoken = {
        place.unit.id: SPOKEN[place.district.name]
        for place in read_ground().programme
        if place.district.name in SPOKEN and not place.is_township
    }
    sent = Assignment.objects.filter(wave__isnull=False, police_unit__unit_id__in=spoken)
    held = set(sent.values_list("police_unit__unit_id", "officer__qualifications__kind__code"))
    assert len(spoken) > 100
    assert all(pair in held for pair in spoken.items())


def test_scenarios_are_left_to_compare_and_to_relax(thanh_hoa, actor):
    left = {plan.name: plan for plan in plans(actor).filter(on=FOCUS_ON)}
    assert sorted(plan.step for plan in left.values()) == [
        Step.INFEASIBLE,
        Step.SOLVED,
        Step.SOLVED,
    ]
    (stuck,) = (plan for plan in left.values() if plan.step == Step.INFEASIBLE)
    result = result_of(stuck)
    assert result.reasons
    assert {row[0] for row in result.relaxation} == {"need"}
    solved = [plan for plan in left.values() if plan.step == Step.SOLVED]
    assert len({figures_of(actor, plan).objective for plan in solved}) == 2


def test_each_decision_is_a_document_with_its_list(line, actor):
    made = list(decisions(actor, line[-1]))
    assert made
    assert sum(decision.lines.count() for decision in Decision.objects.all()) == 2570
