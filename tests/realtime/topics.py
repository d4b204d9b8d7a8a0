"""Topics for tests: `echo/…` replays from a file of numbered events, admits nobody called `banned`, writes presence to a file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from django.conf import settings

from binhyen.foundation.realtime.api import Event, register_topic


def told(topic: str) -> Path:
    """Where the numbered events of a topic stand, one a line."""
    return Path(settings.BINHYEN_HOME) / f"{topic.replace('/', '_')}.events"


def presence_log() -> Path:
    """Where comings and goings are written."""
    return Path(settings.BINHYEN_HOME) / "presence.log"


def note(topic: str, seq: int) -> None:
    """Keep a numbered event for whoever missed it."""
    with told(topic).open("a") as kept:
        kept.write(json.dumps({"seq": seq}) + "\n")


def replay(topic: str, after: int) -> Iterator[Event]:
    if told(topic).exists():
        for line in told(topic).read_text().splitlines():
            row = json.loads(line)
            if row["seq"] > after:
                yield Event("said", row, row["seq"])


def admit(_topic: str, who: str) -> bool:
    return who != "banned"


def changed(topic: str, joined: Sequence[str], left: Sequence[str]) -> None:
    with presence_log().open("a") as log:
        for who in joined:
            log.write(f"joined {topic} {who}\n")
        for who in left:
            log.write(f"left {topic} {who}\n")


register_topic("echo", admit=admit, replay=replay, presence_changed=changed)
register_topic("kept")
