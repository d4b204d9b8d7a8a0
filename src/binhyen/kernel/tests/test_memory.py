"""A page's memory: one answer inside the block, none kept outside it."""

from __future__ import annotations

from itertools import count

from binhyen.kernel.memory import once, remembering


def test_it_asks_once_within_a_block() -> None:
    numbers = count(1)
    with remembering():
        answers = [once("page", lambda: next(numbers)) for _ in range(3)]
        other = once("other", lambda: next(numbers))
    assert answers == [1, 1, 1]
    assert other == 2


def test_it_keeps_nothing_for_the_next_block() -> None:
    numbers = count(1)
    with remembering():
        once("page", lambda: next(numbers))
    with remembering():
        assert once("page", lambda: next(numbers)) == 2


def test_it_asks_every_time_outside_a_block() -> None:
    numbers = count(1)
    assert [once("page", lambda: next(numbers)) for _ in range(2)] == [1, 2]


def test_a_block_inside_another_shares_its_memory() -> None:
    numbers = count(1)
    with remembering():
        first = once("page", lambda: next(numbers))
        with remembering():
            inner = once("page", lambda: next(numbers))
        after = once("page", lambda: next(numbers))
    assert first == inner == after == 1
