"""What a page is asked: who asks, for which day, with which choice; a slip is refused with a hint."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.http import HttpRequest

from binhyen.engines.units.api import Level
from binhyen.foundation.access.api import Actor
from binhyen.foundation.audit.api import installation
from binhyen.kernel import clock
from binhyen.kernel.errors import N_, Invalid
from binhyen.kernel.memory import once

LONGEST = 60


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; the middleware has put it there."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def default_day() -> date:
    """The day a demonstration is about, else today."""
    return once("installation", installation).focus_on or clock.today()


def day_of(request: HttpRequest, name: str = "on") -> date:
    """The day asked for.

    Raises:
        Invalid: not a day of the calendar.
    """
    text = request.GET.get(name, "").strip()
    return read_day(text) if text else default_day()


def read_day(text: str) -> date:
    """A day as browsers send it.

    Raises:
        Invalid: not a day of the calendar.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid(
            N_("“{value}” không phải là ngày; hãy ghi năm-tháng-ngày, ví dụ 2022-06-03."),
            value=text[:LONGEST],
        ) from None


def level_of(request: HttpRequest) -> int | None:
    """The level named to tell two bearers of one code apart.

    Raises:
        Invalid: no such level.
    """
    text = request.GET.get("level", "")
    if not text:
        return None
    if text not in {str(int(level)) for level in Level}:
        raise Invalid(
            N_("“{value}” không phải là cấp; hãy ghi 0, 1, 2 hoặc 3."), value=text[:LONGEST]
        )
    return int(text)


def choice_of(request: HttpRequest, name: str, known: Collection[str], default: str) -> str:
    """One of the known words.

    Raises:
        Invalid: another word.
    """
    text = request.GET.get(name, "") or default
    if text not in known:
        raise Invalid(
            N_("“{value}” không có trong các lựa chọn của “{name}”."),
            value=text[:LONGEST],
            name=name,
        )
    return text
