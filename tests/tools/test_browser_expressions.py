"""The browser computes what the server computes: expressions to the last bit, numbers to the last digit."""

from __future__ import annotations

import json
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tools.node import node_folder, program_in

from binhyen.kernel.errors import Invalid
from binhyen.kernel.expressions import Expression
from binhyen.kernel.expressions.trees import tree_of
from binhyen.kernel.numbers import format_number, from_scaled, parse_number
from tests.test_expressions_agree import COLUMNS, STORED, TREES

SCRIPT = Path(__file__).with_name("run_browser_code.mjs")
MANY = settings(
    max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
ROW = st.tuples(*[STORED] * len(COLUMNS))
TYPED = st.one_of(
    st.text("0123456789.,- ", max_size=12),
    st.decimals(-(10**9), 10**9, places=2).map(format_number),
    st.decimals(0, 10**6, places=3).map(str),
    st.sampled_from(
        ["1.234", "1,234", "1.234,5", "12e3", "NaN", "٣", "1 234", "−5", "=1+1", "007"]
    ),
)


def in_browser(calls: list[list[Any]]) -> list[Any]:
    node = program_in(node_folder(), "node")
    done = subprocess.run(
        [*node, str(SCRIPT)], input=json.dumps(calls), capture_output=True, text=True, check=True
    )
    return list(json.loads(done.stdout))


def row_values(row: tuple[int | None, ...]) -> dict[str, Decimal | None]:
    return {
        code: None if stored is None else from_scaled(stored, decimals)
        for (code, decimals), stored in zip(COLUMNS.items(), row, strict=True)
    }


@MANY
@given(st.lists(st.tuples(TREES, ROW), min_size=20, max_size=60))
def test_random_trees_over_random_values_agree(cases: list[tuple[Expression, Any]]) -> None:
    calls, expected = [], []
    for tree, row in cases:
        values = row_values(row)
        expected.append(tree.evaluate(values))
        texts = {code: None if one is None else format(one, "f") for code, one in values.items()}
        calls.append(["evaluate", tree_of(tree), texts])
    for (tree, row), ours, theirs in zip(cases, expected, in_browser(calls), strict=True):
        answer = Decimal(theirs) if isinstance(theirs, str) else theirs
        same = (ours is None, ours) == (answer is None, answer)
        assert same, (str(tree), row, ours, theirs)


@MANY
@given(st.lists(st.tuples(TYPED, st.sampled_from([0, 2])), min_size=20, max_size=60))
def test_typed_numbers_are_read_alike(cases: list[tuple[str, int]]) -> None:
    calls = [["readNumber", text, decimals, True] for text, decimals in cases]
    for (text, decimals), theirs in zip(cases, in_browser(calls), strict=True):
        try:
            ours = parse_number(text, decimals) if text.strip() else None
        except Invalid:
            assert theirs["fault"], (text, decimals, theirs)
            continue
        assert theirs["fault"] == "", (text, decimals, ours, theirs)
        assert ours == (None if theirs["value"] is None else Decimal(theirs["value"]))


@MANY
@given(st.lists(st.decimals(-(10**12), 10**12, places=3), min_size=20, max_size=60))
def test_numbers_are_shown_alike(numbers: list[Decimal]) -> None:
    shown = in_browser([["showNumber", format(number, "f")] for number in numbers])
    assert shown == [format_number(number) for number in numbers]
