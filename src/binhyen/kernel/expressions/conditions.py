"""Conditions: comparisons of quantities, and three-valued logic over them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from binhyen.kernel.expressions.base import (
    AND,
    COMPARISON,
    NOT,
    OR,
    SUM,
    Column,
    Condition,
    Expression,
    Floats,
    Quantity,
    bracketed,
)
from binhyen.kernel.expressions.bounds import Bounds
from binhyen.kernel.expressions.dialects import Dialect
from binhyen.kernel.expressions.vocabulary import Vocabulary

if TYPE_CHECKING:
    from binhyen.kernel.expressions.arrays import Array, Arrays

ComparisonSign = Literal["=", "!=", "<", "<=", ">", ">="]
Conjunction = Literal["and", "or"]

EPSILON_SHIFT = 30
EPSILON = 2.0**-EPSILON_SHIFT
"""Numbers closer than this are equal: it swallows the noise of doubles in rates, and no real
difference between figures (two ratios of counts below 30,000 differ by more)."""

_HOLDS: dict[ComparisonSign, Callable[[float], bool]] = {
    "=": lambda gap: abs(gap) < EPSILON,
    "!=": lambda gap: abs(gap) >= EPSILON,
    "<": lambda gap: gap <= -EPSILON,
    "<=": lambda gap: gap < EPSILON,
    ">": lambda gap: gap >= EPSILON,
    ">=": lambda gap: gap > -EPSILON,
}


@dataclass(frozen=True)
class Comparison(Condition):
    """`left sign right`; missing when a side is."""

    sign: ComparisonSign
    left: Quantity
    right: Quantity

    @property
    @override
    def binding(self) -> int:
        return COMPARISON

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return (self.left, self.right)

    @override
    def bounds(self) -> Bounds:
        return self.left.bounds().plus(self.right.bounds())

    @override
    def truth(self, floats: Floats) -> bool | None:
        left, right = self.left.number(floats), self.right.number(floats)
        if left is None or right is None:
            return None
        return _HOLDS[self.sign](left - right)

    @override
    def array(self, arrays: Arrays) -> Array:
        return arrays.truths(self.sign, self.left.array(arrays) - self.right.array(arrays))

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        left = bracketed(self.left.sql(dialect, column), self.left, SUM)
        right = bracketed(self.right.sql(dialect, column), self.right, SUM + 1)
        gap, epsilon = f"{left} - {right}", dialect.ratio(1, 2**EPSILON_SHIFT)
        return {
            "=": f"abs({gap}) < {epsilon}",
            "!=": f"abs({gap}) >= {epsilon}",
            "<": f"{gap} <= -{epsilon}",
            "<=": f"{gap} < {epsilon}",
            ">": f"{gap} >= {epsilon}",
            ">=": f"{gap} > -{epsilon}",
        }[self.sign]

    @override
    def words(self, vocabulary: Vocabulary) -> str:
        word = vocabulary.word(self.sign)
        return f"{self.left.words(vocabulary)} {word} {self.right.words(vocabulary)}"

    @override
    def __str__(self) -> str:
        return f"{self.left} {self.sign} {self.right}"


@dataclass(frozen=True)
class Junction(Condition):
    """`left and right`, `left or right`: a side that decides alone decides, even beside a missing one."""

    word: Conjunction
    left: Condition
    right: Condition

    @property
    @override
    def binding(self) -> int:
        return AND if self.word == "and" else OR

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return (self.left, self.right)

    @override
    def bounds(self) -> Bounds:
        return self.left.bounds().union(self.right.bounds())

    @override
    def truth(self, floats: Floats) -> bool | None:
        sides = (self.left.truth(floats), self.right.truth(floats))
        decisive = self.word == "or"
        if decisive in sides:
            return decisive
        return None if None in sides else not decisive

    @override
    def array(self, arrays: Arrays) -> Array:
        left, right = self.left.array(arrays), self.right.array(arrays)
        return arrays.joined(left, right, 1.0 if self.word == "or" else 0.0)

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        left, right = self.left.sql(dialect, column), self.right.sql(dialect, column)
        return self._joined(left, self.word.upper(), right)

    @override
    def words(self, vocabulary: Vocabulary) -> str:
        left, right = self.left.words(vocabulary), self.right.words(vocabulary)
        return self._joined(left, vocabulary.word(self.word), right)

    @override
    def __str__(self) -> str:
        return self._joined(str(self.left), self.word, str(self.right))

    def _joined(self, left: str, word: str, right: str) -> str:
        left = bracketed(left, self.left, self.binding)
        return f"{left} {word} {bracketed(right, self.right, self.binding + 1)}"


@dataclass(frozen=True)
class Negation(Condition):
    """`not x`; missing when x is."""

    operand: Condition

    @property
    @override
    def binding(self) -> int:
        return NOT

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)

    @override
    def bounds(self) -> Bounds:
        return self.operand.bounds()

    @override
    def truth(self, floats: Floats) -> bool | None:
        operand = self.operand.truth(floats)
        return None if operand is None else not operand

    @override
    def array(self, arrays: Arrays) -> Array:
        return 1.0 - self.operand.array(arrays)

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        return f"NOT ({self.operand.sql(dialect, column)})"

    @override
    def words(self, vocabulary: Vocabulary) -> str:
        return vocabulary.word("not", f"({self.operand.words(vocabulary)})")

    @override
    def __str__(self) -> str:
        return f"not {bracketed(str(self.operand), self.operand, NOT)}"
