"""The SQL an expression becomes, as text; that it means the same is tested with the databases."""

from __future__ import annotations

import pytest

from binhyen.kernel.expressions import DialectName, Reference, parse, real_column


def column(reference: Reference) -> str:
    return reference.code.replace(".", "_")


@pytest.mark.parametrize(
    ("dialect", "text", "sql"),
    [
        (
            "sqlite",
            "i.solved / i.count * 100",
            "CAST(i_solved AS REAL) / NULLIF(CAST(i_count AS REAL), 0.0) * 100.0",
        ),
        (
            "duckdb",
            "a - (b - 0.5)",
            "CAST(a AS DOUBLE) - (CAST(b AS DOUBLE) - (CAST(5 AS DOUBLE) / CAST(10 AS DOUBLE)))",
        ),
        (
            "postgresql",
            "a + -b",
            "CAST(a AS DOUBLE PRECISION) + (-CAST(b AS DOUBLE PRECISION))",
        ),
        ("sqlite", "max(a, 1)", "max(CAST(a AS REAL), 1.0)"),
        (
            "sqlite",
            "if(a >= 5, 1, value_or(b, 0))",
            (
                "CASE CAST(a AS REAL) - 5.0 > -(1.0 / 1073741824.0)"
                " WHEN TRUE THEN 1.0 WHEN FALSE THEN COALESCE(CAST(b AS REAL), 0.0) END"
            ),
        ),
    ],
)
def test_it_compiles(dialect: DialectName, text: str, sql: str) -> None:
    assert parse(text).compile(dialect, column) == sql


def test_a_scaled_column_is_divided_once() -> None:
    assert real_column("sqlite", "t.money", 2) == "(CAST(t.money AS REAL) / 100.0)"
    assert real_column("duckdb", "t.n") == "CAST(t.n AS DOUBLE)"
