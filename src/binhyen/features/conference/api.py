"""The public surface of conferences: prepare, sit, keep the minutes, conclude, follow up."""

from __future__ import annotations

from binhyen.features.conference.commands.agenda import (
    add_item,
    change_item,
    order_items,
    remove_item,
)
from binhyen.features.conference.commands.concluding import (
    add_conclusion,
    change_conclusion,
    remove_conclusion,
)
from binhyen.features.conference.commands.confirming import confirm_conclusions, issue_notice
from binhyen.features.conference.commands.invitations import (
    answer_invitation,
    invite,
    withdraw_invitations,
)
from binhyen.features.conference.commands.minutes import (
    finish_minutes,
    keep_minutes_aside,
    save_minutes,
)
from binhyen.features.conference.commands.papers import add_paper, open_paper
from binhyen.features.conference.commands.points import (
    add_points,
    add_points_below,
    change_point,
    remove_point,
)
from binhyen.features.conference.commands.points_people import (
    JoinLink,
    add_delegates,
    change_delegate,
    join_link,
    join_links,
    remove_delegate,
    revoke_link,
    send_substitute,
)
from binhyen.features.conference.commands.preparing import (
    change_conference,
    new_conference,
    new_series,
)
from binhyen.features.conference.commands.recording import record_conference
from binhyen.features.conference.commands.rehearsing import note_rehearsal
from binhyen.features.conference.models import (
    ITEMS,
    ROLES,
    SIGNS,
    STAGES,
    Conclusion,
    Conference,
    MinutesVersion,
    Point,
)
from binhyen.features.conference.queries.agenda import Agenda, AgendaLine, agenda_of
from binhyen.features.conference.queries.concluding import (
    Followed,
    agenda_item,
    agenda_items,
    conclusion_of,
    conclusions_of,
    follow_up,
    notice_state,
    preview_conclusions,
    units_given,
    waiting_notices,
)
from binhyen.features.conference.queries.invitations import (
    invitation_draft,
    invitation_file,
    uninvited,
)
from binhyen.features.conference.queries.measuring import ThenAndNow
from binhyen.features.conference.queries.minutes import (
    happenings,
    minutes_difference,
    minutes_draft,
    minutes_merge,
    minutes_of,
    minutes_version,
    minutes_versions,
    minuting,
    sits_in,
)
from binhyen.features.conference.queries.papers import (
    Receipts,
    paper_content,
    paper_of,
    paper_version,
    papers_of,
    receipts_of,
)
from binhyen.features.conference.queries.points import (
    PointState,
    Readiness,
    delegates_of,
    point_of,
    point_states,
    points_of,
    readiness,
)
from binhyen.features.conference.queries.points_links import (
    delegate_actor,
    delegate_of_digest,
    delegate_of_link,
    link_ends,
)
from binhyen.features.conference.queries.preparing import (
    at_desk,
    conference_of,
    conferences,
    held_on,
    invite_until,
    of_point,
    own_points,
    phases_of,
    seats_of,
    series_of,
)
from binhyen.features.conference.queries.preparing import defaults as conference_defaults
from binhyen.features.conference.queries.readiness import (
    Overview,
    missing_to_open,
    overview_of,
    refuse_unready,
)
from binhyen.features.conference.rules.agenda import moved
from binhyen.features.conference.rules.concluding import NewConclusion
from binhyen.features.conference.rules.minutes import SECTION_TITLES, next_phases
from binhyen.features.conference.rules.preparing import (
    NewConference,
    NewDelegate,
    NewItem,
    NewPaper,
    NewPoint,
    Tested,
)
from binhyen.features.conference.rules.recording import (
    HeldConference,
    HeldDelegate,
    HeldHappening,
    HeldItem,
    HeldPoint,
)
from binhyen.features.conference.types import EventKind, ItemKind, PointKind, Role, Stage

__all__ = [
    "ITEMS",
    "ROLES",
    "SECTION_TITLES",
    "SIGNS",
    "STAGES",
    "Agenda",
    "AgendaLine",
    "Conclusion",
    "Conference",
    "EventKind",
    "Followed",
    "HeldConference",
    "HeldDelegate",
    "HeldHappening",
    "HeldItem",
    "HeldPoint",
    "ItemKind",
    "JoinLink",
    "MinutesVersion",
    "NewConclusion",
    "NewConference",
    "NewDelegate",
    "NewItem",
    "NewPaper",
    "NewPoint",
    "Overview",
    "Point",
    "PointKind",
    "PointState",
    "Readiness",
    "Receipts",
    "Role",
    "Stage",
    "Tested",
    "ThenAndNow",
    "add_conclusion",
    "add_delegates",
    "add_item",
    "add_paper",
    "add_points",
    "add_points_below",
    "agenda_item",
    "agenda_items",
    "agenda_of",
    "answer_invitation",
    "at_desk",
    "change_conclusion",
    "change_conference",
    "change_delegate",
    "change_item",
    "change_point",
    "conclusion_of",
    "conclusions_of",
    "conference_defaults",
    "conference_of",
    "conferences",
    "confirm_conclusions",
    "delegate_actor",
    "delegate_of_digest",
    "delegate_of_link",
    "delegates_of",
    "finish_minutes",
    "follow_up",
    "happenings",
    "held_on",
    "invitation_draft",
    "invitation_file",
    "invite",
    "invite_until",
    "issue_notice",
    "join_link",
    "join_links",
    "keep_minutes_aside",
    "link_ends",
    "minutes_difference",
    "minutes_draft",
    "minutes_merge",
    "minutes_of",
    "minutes_version",
    "minutes_versions",
    "minuting",
    "missing_to_open",
    "moved",
    "new_conference",
    "new_series",
    "next_phases",
    "note_rehearsal",
    "notice_state",
    "of_point",
    "open_paper",
    "order_items",
    "overview_of",
    "own_points",
    "paper_content",
    "paper_of",
    "paper_version",
    "papers_of",
    "phases_of",
    "point_of",
    "point_states",
    "points_of",
    "preview_conclusions",
    "readiness",
    "receipts_of",
    "record_conference",
    "refuse_unready",
    "remove_conclusion",
    "remove_delegate",
    "remove_item",
    "remove_point",
    "revoke_link",
    "save_minutes",
    "seats_of",
    "send_substitute",
    "series_of",
    "sits_in",
    "uninvited",
    "units_given",
    "waiting_notices",
    "withdraw_invitations",
]
