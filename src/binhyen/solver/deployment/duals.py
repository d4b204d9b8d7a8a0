"""Prices of the certificate as arrays: what every triple costs under them, and the bound they prove."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from binhyen.solver.deployment.facts import Facts, Indices, Reals

FAR_ABOVE: Final = 1e9
"""The reduced cost of what may not be."""

Real = type[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Duals:
    """Prices, all not negative but `post` and `donor`; planning model, section 2.

    Attributes:
        post: U×P×W, what filling a post is worth. donor: G, what one officer of a donor costs more.
        floor: by number in the model. keep: by number in the model's ceilings (0 for other kinds).
        release_wave: G×W. capacity: W.
        late: price of being there too early, by pair; officers and units of the pairs in `late_officer`, `late_unit`.
    """

    post: Reals
    donor: Reals
    floor: Reals
    keep: Reals
    release_wave: Reals
    capacity: Reals
    late_officer: Indices
    late_unit: Indices
    late: Reals

    @classmethod
    def nothing(cls, facts: Facts) -> Duals:
        """Everything free: proves the sum of each post's cheapest wait, which is 0 or more."""
        model, none = facts.model, np.zeros(0, dtype=np.int64)
        waves, donors = len(model.capacity), len(facts.release_cap)
        return cls(
            np.zeros((*model.demand.shape, waves)),
            np.zeros(donors),
            np.zeros(len(model.floors)),
            np.zeros(len(model.ceilings)),
            np.zeros((donors, waves)),
            np.zeros(waves),
            none,
            none,
            np.zeros(0),
        )

    def rounded(self) -> Duals:
        """To four decimals, as files hold them; what must not be negative stays so."""
        return Duals(
            _rounded(self.post),
            _rounded(self.donor),
            _rounded(np.maximum(self.floor, 0.0)),
            _rounded(np.maximum(self.keep, 0.0)),
            _rounded(np.maximum(self.release_wave, 0.0)),
            _rounded(np.maximum(self.capacity, 0.0)),
            self.late_officer,
            self.late_unit,
            _rounded(np.maximum(self.late, 0.0)),
        )


def reduced_costs(facts: Facts, duals: Duals, *, exact: bool = False) -> list[Reals]:
    """Per post, O×U: cost of the triple less what it earns, in its best wave; `FAR_ABOVE` where not allowed.

    The officer's own price is not in it: an officer's profit is minus the least of their row, if that is negative.
    float32 (right to about 0.001) unless `exact`.
    """
    real: Real = np.float64 if exact else np.float32
    model = facts.model
    shared = model.pair.astype(real)
    shared += _charges(facts, duals).astype(real)[:, None]
    shared -= _earnings(facts, duals, real)
    np.add.at(shared, (duals.late_officer, duals.late_unit), duals.late.astype(real))
    worth = _worth(facts, duals).astype(real)
    wave = np.clip(model.available, 1, len(model.capacity)) - 1
    result = []
    for post, allowed in enumerate(facts.admissible):
        table = worth[:, :, :, post].reshape(-1, worth.shape[2])
        reduced = shared - table[facts.donor * len(model.capacity) + wave]
        reduced += model.match[:, post, None]
        reduced[~allowed] = FAR_ABOVE
        result.append(reduced)
    return result


def profits(reduced: list[Reals]) -> Reals:
    """O: what each officer earns at best, not negative."""
    best = np.minimum.reduce([one.min(axis=1, initial=0.0) for one in reduced])
    return np.asarray(-best, dtype=np.float64)


def with_officers(reduced: list[Reals]) -> list[Reals]:
    """Reduced costs with each officer's own price in them: none is negative."""
    own = profits(reduced)
    return [one + own.astype(one.dtype)[:, None] for one in reduced]


def opening_costs(facts: Facts, duals: Duals) -> Reals:
    """U×W: what a unit opening in a wave costs under the prices; inf outside its window."""
    model = facts.model
    cost = model.wait + (duals.post * model.demand[:, :, None]).sum(axis=1)
    cost += facts.size[:, None] * duals.capacity[None, :]
    waves = np.arange(1, len(model.capacity) + 1)
    for officer, unit, price in zip(duals.late_officer, duals.late_unit, duals.late, strict=True):
        cost[unit, waves >= model.available[officer]] -= price
    return np.where(model.window, cost, np.inf)


def lower_bound(facts: Facts, duals: Duals, reduced: list[Reals] | None = None) -> float:
    """The bound L the prices prove (any prices do), as the certificate's formula says, here over arrays.

    Exact unless `reduced` is given (then to about 0.1).
    """
    model = facts.model
    officers = profits(reduced if reduced is not None else reduced_costs(facts, duals, exact=True))
    amounts = np.array([floor.amount for floor in model.floors], dtype=np.float64)
    kept = np.array([ceiling.amount for ceiling in model.ceilings], dtype=np.float64)
    capped = np.isfinite(facts.wave_caps)
    return float(
        opening_costs(facts, duals).min(axis=1, initial=np.inf).sum()
        + amounts @ duals.floor
        - kept @ duals.keep
        - model.capacity @ duals.capacity
        - facts.wave_caps[capped] @ duals.release_wave[capped]
        + sum(_donor_part(facts, duals, donor) for donor in range(len(duals.donor)))
        - officers.sum()
    )


def _donor_part(facts: Facts, duals: Duals, donor: int) -> float:
    """The least of D(t) − δ·t over what the donor may give: taken step by step while it pays."""
    price = float(duals.donor[donor])
    return sum(width * min(0.0, points - price) for width, points in facts.disruption_steps[donor])


def _charges(facts: Facts, duals: Duals) -> Reals:
    """O: what the donor's prices add to every posting of an officer."""
    charge = duals.donor[facts.donor].copy()
    for number, ceiling in facts.keeps:
        if duals.keep[number]:
            charge[ceiling.members] += duals.keep[number]
    return charge


def _earnings(facts: Facts, duals: Duals, real: Real) -> Reals:
    """O×U: what floors pay for an officer at a unit."""
    if not facts.clubs:
        return np.zeros((1, 1), dtype=real)
    prices = np.append(duals.floor, 0.0)
    members = np.stack([club.members for club in facts.clubs], axis=1).astype(real)
    paid = np.stack([prices[club.floor_of_unit] for club in facts.clubs]).astype(real)
    return members @ paid


def _worth(facts: Facts, duals: Duals) -> Reals:
    """G×W×U×P: best worth of a post to a donor's officer free from wave w on, over the unit's window."""
    model = facts.model
    inside = np.where(model.window[:, None, :], duals.post, -FAR_ABOVE)
    net = inside[None, :, :, :] - duals.release_wave[:, None, None, :]
    best = np.maximum.accumulate(net[:, :, :, ::-1], axis=3)[:, :, :, ::-1]
    return np.ascontiguousarray(np.moveaxis(best, 3, 1))


def _rounded(values: Reals) -> Reals:
    return np.round(values, 4)
