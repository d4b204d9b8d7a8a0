"""What "it cannot be done" answers."""

from __future__ import annotations

from dataclasses import dataclass

from binhyen.solver.deployment.plan import Plan, Relaxation


@dataclass(frozen=True, slots=True)
class Clash:
    """One reason by itself: rules that cannot all be kept.

    Attributes:
        rules: codes of the rules that clash (kinds of relaxation or codes of `rules/`).
        units, donors: what it is about.
        wanted, available: the two sides of the comparison (people, posts).
        hints: officers who could help if a rule gave way, nearest first: ids with a sentence each.
    """

    rules: tuple[str, ...]
    units: tuple[str, ...]
    donors: tuple[str, ...]
    wanted: int
    available: int
    sentence: str
    hints: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Infeasibility:
    """What stands in the way and how little must give way.

    Attributes:
        feasible: True if a plan keeps all rules after all; then everything else is empty but `plan`.
        clashes: reasons found, most telling first.
        relaxation: smallest by the kinds' prices; sentences one per (kind, skill, district or donor).
        price, bound: what the relaxation costs in the kinds' prices, and the least any relaxation costs (proven).
        plan: a plan of the relaxed problem, valid by the checker; its cost is not minimal.
        otherwise: for waves, other ways than `relaxation`: by later deadlines alone or by larger waves alone, each
            enough for the waves by itself; empty where there is no other way.
    """

    feasible: bool
    clashes: tuple[Clash, ...]
    relaxation: tuple[Relaxation, ...]
    sentences: tuple[str, ...]
    price: int
    bound: int
    plan: Plan | None
    otherwise: tuple[tuple[Relaxation, ...], ...] = ()

    @property
    def proven(self) -> bool:
        """Whether no cheaper relaxation exists."""
        return self.price <= self.bound
