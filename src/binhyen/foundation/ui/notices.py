"""What stands on a reader's own pages until it is done: each module offers one line at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from binhyen.foundation.access.api import Actor


@dataclass(frozen=True, slots=True)
class HomeNotice:
    """One line with the address where more stands; `tone` is info, warning or error."""

    text: str
    url: str
    tone: str = "info"


Source = Callable[[Actor, str], HomeNotice | None]
"""From a reader and the code of the unit whose page is shown to what is to be said there."""

_sources: dict[str, Source] = {}


def register_notice(name: str, source: Source) -> None:
    """Offer a line on the pages of units; called in `AppConfig.ready`."""
    _sources[name] = source


def notices_for(actor: Actor, unit_code: str) -> list[HomeNotice]:
    """What is to be said to a reader on the page of a unit."""
    found = (source(actor, unit_code) for source in _sources.values())
    return [notice for notice in found if notice is not None]
