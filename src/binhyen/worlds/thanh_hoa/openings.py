"""What each unit is to get, as openings of the planning problem: one for every group of posts that always moves together.

A unit staffed in stages (its chief in March, the others in September) has an opening for each; the first plan and the
plan as it became share the openings and differ only in their waves, so a re-plan can keep the people.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from binhyen.engines.people.api import Role, cell_members
from binhyen.engines.units.api import Structure
from binhyen.features.staffing.api import StageSetting, UnitSetting
from binhyen.solver.deployment.api import Post
from binhyen.worlds.chance import chance
from binhyen.worlds.thanh_hoa.facts import DEFERRED_WAVE, SEED
from binhyen.worlds.thanh_hoa.places import Place
from binhyen.worlds.thanh_hoa.waves import BORDER_DISTRICTS, Slot

Reading = Literal["planned", "amended", "become"]
"""The wave as first planned; as amended at the end of 2019; as it became when the year 2021 was drawn forward."""

POSTS: Mapping[Role, Post] = {
    Role.CHIEF: "chief",
    Role.DEPUTY: "deputy",
    Role.OFFICER: "officer",
}
# Where most people speak another language at home, somebody sent must speak it too.
SPOKEN: Mapping[str, str] = {
    "Mường Lát": "lang_mong",
    "Quan Hóa": "lang_thai",
    "Quan Sơn": "lang_thai",
    "Bá Thước": "lang_muong",
    "Lang Chánh": "lang_thai",
    "Ngọc Lặc": "lang_muong",
    "Cẩm Thủy": "lang_muong",
    "Thạch Thành": "lang_muong",
    "Thường Xuân": "lang_thai",
    "Như Xuân": "lang_thai",
}
WANTS = (("criminal", "drugs"), ("admin",), ("criminal", "security"), ("traffic", "security"))


@dataclass(frozen=True, slots=True)
class Opening:
    """Posts of one unit filled together; a wave is None where that reading does not have them."""

    place: Place
    stage: str
    posts: Mapping[Role, int]
    planned: int
    wave: int | None
    min_party: int
    needs: Mapping[str, int]

    @property
    def size(self) -> int:
        """All posts together."""
        return sum(self.posts.values())

    def wave_in(self, reading: Reading) -> int | None:
        """The wave in which it opens in that reading; None where it has no such posts."""
        late = self.planned == DEFERRED_WAVE and reading == "amended"
        return self.planned if late or reading == "planned" else self.wave


def openings(slots: Iterable[Slot]) -> list[Opening]:
    """The openings of all units, in the order of units and of the waves first planned."""
    groups: defaultdict[tuple[int, int, int], list[Slot]] = defaultdict(list)
    of_unit: defaultdict[int, list[list[Slot]]] = defaultdict(list)
    for slot in slots:
        key = slot.place.unit.id, slot.planned, slot.wave or 0
        if key not in groups:
            of_unit[slot.place.unit.id].append(groups[key])
        groups[key].append(slot)
    return [opening for stages in of_unit.values() for opening in _stages(stages)]


def unit_settings(
    made: Sequence[Opening], reading: Reading, tree: Structure
) -> dict[str, UnitSetting]:
    """What the scenario says of each unit, by its code in that tree: its openings, each with its one wave."""
    of_unit: defaultdict[int, list[Opening]] = defaultdict(list)
    for opening in made:
        if opening.wave_in(reading) is not None:
            of_unit[opening.place.unit.id].append(opening)
    return {
        tree.units[unit_id].code: UnitSetting(
            complexity=complexity(stages[0].place),
            wants=chance(SEED, "wants", stages[0].place.unit.key).choice(WANTS),
            stages=tuple(_stage(opening, reading) for opening in stages),
        )
        for unit_id, stages in of_unit.items()
    }


def complexity(place: Place) -> int:
    """1 (plain) to 5 (most complex): the border first, a draw for the others."""
    random = chance(SEED, "complexity", place.unit.key)
    if place.district.name in BORDER_DISTRICTS:
        return random.choice((4, 4, 5))
    return random.choices((1, 2, 3, 4), (3, 4, 2, 1))[0]


def _stages(stages: Sequence[Sequence[Slot]]) -> Iterator[Opening]:
    """One unit's openings: who asks for a language or for members is the stage with most posts."""
    place = stages[0][0].place
    lasting = [stage for stage in stages if stage[0].wave is not None]
    fullest = max(lasting, key=len)
    for number, stage in enumerate(stages, 1):
        first = stage[0]
        yield Opening(
            place=place,
            stage=str(number) if len(stages) > 1 else "",
            posts=Counter(slot.role for slot in stage),
            planned=first.planned,
            wave=first.wave,
            min_party=_members(stage, lasting),
            needs=_needs(place) if stage is fullest else {},
        )


def _members(stage: Sequence[Slot], lasting: Sequence[Sequence[Slot]]) -> int:
    """Members asked of a stage, enough in all to found a cell: a stage that can do so by itself does, else one of each stage."""
    cell = cell_members()
    able = next((one for one in lasting if len(one) >= cell and one[0].role == Role.CHIEF), None)
    if able is not None:
        return cell if stage is able else 0
    if stage not in lasting:
        return 0
    return cell - len(lasting) + 1 if stage is lasting[-1] else 1


def _needs(place: Place) -> dict[str, int]:
    spoken = SPOKEN.get(place.district.name)
    return {"admin": 1, spoken: 1} if spoken and not place.is_township else {"admin": 1}


def _stage(opening: Opening, reading: Reading) -> StageSetting:
    wave = opening.wave_in(reading) or 1
    return StageSetting(
        name=opening.stage,
        posts={POSTS[role]: count for role, count in opening.posts.items()},
        min_party=opening.min_party,
        needs=opening.needs,
        earliest_wave=wave,
        deadline_wave=wave,
    )
