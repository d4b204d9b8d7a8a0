"""In time, late, missing or not yet due: every unit × period judged at once, in arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from binhyen.engines.indicators.rules.deadlines import Due
from binhyen.kernel.periods import Period

NEVER = 0
"""The instant of what has not happened, in seconds since 1970."""

Codes = NDArray[np.int8]
Instants = NDArray[np.int64]
Counts = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Timing(IntEnum):
    """How a report stands against its deadline."""

    NOT_EXPECTED = 0
    NOT_DUE = 1
    MISSING = 2
    LATE = 3
    ON_TIME = 4


class Phase(IntEnum):
    """How far a report has come; `CORRECTING` and `CORRECTED` have approved values in the totals already."""

    NOTHING = 0
    DRAFT = 1
    RETURNED = 2
    SUBMITTED = 3
    APPROVED = 4
    CORRECTING = 5
    CORRECTED = 6


RECEIVED = (Phase.SUBMITTED, Phase.APPROVED, Phase.CORRECTING, Phase.CORRECTED)
IN_TOTALS = (Phase.APPROVED, Phase.CORRECTING, Phase.CORRECTED)


@dataclass(frozen=True, slots=True)
class RolledUp:
    """Counts of reports by unit above × period; `on_time / expected` is timeliness, `received / expected` completeness."""

    unit_ids: tuple[int, ...]
    expected: Counts
    received: Counts
    on_time: Counts
    late: Counts
    missing: Counts
    not_due: Counts
    approved: Counts
    approved_on_time: Counts

    def rate(self, part: Counts) -> NDArray[np.float64]:
        """A part of what was expected, 0 to 1; NaN where nothing was expected."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.expected > 0, part / self.expected, np.nan)


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Every reporting unit × period against its deadlines.

    Shape: all arrays are units × periods, in the order of `unit_ids` and `periods`.

    Attributes:
        dues: by when the units must hand in, by period; None when nobody receives the report.
        approval_dues: by when the level that approves must be through, by period; None at the top.
        timing: codes of `Timing`, by when the report was first handed in.
        approval: the same for the first approval, of reports that were handed in; others are NOT_EXPECTED.
        phase: codes of `Phase`.
        submitted_at: first handed in, seconds since 1970; `NEVER` when not received.
        approved_at: first approved, likewise.
        report_ids: 0 where there is no report.
        versions: 0 where there is no report.
        above: by level, the unit above on the period's last day; 0 where there is none.
    """

    definition: str
    periods: tuple[Period, ...]
    dues: tuple[Due | None, ...]
    approval_dues: tuple[Due | None, ...]
    unit_ids: tuple[int, ...]
    timing: Codes
    approval: Codes
    phase: Codes
    submitted_at: Instants
    approved_at: Instants
    report_ids: Instants
    versions: Instants
    above: Mapping[int, Instants]

    @property
    def expected(self) -> Mask:
        """Where a report should be made at all."""
        found: Mask = self.timing != Timing.NOT_EXPECTED
        return found

    @property
    def received(self) -> Mask:
        """Where the report has been handed in and was not sent back."""
        found: Mask = (self.timing == Timing.ON_TIME) | (self.timing == Timing.LATE)
        return found

    @property
    def late_by(self) -> Instants:
        """Seconds between the deadline and the report, 0 when in time; a missing one has no answer yet and says 0."""
        limits = limits_of(self.dues)
        return np.where(self.timing == Timing.LATE, self.submitted_at - limits, 0)

    def rolled_up(self, level: int) -> RolledUp:
        """The counts at a level, by the tree of each period's last day; a unit above without reports has no row.

        Cost: a few passes over the arrays, no statement.
        """
        groups = self.above[level]
        ids, place = np.unique(groups, return_inverse=True)
        place = place.reshape(groups.shape)
        width = len(self.periods)
        cells = place * width + np.arange(width)

        def counted(mask: Mask) -> Counts:
            found = np.bincount(cells[mask & self.expected], minlength=len(ids) * width)
            return found.reshape(len(ids), width)[ids > 0]

        return RolledUp(
            unit_ids=tuple(int(i) for i in ids if i > 0),
            expected=counted(self.expected),
            received=counted(self.received),
            on_time=counted(self.timing == Timing.ON_TIME),
            late=counted(self.timing == Timing.LATE),
            missing=counted(self.timing == Timing.MISSING),
            not_due=counted(self.timing == Timing.NOT_DUE),
            approved=counted(np.isin(self.phase, IN_TOTALS)),
            approved_on_time=counted(self.approval == Timing.ON_TIME),
        )


@dataclass(frozen=True, slots=True)
class Times:
    """What is known of reports: phase and the instants of their first submission and approval, units × periods."""

    phase: Codes
    submitted_at: Instants
    approved_at: Instants

    def until(self, moment: int) -> Times:
        """As it was at a moment; reports handed in later had not come."""
        came = (self.submitted_at != NEVER) & (self.submitted_at <= moment)
        approved = came & (self.approved_at != NEVER) & (self.approved_at <= moment)
        phase = np.where(approved, self.phase, np.minimum(self.phase, Phase.SUBMITTED))
        phase = np.where(came | (self.phase < Phase.SUBMITTED), phase, Phase.NOTHING)
        return Times(
            phase.astype(np.int8),
            np.where(came, self.submitted_at, NEVER),
            np.where(approved, self.approved_at, NEVER),
        )


def judged(times: Times, expected: Mask, dues: Sequence[Due | None], moment: int) -> Codes:
    """Codes of `Timing` for submissions against the dues of their periods.

    Reading: the first submission counts, for the days a reviewer takes and a correction afterwards are not the unit's
    delay; a report that lies returned has not been received.
    """
    limits = limits_of(dues)
    received = np.isin(times.phase, RECEIVED)
    in_time = times.submitted_at <= limits
    came = np.where(in_time, Timing.ON_TIME, Timing.LATE)
    absent = np.where(moment <= limits, Timing.NOT_DUE, Timing.MISSING)
    found = np.where(received, came, absent)
    return np.where(expected, found, Timing.NOT_EXPECTED).astype(np.int8)


def judged_approvals(
    times: Times, expected: Mask, dues: Sequence[Due | None], moment: int
) -> Codes:
    """Codes of `Timing` for approvals; what was not handed in cannot be approved and is NOT_EXPECTED."""
    limits = limits_of(dues)
    approved = np.isin(times.phase, IN_TOTALS)
    came = np.where(times.approved_at <= limits, Timing.ON_TIME, Timing.LATE)
    waits = np.where(moment <= limits, Timing.NOT_DUE, Timing.MISSING)
    handed_in = expected & np.isin(times.phase, RECEIVED)
    return np.where(handed_in, np.where(approved, came, waits), Timing.NOT_EXPECTED).astype(np.int8)


def limits_of(dues: Sequence[Due | None]) -> Instants:
    """The last permitted second of each period; where nothing is due, no moment is too late."""
    never = np.iinfo(np.int64).max
    return np.array([never if due is None else int(due.at.timestamp()) for due in dues], np.int64)
