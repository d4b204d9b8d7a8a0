"""A duty roster's problem as data: who, which duties on which days, what each rule allows, what counts as burden.

Pure values that know nothing of any solver, whole numbers only. Construction refuses what contradicts itself
(`Invalid`, each fault as a row). Whether all rules can be kept together is not asked here (see `clashes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal

Post = Literal["chief", "deputy", "officer"]
DayKind = Literal["weekday", "weekend", "holiday"]
Goal = Literal["stand_ins", "fairness", "wishes", "change"]

POSTS: Final[tuple[Post, ...]] = ("chief", "deputy", "officer")
DAY_KINDS: Final[tuple[DayKind, ...]] = ("weekday", "weekend", "holiday")
GOALS: Final[tuple[Goal, ...]] = ("stand_ins", "fairness", "wishes", "change")

DEFAULT_EFFORT: Final = 8.0
DEFAULT_SEED: Final = 1


@dataclass(frozen=True, slots=True)
class Day:
    """A day to be covered; `name` says which holiday."""

    on: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class DutyKind:
    """A kind of duty: commanding duty, duty desk, standby.

    Attributes:
        needed: how many hold it at once, exactly, by kind of day; a kind of day left out needs none.
        posts: who holds it by right of their post.
        stand_in: posts that may stand in; each such duty is counted and kept as rare as can be.
        night: spent at the station overnight, so couples and reliefs concern it.
        rest_days: days after it without the duties of `rest_from`.
        rest_from: codes of the duties kept away during rest; empty = all.
    """

    code: str
    label: str
    needed: Mapping[DayKind, int]
    posts: frozenset[Post]
    stand_in: frozenset[Post] = frozenset()
    night: bool = True
    rest_days: int = 0
    rest_from: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` duties of these kinds in any `days` days in a row; not `hard` = only told as overload."""

    code: str
    label: str
    kinds: frozenset[str]
    days: int
    most: int
    hard: bool = True


@dataclass(frozen=True, slots=True)
class Measure:
    """What is to be even among those who share it: duty code → kind of day → points of one duty.

    Attributes:
        word: what one point is called, for example "đêm".
        weight: how much a point of spread counts beside other measures.
        credit: days away count as if the average share had been carried.
    """

    code: str
    label: str
    word: str
    points: Mapping[str, Mapping[DayKind, int]]
    weight: int = 1
    credit: bool = True


@dataclass(frozen=True, slots=True)
class Person:
    """One who may be on duty.

    Attributes:
        stands_in: duty codes this person is authorised to stand in for, beyond what the post allows.
        before: measure code → points carried over from earlier months (credits included); absent = 0.
    """

    id: str
    name: str
    post: Post
    stands_in: frozenset[str] = frozenset()
    before: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Absence:
    """Away from `first` to `last`, both inclusive: leave, training, mission."""

    person: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Relief:
    """Not to be put on these duties from `first` to `last`; no kinds = every duty that is a night at the station."""

    person: str
    first: date
    last: date
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Duty:
    """One line of a roster."""

    on: date
    kind: str
    person: str


@dataclass(frozen=True, slots=True)
class Wish:
    """Would like to be on duty (`wanted`) or free on a day; no kind = any duty."""

    person: str
    on: date
    wanted: bool
    kind: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a roster is made of.

    Attributes:
        days: without gaps, in order.
        earlier: duties of the days before the first, which rest and limits still concern.
        published: the roster to stay close to; empty = none.
        goals: in the order in which they count; what is left out is not looked at.
        eve_of_absence: no night duty on the eve of an absence: it would end on the first day away.
        gives_way: rule codes from the first to give way to the last, for explaining what cannot be kept;
            rules not named never give way.

    Raises:
        Invalid: double or unknown codes, days with gaps, negative numbers, a fixed duty outside the days.
    """

    people: tuple[Person, ...]
    days: tuple[Day, ...]
    kinds: tuple[DutyKind, ...]
    limits: tuple[Limit, ...] = ()
    measures: tuple[Measure, ...] = ()
    absences: tuple[Absence, ...] = ()
    reliefs: tuple[Relief, ...] = ()
    couples: tuple[tuple[str, str], ...] = ()
    fixed: tuple[Duty, ...] = ()
    earlier: tuple[Duty, ...] = ()
    wishes: tuple[Wish, ...] = ()
    published: tuple[Duty, ...] = ()
    goals: tuple[Goal, ...] = GOALS
    eve_of_absence: bool = True
    gives_way: tuple[str, ...] = ()
    memo: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was derived once from this problem, by measure; a problem never changes, so neither does it."""

    def __post_init__(self) -> None:
        # Imported here because the checks speak about problems.
        from binhyen.solver.rosters.consistency import refuse_contradictions  # noqa: PLC0415

        refuse_contradictions(self)

    def kind(self, code: str) -> DutyKind:
        """The duty of a code."""
        return next(kind for kind in self.kinds if kind.code == code)

    def name(self, person: str) -> str:
        """What people call them."""
        return next((one.name for one in self.people if one.id == person), person)

    def needed(self, kind: DutyKind, day: Day) -> int:
        """How many hold a duty on a day."""
        return kind.needed.get(day.kind, 0)

    def night_kinds(self) -> frozenset[str]:
        """The duties that are nights at the station."""
        return frozenset(kind.code for kind in self.kinds if kind.night)

    def relieved_kinds(self, relief: Relief) -> frozenset[str]:
        """What a relief keeps somebody from."""
        return relief.kinds or self.night_kinds()
