"""Lines, donors and units of a plan as reads answer them, and what a donor answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from binhyen.solver.deployment.api import Post


@dataclass(frozen=True, slots=True)
class Answer:
    """A donor's answer about one line: released, or refused with a reason; `letter` is the number of its paper."""

    line_id: int
    released: bool
    reason: str = ""
    letter: str = ""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of a plan as a page shows it; names are empty where the reader may not see them.

    `hm` is the road-equivalent distance in hectometres, `cost` points, `parts` points by part. `state` is planned,
    released, refused, decided or handed_over.
    """

    line_id: int
    officer_id: int
    officer_code: str
    full_name: str
    donor_id: int
    donor: str
    unit_id: int
    unit_code: str
    unit: str
    district: str
    post: Post
    wave: int
    hm: int
    cost: int
    parts: Mapping[str, int]
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DonorRow:
    """A donor in a plan: payroll on the day, taken, left, the cap, and how it answered."""

    police_unit_id: int
    unit_id: int
    name: str
    kind: str
    payroll: int
    taken: int
    cap: int | None
    released: int = 0
    refused: int = 0
    asked_on: date | None = None
    due_on: date | None = None

    @property
    def left(self) -> int:
        """Officers who stay."""
        return self.payroll - self.taken


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A receiving unit in a plan: wanted and sent by post, its wave, and what stays short."""

    unit_id: int
    code: str
    name: str
    district: str
    lat: float
    lon: float
    complexity: int
    wanted: Mapping[Post, int]
    sent: Mapping[Post, int]
    waves: tuple[int, ...]
    hm: int
    sent_party: int

    @property
    def short(self) -> int:
        """Posts wanted and not filled by the plan."""
        return sum(max(0, want - self.sent.get(post, 0)) for post, want in self.wanted.items())
