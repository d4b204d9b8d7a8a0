"""Chance for whole columns: one independent stream a purpose, the same bytes for the same words and numpy."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from binhyen.worlds.viet_nam.facts import SEED

# The checker cannot follow numpy's widths through sums; the names say what is inside.
Ints = np.ndarray[Any, np.dtype[Any]]
Floats = np.ndarray[Any, np.dtype[Any]]
Mask = np.ndarray[Any, np.dtype[Any]]


class Draw:
    """Draws for all units of one period; parts of the world never share a stream."""

    def __init__(self, *purpose: str | int) -> None:
        self._purpose = (SEED, *purpose)
        self._count = 0

    def source(self) -> np.random.Generator:
        """A new stream of this purpose, in the order asked."""
        self._count += 1
        words = "/".join(map(str, (*self._purpose, self._count)))
        seed = int.from_bytes(hashlib.sha256(words.encode()).digest()[:16], "big")
        return np.random.Generator(np.random.PCG64(seed))

    def events(self, mean: Floats | float, size: int) -> Ints:
        """How often something rare happens; `mean` per unit."""
        return self.source().poisson(mean, size).astype(np.int64)

    def part(self, of: Ints, share: Floats | float) -> Ints:
        """How many of so many."""
        return self.source().binomial(of, share).astype(np.int64)

    def uniform(self, size: int) -> Floats:
        """Between 0 and 1."""
        return self.source().random(size)

    def divided(self, total: Ints, shares: Sequence[float]) -> list[Ints]:
        """A total laid out over kinds; the parts add up to it."""
        left, weight, parts = total, sum(shares), []
        for share in shares[:-1]:
            part = self.part(left, min(1.0, share / weight))
            parts.append(part)
            left, weight = left - part, weight - share
        return [*parts, left]


def fixed(keys: Sequence[str], purpose: str) -> Floats:
    """One number between 0 and 1 for each unit's identity, whatever the period."""
    digests = (hashlib.sha256(f"{SEED}/{purpose}/{key}".encode()).digest() for key in keys)
    whole = np.frombuffer(b"".join(digest[:8] for digest in digests), dtype=">u8")
    return whole.astype(np.float64) / 2.0**64
