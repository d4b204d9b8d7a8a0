"""Who is there, point by point, as the desk reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from binhyen.features.conference.models import Conference, Delegate, Point
from binhyen.features.conference.rules.sitting import State
from binhyen.features.conference.rules.sitting_acts import LEADERS
from binhyen.features.conference.types import Role


@dataclass(frozen=True, slots=True)
class RollLine:
    """A point at the roll call.

    Attributes:
        online: whether anybody of it has a line open.
        line: the step of its line, empty when it told none; `why` says why it stepped down.
    """

    point: Point
    online: bool
    present: int
    expected: int
    line: str
    why: str


def roll_of(conference: Conference, state: State) -> tuple[RollLine, ...]:
    """Every point: those that miss somebody first, in their own order. Two statements."""
    here, present = set(state["here"]), set(state["present"])
    seats: dict[int, list[int]] = defaultdict(list)
    for delegate in delegates_in_order(conference.pk):
        seats[delegate.point_id].append(delegate.pk)
    lines = [
        RollLine(
            point,
            bool(here.intersection(seats[point.pk])),
            len(present.intersection(seats[point.pk])),
            len(seats[point.pk]),
            state["lines"].get(str(point.pk), {}).get("step", ""),
            state["lines"].get(str(point.pk), {}).get("why", ""),
        )
        for point in conference.points.all()
    ]
    return tuple(sorted(lines, key=lambda one: (one.online, one.present >= one.expected)))


def delegates_in_order(conference_id: int) -> list[Delegate]:
    """Everybody with a seat of their own, point by point. One statement."""
    rows = Delegate.objects.filter(point__conference_id=conference_id, substitutes=None)
    return list(
        rows.select_related("point").order_by("point__place_in_order", "place_in_order", "pk")
    )


def hall_of(seat: Delegate) -> list[Delegate]:
    """For whom a seat answers: everybody at its point for who leads it, else itself."""
    if Role(seat.role) not in LEADERS:
        return [seat]
    rows = Delegate.objects.filter(point_id=seat.point_id, substitutes=None)
    return list(rows.order_by("place_in_order", "pk"))


def seat_names(conference_id: int, ids: Collection[int]) -> dict[int, str]:
    """Names of some seats by id."""
    rows = Delegate.objects.filter(point__conference_id=conference_id, pk__in=ids)
    return {one.pk: str(one) for one in rows}
