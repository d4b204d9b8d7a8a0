"""Imported figures that contradict themselves are named, with the numbers and the cure."""

from __future__ import annotations

from datetime import date

import pytest

from binhyen.engines.indicators.api import consistency
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.units.api import find
from binhyen.foundation.access.api import Actor
from binhyen.kernel.errors import Refused

MAY = date(2022, 4, 15), date(2022, 5, 15)


def test_it_names_the_unit_that_solved_more_than_occurred(land: Land) -> None:
    land.load("00001,crime.occurred,2022-05,,1", "00001,crime.solved,2022-05,,5",
              "00003,crime.occurred,2022-05,,3", "00003,crime.solved,2022-05,,3")  # fmt: skip
    found = consistency(Actor.operator(), find("01", MAY[1]).id, *MAY)
    assert found.reports == 2
    assert list(found.by_check.values()) == [1]
    (one,) = found.found
    assert one.unit_code == "00001"
    assert "5" in one.words
    assert one.advice


def test_it_does_not_judge_what_was_not_reported(land: Land) -> None:
    land.load("00001,crime.solved,2022-05,,5")
    assert consistency(Actor.operator(), find("01", MAY[1]).id, *MAY).found == ()


def test_it_looks_only_below_the_unit_asked(land: Land) -> None:
    land.load("00001,crime.occurred,2022-05,,1", "00001,crime.solved,2022-05,,5")
    assert consistency(Actor.operator(), find("02", MAY[1]).id, *MAY).reports == 0


def test_it_refuses_who_may_not_see_figures(land: Land) -> None:
    with pytest.raises(Refused):
        consistency(Actor.nobody(), find("01", MAY[1]).id, *MAY)
