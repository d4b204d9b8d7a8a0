"""The words of administrative units that may cross the module's border, all frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

ROOT_KEY = "VN"
MILLION = 1_000_000

COMMUNE = "xã"
WARD = "phường"
TOWNSHIP = "thị trấn"
SPECIAL_ZONE = "đặc khu"
CENTRAL_CITY = "thành phố trực thuộc trung ương"

# The types a unit of each level may have; the root is a country and has neither siblings nor a type word.
TYPES: dict[int, tuple[str, ...]] = {
    0: ("quốc gia",),
    1: ("tỉnh", CENTRAL_CITY),
    2: ("huyện", "quận", "thị xã", "thành phố"),
    3: (COMMUNE, WARD, TOWNSHIP, SPECIAL_ZONE),
}

# How a unit passed to another: whole into a bigger one, alone with or without its name, divided,
# a district made a special zone, a level that ceased, a commune given up to its district.
SUCCESSION_KINDS = ("merge", "continue", "rename", "split", "convert", "abolish", "dissolve")
PARTS = ("all", "rest", "part")
CERTAINTIES = ("exact", "probable", "le")


class Level(IntEnum):
    """How far below the country a unit stands; districts end on 2025-07-01, the numbers stay."""

    COUNTRY = 0
    PROVINCE = 1
    DISTRICT = 2
    COMMUNE = 3

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return ("cả nước", "cấp tỉnh", "cấp huyện", "cấp xã")[self]


@dataclass(frozen=True, slots=True)
class StructureUnit:
    """One unit as it stood on a day. `search` is the folded full name."""

    id: int
    key: str
    code: str
    level: int
    type: str
    name: str
    full_name: str
    parent_id: int | None
    search: str


@dataclass(frozen=True, slots=True)
class UnitHit:
    """A unit found by its name, with the units above it, nearest first, the country left out."""

    unit: StructureUnit
    ancestors: tuple[StructureUnit, ...]

    @property
    def where(self) -> str:
        """The names above, such as "huyện Bá Thước, tỉnh Thanh Hóa"."""
        return ", ".join(unit.full_name for unit in self.ancestors)


@dataclass(frozen=True, slots=True)
class VersionSpan:
    """One version of a unit in [valid_from, valid_to); valid_to None = in force until changed."""

    code: str
    type: str
    name: str
    full_name: str
    parent_id: int | None
    valid_from: date
    valid_to: date | None
    source_document: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Link:
    """A step of succession: `unit_id` as it was named then, beside `near_id`, the end nearer to the unit asked.

    `share` is the fraction of the predecessor that passed, None where unknown; `step` 1 is direct.
    """

    unit_id: int
    near_id: int
    key: str
    code: str
    full_name: str
    on: date
    kind: str
    part: str
    share: Decimal | None
    is_main: bool
    source_document: str
    step: int


@dataclass(frozen=True, slots=True)
class Lineage:
    """All units a unit came from and passed into, nearest step first, then by date and key."""

    predecessors: tuple[Link, ...]
    successors: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a part of a unit lies on another day; `estimated` when it was divided or chosen on the way."""

    unit_id: int
    share: Fraction
    estimated: bool


@dataclass(frozen=True, slots=True)
class PoliceBody:
    """A police unit in being on a day; `programme` tells whether the regular commune police programme covers it."""

    id: int
    unit_id: int
    kind: str
    name: str
    established_on: date
    abolished_on: date | None
    programme: bool


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What a load did: rows added and rows found unchanged, per file, and the files' SHA-256."""

    added: dict[str, int]
    unchanged: dict[str, int]
    digests: dict[str, str]


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be set up by a reorganisation, under the unit with `parent_key`."""

    level: int
    code: str
    type: str
    name: str
    parent_key: str


@dataclass(frozen=True, slots=True)
class SplitPart:
    """One receiver of a divided unit: a unit's id or a new one; share None where no source gives it."""

    into: int | NewUnit
    share: Decimal | None
    is_main: bool = False
