"""Triples (officer, unit, post) a programme may choose from; sorted and without doubles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.facts import Indices
from binhyen.solver.deployment.model import Mask, Model


@dataclass(frozen=True, slots=True)
class Columns:
    """Three arrays of one length, in ascending order of (officer, unit, post)."""

    officer: Indices
    unit: Indices
    post: Indices

    @classmethod
    def of_keys(cls, keys: Iterable[NDArray[np.int64]], model: Model) -> Self:
        """Columns of `key_of` numbers, joined, sorted, doubles dropped."""
        units, posts = model.demand.shape
        joined = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *keys]))
        pair = joined // posts
        return cls(pair // units, pair % units, joined % posts)

    def keys(self, model: Model) -> NDArray[np.int64]:
        """One number a triple, ascending as the triples do."""
        return key_of(model, self.officer, self.unit, self.post)

    def cost(self, model: Model) -> NDArray[np.int64]:
        """Points of each triple."""
        pair = model.pair[self.officer, self.unit].astype(np.int64)
        return pair + model.match[self.officer, self.post]

    def where(self, chosen: Mask) -> Columns:
        """Only the chosen ones."""
        return Columns(self.officer[chosen], self.unit[chosen], self.post[chosen])

    def __len__(self) -> int:
        return len(self.officer)


def key_of(
    model: Model, officer: NDArray[np.int64], unit: NDArray[np.int64], post: NDArray[np.int64] | int
) -> NDArray[np.int64]:
    """The number of a triple: officer, then unit, then post."""
    units, posts = model.demand.shape
    number: NDArray[np.int64] = (officer * units + unit) * posts + post
    return number
