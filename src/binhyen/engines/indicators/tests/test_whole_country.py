"""The real country: figures of 2022 read in the structure of 2025 lose and gain nothing."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By, Query
from binhyen.engines.indicators.tests.folder import write_catalogue
from binhyen.engines.units.api import structure
from binhyen.foundation.access.api import Actor
from binhyen.kernel import clock
from binhyen.kernel.periods import parse_period

pytestmark = pytest.mark.country

MAY = date(2022, 5, 14)
NOW = date(2025, 7, 1)


@pytest.fixture
def nation(country: None, db: None, tmp_path: Path, operator: Actor) -> Iterator[Path]:
    with clock.frozen(datetime(2026, 11, 1, 5, tzinfo=UTC)):
        api.load_catalogue(operator, folder=write_catalogue(tmp_path))
        yield tmp_path


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**6), count=st.integers(1, 3000))
def test_totals_of_random_communes_are_equal(
    nation: Path, operator: Actor, seed: int, count: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 - repeatable figures
    communes = dice.sample(structure(MAY).at_level(3), count)
    values = {unit.id: dice.randrange(1000) for unit in communes}
    savepoint = transaction.savepoint()
    path = nation / "figures.csv"
    lines = [f"{unit.code},fines,2022-05,,{values[unit.id] / 100:.2f}" for unit in communes]
    path.write_text("\n".join(["unit_code,element,period,breakdown,value", *lines]), "utf-8")
    api.import_figures(operator, path=path, approve=True)
    period = parse_period("2022-05", api.calendars(), "admin")
    wanted = sum(values.values())
    for by, as_of in (
        (By.DISTRICT, None),
        (By.PROVINCE, None),
        (By.PROVINCE, NOW),
        (By.COMMUNE, NOW),
    ):
        query = Query(("fines",), structure(MAY).root.id, by, (period,), None, as_of)
        frame = api.read(query)
        assert sum(int((cell.value or 0) * 100) for cell in frame) == wanted, (by, as_of)
        assert [int((cell.value or 0) * 100) for cell in frame.total_cells] == [wanted]
    # Each example begins with no reports at all.
    transaction.savepoint_rollback(savepoint)


def test_there_are_as_many_rows_as_units(nation: Path, operator: Actor) -> None:
    period = parse_period("2022-05", api.calendars(), "admin")
    root = structure(MAY).root.id
    for by, as_of, rows in (
        (By.PROVINCE, None, 63),
        (By.PROVINCE, NOW, 34),
        (By.COMMUNE, NOW, 3321),
    ):
        frame = api.read(Query(("crime.occurred",), root, by, (period,), None, as_of))
        assert len(frame.cells) == rows
        (total,) = frame.total_cells
        assert total.expected == len(structure(MAY).at_level(3))
