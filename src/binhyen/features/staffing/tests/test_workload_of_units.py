"""The workload norm of live units: a year of reports, thin years, missing ones, in a fixed number of statements."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.indicators.api import import_figures, load_catalogue
from binhyen.features.staffing.api import Workload, workload_posts
from binhyen.features.staffing.queries import workload
from binhyen.features.staffing.queries.workload import workload_sizes
from binhyen.features.staffing.tests.test_workload_norm import DUTY, MEETINGS, PATROLS, TIME
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import Refused

DAY = date(2022, 6, 3)
MONTHS = [f"2021-{month:02}" for month in range(6, 13)] + [
    f"2022-{month:02}" for month in range(1, 6)
]


@pytest.fixture(autouse=True)
def _two_standards_and_an_allowance(monkeypatch):
    monkeypatch.setattr(workload, "_standards", lambda _: ((PATROLS, MEETINGS, DUTY), TIME))


@pytest.fixture
def patrols(staffed, tmp_path):
    """Load monthly patrols: `patrols({unit: [turns by month]})`, approved."""
    load_catalogue(staffed.operator, folder=settings.BINHYEN_CATALOGUE)

    def load(turns: dict) -> None:
        lines = [
            f"{unit.code},patrols.officer_turns,{month},,{count}"
            for unit, counts in turns.items()
            for month, count in zip(MONTHS, counts, strict=False)
        ]
        path = tmp_path / "figures.csv"
        path.write_text("\n".join(["unit_code,element,period,breakdown,value", *lines]) + "\n")
        import_figures(staffed.operator, path=path, approve=True)

    return load


def of(staffed, unit) -> Workload:
    return workload_posts(staffed.operator, staffed.province, DAY)[unit.id]


def test_a_year_of_reports_becomes_posts(staffed, patrols):
    patrols({staffed.world.commune: [100] * 12})
    found = of(staffed, staffed.world.commune)
    # 3-6-2021 … 2-6-2022 has 260 weekdays, 10 of them days off: 250 − 35 absent = 215 days × 480 = 103 200 minutes.
    # Patrols 1 200 × 180 / 103 200 = 2,093; meetings 15 %: × 1/0,85 = 2,462; duty 4 260 × 60 / 103 200 = 2,477.
    # In all 4,939 → above 4,4 → 5 posts.
    assert (found.officers, found.posts, found.flat, found.difference) == (Decimal("4.94"), 5, 5, 0)
    assert [str(part.officers) for part in found.parts] == ["2.48", "2.09", "0.37"]
    assert not found.brought_up


def test_a_thin_year_is_brought_up_and_told(staffed, patrols):
    patrols({staffed.world.commune: [100] * 9})
    found = of(staffed, staffed.world.commune)
    assert found.brought_up
    assert [part for part in found.parts if part.volume] == [
        next(part for part in found.parts if part.code == "a.patrols")
    ]
    # 900 turns in 9 of 12 reports are 1 200 in a year.
    assert next(part.volume for part in found.parts if part.volume) == 1200


def test_too_thin_a_year_and_none_at_all_are_not_measurable(staffed, patrols):
    patrols({staffed.world.commune: [100] * 8})
    for unit in (staffed.world.commune, staffed.world.township):
        found = of(staffed, unit)
        assert (found.posts, found.officers, found.missing) == (None, None, ("a.patrols",))
        assert found.difference is None


def test_wards_are_left_out(staffed, patrols):
    assert staffed.world.ward.id not in workload_posts(staffed.operator, staffed.province, DAY)


def test_a_scenario_by_workload_never_goes_below_the_flat_norm(staffed, patrols):
    patrols({staffed.world.commune: [400] * 12, staffed.world.elsewhere: [0] * 12})
    units = [staffed.world.commune, staffed.world.elsewhere, staffed.world.township]
    sizes = workload_sizes(staffed.province, DAY, units)
    # 4 800 × 180 / 103 200 / 0,85 + 2,477 = 12,326 → 12 posts; none → the flat 5; not measurable → the flat 7.
    assert [sizes[unit.id] for unit in units] == [12, 5, 7]


def test_it_asks_the_same_number_of_statements_whatever_the_units(staffed, patrols):
    def statements(under: int) -> int:
        workload_posts(staffed.operator, under, DAY)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            workload_posts(staffed.operator, under, DAY)
        return len(asked)

    patrols({staffed.world.commune: [1] * 12})
    one = statements(staffed.world.commune.id)
    patrols({staffed.world.elsewhere: [1] * 12, staffed.world.township: [1] * 12})
    assert statements(staffed.province) <= one + 1


def test_the_outsider_is_refused(staffed):
    with pytest.raises(Refused):
        workload_posts(Actor.nobody(), staffed.province, DAY)
