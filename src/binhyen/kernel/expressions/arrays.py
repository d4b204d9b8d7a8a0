"""The reading of expressions over arrays: the same doubles as one by one, NaN for missing, 1 and 0 for truth.

numpy is met only here and only when asked, for most of what imports the language never needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from binhyen.kernel.errors import N_, Invalid

if TYPE_CHECKING:
    from binhyen.kernel.expressions.atoms import Reference

Array = np.ndarray[Any, np.dtype[np.float64]]

LARGEST = 2.0**53
SMALLEST = 0.000001
NO_FRACTION = 2.0**52
EPSILON = 2.0**-30

HOLDS: dict[str, Callable[[Array], Any]] = {
    "=": lambda gap: np.abs(gap) < EPSILON,
    "!=": lambda gap: np.abs(gap) >= EPSILON,
    "<": lambda gap: gap <= -EPSILON,
    "<=": lambda gap: gap < EPSILON,
    ">": lambda gap: gap >= EPSILON,
    ">=": lambda gap: gap > -EPSILON,
}


class Arrays:
    """Values of references as arrays of one shape, and what plain numpy signs do not say of missing."""

    def __init__(self, values: Mapping[str, Array]) -> None:
        self.values = values

    def read(self, reference: Reference) -> Array:
        """The values of a reference.

        Raises:
            Invalid: no entry for it, or a magnitude the bounds do not foresee.
        """
        if reference.key not in self.values:
            raise Invalid(N_("Chưa đưa vào giá trị của “{reference}”."), reference=reference.key)
        found = self.values[reference.key]
        size = np.abs(found)
        strange = (size > LARGEST) | ((size > 0) & (size < SMALLEST))
        if strange.any():
            raise Invalid(
                N_("Giá trị {value} của “{reference}” nằm ngoài khoảng tính được."),
                value=str(found[strange].flat[0]),
                reference=reference.key,
            )
        return found

    def constant(self, value: float) -> Array:
        """One value for all."""
        return np.asarray(value, dtype=np.float64)

    def quotient(self, left: Array, right: Array) -> Array:
        """Left by right; missing where right is zero."""
        return np.divide(left, np.where(right == 0, np.nan, right))

    def smallest(self, items: Sequence[Array]) -> Array:
        """The smallest of several; missing where one is."""
        least: Array = np.minimum.reduce(np.broadcast_arrays(*items))
        return least

    def largest(self, items: Sequence[Array]) -> Array:
        """The largest of several; missing where one is."""
        largest: Array = np.maximum.reduce(np.broadcast_arrays(*items))
        return largest

    def rounded(self, operand: Array, power: float, half: float) -> Array:
        """Half away from zero at a power of ten; what has no fraction stays."""
        scaled = np.multiply(operand, power)
        moved = np.trunc(np.where(scaled < 0, scaled - half, scaled + half)) / power
        return np.where(np.abs(scaled) >= NO_FRACTION, operand, moved)

    def either(self, operand: Array, default: Array) -> Array:
        """The default where the operand is missing."""
        return np.where(np.isnan(operand), default, operand)

    def chosen(self, truth: Array, then: Array, otherwise: Array) -> Array:
        """One or the other; missing where the truth is."""
        return np.where(np.isnan(truth), np.nan, np.where(truth == 1, then, otherwise))

    def truths(self, sign: str, gap: Array) -> Array:
        """Whether a comparison holds of the gap between its sides; missing where the gap is."""
        holds = HOLDS[sign](gap)
        return np.where(np.isnan(gap), np.nan, np.where(holds, 1.0, 0.0))

    def joined(self, left: Array, right: Array, decisive: float) -> Array:
        """Three-valued logic: the decisive truth on either side decides, else missing stays missing."""
        decided = (np.asarray(left) == decisive) | (np.asarray(right) == decisive)
        unknown = np.isnan(left) | np.isnan(right)
        return np.where(decided, decisive, np.where(unknown, np.nan, 1.0 - decisive))


def computing() -> np.errstate:
    """Within it nothing warns of a missing value or of one too small to matter."""
    return np.errstate(invalid="ignore", under="ignore", over="ignore", divide="ignore")


def shaped(outcome: Array | float, values: Mapping[str, Array]) -> Array:
    """The outcome in the shape of the values; a formula without references has one value for all."""
    shape = np.broadcast_shapes(*(np.shape(value) for value in values.values()))
    return np.broadcast_to(np.asarray(outcome, dtype=np.float64), shape)
