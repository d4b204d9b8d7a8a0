"""A conference played with simulated points: who comes, answers the roll, speaks and votes follows from the seed alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from binhyen.engines.units.api import StructureUnit
from binhyen.features.conference.api import (
    EventKind,
    HeldConference,
    HeldDelegate,
    HeldHappening,
    HeldItem,
    HeldPoint,
    ItemKind,
    PointKind,
    Role,
)
from binhyen.worlds.chance import chance

LASTS = timedelta(hours=3)
ITEMS = (
    HeldItem(ItemKind.OPENING, "Khai mạc, điểm danh các điểm cầu", 10),
    HeldItem(ItemKind.REPORT, "Báo cáo sơ kết", 30),
    HeldItem(ItemKind.PAPER, "Tham luận của các điểm cầu", 60),
    HeldItem(ItemKind.VOTE, "Biểu quyết nội dung kết luận", 10),
    HeldItem(ItemKind.AWARD, "Khen thưởng", 10),
    HeldItem(ItemKind.CONCLUSION, "Kết luận", 20),
)
OPINIONS = (
    "Đề nghị hướng dẫn thống nhất sinh hoạt chi bộ.",
    "Đề nghị bổ sung kinh phí sửa trụ sở.",
    "Đề nghị tăng kiểm tra, hướng dẫn nghiệp vụ.",
    "Đề nghị tập huấn quy định mới sớm hơn.",
)
CHAIR, SECRETARY, FIRST = 0, 1, 2
ABSENT, DROPPED, SPEAKERS = 0.04, 0.03, 8
CHOICES, WEIGHTS = ("for", "against", "abstain"), (92, 3, 5)


def played(
    seed: int,
    host: StructureUnit,
    units: Sequence[StructureUnit],
    *,
    code: str,
    starts_at: datetime,
) -> HeldConference:
    """The conference of one host with a point for each unit, all invented and marked; equal seeds give equal courses."""
    head = (
        HeldDelegate(f"Công an {host.full_name}", "Giám đốc", Role.CHAIR, simulated=True),
        HeldDelegate(f"Công an {host.full_name}", "Thư ký", Role.SECRETARY, simulated=True),
    )
    members = tuple(
        HeldPoint(
            unit.id,
            f"Điểm cầu {unit.full_name}",
            delegates=(
                HeldDelegate(f"Công an {unit.full_name}", "Trưởng Công an", simulated=True),
            ),
        )
        for unit in units
    )
    return HeldConference(
        series_code="phat-lai",
        series_title="Hội nghị phát lại với điểm cầu mô phỏng",
        unit_id=host.id,
        code=code,
        title=f"Hội nghị mô phỏng {len(units)} điểm cầu",
        place=f"Công an {host.full_name}",
        starts_at=starts_at,
        ends_at=starts_at + LASTS,
        points=(HeldPoint(host.id, "Điểm cầu chính", PointKind.MAIN, head), *members),
        items=ITEMS,
        simulated=True,
        happenings=_course(chance("conference play", str(seed), str(len(units))), len(units)),
    )


def _course(random: Random, points: int) -> tuple[HeldHappening, ...]:
    """What happens, in order of time."""
    seats = range(FIRST, FIRST + points)
    here = [seat for seat in seats if random.random() >= ABSENT]
    dropped = [seat for seat in here if random.random() < DROPPED]
    found = [_at(EventKind.JOINED, 0, seat) for seat in (CHAIR, SECRETARY)]
    found += [_at(EventKind.JOINED, random.uniform(0, 240), seat) for seat in here]
    found += [_at(EventKind.ITEM, 250, CHAIR, item=0), _at(EventKind.ROLL_CALLED, 260, SECRETARY)]
    found += [_at(EventKind.PRESENT, 261, seat) for seat in (CHAIR, SECRETARY)]
    found += [_at(EventKind.PRESENT, random.uniform(262, 420), seat) for seat in here]
    for seat in dropped:
        left = random.uniform(900, 2000)
        found.append(_at(EventKind.LEFT, left, seat, reason="line"))
        found.append(_at(EventKind.JOINED, left + random.uniform(5, 90), seat))
    found.append(_at(EventKind.ITEM, 600, CHAIR, item=1))
    found += _speeches(random, here)
    found += _vote(random, here)
    found += [_at(EventKind.ITEM, 7300, CHAIR, item=4)]
    found += [
        _at(EventKind.AWARDED, 7400, seat, text="Trao khen thưởng tại điểm cầu")
        for seat in here[:1]
    ]
    found.append(_at(EventKind.ITEM, 7900, CHAIR, item=5))
    return tuple(sorted(found, key=lambda one: one.after))


def _speeches(random: Random, here: Sequence[int]) -> list[HeldHappening]:
    """Some raise their hands and get the word one after the other."""
    found = [_at(EventKind.ITEM, 2500, CHAIR, item=2)]
    at = 2600.0
    for seat in random.sample(list(here), min(SPEAKERS, len(here))):
        length = random.uniform(150, 400)
        found += [
            _at(EventKind.HAND_UP, at - 60, seat),
            _at(EventKind.SPEAKING, at, CHAIR, about=seat),
            _at(EventKind.OPINION, at + 100, seat, text=random.choice(OPINIONS)),
            _at(EventKind.SPOKEN, at + length, CHAIR, about=seat),
        ]
        at += length + 30
    return found


def _vote(random: Random, here: Sequence[int]) -> list[HeldHappening]:
    found = [
        _at(EventKind.ITEM, 6600, CHAIR, item=3),
        _at(EventKind.VOTE_OPENED, 6610, CHAIR, vote="v1", question="Thông qua nội dung kết luận"),
    ]
    for seat in here:
        (choice,) = random.choices(CHOICES, WEIGHTS)
        found.append(
            _at(EventKind.VOTED, random.uniform(6615, 6700), seat, vote="v1", choice=choice)
        )
    return [*found, _at(EventKind.VOTE_CLOSED, 6720, CHAIR, vote="v1")]


def _at(
    kind: EventKind,
    seconds: float,
    seat: int,
    *,
    about: int | None = None,
    item: int | None = None,
    **payload: str,
) -> HeldHappening:
    return HeldHappening(kind, timedelta(seconds=round(seconds, 3)), seat, about, item, payload)
