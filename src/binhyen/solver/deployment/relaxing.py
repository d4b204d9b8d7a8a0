"""The smallest relaxation: every hard number may give way for a price, over all triples, in whole numbers."""

from __future__ import annotations

from dataclasses import dataclass

from binhyen.solver.deployment.plan import Plan, Relaxation
from binhyen.solver.deployment.problem import Problem


@dataclass(frozen=True, slots=True)
class RelaxPrices:
    """What giving way costs, per person (posts, party, need, keep, release), per wave late (deadline), per post (capacity)."""

    posts: int = 40_000
    party: int = 20_000
    need: int = 20_000
    deadline: int = 30_000
    release: int = 10_000
    release_wave: int = 10_000
    keep: int = 15_000
    capacity: int = 5_000


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The relaxation found.

    Attributes:
        relaxation: in the order of kind and keys; empty if none is needed.
        price: in the kinds' prices. bound: no relaxation is cheaper (proven).
        plan: keeps every rule of the relaxed problem; None only if not even that was found.
    """

    relaxation: tuple[Relaxation, ...]
    price: int
    bound: int
    plan: Plan | None


def smallest_relaxation(
    problem: Problem, *, prices: RelaxPrices | None = None
) -> tuple[Relaxation, ...]:
    """What must give way at least, in the kinds' prices; empty if a plan exists."""
    return relax(problem, prices=prices).relaxation


def relax(problem: Problem, *, prices: RelaxPrices | None = None) -> Relaxed:
    """The smallest relaxation with its proof and a plan that keeps the rest."""
    raise NotImplementedError
