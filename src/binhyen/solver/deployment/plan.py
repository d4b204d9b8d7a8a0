"""A plan as data: who goes where, as what, when; and the prices that prove how good it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from binhyen.solver.deployment.problem import Post


@dataclass(frozen=True, slots=True, order=True)
class Posting:
    """One line of a plan. `unit` is `UnitNeed.key`."""

    officer: str
    unit: str
    post: Post
    wave: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Postings, ordered by officer, so that equal plans are equal bytes."""

    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "postings", tuple(sorted(self.postings)))


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of the certificate (planning model, section 2); whatever is absent is 0. Floats only here.

    Keys: demand (unit, post, wave); party unit; need (unit, skill); release donor; release_wave (donor, wave);
    keep (donor, skill); capacity wave; avail (officer, unit). All but demand and release must not be negative.
    """

    demand: Mapping[tuple[str, Post, int], float] = field(default_factory=dict)
    party: Mapping[str, float] = field(default_factory=dict)
    need: Mapping[tuple[str, str], float] = field(default_factory=dict)
    release: Mapping[str, float] = field(default_factory=dict)
    release_wave: Mapping[tuple[str, int], float] = field(default_factory=dict)
    keep: Mapping[tuple[str, str], float] = field(default_factory=dict)
    capacity: Mapping[int, float] = field(default_factory=dict)
    avail: Mapping[tuple[str, str], float] = field(default_factory=dict)


RelaxKind = Literal[
    "posts", "party", "need", "deadline", "release", "release_wave", "keep", "capacity"
]


@dataclass(frozen=True, slots=True, order=True)
class Relaxation:
    """One hard number given way by `amount`; keys as in relax.csv (`key2` empty where there is none)."""

    kind: RelaxKind
    key1: str
    key2: str
    amount: int


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule a plan breaks.

    Attributes:
        rule: the rule's code (`rules/`).
        keys: what it is about: unit, officer, donor, wave or skill codes, in the rule's own order.
        amount: by how many (people, posts, waves, hectometres: the rule says which).
        message: one Vietnamese sentence with the cure, already filled in.
    """

    rule: str
    keys: tuple[str, ...]
    amount: int
    message: str
