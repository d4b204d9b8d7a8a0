"""Counting by day: nobody is lost in a merger, and every read stays within three statements."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.people import api
from binhyen.engines.people.api import COUNTERS, Role, headcount, party_official, payroll

DAY = date(2022, 6, 3)


def test_officers_of_a_merged_unit_count_at_its_successor_until_handed_over(world):
    old, new = world.merged_away, world.commune
    officer = world.officer(old, on=date(2019, 6, 1))
    assert headcount(date(2019, 12, 31)) == {old.id: 1}
    assert headcount(date(2020, 1, 1)) == {new.id: 1}
    world.assign(officer, new, on=date(2020, 1, 15), kind=api.Move.HANDOVER)
    assert headcount(date(2020, 1, 15)) == {new.id: 1}


def test_only_official_members_count(world):
    world.officer(world.commune, party_official_on=date(2022, 6, 3))
    world.officer(world.commune, party_official_on=date(2022, 6, 4))
    world.officer(world.commune)
    assert party_official(DAY) == {world.commune.id: 1}


def test_payroll_counts_every_level_below(world):
    world.officer(world.commune)
    world.officer(world.ward)
    world.officer(world.district)
    world.officer(world.elsewhere)
    assert payroll(DAY, world.district.id) == 3
    assert payroll(DAY) == 4


def test_counters_leave_wards_out_but_the_payroll_does_not(world):
    for unit in (world.commune, world.ward):
        world.officer(unit, Role.CHIEF)
    ask = (DAY, world.province.id)
    assert COUNTERS["people.officers"](*ask) == {world.commune.id: 1}
    assert COUNTERS["people.chiefs"](*ask) == {world.commune.id: 1}
    assert COUNTERS["people.posts_mandatory_filled"](*ask) == {world.commune.id: 1}
    assert COUNTERS["people.units_complete"](*ask) == {}
    assert sum(COUNTERS["people.payroll"](*ask).values()) == 2


def test_a_unit_is_complete_with_all_three_posts_and_may_found_a_cell_with_three_members(world):
    for role in Role:
        world.officer(world.commune, role, party_official_on=date(2015, 1, 1))
    ask = (DAY, world.province.id)
    assert COUNTERS["people.units_complete"](*ask) == {world.commune.id: 1}
    assert COUNTERS["people.cells_eligible"](*ask) == {world.commune.id: 1}
    world.officer(world.township, Role.CHIEF, party_official_on=date(2015, 1, 1))
    assert COUNTERS["people.cells_eligible"](*ask) == {world.commune.id: 1}


@pytest.mark.parametrize(
    "read", ["headcount", "party_official", "payroll", "posts_held", "wave_totals", "donor_shares"]
)
def test_reads_stay_within_three_statements(world, read):
    world.officer(world.commune)
    getattr(api, read)(DAY, world.province.id)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        getattr(api, read)(DAY, world.province.id)
    assert len(queries) <= 3
