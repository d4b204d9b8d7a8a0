"""Grids: the same numbers as `read` gives, cell by cell, for any question; and nothing mixed between actors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from binhyen.engines.indicators import api
from binhyen.engines.indicators.api import MISSING, By, Cell, Cells, Grid, GridQuery
from binhyen.engines.indicators.queries.counters import register_counter
from binhyen.engines.indicators.queries.grids import memory, reading
from binhyen.engines.indicators.rules.apportioning import apportion_all
from binhyen.engines.indicators.rules.computing import quotients
from binhyen.engines.indicators.rules.measures import rounded
from binhyen.engines.indicators.tests.conftest import Land
from binhyen.engines.indicators.tests.test_statement_counts import statements
from binhyen.engines.units.api import apportion, structure
from binhyen.foundation.access.api import Account, Actor, RoleGrant, actor_for
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
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
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


@pytest.mark.parametrize(("code", "period"), [("00002", "2022-03"), ("00005", "2025-07")])
def test_a_report_of_an_ended_unit_waits_with_its_heir(land: Land, code: str, period: str) -> None:
    land.load(f"{code},crime.occurred,{period},,3", approve=False)
    asked = land.periods(period)
    for day in (None, *DAYS):
        for unit_id in structure(day or asked[-1].last_day).units:
            same_as_read(
                GridQuery(("crime.occurred", "crime.solved"), unit_id, By.UNIT, asked, day)
            )


def _viewer(name: str, unit_id: int | None) -> Actor:
    account = Account.objects.create(username=name, office="Thử")
    RoleGrant.objects.create(
        account=account, role="ministry_viewer", scope_id=unit_id, valid_from="2020-01-01"
    )
    return actor_for(account)


def test_nobody_gets_what_another_was_told(land: Land) -> None:
    land.load(*(f"{code},crime.occurred,2022-04,,7" for code in PLACES["2022-04"]))
    periods = land.periods("2022-04")
    tree = structure(periods[0].last_day)
    actors = {scope: _viewer(f"viewer{scope}", scope) for scope in sorted(tree.units)[:4]}
    for unit_id in tree.units:
        query = GridQuery(("crime.occurred",), unit_id, By.UNIT, periods)
        assert np.array_equal(api.grid(query).cells.value, api.grid(query).cells.value)
        for scope, actor in actors.items():
            if unit_id in tree.subtree(scope):
                assert api.grid(query, actor).cells.there.all()
            else:
                with pytest.raises(NotFound):
                    api.grid(query, actor)


def test_only_a_changed_period_is_fetched_again(
    land: Land, monkeypatch: pytest.MonkeyPatch
) -> None:
    land.load(*(f"00001,crime.occurred,{period},,2" for period in ("2022-03", "2022-04")))
    query = GridQuery(
        ("crime.occurred",), land.id("VN", date(2022, 4, 14)), By.DISTRICT,
        land.periods("2022-03..2022-04"),
    )  # fmt: skip
    made: list[str] = []
    fetch = memory.fresh_slab
    monkeypatch.setattr(
        memory, "fresh_slab", lambda row, layout: made.append(row.code) or fetch(row, layout)
    )
    assert np.nansum(api.grid(query).cells.value) == 4
    made.clear()
    assert statements(lambda: api.grid(query)) <= 6
    assert made == []
    land.load("00003,crime.occurred,2022-04,,5")
    assert np.nansum(api.grid(query).cells.value) == 9
    assert set(made) == {"2022-04"}


def test_statements_do_not_grow_with_what_is_asked(land: Land) -> None:
    land.load(*(f"{code},crime.occurred,2022-04,,7" for code in PLACES["2022-04"]))
    root = land.id("VN", date(2022, 4, 14))
    small = GridQuery(("crime.occurred",), root, By.UNIT, land.periods("2022-04"))
    large = GridQuery(
        ("crime.occurred", "clear_up", "fines", "wards"), root, By.COMMUNE,
        land.periods("2022-01..2022-12"),
    )  # fmt: skip
    for query in (small, large):
        api.grid(query)
    assert statements(lambda: api.grid(large)) <= statements(lambda: api.grid(small))


def test_too_many_cells_are_refused(land: Land, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 3)
    root = land.id("VN", date(2022, 4, 14))
    with pytest.raises(Invalid, match="tối đa 3"):
        api.grid(GridQuery(("fines",), root, By.COMMUNE, land.periods("2022-04")))


def test_an_option_is_asked_by_its_name(land: Land) -> None:
    land.load("00001,crime.persons,2022-04,,9", "00001,crime.persons,2022-04,f,4")
    root = land.id("VN", date(2022, 4, 14))
    measures = ("crime.persons", "crime.persons[f]", "crime.persons[sex=f]")
    found = api.grid(GridQuery(measures, root, By.UNIT, land.periods("2022-04")))
    assert found.cells.value[:, 0, 0].tolist() == [9, 4, 4]


def test_it_is_given_over_http(land: Land) -> None:
    land.load(*(f"{code},crime.occurred,2022-04,,7" for code in PLACES["2022-04"]))
    account = Account.objects.create(username="bo", office="Thử")
    RoleGrant.objects.create(
        account=account, role="ministry_viewer", scope_id=None, valid_from="2020-01-01"
    )
    client = Client()
    client.force_login(account)
    asked = {
        "measures": "crime.occurred,clear_up", "under": "VN", "by": "district",
        "period": "2022-03,2022-04", "fields": "value,reported,missing,there",
    }  # fmt: skip
    answer = client.get("/api/figures/grid", asked).json()
    assert [unit["code"] for unit in answer["units"]] == ["001", "002", "003"]
    assert answer["cells"]["value"][0] == [[None, 14], [None, 14], [None, 7]]
    assert answer["totals"]["value"][0] == [[None, 35]]
    assert answer["missing_codes"][answer["cells"]["missing"][1][0][1]] == "not-reported"
    wrong = client.get("/api/figures/grid", {**asked, "fields": "colour"})
    assert wrong.status_code == 422


@given(
    values=st.lists(
        st.one_of(st.integers(-100, 100), st.integers(-(10**14), 10**14)), min_size=1, max_size=8
    ),
    weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=5).filter(any),
)
def test_many_values_are_divided_as_one_is(values: list[int], weights: list[int]) -> None:
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    parts = apportion_all(np.array(values, dtype=np.int64), shares)
    assert parts.T.tolist() == [apportion(value, shares) for value in values]


@given(
    st.lists(
        st.tuples(
            st.one_of(st.integers(0, 10**6).map(float), st.floats(-(10**9), 10**9).map(lambda x: round(x, 2))),
            st.one_of(st.sampled_from([1.0, 3.0, 7.0, 64.0, 2048.0, 10**10]), st.integers(1, 10**6).map(float)),
        ),
        min_size=1,
    ),
    st.sampled_from(["1", "100", "1000", "100000", "0.01"]),
)  # fmt: skip
def test_quotients_are_those_of_decimals(pairs: list[tuple[float, float]], factor: str) -> None:
    numerators, denominators = (np.array(side) for side in zip(*pairs, strict=True))
    found = quotients(numerators, denominators, Decimal(factor))
    for value, (numerator, denominator) in zip(found.tolist(), pairs, strict=True):
        exact = Decimal(repr(numerator)) * Decimal(factor) / Decimal(repr(denominator))
        assert value == float(rounded(exact))
