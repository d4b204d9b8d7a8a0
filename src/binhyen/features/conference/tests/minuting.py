"""A conference of An Phước that has been held, built from rows: what tests of minutes and conclusions begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from binhyen.features.conference.models import (
    AgendaItem,
    Conference,
    Delegate,
    Point,
    Series,
    Sitting,
    SittingEvent,
)
from binhyen.features.conference.types import EventKind, ItemKind, PointKind, Role, Stage

STARTS = datetime(2022, 6, 3, 7, tzinfo=UTC)
NOW = datetime(2022, 6, 6, 3, tzinfo=UTC)
DUE = date(2022, 12, 30)


@dataclass
class Held:
    """The conference with its delegates, and a short way to let something happen."""

    conference: Conference
    sitting: Sitting
    chair: Delegate
    guest: Delegate
    item: AgendaItem

    def happens(
        self, kind: EventKind, minute: int = 0, who: Delegate | None = None, **payload: object
    ) -> None:
        self.sitting.seq += 1
        self.sitting.save()
        SittingEvent.objects.create(
            sitting=self.sitting,
            seq=self.sitting.seq,
            kind=kind,
            delegate=who,
            point=who.point if who else None,
            payload=payload,
            at=STARTS + timedelta(minutes=minute),
        )

    def closes(self) -> None:
        self.happens(EventKind.CLOSED, 120, self.chair)
        self.sitting.ended_at = STARTS + timedelta(minutes=120)
        self.sitting.save()
        self.conference.stage = Stage.CLOSED
        self.conference.save()


def hold(world, code: str = "an-phuoc-2022", previous: Conference | None = None) -> Held:
    """The provincial police's conference with one member point, opened."""
    series, _made = Series.objects.get_or_create(
        code="an-phuoc", defaults={"unit_id": world.province.id, "title": "Sơ kết hằng năm"}
    )
    conference = Conference.objects.create(
        series=series,
        unit_id=world.province.id,
        previous=previous,
        code=code,
        title="Hội nghị sơ kết công an xã, thị trấn chính quy",
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=3),
        place="Hội trường Công an tỉnh",
        stage=Stage.SITTING,
        simulated=True,
    )
    main, member = (
        Point.objects.create(
            conference=conference, unit_id=unit.id, kind=kind, place_in_order=place, name=name
        )
        for place, (unit, kind, name) in enumerate(
            [
                (world.province, PointKind.MAIN, "Điểm cầu chính"),
                (world.district, PointKind.MEMBER, "Điểm cầu Đông Hà"),
            ],
            1,
        )
    )
    chair = Delegate.objects.create(
        point=main, body="Công an tỉnh", office="Giám đốc", role=Role.CHAIR, place_in_order=1
    )
    guest = Delegate.objects.create(
        point=member, body="Công an huyện", office="Trưởng", role=Role.DELEGATE, place_in_order=1
    )
    item = AgendaItem.objects.create(
        conference=conference,
        place_in_order=1,
        kind=ItemKind.REPORT,
        title="Báo cáo sơ kết",
        minutes=20,
    )
    sitting = Sitting.objects.create(conference=conference, room=code, began_at=STARTS)
    held = Held(conference, sitting, chair, guest, item)
    held.happens(EventKind.OPENED, 0, chair)
    held.happens(EventKind.PRESENT, 1, guest)
    held.happens(EventKind.ITEM, 2, chair, item=item.pk)
    return held
