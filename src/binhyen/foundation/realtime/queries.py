"""What the tail and the owners ask: events since, and who listens."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Min

from binhyen.foundation.realtime.models import Listener, LiveEvent

Row = tuple[int, str, str, str, int | None]
"""id, topic, kind, payload as JSON text, seq."""
_COLUMNS = ("id", "topic", "kind", "payload", "seq")
MOST_AT_ONCE = 500


def newest_id() -> int:
    """The id after which the tail begins; 0 when nothing was told yet."""
    return LiveEvent.objects.aggregate(newest=Max("id"))["newest"] or 0


def events_after(event_id: int) -> list[Row]:
    """Events of all topics above an id, in order of id, 500 at most. One query."""
    found = LiveEvent.objects.filter(id__gt=event_id).order_by("id")
    return list(found.values_list(*_COLUMNS)[:MOST_AT_ONCE])


def kept_after(topic: str, event_id: int) -> list[Row]:
    """The same for one topic that nobody else replays; ids are its numbers."""
    found = LiveEvent.objects.filter(topic=topic, id__gt=event_id).order_by("id")
    return list(found.values_list(*_COLUMNS)[:MOST_AT_ONCE])


def presence(topic: str) -> dict[str, datetime]:
    """Who listens to a topic, and since when (UTC); a killed process's listeners stay for its lease, some seconds."""
    found = Listener.objects.filter(topic=topic).values("who").annotate(first=Min("since"))
    return {row["who"]: row["first"] for row in found.order_by("who")}
