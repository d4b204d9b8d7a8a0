"""What the waves are planned from: the published totals of both readings, and a cell for every unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import pytest

from binhyen.engines.people.api import payroll
from binhyen.engines.units.api import structure
from binhyen.worlds.thanh_hoa.facts import BEGINS_ON, FOCUS_ON, PLANNED_ON
from binhyen.worlds.thanh_hoa.openings import openings, unit_settings
from binhyen.worlds.thanh_hoa.places import read_ground
from binhyen.worlds.thanh_hoa.sizes import posts, sizes
from binhyen.worlds.thanh_hoa.waves import plan_slots

pytestmark = [pytest.mark.world, pytest.mark.django_db]


@pytest.fixture
def ground(force):
    return read_ground()


@pytest.fixture
def made(ground):
    return openings(plan_slots(ground.programme, sizes(ground.programme)))


def _told(made, reading: str) -> dict[int, tuple[int, int]]:
    officers, units = Counter(), defaultdict(set)
    for one in made:
        wave = one.wave_in(reading)
        if wave is not None:
            officers[wave] += one.size
            units[wave].add(one.place.unit.id)
    return {wave: (officers[wave], len(units[wave])) for wave in sorted(officers)}


def test_the_first_plan_has_575_posts_in_109_units_in_2019(made):
    told = _told(made, "planned")
    assert (told[1], told[2]) == ((253, 60), (322, 49))
    assert told[6][1] == 124


def test_the_plan_as_it_became_has_the_published_waves(made):
    assert _told(made, "become") == {
        1: (253, 60),
        2: (289, 52),
        3: (387, 387),
        4: (501, 263),
        5: (1140, 480),
    }


def test_each_unit_gets_exactly_its_posts_and_members_for_a_cell(ground, made):
    size = sizes(ground.programme)
    of_unit = defaultdict(list)
    for one in made:
        if one.wave is not None:
            of_unit[one.place.unit.id].append(one)
    assert len(of_unit) == 499
    for unit_id, stages in of_unit.items():
        got = sum((Counter(stage.posts) for stage in stages), Counter())
        assert got == Counter(posts(size[unit_id]))
        assert sum(stage.min_party for stage in stages) == 3
        assert all(stage.min_party <= stage.size for stage in stages)
        assert sum(stage.needs.get("admin", 0) for stage in stages) == 1


def test_the_year_2021_is_drawn_forward_only_at_the_end(made):
    assert _told(made, "amended")[6] == _told(made, "planned")[6]
    assert 6 not in _told(made, "become")


def test_units_are_named_as_on_the_day_of_the_plan(made):
    tree = structure(PLANNED_ON)
    settings = unit_settings(made, "planned", tree)
    assert settings.keys() <= {unit.code for unit in tree.units.values()}
    stages = [stage for setting in settings.values() for stage in setting.stages]
    assert sum(sum(stage.posts.values()) for stage in stages) == 2582


def test_the_payroll_is_the_same_before_the_waves_and_on_the_day_of_the_review(ground):
    days = (BEGINS_ON, date(2019, 10, 31), FOCUS_ON)
    assert {payroll(on, ground.province.id) for on in days} == {7613}
