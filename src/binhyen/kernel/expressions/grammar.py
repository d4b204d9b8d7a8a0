"""Parse an expression by recursive descent, refusing what is too long, too deep or of the wrong kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import cast

from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.expressions.atoms import Number, Reference
from binhyen.kernel.expressions.base import Condition, Expression, Quantity
from binhyen.kernel.expressions.calls import (
    Absolute,
    Choice,
    Largest,
    Rounded,
    Smallest,
    ValueOr,
)
from binhyen.kernel.expressions.conditions import (
    Comparison,
    ComparisonSign,
    Conjunction,
    Junction,
    Negation,
)
from binhyen.kernel.expressions.operations import Arithmetic, ArithmeticSign, Opposite
from binhyen.kernel.expressions.tokens import Token, tokens_of, unreadable

MAX_LENGTH = 2000
MAX_NESTING = 10
"""Brackets, calls and signs inside one another: the parser of SQLite holds no more."""
MAX_SIGNS = 200
"""Signs between terms in the whole expression: each adds a level to the tree."""
MAX_ITEMS = 20
"""Arguments of `min` and `max`."""

_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})
_RESERVED = frozenset({"and", "or", "not", "min", "max", "abs", "round", "value_or", "if"})


def parse(text: str) -> Expression:
    """Read an expression; the package's README describes the language.

    Raises:
        Invalid: not of the language, too long, too deep, a number where a condition belongs or
            the reverse, or a formula whose value could leave the range of doubles. Its details
            hold the `position` of the fault, in characters from 1, where there is one.
    """
    if len(text) > MAX_LENGTH:
        raise Invalid(
            N_("Biểu thức dài {length} ký tự, tối đa {limit}."), length=len(text), limit=MAX_LENGTH
        )
    expression = _Parser(tokens_of(text)).whole()
    expression.bounds()  # refuses formulas that could overflow
    return expression


class _Parser:
    """One walk over the tokens; each method reads one level of binding, loosest first."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._nesting = 0
        self._rounds = 0
        self._signs = 0

    def whole(self) -> Expression:
        expression = self._alternatives()
        self._take("")
        return expression

    def _alternatives(self) -> Expression:
        return self._junctions("or", lambda: self._junctions("and", self._negations))

    def _junctions(self, word: Conjunction, operand: Callable[[], Expression]) -> Expression:
        start = self._peek()
        expression = operand()
        for sign in self._chain({word}):
            left = _condition(expression, start)
            after = self._peek()
            expression = Junction(cast("Conjunction", sign), left, _condition(operand(), after))
        return expression

    def _negations(self) -> Expression:
        if not self._is("not"):
            return self._comparison()
        with self._deeper():
            self._take("not")
            start = self._peek()
            return Negation(_condition(self._negations(), start))

    def _comparison(self) -> Expression:
        start = self._peek()
        left = self._sum()
        if self._peek().text not in _COMPARISONS:
            return left
        sign = cast("ComparisonSign", self._advance().text)
        after = self._peek()
        return Comparison(sign, _quantity(left, start), _quantity(self._sum(), after))

    def _sum(self) -> Expression:
        return self._arithmetic({"+", "-"}, self._product)

    def _product(self) -> Expression:
        return self._arithmetic({"*", "/"}, self._unary)

    def _arithmetic(self, signs: set[str], operand: Callable[[], Expression]) -> Expression:
        start = self._peek()
        expression = operand()
        for sign in self._chain(signs):
            left = _quantity(expression, start)
            after = self._peek()
            right = _quantity(operand(), after)
            expression = Arithmetic(cast("ArithmeticSign", sign), left, right)
        return expression

    def _unary(self) -> Expression:
        if not self._is("-"):
            return self._primary()
        with self._deeper():
            self._take("-")
            start = self._peek()
            return Opposite(_quantity(self._unary(), start))

    def _primary(self) -> Expression:
        token = self._advance()
        if token.kind == "number":
            return _number(token)
        if token.kind == "word" and (token.text in _RESERVED or self._is("(")):
            return self._call(token)
        if token.kind == "word":
            return _reference(token)
        if token.text != "(":
            raise unreadable(token.text, token.position)
        with self._deeper():
            expression = self._alternatives()
            self._take(")")
        return expression

    def _call(self, name: Token) -> Expression:
        with self._deeper():
            if not self._is("("):
                raise unreadable(name.text, name.position)
            self._take("(")
            expression = self._arguments(name)
            self._take(")")
        return expression

    def _arguments(self, name: Token) -> Expression:
        match name.text:
            case "min":
                return Smallest(self._items(name))
            case "max":
                return Largest(self._items(name))
            case "abs":
                return Absolute(self._argument())
            case "round":
                return self._round(name)
            case "value_or":
                return ValueOr(self._argument(), self._argument(after=","))
            case "if":
                start = self._peek()
                condition = _condition(self._alternatives(), start)
                return Choice(condition, self._argument(after=","), self._argument(after=","))
        raise Invalid(
            N_("Không có hàm “{value}” (vị trí {position})."),
            value=name.text,
            position=name.position,
        )

    def _items(self, name: Token) -> tuple[Quantity, ...]:
        items = [self._argument(), self._argument(after=",")]
        while self._is(","):
            items.append(self._argument(after=","))
        if len(items) > MAX_ITEMS:
            raise _too_long(name.position)
        return tuple(items)

    def _round(self, name: Token) -> Expression:
        self._rounds += 1
        if self._rounds > 2:
            raise Invalid(
                N_("Làm tròn lồng nhau quá hai lần (vị trí {position})."), position=name.position
            )
        operand = self._argument()
        self._rounds -= 1
        self._take(",")
        decimals = self._advance()
        if not re.fullmatch(r"[0-6]", decimals.text):
            raise unreadable(decimals.text, decimals.position)
        return Rounded(operand, int(decimals.text))

    def _argument(self, *, after: str = "") -> Quantity:
        if after:
            self._take(after)
        start = self._peek()
        return _quantity(self._alternatives(), start)

    def _chain(self, signs: set[str]) -> Iterator[str]:
        while self._peek().text in signs:
            self._signs += 1
            if self._signs > MAX_SIGNS:
                raise _too_long(self._peek().position)
            yield self._advance().text

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise Invalid(
                N_("Biểu thức lồng nhau quá {limit} tầng (vị trí {position})."),
                limit=MAX_NESTING,
                position=self._peek().position,
            )
        yield
        self._nesting -= 1

    def _is(self, text: str) -> bool:
        return self._peek().text == text

    def _peek(self) -> Token:
        return self._tokens[self._next]

    def _advance(self) -> Token:
        token = self._peek()
        if token.kind == "end":
            raise unreadable("", token.position)
        self._next += 1
        return token

    def _take(self, text: str) -> None:
        token = self._peek()
        if token.text != text:
            raise unreadable(token.text, token.position)
        self._next = min(self._next + 1, len(self._tokens) - 1)


