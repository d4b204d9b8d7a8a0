"""The conference of 3-6-2022 as it was told: points, chairs by office, the minister's closing points; never a name.

What sources say stands here with its source. Days, hours, who sat beside the chairs, what was given to whom and what
became of it are the world's invention and marked as such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from binhyen.engines.units.api import Level, Structure
from binhyen.features.conference.api import (
    HeldConference,
    HeldDelegate,
    HeldItem,
    HeldPoint,
    ItemKind,
    NewConclusion,
    PointKind,
    Role,
)
from binhyen.kernel.clock import HANOI
from binhyen.worlds.thanh_hoa.facts import FOCUS_ON

SERIES = "so-ket-cong-an-xa"
SERIES_TITLE = "Hội nghị sơ kết xây dựng Công an xã, thị trấn chính quy"
CODE_2021, CODE_2022, CODE_2023 = "so-ket-2021", "so-ket-2022", "so-ket-2023"
MAIN_POINT = "Điểm cầu chính Bộ Công an"
OWN_POINT = "Điểm cầu Công an tỉnh Thanh Hóa"
ARTICLE = {
    "text": "Báo Thanh Hóa, tháng 6-2022, bài về hội nghị trực tuyến đánh giá công an xã, thị trấn chính quy",
    "on": "2022-06-03",
    "certainty": "C",
}
# The hours are ours: sources tell only that it was an afternoon.
BEGAN, ENDED = time(14, 0, tzinfo=HANOI), time(17, 0, tzinfo=HANOI)
# The notice and the minutes are ours: no source prints either.
MINUTES_ON, NOTICE_ON = date(2022, 6, 7), date(2022, 6, 8)

CHAIRS = (
    HeldDelegate("Bộ Công an", "Bộ trưởng", Role.CHAIR),
    HeldDelegate("Bộ Công an", "Thứ trưởng", Role.CHAIR),
    HeldDelegate("Văn phòng Bộ Công an", "Thư ký hội nghị", Role.SECRETARY, simulated=True),
)
OWN_CHAIRS = (
    HeldDelegate("Tỉnh ủy Thanh Hóa", "Phó Bí thư", Role.CHAIR),
    HeldDelegate("Công an tỉnh Thanh Hóa", "Giám đốc", Role.CHAIR),
)
ITEMS = (
    HeldItem(ItemKind.OPENING, "Khai mạc, giới thiệu đại biểu tại các điểm cầu", 10),
    HeldItem(
        ItemKind.REPORT,
        "Báo cáo sơ kết, đánh giá kết quả xây dựng Công an xã, thị trấn chính quy",
        40,
    ),
    HeldItem(ItemKind.PAPER, "Tham luận từ các điểm cầu", 60),
    HeldItem(ItemKind.AWARD, "Khen thưởng tại các điểm cầu", 20),
    HeldItem(ItemKind.CONCLUSION, "Kết luận, chỉ đạo của chủ trì", 40),
)


@dataclass(frozen=True, slots=True)
class ClosingPoint:
    """A closing point as told, and the work this world makes of it; `who` "" is work of the ministry's own bodies.

    `who` is "lacking" (communes short of the norm), "districts" or "province".
    """

    text: str
    what: str = ""
    result: str = ""
    who: str = ""
    responsible: str = ""
    due_on: date | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


CLOSING_POINTS = (
    ClosingPoint(
        "Khẩn trương thành lập chi bộ Công an xã, thị trấn ở tất cả những nơi đủ điều kiện.",
        "Thành lập chi bộ Công an xã, thị trấn nơi có từ ba đảng viên chính thức",
        "Quyết định thành lập chi bộ của cấp ủy có thẩm quyền",
        "lacking",
        "Trưởng Công an xã, thị trấn",
        date(2022, 12, 30),
        {"target": "cells.established >= 1", "measured_over": "calendar:2022-12"},
    ),
    ClosingPoint(
        "Hướng dẫn, nâng cao chất lượng sinh hoạt của các chi bộ Công an xã, thị trấn.",
        "Hướng dẫn sinh hoạt chi bộ Công an xã, thị trấn",
        "Văn bản hướng dẫn và lịch dự sinh hoạt",
        "districts",
        "Trưởng Công an huyện, thị xã, thành phố",
        date(2022, 9, 30),
    ),
    ClosingPoint("Tiếp tục hoàn thiện quy định pháp luật về Công an xã, thị trấn chính quy."),
    ClosingPoint(
        "Chỉnh lý, bổ sung chương trình, tài liệu bồi dưỡng cho Công an xã, thị trấn chính quy."
    ),
    ClosingPoint(
        "Tăng cường kiểm tra, hướng dẫn nghiệp vụ đối với Công an xã, thị trấn.",
        "Kiểm tra, hướng dẫn nghiệp vụ Công an xã, thị trấn",
        "Biên bản kiểm tra từng đơn vị",
        "districts",
        "Trưởng Công an huyện, thị xã, thành phố",
        date(2022, 11, 30),
    ),
    ClosingPoint("Phổ biến, quán triệt kịp thời các quy định mới đến cán bộ, chiến sĩ."),
    ClosingPoint("Quản lý chặt chẽ các đối tượng thuộc diện được phân công trên địa bàn."),
    ClosingPoint("Ưu tiên kinh phí bảo đảm điều kiện làm việc cho Công an xã, thị trấn."),
    ClosingPoint(
        "Huy động nguồn lực của địa phương và xã hội cho xây dựng Công an xã, thị trấn.",
        "Trình phương án huy động nguồn lực địa phương, xã hội",
        "Tờ trình gửi Ủy ban nhân dân tỉnh",
        "province",
        "Giám đốc Công an tỉnh",
        date(2022, 10, 31),
    ),
)


def held_2022(tree: Structure, province_id: int, departments: Mapping[int, str]) -> HeldConference:
    """The conference with its main point and the point of every province; delegates are known at two of them."""
    others = [
        HeldPoint(unit.id, f"Điểm cầu Công an {_lower(unit.full_name)}")
        for unit in tree.at_level(Level.PROVINCE)
        if unit.id != province_id
    ]
    main = HeldPoint(tree.root.id, MAIN_POINT, PointKind.MAIN, CHAIRS)
    own = HeldPoint(
        province_id, OWN_POINT, PointKind.MEMBER, OWN_CHAIRS + _departments(departments)
    )
    return HeldConference(
        series_code=SERIES,
        series_title=SERIES_TITLE,
        unit_id=tree.root.id,
        code=CODE_2022,
        title="Hội nghị trực tuyến sơ kết, đánh giá kết quả xây dựng Công an xã, thị trấn chính quy",
        purpose="Đánh giá kết quả xây dựng Công an xã, thị trấn chính quy và đề ra việc phải làm tiếp.",
        place="Bộ Công an, Hà Nội",
        starts_at=datetime.combine(FOCUS_ON, BEGAN),
        ends_at=datetime.combine(FOCUS_ON, ENDED),
        points=(main, own, *others),
        items=ITEMS,
        previous_code=CODE_2021,
        simulated=True,
    )


def held_2021(tree: Structure) -> HeldConference:
    """The first one, of which only its day is told."""
    on = date(2021, 5, 31)
    return HeldConference(
        series_code=SERIES,
        series_title=SERIES_TITLE,
        unit_id=tree.root.id,
        code=CODE_2021,
        title="Hội nghị sơ kết lần thứ nhất xây dựng Công an xã, thị trấn chính quy",
        place="Bộ Công an, Hà Nội",
        starts_at=datetime.combine(on, BEGAN),
        ends_at=datetime.combine(on, ENDED),
        simulated=True,
    )


def held_2023(tree: Structure) -> HeldConference:
    """The next of the series, of which only its day is told; it opens with what became of the last one's conclusions."""
    on = date(2023, 11, 17)
    return HeldConference(
        series_code=SERIES,
        series_title=SERIES_TITLE,
        unit_id=tree.root.id,
        code=CODE_2023,
        title="Hội nghị sơ kết một năm thực hiện Nghị quyết 12 và Chỉ thị 11",
        place="Bộ Công an, Hà Nội",
        starts_at=datetime.combine(on, BEGAN),
        ends_at=datetime.combine(on, ENDED),
        previous_code=CODE_2022,
        items=(HeldItem(ItemKind.FOLLOW_UP, "Kết quả thực hiện kết luận hội nghị trước", 30),),
        simulated=True,
    )


def conclusion(
    point: ClosingPoint, who: Mapping[str, Any], *, item_id: int | None, matter_id: int | None
) -> NewConclusion:
    """A closing point as the conference's rows hold it, with its source."""
    return NewConclusion(
        text=point.text,
        what=point.what,
        result=point.result,
        who=who,
        responsible=point.responsible,
        due_on=point.due_on,
        target=point.facts.get("target", ""),
        measured_over=point.facts.get("measured_over", ""),
        item_id=item_id,
        matter_id=matter_id,
        source=ARTICLE,
    )


def _departments(departments: Mapping[int, str]) -> tuple[HeldDelegate, ...]:
    """Departments sat as delegates; which ones is not told, so all of the world's do, and marked."""
    return tuple(
        HeldDelegate(
            name, "Trưởng phòng" if name.startswith("Phòng") else "Người đứng đầu", simulated=True
        )
        for name in departments.values()
    )


def _lower(name: str) -> str:
    return name[:1].lower() + name[1:]
