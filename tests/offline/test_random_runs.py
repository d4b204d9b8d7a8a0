"""A few of the random runs of `make bench`, on whatever database the tests use: nothing lost, nothing doubled."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from benchmarks.offline_lines import BreakingLine
from benchmarks.offline_trial import Place, together
from django.conf import settings

from binhyen.engines.indicators.api import load_catalogue

FIELDS = ("drugs.cases", "drugs.persons", "drugs.prosecuted_cases")
MONTHS = ("2022-02", "2022-03", "2022-04", "2022-05")


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_no_entry_is_lost_and_none_is_doubled(world: Any, seed: str):
    load_catalogue(world.operator, folder=Path(settings.BINHYEN_CATALOGUE))
    accounts = (world.an().id, world.binh().id)
    places = [Place(world.commune.id, "drugs_monthly", month, FIELDS, accounts) for month in MONTHS]
    verdict = together(places, BreakingLine(), f"test/{seed}")
    assert (verdict.lost, verdict.doubled) == (0, 0), verdict.first
    assert verdict.sent > verdict.entries > 0
