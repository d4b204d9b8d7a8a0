"""The leaves of expressions: a number and a reference to a value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from typing_extensions import override

from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.expressions.base import ATOM, Column, Expression, Floats, Quantity, Values
from binhyen.kernel.expressions.bounds import Bounds
from binhyen.kernel.expressions.dialects import Dialect
from binhyen.kernel.expressions.vocabulary import Vocabulary
from binhyen.kernel.numbers import format_number

if TYPE_CHECKING:
    from binhyen.kernel.expressions.arrays import Array, Arrays

LARGEST = 2**53
"""Up to here every whole number is a double."""

SMALLEST = Decimal("0.000001")
MAX_DECIMALS = 6


class Atom(Quantity):
    """A leaf: binds tightest and has no children."""

    @property
    @override
    def binding(self) -> int:
        return ATOM

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return ()


@dataclass(frozen=True)
class Number(Atom):
    """A literal: not negative, at most six decimals, below 2^53 without its point."""

    value: Decimal

    def __post_init__(self) -> None:
        scaled = self.value.scaleb(MAX_DECIMALS)
        if not (self.value >= 0 and scaled == int(scaled) and self._digits() < LARGEST):
            raise Invalid(
                N_("Số {value} quá dài hoặc có quá {decimals} chữ số thập phân."),
                value=str(self),
                decimals=MAX_DECIMALS,
            )

    @override
    def bounds(self) -> Bounds:
        if not self.value:
            return Bounds(0, 0, 0)
        plain = Bounds.of_magnitudes(float(self.value), float(self.value))
        return plain._replace(grain=0) if self.value == int(self.value) else plain

    @override
    def number(self, floats: Floats) -> float:
        return float(self.value)

    @override
    def array(self, arrays: Arrays) -> Array:
        return arrays.constant(float(self.value))

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        return dialect.number(Decimal(str(self)))

    @override
    def words(self, vocabulary: Vocabulary) -> str:
        shown = format_number(self.value)
        return shown if vocabulary.language == "vi" else str(self)

    @override
    def __str__(self) -> str:
        is_whole = self.value == self.value.to_integral_value()
        return format(self.value.to_integral_value() if is_whole else self.value.normalize(), "f")

    def _digits(self) -> int:
        return int(str(self).replace(".", ""))


@dataclass(frozen=True)
class Reference(Atom):
    """An element, indicator or norm by its dotted code, with an optional breakdown.

    Attributes:
        code: such as `incident.count`.
        breakdown: (dimension, value) pairs by ascending dimension, such as `(("sex", "f"),)`.
    """

    code: str
    breakdown: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Its canonical text, the key of its value: `person.count[age=14-18,sex=f]`."""
        if not self.breakdown:
            return self.code
        pairs = ",".join(f"{dimension}={value}" for dimension, value in self.breakdown)
        return f"{self.code}[{pairs}]"

    def read(self, values: Values) -> float | None:
        """Its value among others, as a double; None when missing.

        Raises:
            Invalid: no entry for it, or a magnitude the bounds do not foresee.
        """
        if self.key not in values:
            raise Invalid(N_("Chưa đưa vào giá trị của “{reference}”."), reference=self.key)
        value = values[self.key]
        if value is None or value == 0:
            return None if value is None else 0.0
        number = Decimal(value)
        if not (number.is_finite() and SMALLEST <= abs(number) <= LARGEST):
            raise Invalid(
                N_("Giá trị {value} của “{reference}” nằm ngoài khoảng tính được."),
                value=str(value),
                reference=self.key,
            )
        return float(number)

    @override
    def mentions(self) -> Iterator[Reference]:
        yield self

    @override
    def bounds(self) -> Bounds:
        return Bounds.of_magnitudes(float(SMALLEST), float(LARGEST))

    @override
    def number(self, floats: Floats) -> float | None:
        return floats[self.key]

    @override
    def array(self, arrays: Arrays) -> Array:
        return arrays.read(self)

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        return dialect.cast(column(self))

    @override
    def words(self, vocabulary: Vocabulary) -> str:
        return vocabulary.reference(self.key)

    @override
    def __str__(self) -> str:
        return self.key