def _number(token: Token) -> Number:
    try:
        return Number(Decimal(token.text))
    except Invalid as refusal:
        raise Invalid(refusal.template, position=token.position, **refusal.details) from refusal


def _reference(token: Token) -> Reference:
    code, _, inner = token.text.rstrip("]").partition("[")
    pairs = [pair.split("=") for pair in inner.replace(" ", "").split(",") if pair]
    breakdown = tuple(sorted((dimension, value) for dimension, value in pairs))
    dimensions = [dimension for dimension, _ in breakdown]
    if len(set(dimensions)) < len(dimensions):
        raise unreadable(token.text, token.position)
    return Reference(code, breakdown)


def _quantity(expression: Expression, start: Token) -> Quantity:
    if isinstance(expression, Quantity):
        return expression
    raise Invalid(
        N_("“{value}” là một điều kiện, ở đây cần một số (vị trí {position})."),
        value=str(expression),
        position=start.position,
    )


def _condition(expression: Expression, start: Token) -> Condition:
    if isinstance(expression, Condition):
        return expression
    raise Invalid(
        N_("“{value}” là một số, ở đây cần một điều kiện (vị trí {position})."),
        value=str(expression),
        position=start.position,
    )


def _too_long(position: int) -> Invalid:
    return Invalid(N_("Biểu thức có quá nhiều số hạng (vị trí {position})."), position=position)
