"""Decisions as Decree 30/2020/NĐ-CP lays them out: grounds, articles, and the list of officers as annex."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from binhyen.engines.documents.api import (
    Annex,
    Block,
    Column,
    Document,
    IssuedDocument,
    Signer,
    Table,
    Text,
    paragraph,
)
from binhyen.engines.units.api import StructureUnit
from binhyen.features.staffing.types import LineRow
from binhyen.kernel.numbers import format_date
from binhyen.solver.deployment.api import Post

DEMO = "Số liệu mô phỏng"
MINISTRY = "BỘ CÔNG AN"
LAW_FROM = date(2019, 7, 1)
DECREE_42_FROM = date(2021, 5, 16)
POST_WORDS: Mapping[Post, str] = {
    "chief": "Trưởng Công an",
    "deputy": "Phó trưởng Công an",
    "officer": "Công an viên",
}
COLUMNS = (
    Column("TT", 0.5, "center"),
    Column("Số hiệu", 1.5),
    Column("Họ và tên", 1.8),
    Column("Đơn vị đang công tác", 2.4),
    Column("Chức danh mới", 1.5),
    Column("Đơn vị nhận", 1.9),
)


@dataclass(frozen=True, slots=True)
class Sending:
    """What all decisions of a wave have in common; `wave` is the number in the province's count.

    `signer` may be a bare title.
    """

    plan_name: str
    wave: int
    issued_on: date
    effective_on: date
    signer: Signer | str


def decision_document(
    province: StructureUnit,
    place: StructureUnit,
    rows: Sequence[LineRow],
    sending: Sending,
    *,
    demo: bool,
) -> Document:
    """The decision that sends these officers to a district (or all over the province); numbers come on issuing."""
    police = f"Công an {province.full_name[0].lower()}{province.full_name[1:]}"
    where = "" if place.id == province.id else f", địa bàn {_inline(place)}"
    return Document(
        agency=police.upper(),
        agency_parent=MINISTRY,
        symbol=f"QĐ-{_letters(province)}",
        place=province.name,
        issued_on=sending.issued_on,
        kind="QUYẾT ĐỊNH",
        subject=(
            f"Về việc điều động, bổ nhiệm cán bộ về công an xã, thị trấn đợt {sending.wave}{where}"
        ),
        blocks=(
            *_grounds(sending, police),
            *_articles(rows, sending, place),
            *_annex(rows, sending),
        ),
        signer=signing(sending.signer),
        recipients=("Như Điều 3", f"Công an {_inline(place)}", "Lưu: VT, PX01"),
        notice=DEMO if demo else "",
        lists_origins=False,
    )


def revocation_document(
    province: StructureUnit,
    revoked: IssuedDocument,
    issued_on: date,
    reason: str,
    signer: Signer | str,
    *,
    demo: bool,
) -> Document:
    """The decision that takes another back."""
    told = f"Quyết định số {revoked.symbol} ngày {format_date(revoked.issued_on)}"
    return Document(
        agency=f"CÔNG AN {province.full_name}".upper(),
        agency_parent=MINISTRY,
        symbol=f"QĐ-{_letters(province)}",
        place=province.name,
        issued_on=issued_on,
        kind="QUYẾT ĐỊNH",
        subject=f"Về việc thu hồi {told}",
        blocks=(
            paragraph(f"Xét đề nghị của Phòng Tổ chức cán bộ; lý do: {reason.rstrip('.')}."),
            paragraph(Text("QUYẾT ĐỊNH:", bold=True)),
            paragraph(
                Text("Điều 1. ", bold=True),
                f"Thu hồi {told}; chưa cán bộ nào được bàn giao theo quyết định này.",
            ),
            paragraph(Text("Điều 2. ", bold=True), "Quyết định này có hiệu lực từ ngày ký./."),
        ),
        signer=signing(signer),
        recipients=("Như quyết định bị thu hồi", "Lưu: VT, PX01"),
        notice=DEMO if demo else "",
        lists_origins=False,
    )


def signing(signer: Signer | str) -> Signer:
    """A signer from a bare title."""
    return Signer(signer) if isinstance(signer, str) else signer


def _grounds(sending: Sending, police: str) -> list[Block]:
    found, title = [], signing(sending.signer).title
    if sending.issued_on >= LAW_FROM:
        found.append("Căn cứ Luật Công an nhân dân số 37/2018/QH14 ngày 20-11-2018;")
    if sending.issued_on >= DECREE_42_FROM:
        found.append(
            "Căn cứ Nghị định số 42/2021/NĐ-CP ngày 31-3-2021 của Chính phủ quy định việc xây dựng Công an xã, "
            "thị trấn chính quy;"
        )
    found.append(f"Căn cứ phương án “{sending.plan_name}” đã được {police} phê duyệt;")
    found.append("Theo đề nghị của Phòng Tổ chức cán bộ.")
    head: Block = paragraph(Text(f"{title} {police}".upper(), bold=True))
    blocks: list[Block] = [paragraph(Text(line, italic=True)) for line in found]
    return [head, *blocks, paragraph(Text("QUYẾT ĐỊNH:", bold=True))]


def _articles(rows: Sequence[LineRow], sending: Sending, place: StructureUnit) -> list[Block]:
    posts = Counter(row.post for row in rows)
    told = ", ".join(
        f"{posts[post]} {word[0].lower()}{word[1:]}"
        for post, word in POST_WORDS.items()
        if posts[post]
    )
    return [
        paragraph(
            Text("Điều 1. ", bold=True),
            f"Điều động, bổ nhiệm {len(rows)} cán bộ ({told}) về {len({row.unit_id for row in rows})} xã, thị trấn "
            f"từ ngày {format_date(sending.effective_on)}; danh sách kèm theo.",
        ),
        paragraph(
            Text("Điều 2. ", bold=True),
            "Cán bộ có tên bàn giao công việc ở đơn vị cũ và có mặt tại đơn vị nhận đúng ngày nêu ở Điều 1; chế độ, "
            "chính sách theo quy định hiện hành.",
        ),
        paragraph(
            Text("Điều 3. ", bold=True),
            f"Thủ trưởng các đơn vị cử, Công an {_inline(place)} và cán bộ có tên chịu trách nhiệm thi hành quyết định này./.",
        ),
    ]


def _annex(rows: Sequence[LineRow], sending: Sending) -> list[Block]:
    cells = tuple(
        (
            str(number),
            row.officer_code,
            row.full_name,
            row.donor,
            POST_WORDS[row.post],
            row.unit,
        )
        for number, row in enumerate(rows, 1)
    )
    return [
        Annex("DANH SÁCH", f"CÁN BỘ ĐIỀU ĐỘNG, BỔ NHIỆM ĐỢT {sending.wave}"),
        Table(caption="", columns=COLUMNS, rows=cells),
    ]


def _inline(unit: StructureUnit) -> str:
    """`huyện Bá Thước`: the full name inside a sentence."""
    return f"{unit.full_name[0].lower()}{unit.full_name[1:]}"


def _letters(province: StructureUnit) -> str:
    return "CATP" if province.type.startswith("thành phố") else "CAT"
