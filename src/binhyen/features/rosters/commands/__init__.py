"""The verbs of rosters; the only writers of their rows."""

from __future__ import annotations

from binhyen.features.rosters.commands.book import sign, write_line
from binhyen.features.rosters.commands.facts import (
    authorise_stand_in,
    end_fact,
    link_account,
    record_absence,
    record_couple,
    record_relief,
    record_wish,
)
from binhyen.features.rosters.commands.rosters import (
    adjust_duty,
    draft_roster,
    publish_roster,
    withdraw_roster,
)
from binhyen.features.rosters.commands.swaps import (
    answer_swap,
    ask_swap,
    decide_swap,
    withdraw_swap,
)

__all__ = [
    "adjust_duty",
    "answer_swap",
    "ask_swap",
    "authorise_stand_in",
    "decide_swap",
    "draft_roster",
    "end_fact",
    "link_account",
    "publish_roster",
    "record_absence",
    "record_couple",
    "record_relief",
    "record_wish",
    "sign",
    "withdraw_roster",
    "withdraw_swap",
    "write_line",
]
