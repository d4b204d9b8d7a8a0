"""A deployment problem as data: what units need, who could go, what donors may give, when, and what it costs.

Pure values that know nothing of any solver. Whole numbers only, so that two programs agree to the point; one point is
0.1 km of road-equivalent distance. Construction refuses what contradicts itself (`Invalid`, each fault as a row).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

Post = Literal["chief", "deputy", "officer"]
POSTS: Final[tuple[Post, ...]] = ("chief", "deputy", "officer")

CHIEF_OK: Final = "chief_ok"
DEPUTY_OK: Final = "deputy_ok"
PARTY: Final = "party"
PSEUDO_SKILLS: Final = (CHIEF_OK, DEPUTY_OK, PARTY)
"""What a donor's `keep` may name beside skills; they come from the officer's own columns."""


@dataclass(frozen=True, slots=True)
class UnitNeed:
    """A unit to be staffed: how many of each post, the quotas over all of them, and the waves it may open in.

    Attributes:
        code: the unit's five-digit code on the day of the plan.
        posts: officers wanted by post, exactly; zero allowed, all three posts named.
        complexity: 1 (plain) to 5 (most complex); complex units are worth opening early.
        min_party: official Party members wanted among those sent (3 make a cell).
        needs: skill → at least this many holders (hard).
        wants: skills of which each officer sent should hold one (soft).
        earliest_wave, deadline_wave: the unit opens, completely, in one wave of this window; deadline None = the last.
        stage: empty for a unit staffed at once. A unit staffed in stages (chief first) appears once per stage with
            the same code; each stage is an opening of its own. An extension of format 1.
    """

    code: str
    name: str
    kind: str
    district: str
    province: str
    lat: float
    lon: float
    complexity: int
    posts: Mapping[Post, int]
    min_party: int = 0
    needs: Mapping[str, int] = field(default_factory=dict)
    wants: tuple[str, ...] = ()
    earliest_wave: int = 1
    deadline_wave: int | None = None
    stage: str = ""

    @property
    def key(self) -> str:
        """What names this opening in plans and prices: the code, with the stage if there is one."""
        return f"{self.code}/{self.stage}" if self.stage else self.code

    @property
    def size(self) -> int:
        """All posts together."""
        return sum(self.posts.values())


@dataclass(frozen=True, slots=True)
class Candidate:
    """An officer of a donor who could be sent.

    Attributes:
        rank: 1 to 8, the order of the rank in the catalogue.
        years: whole years of service.
        base_lat, base_lon: where they live; distances count from here.
        home_unit: code of the unit they come from, where they may not hold the posts of `Weights.forbid_home`.
        forbidden_units: codes of units they may not be sent to (relatives there, earlier conflicts of interest).
        available_from_wave: the first wave they can leave in.
        excluded: why they cannot be sent at all; empty = can. They still count as members and skill holders of the donor.
        max_km: sent no farther than this (road-equivalent); None = anywhere.
    """

    id: str
    donor: str
    rank: int
    years: int
    base_lat: float
    base_lon: float
    home_unit: str = ""
    forbidden_units: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    party: bool = False
    chief_ok: bool = False
    deputy_ok: bool = False
    available_from_wave: int = 1
    excluded: str = ""
    max_km: int | None = None

    def holds(self, skill: str) -> bool:
        """Whether they hold a skill or a pseudo-skill."""
        if skill == CHIEF_OK:
            return self.chief_ok
        if skill == DEPUTY_OK:
            return self.deputy_ok
        return self.party if skill == PARTY else skill in self.skills


@dataclass(frozen=True, slots=True)
class Donor:
    """A body that gives officers.

    Attributes:
        payroll: its officers before the first wave; thresholds of disruption are per mille of it.
        max_release, max_release_per_wave: most it gives in all and in one wave; None = no such cap.
        keep: skill or pseudo-skill → holders that must stay; more than it has means all stay.
        more_in_wave: wave → officers above `max_release_per_wave` in that wave alone (an accepted relaxation).
    """

    id: str
    name: str
    kind: str
    lat: float
    lon: float
    payroll: int
    max_release: int | None = None
    max_release_per_wave: int | None = None
    keep: Mapping[str, int] = field(default_factory=dict)
    more_in_wave: Mapping[int, int] = field(default_factory=dict)

    def release_in(self, wave: int) -> int | None:
        """Most it gives in this wave; None = no such cap."""
        cap = self.max_release_per_wave
        return None if cap is None else cap + self.more_in_wave.get(wave, 0)


@dataclass(frozen=True, slots=True)
class Wave:
    """One wave: its number from 1 without gaps, its first day, and how many posts it may fill."""

    number: int
    starts_on: date
    capacity: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, in points; the names are those of rules.toml."""

    detour: float = 1.3
    w_dist: int = 1
    far_hm: int = 500
    w_far: int = 1
    want_rank: Mapping[Post, int] = field(default_factory=dict)
    rank_under: int = 0
    max_rank: Mapping[Post, int] = field(default_factory=dict)
    rank_over: int = 0
    want_years: Mapping[Post, int] = field(default_factory=dict)
    years_under: int = 0
    want_miss: int = 0
    wait_per_post: tuple[int, ...] = (0, 0, 0, 0, 0)
    thr_permille: tuple[int, ...] = ()
    slope: tuple[int, ...] = ()
    forbid_home: frozenset[Post] = frozenset(POSTS)
    one_wave_per_unit: bool = True


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a plan is made of. Order of units, candidates, donors and waves is the order of the files.

    Raises:
        Invalid: double codes, unknown donors, waves with gaps, negative numbers, a window outside the waves, a
            territory of nobody. Whether the whole can be met is not asked here (see `infeasibility`).
    """

    units: tuple[UnitNeed, ...]
    candidates: tuple[Candidate, ...]
    donors: tuple[Donor, ...]
    waves: tuple[Wave, ...]
    weights: Weights

    def __post_init__(self) -> None:
        # Imported here because the checks speak about problems.
        from binhyen.solver.deployment.consistency import refuse_contradictions  # noqa: PLC0415

        refuse_contradictions(self)

    @property
    def last_wave(self) -> int:
        """The number of the last wave."""
        return len(self.waves)

    def window(self, unit: UnitNeed) -> range:
        """The waves this unit may open in."""
        last = self.last_wave if unit.deadline_wave is None else unit.deadline_wave
        return range(unit.earliest_wave, last + 1)
