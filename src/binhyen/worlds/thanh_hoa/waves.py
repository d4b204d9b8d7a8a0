"""Which post of which unit is filled in which wave: as first planned, and as it became.

Reading: the sources tell totals, not lists. They fit together in one way: in 2019 each of 112 units got its
staff but for one officer in most; in March 2020 the other 387 got their chief; that summer some of these a deputy
and an officer; in September everything still open was filled. See README for the published figures beside.

The plan as it was had 322 officers for 49 units in the second phase. That is more than these units' posts, so the
bigger towns were planned one officer stronger; nothing else in the sources explains it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from binhyen.engines.people.api import Role
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa import facts
from binhyen.worlds.thanh_hoa.places import Place, deferred_by_name
from binhyen.worlds.thanh_hoa.sizes import posts

# Mountain districts along the border, where complex communes were staffed first.
BORDER_DISTRICTS = ("Mường Lát", "Quan Sơn", "Quan Hóa", "Lang Chánh", "Thường Xuân")


@dataclass(frozen=True, slots=True)
class Slot:
    """One post to be filled: where, as what, in which wave; `planned` is the wave first planned.

    `wave` None: planned, and given up before it was filled.
    """

    place: Place
    role: Role
    wave: int | None
    planned: int


@dataclass(frozen=True, slots=True)
class _Filled:
    """A post as it was filled in the end."""

    place: Place
    role: Role
    wave: int


def plan_slots(places: Sequence[Place], size: Mapping[int, int]) -> list[Slot]:
    """Every post of the programme with its waves, in the order of units."""
    random = chance(facts.SEED, "waves")
    deferred = _deferred(places, random)
    first, second, rest = _groups(places, size, deferred, random)
    begun = [
        *_begun_in_2019(1, first, size, facts.FIRST_OFFICERS, random),
        *_begun_in_2019(2, second, size, facts.BOTH_OFFICERS - facts.FIRST_OFFICERS, random),
    ]
    open_before_last = facts.PROGRAMME - facts.LAST_OFFICERS
    summer = open_before_last - sum(post.wave <= 2 for post in begun) - len(rest)
    filled = [*begun, *_begun_in_2020(rest, deferred, size, summer)]
    slots = [*_as_planned(filled, second, deferred), *_planned_in_vain(second, size)]
    return sorted(slots, key=lambda slot: (slot.place.unit.code, slot.planned, slot.role))


def _deferred(places: Sequence[Place], random: Random) -> set[int]:
    """124 communes waiting for the last wave: 68 known by name, the others drawn from five more districts."""
    named = deferred_by_name(tuple(places))
    taken = {place.district.id for place in named}
    others = sorted({p.district.id for p in places if _is_plain(p) and p.district.id not in taken})
    drawn_from = set(random.sample(others, 5))
    pool = [p for p in places if p.district.id in drawn_from and not p.is_township]
    missing = facts.DEFERRED_UNITS - len(named)
    return {place.unit.id for place in [*named, *random.sample(pool, missing)]}


def _is_plain(place: Place) -> bool:
    return not place.is_township and place.district.name not in BORDER_DISTRICTS


def _groups(
    places: Sequence[Place], size: Mapping[int, int], deferred: set[int], random: Random
) -> tuple[list[Place], list[Place], list[Place]]:
    """The units begun in the first wave, in the second, and later; all townships belong to 2019."""
    early_towns = _early_towns(places, size, random)
    towns = [place for place in places if place.is_township and place not in early_towns]
    communes = [
        place for place in places if not place.is_township and place.unit.id not in deferred
    ]
    border = [place for place in communes if place.district.name in BORDER_DISTRICTS]
    random.shuffle(border)
    others = [place for place in communes if place not in border]
    random.shuffle(others)
    queue = [*border, *others]
    first = [*early_towns, *queue[: facts.FIRST_UNITS - len(early_towns)]]
    second_count = facts.BOTH_UNITS - facts.FIRST_UNITS - len(towns)
    start = facts.FIRST_UNITS - len(early_towns)
    second = [*towns, *queue[start : start + second_count]]
    begun = {place.unit.id for place in [*first, *second]}
    return first, second, [place for place in places if place.unit.id not in begun]


def _early_towns(places: Sequence[Place], size: Mapping[int, int], random: Random) -> list[Place]:
    """Towns of the first wave: as many with a second deputy as the told number of chiefs and deputies asks for."""
    two_deputies = facts.FIRST_HEADS - 2 * facts.FIRST_UNITS
    big = [p for p in places if p.is_township and size[p.unit.id] == facts.TWO_DEPUTIES_FROM]
    small = [p for p in places if p.is_township and size[p.unit.id] < facts.TWO_DEPUTIES_FROM]
    return [*random.sample(big, two_deputies), *random.sample(small, 2)]


def _begun_in_2019(
    wave: int, places: Sequence[Place], size: Mapping[int, int], officers: int, random: Random
) -> Iterator[_Filled]:
    """All posts of these units now, but for one officer each where the told total is smaller."""
    missing = sum(size[place.unit.id] for place in places) - officers
    waiting = {place.unit.id for place in random.sample(list(places), missing)}
    for place in places:
        roles = posts(size[place.unit.id])
        if place.unit.id in waiting:
            yield _Filled(place, roles.pop(), 5)
        yield from (_Filled(place, role, wave) for role in roles)


def _begun_in_2020(
    places: Iterable[Place], deferred: set[int], size: Mapping[int, int], summer: int
) -> Iterator[_Filled]:
    """The chief in March; in summer a deputy, then an officer, as far as the total reaches; the rest in autumn."""
    ordered = list(places)
    ready = [place.unit.id for place in ordered if place.unit.id not in deferred]
    with_officer = set(ready[: summer - len(ready)])
    for place in ordered:
        roles = posts(size[place.unit.id])
        yield _Filled(place, roles.pop(0), 3)
        if place.unit.id in ready:
            yield _Filled(place, roles.pop(0), 4)
        if place.unit.id in with_officer:
            yield _Filled(place, roles.pop(0), 4)
        yield from (_Filled(place, role, 5) for role in roles)


def _as_planned(
    filled: Iterable[_Filled], second: Sequence[Place], deferred: set[int]
) -> Iterator[Slot]:
    """The same posts with the wave first planned: later communes drawn forward, deferred ones in 2021."""
    drawn_forward = {place.unit.id for place in second[facts.PLANNED_SECOND_UNITS :]}
    at_once = {place.unit.id for place in second} - drawn_forward
    for post in filled:
        unit_id, planned = post.place.unit.id, post.wave
        if unit_id in at_once:
            planned = 2
        elif unit_id in drawn_forward:
            planned = {Role.CHIEF: 3, Role.DEPUTY: 4, Role.OFFICER: 5}[post.role]
        elif unit_id in deferred and post.role != Role.CHIEF:
            planned = facts.DEFERRED_WAVE
        yield Slot(post.place, post.role, post.wave, planned)


def _planned_in_vain(second: Sequence[Place], size: Mapping[int, int]) -> Iterator[Slot]:
    """Officers of the second phase beyond what the units got: one more in each of the bigger towns."""
    units = second[: facts.PLANNED_SECOND_UNITS]
    surplus = facts.PLANNED_SECOND_OFFICERS - sum(size[place.unit.id] for place in units)
    towns = [place for place in units if place.is_township]
    biggest = sorted(towns, key=lambda place: (-size[place.unit.id], place.unit.code))
    for place in biggest[:surplus]:
        yield Slot(place, Role.OFFICER, None, 2)
