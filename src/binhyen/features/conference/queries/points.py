"""Points with who sits there, and how ready each is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from binhyen.features.conference.models import (
    Conference,
    Delegate,
    Invitation,
    Point,
    RehearsalResult,
)
from binhyen.features.conference.types import PointKind, Role, Sign
from binhyen.kernel.errors import N_, NotFound

ATTENDS, SUBSTITUTE, ABSENT = "attend", "substitute", "absent"
ANSWERS = (ATTENDS, SUBSTITUTE, ABSENT)


@dataclass(frozen=True, slots=True)
class PointState:
    """A point in one look.

    Attributes:
        invited, tested: the newest invitation and test; None before the first.
    """

    point: Point
    delegates: tuple[Delegate, ...]
    invited: Invitation | None
    tested: RehearsalResult | None

    @property
    def chair(self) -> Delegate | None:
        """The point's chair; a substitute before whom they stand for."""
        return self._first(Role.CHAIR)

    @property
    def secretary(self) -> Delegate | None:
        """The point's secretary."""
        return self._first(Role.SECRETARY)

    @property
    def technician(self) -> Delegate | None:
        """The point's technician."""
        return self._first(Role.TECHNICIAN)

    @property
    def good(self) -> bool:
        """Tested with sound, picture and contact good."""
        test = self.tested
        return test is not None and {test.sound, test.picture, test.contact} == {Sign.GOOD}

    @property
    def ready(self) -> bool:
        """It has chair and technician, has said that it comes, and its test was good."""
        comes = self.point.kind == PointKind.MAIN or (
            self.invited is not None and self.invited.answer in (ATTENDS, SUBSTITUTE)
        )
        return bool(comes and self.good and self.chair and self.technician)

    def _first(self, role: Role) -> Delegate | None:
        found = [one for one in self.delegates if one.role == role]
        replaced = {one.stands_for_id for one in found}
        return next((one for one in found if one.pk not in replaced), None)


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a conference is prepared; counts are of points."""

    points: int
    main: int
    invited: int
    answered: int
    attending: int
    tested: int
    good: int
    ready: int
    without_chair: int
    without_technician: int


def points_of(conference_id: int) -> QuerySet[Point]:
    """The points in order, the main one first."""
    return Point.objects.filter(conference_id=conference_id).order_by("place_in_order", "pk")


def delegates_of(conference_id: int, point_id: int | None = None) -> QuerySet[Delegate]:
    """Delegates in order of their points, all or those of one point."""
    rows = Delegate.objects.filter(point__conference_id=conference_id)
    if point_id is not None:
        rows = rows.filter(point_id=point_id)
    return rows.select_related("point", "stands_for", "account").order_by(
        "point__place_in_order", "point_id", "place_in_order", "pk"
    )


def point_of(conference_id: int, point_id: int) -> Point:
    """One point.

    Raises:
        NotFound: not a point of this conference.
    """
    found = points_of(conference_id).filter(pk=point_id).first()
    if found is None:
        raise NotFound(N_("Hội nghị không có điểm cầu số {id}."), id=point_id)
    return found


def delegate_at(conference_id: int, point_id: int, delegate_id: int) -> Delegate:
    """One seat at a point.

    Raises:
        NotFound: no such seat there.
    """
    found = delegates_of(conference_id, point_id).filter(pk=delegate_id).first()
    if found is None:
        raise NotFound(N_("Hội nghị không có đại biểu số {id}."), id=delegate_id)
    return found


def point_states(conference: Conference, only: Iterable[int] | None = None) -> list[PointState]:
    """Points with delegates, newest invitation and newest test: four statements, whatever the number of points."""
    points = points_of(conference.pk)
    if only is not None:
        points = points.filter(pk__in=list(only))
    rows = list(
        points.annotate(
            newest_test=_newest(RehearsalResult.objects.all()),
            newest_invitation=_newest(Invitation.objects.all()),
        )
    )
    tests = RehearsalResult.objects.in_bulk([one.newest_test for one in rows if one.newest_test])
    sent = Invitation.objects.select_related("document").in_bulk(
        [one.newest_invitation for one in rows if one.newest_invitation]
    )
    seated: dict[int, list[Delegate]] = {}
    for delegate in delegates_of(conference.pk).filter(point_id__in=[one.pk for one in rows]):
        seated.setdefault(delegate.point_id, []).append(delegate)
    return [
        PointState(
            one,
            tuple(seated.get(one.pk, ())),
            sent.get(one.newest_invitation),
            tests.get(one.newest_test),
        )
        for one in rows
    ]


def readiness(states: Iterable[PointState]) -> Readiness:
    """Counts over points."""
    rows = list(states)
    invited = [one.invited for one in rows if one.invited]
    return Readiness(
        points=len(rows),
        main=sum(one.point.kind == PointKind.MAIN for one in rows),
        invited=len(invited),
        answered=sum(one.answered_at is not None for one in invited),
        attending=sum(one.answer in (ATTENDS, SUBSTITUTE) for one in invited),
        tested=sum(one.tested is not None for one in rows),
        good=sum(one.good for one in rows),
        ready=sum(one.ready for one in rows),
        without_chair=sum(one.chair is None for one in rows),
        without_technician=sum(one.technician is None for one in rows),
    )


def _newest(rows: QuerySet[RehearsalResult] | QuerySet[Invitation]) -> Subquery:
    return Subquery(rows.filter(point=OuterRef("pk")).order_by("-pk").values("pk")[:1])
