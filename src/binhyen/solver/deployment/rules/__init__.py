"""The rules of a deployment, one small class each; `ALL` lists them in the order of the planning model."""

from __future__ import annotations

from typing import Final

from binhyen.solver.deployment.rules.base import Rule
from binhyen.solver.deployment.rules.donors import DonorKeeps, ReleaseCap, ReleaseCapPerWave
from binhyen.solver.deployment.rules.norm import ExactNorm, KnownNames, OnePostEach
from binhyen.solver.deployment.rules.pairs import (
    EligibleForPost,
    NotAtHome,
    NotExcluded,
    NotForbidden,
    WithinReach,
)
from binhyen.solver.deployment.rules.quotas import HardNeeds, PartyCell
from binhyen.solver.deployment.rules.waves import Availability, OneWavePerUnit, WaveCapacity

ALL: Final[tuple[Rule, ...]] = (
    KnownNames(),
    ExactNorm(),
    OnePostEach(),
    OneWavePerUnit(),
    WaveCapacity(),
    ReleaseCap(),
    ReleaseCapPerWave(),
    PartyCell(),
    HardNeeds(),
    DonorKeeps(),
    Availability(),
    EligibleForPost(),
    NotAtHome(),
    NotForbidden(),
    WithinReach(),
    NotExcluded(),
)

BY_CODE: Final = {rule.code: rule for rule in ALL}

__all__ = [
    "ALL",
    "BY_CODE",
    "Availability",
    "DonorKeeps",
    "EligibleForPost",
    "ExactNorm",
    "HardNeeds",
    "KnownNames",
    "NotAtHome",
    "NotExcluded",
    "NotForbidden",
    "OnePostEach",
    "OneWavePerUnit",
    "PartyCell",
    "ReleaseCap",
    "ReleaseCapPerWave",
    "Rule",
    "WaveCapacity",
    "WithinReach",
]
