"""A problem from live data: posts by norm less those held, candidates, donors, waves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.people.api import Role
from binhyen.features.staffing import api
from binhyen.features.staffing.queries.instance import instance
from binhyen.features.staffing.tests.conftest import DAY, EASY
from binhyen.features.staffing.types import DonorSetting, UnitSetting
from binhyen.kernel.errors import Invalid, Refused


def problem(staffed, settings=EASY):
    return instance(staffed.operator, staffed.province, DAY, settings)


def test_it_wants_the_posts_of_the_norm_in_communes_and_townships_only(staffed):
    staffed.officer()
    found = problem(staffed)
    assert {unit.code: dict(unit.posts) for unit in found.units} == {
        "99101": {"chief": 1, "deputy": 1, "officer": 5},
        "99102": {"chief": 1, "deputy": 1, "officer": 3},
        "99103": {"chief": 1, "deputy": 1, "officer": 3},
        "99201": {"chief": 1, "deputy": 1, "officer": 5},
        "99202": {"chief": 1, "deputy": 1, "officer": 3},
        "99203": {"chief": 1, "deputy": 1, "officer": 3},
    }
    assert [wave.capacity for wave in found.waves] == [19, 19]


def test_posts_already_held_are_not_wanted_again_nor_their_party_members(staffed):
    staffed.officer()
    staffed.world.officer(
        staffed.world.commune, Role.CHIEF, on=date(2021, 1, 1), party_official_on=date(2015, 1, 1)
    )
    (unit,) = [unit for unit in problem(staffed).units if unit.code == "99102"]
    assert dict(unit.posts) == {"chief": 0, "deputy": 1, "officer": 3}
    assert unit.min_party == 0
    (whole,) = [
        unit
        for unit in problem(staffed, replace(EASY, vacancies_only=False)).units
        if unit.code == "99102"
    ]
    assert (whole.size, whole.min_party) == (5, 1)


def test_staff_of_a_unit_merged_away_count_at_its_successor(staffed):
    staffed.officer()
    staffed.world.officer(staffed.world.merged_away, Role.OFFICER, on=date(2019, 3, 1))
    (unit,) = [unit for unit in problem(staffed).units if unit.code == "99102"]
    assert unit.posts["officer"] == 2


def test_candidates_serve_at_donors_and_their_leaders_stay(staffed):
    sent = staffed.officer(held=("chief_ok", "criminal"), home=staffed.world.commune)
    staffed.world.officer(staffed.world.district, Role.CHIEF)
    staffed.world.officer(staffed.world.commune, Role.OFFICER)
    first, second = sorted(problem(staffed).candidates, key=lambda one: one.id != sent.code)
    assert (first.id, first.rank, first.years, first.home_unit) == (sent.code, 4, 13, "99102")
    assert (first.chief_ok, first.deputy_ok, first.party) == (True, True, True)
    assert first.skills == {"criminal"}
    assert not first.excluded
    assert "chỉ huy" in second.excluded


def test_donors_have_stable_names_payroll_and_caps(staffed):
    staffed.world.department()
    for _ in range(4):
        staffed.officer(held=("criminal",))
    settings = replace(
        EASY, cap_permille=500, wave_cap_permille=250, keep_permille={"criminal": 600}
    )
    (donor,) = problem(staffed, settings).donors
    assert (donor.id, donor.payroll) == ("H991", 4)
    assert (donor.max_release, donor.max_release_per_wave, dict(donor.keep)) == (
        2,
        1,
        {"criminal": 2},
    )
    said = replace(settings, donors={"H991": DonorSetting(max_release=4, keep={})})
    (donor,) = problem(staffed, said).donors
    assert (donor.max_release, dict(donor.keep)) == (4, {})


def test_a_scenario_sets_posts_and_windows_of_a_unit(staffed):
    staffed.officer()
    settings = replace(
        EASY,
        norm="explicit",
        units={"99102": UnitSetting(posts={"chief": 1}, complexity=4, deadline_wave=1)},
        weights={"match.want_miss": 7},
    )
    found = problem(staffed, settings)
    (unit,) = found.units
    assert (unit.size, unit.complexity, unit.deadline_wave) == (1, 4, 1)
    assert found.weights.want_miss == 7


def test_codes_nobody_bears_are_refused_by_name(staffed):
    staffed.officer()
    with pytest.raises(Invalid, match="99999"):
        problem(staffed, replace(EASY, units={"99999": UnitSetting()}))
    with pytest.raises(Invalid, match=r"match\.nothing"):
        problem(staffed, replace(EASY, weights={"match.nothing": 1}))


@pytest.mark.parametrize(
    "changed",
    [
        {"cap_permille": -5},
        {"cap_permille": 10**9},
        {"min_party": -1},
        {"needs": {"admin": -1}},
        {"needs": {"flying": 1}},
        {"keep_permille": {"criminal": 5000}},
        {"complexity": {"99102": 9}},
        {"first_wave_number": -4},
        {"first_wave_number": 10**9},
        {"waves": (api.WaveSetting(date(2022, 9, 1)), api.WaveSetting(date(2022, 7, 1)))},
        {"waves": (api.WaveSetting(date(2022, 9, 1), -3),)},
        {"units": {"99102": api.UnitSetting(posts={"chief": -1})}},
        {"units": {"99102": api.UnitSetting(posts={"chief": 10**9})}},
        {"units": {"99102": api.UnitSetting(wants=("flying",))}},
        {"units": {"99102": api.UnitSetting(earliest_wave=7)}},
        {"donors": {"H991": DonorSetting(max_release=-1)}},
        {"weights": {"match.rank_under": -4}},
        {"weights": {"match.rank_under": "x"}},
        {"weights": {"distance.w_dist": 10**12}},
        {"weights": {"wait.per_post": [1, 2]}},
    ],
)
def test_nonsense_is_refused_and_named(staffed, changed):
    staffed.officer()
    with pytest.raises(Invalid) as refusal:
        staffed.drafted(replace(EASY, **changed))
    assert refusal.value.rows
    assert not api.plans(staffed.operator).exists()


def test_it_asks_for_personal_data_in_the_province(staffed):
    staffed.officer()
    with pytest.raises(Refused):
        instance(staffed.world.giang(), staffed.province, DAY, EASY)
    with pytest.raises(Invalid, match="không phải tỉnh"):
        instance(staffed.operator, staffed.world.district.id, DAY, EASY)


def test_statements_do_not_grow_with_officers_and_units(staffed):
    staffed.officer()
    problem(staffed)  # the tree of units is remembered from here on
    counts = []
    for more in (2, 9):
        for _ in range(more):
            staffed.officer()
        with CaptureQueriesContext(connection) as asked:
            problem(staffed)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16
