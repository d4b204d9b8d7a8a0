"""Expressions as plain lists, for interpreters outside Python (`frontend/lib/expressions.js`).

One list a node, its sign first; a reader needs no grammar and no `eval`.
"""

from __future__ import annotations

from binhyen.kernel.expressions.atoms import Number, Reference
from binhyen.kernel.expressions.base import Expression
from binhyen.kernel.expressions.calls import Call, Rounded
from binhyen.kernel.expressions.conditions import Comparison, Junction, Negation
from binhyen.kernel.expressions.operations import Arithmetic, Opposite

Tree = list["str | Tree"]


def tree_of(expression: Expression) -> Tree:
    """An expression as nested lists of texts, ready for JSON.

    Shapes: `["number", "0.5"]`, `["value", "crime.persons[sex=f]"]`, `["+", a, b]` (likewise `- * /` and the
    comparisons), `["opposite", a]`, `["and", a, b]`, `["or", a, b]`, `["not", a]`, `["min", a, b, ...]`, `["max", ...]`,
    `["abs", a]`, `["round", a, "2"]`, `["value_or", a, default]`, `["if", condition, then, otherwise]`.
    """
    return [
        *_sign(expression),
        *(tree_of(child) for child in expression.children),
        *_rest(expression),
    ]


def _sign(expression: Expression) -> tuple[str, ...]:
    if isinstance(expression, Number):
        return ("number", str(expression))
    if isinstance(expression, Reference):
        return ("value", expression.key)
    if isinstance(expression, Arithmetic | Comparison):
        return (expression.sign,)
    return (_word(expression),)


def _word(expression: Expression) -> str:
    if isinstance(expression, Junction):
        return expression.word
    if isinstance(expression, Call):
        return expression.name
    return {Opposite: "opposite", Negation: "not"}[type(expression)]


def _rest(expression: Expression) -> tuple[str, ...]:
    return (str(expression.decimals),) if isinstance(expression, Rounded) else ()
