"""Bridge points: units join a conference, one by one or all children of a unit in one act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Max

from binhyen.engines.units.api import Structure, StructureUnit, structure
from binhyen.features.conference.commands.preparing import bump, held_conference, host_of
from binhyen.features.conference.models import Conference, Delegate, Point
from binhyen.features.conference.queries.preparing import defaults, held_on
from binhyen.features.conference.rules.agencies import agency
from binhyen.features.conference.rules.preparing import NewPoint
from binhyen.features.conference.types import PointKind
from binhyen.foundation.access.api import Actor
from binhyen.foundation.commands.api import command, note
from binhyen.kernel.errors import N_, Conflict, Invalid, NotFound, RuleBroken
from binhyen.kernel.text import clean_text

MOST_KBITS = 10_000_000


@command("conference.add_points", "Thêm điểm cầu", needs="conference.prepare", scope=host_of)
def add_points(
    actor: Actor, *, conference_id: int, points: Sequence[NewPoint], seats: bool = True
) -> list[Point]:
    """Add points, each with the seats every point of its kind has (by office; without accounts).

    Args:
        seats: False leaves the points empty.

    Raises:
        Conflict: a unit has a point of that name already, or there is a main point already.
        NotFound: a unit does not stand on the day of the conference.
        Invalid: an unstorable text or an impossible line.
        RuleBroken: the sitting has begun.
    """
    del actor
    return _add(held_conference(conference_id), points, seats=seats)


@command(
    "conference.add_points_below",
    "Thêm mọi đơn vị trực thuộc làm điểm cầu",
    needs="conference.prepare",
    scope=host_of,
)
def add_points_below(
    actor: Actor, *, conference_id: int, parent_id: int, level: int | None = None
) -> list[Point]:
    """Add every child of a unit, or every unit of a level below it, that has no point yet.

    Args:
        level: 1 province, 2 district, 3 commune; None the children.

    Raises:
        NotFound: the unit does not stand on the day of the conference.
        RuleBroken: nothing to add, or the sitting has begun.
    """
    del actor
    conference = held_conference(conference_id)
    tree = structure(held_on(conference))
    _unit(tree, parent_id)
    below = tree.children(parent_id) if level is None else tree.at_level(level, parent_id)
    known = set(conference.points.values_list("unit_id", flat=True))
    added = [NewPoint(one.id) for one in below if one.id not in known]
    if not added:
        raise RuleBroken(N_("Mọi đơn vị trực thuộc đã là điểm cầu, hoặc không có đơn vị nào."))
    return _add(conference, added, seats=True)


@command("conference.change_point", "Sửa điểm cầu", needs="conference.prepare", scope=host_of)
def change_point(
    actor: Actor,
    *,
    conference_id: int,
    point_id: int,
    hall: str,
    contact: str,
    line_kbits: int | None,
) -> Point:
    """Write down a point's hall, its technical contact (an office's number) and its line.

    Raises:
        NotFound: not a point of this conference.
        Invalid: an unstorable text or an impossible line.
        RuleBroken: the sitting has begun.
    """
    del actor
    point = held_point(held_conference(conference_id), point_id)
    before = {"hall": point.hall, "contact": point.contact, "line_kbits": point.line_kbits}
    point.hall, point.contact = clean_text(hall, 300), clean_text(contact, 200)
    point.line_kbits = _line(line_kbits)
    point.save()
    after = {"hall": point.hall, "contact": point.contact, "line_kbits": point.line_kbits}
    note("conference.Point", point.pk, before=before, after=after)
    return point


@command("conference.remove_point", "Bỏ điểm cầu", needs="conference.prepare", scope=host_of)
def remove_point(actor: Actor, *, conference_id: int, point_id: int) -> None:
    """Take a point out that was neither invited nor tested nor given papers.

    Raises:
        NotFound: not a point of this conference.
        RuleBroken: something of it must be kept, or the sitting has begun.
    """
    del actor
    conference = held_conference(conference_id)
    point = held_point(conference, point_id)
    kept = point.invitations.exists() or point.rehearsals.exists() or point.papers.exists()
    if kept:
        raise RuleBroken(
            N_("Điểm cầu “{name}” đã có giấy mời, kết quả thử hoặc tài liệu nên không bỏ được."),
            name=point.name,
        )
    note("conference.Point", point.pk, before={"name": point.name, "unit": point.unit_id})
    point.delegates.update(stands_for=None)
    point.delete()
    bump(conference)


def held_point(conference: Conference, point_id: int) -> Point:
    """A point of a conference.

    Raises:
        NotFound: not one of its points.
    """
    found = conference.points.filter(pk=point_id).first()
    if found is None:
        raise NotFound(N_("Hội nghị không có điểm cầu số {id}."), id=point_id)
    return found


def _add(conference: Conference, points: Sequence[NewPoint], *, seats: bool) -> list[Point]:
    tree = structure(held_on(conference))
    units = [_unit(tree, one.unit_id) for one in points]
    last = conference.points.aggregate(last=Max("place_in_order"))["last"] or 0
    rows = [
        Point(
            conference=conference,
            unit_id=unit.id,
            kind=PointKind(one.kind),
            # The main hall stands before every other, whenever it was added.
            place_in_order=0 if one.kind is PointKind.MAIN else place,
            name=clean_text(one.name, 300) or f"Điểm cầu {unit.full_name}",
            hall=clean_text(one.hall, 300),
            contact=clean_text(one.contact, 200),
            line_kbits=_line(one.line_kbits),
        )
        for place, (one, unit) in enumerate(zip(points, units, strict=True), last + 1)
    ]
    _refuse_twice(conference, rows)
    made = Point.objects.bulk_create(rows)
    if seats:
        _seat(made, {unit.id: _body(tree, unit) for unit in units})
    bump(conference)
    note("conference.Conference", conference.pk, after={"points_added": len(made)})
    return made


def _refuse_twice(conference: Conference, rows: Sequence[Point]) -> None:
    known: set[Any] = set(conference.points.values_list("unit_id", "name"))
    mains = conference.points.filter(kind=PointKind.MAIN).count()
    for one in rows:
        if (one.unit_id, one.name) in known:
            raise Conflict(N_("Điểm cầu “{name}” đã có."), name=one.name)
        known.add((one.unit_id, one.name))
        mains += one.kind == PointKind.MAIN
    if mains > 1:
        raise Conflict(N_("Hội nghị chỉ có một điểm cầu chính."))


def _seat(points: Sequence[Point], bodies: dict[int, str]) -> None:
    seats = defaults().seats
    Delegate.objects.bulk_create(
        Delegate(
            point=point,
            body=bodies[point.unit_id],
            office=seat.office,
            role=seat.role,
            votes=seat.role not in ("technician", "secretary"),
            place_in_order=place,
            simulated=point.conference.simulated,
        )
        for point in points
        for place, seat in enumerate(seats.get(PointKind(point.kind), ()), 1)
    )


def _body(tree: Structure, unit: StructureUnit) -> str:
    above = tree.get(unit.parent_id).full_name if unit.parent_id else ""
    name = agency(unit.level, unit.full_name, unit.name, above).in_text
    return name if unit.level == 0 else f"Công an {unit.full_name}"


def _unit(tree: Structure, unit_id: int) -> StructureUnit:
    if unit_id not in tree:
        raise NotFound(N_("Đơn vị số {id} không có vào ngày họp."), id=unit_id)
    return tree.get(unit_id)


def _line(kbits: int | None) -> int | None:
    if kbits is not None and not 1 <= kbits <= MOST_KBITS:
        raise Invalid(N_("Đường truyền ghi bằng kbit/s, từ 1 đến {most}."), most=MOST_KBITS)
    return kbits
