"""The force keeps the published rules, and the published totals come out of its rows."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from binhyen.engines.people.api import (
    COUNTERS,
    Officer,
    donor_shares,
    headcount,
    party_official,
    payroll,
    posts_held,
    wave_totals,
)
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON
from binhyen.worlds.thanh_hoa.places import deferred_by_name, province, read_ground

pytestmark = [pytest.mark.world, pytest.mark.django_db]


@pytest.fixture
def ground(force):
    return read_ground()


def _programme(ground, on=FOCUS_ON) -> dict[int, int]:
    counts = headcount(on, ground.province.id)
    return {place.unit.id: counts.get(place.unit.id, 0) for place in ground.programme}


def test_2570_of_7613_serve_in_499_units(ground):
    staffed = _programme(ground)
    assert (len(staffed), sum(staffed.values())) == (499, 2570)
    everybody = payroll(FOCUS_ON, ground.province.id)
    assert everybody == 7613
    assert round(Decimal(2570) / everybody * 100, 2) == Decimal("33.76")


def test_five_in_each_commune_and_seven_to_eleven_in_each_township(ground):
    staffed = _programme(ground)
    communes = {staffed[place.unit.id] for place in ground.programme if not place.is_township}
    towns = [staffed[place.unit.id] for place in ground.programme if place.is_township]
    assert communes == {5}
    assert len(towns) == 30
    assert all(7 <= size <= 11 for size in towns)


def test_every_unit_has_chief_deputy_and_officers_and_only_one_chief(ground):
    held = posts_held(FOCUS_ON, ground.province.id)
    for place in ground.programme:
        posts = held[place.unit.id]
        assert posts["chief"] == 1
        assert posts["deputy"] in {1, 2}
        assert posts["officer"] >= 3


def test_five_waves_tell_the_published_story(force):
    waves = {wave.number: wave for wave in wave_totals(FOCUS_ON, province().id)}
    assert {n: (w.officers, w.units) for n, w in waves.items()} == {
        1: (253, 60),
        2: (289, 52),
        3: (387, 387),
        4: (501, 263),
        5: (1140, 480),
    }
    assert waves[1].roles["chief"] + waves[1].roles["deputy"] == 122
    assert waves[3].roles == {"chief": 387}
    assert waves[1].officers + waves[2].officers == 542
    assert sum(wave.officers for wave in waves.values()) == 2570
    assert date(2019, 11, 1) <= waves[1].first_on
    assert waves[5].last_on <= date(2020, 9, 30)
    assert all(wave.synthetic for wave in waves.values())


def test_staff_grew_wave_by_wave(ground):
    days = [
        date(2019, 10, 31),
        date(2020, 1, 1),
        date(2020, 4, 1),
        date(2020, 8, 1),
        date(2020, 10, 1),
    ]
    assert [sum(_programme(ground, on).values()) for on in days] == [0, 542, 929, 1430, 2570]


def test_the_communes_named_in_the_decision_got_deputy_and_officers_last(ground):
    named = deferred_by_name(ground.programme)
    assert len(named) == 68
    before = headcount(date(2020, 9, 28), ground.province.id)
    assert {before[place.unit.id] for place in named} == {1}


def test_donors_are_departments_and_district_police(force):
    shares = donor_shares(FOCUS_ON, province().id)
    assert Counter(share.kind for share in shares) == {"district": 27, "department": 26}
    assert sum(share.given for share in shares) == 2570
    assert all(0 < share.given < share.strength for share in shares)


def test_nearly_all_units_may_found_a_cell_but_not_all(ground):
    members = party_official(FOCUS_ON, ground.province.id)
    short = [place for place in ground.programme if members.get(place.unit.id, 0) < 3]
    assert len(short) == 6
    assert sum(
        COUNTERS["people.cells_eligible"](FOCUS_ON, ground.province.id).values()
    ) == 499 - len(short)


def test_nobody_could_be_taken_for_a_real_person(force):
    assert not Officer.objects.exclude(code__startswith="MP-").exists()
    assert not Officer.objects.filter(synthetic=False).exists()


def test_nobody_serves_in_the_commune_they_come_from(ground):
    from binhyen.engines.people.api import Assignment

    sent = Assignment.objects.filter(wave__isnull=False, officer__home_unit_id__isnull=False)
    pairs = sent.values_list("police_unit__unit_id", "officer__home_unit_id")
    assert all(unit != home for unit, home in pairs)


def test_as_many_left_at_the_age_limit_as_came_from_the_academy(ground):
    from binhyen.engines.people.api import Assignment, Move

    left = Assignment.objects.filter(kind=Move.RETIRE, valid_from__lte=FOCUS_ON)
    assert left.count() == 72 == Officer.objects.count() - 7613
    assert min(left.values_list("valid_from", flat=True)) > date(2020, 1, 1)


def test_terms_and_certificates_end_around_the_day_of_the_review(ground):
    from binhyen.engines.people.api import certificates_until, terms_until
    from binhyen.foundation.access.api import Actor

    soon = (Actor.operator(), FOCUS_ON, date(2022, 12, 3))
    assert len(terms_until(*soon)) > 5
    assert len(certificates_until(*soon)) > 20
