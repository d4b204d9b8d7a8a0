"""The words of approval that may cross the module's border."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ReminderKind(StrEnum):
    """Why somebody is reminded."""

    BEFORE = "before"
    AFTER = "after"
    ESCALATED = "escalated"


class AnswerKind(StrEnum):
    """What a unit answers to a question of the detector."""

    CONFIRM = "confirm"
    CORRECT = "correct"


class Reason(StrEnum):
    """Why a waiting report stands on top."""

    BROKEN = "broken"
    QUESTION = "question"
    CORRECTION = "correction"
    CHANGE = "change"
    RETURNED = "returned"
    LATE = "late"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a round of reminders did; `known` were there already, `skipped` names reports that could not be judged."""

    made: int
    known: int
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a round of the detector did."""

    reports: int
    made: int
    known: int
