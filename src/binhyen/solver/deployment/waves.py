"""Waves for postings that are settled: which donors' caps per wave push, and the best wave of every unit."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from binhyen.solver.deployment.columns import Columns
from binhyen.solver.deployment.facts import Facts, Indices, Reals
from binhyen.solver.deployment.model import Mask
from binhyen.solver.deployment.programme import INFINITY, Answer, Limits, Programme


def pushing_donors(facts: Facts, columns: Columns, sent: Reals, price: float) -> Mask:
    """G: donors whose caps per wave cost something, if units may open in parts; `sent` says how much of each triple."""
    if not facts.capped.any():
        return np.zeros(len(facts.capped), dtype=bool)
    opening = _Opening(facts, whole=False, ready=facts.first_wave)
    caps = opening.caps(price)
    given = np.zeros((len(facts.capped), len(facts.size)))
    np.add.at(given, (facts.donor[columns.officer], columns.unit), sent)
    given[~facts.capped] = 0.0
    donor, unit = np.nonzero(given > 1e-6)
    pairs = opening.programme.rows(len(donor), given[donor, unit], given[donor, unit])
    shares = opening.programme.rows(opening.columns.size, -INFINITY, 0.0)
    shares = shares.reshape(opening.columns.shape)
    there = opening.columns >= 0
    opening.programme.entries(
        shares[there], opening.columns[there], -facts.size[np.nonzero(there)[0]]
    )
    which, wave = np.nonzero(there[unit])
    share = opening.programme.columns(0.0, len(which))
    opening.programme.entries(pairs[which], share)
    opening.programme.entries(shares[unit[which], wave], share)
    rows = caps[donor[which], wave]
    opening.programme.entries(rows[rows >= 0], share[rows >= 0])
    answer = opening.programme.solve()
    if not answer.found:
        return facts.capped
    pushed = np.append(answer.duals, 0.0)[caps] < -1e-6
    return np.asarray(pushed.any(axis=1))


def best_waves(facts: Facts, columns: Columns, *, price: float, limits: Limits) -> Indices | None:
    """U: the waves that cost least for these triples, a `price` for each officer above (6); None if none was found."""
    ready = facts.first_wave.copy()
    np.maximum.at(ready, columns.unit, facts.model.available[columns.officer])
    opening = _Opening(facts, whole=True, ready=ready)
    caps = opening.caps(price)
    given = np.zeros((len(facts.capped), len(facts.size)))
    np.add.at(given, (facts.donor[columns.officer], columns.unit), 1.0)
    donor, unit = np.nonzero(given)
    for wave in range(caps.shape[1]):
        counted = (caps[donor, wave] >= 0) & (opening.columns[unit, wave] >= 0)
        givers, units = donor[counted], unit[counted]
        opening.programme.entries(
            caps[givers, wave], opening.columns[units, wave], given[givers, units]
        )
    answer = opening.programme.solve(limits=limits)
    return opening.waves(answer) if answer.found else None


def waves_exist(facts: Facts, *, limits: Limits) -> bool:
    """False if no choice of waves keeps windows and capacities, whoever is sent."""
    answer = _Opening(facts, whole=True, ready=facts.first_wave).programme.solve(limits=limits)
    return answer.found or answer.outcome != "infeasible"


@dataclass(slots=True)
class _Opening:
    """Rows (3) and (4) alone; no unit opens before it is `ready`."""

    facts: Facts
    whole: bool
    ready: Indices
    programme: Programme = field(default_factory=Programme)
    columns: Indices = field(init=False)

    def __post_init__(self) -> None:
        facts, programme = self.facts, self.programme
        model = facts.model
        unit, wave = np.nonzero(model.window)
        open_ = (wave + 1 >= self.ready[unit]).astype(np.float64)
        columns = programme.columns(model.wait[unit, wave], len(unit), high=open_, whole=self.whole)
        self.columns = np.full(model.window.shape, -1, dtype=np.int64)
        self.columns[unit, wave] = columns
        once = programme.rows(len(facts.size), 1.0, 1.0)
        programme.entries(once[unit], columns)
        places = programme.rows(len(model.capacity), -INFINITY, model.capacity)
        programme.entries(places[wave], columns, facts.size[unit])

    def caps(self, price: float) -> Indices:
        """G×W rows of (6), each of which may give way; -1 where there is no cap."""
        caps = np.where(self.facts.capped[:, None], self.facts.wave_caps, np.inf)
        donor, wave = np.nonzero(np.isfinite(caps))
        rows = np.full(caps.shape, -1, dtype=np.int64)
        rows[donor, wave] = self.programme.rows(len(donor), -INFINITY, caps[donor, wave])
        over = self.programme.columns(price, len(donor))
        self.programme.entries(rows[donor, wave], over, -1.0)
        return rows

    def waves(self, answer: Answer) -> Indices:
        """U: waves of a whole answer."""
        there = self.columns >= 0
        opens = np.zeros(self.columns.shape)
        opens[there] = answer.values[self.columns[there]]
        wave: Indices = opens.argmax(axis=1).astype(np.int64) + 1
        return wave
