"""What a rule refers to; formulas are parsed once a process."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from binhyen.engines.norms.types import NormRule
from binhyen.kernel.expressions import Expression, Reference, parse


@lru_cache(maxsize=512)
def formula(text: str) -> Expression:
    """The parsed formula of a rule's side or condition.

    Raises:
        Invalid: the text is not a formula.
    """
    return parse(text)


def formulas(rule: NormRule) -> list[Expression]:
    """The left side and, where the rule has one, its condition."""
    return [formula(text) for text in (rule.left, rule.when) if text]


def references(rules: Iterable[NormRule]) -> frozenset[Reference]:
    """Everything some rules need to know of a unit."""
    found = [part.references() for rule in rules for part in formulas(rule)]
    return frozenset().union(*found)
