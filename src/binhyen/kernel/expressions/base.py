"""What every expression can do; a construct adds one small class with its own readings."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from typing_extensions import override

from binhyen.kernel.expressions.bounds import Bounds
from binhyen.kernel.expressions.dialects import DIALECTS, Dialect, DialectName
from binhyen.kernel.expressions.vocabulary import Language, Outcome, Vocabulary

if TYPE_CHECKING:
    from binhyen.kernel.expressions.arrays import Array, Arrays
    from binhyen.kernel.expressions.atoms import Reference

Column = Callable[["Reference"], str]
Floats = Mapping[str, float | None]
Values = Mapping[str, Decimal | int | None]
_Double = float | bool | None

OR, AND, NOT, COMPARISON, SUM, PRODUCT, ATOM = range(7)
"""How tightly constructs bind, loosest first."""


class Expression(ABC):
    """A formula; frozen, compared by value, printed in canonical form (`parse(str(e)) == e`)."""

    @property
    @abstractmethod
    def binding(self) -> int:
        """How tightly it binds, to place brackets."""

    @property
    @abstractmethod
    def children(self) -> tuple[Expression, ...]:
        """The expressions it is made of, in the order written."""

    @abstractmethod
    def bounds(self) -> Bounds:
        """How large and small it, or what it computes inside, can get."""

    @abstractmethod
    def outcome(self, floats: Floats) -> _Double:
        """Its value among the values of its references, as doubles."""

    @abstractmethod
    def array(self, arrays: Arrays) -> Array:
        """Its values among arrays of values; truths as 1 and 0, missing as NaN."""

    @abstractmethod
    def sql(self, dialect: Dialect, column: Column) -> str:
        """Its text in a database, without outer brackets."""

    @abstractmethod
    def words(self, vocabulary: Vocabulary) -> str:
        """Its text in words, without outer brackets."""

    def mentions(self) -> Iterator[Reference]:
        """The references in the order written, with repetitions."""
        for child in self.children:
            yield from child.mentions()

    def references(self) -> frozenset[Reference]:
        """The distinct references it depends on."""
        return self._references

    def evaluate(self, values: Values) -> Outcome:
        """Compute it.

        Args:
            values: by `str(reference)`; None means missing. Numbers are 0 or between 10^-6 and
                2^53 in magnitude.

        Returns:
            A Decimal for a quantity (the shortest that names the double), a bool for a condition;
            None when missing (see the package's README).

        Raises:
            Invalid: a reference has no entry in `values`, or a number out of range.
        """
        floats = {reference.key: reference.read(values) for reference in self._references}
        return _exact(self.outcome(floats))

    def evaluate_arrays(self, values: Mapping[str, Array]) -> Array:
        """Compute it for many units at once: bit for bit the double behind `evaluate`.

        Args:
            values: by `str(reference)`, float64 arrays of one shape, NaN where missing.

        Returns:
            float64 of that shape; NaN where missing, truths as 1 and 0.

        Raises:
            Invalid: as `evaluate`.
        """
        # numpy is loaded by whoever has arrays, not by whoever only parses.
        from binhyen.kernel.expressions.arrays import Arrays, computing, shaped  # noqa: PLC0415

        with computing():
            return shaped(self.array(Arrays(values)), values)

    def explain(
        self,
        labels: Mapping[str, str],
        values: Values,
        lang: Language = "vi",
        *,
        decimals: int = 1,
    ) -> str:
        """The computation in words: "Số vụ làm rõ (51) chia Số vụ xảy ra (61) nhân 100 = 83,6".

        Args:
            labels: by `str(reference)`; a reference without a label shows its code.
            values: as for `evaluate`.
            lang: "vi" or "en".
            decimals: digits after the comma of numbers that are not whole.
        """
        vocabulary = Vocabulary(lang, labels, values, decimals)
        return self.words(vocabulary) + vocabulary.result(self.evaluate(values))

    def compile(self, dialect: DialectName, column: Column) -> str:
        """SQL text with the value of `evaluate`, a double or a truth value (1 or 0 in SQLite).

        Args:
            dialect: the database.
            column: the SQL of a reference, any number; cast to double here (`real_column` for
                scaled integers). It is repeated inside `round`.
        """
        return self.sql(DIALECTS[dialect], column)

    @cached_property
    def _references(self) -> frozenset[Reference]:
        # Kept, because one formula is evaluated for thousands of units.
        return frozenset(self.mentions())


class Quantity(Expression):
    """An expression whose value is a number."""

    @abstractmethod
    def number(self, floats: Floats) -> float | None:
        """Its value, None when missing."""

    @override
    def outcome(self, floats: Floats) -> float | None:
        return self.number(floats)


class Condition(Expression):
    """An expression whose value is true, false or missing."""

    @abstractmethod
    def truth(self, floats: Floats) -> bool | None:
        """Its value, None when missing."""

    @override
    def outcome(self, floats: Floats) -> bool | None:
        return self.truth(floats)


def bracketed(text: str, child: Expression, least: int) -> str:
    """The text of a child, in brackets when it binds more loosely than its place needs."""
    return f"({text})" if child.binding < least else text


def _exact(outcome: _Double) -> Outcome:
    if outcome is None or isinstance(outcome, bool):
        return outcome
    return Decimal(int(outcome)) if outcome.is_integer() else Decimal(repr(outcome))
