"""The only source of "now": every other module asks here, so a test can stop the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """Today's date in Vietnam."""
    return now().astimezone(HANOI).date()


@contextmanager
def frozen(instant: datetime) -> Iterator[None]:
    """Stop the clock at an aware instant inside the block."""
    token = _frozen.set(instant)
    try:
        yield
    finally:
        _frozen.reset(token)
