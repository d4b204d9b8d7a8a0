"""Scenarios frozen, varied, compared; plans out to files and back; what hostile settings meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from binhyen.engines.indicators.api import load_catalogue
from binhyen.features.staffing import api
from binhyen.features.staffing.rules.demand import posts_for, still_wanted
from binhyen.features.staffing.rules.format1.plans import plan_text
from binhyen.features.staffing.rules.packing import (
    pack_problem,
    settings_from,
    settings_json,
    unpack_problem,
)
from binhyen.features.staffing.rules.waves import with_capacities
from binhyen.features.staffing.tests.conftest import DAY, EASY
from binhyen.foundation.audit.api import entries
from binhyen.kernel.errors import Invalid, Refused


@given(size=st.integers(0, 60), two=st.integers(3, 20))
def test_posts_of_a_unit_add_up_and_begin_with_the_chief(size, two):
    posts = posts_for(size, two)
    assert sum(posts.values()) == size
    assert posts["chief"] == min(1, size)
    assert posts["deputy"] <= 2


@given(
    held=st.dictionaries(st.sampled_from(["chief", "deputy", "officer"]), st.integers(0, 9)),
    size=st.integers(0, 30),
)
def test_nobody_too_many_in_one_post_fills_another(held, size):
    posts = posts_for(size, 8)
    left = still_wanted(posts, held)
    assert all(0 <= left[post] <= posts[post] for post in posts)
    assert sum(left.values()) >= size - sum(held.values())


@given(posts=st.integers(1, 5000), waves=st.integers(1, 12), largest=st.integers(1, 60))
def test_waves_have_room_for_all_posts_and_the_largest_unit(posts, waves, largest):
    settings = [api.WaveSetting(DAY)] * waves
    found = with_capacities(settings, posts, largest, 1100)
    assert sum(wave.capacity for wave in found) >= posts
    assert all(wave.capacity >= largest for wave in found)


def test_a_problem_and_settings_read_back_equal(staffed):
    staffed.donors(8)
    plan = staffed.drafted()
    problem = api.problem_of(plan)
    assert unpack_problem(pack_problem(problem)) == problem
    assert settings_from(settings_json(EASY)) == EASY
    with pytest.raises(Invalid) as refusal:
        settings_from({"capp_permille": 3, "waves": "nonsense"})
    assert {row.column for row in refusal.value.rows} == {"capp_permille", "waves"}


def test_scenarios_stand_side_by_side(staffed):
    staffed.donors()
    first = staffed.solved()
    fewer = replace(EASY, waves=EASY.waves[:1], weights={"match.rank_under": 5})
    second = api.vary_plan(staffed.operator, plan_id=first.pk, name="Một đợt", settings=fewer)
    api.solve_plan(staffed.operator, plan_id=second.pk)
    assert (second.based_on_id, second.origin) == (first.pk, "variation")
    found = api.compare(staffed.operator, [first.pk, second.pk])
    one, other = found.plans
    assert (one.sent, one.short, len(one.by_wave), len(other.by_wave)) == (34, 0, 2, 1)
    assert one.objective == sum(one.cost_parts.values())
    assert sum(one.by_donor.values()) == 34
    assert found.differing[first.pk] == 0
    people = api.person_differences(staffed.operator, first, second)
    assert len(people) == found.differing[second.pk]
    lines = api.line_rows(staffed.operator, first)
    assert sum(line.hm for line in lines) == one.hm_total
    assert sum(line.cost for line in lines) + one.cost_parts["disruption"] == one.objective


def test_workload_never_wants_less_than_the_flat_norm(staffed):
    load_catalogue(staffed.operator, folder=Path(django_settings.BINHYEN_CATALOGUE))
    staffed.officer()
    flat = api.instance(staffed.operator, staffed.province, DAY, EASY)
    by_work = api.instance(staffed.operator, staffed.province, DAY, replace(EASY, norm="workload"))
    sizes = {unit.code: unit.size for unit in by_work.units}
    # Nobody has reported yet, so the flat norm stands alone.
    assert sizes == {unit.code: unit.size for unit in flat.units}


def test_another_tree_of_units_is_another_scenario(staffed):
    staffed.officer()
    early = api.instance(
        staffed.operator,
        staffed.province,
        DAY,
        replace(
            EASY,
            structure_on=date(2019, 12, 1),
            norm="explicit",
            units={"99105": api.UnitSetting(posts={"chief": 1})},
        ),
    )
    assert [unit.code for unit in early.units] == ["99105"]
    with pytest.raises(Invalid, match="99105"):
        api.instance(
            staffed.operator,
            staffed.province,
            DAY,
            replace(EASY, norm="explicit", units={"99105": api.UnitSetting(posts={"chief": 1})}),
        )


def test_lists_do_not_ask_more_for_more_lines(staffed):
    staffed.donors()
    counts = []
    for settings in (
        replace(EASY, norm="explicit", units={"99102": api.UnitSetting(posts={"chief": 1})}),
        EASY,
    ):
        plan = staffed.solved(settings)
        row = []
        for read in (api.line_rows, api.unit_rows, api.donor_rows, api.figures_of):
            with CaptureQueriesContext(connection) as asked:
                read(staffed.operator, plan)
            row.append(len(asked))
        with CaptureQueriesContext(connection) as asked:
            api.plan_overviews(staffed.operator)
        counts.append([*row, len(asked)])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12


def test_names_need_personal_data_and_counts_do_not(staffed):
    staffed.donors()
    plan = staffed.solved()
    auditor = staffed.viewer()
    lines = api.line_rows(auditor, plan)
    assert len(lines) == 34
    assert {line.full_name for line in lines} == {""}
    assert all(line.full_name for line in api.line_rows(staffed.operator, plan))


def test_a_plan_goes_out_to_files_and_comes_back(staffed, tmp_path):
    staffed.donors()
    folder = tmp_path / "instance"
    chi = staffed.world.chi()
    api.export_instance(chi, under_id=staffed.province, on=DAY, folder=folder, settings=EASY)
    assert entries(action="staffing.export_instance").count() == 1
    solved = staffed.solved()
    path = tmp_path / "plan.csv"
    path.write_text(plan_text(api.solution_of(solved)), encoding="utf-8")
    plan = api.import_plan(chi, files=api.Brought(folder, path), name="Từ tệp", on=DAY)
    assert api.solution_of(plan) == api.solution_of(solved)
    assert api.result_of(plan).objective == api.result_of(solved).objective
    assert api.step_of(plan) == api.Step.SOLVED


def test_a_plan_edited_into_nonsense_does_not_come_in(staffed, tmp_path):
    staffed.donors()
    folder, path = tmp_path / "instance", tmp_path / "plan.csv"
    api.export_instance(
        staffed.operator, under_id=staffed.province, on=DAY, folder=folder, settings=EASY
    )
    lines = plan_text(api.solution_of(staffed.solved())).splitlines()
    path.write_text("\n".join([*lines[:-1], lines[1]]) + "\n", encoding="utf-8")
    with pytest.raises(Invalid) as refusal:
        api.import_plan(staffed.operator, files=api.Brought(folder, path), name="Hỏng", on=DAY)
    assert refusal.value.code == "plan-invalid"
    assert {row.file for row in refusal.value.rows} == {"plan.csv"}
    assert api.plans(staffed.operator).count() == 1


def test_export_is_for_those_who_may_see_persons(staffed, tmp_path):
    staffed.donors(4)
    with pytest.raises(Refused):
        api.export_instance(
            staffed.viewer(), under_id=staffed.province, on=DAY, folder=tmp_path / "no"
        )
    assert not (tmp_path / "no").exists()
