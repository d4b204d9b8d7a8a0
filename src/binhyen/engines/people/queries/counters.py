"""Counters for figures that are counted from rows: communes and townships of the programme, on a day.

Each answers unit id → count for units at and below the one asked about; units that count 0 are absent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from binhyen.engines.people.models import PostKind
from binhyen.engines.people.queries import standing
from binhyen.engines.people.queries.programme import cell_members
from binhyen.engines.people.types import Role
from binhyen.engines.units.api import structure
from binhyen.kernel.memory import once

Counter = Callable[[date, int], Mapping[int, int]]


def _in_programme(counts: Mapping[int, int], on: date) -> dict[int, int]:
    tree = structure(on)
    return {
        unit_id: count for unit_id, count in counts.items() if count and tree.in_programme(unit_id)
    }


def _officers(on: date, under_id: int) -> Mapping[int, int]:
    return _in_programme(standing.headcount(on, under_id), on)


def _with_role(role: Role) -> Counter:
    def count(on: date, under_id: int) -> Mapping[int, int]:
        held = standing.roles_held(on, under_id)
        return _in_programme({unit_id: roles.get(role, 0) for unit_id, roles in held.items()}, on)

    return count


def _posts_mandatory_filled(on: date, under_id: int) -> Mapping[int, int]:
    return _filled(on, under_id, mandatory_posts())


def _units_complete(on: date, under_id: int) -> Mapping[int, int]:
    mandatory = mandatory_posts()
    filled = _filled(on, under_id, mandatory)
    return {unit_id: 1 for unit_id, count in filled.items() if count == len(mandatory)}


def _filled(on: date, under_id: int, mandatory: frozenset[str]) -> dict[int, int]:
    held = standing.posts_held(on, under_id)
    return _in_programme(
        {unit_id: len(mandatory & posts.keys()) for unit_id, posts in held.items()}, on
    )


def _units_staffed(on: date, under_id: int) -> Mapping[int, int]:
    return dict.fromkeys(_officers(on, under_id), 1)


def _party_official(on: date, under_id: int) -> Mapping[int, int]:
    return _in_programme(standing.party_official(on, under_id), on)


def _cells_eligible(on: date, under_id: int) -> Mapping[int, int]:
    members, enough = _party_official(on, under_id), cell_members()
    return {unit_id: 1 for unit_id, count in members.items() if count >= enough}


def _certified(on: date, under_id: int) -> Mapping[int, int]:
    return _in_programme(standing.certified(on, under_id), on)


def mandatory_posts() -> frozenset[str]:
    """Codes of the posts every commune's police must fill."""
    posts = PostKind.objects.filter(mandatory=True, serves_in="commune")
    return once("people.mandatory", lambda: frozenset(posts.values_list("code", flat=True)))


COUNTERS: Mapping[str, Counter] = {
    "people.officers": _officers,
    "people.chiefs": _with_role(Role.CHIEF),
    "people.deputies": _with_role(Role.DEPUTY),
    "people.members": _with_role(Role.OFFICER),
    "people.posts_mandatory_filled": _posts_mandatory_filled,
    "people.units_complete": _units_complete,
    "people.units_staffed": _units_staffed,
    "people.party_official": _party_official,
    "people.cells_eligible": _cells_eligible,
    "people.certified": _certified,
    "people.payroll": standing.headcount,
}
"""By the names the catalogue's elements use."""
