"""The public surface of approval."""

from __future__ import annotations

from binhyen.engines.indicators.api import (
    approve_report,
    approve_reports,
    lock_acts,
    lock_period,
    locked,
    report_history,
    return_report,
    unlock_period,
)
from binhyen.features.approval.commands.questioning import answer, ask
from binhyen.features.approval.commands.reminding import remind
from binhyen.features.approval.models import Answer, Question, Reminder
from binhyen.features.approval.queries.board import (
    Board,
    LevelLine,
    Rates,
    UnitLine,
    board,
    newest_due,
    rates,
)
from binhyen.features.approval.queries.catalogue import (
    defaults,
    definition_of,
    definitions,
    offered,
    period_named,
    periods_until,
)
from binhyen.features.approval.queries.notices import Notice, matters_of, notices, own_questions
from binhyen.features.approval.queries.places import home_units, seen_unit, unit_on
from binhyen.features.approval.queries.questions import (
    open_questions,
    question_of,
    questions_of,
)
from binhyen.features.approval.queries.report import Line, Review, review
from binhyen.features.approval.queries.waiting import (
    Tray,
    Waiting,
    approval_due,
    hand_in_due,
    trays,
    waiting,
)
from binhyen.features.approval.rules.attention import Point
from binhyen.features.approval.types import AnswerKind, Asked, Reason, Reminded, ReminderKind

__all__ = [
    "Answer",
    "AnswerKind",
    "Asked",
    "Board",
    "LevelLine",
    "Line",
    "Notice",
    "Point",
    "Question",
    "Rates",
    "Reason",
    "Reminded",
    "Reminder",
    "ReminderKind",
    "Review",
    "Tray",
    "UnitLine",
    "Waiting",
    "answer",
    "approval_due",
    "approve_report",
    "approve_reports",
    "ask",
    "board",
    "defaults",
    "definition_of",
    "definitions",
    "hand_in_due",
    "home_units",
    "lock_acts",
    "lock_period",
    "locked",
    "matters_of",
    "newest_due",
    "notices",
    "offered",
    "open_questions",
    "own_questions",
    "period_named",
    "periods_until",
    "question_of",
    "questions_of",
    "rates",
    "remind",
    "report_history",
    "return_report",
    "review",
    "seen_unit",
    "trays",
    "unit_on",
    "unlock_period",
    "waiting",
]
