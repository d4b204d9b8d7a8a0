"""The worked examples beside each indicator hold."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest

from binhyen.engines.indicators.entries import Case, IndicatorEntry, Missing
from binhyen.kernel.expressions import parse
from tests.catalogue.shelves import shelf

CASES = [
    pytest.param(place.entry, case, id=f"{place.entry.code}-{number}")
    for place in shelf("indicators")
    for number, case in enumerate(place.entry.cases, 1)
]


@pytest.mark.parametrize(("indicator", "case"), CASES)
def test_it_gives_the_result_worked_out_by_hand(indicator: IndicatorEntry, case: Case) -> None:
    assert result(indicator, case.given) == case.expect


@pytest.mark.parametrize("place", shelf("indicators"), ids=lambda place: place.entry.code)
def test_it_gives_every_input_and_no_other(place: Any) -> None:
    indicator = place.entry
    texts = filter(None, (indicator.numerator, indicator.denominator, indicator.value))
    inputs = {str(reference) for text in texts for reference in parse(text).references()}
    assert all(set(case.given) == inputs for case in indicator.cases)


@pytest.mark.parametrize("place", shelf("indicators"), ids=lambda place: place.entry.code)
def test_it_shows_what_a_missing_figure_does(place: Any) -> None:
    indicator = place.entry
    assert (
        any(None in case.given.values() for case in indicator.cases) or indicator.missing == "never"
    )


def result(indicator: IndicatorEntry, given: dict[str, Decimal | None]) -> Decimal | None:
    """The indicator of one unit and period: missing rule first, then formula, factor, rounding."""
    lacking = [value is None for value in given.values()]
    skipped = {Missing.SKIP_ANY: any(lacking), Missing.SKIP_ALL: all(lacking), Missing.NEVER: False}
    if skipped[indicator.missing]:
        return None
    values = {name: Decimal(0) if value is None else value for name, value in given.items()}
    outcome = plain(indicator, values)
    step = Decimal(1).scaleb(-indicator.decimals)
    return None if outcome is None else outcome.quantize(step, ROUND_HALF_UP)


def plain(indicator: IndicatorEntry, values: dict[str, Decimal]) -> Decimal | None:
    if indicator.value is not None:
        return number(indicator.value, values, indicator.factor)
    assert indicator.numerator is not None
    assert indicator.denominator is not None
    above = number(indicator.numerator, values, indicator.factor)
    below = number(indicator.denominator, values, Decimal(1))
    return above / below if above is not None and below else None


def number(text: str, values: dict[str, Decimal], factor: Decimal) -> Decimal | None:
    outcome = parse(text).evaluate(values)
    assert not isinstance(outcome, bool)
    return None if outcome is None else outcome * factor
