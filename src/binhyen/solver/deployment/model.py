"""The model every method reads: what the rules say, as arrays and whole numbers, indexed by the problem's own order.

Rules write into it (`Rule.into_model`); flow, linear programme, search and greedy read it. The checker never does.

The cost of a triple (officer, unit, post) splits into a part by pair and a part by post: c[o, u, p] = pair[o, u] + match[o, p].
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from binhyen.solver.deployment.plan import RelaxKind
from binhyen.solver.deployment.problem import Problem

Mask = NDArray[np.bool_]
Whole = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Floor:
    """At least `amount` of those sent to `unit` are among `members` (mask over officers)."""

    kind: RelaxKind
    unit: int
    skill: str
    members: Mask
    amount: int


@dataclass(frozen=True, slots=True)
class Ceiling:
    """At most `amount` of `members` (mask over officers, all of one donor) are sent, in one wave or in all (None)."""

    kind: RelaxKind
    donor: int
    skill: str
    members: Mask
    amount: int
    wave: int | None = None


@dataclass(slots=True)
class Model:
    """What may be and what must be.

    Shapes: O officers, U units (openings), P = 3 posts in the order of `POSTS`, W waves; waves count from 1 everywhere.

    Attributes:
        pair: int32 O×U, points of sending this officer to this unit, whatever the post.
        match: int32 O×P, points of this officer in this post, wherever.
        wait: int32 U×W, points of the whole unit opening in this wave.
        near: bool O×U, False where a rule keeps this officer from this unit.
        fit: bool O×P, False where a rule keeps this officer from this post.
        barred: per post, bool O×U or None: pairs kept apart in that post only.
        demand: int32 U×P, exactly.
        window: bool U×W, waves in which the unit may open.
        capacity: int32 W, posts.
        available: int32 O, first wave.
    """

    problem: Problem
    pair: Whole
    match: Whole
    wait: Whole
    near: Mask
    fit: Mask
    barred: list[Mask | None]
    demand: Whole
    window: Mask
    capacity: Whole
    available: Whole
    floors: list[Floor] = field(default_factory=list)
    ceilings: list[Ceiling] = field(default_factory=list)

    def allowed(self, post: int) -> Mask:
        """O×U: who may hold this post where, as far as rules about pairs go."""
        mask = self.near & self.fit[:, post, None]
        barred = self.barred[post]
        return mask if barred is None else mask & ~barred
