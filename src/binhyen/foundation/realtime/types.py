"""Words of realtime: an event on a topic, and what the owner of a family of topics answers for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Event:
    """Something told to everybody who listens to a topic.

    `seq` is the owner's own running number within the topic, growing by one; None for a fleeting event of a topic
    whose owner replays, or one numbered by ourselves where nobody replays.
    """

    kind: str
    payload: Mapping[str, Any]
    seq: int | None = None


Admit = Callable[[str, str], bool]
"""(topic, who): whether this one may listen now; asked at every connection, so at least every few minutes."""

Replay = Callable[[str, int], Iterable[Event]]
"""(topic, after): the events numbered above `after`, in order, each with its `seq`."""

PresenceChanged = Callable[[str, Sequence[str], Sequence[str]], None]
"""(topic, joined, left): who opened a first line or closed the last one; told once, by one process, in batches."""


@dataclass(frozen=True, slots=True)
class TopicFamily:
    """All topics below a prefix, with their owner's answers."""

    prefix: str
    admit: Admit | None = None
    replay: Replay | None = None
    presence_changed: PresenceChanged | None = None


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a ticket says once its seal is checked."""

    topic: str
    who: str
    minutes: int
    expires: float  # seconds since 1970
