"""What entry pages show: reports due, a form with what stands beside its cells, the differences between versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from binhyen.engines.indicators.api import (
    BrokenCheck,
    FormCell,
    FormLayout,
    FormLine,
    Lock,
    Remark,
    ReportState,
    Status,
)
from binhyen.kernel.periods import Period


class DueState(StrEnum):
    """Where a report due stands, for the unit that owes it."""

    NOT_BEGUN = "not_begun"
    DRAFT = "draft"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report a unit owes or has made.

    Attributes:
        due_at: the first deadline; None when the working calendar of that year is not known.
        late: past the deadline and not handed in, or handed in after it.
        open: whether the period has ended, so that the report can be submitted.
    """

    definition: str
    vi: str
    en: str
    period: Period
    state: DueState
    due_at: datetime | None
    late: bool
    open: bool

    @property
    def waits(self) -> bool:
        """Whether the unit has to do something."""
        return self.state in (DueState.NOT_BEGUN, DueState.DRAFT, DueState.RETURNED)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a cell to compare with; None is "not reported"."""

    previous: Decimal | None = None
    last_year: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EntryCell:
    """A cell with its value, what to compare it with, and what was said about it.

    Attributes:
        note: the unit's own comment that stands.
        returned: the reviewer's reason that is not answered yet.
    """

    cell: FormCell
    value: Decimal | None
    beside: Beside
    note: str = ""
    returned: Remark | None = None
    broken: tuple[BrokenCheck, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A form as its unit sees it.

    Attributes:
        state: None when nothing was saved yet.
        norms: by element, the norms that look at it, in words.
        may_enter: by right; whether the form is open also depends on status and lock.
    """

    layout: FormLayout
    state: ReportState | None
    cells: Mapping[str, EntryCell]
    norms: Mapping[str, tuple[str, ...]]
    broken: tuple[BrokenCheck, ...]
    remarks: tuple[Remark, ...]
    lock: Lock | None
    may_enter: bool

    @property
    def version(self) -> int:
        """The version the form is filled from; 0 when there is none."""
        return 0 if self.state is None else self.state.version

    @property
    def status(self) -> Status | None:
        return None if self.state is None else self.state.status

    @property
    def settled(self) -> bool:
        """Whether changing it takes a reason: it was handed in or approved."""
        return self.status in (Status.SUBMITTED, Status.APPROVED)

    @property
    def open(self) -> bool:
        """Whether cells may be typed in at once."""
        return self.may_enter and self.lock is None and not self.settled

    def rows(self, line: FormLine) -> Iterator[EntryCell]:
        """The cells of a line."""
        return (self.cells[cell.ref] for cell in line.cells)


@dataclass(frozen=True, slots=True)
class CellChange:
    """What one version changed in one cell."""

    label: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class VersionStep:
    """A version of a report against the one before."""

    number: int
    status: str
    author: str
    at: datetime
    reason: str
    changes: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell two people changed: what it was, what either wrote; None is "not reported"."""

    ref: str
    was: Decimal | None
    mine: Decimal | None
    theirs: Decimal | None
