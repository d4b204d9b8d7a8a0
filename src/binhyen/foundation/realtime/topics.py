"""Which topics there are: each family below a prefix belongs to whoever registered it."""

from __future__ import annotations

import re

from binhyen.foundation.realtime.types import Admit, PresenceChanged, Replay, TopicFamily
from binhyen.kernel.errors import N_, Invalid, NotFound

LONGEST = 200
_TOPIC = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)+")
_KIND = re.compile(r"[a-z][a-z0-9_.-]{0,39}")

_families: dict[str, TopicFamily] = {}


def register_topic(
    prefix: str,
    *,
    admit: Admit | None = None,
    replay: Replay | None = None,
    presence_changed: PresenceChanged | None = None,
) -> None:
    """Own all topics `prefix/…`; call it when the apps are ready. The last word for a prefix counts.

    Args:
        prefix: such as `sitting`, with or without the stroke at its end.
        admit: says who may listen; without it a ticket is enough.
        replay: hands out numbered events that were missed; without it they are kept here for ten minutes.
        presence_changed: told who came and went; runs in a thread of the server, outside any transaction.
    """
    name = prefix.strip("/")
    _families[name] = TopicFamily(name, admit, replay, presence_changed)


def family_of(topic: str) -> TopicFamily:
    """The family a topic belongs to.

    Raises:
        Invalid: not a topic's name (letters, digits, `-`, `_` between strokes, 200 at most, not ending in `since`).
        NotFound: nobody owns it.
    """
    if len(topic) > LONGEST or not _TOPIC.fullmatch(topic) or topic.endswith("/since"):
        raise Invalid(N_("Tên kênh {topic} không hợp lệ."), topic=topic[:LONGEST])
    family = _families.get(topic.partition("/")[0])
    if family is None:
        raise NotFound(N_("Không có kênh {topic}."), topic=topic)
    return family


def check_kind(kind: str) -> None:
    """Raises Invalid unless the kind is a short name in small ASCII letters."""
    if not _KIND.fullmatch(kind):
        raise Invalid(N_("Loại sự kiện {kind} không hợp lệ."), kind=kind[:40])
