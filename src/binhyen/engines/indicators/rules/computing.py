"""From sums to figures over whole arrays: scaled integers become numbers, inputs become a measure, division last.

Each number is the double nearest to what `rules.measures.compute` gives in decimals, to the last bit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from binhyen.engines.indicators.entries import Missing as MissingRule
from binhyen.engines.indicators.rules.cubes import Ints
from binhyen.engines.indicators.rules.grids import Codes, Floats, missing_code
from binhyen.engines.indicators.rules.measures import Measure, rounded
from binhyen.engines.indicators.types import Missing
from binhyen.kernel.numbers import from_scaled

WHOLE = 2**53
"""Up to here every whole number is a double."""

DECIMALS = 10.0**10
"""Of a quotient: ten digits after the point are kept."""

EPSILON = float(np.finfo(np.longdouble).eps)
DOUBLE_EPSILON = float(np.finfo(np.float64).eps)


@dataclass(frozen=True, slots=True, eq=False)
class InputSums:
    """One input's sums in some shape; nothing was reported where `count` is 0."""

    total: Ints
    count: Ints
    estimated: Ints


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """A measure's values with their parts, NaN where there is none, and the codes of why."""

    value: Floats
    numerator: Floats
    denominator: Floats
    missing: Codes


def figures(measure: Measure, inputs: Mapping[str, InputSums], pending: Ints) -> Figures:
    """Put the sums of a measure's inputs (by reference) together, as `compute` does cell by cell."""
    decimals = {wanted.reference: wanted.element.entry.decimals for wanted in measure.inputs}
    values = {
        name: np.where(sums.count > 0, unscaled_all(sums.total, decimals[name]), np.nan)
        for name, sums in inputs.items()
    }
    found = _computed(measure, _filled(measure, values), pending.shape)
    return Figures(
        found.value, found.numerator, found.denominator, _reasons(measure, found.missing, pending)
    )


def estimated_parts(measure: Measure, inputs: Mapping[str, InputSums]) -> Floats:
    """How much of the inputs came through an estimated share, together, in their own units."""
    decimals = {wanted.reference: wanted.element.entry.decimals for wanted in measure.inputs}
    finest = max(decimals.values())
    together = sum(
        sums.estimated * 10 ** (finest - decimals[name]) for name, sums in inputs.items()
    )
    return unscaled_all(np.asarray(together, dtype=np.int64), finest)


def unscaled_all(stored: Ints, decimals: int) -> Floats:
    """The doubles nearest to the numbers that scaled integers stand for."""
    found: Floats = stored.astype(np.float64)
    if decimals:
        # One correctly rounded division.
        found = found / 10.0**decimals
    huge = np.abs(stored) > WHOLE
    if huge.any():
        found[huge] = [float(from_scaled(int(value), decimals)) for value in stored[huge]]
    return found


def quotients(numerator: Floats, denominator: Floats | None, factor: Decimal) -> Floats:
    """Numerator times factor by denominator (None is 1), rounded half up to ten decimals; NaN where either is.

    Computed with more digits than a double has; the few that lie too near a half to tell go through decimals.
    """
    divisor = np.ones_like(numerator) if denominator is None else denominator
    wide = np.longdouble(str(factor)) * DECIMALS
    size = np.abs(numerator.astype(np.longdouble) * wide / divisor.astype(np.longdouble))
    known = ~np.isnan(numerator) & ~np.isnan(divisor)
    floor = np.floor(size)
    whole = (numerator == np.floor(numerator)) & (divisor == np.floor(divisor))
    doubt = size * np.where(whole, 8 * EPSILON, 4 * DOUBLE_EPSILON)
    unclear = known & ((np.abs(size - floor - 0.5) <= doubt) | (size >= WHOLE))
    with np.errstate(invalid="ignore"):
        rounded_up = np.floor(size + np.longdouble(0.5)).astype(np.float64) / DECIMALS
    found: Floats = np.copysign(rounded_up, numerator * divisor * float(factor))
    for place in zip(*np.nonzero(unclear), strict=True):
        exact = _decimal(numerator[place]) * factor / _decimal(divisor[place])
        found[place] = float(rounded(exact))
    return np.where(known, found + 0.0, np.nan)


def _computed(measure: Measure, values: Mapping[str, Floats], shape: tuple[int, ...]) -> Figures:
    nothing = np.full(shape, np.nan)
    if measure.indicator is None:
        value = values[measure.inputs[0].reference]
        lacking = np.where(np.isnan(value), missing_code(Missing.NOT_REPORTED), 0)
        return Figures(value, nothing, nothing, lacking.astype(np.int8))
    outcomes = [
        np.broadcast_to(
            formula.evaluate_arrays({ref.key: values[ref.key] for ref in formula.references()}),
            shape,
        )
        for formula in measure.formulas
    ]
    unknown = np.logical_or.reduce([np.isnan(outcome) for outcome in outcomes])
    silent = np.logical_and.reduce([np.isnan(value) for value in values.values()])
    missing = np.where(
        unknown,
        np.where(
            np.broadcast_to(silent, shape),
            missing_code(Missing.NOT_REPORTED),
            missing_code(Missing.INPUT_MISSING),
        ),
        0,
    ).astype(np.int8)
    factor = measure.indicator.factor
    if len(outcomes) == 1:
        return Figures(quotients(outcomes[0], None, factor), nothing, nothing, missing)
    numerator, denominator = outcomes
    by_zero = ~unknown & (denominator == 0)
    missing[by_zero] = missing_code(Missing.DIVISION_BY_ZERO)
    divisor = np.where(by_zero | unknown, np.nan, denominator)
    return Figures(quotients(numerator, divisor, factor), numerator, denominator, missing)


def _filled(measure: Measure, values: Mapping[str, Floats]) -> Mapping[str, Floats]:
    """Missing inputs as 0 where the indicator's rule says so."""
    rule = measure.missing_rule
    if rule is MissingRule.SKIP_ANY:
        return values
    filled = {name: np.where(np.isnan(value), 0.0, value) for name, value in values.items()}
    if rule is not MissingRule.SKIP_ALL:
        return filled
    nothing = np.logical_and.reduce([np.isnan(value) for value in values.values()])
    return {name: np.where(nothing, np.nan, value) for name, value in filled.items()}


def _reasons(measure: Measure, missing: Codes, pending: Ints) -> Codes:
    silent = missing == missing_code(Missing.NOT_REPORTED)
    if all(wanted.element.counted for wanted in measure.inputs):
        return np.where(silent, missing_code(Missing.NOT_COUNTED), missing).astype(np.int8)
    waiting = silent & (pending > 0)
    return np.where(waiting, missing_code(Missing.NOT_APPROVED), missing).astype(np.int8)


def _decimal(value: np.float64) -> Decimal:
    """The shortest decimal that names a double, as expressions give it."""
    number = float(value)
    return Decimal(int(number)) if number.is_integer() else Decimal(repr(number))
