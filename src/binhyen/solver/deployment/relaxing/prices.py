"""What giving way costs, by kind."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import ceil, gcd

from binhyen.solver.deployment.plan import Relaxation, RelaxKind


@dataclass(frozen=True, slots=True)
class RelaxPrices:
    """Per person (posts, party, need, keep, release, release_wave), per wave late (deadline), per post (capacity).

    Their proportions are the planner's order of what to give way first; whole numbers above 0.
    Source: planning.md, section 5 (elastic prices).
    """

    posts: int = 40_000
    party: int = 20_000
    need: int = 20_000
    deadline: int = 30_000
    release: int = 10_000
    release_wave: int = 10_000
    keep: int = 15_000
    capacity: int = 5_000

    def of(self, kind: RelaxKind) -> int:
        """The price of one of this kind."""
        price: int = getattr(self, kind)
        return price

    def total(self, relaxation: tuple[Relaxation, ...]) -> int:
        """What these cost together."""
        return sum(self.of(one.kind) * one.amount for one in relaxation)

    @property
    def step(self) -> int:
        """Every relaxation costs a whole number of these."""
        return gcd(*asdict(self).values())

    def steps(self, price: float) -> int:
        """A price that may come out of fractions, rounded up to whole steps."""
        return ceil(price / self.step - 1e-4)
