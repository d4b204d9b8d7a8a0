"""What makes one scenario differ from another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Literal

from pydantic import ConfigDict
from typing_extensions import override

from binhyen.solver.deployment.api import Post

NormChoice = Literal["flat", "workload", "explicit"]
"""Where the number of posts comes from: the norms of the catalogue, the workload (WISN), or the settings."""
BaseChoice = Literal["home", "seat"]
"""Where distances count from: the officer's home unit inside the province, or the seat of their present police unit."""

# A misspelt name in stored or sent settings must not pass as a silent extra.
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class WaveSetting:
    """One wave of a scenario; `capacity` None = an even share of all posts with the catalogue's slack."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    starts_on: date
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class StageSetting:
    """One opening of a unit staffed in stages: the posts and quotas of those sent in it, whoever is there already.

    `name` is short and unique in the unit; the unit bears the same code in every stage.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    name: str
    posts: Mapping[Post, int]
    min_party: int = 0
    needs: Mapping[str, int] = field(default_factory=dict)
    earliest_wave: int = 1
    deadline_wave: int | None = None


@dataclass(frozen=True, slots=True)
class UnitSetting:
    """What a scenario says of one unit; whatever is None stays as the norm, the defaults or the live data say.

    `complexity` is 1 to 5; `posts` the posts the unit is to have in all; `needs` skill → holders in the unit.
    `stages`, if any, stand instead of posts, quotas and waves.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    complexity: int | None = None
    posts: Mapping[Post, int] | None = None
    min_party: int | None = None
    needs: Mapping[str, int] | None = None
    wants: tuple[str, ...] | None = None
    earliest_wave: int | None = None
    deadline_wave: int | None = None
    stages: tuple[StageSetting, ...] = ()


@dataclass(frozen=True, slots=True)
class DonorSetting:
    """What a scenario says of one donor, by its id in planning files; None = the scenario's caps."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    max_release: int | None = None
    max_release_per_wave: int | None = None
    keep: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What makes one scenario differ from another; every default comes from `catalogue/deployment.yaml`.

    Attributes:
        norm: where posts come from; `explicit` takes them from `units` alone.
        vacancies_only: only posts not held on the day; otherwise all posts of the norm.
        waves: in order; empty = as many as the catalogue says, evenly spaced.
        first_wave_number: number of the first wave in the province's count; None = after the last there is.
        structure_on: day of the tree of units; None = the day of the data.
        cap_permille, wave_cap_permille: most a donor gives in all and in one wave, of its payroll; 1000 = no cap.
        keep_permille: skill or pseudo-skill → share of its holders that stay with each donor.
        min_party: official Party members a unit shall have with those sent.
        needs: skill → holders each unit shall have with those sent.
        complexity: unit code → 1 to 5, for units without an entry in `units`.
        weights: names of rules.toml (dotted: `match.want_miss`) → value, over those of the catalogue.
        excluded: officer code → why not sent. available_from: officer code → first wave.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    norm: NormChoice = "flat"
    vacancies_only: bool = True
    waves: tuple[WaveSetting, ...] = ()
    first_wave_number: int | None = None
    structure_on: date | None = None
    cap_permille: int | None = None
    wave_cap_permille: int | None = None
    keep_permille: Mapping[str, int] | None = None
    min_party: int | None = None
    needs: Mapping[str, int] | None = None
    base: BaseChoice | None = None
    units: Mapping[str, UnitSetting] = field(default_factory=dict)
    donors: Mapping[str, DonorSetting] = field(default_factory=dict)
    complexity: Mapping[str, int] = field(default_factory=dict)
    weights: Mapping[str, Any] = field(default_factory=dict)
    excluded: Mapping[str, str] = field(default_factory=dict)
    available_from: Mapping[str, int] = field(default_factory=dict)

    @override
    def __str__(self) -> str:
        """Short, for the journal: the plan itself keeps every setting."""
        return f"{self.norm}, {len(self.waves)} waves, {len(self.units)} units, {len(self.weights)} weights"
