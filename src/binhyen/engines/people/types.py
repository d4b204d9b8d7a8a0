"""The words of people that may cross the module's border: choices, what an import brings, what reads answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SYNTHETIC_PREFIX = "MP-"
"""Begins the code of every synthetic officer ("mô phỏng"): no such number can be issued."""

ADULT_YEARS = 18


class Sex(TextChoices):
    """As on the payroll."""

    MALE = "m", _("nam")
    FEMALE = "f", _("nữ")


class Role(TextChoices):
    """What a post is in its unit; there is at most one chief at a time."""

    CHIEF = "chief", _("cấp trưởng")
    DEPUTY = "deputy", _("cấp phó")
    OFFICER = "officer", _("cán bộ, chiến sĩ")


class Move(TextChoices):
    """Why a row of service begins."""

    PLACE = "place", _("bố trí")
    TRANSFER = "transfer", _("điều động")
    SECOND = "second", _("biệt phái")
    APPOINT = "appoint", _("bổ nhiệm")
    HANDOVER = "handover", _("bàn giao do sắp xếp đơn vị")
    RETIRE = "retire", _("nghỉ hưu")
    LEAVE = "leave", _("chuyển ngành, thôi việc")


ENDING_MOVES = (Move.RETIRE, Move.LEAVE)


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """An officer to be registered."""

    code: str
    full_name: str
    sex: str
    birth_year: int
    joined_on: date
    home_unit_id: int | None = None
    party_admitted_on: date | None = None
    party_official_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewAssignment:
    """A row of service to be added; without unit and post it ends service."""

    officer: str
    valid_from: date
    police_unit_id: int | None
    post: str | None
    kind: str
    term_until: date | None = None
    decision_number: str = ""
    decision_on: date | None = None
    wave: int | None = None


@dataclass(frozen=True, slots=True)
class NewRank:
    """A rank to be granted; `rank` is the code of the catalogue."""

    officer: str
    rank: str
    valid_from: date


@dataclass(frozen=True, slots=True)
class NewQualification:
    """A certificate to be recorded; `kind` is the code of the catalogue."""

    officer: str
    kind: str
    certificate: str
    valid_from: date
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewWave:
    """A wave to be opened."""

    number: int
    name: str
    starts_on: date
    ends_on: date
    decision: str = ""
    note: str = ""
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class WaveTotal:
    """One wave counted from its rows: people, distinct receiving units and distinct donors.

    `first_on` and `last_on` are the first and last day a row of the wave begins; `roles` counts by role.
    """

    number: int
    name: str
    officers: int
    units: int
    donors: int
    first_on: date
    last_on: date
    roles: Mapping[str, int]
    decision: str
    synthetic: bool


@dataclass(frozen=True, slots=True)
class DonorShare:
    """What one police unit gave to the waves: officers, beside those it had when the first wave began."""

    police_unit_id: int
    unit_id: int
    kind: str
    name: str
    given: int
    strength: int

    @property
    def share(self) -> Decimal | None:
        """Given over strength; None when it had nobody."""
        return Decimal(self.given) / self.strength if self.strength else None


@dataclass(frozen=True, slots=True)
class Service:
    """An officer serving in a unit on a day."""

    officer_id: int
    code: str
    full_name: str
    synthetic: bool
    post: str
    post_label: str
    role: str
    post_order: int
    rank: int | None
    since: date
    term_until: date | None
    party_official: bool
    name_order: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """One officer in one post of a unit in [valid_from, valid_to); `valid_to` None = still there."""

    officer_id: int
    full_name: str
    post_label: str
    role: str
    kind: str
    decision_number: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Serving:
    """An officer in service on a day, as planning needs them; `rank` 1 to 8, None = none granted yet.

    `unit_id` is the unit their police unit hangs on; `held` the codes of certificates valid on the day.
    """

    officer_id: int
    code: str
    synthetic: bool
    joined_on: date
    birth_year: int
    home_unit_id: int | None
    party_official: bool
    police_unit_id: int
    unit_id: int
    kind: str
    post: str
    role: str
    since: date
    term_until: date | None
    rank: int | None
    held: frozenset[str]


@dataclass(frozen=True, slots=True)
class LapsingTerm:
    """A term of office that ends on `term_until`; `came_from` is the police unit before, None if there was none."""

    officer_id: int
    code: str
    full_name: str
    police_unit_id: int
    unit_id: int
    post_label: str
    role: str
    since: date
    term_until: date
    came_from: int | None


@dataclass(frozen=True, slots=True)
class LapsingCertificate:
    """A certificate that is valid until `expires_on`; `unit_id` is where its holder serves."""

    officer_id: int
    code: str
    full_name: str
    kind: str
    label: str
    expires_on: date
    unit_id: int
