"""Whoever knows every number shown cannot work out a hidden count of few persons."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from binhyen.features.analysis.rules.suppressing import Sum, hidden_cells, small_cells

LEAST = 5


def test_a_lone_small_count_takes_another_along() -> None:
    values = {"a": 3, "b": 40, "c": 60, "all": 103}
    hidden = hidden_cells(values, [Sum("all", ("a", "b", "c"))], LEAST)
    assert hidden == {"a", "b"}


def test_two_small_counts_that_give_each_other_away_take_a_third() -> None:
    values = {"a": 1, "b": 1, "c": 60, "all": 62}
    hidden = hidden_cells(values, [Sum("all", ("a", "b", "c"))], LEAST)
    assert "c" in hidden or "all" in hidden


def test_nothing_is_hidden_without_need() -> None:
    values = {"a": 0, "b": 40, "c": None, "all": 40}
    assert hidden_cells(values, [Sum("all", ("a", "b", "c"))], LEAST) == set()


def test_a_part_that_is_the_whole_hides_the_whole() -> None:
    assert hidden_cells({"a": 2, "all": 2}, [Sum("all", ("a",))], LEAST) == {"a", "all"}


Grid = list[list[int]]


@settings(max_examples=60)
@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(0, 12), min_size=width, max_size=width), min_size=1, max_size=4
        )
    )
)
def test_every_hidden_small_count_stays_open(rows: Grid) -> None:
    """Checked without the solver used: by finding whole tables that agree with all that is shown."""
    values, sums = _table(rows)
    hidden = hidden_cells(values, sums, LEAST)
    assert small_cells(values, LEAST) <= hidden
    for key in small_cells(values, LEAST):
        assert _is_open(key, values, sums, hidden), (rows, key, hidden)


def _table(rows: Grid) -> tuple[dict[object, int | None], list[Sum]]:
    """Units down, options across, with both totals."""
    height, width = len(rows), len(rows[0])
    values: dict[object, int | None] = {
        (at, to): rows[at][to] for at, to in product(range(height), range(width))
    }
    values |= {(at, "all"): sum(rows[at]) for at in range(height)}
    values |= {("all", to): sum(row[to] for row in rows) for to in range(width)}
    values["all", "all"] = sum(map(sum, rows))
    sums = [
        Sum((at, "all"), tuple((at, to) for to in range(width))) for at in (*range(height), "all")
    ]
    sums += [
        Sum(("all", to), tuple((at, to) for at in range(height))) for to in (*range(width), "all")
    ]
    return values, sums


def _is_open(key: object, values: dict, sums: list[Sum], hidden: set) -> bool:
    """Whether the count could be at least two other whole numbers: whole programmes, not the rule's own bounds."""
    found = {values[key]}
    for wanted in range(13):
        if wanted != values[key] and _completes(key, wanted, values, sums, hidden):
            found.add(wanted)
        if len(found) >= 3:
            return True
    return False


def _completes(key: object, wanted: int, values: dict, sums: list[Sum], hidden: set) -> bool:
    """Whether whole numbers that are not negative complete the table when the hidden cell is `wanted`."""
    places = {one: at for at, one in enumerate(hidden)}
    rows, right = [], []
    for one in sums:
        row, known = [0] * len(places), 0
        for cell, sign in [*((part, 1) for part in one.parts), (one.whole, -1)]:
            if cell in places:
                row[places[cell]] += sign
            else:
                known += sign * values[cell]
        rows.append(row)
        right.append(-known)
    low, high = np.zeros(len(places)), np.full(len(places), 400.0)
    low[places[key]] = high[places[key]] = wanted
    found = milp(
        np.zeros(len(places)),
        constraints=LinearConstraint(np.array(rows), right, right),
        integrality=np.ones(len(places)),
        bounds=Bounds(low, high),
    )
    return bool(found.success)
