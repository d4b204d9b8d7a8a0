"""Plans and waves in numbers, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.features.staffing.types.steps import Step
from binhyen.solver.deployment.api import Post


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """A plan in numbers: what a scenario costs and leaves short.

    `cost_parts` is points by part of the objective; `hm_total` hectometres; `by_wave` wave → posts;
    `by_donor` police unit id → officers; `relaxed` how many hard numbers gave way.
    """

    plan_id: int
    name: str
    state: Step
    status: str
    objective: int | None
    bound: int | None
    gap: float | None
    cost_parts: Mapping[str, int]
    wanted: int
    sent: int
    units: int
    units_short: int
    hm_total: int
    hm_max: int
    by_wave: Mapping[int, int]
    by_donor: Mapping[int, int]
    relaxed: int

    @property
    def short(self) -> int:
        """Posts wanted and not filled."""
        return self.wanted - self.sent

    @property
    def km_mean(self) -> float | None:
        """Mean road-equivalent kilometres of those sent."""
        return self.hm_total / 10 / self.sent if self.sent else None


@dataclass(frozen=True, slots=True)
class PersonDifference:
    """An officer whom two plans place differently; None = not sent. Places are (unit code, post, wave)."""

    officer_id: int
    officer_code: str
    full_name: str
    before: tuple[str, Post, int] | None
    after: tuple[str, Post, int] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Plans side by side, the first being the one the others are compared with.

    `same` is how many officers go to the same unit in the same post in all plans; `donors` names every donor of
    any plan by police unit id; `differing` counts officers placed otherwise than by the first plan, by plan id.
    """

    plans: tuple[PlanFigures, ...]
    donors: Mapping[int, str]
    same: int
    differing: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class WavePart:
    """People and receiving units of one wave in one reading; None where there is no such reading."""

    officers: int
    units: int


@dataclass(frozen=True, slots=True)
class WaveProgress:
    """One wave as first approved, as it stands after re-planning, as decided, and as rows of service tell."""

    number: int
    starts_on: date
    planned: WavePart | None
    replanned: WavePart | None
    decided: WavePart
    in_post: WavePart

    @property
    def open(self) -> int:
        """Planned by the newest plan and not yet in post."""
        newest = self.replanned or self.planned
        return max(0, (newest.officers if newest else 0) - self.in_post.officers)
