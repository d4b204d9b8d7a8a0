"""The whole synthetic force as it stood before the first wave, ready to be imported: officers, service, ranks, certificates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from binhyen.engines.people.api import (
    Move,
    NewAssignment,
    NewOfficer,
    NewQualification,
    NewRank,
    PostKind,
    RankKind,
    Role,
)
from binhyen.worlds.chance import chance
from binhyen.worlds.names import MAJORITY, NameMaker
from binhyen.worlds.thanh_hoa.careers import (
    Career,
    career,
    certificates,
    is_member,
    rank_rows,
    recruit,
)
from binhyen.worlds.thanh_hoa.facts import BEGINS_ON, SEED
from binhyen.worlds.thanh_hoa.leaving import RECRUITED_IN, recruiting_districts, retirement_years
from binhyen.worlds.thanh_hoa.places import Ground, Place
from binhyen.worlds.thanh_hoa.seats import Seat, seats
from binhyen.worlds.thanh_hoa.terms import term_until

ANY_RANK = (1, 7)
# Officers without a post of command rarely pass lieutenant colonel.
HIGHEST_WITHOUT_COMMAND = 6
# Of those in a district's police, so many come from the district itself.
FROM_THE_DISTRICT = 0.7

# Only for names: what surnames are usual where. Nothing of this is stored with a person.
GROUPS: Mapping[str, Mapping[str, int]] = {
    "Mường Lát": {"hmong": 40, "thai": 42, "kinh": 12, "muong": 6},
    "Quan Hóa": {"thai": 62, "muong": 25, "kinh": 13},
    "Quan Sơn": {"thai": 78, "kinh": 14, "muong": 8},
    "Bá Thước": {"muong": 50, "thai": 33, "kinh": 17},
    "Lang Chánh": {"thai": 52, "muong": 34, "kinh": 14},
    "Ngọc Lặc": {"muong": 70, "kinh": 28, "dao": 2},
    "Cẩm Thủy": {"muong": 52, "kinh": 45, "dao": 3},
    "Thạch Thành": {"muong": 50, "kinh": 50},
    "Thường Xuân": {"thai": 52, "kinh": 44, "muong": 4},
    "Như Xuân": {"thai": 60, "kinh": 35, "muong": 5},
    "Như Thanh": {"kinh": 56, "thai": 24, "muong": 20},
}


@dataclass(slots=True)
class Force:
    """What `import_people` takes."""

    officers: list[NewOfficer] = field(default_factory=list)
    assignments: list[NewAssignment] = field(default_factory=list)
    ranks: list[NewRank] = field(default_factory=list)
    qualifications: list[NewQualification] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Lists:
    """What every officer is made from."""

    posts: Mapping[tuple[str, str], PostKind]
    ranks: Mapping[int, str]
    homes: Mapping[int | None, Sequence[Place]]
    random: Random
    names: NameMaker


def numbered_seats(ground: Ground) -> list[tuple[str, Seat]]:
    """Every seat before the first wave with the number of the officer in it."""
    return [(f"MP-{number:06d}", seat) for number, seat in enumerate(seats(ground), 1)]


def build_force(ground: Ground) -> Force:
    """The force of the world before the first wave, the same on every machine."""
    seated, force = numbered_seats(ground), Force()
    lists = _lists(ground, "people")
    leaving = retirement_years(seated)
    for code, seat in seated:
        post = lists.posts[seat.kind, seat.role]
        force.assignments.append(_placed(code, seat, post))
        member = is_member(seat, lists.random)
        life = career(
            seat, _band(post), member=member, random=lists.random, leaves_in=leaving.get(code)
        )
        _add_person(force, code, seat, life, lists)
    return force


def build_recruits(ground: Ground) -> Force:
    """Those who left the academy in the autumns after the first wave and joined district police."""
    force, lists = Force(), _lists(ground, "recruits")
    first = len(seats(ground)) + 1
    joining = recruiting_districts(ground)
    for number, (body_id, year) in enumerate(joining, first):
        code, seat = f"MP-{number:06d}", Seat("district", body_id, Role.OFFICER)
        post = lists.posts[seat.kind, seat.role].code
        on = RECRUITED_IN[year]
        force.assignments.append(NewAssignment(code, on, body_id, post, Move.PLACE))
        _add_person(force, code, seat, recruit(year, lists.random), lists)
    return force


def _lists(ground: Ground, purpose: str) -> _Lists:
    return _Lists(
        posts={(post.serves_in, post.role): post for post in PostKind.objects.all()},
        ranks=dict(RankKind.objects.values_list("order", "code")),
        homes=_homes(ground),
        random=chance(SEED, purpose),
        names=NameMaker(chance(SEED, "names", purpose)),
    )


def _add_person(force: Force, code: str, seat: Seat, life: Career, lists: _Lists) -> None:
    home = _home(seat, lists.homes, lists.random)
    groups = GROUPS.get(home.district.name, {MAJORITY: 1})
    force.officers.append(_officer(code, lists.names.name(life.sex, groups), life, home))
    force.ranks.extend(rank_rows(code, life, lists.ranks))
    force.qualifications.extend(certificates(code, seat, life, list(groups), lists.random))


def _placed(code: str, seat: Seat, post: PostKind) -> NewAssignment:
    until = term_until(code) if seat.role != Role.OFFICER else None
    return NewAssignment(code, BEGINS_ON, seat.body_id, post.code, Move.PLACE, until)


def _homes(ground: Ground) -> dict[int | None, list[Place]]:
    """Places people come from, by district; None holds all."""
    everywhere = [*ground.programme, *ground.wards]
    found: dict[int | None, list[Place]] = {None: everywhere}
    for place in everywhere:
        found.setdefault(place.district.id, []).append(place)
    return found


def _home(seat: Seat, homes: Mapping[int | None, Sequence[Place]], random: Random) -> Place:
    """Usually the district one serves in, never the ward one serves in."""
    near = seat.district.id if seat.district and random.random() < FROM_THE_DISTRICT else None
    while (home := random.choice(homes[near])) == seat.place:
        pass
    return home


def _band(post: PostKind) -> tuple[int, int]:
    highest = post.rank_to or ANY_RANK[1]
    if post.role == Role.OFFICER:
        highest = min(highest, HIGHEST_WITHOUT_COMMAND)
    return post.rank_from or ANY_RANK[0], highest


def _officer(code: str, name: str, life: Career, home: Place) -> NewOfficer:
    return NewOfficer(
        code=code,
        full_name=name,
        sex=life.sex,
        birth_year=life.birth_year,
        joined_on=life.joined_on,
        home_unit_id=home.unit.id,
        party_admitted_on=life.party_admitted_on,
        party_official_on=life.party_official_on,
    )
