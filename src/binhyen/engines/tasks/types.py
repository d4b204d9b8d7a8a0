"""Words of directives and tasks that other modules may name."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a task stands on a day; always told from its dates, never set by hand."""

    IN_TIME = "in_time"
    NEAR_DUE = "near_due"
    OVERDUE = "overdue"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    WITHDRAWN = "withdrawn"


class StepKind(StrEnum):
    """What happened to a task."""

    GIVEN = "given"
    ACKNOWLEDGED = "acknowledged"
    NOTED = "noted"
    EXTENSION_ASKED = "extension_asked"
    EXTENDED = "extended"
    EXTENSION_REFUSED = "extension_refused"
    REPORTED = "reported"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    REOPENED = "reopened"
    MOVED = "moved"
    ESCALATED = "escalated"
    WITHDRAWN = "withdrawn"


class Secrecy(StrEnum):
    """The only label the system may hold; anything above is refused at the door."""

    OPEN = "open"


class MatterSource(StrEnum):
    """Where a matter comes from."""

    NORM = "norm"
    INDICATOR = "indicator"
    PERSON = "person"


class LinkKind(StrEnum):
    """The stations of a matter between finding and changed figure."""

    AGENDA = "agenda"
    CONCLUSION = "conclusion"
    DIRECTIVE = "directive"
    EVIDENCE = "evidence"
    MEASURED = "measured"
    CLOSED = "closed"
