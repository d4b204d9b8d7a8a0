"""Rows of units as plain values, named by unit key: what files, verbs and the database have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from binhyen.kernel.errors import RowProblem
from binhyen.kernel.validity import in_force, stretches


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row was read, for fault messages; nowhere for rows of the database."""

    file: str | None = None
    row: int | None = None

    def problem(self, column: str | None, value: object, message: str) -> RowProblem:
        """A fault at this place."""
        return RowProblem(self.row, column, str(value), message, self.file)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A unit from one day on; an `ended` row has no code, type, name or parent and closes the chain."""

    unit: str
    level: int
    valid_from: date
    code: str = ""
    type: str = ""
    name: str = ""
    parent: str = ""
    ended: bool = False
    source_document: str = ""
    certainty: str = "exact"
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """What passed from one unit to another on a day; share None = no source gives it."""

    predecessor: str
    successor: str
    on: date
    kind: str
    part: str
    share: Decimal | None
    is_main: bool
    source_document: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class NameRow:
    """Another spelling of a unit."""

    unit: str
    name: str
    kind: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PointRow:
    """A unit's middle in millionths of a degree; area in hectares and people where stated."""

    unit: str
    lat_microdegrees: int
    lon_microdegrees: int
    source: str
    area_hectares: int | None
    population: int | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision behind changes in one province."""

    in_force: date
    province_code: str
    document: str
    certainty: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(slots=True)
class Records:
    """Everything known of units, or what is to be added to it."""

    versions: list[VersionRow] = field(default_factory=list)
    successions: list[SuccessionRow] = field(default_factory=list)
    names: list[NameRow] = field(default_factory=list)
    points: list[PointRow] = field(default_factory=list)
    decisions: list[DecisionRow] = field(default_factory=list)


Chains = dict[str, list[VersionRow]]


def chains(versions: Iterable[VersionRow]) -> Chains:
    """The versions of each unit in the order of time."""
    found: Chains = {}
    for version in versions:
        found.setdefault(version.unit, []).append(version)
    for chain in found.values():
        chain.sort(key=lambda version: version.valid_from)
    return found


def spans(chain: list[VersionRow]) -> Iterator[tuple[VersionRow, date | None]]:
    """Each version in force with the day it ends (exclusive), None while it goes on."""
    for version, _, until in stretches(chain):
        if not version.ended:
            yield version, until


def end_of(chain: list[VersionRow]) -> date | None:
    """The first day on which the unit is no more; None while it goes on."""
    return chain[-1].valid_from if chain[-1].ended else None


def version_on(chain: list[VersionRow], on: date) -> VersionRow | None:
    """The version in force on a day, None before the unit began and after it ended."""
    found = in_force(chain, on)
    return None if found is None or found.ended else found
