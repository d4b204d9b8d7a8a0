"""Ranges of days and chains of dated versions: a version holds until the next one begins."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Protocol, TypeVar

from binhyen.kernel.errors import N_, RowProblem
from binhyen.kernel.numbers import format_date


class Dated(Protocol):
    """Anything that holds from a day on."""

    @property
    def valid_from(self) -> date: ...


Version = TypeVar("Version", bound=Dated)


def holds(valid_from: date | None, valid_to: date | None, on: date) -> bool:
    """Whether a half-open range contains a day; None leaves that side open."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on < valid_to)


def overlap(first: tuple[date, date | None], second: tuple[date, date | None]) -> bool:
    """Whether two half-open ranges share a day; touching ranges do not."""
    return (second[1] is None or first[0] < second[1]) and (
        first[1] is None or second[0] < first[1]
    )


def in_force(chain: Sequence[Version], on: date) -> Version | None:
    """The version of a chain that holds on a day; None before the first.

    Args:
        chain: versions by ascending `valid_from`.
        on: the day, inclusive.
    """
    position = bisect_right(chain, on, key=lambda version: version.valid_from)
    return chain[position - 1] if position else None


def stretches(chain: Sequence[Version]) -> Iterator[tuple[Version, date, date | None]]:
    """Each version of an ascending chain with the days it holds: from, and up to (None: open)."""
    for position, version in enumerate(chain):
        is_last = position == len(chain) - 1
        yield version, version.valid_from, None if is_last else chain[position + 1].valid_from


def chain_problems(
    dates: Iterable[tuple[int, date]], *, column: str = "valid_from", file: str | None = None
) -> list[RowProblem]:
    """What is wrong with the order of a chain as written in a file.

    Args:
        dates: (line, valid_from) in the order written.
        column: the name of the column, for the message.
        file: the name of the file, for the message.

    Returns:
        One problem for each date that repeats the one before it or goes back behind it.
    """
    problems: list[RowProblem] = []
    latest: date | None = None
    for line, start in dates:
        if latest is not None and start <= latest:
            problems.append(
                RowProblem(line, column, start.isoformat(), _fault(start, latest), file)
            )
        latest = start if latest is None else max(latest, start)
    return problems


def overlap_problems(
    ranges: Iterable[tuple[int, date, date | None]],
    *,
    column: str = "valid_from",
    file: str | None = None,
) -> list[RowProblem]:
    """What is wrong with ranges that must not meet: backward ones, and each that overlaps an earlier one.

    Args:
        ranges: (line, valid_from, valid_to), in any order; half-open, None meaning still open.
        column: the name of the column, for the message.
        file: the name of the file, for the message.

    Returns:
        One problem a line at most, by ascending start.
    """
    problems: list[RowProblem] = []
    reach: tuple[date, date | None] | None = None
    for line, start, end in sorted(ranges, key=_by_start):
        if end is not None and end <= start:
            message = N_("ngày kết thúc phải sau ngày bắt đầu")
            problems.append(RowProblem(line, column, start.isoformat(), message, file))
            continue
        if reach is not None and overlap(reach, (start, end)):
            message = N_("chồng lên khoảng thời gian khác")
            problems.append(RowProblem(line, column, start.isoformat(), message, file))
        reach = (start, end) if reach is None else (reach[0], _later(reach[1], end))
    return problems


def _by_start(row: tuple[int, date, date | None]) -> tuple[date, int]:
    return (row[1], row[0])


def _fault(start: date, latest: date) -> str:
    if start == latest:
        return f"ngày {format_date(start)} bị lặp lại"
    return f"ngày {format_date(start)} phải sau ngày {format_date(latest)}"


def _later(first: date | None, second: date | None) -> date | None:
    return None if first is None or second is None else max(first, second)
