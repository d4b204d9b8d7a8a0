"""A condition in words with places for its values, so that a browser fills them in while somebody types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from typing_extensions import override

from binhyen.kernel.expressions import Expression
from binhyen.kernel.expressions.vocabulary import Vocabulary

# Two letters of the private use area: no label of the catalogue holds them.
_OPEN, _CLOSE = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class _Placing(Vocabulary):
    @override
    def reference(self, key: str) -> str:
        return f"{self.labels.get(key, key)} ({_OPEN}{key}{_CLOSE})"


def words_of(expression: Expression, labels: Mapping[str, str]) -> tuple[str, ...]:
    """Vietnamese words cut at the values: text, reference, text, reference, ..., text."""
    words = expression.words(_Placing("vi", labels, {}, 1))
    return tuple(words.replace(_CLOSE, _OPEN).split(_OPEN))
