"""Grids asked again: two statements while nothing changed, made anew whenever anything behind them did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import By, GridQuery
from binhyen.engines.indicators.queries.grids import answers
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.folder import CATALOGUE, write_catalogue
from binhyen.engines.indicators.tests.test_statement_counts import statements
from binhyen.foundation.access.api import Account, Actor, RoleGrant, actor_for
from binhyen.kernel.errors import NotFound

APRIL = date(2022, 4, 14)


@pytest.fixture
def query(land: Land) -> GridQuery:
    answers.forget()
    land.load("00001,crime.occurred,2022-04,,7", "00001,wards,2022-03,,3")
    periods = land.periods("2022")
    return GridQuery(("crime.occurred", "wards"), land.id("VN", APRIL), By.DISTRICT, periods)


def test_the_same_answer_comes_from_memory(query: GridQuery) -> None:
    first = api.grid(query)
    assert api.grid(query) is first
    assert statements(lambda: api.grid(query)) <= 4


def test_nobody_can_write_into_what_others_are_given(query: GridQuery) -> None:
    with pytest.raises(ValueError, match="read-only"):
        api.grid(query).cells.value[:] = 0


def _approve_more(land: Land) -> None:
    land.load("00003,crime.occurred,2022-04,,5")


def _hand_in(land: Land) -> None:
    land.load("00003,crime.occurred,2022-05,,5", approve=False)


def _another_catalogue(land: Land) -> None:
    text = CATALOGUE["elements/all.yaml"].replace("Số vụ xảy ra", "Số vụ đã xảy ra")
    api.load_catalogue(land.actor, folder=write_catalogue(land.folder, elements=text))


@pytest.mark.parametrize("change", [_approve_more, _hand_in, _another_catalogue])
def test_a_change_behind_it_makes_another(
    land: Land, query: GridQuery, change: Callable[[Land], None]
) -> None:
    before = api.grid(query)
    change(land)
    after = api.grid(query)
    assert after is not before
    answers.forget()
    fresh = api.grid(query)
    for name in ("value", "reported", "expected", "pending"):
        assert np.array_equal(
            getattr(after.cells, name), getattr(fresh.cells, name), equal_nan=True
        )


def test_counted_figures_are_never_remembered(land: Land, query: GridQuery) -> None:
    counted = GridQuery(("officers",), query.under_id, By.DISTRICT, query.periods)
    assert api.grid(counted) is not api.grid(counted)


def test_rights_are_asked_before_memory(land: Land, query: GridQuery) -> None:
    api.grid(query)
    account = Account.objects.create(username="xa", office="Thử")
    commune = land.id("00001", APRIL)
    RoleGrant.objects.create(
        account=account, role="commune_clerk", scope_id=commune, valid_from="2020-01-01"
    )
    stranger: Actor = actor_for(account)
    with pytest.raises(NotFound):
        api.grid(query, stranger)


def test_memory_is_bounded(land: Land, query: GridQuery, monkeypatch: pytest.MonkeyPatch) -> None:
    first = api.grid(query)
    monkeypatch.setattr(answers, "BUDGET", 1)
    other = GridQuery(("wards",), query.under_id, By.UNIT, query.periods)
    assert api.grid(other) is not api.grid(other)
    assert api.grid(query) is not first
