"""The life of postings: what ends, what is missing, who is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EndingTerm:
    """A term that ends, who holds it, where they came from, and the way back if one is planned."""

    officer_id: int
    officer_code: str
    full_name: str
    unit_id: int
    unit: str
    post: str
    role: str
    since: date
    term_until: date
    came_from_id: int | None
    came_from: str
    return_on: date | None
    return_to: str


@dataclass(frozen=True, slots=True)
class ExpiringCertificate:
    """A certificate that lapses on `expires_on` and that nothing newer renews."""

    officer_id: int
    officer_code: str
    full_name: str
    unit_id: int
    unit: str
    kind: str
    label: str
    expires_on: date


@dataclass(frozen=True, slots=True)
class VacancyAlarm:
    """A norm of staffing a unit falls short of, by how many, and since when; `since` None: `note` says why."""

    unit_id: int
    unit_code: str
    unit: str
    district: str
    norm: str
    label: str
    short_by: int
    since: date | None
    days: int | None
    due_on: date | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DonorStrength:
    """What a donor had before the first wave, gave, and has on the day; `absent` of these cannot be sent now."""

    police_unit_id: int
    unit_id: int
    name: str
    kind: str
    before: int
    given: int
    now: int
    absent: int

    @property
    def given_permille(self) -> int | None:
        """Given, per mille of what it had before; None when it had nobody."""
        return self.given * 1000 // self.before if self.before else None


@dataclass(frozen=True, slots=True)
class AbsentOfficer:
    """An officer who cannot be sent in [valid_from, valid_to); `kind_word` in the reader's language."""

    officer_id: int
    officer_code: str
    full_name: str
    unit: str
    kind_word: str
    valid_from: date
    valid_to: date | None
