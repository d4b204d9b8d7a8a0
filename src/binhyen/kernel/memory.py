"""What one page asks many times is answered once: a memory that lives as long as a block and no longer."""

from __future__ import annotations

import gc
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")

_memory: ContextVar[dict[Hashable, Any] | None] = ContextVar("memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Within the block `once` keeps its answers; only for work that writes nothing it reads again.

    A block inside another shares the outer one's memory.
    """
    known = _memory.get()
    token = _memory.set({} if known is None else known)
    try:
        yield
    finally:
        _memory.reset(token)


def is_remembering() -> bool:
    """Whether answers are being kept, so that a wider question may pay off."""
    return _memory.get() is not None


def once(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer to a question, asked at most once within `remembering`, every time outside it."""
    memory = _memory.get()
    if memory is None:
        return ask()
    if key not in memory:
        memory[key] = ask()
    answer: T = memory[key]
    return answer


@contextmanager
def uncollected() -> Iterator[None]:
    """Within the block nothing is searched for cycles; only for bulk work that makes few.

    Rows by the million are walked again and again otherwise, which takes a fifth of a world's loading.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
