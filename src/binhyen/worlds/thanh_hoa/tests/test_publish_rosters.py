"""The demonstration's rosters: a commune of five and a township of eight, valid and proven."""

from __future__ import annotations

import pytest

from binhyen.features.rosters import api
from binhyen.foundation.access.api import Actor


@pytest.mark.world
@pytest.mark.usefixtures("db")
def test_two_stations_have_two_published_months_each(thanh_hoa: dict[str, int]) -> None:
    actor = Actor.operator()
    assert thanh_hoa["rosters"] == 4
    made = [api.roster_of(actor, one.pk) for one in api.rosters(actor)]
    assert sorted(len(one.instance["people"]) for one in made) == [5, 5, 8, 8]
    for one in made:
        assert one.synthetic
        assert api.state_of(one) == "published"
        assert api.check(api.problem_now(one), api.plan_of(api.duties_of(one))).valid
    # May has 31 days and June 30, each with a commander and a desk at both stations.
    assert thanh_hoa["duties"] >= 2 * 2 * 61
