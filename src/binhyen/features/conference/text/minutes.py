"""Minutes and conclusion notices as documents; the renderers make .docx and .pdf of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.engines.documents.api import Block, Column, Document, Heading, Signer, Table, paragraph
from binhyen.features.conference.rules.agencies import Agency
from binhyen.features.conference.rules.minutes import SECTION_TITLES, Sections
from binhyen.kernel.numbers import format_date

DEMO = "Số liệu mô phỏng"


@dataclass(frozen=True, slots=True)
class Headed:
    """What both documents say of their conference."""

    agency: Agency
    title: str
    held_on: date
    issued_on: date
    simulated: bool


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One conclusion as the notice prints it; `who` is told in words, `due_on` None is without a day."""

    text: str
    what: str
    result: str
    who: str
    responsible: str
    due_on: date | None


def minutes_document(headed: Headed, sections: Sections) -> Document:
    """The minutes with a heading for each section that says something; the number comes on issuing."""
    blocks: list[Block] = []
    for key, title in SECTION_TITLES.items():
        text = sections.get(key, "").strip()
        if text:
            blocks += [Heading(1, title), *(paragraph(line) for line in text.splitlines() if line)]
    return Document(
        agency=headed.agency.name,
        agency_parent=headed.agency.parent,
        symbol=f"BB-{headed.agency.letters}",
        place=headed.agency.place,
        issued_on=headed.issued_on,
        kind="BIÊN BẢN",
        subject=headed.title,
        blocks=tuple(blocks),
        signer=Signer("CHỦ TRÌ"),
        recipients=("Các điểm cầu dự họp", "Lưu: VT"),
        notice=DEMO if headed.simulated else "",
    )


def notice_document(headed: Headed, lines: Sequence[NoticeLine]) -> Document:
    """The conclusion notice: the conclusions in their own words, then the table of what was given to whom."""
    opening = (
        f"Ngày {format_date(headed.held_on)}, {headed.agency.in_text} tổ chức {_inner(headed.title)}. "
        "Sau khi nghe báo cáo và ý kiến các điểm cầu, chủ trì hội nghị kết luận:"
    )
    blocks: list[Block] = [paragraph(opening)]
    blocks += [paragraph(f"{place}. {line.text}") for place, line in enumerate(lines, 1)]
    given = [(place, line) for place, line in enumerate(lines, 1) if line.what]
    if given:
        blocks.append(_given(given))
    return Document(
        agency=headed.agency.name,
        agency_parent=headed.agency.parent,
        symbol=f"TB-{headed.agency.letters}",
        place=headed.agency.place,
        issued_on=headed.issued_on,
        kind="THÔNG BÁO",
        subject=f"Kết luận {_inner(headed.title)}",
        blocks=tuple(blocks),
        signer=Signer("CHÁNH VĂN PHÒNG", "TL.", ""),
        recipients=("Các đơn vị được giao việc", "Các điểm cầu dự họp", "Lưu: VT"),
        notice=DEMO if headed.simulated else "",
    )


def _given(lines: Sequence[tuple[int, NoticeLine]]) -> Table:
    return Table(
        "Việc giao sau hội nghị",
        (
            Column("TT", 0.5, "center"),
            Column("Việc", 2.4),
            Column("Kết quả phải có", 2),
            Column("Đơn vị thực hiện", 1.6),
            Column("Chịu trách nhiệm", 1.4),
            Column("Thời hạn", 1.2, "center"),
        ),
        tuple(
            (
                str(place),
                line.what,
                line.result,
                line.who,
                line.responsible,
                format_date(line.due_on) if line.due_on else "",
            )
            for place, line in lines
        ),
    )


def _inner(title: str) -> str:
    """A title inside a sentence."""
    return title[:1].lower() + title[1:]
