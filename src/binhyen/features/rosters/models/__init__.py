"""Tables of rosters: rosters with their duties and steps, facts a roster must mind, swaps, the handover book."""

from __future__ import annotations

from binhyen.features.rosters.models.book import BookLine
from binhyen.features.rosters.models.facts import (
    Absence,
    Authorisation,
    Couple,
    DutyAccount,
    Relief,
    Wish,
)
from binhyen.features.rosters.models.rosters import Roster, RosterDuty, RosterEvent
from binhyen.features.rosters.models.swaps import Swap, SwapStep

__all__ = [
    "Absence",
    "Authorisation",
    "BookLine",
    "Couple",
    "DutyAccount",
    "Relief",
    "Roster",
    "RosterDuty",
    "RosterEvent",
    "Swap",
    "SwapStep",
    "Wish",
]
