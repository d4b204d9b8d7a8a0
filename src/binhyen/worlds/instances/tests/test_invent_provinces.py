"""Invented provinces: real units, the published totals of Thanh Hóa, the same bytes every time."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.engines.units.api import Level, structure
from binhyen.features.staffing.api import deployment_defaults, weights_with
from binhyen.kernel.errors import Invalid, NotFound
from binhyen.solver.deployment.api import Problem, Weights
from binhyen.worlds.instances import PROFILES, invent

pytestmark = pytest.mark.country

DAY = date(2022, 6, 3)


@pytest.fixture
def weights() -> Weights:
    return weights_with(deployment_defaults().weights, {})


@pytest.fixture
def make(db, country, weights):
    def build(code: str = "38", profile: str = "normal", seed: int = 1) -> Problem:
        return invent(code, on=DAY, profile=profile, seed=seed, weights=weights)

    return build


def posts(problem: Problem) -> int:
    return sum(unit.size for unit in problem.units)


def test_thanh_hoa_has_its_published_size(make):
    found = make()
    assert (len(found.units), posts(found), len(found.candidates)) == (499, 2570, 7613)
    assert sum(donor.payroll for donor in found.donors) == 7613
    assert {donor.kind for donor in found.donors} == {"department", "district"}


def test_every_officer_is_marked_as_invented(make):
    assert all(one.id.startswith("CB38") for one in make().candidates)


def test_the_same_seed_makes_the_same_problem_and_another_does_not(make):
    assert make("66") == make("66")
    assert make("66").candidates != make("66", seed=2).candidates


def test_profiles_share_people_and_differ_in_caps(make):
    normal, tight = make("66"), make("66", "tight")
    assert (normal.units, normal.candidates) == (tight.units, tight.candidates)
    for loose, close in zip(normal.donors, tight.donors, strict=True):
        assert loose.max_release_per_wave > close.max_release_per_wave
        assert loose.payroll == close.payroll


def test_bad_profiles_fall_short_by_what_they_say(make):
    # Donors may give 56 fewer than there are posts.
    donor = make("38", "bad-donor")
    assert sum(one.max_release for one in donor.donors) == posts(donor) - 56
    # The first two waves hold 11 posts fewer than are due in them.
    wave = make("38", "bad-wave")
    due = sum(unit.size for unit in wave.units if unit.deadline_wave == 2)
    assert due - sum(one.capacity for one in wave.waves[:2]) == PROFILES["bad-wave"].short_wave
    assert sum(one.capacity for one in wave.waves) >= posts(wave)
    # Six communes more need the language than there are speakers who can be sent.
    language = make("38", "bad-language")
    needed = sum(unit.needs.get("lang_mong", 0) for unit in language.units)
    speakers = [
        one for one in language.candidates if "lang_mong" in one.skills and not one.excluded
    ]
    assert needed - len(speakers) == 6


def test_a_province_without_languages_gets_one_to_be_short_of(make):
    assert any("lang_mong" in unit.needs for unit in make("34", "bad-language").units)


def test_the_whole_country_can_be_invented(make):
    provinces = structure(DAY).at_level(Level.PROVINCE)
    found = {one.code: make(one.code) for one in provinces}
    assert len(found) == 63
    # 8,207 communes and 620 townships on the list of 2022.
    assert 8_820 <= sum(len(one.units) for one in found.values()) <= 8_873
    assert 45_600 <= sum(posts(one) for one in found.values()) <= 46_000
    assert min(len(one.candidates) for one in found.values()) >= 400


def test_unknown_profiles_and_provinces_are_refused(make):
    with pytest.raises(Invalid, match="bad-luck"):
        make("38", "bad-luck")
    with pytest.raises(NotFound):
        make("03")
