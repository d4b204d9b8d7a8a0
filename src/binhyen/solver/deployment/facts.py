"""What every method asks of a model again and again, looked up once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.costs import disruption
from binhyen.solver.deployment.model import Ceiling, Mask, Model

Indices = NDArray[np.int64]
Reals = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Club:
    """Officers who count alike towards floors (`members`), and the floor each unit has of them (-1 = none)."""

    members: Mask
    floor_of_unit: Indices


@dataclass(frozen=True)
class Facts:
    """A model with its derived tables; O officers, U units, G donors, W waves as in `Model`."""

    model: Model

    @cached_property
    def donor(self) -> Indices:
        """O: each officer's donor."""
        number = {donor.id: index for index, donor in enumerate(self.model.problem.donors)}
        return np.array(
            [number[one.donor] for one in self.model.problem.candidates], dtype=np.int64
        )

    @cached_property
    def size(self) -> Indices:
        """U: posts of each unit."""
        posts: Indices = self.model.demand.sum(axis=1).astype(np.int64)
        return posts

    @cached_property
    def first_wave(self) -> Indices:
        """U: the first wave of each window (1 where the window is empty)."""
        first: Indices = self.model.window.argmax(axis=1).astype(np.int64) + 1
        return first

    @cached_property
    def release_cap(self) -> Indices:
        """G: most each donor may give in all.

        Never cut to the officers there are: readings of the certificate differ in that, and prices under which giving
        more people than exist does not pay prove the same in all of them.
        """
        donors = self.model.problem.donors
        members = np.bincount(self.donor, minlength=len(donors))
        most = np.maximum(members, [donor.payroll for donor in donors]).astype(np.int64)
        for ceiling in self._ceilings("release"):
            most[ceiling.donor] = max(0, ceiling.amount)
        return most

    @cached_property
    def disruption_steps(self) -> list[list[tuple[int, int]]]:
        """Per donor: (how many, points each), dearer and dearer, together `release_cap`."""
        return [self._steps(donor) for donor in range(len(self.model.problem.donors))]

    @cached_property
    def keeps(self) -> list[tuple[int, Ceiling]]:
        """Ceilings over all waves on some of a donor's officers, with their number in the model."""
        return [
            (number, ceiling)
            for number, ceiling in enumerate(self.model.ceilings)
            if ceiling.kind == "keep"
        ]

    @cached_property
    def wave_caps(self) -> Reals:
        """G×W: most each donor can give in a wave; inf where there is no cap."""
        caps = np.full((len(self.model.problem.donors), len(self.model.capacity)), np.inf)
        for ceiling in self._ceilings("release_wave"):
            waves = slice(None) if ceiling.wave is None else ceiling.wave - 1
            caps[ceiling.donor, waves] = np.minimum(caps[ceiling.donor, waves], ceiling.amount)
        return caps

    @cached_property
    def clubs(self) -> list[Club]:
        """The floors, grouped by equal membership."""
        groups: dict[bytes, Club] = {}
        for number, floor in enumerate(self.model.floors):
            name = np.packbits(floor.members).tobytes() + floor.skill.encode() + floor.kind.encode()
            if name not in groups:
                nowhere = np.full(len(self.size), -1, dtype=np.int64)
                groups[name] = Club(floor.members, nowhere)
            groups[name].floor_of_unit[floor.unit] = number
        return list(groups.values())

    @cached_property
    def admissible(self) -> list[Mask]:
        """Per post, O×U: who may hold it where, there being such a post and a wave left for the officer."""
        last = np.where(self.model.window, np.arange(1, self.model.window.shape[1] + 1), 0).max(
            axis=1
        )
        in_time = self.model.available[:, None] <= last[None, :]
        return [
            self.model.allowed(post) & in_time & (self.model.demand[:, post] > 0)[None, :]
            for post in range(self.model.demand.shape[1])
        ]

    @cached_property
    def tie_breaks(self) -> NDArray[np.float32]:
        """O×U, less than half a point: keeps neighbours who tie from all being offered the same few officers."""
        return np.random.default_rng(0).random(
            self.model.pair.shape, dtype=np.float32
        ) * np.float32(0.4)

    @cached_property
    def capped(self) -> Mask:
        """G: donors with a cap per wave that may matter."""
        return np.asarray((self.wave_caps < self.release_cap[:, None]).any(axis=1))

    @cached_property
    def usable(self) -> Mask:
        """O: officers who may go anywhere at all."""
        return np.asarray(np.logical_or.reduce([mask.any(axis=1) for mask in self.admissible]))

    def _ceilings(self, kind: str) -> list[Ceiling]:
        return [ceiling for ceiling in self.model.ceilings if ceiling.kind == kind]

    def _steps(self, donor: int) -> list[tuple[int, int]]:
        cap, steps, at, points = int(self.release_cap[donor]), [], 0, 0
        for threshold, slope in disruption(self.model.problem, donor):
            steps.append((min(threshold, cap) - at, points))
            at, points = max(at, min(threshold, cap)), points + slope
        steps.append((cap - at, points))
        return [(width, price) for width, price in steps if width > 0]
