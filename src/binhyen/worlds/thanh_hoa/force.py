"""The whole synthetic force, ready to be imported: officers, service, ranks, certificates, waves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from binhyen.engines.people.api import (
    NewAssignment,
    NewOfficer,
    NewQualification,
    NewRank,
    NewWave,
    PostKind,
    RankKind,
    Role,
)
from binhyen.worlds.chance import chance
from binhyen.worlds.names import MAJORITY, NameMaker
from binhyen.worlds.thanh_hoa.careers import Career, career, certificates, is_member, rank_rows
from binhyen.worlds.thanh_hoa.facts import SEED, WAVES
from binhyen.worlds.thanh_hoa.places import Ground, Place
from binhyen.worlds.thanh_hoa.seats import Seat, seats
from binhyen.worlds.thanh_hoa.service import service_rows

ANY_RANK = (1, 7)
# Communes left with two official members, so that a cell cannot be founded there yet.
WITHOUT_CELL = 6

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
    """Everything `import_people` takes."""

    waves: list[NewWave] = field(default_factory=list)
    officers: list[NewOfficer] = field(default_factory=list)
    assignments: list[NewAssignment] = field(default_factory=list)
    ranks: list[NewRank] = field(default_factory=list)
    qualifications: list[NewQualification] = field(default_factory=list)


def build_force(ground: Ground) -> Force:
    """The force of the world, the same on every machine."""
    seated = [(f"MP-{number:06d}", seat) for number, seat in enumerate(seats(ground), 1)]
    posts = {(post.serves_in, post.role): post for post in PostKind.objects.all()}
    force = Force(waves=[*_waves()])
    codes = {pair: post.code for pair, post in posts.items()}
    force.assignments = service_rows(ground, seated, codes)
    _add_people(force, ground, seated, posts)
    return force


def _waves() -> Iterator[NewWave]:
    for plan in WAVES:
        decision = f"MP-Đ{plan.number}/QĐ-CAT"
        yield NewWave(
            plan.number,
            plan.name,
            plan.starts_on,
            plan.ends_on,
            decision,
            plan.note,
            synthetic=True,
        )


def _add_people(
    force: Force,
    ground: Ground,
    seated: Sequence[tuple[str, Seat]],
    posts: Mapping[tuple[str, str], PostKind],
) -> None:
    random, names = chance(SEED, "people"), NameMaker(chance(SEED, "names"))
    ranks, homes = dict(RankKind.objects.values_list("order", "code")), _homes(ground)
    outside = _outside_the_party(seated)
    for code, seat in seated:
        home = _home(seat, homes, random)
        groups = GROUPS.get(home.district.name, {MAJORITY: 1})
        member = code not in outside and is_member(seat, random)
        life = career(seat, _band(posts[seat.kind, seat.role]), member=member, random=random)
        force.officers.append(_officer(code, names.name(life.sex, groups), life, home))
        force.ranks.extend(rank_rows(code, life, ranks))
        force.qualifications.extend(certificates(code, seat, life, list(groups), random))


def _outside_the_party(seated: Sequence[tuple[str, Seat]]) -> set[str]:
    """Three officers in each of a handful of communes who are not official members."""
    by_body: dict[int, list[str]] = {}
    for code, seat in seated:
        if seat.wave is not None and seat.role == Role.OFFICER:
            by_body.setdefault(seat.body_id, []).append(code)
    small = [codes for codes in by_body.values() if len(codes) == 3]
    chosen = chance(SEED, "cells").sample(small, WITHOUT_CELL)
    return {code for codes in chosen for code in codes}


def _homes(ground: Ground) -> dict[int | None, list[Place]]:
    """Places people come from, by district; None holds all."""
    everywhere = [*ground.programme, *ground.wards]
    found: dict[int | None, list[Place]] = {None: everywhere}
    for place in everywhere:
        found.setdefault(place.district.id, []).append(place)
    return found


def _home(seat: Seat, homes: Mapping[int | None, list[Place]], random: Random) -> Place:
    """Usually the district one serves in, never the commune itself."""
    near = seat.home_district.id if seat.home_district and random.random() < 0.55 else None
    while (home := random.choice(homes[near])) == seat.place:
        pass
    return home


def _band(post: PostKind) -> tuple[int, int]:
    return post.rank_from or ANY_RANK[0], post.rank_to or ANY_RANK[1]


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
