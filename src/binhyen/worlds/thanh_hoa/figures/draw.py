"""Drawing counts: small numbers of rare events, and parts of a whole."""

from __future__ import annotations

import math
from collections.abc import Mapping
from random import Random

# Above this mean a rounded normal draw is as good, and the product of chances would underflow.
LARGE = 30.0


def events(random: Random, mean: float) -> int:
    """How many rare, independent events happen when `mean` are expected (Poisson)."""
    if mean > LARGE:
        return max(0, round(random.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


def part(random: Random, whole: int, share: float) -> int:
    """How many of a whole, each with the same chance; never more than the whole."""
    if whole > LARGE:
        spread = math.sqrt(whole * share * (1 - share))
        return min(whole, max(0, round(random.gauss(whole * share, spread))))
    return sum(random.random() < share for _ in range(whole))


def divided(random: Random, whole: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A whole divided among options by weight; the parts add up to it."""
    found = dict.fromkeys(weights, 0)
    for option in random.choices(list(weights), list(weights.values()), k=whole):
        found[option] += 1
    return found


def millions(random: Random, count: int, each: float) -> str:
    """Damage in millions of đồng with one decimal, `each` on average for every one of `count`."""
    tenths = round(sum(random.expovariate(1 / each) for _ in range(count)) * 10)
    return f"{tenths // 10}.{tenths % 10}"
