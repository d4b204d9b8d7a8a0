"""The words of staffing that cross the module's border: settings of a scenario, and what reads answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Literal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from pydantic import ConfigDict

from binhyen.solver.deployment.api import Post, Violation

NormChoice = Literal["flat", "workload", "explicit"]
"""Where the number of posts comes from: the norms of the catalogue, the workload (WISN), or the settings."""
BaseChoice = Literal["home", "seat"]
"""Where distances count from: the officer's home unit inside the province, or the seat of their present police unit."""


# A misspelt name in stored or sent settings must not pass as a silent extra.
_STRICT = ConfigDict(extra="forbid")


class Origin(TextChoices):
    """Why a plan came into being; all but the first name the plan they are based on."""

    DRAFT = "draft", _("lập mới")
    VARIATION = "variation", _("kịch bản khác")
    RELAXED = "relaxed", _("nới điều kiện")
    REPLAN = "replan", _("điều chỉnh")
    IMPORT = "import", _("nhập từ tệp")


class Step(TextChoices):
    """What happened to a plan; its state is the last of these."""

    DRAFTED = "drafted", _("dự thảo")
    SOLVED = "solved", _("đã có lời giải")
    INFEASIBLE = "infeasible", _("không thể thỏa mọi điều kiện")
    PROPOSED = "proposed", _("đã trình, đang hiệp y")
    APPROVED = "approved", _("đã phê duyệt")
    WITHDRAWN = "withdrawn", _("đã rút")


class AbsenceKind(TextChoices):
    """Why an officer cannot be sent for a time; nothing more is kept."""

    ILL = "ill", _("ốm, điều trị")
    FAMILY = "family", _("thai sản, việc gia đình")
    STUDY = "study", _("đi học")
    DUTY = "duty", _("nhiệm vụ không thể rời")


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
class Checked:
    """What the independent checker says of a plan brought in: valid when there is no violation."""

    violations: tuple[Violation, ...]
    objective: int


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
