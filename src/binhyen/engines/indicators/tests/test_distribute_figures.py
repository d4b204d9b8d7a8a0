"""Two workers give what one process gives, to the last bit: rebuilt totals and indicators, also when one is killed."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By, GridQuery
from binhyen.engines.indicators.models import RollUp
from binhyen.engines.indicators.tests.conftest import Land

pytest.importorskip("pyspark", reason="pyspark is not installed: make setup-distributed")
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

from binhyen.engines.indicators.distributed import cluster  # noqa: E402
from binhyen.engines.indicators.distributed.querying import distributed_figures  # noqa: E402
from binhyen.engines.indicators.distributed.session import session  # noqa: E402

CODES = ["00001", "00002", "00003", "00004", "00005", "00006"]


@pytest.fixture(scope="module")
def spark() -> Iterator[cluster.Cluster]:
    running = cluster.start_cluster(workers=2, memory="1g")
    try:
        yield running
        session().stop()
    finally:
        cluster.stop_cluster()


@pytest.fixture
def figures(land: Land) -> Land:
    for month, codes in (("2022-03", CODES), ("2022-05", [c for c in CODES if c != "00002"])):
        rows = [f"{c},crime.occurred,{month},,{7 * int(c) + 3}" for c in codes]
        rows += [f"{c},crime.solved,{month},,{3 * int(c)}" for c in codes[1:]]
        rows += [f"{c},crime.persons,{month},f,{int(c)}" for c in codes[:3]]
        land.load(*rows, *(f"{c},fines,{month},,{int(c)}.25" for c in codes))
    return land


def _equal(land: Land, query: GridQuery) -> int:
    found, told = api.grid(query), distributed_figures(query)
    compared = 0
    for measure, unit, period in found.places():
        cells = found.cells
        key = (query.measures[measure], found.units[unit].id, query.periods[period].code)
        numbers = told.get(key, (None, None, None))
        for array, other in zip(
            (cells.value, cells.numerator, cells.denominator), numbers, strict=True
        ):
            here = array[measure, unit, period]
            assert (other is None and np.isnan(here)) or other == here, (key, here, other)
        compared += 1
    return compared


def test_indicators_are_the_same_in_every_structure(spark: cluster.Cluster, figures: Land) -> None:
    measures = ("clear_up", "solved_or_fined", "crime.occurred", "fines")
    for by, as_of in ((By.PROVINCE, None), (By.DISTRICT, date(2024, 1, 1)), (By.COMMUNE, date(2025, 7, 1))):  # fmt: skip
        root = figures.id("VN", date(2022, 5, 14))
        query = GridQuery(measures, root, by, figures.periods("2022-03,2022-05"), as_of)
        assert _equal(figures, query) >= 8


def test_rebuilt_totals_are_the_same(spark: cluster.Cluster, figures: Land) -> None:
    before = list(RollUp.objects.order_by("id").values())
    found = [one for _, _, one in api.rebuild_all(figures.actor, engine="distributed")]
    assert [len(one.differences) for one in found] == [0, 0]
    RollUp.objects.all().delete()
    for _, _, one in api.rebuild_all(figures.actor, engine="distributed"):
        assert one.differences
    assert api.verify_rollups() == []
    held = [{**row, "id": 0} for row in RollUp.objects.order_by("period_id", "unit_id").values()]
    before.sort(key=lambda row: (row["period_id"], row["unit_id"]))
    assert held == [{**row, "id": 0} for row in before]


def test_a_killed_worker_changes_nothing(spark: cluster.Cluster, figures: Land) -> None:
    root = figures.id("VN", date(2022, 5, 14))
    query = GridQuery(("clear_up",), root, By.DISTRICT, figures.periods("2022-03,2022-05"))
    killer = threading.Thread(
        target=lambda: (time.sleep(0.4), os.kill(spark.workers[0], signal.SIGKILL))
    )
    killer.start()
    compared = sum(_equal(figures, query) for _ in range(3))
    killer.join()
    assert compared == 3 * 6
