"""What crosses the border of this engine: rules as of a day, findings that explain themselves, counts of verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from binhyen.kernel.entries import Certainty
from binhyen.kernel.errors import N_


class Verdict(StrEnum):
    """What a rule says of a unit; `not_applicable` is left out of every count."""

    MET = "met"
    SHORT = "short"
    OVER = "over"
    NOT_MEASURABLE = "not_measurable"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The Vietnamese word."""
        return _VERDICT_LABELS[self]


_VERDICT_LABELS = {
    Verdict.MET: N_("đạt"),
    Verdict.SHORT: N_("thiếu"),
    Verdict.OVER: N_("vượt"),
    Verdict.NOT_MEASURABLE: N_("chưa đo được"),
    Verdict.NOT_APPLICABLE: N_("không áp dụng"),
}

CERTAINTY_WORDS = {
    Certainty.CONFIRMED: N_("đã đọc nguồn"),
    Certainty.SECOND_HAND: N_("theo bản sao, cần đối chiếu"),
    Certainty.RECALLED: N_("chưa tìm thấy nguồn, cần xác minh"),
    Certainty.DERIVED: N_("suy ra từ số liệu đã công bố"),
}


@dataclass(frozen=True, slots=True)
class NormSource:
    """Where a threshold comes from, how sure that is, and how the source was read."""

    certainty: Certainty
    document: str = ""
    clause: str = ""
    text: str = ""
    url: str = ""
    note: str = ""
    reading: str = ""

    @property
    def citation(self) -> str:
        """`Điều 7, 42/2021/NĐ-CP (đã đọc nguồn)`."""
        return f"{self.named} ({CERTAINTY_WORDS[self.certainty]})"

    @property
    def named(self) -> str:
        """`Điều 7, 42/2021/NĐ-CP`; the text or address when it is no legal document."""
        return (
            ", ".join(part for part in (self.clause, self.document) if part)
            or self.text
            or self.url
        )


@dataclass(frozen=True, slots=True)
class Threshold:
    """The right side of a rule from `valid_from` until the next one; `value` None: the rule has lapsed."""

    valid_from: date
    value: Decimal | None
    up_to: Decimal | None
    due_on: date | None
    source: NormSource


@dataclass(frozen=True, slots=True)
class NormRule:
    """A rule as the catalogue words it: `left operator threshold`, where `when` holds.

    `calendar` and `period_kind` name the period the left side is read over; empty means the day itself.
    Thresholds are in the order of their days.
    """

    code: str
    label: str
    en: str
    short: str
    level: int
    types: frozenset[str]
    programme_only: bool
    provinces: frozenset[str]
    except_provinces: frozenset[str]
    calendar: str
    period_kind: str
    when: str
    left: str
    operator: str
    unit: str
    decimals: int
    severity: str
    explain: str
    thresholds: tuple[Threshold, ...]

    def threshold_on(self, on: date) -> Threshold | None:
        """The right side in force on a day; None before the first and after the rule has lapsed."""
        found = [threshold for threshold in self.thresholds if threshold.valid_from <= on]
        return found[-1] if found and found[-1].value is not None else None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of one unit on a day.

    Attributes:
        by: how far from the threshold, above 0, when short or over; else None.
        left: the unit's own value; None when it could not be measured.
        right: the threshold, the lower one when the operator is `between`.
        up_to: the upper threshold, only with `between`.
        since: first day of the present unbroken verdict; None when it cannot be told, and then
            `since_note` says why.
        why: one Vietnamese sentence with the numbers.
        due_on: last day of the roadmap, where the rule has one.
        measured: code of the period the value was read over; empty for the day itself.
    """

    unit_id: int
    unit_code: str
    unit_name: str
    norm: str
    label: str
    en: str
    short: str
    verdict: Verdict
    left: Decimal | None
    operator: str
    right: Decimal
    up_to: Decimal | None
    by: Decimal | None
    unit: str
    decimals: int
    severity: str
    why: str
    source: NormSource
    since: date | None = None
    since_note: str = ""
    due_on: date | None = None
    measured: str = ""

    @property
    def is_lacking(self) -> bool:
        """Whether the unit falls short of the rule or goes beyond it."""
        return self.verdict in (Verdict.SHORT, Verdict.OVER)


@dataclass(frozen=True, slots=True)
class Tally:
    """Verdicts counted for a unit above, over all rules or one; `applicable` is the denominator."""

    unit_id: int
    unit_code: str
    unit_name: str
    counts: Mapping[Verdict, int]

    @property
    def applicable(self) -> int:
        """Findings the rules apply to."""
        return sum(self.counts.values())

    @property
    def measured(self) -> int:
        """Findings that could be measured: the denominator of a share of met ones."""
        return self.applicable - self.counts.get(Verdict.NOT_MEASURABLE, 0)

    def count(self, verdict: Verdict) -> int:
        """How many findings have this verdict."""
        return self.counts.get(verdict, 0)


@dataclass(frozen=True, slots=True)
class Findings:
    """All findings under a unit on a day, by norm in the order of the catalogue, then by unit in tree order."""

    on: date
    under_id: int
    findings: tuple[Finding, ...]
    rules: tuple[NormRule, ...] = field(repr=False, default=())

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)

    def of(self, norm: str) -> list[Finding]:
        """The findings of one rule."""
        return [finding for finding in self.findings if finding.norm == norm]

    def for_unit(self, unit_id: int) -> list[Finding]:
        """The findings about one unit."""
        return [finding for finding in self.findings if finding.unit_id == unit_id]


@dataclass(frozen=True, slots=True)
class VerdictSpan:
    """A stretch of days with one verdict, [valid_from, valid_to); `valid_to` None: up to the day asked.

    `left` is the value on the first day of the stretch.
    """

    verdict: Verdict
    left: Decimal | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class LoadedNorms:
    """What a load did, in numbers of rules."""

    added: int
    changed: int
    unchanged: int
    removed: int
