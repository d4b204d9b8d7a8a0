"""A conference of An Phước in preparation, built by the commands themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from binhyen.features.conference import api
from binhyen.features.conference.models import Conference, Point
from binhyen.features.conference.types import PointKind, Role

# Friday 3 June 2022, 14:00 in Hanoi; prepared on Monday 23 May.
STARTS = datetime(2022, 6, 3, 7, tzinfo=UTC)
ENDS = datetime(2022, 6, 3, 10, tzinfo=UTC)
PREPARED = datetime(2022, 5, 23, 3, tzinfo=UTC)
PDF = b"%PDF-1.7\nthu"


@dataclass
class Prepared:
    """The conference with its main point and the two points of its districts."""

    conference: Conference
    main: Point
    first: Point
    second: Point

    def fresh(self) -> Conference:
        """The row as it stands now."""
        return Conference.objects.get(pk=self.conference.pk)


def new(world, code: str = "an-phuoc-2022", **changed: object) -> api.NewConference:
    values: dict[str, object] = {
        "unit_id": world.province.id,
        "series_code": "an-phuoc",
        "code": code,
        "title": "Hội nghị sơ kết công an xã chính quy",
        "starts_at": STARTS,
        "ends_at": ENDS,
        "place": "Hội trường Công an tỉnh",
        "simulated": True,
    }
    return api.NewConference(**(values | changed))  # type: ignore[arg-type]


def prepare(world, actor=None, code: str = "an-phuoc-2022", **changed: object) -> Prepared:
    """A conference with its series, the main point and every district."""
    who = actor or world.operator
    if not api.series_of(world.operator).filter(code="an-phuoc").exists():
        api.new_series(who, unit_id=world.province.id, code="an-phuoc", title="Sơ kết hằng năm")
    made = api.new_conference(who, new=new(world, code, **changed))
    main = api.add_points(
        who, conference_id=made.pk, points=[api.NewPoint(world.province.id, PointKind.MAIN)]
    )[0]
    first, second = api.add_points_below(who, conference_id=made.pk, parent_id=world.province.id)
    return Prepared(made, main, first, second)


def seat(prepared: Prepared, actor, point: Point | None = None, **changed: object):
    """Somebody more at a point."""
    values: dict[str, object] = {
        "point_id": (point or prepared.first).pk,
        "body": "Công an huyện",
        "office": "Phó trưởng",
        "role": Role.DELEGATE,
    }
    made = api.NewDelegate(**(values | changed))  # type: ignore[arg-type]
    return api.add_delegates(actor, conference_id=prepared.conference.pk, delegates=[made])[0]
