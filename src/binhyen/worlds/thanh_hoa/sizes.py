"""How many officers each unit gets, and in which posts, so that rules and published totals hold together."""

from __future__ import annotations

from collections.abc import Sequence

from binhyen.engines.people.api import Role
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa.facts import (
    PER_COMMUNE,
    PER_TOWNSHIP,
    PROGRAMME,
    SEED,
    TWO_DEPUTIES_FROM,
)
from binhyen.worlds.thanh_hoa.places import Place


def sizes(places: Sequence[Place]) -> dict[int, int]:
    """Unit id → officers: 5 in each commune, 7 to 11 in each township, what is left over going to bigger towns.

    469 × 5 + 30 × 7 leaves 15 of the 2,570, which no source divides.
    """
    found = {
        place.unit.id: PER_TOWNSHIP.start if place.is_township else PER_COMMUNE for place in places
    }
    towns = [place.unit.id for place in places if place.is_township]
    random = chance(SEED, "sizes")
    # A few towns grow rather than all a little: district seats differ.
    weights = dict(zip(towns, (random.random() ** 3 for _ in towns), strict=True))
    for _ in range(PROGRAMME - sum(found.values())):
        open_towns = [town for town in towns if found[town] < PER_TOWNSHIP[-1]]
        found[random.choices(open_towns, [weights[town] for town in open_towns])[0]] += 1
    return found


def posts(size: int) -> list[Role]:
    """The roles in a unit of that size: one chief, one or two deputies, officers."""
    deputies = 2 if size >= TWO_DEPUTIES_FROM else 1
    return [Role.CHIEF, *[Role.DEPUTY] * deputies, *[Role.OFFICER] * (size - 1 - deputies)]
