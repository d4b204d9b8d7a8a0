"""What an explanation is made of: numbers and Vietnamese sentences side by side. One point is 0.1 km."""

from __future__ import annotations

from dataclasses import dataclass

from binhyen.solver.deployment.plan import Posting, RelaxKind
from binhyen.solver.deployment.problem import Post


@dataclass(frozen=True, slots=True)
class CostPart:
    """One summand of what a line of the plan costs.

    Attributes:
        code: distance, far, rank_under, rank_over, years_under or want_miss (as in rules.toml).
        points: whole points; parts of zero points are kept, they say that nothing is lacking.
        amount: what was measured: km (distance, far), grades, years, 1 or 0 (want_miss).
    """

    code: str
    points: int
    amount: float
    sentence: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """What was not chosen, and what choosing it would cost the whole plan.

    Attributes:
        unit, post: None for "stays where they are", with no post at all.
        wave: the cheapest wave the unit may open in for this officer; None without a post.
        points: cost of that line by itself; 0 for staying.
        reduced: rise of the proven bound when this line is forced, in points; never negative.
        surcharge: points by which the plan must get dearer at least (proven), after its own gap is taken off.
        exact: what it really costs, by one re-solve; None unless asked for. Negative would mean a better plan.
    """

    officer: str
    unit: str | None
    post: Post | None
    wave: int | None
    points: int
    reduced: float
    surcharge: int
    exact: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Barrier:
    """A hard rule between an officer and a unit (and post, if it is about one post only)."""

    rule: str
    unit: str
    post: Post | None
    sentence: str


@dataclass(frozen=True, slots=True)
class RuleCost:
    """What one hard number of the problem costs at the margin.

    Attributes:
        kind, key1, key2: the number, as in relax.csv.
        price: proven points per one more (capacity, release, …) or one less (need, party, keep) of it.
        slack: how much of it the plan leaves unused; 0 = it binds.
    """

    kind: RelaxKind
    key1: str
    key2: str
    price: float
    slack: int
    sentence: str


@dataclass(frozen=True, slots=True)
class OfficerReason:
    """Why an officer is where they are, or is not in the plan.

    Attributes:
        posting: their line; None if the plan leaves them where they are.
        parts, points: cost of the line and its parts; empty and 0 without a line.
        post_price: price of the post they hold, in points: what one more of it would cost.
        why: the sentences, most important first.
        waves: why in this wave.
        alternatives: next best places, cheapest first (staying is one of them).
        barriers: rules that keep them from home and from units nearer than theirs, nearest first.
        limits: the caps and quotas of their donor that bind.
        asked: the answer to "why not there?", when a unit was asked about.
    """

    officer: str
    posting: Posting | None
    points: int
    post_price: float
    parts: tuple[CostPart, ...]
    why: tuple[str, ...]
    waves: tuple[str, ...]
    alternatives: tuple[Alternative, ...]
    barriers: tuple[Barrier, ...]
    limits: tuple[RuleCost, ...]
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One of those sent to a unit."""

    officer: str
    post: Post
    points: int
    km: float
    party: bool
    skills: tuple[str, ...]
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuotaMet:
    """A quota of a unit: `needed` (hard) or wished, how many it got, and the price of one more (0 if it does not bind).

    Attributes:
        skill: a skill, or `party`.
        holders: who fills it.
    """

    skill: str
    needed: int
    got: int
    price: float
    holders: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class UnitReason:
    """Whom a unit got, what it still wants, why it opens when it does.

    Attributes:
        wave: None if the plan does not staff it.
        wishes: wanted skills that nobody sent holds, or that some of those sent lack all of.
        next_best: per post the next candidates and what each would cost.
    """

    unit: str
    wave: int | None
    points: int
    wait_points: int
    members: tuple[Member, ...]
    quotas: tuple[QuotaMet, ...]
    wishes: tuple[str, ...]
    why: tuple[str, ...]
    next_best: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class PlanReason:
    """What a plan costs, how far it is proven, and what each rule costs.

    Attributes:
        objective, bound: points; bound is what the given prices prove (rounded up).
        rules: hard numbers with a price, dearest first.
        dear_units: openings by what their posts cost on top of distance, dearest first, at most 20.
        why: the sentences, most important first.
    """

    objective: int
    bound: int
    parts: tuple[CostPart, ...]
    rules: tuple[RuleCost, ...]
    dear_units: tuple[tuple[str, float], ...]
    why: tuple[str, ...]
