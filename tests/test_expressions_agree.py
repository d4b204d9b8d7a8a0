"""An expression means the same in Python, over arrays, in SQLite, DuckDB and PostgreSQL, to the last bit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import duckdb
import numpy as np
import psycopg
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from binhyen.kernel.errors import Invalid
from binhyen.kernel.expressions import (
    Absolute,
    Arithmetic,
    Choice,
    Comparison,
    DialectName,
    Expression,
    Junction,
    Largest,
    Negation,
    Number,
    Opposite,
    Quantity,
    Reference,
    Rounded,
    Smallest,
    ValueOr,
    parse,
    real_column,
)
from binhyen.kernel.numbers import from_scaled
from tests.postgres import running_postgres

COLUMNS = {"a.count": 0, "b.count": 0, "c.count": 0, "d.money": 2}
"""Decimals kept by the stored column of each reference; the column is its first letter."""

Row = tuple[int | None, ...]

STORED = st.one_of(
    st.none(),
    st.integers(-3, 3),
    st.integers(-1000, 1000),
    st.integers(-(2**53), 2**53),
    st.sampled_from([0, 57, 100, 200, 2**53, -(2**53), 2**52 + 1, 450359962737049]),
)
ROWS = st.lists(st.tuples(*[STORED] * len(COLUMNS)), min_size=1, max_size=6)
NUMBERS = st.one_of(
    st.sampled_from(
        [
            "0",
            "1",
            "2",
            "10",
            "100",
            "0.5",
            "0.05",
            "1.005",
            "33.76",
            "0.000001",
            "9007199254.740991",
        ]
    ),
    st.decimals(0, 1000, places=3).map(str),
).map(lambda text: Number(Decimal(text)))


def _quantities(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    condition = _conditions(inner)
    return st.one_of(
        st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner),
        st.builds(Opposite, inner),
        st.builds(Absolute, inner),
        st.builds(Smallest, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Largest, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Rounded, inner, st.integers(0, 6)),
        st.builds(ValueOr, inner, inner),
        st.builds(Choice, condition, inner, inner),
    )


def _conditions(quantities: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    signs = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    compared = st.builds(Comparison, signs, quantities, quantities)
    return st.one_of(
        compared,
        st.builds(Negation, compared),
        st.builds(Junction, st.sampled_from(["and", "or"]), compared, compared),
        st.builds(
            Junction,
            st.sampled_from(["and", "or"]),
            st.builds(Junction, st.sampled_from(["and", "or"]), compared, compared),
            st.builds(Negation, compared),
        ),
    )


QUANTITIES = st.recursive(
    st.one_of(st.sampled_from([Reference(code) for code in COLUMNS]), NUMBERS),
    _quantities,
    max_leaves=8,
)
# Chains of signs alone, because where the brackets go is easily lost among the calls.
CHAINS = st.recursive(
    st.sampled_from([Reference(code) for code in COLUMNS]),
    lambda inner: st.builds(Arithmetic, st.sampled_from("+-*/"), inner, inner),
    max_leaves=6,
)
TREES = st.one_of(CHAINS, QUANTITIES, _conditions(QUANTITIES))


def _parses(tree: object) -> bool:
    try:
        parse(str(tree))
    except Invalid:
        return False
    return True


@dataclass(frozen=True)
class Database:
    dialect: DialectName
    execute: Callable[[str], list[tuple[Any, ...]]]

    def evaluate(self, trees: list[Expression], rows: list[Row]) -> list[tuple[Any, ...]]:
        """One row of answers for each row of values, in one statement."""
        answers = ", ".join(tree.compile(self.dialect, self._column) for tree in trees)
        values = ", ".join(f"({position}, {_cells(row)})" for position, row in enumerate(rows))
        self.execute("DELETE FROM figures")
        self.execute(f"INSERT INTO figures VALUES {values}")
        return self.execute(f"SELECT {answers} FROM figures ORDER BY position")

    def _column(self, reference: Reference) -> str:
        return real_column(self.dialect, reference.code[0], COLUMNS[reference.code])


def _cells(row: Row) -> str:
    return ", ".join("NULL" if cell is None else str(cell) for cell in row)


TABLE = "CREATE TABLE figures (position bigint, a bigint, b bigint, c bigint, d bigint)"


@pytest.fixture(scope="module")
def databases() -> Iterator[list[Database]]:
    light, column = sqlite3.connect(":memory:"), duckdb.connect(":memory:")
    with running_postgres() as url, psycopg.connect(url, autocommit=True) as server:
        found = [
            Database("sqlite", lambda sql: light.execute(sql).fetchall()),
            Database("duckdb", lambda sql: column.execute(sql).fetchall()),
            Database("postgresql", lambda sql: _fetched(server.execute(sql))),
        ]
        for database in found:
            database.execute(TABLE)
        yield found
    light.close()
    column.close()


def _fetched(cursor: psycopg.Cursor[Any]) -> list[tuple[Any, ...]]:
    return cursor.fetchall() if cursor.description else []


def _expected(tree: Expression, row: Row) -> float | bool | None:
    values = {
        code: None if stored is None else from_scaled(stored, decimals)
        for (code, decimals), stored in zip(COLUMNS.items(), row, strict=True)
    }
    outcome = tree.evaluate(values)
    return float(outcome) if isinstance(outcome, Decimal) else outcome


def _disagreements(
    databases: list[Database], trees: list[Expression], rows: list[Row]
) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    answered = [(database.dialect, database.evaluate(trees, rows)) for database in databases]
    for place, table in [*answered, ("arrays", _over_arrays(trees, rows))]:
        for row, answers in zip(rows, table, strict=True):
            for tree, answer in zip(trees, answers, strict=True):
                expected = _expected(tree, row)
                if (answer is None) != (expected is None) or answer != expected:
                    found.append((place, str(tree), row, answer, expected))
    return found


def _over_arrays(trees: list[Expression], rows: list[Row]) -> list[tuple[Any, ...]]:
    """One row of answers for each row of values, computed a column at a time."""
    values = {
        code: np.array(
            [
                np.nan if row[place] is None else float(from_scaled(row[place] or 0, decimals))
                for row in rows
            ]
        )
        for place, (code, decimals) in enumerate(COLUMNS.items())
    }
    columns = [tree.evaluate_arrays(values).tolist() for tree in trees]
    return [
        tuple(None if answer != answer else answer for answer in answers)  # noqa: PLR0124 - NaN alone differs from itself
        for answers in zip(*columns, strict=True)
    ]


TIES = [
    parse(f"round({text}, {n})")
    for text in ("a.count / b.count * 100", "d.money")
    for n in (0, 1, 2)
]


@settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@example(TIES, [(57, 200, 0, 50), (-57, 200, 0, -150), (1, 8, 0, 49), (1, 0, None, 2**53)])
@given(st.lists(TREES.filter(_parses), min_size=12, max_size=12), ROWS)
def test_it_computes_the_same_in_python_and_three_databases(
    databases: list[Database], trees: list[Expression], rows: list[Row]
) -> None:
    assert _disagreements(databases, trees, rows) == []


LADDERS = {
    "brackets": ("(1 + ", "a.count", ")"),
    "divisors": ("a.count / (1 + ", "a.count", ")"),
    "choices": ("if(a.count > 0, 1, ", "a.count", ")"),
    "conditions": ("if(1 < ", "a.count", ", b.count, 2)"),
    "extremes": ("min(1, ", "a.count", ")"),
    "defaults": ("value_or(c.count, ", "a.count", ")"),
    "opposites": ("-", "a.count", ""),
    "logic": ("not (1 = 2 or ", "a.count > 2", ")"),
}


@pytest.mark.parametrize("ladder", LADDERS, ids=str)
def test_it_fits_every_database_at_the_deepest(databases: list[Database], ladder: str) -> None:
    opening, core, closing = LADDERS[ladder]
    deepest = [_deepest("", opening, core, closing, "")]
    if isinstance(deepest[0], Quantity):
        deepest.append(_deepest("round(", opening, f"round({core}, 1)", closing, ", 2)"))
    assert _disagreements(databases, deepest, [(3, 2, None, 1), (0, 5, 7, 9)]) == []


def _deepest(before: str, opening: str, core: str, closing: str, after: str) -> Expression:
    texts = (before + opening * n + core + closing * n + after for n in range(20, 0, -1))
    return parse(next(text for text in texts if _parses(text)))


def test_it_fits_every_database_at_the_longest(databases: list[Database]) -> None:
    longest = parse("+".join(["a.count"] * 201))
    assert _disagreements(databases, [longest], [(3, 0, 0, 0), (2**53, 0, 0, 0)]) == []


NOISE = {
    "a.count / 100 * 100 >= 57": True,
    "a.count / 100 * 100 < 57": False,
    "a.count / 100 * 100 = 57": True,
    "a.count / 100 * 100 != 57": False,
    "b.count * 0.1 + 0.2 <= 0.3": True,
    "b.count * 0.1 + 0.2 > 0.3": False,
}
"""In bare doubles each of these comes out the other way."""


@pytest.mark.parametrize("text", NOISE)
def test_it_does_not_let_the_noise_of_doubles_decide(databases: list[Database], text: str) -> None:
    row = (57, 1, 0, 0)
    assert parse(text).evaluate({"a.count": 57, "b.count": 1}) is NOISE[text]
    assert _disagreements(databases, [parse(text)], [row]) == []
