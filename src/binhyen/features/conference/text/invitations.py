"""The invitation (giấy mời) as a document in the form of Decree 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from binhyen.engines.documents.api import Block, Column, Document, Signer, Table, paragraph
from binhyen.features.conference.rules.agencies import Agency
from binhyen.kernel import clock

DEMO = "Số liệu mô phỏng"


@dataclass(frozen=True, slots=True)
class Invited:
    """What the invitation says.

    Attributes:
        chair: of the main point, by office and body; empty while nobody is named.
        points: name, hall and chair of each point invited, in order.
        agenda: title and minutes of each item.
        reason: why it is urgent; empty when it is not.
    """

    agency: Agency
    title: str
    purpose: str
    starts_at: datetime
    ends_at: datetime
    place: str
    chair: str
    points: Sequence[tuple[str, str, str]]
    agenda: Sequence[tuple[str, int]]
    issued_on: date
    simulated: bool
    reason: str = ""


def invitation_document(said: Invited) -> Document:
    """Who invites whom to what, when and where, with the points and the agenda; the number comes on issuing."""
    title = said.title[:1].lower() + said.title[1:]
    return Document(
        agency=said.agency.name,
        agency_parent=said.agency.parent,
        symbol=f"GM-{said.agency.letters}",
        place=said.agency.place,
        issued_on=said.issued_on,
        kind="GIẤY MỜI",
        subject=f"Dự {title}",
        blocks=tuple(_blocks(said, title)),
        signer=Signer("CHÁNH VĂN PHÒNG", "TL.", ""),
        recipients=(*_recipients(said), "Lưu: VT"),
        notice=DEMO if said.simulated else "",
        lists_origins=False,
    )


def _blocks(said: Invited, title: str) -> list[Block]:
    start, end = (one.astimezone(clock.HANOI) for one in (said.starts_at, said.ends_at))
    lines = [
        f"{said.agency.in_text} kính mời các điểm cầu có tên dưới đây dự trực tuyến {title}.",
        f"Thời gian: từ {start:%H} giờ {start:%M} đến {end:%H} giờ {end:%M}, ngày {start:%d-%m-%Y}.",
        f"Địa điểm: {said.place}, và phòng họp của các điểm cầu thành phần.",
    ]
    if said.chair:
        lines.append(f"Chủ trì: {said.chair}.")
    if said.purpose:
        lines += [f"Nội dung: {line}" for line in said.purpose.splitlines() if line.strip()]
    if said.reason:
        lines.append(f"Họp khẩn: {said.reason}")
    lines.append(
        "Đề nghị cán bộ kỹ thuật mỗi điểm cầu có mặt trước giờ họp ít nhất 60 phút và thử đường truyền "
        "theo lịch; đại biểu không dự được đề nghị cử người dự thay và trả lời trên hệ thống."
    )
    blocks: list[Block] = [paragraph(one) for one in lines]
    return [*blocks, _points(said), *_agenda(said)]


def _points(said: Invited) -> Table:
    return Table(
        "Điểm cầu được mời",
        (
            Column("TT", 0.5, "center"),
            Column("Điểm cầu", 2.5),
            Column("Phòng họp", 2),
            Column("Chủ trì điểm cầu", 2),
        ),
        tuple((str(place), *one) for place, one in enumerate(said.points, 1)),
    )


def _agenda(said: Invited) -> list[Block]:
    if not said.agenda:
        return []
    columns = (Column("TT", 0.5, "center"), Column("Nội dung", 4), Column("Số phút", 1, "right"))
    rows = tuple(
        (str(place), title, str(minutes)) for place, (title, minutes) in enumerate(said.agenda, 1)
    )
    return [Table("Chương trình", columns, rows)]


def _recipients(said: Invited) -> tuple[str, ...]:
    """Points by name while they are few; Decree 30 lets a group stand for many."""
    if len(said.points) > 10:
        return (f"{len(said.points)} điểm cầu theo danh sách",)
    return tuple(name for name, _hall, _chair in said.points)
