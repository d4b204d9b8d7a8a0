"""Words of conferences."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """How far a conference is."""

    DRAFT = "draft"
    INVITED = "invited"
    SITTING = "sitting"
    CLOSED = "closed"
    CONCLUDED = "concluded"


class PointKind(StrEnum):
    """The hall where the chair sits, or a member point."""

    MAIN = "main"
    MEMBER = "member"


class Role(StrEnum):
    """What somebody does at a sitting."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    SPEAKER = "speaker"
    DELEGATE = "delegate"
    TECHNICIAN = "technician"


class ItemKind(StrEnum):
    """What an agenda item is."""

    OPENING = "opening"
    FOLLOW_UP = "follow_up"
    REPORT = "report"
    PAPER = "paper"
    DISCUSSION = "discussion"
    VOTE = "vote"
    AWARD = "award"
    CONCLUSION = "conclusion"


class Sign(StrEnum):
    """Result of a rehearsal's test."""

    GOOD = "good"
    POOR = "poor"
    NONE = "none"


class EventKind(StrEnum):
    """What can happen in a sitting; the state of a sitting is nothing but these, read in order."""

    OPENED = "opened"
    CLOSED = "closed"
    JOINED = "joined"
    LEFT = "left"
    ROLL_CALLED = "roll_called"
    PRESENT = "present"
    ITEM = "item"
    HAND_UP = "hand_up"
    HAND_DOWN = "hand_down"
    QUEUED = "queued"
    UNQUEUED = "unqueued"
    SPEAKING = "speaking"
    SPOKEN = "spoken"
    SLIDE = "slide"
    DRILL = "drill"
    VOTE_OPENED = "vote_opened"
    VOTED = "voted"
    VOTE_CLOSED = "vote_closed"
    AWARDED = "awarded"
    CHAT = "chat"
    OPINION = "opinion"
    MUTED = "muted"
    KICKED = "kicked"
    RECORDING = "recording"
    LINE = "line"
    CONCLUDED = "concluded"
    NOTICE = "notice"


class MinutesPhase(StrEnum):
    """The four phases of minutes."""

    DRAFT = "draft"
    PREPARED = "prepared"
    AMENDED = "amended"
    FINAL = "final"
