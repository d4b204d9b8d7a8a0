"""What happened in the force besides the waves, until the day of the review: wards, retirements, swaps, rotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from binhyen.engines.people.api import Move, NewAssignment, Role, Serving
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa.facts import BEGINS_ON, SEED
from binhyen.worlds.thanh_hoa.force import numbered_seats
from binhyen.worlds.thanh_hoa.leaving import retirement_day, retirement_years
from binhyen.worlds.thanh_hoa.places import Ground, Place
from binhyen.worlds.thanh_hoa.seats import becomes_ward_later, ward_since, ward_sizes

# Every decision of the world is synthetic and says so.
DECISION = "MP-{number}/QĐ-CAT"
TERM_YEARS = 5
SWAPS = 24
# Communes left with two official members by the rotation of 2021, so that a cell cannot be founded there yet.
WITHOUT_CELL, ROTATED = 6, 3
ROTATED_ON = date(2021, 11, 15)
FIRST_SWAP_ON, DAYS_BETWEEN_SWAPS = date(2021, 3, 1), 17


@dataclass(slots=True)
class Pools:
    """Who stands where on the day of the review before these moves; whoever is taken leaves the pool."""

    ground: Ground
    staying: dict[int, list[Serving]] = field(default_factory=dict)
    """District police unit → its officers without command who never moved, in the order of numbers."""
    stations: dict[int, list[Serving]] = field(default_factory=dict)
    """Commune police unit → everyone there."""

    def take(self, body_id: int, chosen: Sequence[Serving]) -> None:
        """Strike out whoever moves."""
        moved = {one.code for one in chosen}
        self.staying[body_id] = [one for one in self.staying[body_id] if one.code not in moved]


def moves(
    ground: Ground, serving: Sequence[Serving], posts: Mapping[tuple[str, str], str]
) -> list[NewAssignment]:
    """All rows of service besides the waves; `posts` leads from kind and role to the post's code."""
    leaving = retirement_years(numbered_seats(ground))
    pools = _pools(ground, serving, set(leaving))
    return [
        *_retirements(leaving),
        *_new_wards(pools, posts),
        *_swaps(pools, posts),
        *_rotation(pools, posts),
    ]


def _pools(ground: Ground, serving: Sequence[Serving], leaving: set[str]) -> Pools:
    pools = Pools(ground, {body: [] for body in ground.districts.values()})
    for one in serving:
        if one.kind == "commune":
            pools.stations.setdefault(one.police_unit_id, []).append(one)
        elif (
            one.police_unit_id in pools.staying
            and one.role == Role.OFFICER
            and one.code not in leaving
        ):
            pools.staying[one.police_unit_id].append(one)
    return pools


def _retirements(leaving: Mapping[str, int]) -> Iterator[NewAssignment]:
    for number, (code, year) in enumerate(sorted(leaving.items()), 1):
        on = retirement_day(code, year)
        decision = DECISION.format(number=f"NH{number:03d}")
        yield NewAssignment(
            code, on, None, None, Move.RETIRE, None, decision, on - timedelta(days=90)
        )


def _new_wards(pools: Pools, posts: Mapping[tuple[str, str], str]) -> Iterator[NewAssignment]:
    """Communes that became wards got regular police from their district, outside the programme."""
    sizes = ward_sizes(pools.ground)
    later = [place for place in pools.ground.wards if becomes_ward_later(place)]
    for number, place in enumerate(sorted(later, key=ward_since), 1):
        body = pools.ground.districts[place.district.id]
        chosen = _ward_staff(pools.staying[body], sizes[place.body_id], place)
        pools.take(body, chosen)
        roles = [Role.CHIEF, Role.DEPUTY, *[Role.OFFICER] * (len(chosen) - 2)]
        for one, role in zip(chosen, roles, strict=True):
            yield _row(one, ward_since(place), place.body_id, role, posts, f"P{number:03d}")


def _ward_staff(pool: Sequence[Serving], size: int, place: Place) -> list[Serving]:
    """The first two may command; nobody serves in the ward they come from."""
    there = [one for one in pool if one.since == BEGINS_ON and one.home_unit_id != place.unit.id]
    heads = [one for one in there if "chief_ok" in one.held and one.party_official][:2]
    others = [one for one in there if one not in heads and one.party_official]
    random = chance(SEED, "ward", place.unit.key)
    return [*heads, *random.sample(others, size - len(heads))]


def _swaps(pools: Pools, posts: Mapping[tuple[str, str], str]) -> Iterator[NewAssignment]:
    """In 2021 and 2022 some chiefs of one district changed places: numbers stay, histories grow."""
    random = chance(SEED, "swaps")
    by_district: defaultdict[int, list[tuple[Serving, Place]]] = defaultdict(list)
    for place in pools.ground.programme:
        for one in pools.stations[place.body_id]:
            if one.role == Role.CHIEF:
                by_district[place.district.id].append((one, place))
    districts = [chiefs for chiefs in by_district.values() if len(chiefs) > 1]
    for number, chiefs in enumerate(random.sample(districts, min(SWAPS, len(districts))), 1):
        first, second = random.sample(chiefs, 2)
        on = FIRST_SWAP_ON + timedelta(days=DAYS_BETWEEN_SWAPS * number)
        pairs = ((first[0], second[1]), (second[0], first[1]))
        if all(one.home_unit_id != place.unit.id for one, place in pairs):
            for one, place in pairs:
                yield _row(one, on, place.body_id, Role.CHIEF, posts, str(9000 + number))


def _rotation(pools: Pools, posts: Mapping[tuple[str, str], str]) -> Iterator[NewAssignment]:
    """In a handful of communes all officers went back to the district and younger ones came, not yet in the Party."""
    random = chance(SEED, "cells")
    ready = [place for place in pools.ground.programme if len(_plain(pools, place)) == ROTATED]
    found = 0
    for place in random.sample(ready, len(ready)):
        body = pools.ground.districts[place.district.id]
        young = [
            one
            for one in pools.staying[body]
            if not one.party_official and one.home_unit_id != place.unit.id
        ][:ROTATED]
        if len(young) < ROTATED or found == WITHOUT_CELL:
            continue
        found += 1
        pools.take(body, young)
        for back in _plain(pools, place):
            yield _row(back, ROTATED_ON, body, Role.OFFICER, posts, f"L{found:03d}", "district")
        for one in young:
            yield _row(one, ROTATED_ON, place.body_id, Role.OFFICER, posts, f"L{found:03d}")


def _plain(pools: Pools, place: Place) -> list[Serving]:
    return [one for one in pools.stations[place.body_id] if one.role == Role.OFFICER]


def _row(
    one: Serving,
    on: date,
    body_id: int,
    role: Role,
    posts: Mapping[tuple[str, str], str],
    number: str,
    kind: str = "commune",
) -> NewAssignment:
    leads = role != Role.OFFICER
    return NewAssignment(
        officer=one.code,
        valid_from=on,
        police_unit_id=body_id,
        post=posts[kind, role],
        kind=Move.TRANSFER,
        term_until=on.replace(year=on.year + TERM_YEARS) if leads else None,
        decision_number=DECISION.format(number=number),
        decision_on=on - timedelta(days=7),
    )
