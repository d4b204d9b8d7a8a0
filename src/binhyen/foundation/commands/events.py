"""Events: told after commit, so that nobody hears of what was rolled back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import transaction

E = TypeVar("E")

_listeners: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(event: type[E], listener: Callable[[E], None]) -> None:
    """Have `listener` called after each committed event of this type; twice is once."""
    if listener not in _listeners[event]:
        _listeners[event].append(listener)


def emit(event: object) -> None:
    """Tell the event's listeners once the surrounding transaction has committed."""
    for listener in tuple(_listeners[type(event)]):
        transaction.on_commit(lambda heard=listener: heard(event))  # type: ignore[misc]
