"""The number of SQL statements does not depend on the number of units or values."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from binhyen.engines.indicators.api import By
from binhyen.engines.indicators.tests.conftest import Land

CODES = ["00001", "00003", "00004", "00005", "00006"]


def statements(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_reading_costs_the_same_for_one_unit_and_for_all(land: Land) -> None:
    land.load(*(f"{code},crime.occurred,2022-05,,1" for code in CODES))
    for by, as_of in ((By.DISTRICT, None), (By.COMMUNE, None), (By.COMMUNE, date(2024, 1, 1))):

        def ask(under: str, by: By = by, as_of: date | None = as_of) -> object:
            return land.ask("crime.occurred", under, by, "2022-05", as_of)

        ask("VN")  # files are made, trees remembered
        everything, one = statements(lambda: ask("VN")), statements(lambda: ask("001"))
        assert everything <= one <= 15


def test_importing_costs_the_same_for_one_unit_and_for_all(land: Land) -> None:
    land.load("00001,crime.occurred,2022-04,,1", "00001,crime.occurred,2022-05,,1")
    one = statements(lambda: land.load("00001,crime.occurred,2022-05,,2"))
    more = statements(lambda: land.load(*(f"{code},crime.occurred,2022-05,,3" for code in CODES)))
    # Reports that are new are numbered and stored apart from those that change (copied in, on PostgreSQL).
    assert more <= one + 6
