"""Arithmetic: the four operations between quantities, and the opposite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from binhyen.kernel.expressions.base import (
    ATOM,
    PRODUCT,
    SUM,
    Column,
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

ArithmeticSign = Literal["+", "-", "*", "/"]


@dataclass(frozen=True)
class Arithmetic(Quantity):
    """`left sign right`; missing when a side is, or when dividing by zero."""

    sign: ArithmeticSign
    left: Quantity
    right: Quantity

    @property
    @override
    def binding(self) -> int:
        return SUM if self.sign in "+-" else PRODUCT

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return (self.left, self.right)

    @override
    def bounds(self) -> Bounds:
        left, right = self.left.bounds(), self.right.bounds()
        if self.sign in "+-":
            return left.plus(right)
        return left.times(right) if self.sign == "*" else left.over(right)

    @override
    def number(self, floats: Floats) -> float | None:
        left, right = self.left.number(floats), self.right.number(floats)
        if left is None or right is None:
            return None
        match self.sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "/":
                return left / right if right else None

    @override
    def array(self, arrays: Arrays) -> Array:
        left, right = self.left.array(arrays), self.right.array(arrays)
        match self.sign:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "/":
                return arrays.quotient(left, right)

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        left = bracketed(self.left.sql(dialect, column), self.left, self.binding)
        right = self.right.sql(dialect, column)
        if self.sign == "/":
            return f"{left} / NULLIF({right}, {dialect.number(0)})"
        return f"{left} {self.sign} {bracketed(right, self.right, self.binding + 1)}"

    @override
    def words(self, vocabulary: Vocabulary) -> str:
        return self._joined(
            self.left.words(vocabulary), vocabulary.word(self.sign), self.right.words(vocabulary)
        )

    @override
    def __str__(self) -> str:
        return self._joined(str(self.left), self.sign, str(self.right))

    def _joined(self, left: str, sign: str, right: str) -> str:
        # Left to right: a side of the same strength needs brackets on the right only.
        left = bracketed(left, self.left, self.binding)
        return f"{left} {sign} {bracketed(right, self.right, self.binding + 1)}"


@dataclass(frozen=True)
class Opposite(Quantity):
    """`-x`."""

    operand: Quantity

    @property
    @override
    def binding(self) -> int:
        return ATOM

    @property
    @override
    def children(self) -> tuple[Expression, ...]:
        return (self.operand,)

    @override
    def bounds(self) -> Bounds:
        return self.operand.bounds()

    @override
    def number(self, floats: Floats) -> float | None:
        operand = self.operand.number(floats)
        return None if operand is None else -operand

    @override
    def array(self, arrays: Arrays) -> Array:
        return -self.operand.array(arrays)

    @override
    def sql(self, dialect: Dialect, column: Column) -> str:
        # In brackets of its own: two minus signs in a row would begin a comment.
        return f"(-{bracketed(self.operand.sql(dialect, column), self.operand, ATOM)})"

    @override
    def words(self, vocabulary: Vocabulary) -> str:
        operand = bracketed(self.operand.words(vocabulary), self.operand, ATOM)
        return vocabulary.word("opposite", operand)

    @override
    def __str__(self) -> str:
        return f"-{bracketed(str(self.operand), self.operand, ATOM)}"
