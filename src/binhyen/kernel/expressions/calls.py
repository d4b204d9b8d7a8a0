"""The fixed set of functions; a new one is a new class here and a case in the grammar."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from typing_extensions import override

from binhyen.kernel.expressions.atoms import Atom
from binhyen.kernel.expressions.base import (
    PRODUCT,
    Column,
    Condition,
    Expression,
    Floats,
    Quantity,
    bracketed,
)
from binhyen.kernel.expressions.bounds import Bounds
from binhyen.kernel.expressions.conditions import EPSILON, EPSILON_SHIFT
from binhyen.kernel.expressions.dialects import Dialect
from binhyen.kernel.expressions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from binhyen.kernel.expressions.arrays import Array, Arrays

_NO_FRACTION = 2**52
"""From here on a double has no fraction to round."""
_HALF = 0.5 + EPSILON


class Call(Atom):
    """`name(arguments)`: binds like a leaf, because its brackets are its own."""

    name: ClassVar[str]

    @property
    @override
    @abstractmethod
    def children(self) -> tuple[Expression, ...]: ...

    @override
    def bounds(self) -> Bounds:
        return _union([child.bounds() for child in self.children])

    @override
    def words(self, vocabulary: Vocabulary) -> str:
        return vocabulary.word(self.name, *(child.words(vocabulary) for child in self.children))

    @override
    def __str__(self) -> str:
        return f"{self.name}({', '.join(str(child) for child in self.children)})"


@dataclass(frozen=True)
class Extreme(Call):
    """The smallest or largest of two or more quantities; missing when one of them is."""

    items: tuple[Quantity, ...]

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return self.items

    @override
    def number(self, floats: Floats) -> float | None:
        numbers = [item.number(floats) for item in self.items]
        known = [number for number in numbers if number is not None]
        return self.chosen(known) if len(known) == len(numbers) else None

    @override
    def words(self, vocabulary: Vocabulary) -> str:
        return vocabulary.word(self.name, "; ".join(item.words(vocabulary) for item in self.items))

    @abstractmethod
    def chosen(self, numbers: list[float]) -> float:
        """The one that counts."""


@dataclass(frozen=True)
class Smallest(Extreme):
    """`min(a, b, ...)`."""

    name: ClassVar[str] = "min"

    @override
    def chosen(self, numbers: list[float]) -> float:
        return min(numbers)

    @override
    def array(self, arrays: Arrays) -> Array:
        return arrays.smallest([item.array(arrays) for item in self.items])

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        return dialect.smallest([item.sql(dialect, column) for item in self.items])


@dataclass(frozen=True)
class Largest(Extreme):
    """`max(a, b, ...)`."""

    name: ClassVar[str] = "max"

    @override
    def chosen(self, numbers: list[float]) -> float:
        return max(numbers)

    @override
    def array(self, arrays: Arrays) -> Array:
        return arrays.largest([item.array(arrays) for item in self.items])

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        return dialect.largest([item.sql(dialect, column) for item in self.items])


@dataclass(frozen=True)
class Absolute(Call):
    """`abs(x)`."""

    name: ClassVar[str] = "abs"
    operand: Quantity

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)

    @override
    def number(self, floats: Floats) -> float | None:
        operand = self.operand.number(floats)
        return None if operand is None else abs(operand)

    @override
    def array(self, arrays: Arrays) -> Array:
        return abs(self.operand.array(arrays))

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        return f"abs({self.operand.sql(dialect, column)})"


@dataclass(frozen=True)
class Rounded(Call):
    """`round(x, n)`: half away from zero, a hair below a half counting as a half.

    Written out in every database, because their own rounding differs (half to even, through
    text, through decimals). The text of x is repeated four times, hence the limit on nesting.
    """

    name: ClassVar[str] = "round"
    operand: Quantity
    decimals: int

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)

    @override
    def bounds(self) -> Bounds:
        power = float(10**self.decimals)
        operand = self.operand.bounds()
        operand.times(Bounds.of_magnitudes(power, power))  # refuses what could overflow inside
        smallest = Bounds.of_magnitudes(1 / power, 1)
        return smallest._replace(high=max(operand.high, 0) + 1)

    @override
    def number(self, floats: Floats) -> float | None:
        operand = self.operand.number(floats)
        if operand is None:
            return None
        power = float(10**self.decimals)
        scaled = operand * power
        if abs(scaled) >= _NO_FRACTION:
            return operand
        return float(int(scaled - _HALF if scaled < 0 else scaled + _HALF)) / power

    @override
    def array(self, arrays: Arrays) -> Array:
        return arrays.rounded(self.operand.array(arrays), float(10**self.decimals), _HALF)

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        operand = self.operand.sql(dialect, column)
        power = dialect.number(10**self.decimals)
        scaled = f"{bracketed(operand, self.operand, PRODUCT)} * {power}"
        half = dialect.ratio(2 ** (EPSILON_SHIFT - 1) + 1, 2**EPSILON_SHIFT)
        return (
            f"CASE WHEN abs({scaled}) >= {dialect.number(_NO_FRACTION)} THEN {operand}"
            f" WHEN {scaled} < {dialect.number(0)}"
            f" THEN {dialect.truncated(f'{scaled} - {half}')} / {power}"
            f" ELSE {dialect.truncated(f'{scaled} + {half}')} / {power} END"
        )

    @override
    def words(self, vocabulary: Vocabulary) -> str:
        return vocabulary.word(self.name, self.operand.words(vocabulary), str(self.decimals))

    @override
    def __str__(self) -> str:
        return f"{self.name}({self.operand}, {self.decimals})"


@dataclass(frozen=True)
class ValueOr(Call):
    """`value_or(x, default)`: the only way to make something of a missing value."""

    name: ClassVar[str] = "value_or"
    operand: Quantity
    default: Quantity

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return (self.operand, self.default)

    @override
    def number(self, floats: Floats) -> float | None:
        operand = self.operand.number(floats)
        return self.default.number(floats) if operand is None else operand

    @override
    def array(self, arrays: Arrays) -> Array:
        return arrays.either(self.operand.array(arrays), self.default.array(arrays))

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        operand, default = (child.sql(dialect, column) for child in self.children)
        return f"COALESCE({operand}, {default})"


@dataclass(frozen=True)
class Choice(Call):
    """`if(condition, then, otherwise)`; missing when the condition is."""

    name: ClassVar[str] = "if"
    condition: Condition
    then: Quantity
    otherwise: Quantity

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return (self.condition, self.then, self.otherwise)

    @override
    def bounds(self) -> Bounds:
        self.condition.bounds()  # refuses what could overflow inside the condition
        return self.then.bounds().union(self.otherwise.bounds())

    @override
    def number(self, floats: Floats) -> float | None:
        truth = self.condition.truth(floats)
        if truth is None:
            return None
        return (self.then if truth else self.otherwise).number(floats)

    @override
    def array(self, arrays: Arrays) -> Array:
        condition, then, otherwise = (child.array(arrays) for child in self.children)
        return arrays.chosen(condition, then, otherwise)

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        condition, then, otherwise = (child.sql(dialect, column) for child in self.children)
        # Not CASE WHEN: its ELSE would take a missing condition for a false one.
        return f"CASE {condition} WHEN TRUE THEN {then} WHEN FALSE THEN {otherwise} END"


def _union(bounds: list[Bounds]) -> Bounds:
    whole = bounds[0]
    for part in bounds[1:]:
        whole = whole.union(part)
    return whole
