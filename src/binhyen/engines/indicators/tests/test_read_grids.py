"""Grids: the same numbers as `read` gives, cell by cell, for any question; and nothing mixed between actors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import MISSING, By, Cell, Cells, Grid, GridQuery
from binhyen.engines.indicators.queries.counters import register_counter
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.units.api import structure
from binhyen.kernel.errors import DomainError, Invalid, NotFound

PLACES = {
    "2022-02": ["00001", "00002", "00003", "00004", "00005", "00006"],
    "2022-03": ["00001", "00002", "00003", "00004", "00005", "00006"],
    "2022-04": ["00001", "00003", "00004", "00005", "00006"],
    "2022-12": ["00001", "00003", "00004", "00005", "00006"],
    "2023-01": ["00001", "00003", "00004", "00005", "00006"],
    "2025-07": ["00001", "00004", "00006"],
}
ELEMENTS = ["crime.occurred", "crime.solved", "crime.persons", "fines", "wards"]
MEASURES = [*ELEMENTS, "clear_up", "per_officer", "solved_or_fined", "officers", "uncounted"]
PERIODS = ["2022-02", "2022-03", "2022-Q1", "2022", "2022-12", "2023-01", "2025-07", "2025-Q3"]
DAYS = [None, date(2020, 6, 1), date(2022, 6, 1), date(2024, 1, 1), date(2025, 7, 1)]

Stored = list[tuple[str, str, str, int]]


@st.composite
def _reports(draw: st.DrawFn) -> Stored:
    places = [(code, period) for period, codes in PLACES.items() for code in codes]
    chosen = draw(st.lists(st.sampled_from(places), min_size=1, max_size=12, unique=True))
    given_ = st.lists(st.sampled_from([*ELEMENTS, "f"]), min_size=1, unique=True)
    return [
        (code, period, element, draw(st.one_of(st.just(0), st.integers(0, 10**6))))
        for code, period in chosen
        for element in draw(given_)
    ]


@st.composite
def _questions(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "measures": tuple(draw(st.lists(st.sampled_from(MEASURES), min_size=1, unique=True))),
        "by": draw(st.sampled_from(By)),
        "periods": draw(st.lists(st.sampled_from(PERIODS), min_size=1, max_size=4, unique=True)),
        "as_of": draw(st.sampled_from(DAYS)),
        "under": draw(st.integers(0, 30)),
    }


def _load(land: Land, stored: Stored, *, approve: bool) -> None:
    rows = []
    for code, period, element, value in stored:
        if element == "f":
            rows.append(f"{code},crime.persons,{period},f,{value}")
        elif element == "fines":
            rows.append(f"{code},fines,{period},,{value / 100:.2f}")
        else:
            rows.append(f"{code},{element},{period},,{value}")
    if rows:
        land.load(*rows, approve=approve)


def _question(land: Land, drawn: Mapping[str, Any], breakdown: str | None = None) -> GridQuery:
    periods = tuple(period for text in drawn["periods"] for period in land.periods(text))
    units = sorted(structure(drawn["as_of"] or periods[-1].last_day).units)
    under_id = units[drawn["under"] % len(units)]
    return GridQuery(drawn["measures"], under_id, drawn["by"], periods, drawn["as_of"], breakdown)


def same_as_read(query: GridQuery) -> None:
    """Ask both ways and compare everything, refusals too."""
    try:
        frame = api.read(query.query())
    except DomainError as refusal:
        with pytest.raises(type(refusal)):
            api.grid(query)
        return
    found = api.grid(query)
    _compare(found, found.cells, frame.cells)
    _compare(found, found.totals, frame.total_cells, whole=True)
    assert dict(found.months_used) == dict(frame.months_used)


def _compare(found: Grid, cells: Cells, wanted: tuple[Cell, ...], *, whole: bool = False) -> None:
    place = {unit.id: row for row, unit in enumerate(found.units)}
    period = {asked: at for at, asked in enumerate(found.query.periods)}
    measure = {code: at for at, code in enumerate(found.query.measures)}
    assert int(cells.there.sum()) == len(wanted)
    for cell in wanted:
        at = (measure[cell.measure], 0 if whole else place[cell.unit_id], period[cell.period])
        assert cells.there[at], cell
        _same(cells.value[at], cell.value, cell)
        _same(cells.numerator[at], cell.numerator, cell)
        _same(cells.denominator[at], cell.denominator, cell)
        assert cells.estimated[at] == float(cell.estimated_part), cell
        counts = (cells.reported[at], cells.expected[at], cells.pending[at])
        assert counts == (cell.reported, cell.expected, cell.pending), cell
        assert MISSING[cells.missing[at]] is cell.missing, cell
        if not whole:
            assert found.names[at[2]][cell.unit_id].full_name == cell.unit_name


def _same(found: float, wanted: Any, cell: Cell) -> None:
    if wanted is None:
        assert np.isnan(found), cell
    else:
        assert found == float(wanted), cell


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    approved=_reports(),
    waiting=st.one_of(st.just([]), _reports()),
    questions=st.lists(_questions(), min_size=6, max_size=6),
)
def test_any_question_has_the_answer_of_read(
    land: Land, approved: Stored, waiting: Stored, questions: list[dict[str, Any]]
) -> None:
    register_counter(
        "test.officers", lambda on, _: dict.fromkeys(list(structure(on).units)[-3:], 2)
    )
    with transaction.atomic():
        _load(land, approved, approve=True)
        _load(land, waiting, approve=False)
        for drawn in questions:
            same_as_read(_question(land, drawn))
        same_as_read(
            _question(land, {**questions[0], "measures": ("crime.persons",)}, breakdown="f")
        )
        transaction.set_rollback(True)
