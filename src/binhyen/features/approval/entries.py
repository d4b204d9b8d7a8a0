"""The shape of `catalogue/approval.yaml`: days of reminders, what deserves attention, thresholds of the detector."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from binhyen.kernel.entries import Entry, Labelled, Source, Text

Days = Annotated[int, Field(ge=1, le=365)]
Chance = Annotated[float, Field(gt=0, lt=1)]
Share = Annotated[float, Field(gt=0, le=1)]
Least = Annotated[int, Field(ge=1)]


class ReminderDays(Entry):
    """When units are reminded and when the level above hears of it; calendar days."""

    before_days: Annotated[tuple[Days, ...], Field(description="Nhắc trước hạn mấy ngày")]
    after_days: Annotated[tuple[Days, ...], Field(description="Nhắc sau hạn mấy ngày")]
    escalate_days: Days
    forget_days: Days


class AttentionLimits(Entry):
    """A change worth a look: as many times, and as many units of measure, as these."""

    change_ratio: float = Field(gt=1)
    change_least: float = Field(ge=0)


class CopiedLimits(Entry):
    """Evidence in powers of ten against chance."""

    evidence: float = Field(gt=0)
    most_changed: int = Field(ge=0, le=3)
    least_values: Least


class RoundedLimits(Entry):
    """Values of two digits and more that end in 0 or 5."""

    chance: Chance
    least_values: Least
    least_share: Share
    pooled: Least


class OutlierLimits(Entry):
    """One value against the unit's own seasonal history."""

    chance: Chance
    least_ratio: float = Field(gt=1)
    least_difference: float = Field(ge=0)
    season_shrink: float = Field(ge=0)
    season_most: float = Field(gt=1)


class NeatLimits(Entry):
    """Months that vary less than counts can."""

    chance: Chance
    months: int = Field(ge=3)
    before: int = Field(ge=3)
    usual_chance: Chance
    least_level: float = Field(ge=1)
    least_values: Least


class DetectorLimits(Entry):
    """What the detector needs to ask a question."""

    history: Least
    least_history: int = Field(ge=3)
    copied: CopiedLimits
    rounded: RoundedLimits
    outlier: OutlierLimits
    neat: NeatLimits


class ApprovalDefaults(Labelled):
    """The whole file."""

    reminders: ReminderDays
    attention: AttentionLimits
    detector: DetectorLimits
    explain: Text
    source: Source
