"""What crosses the border about the life of reports: words about cells, locks, bulk work, and events after commit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from binhyen.engines.indicators.types import Origin, RemarkKind, Status
from binhyen.kernel.periods import Period


@dataclass(frozen=True, slots=True)
class Remark:
    """Words about one cell of a report, or about the whole report.

    Attributes:
        version: the version of the report the words are about.
        ref: the cell as formulas write it (`crime.persons[sex=f]`); empty for the whole report.
        text: empty when the author took an earlier note back.
    """

    id: int
    report_id: int
    version: int
    ref: str
    kind: RemarkKind
    text: str
    author_kind: str
    author_id: int | None
    author_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Lock:
    """The act by which a period is locked for a unit; `unit_id` is the unit it was laid upon, at or above."""

    unit_id: int
    unit_name: str
    reason: str
    author_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BulkResult:
    """What became of many reports: ids approved, and (id, why not) for the others, in the order asked."""

    approved: tuple[int, ...]
    refused: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One unit that should report over a period, with what it has done so far.

    Attributes:
        report_id: None when nothing was entered yet; then `status` is None and `version` 0.
        saved_by: who wrote the newest values, and when, for a draft that is autosaved; else empty.
        locked: whether a lock covers the unit.
    """

    unit_id: int
    unit_code: str
    unit_name: str
    parent_id: int | None
    report_id: int | None = None
    status: Status | None = None
    version: int = 0
    origin: Origin | None = None
    comment: str = ""
    saved_by: str = ""
    saved_at: datetime | None = None
    submitted_by: str = ""
    submitted_at: datetime | None = None
    approved_by: str = ""
    approved_at: datetime | None = None
    has_approved_values: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """Something happened to one report; told after the commit to whoever subscribed to the subclass."""

    report_id: int
    unit_id: int
    definition: str
    period: Period
    version: int
    at: datetime
    by: str


class ReportSaved(ReportEvent):
    """A draft was saved (autosaves are not told)."""

    __slots__ = ()


class ReportSubmitted(ReportEvent):
    """A report was handed in."""

    __slots__ = ()


class ReportApproved(ReportEvent):
    """A report's values are in the totals."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ReportReturned(ReportEvent):
    """A report was sent back; `refs` are the cells with a reason of their own."""

    reason: str = ""
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodLocked:
    """A period was locked or unlocked (`locked`) for a unit and all below it."""

    definition: str
    period: Period
    unit_id: int
    locked: bool
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class FiguresImported:
    """An import was committed: its batch, and the (definition, period code) pairs it touched."""

    batch_id: int
    approved: bool
    touched: Sequence[tuple[str, str]] = field(default=())
