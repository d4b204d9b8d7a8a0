"""How large and how small a value can get, known before any value is: overflow is refused, not met.

Databases disagree on overflow (infinity, an error, NULL), and guarding each step in SQL would
double its text at every step. Static bounds make the question disappear.
"""

from __future__ import annotations

from math import log2
from typing import NamedTuple

from binhyen.kernel.errors import N_, Invalid

_EXPONENT_LIMIT = 1000  # doubles reach 2^1023; the margin absorbs our rounding of logarithms
_MANTISSA = 53


class Bounds(NamedTuple):
    """Base-2 logarithms about a quantity: each value of it is zero or as described.

    `high`: no magnitude is above. `low`: no magnitude is below. `grain`: every value is a
    multiple of this power of two, so a difference that is not zero is at least that much.
    """

    high: float
    low: float
    grain: float

    @classmethod
    def of_magnitudes(cls, smallest: float, largest: float) -> Bounds:
        """Of doubles between two magnitudes."""
        return cls(log2(largest), log2(smallest), log2(smallest) - _MANTISSA).checked()

    def union(self, other: Bounds) -> Bounds:
        """Of a value that is one or the other."""
        return Bounds(
            max(self.high, other.high), min(self.low, other.low), min(self.grain, other.grain)
        )

    def plus(self, other: Bounds) -> Bounds:
        """Of a sum or a difference."""
        larger, smaller = max(self.high, other.high), min(self.high, other.high)
        grain = min(self.grain, other.grain)
        return Bounds(larger + log2(1 + 2 ** (smaller - larger)), grain, grain).checked()

    def times(self, other: Bounds) -> Bounds:
        """Of a product."""
        low = self.low + other.low
        grain = max(self.grain + other.grain, low - _MANTISSA)
        return Bounds(self.high + other.high, low, grain).checked()

    def over(self, other: Bounds) -> Bounds:
        """Of a quotient; a zero divisor gives a missing value, not a large one."""
        low = self.low - other.high
        return Bounds(self.high - other.low, low, low - _MANTISSA).checked()

    def checked(self) -> Bounds:
        """Itself.

        Raises:
            Invalid: a value could leave the range of doubles.
        """
        if self.high > _EXPONENT_LIMIT or self.low < -_EXPONENT_LIMIT:
            raise Invalid(
                N_("Công thức nhân chia liên tiếp quá nhiều, kết quả có thể quá lớn hoặc quá nhỏ.")
            )
        return self
