"""Conclusions: what one must say before it can become tasks, and by when the notice of them is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from binhyen.kernel.errors import N_, RowProblem
from binhyen.kernel.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class NewConclusion:
    """What the chair concluded; with the five clears it can become tasks.

    Attributes:
        who: `types`, `levels`, `under_id`, `unit_ids` as `engines.tasks` reads recipients; empty is nobody yet.
        target: condition in the expression language that tells whether it is done; empty when only evidence tells.
        measured_over: the period the target is read in.
        source: where it is written, for conclusions that were published.
    """

    text: str
    what: str = ""
    result: str = ""
    who: Mapping[str, Any] = field(default_factory=dict)
    responsible: str = ""
    due_on: date | None = None
    target: str = ""
    measured_over: str = ""
    matter_id: int | None = None
    item_id: int | None = None
    source: Mapping[str, str] = field(default_factory=dict)


CLEARS: Mapping[str, str] = {
    "what": N_("Chưa rõ việc phải làm."),
    "result": N_("Chưa rõ kết quả phải có."),
    "who": N_("Chưa rõ đơn vị nào làm."),
    "responsible": N_("Chưa rõ ai chịu trách nhiệm."),
    "due_on": N_("Chưa rõ thời hạn."),
}


def unclear(place: int, values: Mapping[str, Any]) -> tuple[RowProblem, ...]:
    """Which of the five clears a conclusion lacks; `place` is its number in the notice."""
    return tuple(
        RowProblem(place, name, "", message)
        for name, message in CLEARS.items()
        if not values.get(name)
    )


def notice_due(closed_on: date, working_days: int, calendar: WorkCalendar) -> date:
    """The last day for the conclusion notice, counted in working days after the conference.

    Source: Decision 45/2018/QĐ-TTg, in force 25-12-2018: within five working days.
    """
    return calendar.add_working_days(closed_on, working_days)
