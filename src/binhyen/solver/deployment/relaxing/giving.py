"""Columns by which hard numbers give way, and how to read them back as relaxations."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.milp import Outcome, Programme
from binhyen.solver.deployment.model import Model
from binhyen.solver.deployment.plan import Relaxation, RelaxKind
from binhyen.solver.deployment.relaxing.opening import late
from binhyen.solver.deployment.relaxing.prices import RelaxPrices

Indices = NDArray[np.int64]


class Slacks:
    """The elastic columns of one programme: `add` each, then `close` once before columns of another sort come."""

    def __init__(self, programme: Programme, prices: RelaxPrices, scale: int) -> None:
        self._programme, self._prices, self._scale = programme, prices, scale
        self._names: list[tuple[RelaxKind, str, str]] = []
        self._uppers: list[float] = []
        self._price: list[float] = []
        self._entries: list[tuple[int, int, float]] = []
        self._first = 0

    def __len__(self) -> int:
        return len(self._names)

    def add(
        self,
        kind: RelaxKind,
        key1: str,
        key2: str,
        upper: float,
        rows: Sequence[tuple[int, float]],
        *,
        rebate: int = 0,
    ) -> None:
        """A hard number that may give way by up to `upper`, entering `rows` (row, value)."""
        at = len(self._names)
        self._names.append((kind, key1, key2))
        self._uppers.append(upper)
        self._price.append(float(self._prices.of(kind) - rebate))
        self._entries.extend((at, row, value) for row, value in rows)

    def close(self) -> None:
        """Put them into the programme."""
        at, row, value = zip(*self._entries, strict=True) if self._entries else ((), (), ())
        cost = self._scale * np.array(self._price, dtype=np.float64)
        self._first = self._programme.columns(
            cost, np.array(self._uppers, dtype=np.float64), (at, row, value)
        )

    def price(self, outcome: Outcome) -> float:
        """What giving way costs here, in the kinds' prices."""
        return float(self._values(outcome) @ np.array(self._price))

    def given(
        self, outcome: Outcome, model: Model, wave: Indices, filled: Indices
    ) -> tuple[Relaxation, ...]:
        """The relaxation of a whole-number answer, sorted; deadlines and capacities from waves and posts filled in each."""
        given: dict[tuple[RelaxKind, str, str], int] = {}
        values = np.rint(self._values(outcome)).astype(np.int64)
        for at in np.flatnonzero(values).tolist():
            name = self._names[at]
            given[name] = given.get(name, 0) + int(values[at])
        for unit, need in enumerate(model.problem.units):
            given["deadline", need.key, ""] = late(model, unit, int(wave[unit]))
        for index, count in enumerate(filled - model.capacity):
            given["capacity", str(index + 1), ""] = max(0, int(count))
        return tuple(sorted(Relaxation(*name, amount) for name, amount in given.items() if amount))

    def _values(self, outcome: Outcome) -> NDArray[np.float64]:
        return outcome.values[self._first : self._first + len(self._names)]
