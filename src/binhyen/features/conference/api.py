"""The public surface of conferences: prepare, sit, keep the minutes, conclude, follow up."""

from __future__ import annotations

from binhyen.features.conference.commands.concluding import (
    add_conclusion,
    change_conclusion,
    remove_conclusion,
)
from binhyen.features.conference.commands.confirming import confirm_conclusions, issue_notice
from binhyen.features.conference.commands.minutes import (
    finish_minutes,
    keep_minutes_aside,
    save_minutes,
)
from binhyen.features.conference.commands.recording import record_conference
from binhyen.features.conference.models import Conclusion, Conference, MinutesVersion
from binhyen.features.conference.queries.concluding import (
    Followed,
    agenda_item,
    agenda_items,
    conclusion_of,
    conclusions_of,
    follow_up,
    notice_state,
    preview_conclusions,
    waiting_notices,
)
from binhyen.features.conference.queries.minutes import (
    minutes_difference,
    minutes_draft,
    minutes_merge,
    minutes_of,
    minutes_version,
    minutes_versions,
    minuting,
    sits_in,
)
from binhyen.features.conference.rules.concluding import NewConclusion
from binhyen.features.conference.rules.minutes import SECTION_TITLES, next_phases
from binhyen.features.conference.rules.recording import (
    HeldConference,
    HeldDelegate,
    HeldItem,
    HeldPoint,
)
from binhyen.features.conference.types import EventKind, ItemKind, PointKind, Role, Stage

__all__ = [
    "SECTION_TITLES",
    "Conclusion",
    "Conference",
    "EventKind",
    "Followed",
    "HeldConference",
    "HeldDelegate",
    "HeldItem",
    "HeldPoint",
    "ItemKind",
    "MinutesVersion",
    "NewConclusion",
    "PointKind",
    "Role",
    "Stage",
    "add_conclusion",
    "agenda_item",
    "agenda_items",
    "change_conclusion",
    "conclusion_of",
    "conclusions_of",
    "confirm_conclusions",
    "finish_minutes",
    "follow_up",
    "issue_notice",
    "keep_minutes_aside",
    "minutes_difference",
    "minutes_draft",
    "minutes_merge",
    "minutes_of",
    "minutes_version",
    "minutes_versions",
    "minuting",
    "next_phases",
    "notice_state",
    "preview_conclusions",
    "record_conference",
    "remove_conclusion",
    "save_minutes",
    "sits_in",
    "waiting_notices",
]
